"""A console on a fresh database: the real application, real parts, and workers who write through the inbox."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from cryptography.fernet import Fernet
from fastapi import FastAPI

from core import crypto
from core.contracts import Language
from core.db import Database
from core.messages.models import Conversation
from core.settings import Settings
from escalation import web
from escalation.cases.models import Case, Priority
from escalation.desk import Desk
from escalation.operators.models import Role
from helpline import migrate, wiring
from helpline.wiring import Parts
from tests.builders import send

KHMER = "ចៅហ្វាយមិនបើកប្រាក់ឱ្យខ្ញុំពីរខែហើយ"


@dataclass
class Person:
    """An operator at the console, logged in through the log-in page."""

    client: httpx.AsyncClient
    login: str
    password: str
    csrf: str

    async def get(self, address: str) -> httpx.Response:
        """Open a page."""
        return await self.client.get(address)

    async def post(self, address: str, **form: str) -> httpx.Response:
        """Send a form."""
        return await self.client.post(address, data={"csrf": self.csrf, **form})

    async def api(self, address: str, **words: str) -> httpx.Response:
        """Use the API."""
        return await self.client.post(address, json=words, headers={"X-CSRF-Token": self.csrf, "Accept": "*/*"})


@dataclass
class Console:
    """The application and the parts behind it."""

    app: FastAPI
    desk: Desk
    parts: Parts
    written: int = 0

    async def case(
        self,
        kind: str = "complaint_unpaid_wages",
        priority: int = Priority.NORMAL,
        text: str = KHMER,
        *,
        test: bool = False,
    ) -> Case:
        """A new worker writes and waits for a person."""
        self.written += 1
        accepted = await send(self.parts.database, text, address=f"worker {self.written}", test=test)
        async with self.parts.database.write() as session:
            conversation = await session.get_one(Conversation, accepted.conversation_id)
            conversation.language, conversation.country, conversation.province = "km", "th", "TH-20"
            case, _ = await self.parts.cases.open(session, conversation, kind, priority)
            return case

    async def writes(self, case: Case, text: str, **changes: Any) -> None:
        """The worker of a case writes again, and the turn tells the case."""
        address = await self.address(case)
        await send(self.parts.database, text, address=address, **changes)
        async with self.parts.database.write() as session:
            self.parts.cases.worker_wrote(await session.get_one(Case, case.id))

    async def address(self, case: Case) -> str:
        """Where the worker of a case can be reached."""
        async with self.parts.database.read() as session:
            return (await session.get_one(Conversation, case.conversation_id)).address

    async def close(self) -> None:
        """Give back connections."""
        await self.desk.leave()
        await self.parts.database.close()

    @asynccontextmanager
    async def browser(self, **headers: str) -> AsyncIterator[httpx.AsyncClient]:
        """Somebody who is not logged in."""
        transport, accept = httpx.ASGITransport(self.app), {"Accept": "text/html"}
        base = "https://console.test"
        async with httpx.AsyncClient(transport=transport, base_url=base, headers=accept | headers) as client:
            yield client

    @asynccontextmanager
    async def operator(
        self, login: str, role: Role = Role.OPERATOR, language: Language = "en"
    ) -> AsyncIterator[Person]:
        """A new operator who has logged in."""
        password = await self.desk.operators.create(login, login.title(), role, language, by=None)
        async with self.browser() as client:
            await log_in(client, login, password)
            yield Person(client, login, password, await csrf_of(client))


@asynccontextmanager
async def serving(app: FastAPI) -> AsyncIterator[str]:
    """A real server on a free port, in this event loop; its address comes back."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=5))
        running = asyncio.create_task(server.serve(sockets=[door]))
        while not server.started and not running.done():  # noqa: ASYNC110  # uvicorn has no event for this
            await asyncio.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            await running


async def log_in(client: httpx.AsyncClient, login: str, password: str, **form: str) -> httpx.Response:
    """Open the log-in page and send it."""
    await client.get("/console/login")
    fields = {"csrf": client.cookies["helpline_form"], "login": login, "password": password, **form}
    return await client.post("/console/login", data=fields)


async def csrf_of(client: httpx.AsyncClient) -> str:
    """The token for the next POST."""
    return str((await client.get("/api/session")).json()["csrf"])


@cache
def _words_and_content() -> Parts:
    """What no test changes: read once."""
    return wiring.build(Settings(_env_file=None, message_keys=Fernet.generate_key().decode(), fingerprint_key="-"))


def make_console(settings: Settings) -> Console:
    """An application with the operators' side and nothing else, on a database that is ready."""
    crypto.use(crypto.open_vault(settings))
    parts = replace(_words_and_content(), settings=settings, database=Database(settings.database))
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    return Console(app, web.mount(app, parts), parts)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database; copying it is quicker than migrating again."""
    path = tmp_path_factory.mktemp("blank") / "helpline.db"
    migrate.upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture
def embedded(settings: Settings, blank: Path) -> Settings:
    """Settings whose own SQLite database is ready."""
    shutil.copy(blank, settings.var_dir / "helpline.db")
    return settings


@pytest.fixture
async def console(embedded: Settings) -> AsyncIterator[Console]:
    """A console in development, on SQLite."""
    made = make_console(embedded)
    yield made
    await made.close()


@pytest.fixture
async def production(embedded: Settings) -> AsyncIterator[Console]:
    """A console in production, on SQLite."""
    made = make_console(embedded.model_copy(update={"environment": "production"}))
    yield made
    await made.close()


@pytest.fixture
async def either(settings: Settings, database_url: str) -> AsyncIterator[Console]:
    """A console on each kind of database."""
    made = make_console(settings.model_copy(update={"database_url": database_url}))
    yield made
    await made.close()
