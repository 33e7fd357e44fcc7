"""The worker's phone in a browser or a terminal: it writes to the same inbox and reads the same outbox as Telegram.
A phone is known by a long random id that it keeps itself; whoever has not the id can't read along. Open in development
only, unless it was switched on for staff."""

import re
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter, HTTPException
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from channels.simulator import NAME
from core.contracts import InboundMessage, Kind, Language
from core.crypto import vault
from core.messages import inbox
from core.messages.models import Conversation, Direction, Message, State
from helpline.wiring import Parts

STATIC = Path(__file__).parent / "phone"
PHONE = re.compile(r"[A-Za-z0-9_-]{22,64}")
LONGEST = 8000
ON_SCREEN = 200


class Written(BaseModel):
    """What the phone sends. `id` is the phone's own, so that sending twice changes nothing."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1, max_length=64)
    kind: Literal["text", "button", "command", "attachment"] = "text"
    text: str = Field(default="", max_length=LONGEST)
    payload: str = Field(default="", max_length=64)


def router(parts: Parts) -> APIRouter:
    """The page, its files, and the phone's API."""
    routes = APIRouter(include_in_schema=False)
    template = Environment(loader=FileSystemLoader(STATIC), autoescape=True).get_template("phone.html")
    quiet = timedelta(seconds=parts.settings.quiet_seconds)

    @routes.get("/")
    async def start() -> RedirectResponse:
        return RedirectResponse("/phone")

    @routes.get("/phone")
    async def page(language: Language = "km") -> HTMLResponse:
        def words(key: str) -> str:
            return parts.catalogues.text(key, language)

        return HTMLResponse(template.render(language=language, words=words))

    @routes.get("/phone/{name}")
    async def file(name: Literal["phone.js", "phone.css"]) -> FileResponse:
        return FileResponse(STATIC / name)

    @routes.post("/phones")
    async def new_phone() -> dict[str, str]:
        return {"phone": secrets.token_urlsafe(24)}

    @routes.post("/phones/{phone}/messages")
    async def write(phone: str, written: Written) -> dict[str, Any]:
        _check(phone)
        is_command = written.kind == "text" and written.text.startswith("/")
        message = InboundMessage(
            channel=NAME,
            address=phone,
            identity=f"{phone}:{written.id}",
            kind=Kind.COMMAND if is_command else Kind(written.kind),
            text=written.text,
            payload=written.payload,
            test=True,
            attachment="photo" if written.kind == "attachment" else "",
        )
        accepted = await inbox.accept(parts.database, message, quiet)
        return {"id": accepted.message_id, "duplicate": accepted.duplicate}

    @routes.get("/phones/{phone}/messages")
    async def read(phone: str) -> list[dict[str, Any]]:
        _check(phone)
        return await _read(parts, phone)

    return routes


async def _read(parts: Parts, phone: str) -> list[dict[str, Any]]:
    """What this phone has on its screen: the last messages, oldest first."""
    mine = select(Conversation.id).where(
        Conversation.channel == NAME,
        Conversation.fingerprint == vault().address(NAME, phone),
    )
    shown = (Message.direction == Direction.IN) | (Message.state == State.SENT)
    query = (
        select(Message)
        .where(Message.conversation_id == mine.scalar_subquery(), shown)
        .order_by(Message.id.desc())
        .limit(ON_SCREEN)
    )
    async with parts.database.read() as session:
        messages = (await session.execute(query)).scalars().all()
    return [
        {"id": one.id, "from": one.author, "kind": one.kind, "text": one.text, "buttons": one.buttons or []}
        for one in reversed(messages)
    ]


def _check(phone: str) -> None:
    if not PHONE.fullmatch(phone):
        raise HTTPException(404)
