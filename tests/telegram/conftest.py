"""A Bot API server, a client of ours, and what was stored: for the tests of the channel."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from channels.telegram.client import Client, open_client
from channels.telegram.intake import Intake
from channels.telegram.polling import Poller
from core.db import Database
from core.messages import outbox
from core.messages.models import Conversation, Direction, Message, SetAside
from tests.botapi.phone import Control
from tests.botapi.server import serving

TOKEN = "123:ABC-only-for-tests"
RECORDED = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent.parent / "data" / "telegram").glob("*.json"))
}

Polling = Callable[[], AbstractAsyncContextManager[asyncio.Event]]


@pytest.fixture(scope="session")
def one_server() -> Iterator[str]:
    """The address of a Bot API server for the whole run."""
    with serving(TOKEN) as url:
        yield url


@pytest.fixture
def server(one_server: str) -> str:
    """Its address, with an empty world."""
    httpx.post(f"{one_server}/control/reset").raise_for_status()
    return one_server


@pytest.fixture
async def control(server: str) -> AsyncIterator[Control]:
    """Its switches."""
    made = Control(server)
    yield made
    await made.http.aclose()


@pytest.fixture
async def client(server: str) -> AsyncIterator[Client]:
    """The bot's client."""
    made = open_client(TOKEN, server)
    yield made
    await made.disconnect()


@pytest.fixture
async def intake(database: Database, client: Client) -> AsyncIterator[Intake]:
    """Stores updates."""

    async def stop(conversation_id: int) -> None:
        async with database.write() as session:
            await outbox.stop(session, conversation_id)

    made = Intake(database, client, timedelta(0), stop)
    yield made
    await made.close()


@pytest.fixture
def polling(client: Client, intake: Intake, database: Database) -> Polling:
    """Poll inside the block, as a process of its own would; gives the event that stops it."""

    @asynccontextmanager
    async def run() -> AsyncIterator[asyncio.Event]:
        stop = asyncio.Event()
        running = asyncio.create_task(Poller(client, intake, database).run(stop))
        try:
            yield stop
        finally:
            stop.set()
            await running

    return run


async def stored(database: Database) -> list[Message]:
    """What workers said, in order."""
    async with database.read() as session:
        said = select(Message).where(Message.direction == Direction.IN).order_by(Message.id)
        return list((await session.execute(said)).scalars())


async def texts(database: Database) -> list[str]:
    """The words of it."""
    return [message.text for message in await stored(database)]


async def aside(database: Database) -> list[SetAside]:
    """What was set aside."""
    async with database.read() as session:
        return list((await session.execute(select(SetAside).order_by(SetAside.id))).scalars())


async def conversations(database: Database) -> list[Conversation]:
    """All conversations."""
    async with database.read() as session:
        return list((await session.execute(select(Conversation).order_by(Conversation.id))).scalars())


def personal(update: Any) -> set[str]:
    """Everything in an update that tells who wrote it."""
    if isinstance(update, list):
        return set().union(*map(personal, update))
    if not isinstance(update, dict):
        return set()
    found = set().union(*map(personal, update.values()))
    names = ("first_name", "last_name", "username", "phone_number")
    return found | {str(update[name]) for name in names if name in update}
