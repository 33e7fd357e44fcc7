"""Takes one update and keeps what is for us; polling and webhook share it. When `take` returns, all is committed.
It confirms nothing to Telegram itself, and drops nothing that it can't read or store."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError
from telegram.error import TelegramError

from channels.telegram import NAME
from channels.telegram.client import Client
from channels.telegram.inbound import Ignored, Resumed, Stopped, UnreadableError, callback_id, read
from core.contracts import InboundMessage
from core.crypto import vault
from core.db import Database
from core.errors import HelplineError
from core.messages import inbox
from core.messages.models import Conversation

log = logging.getLogger(__name__)

# Our own trouble: the caller tries again, and Telegram keeps the update meanwhile. Two errors of the database are the
# update's: it is the same at every attempt, and must not hold up the ones behind it.
OURS = (SQLAlchemyError, OSError, HelplineError)
THE_UPDATES = (DataError, IntegrityError)

PERSONAL = ("first_name", "last_name", "username", "phone_number", "vcard", "language_code")


class Intake:
    """Stores updates.

    Args:
        database: where to store them.
        client: answers pressed buttons, so that they stop spinning.
        quiet: see `core.messages.inbox.accept`.
        on_stopped: is told the id of a conversation whose worker blocked the bot; it commits by itself.
    """

    def __init__(
        self, database: Database, client: Client, quiet: timedelta, on_stopped: Callable[[int], Awaitable[None]]
    ) -> None:
        self._database = database
        self._client = client
        self._quiet = quiet
        self._on_stopped = on_stopped
        self._answers: set[asyncio.Task[None]] = set()

    async def take(self, raw: object) -> None:
        """Keep one update, once, however often it comes.

        Raises:
            Exception: one of `OURS`, or whatever kept us from setting the update aside. It was not kept.
        """
        try:
            await self._keep(read(raw))
        except UnreadableError:
            await self.set_aside(raw, "unreadable")
        except Exception as error:
            if isinstance(error, OURS) and not isinstance(error, THE_UPDATES):
                raise
            log.error("update %s was set aside: %s", _update_id(raw), type(error).__name__)
            await self.set_aside(raw, f"not_stored:{type(error).__name__}"[:60])
        if pressed := callback_id(raw):
            self._answer(pressed)

    async def set_aside(self, raw: object, reason: str) -> None:
        """Keep what can't be read, encrypted and without the sender's names; `raw` is an update, or a body's text."""
        text = raw if isinstance(raw, str) else json.dumps(_without_names(raw))
        await inbox.set_aside(self._database, NAME, _update_id(raw) or text, text, reason)

    async def close(self) -> None:
        """Let the answers to buttons that are under way finish."""
        await asyncio.gather(*self._answers)

    async def _keep(self, seen: InboundMessage | Stopped | Resumed | Ignored) -> None:
        if isinstance(seen, InboundMessage):
            await inbox.accept(self._database, seen, self._quiet)
        elif isinstance(seen, Ignored):
            log.info("an update was ignored: %s", seen.reason)
        elif (conversation_id := await self._conversation(seen.address)) is None:
            log.info("an update was ignored: unknown_chat")
        elif isinstance(seen, Stopped):
            await self._on_stopped(conversation_id)
        else:
            await self._resume(conversation_id)

    async def _conversation(self, address: str) -> int | None:
        fingerprint = vault().address(NAME, address)
        known = select(Conversation.id).where(Conversation.channel == NAME, Conversation.fingerprint == fingerprint)
        async with self._database.read() as session:
            return (await session.execute(known)).scalar_one_or_none()

    async def _resume(self, conversation_id: int) -> None:
        async with self._database.write() as session:
            await session.execute(
                update(Conversation).where(Conversation.id == conversation_id).values(stopped_at=None)
            )

    def _answer(self, pressed: str) -> None:
        # After the commit, and beside the next update: a slow answer must not hold up what others wrote.
        task = asyncio.create_task(self._answer_button(pressed))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)

    async def _answer_button(self, pressed: str) -> None:
        try:
            await self._client.answer_callback_query(pressed)
        except TelegramError as error:  # a button that spins a little longer harms nobody
            log.info("a button was not answered: %s", type(error).__name__)


def _update_id(raw: object) -> str:
    found = raw.get("update_id") if isinstance(raw, dict) else None
    return str(found) if isinstance(found, int) else ""


def _without_names(raw: object) -> object:
    if isinstance(raw, dict):
        return {key: _without_names(value) for key, value in raw.items() if key not in PERSONAL}
    return [_without_names(value) for value in raw] if isinstance(raw, list) else raw
