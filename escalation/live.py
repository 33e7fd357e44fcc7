"""Tells open pages that something is new. One look at the database serves all pages of a process, and there is none
while nobody listens. It carries no content: a page that is told reads again, through the guarded door."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core import clock
from core.db import Database
from core.messages.models import Message
from escalation.cases import queries
from escalation.cases.models import Case
from escalation.cases.queries import Alarm

log = logging.getLogger(__name__)
LOOK_EVERY_SECONDS = 0.5
# A transaction that commits late brings an older id or an older time than one already seen: look back a little.
CASES_LOOKED_BACK = timedelta(minutes=2)
MESSAGES_LOOKED_BACK = 200


@dataclass(eq=False)
class Listener:
    """One open page: what it has not been told yet."""

    conversation_id: int | None
    queue_is_new: bool = True
    case_is_new: bool = True
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def tell(self, *, queue: bool, case: bool) -> None:
        """Something is new."""
        self.queue_is_new, self.case_is_new = self.queue_is_new or queue, self.case_is_new or case
        self._woken.set()

    async def wait(self, seconds: float) -> None:
        """Return when something is new, or after `seconds`."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return

    def take(self) -> tuple[bool, bool]:
        """What is new (the queue, the page's case), and forget it."""
        news = self.queue_is_new, self.case_is_new
        self.queue_is_new = self.case_is_new = False
        self._woken.clear()
        return news


class Live:
    """Watches the database and wakes listeners.

    Args:
        database: what is watched.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._listeners: set[Listener] = set()
        self._cases: set[tuple[int, int, datetime]] = set()
        self._messages: set[tuple[int, int, str]] = set()
        self._looking = asyncio.Lock()
        self._looked = False
        self._process = secrets.token_hex(4)
        self._changes = 0
        self.alarms: list[Alarm] = []

    @property
    def version(self) -> str:
        """Names the state that was seen last; another process never has the same name for it."""
        return f"{self._process}.{self._changes}"

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look every half second inside the block."""
        looking = asyncio.create_task(self._forever())
        try:
            yield
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)

    @contextmanager
    def listening(self, conversation_id: int | None) -> Iterator[Listener]:
        """Be told of changes inside the block.

        Args:
            conversation_id: whose messages the page shows, if it shows any.
        """
        listener = Listener(conversation_id)
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    async def look(self) -> None:
        """Look once, and tell every listener what concerns it."""
        async with self._looking:
            async with self._database.read() as session:
                cases, messages = await _recent_cases(session), await self._recent_messages(session)
                new_cases, new_messages = cases - self._cases, messages - self._messages
                if new_cases or not self._looked:  # what rang before this process began still rings
                    self.alarms = await queries.alarms(session)
            self._cases, self._messages, self._looked = cases, messages, True
            if new_cases or new_messages:
                self._changes += 1
                concerned = {row[1] for row in new_cases} | {row[1] for row in new_messages}
                self._tell(bool(new_cases), concerned)

    def _tell(self, queue: bool, concerned: set[int]) -> None:
        for listener in self._listeners:
            if queue or listener.conversation_id in concerned:
                listener.tell(queue=queue, case=listener.conversation_id in concerned)

    async def _forever(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            if not self._listeners:
                continue
            try:
                await self.look()
            except Exception as error:  # the database may be away for a moment; pages must come alive again after it
                log.error("looking for news failed and is repeated: %s", type(error).__name__)

    async def _recent_messages(self, session: AsyncSession) -> set[tuple[int, int, str]]:
        newest = (await session.execute(select(func.max(Message.id)))).scalar_one() or 0
        recent = Message.id > newest - MESSAGES_LOOKED_BACK
        rows = await session.execute(select(Message.id, Message.conversation_id, Message.state).where(recent))
        return {(row[0], row[1], row[2]) for row in rows}


async def _recent_cases(session: AsyncSession) -> set[tuple[int, int, datetime]]:
    recent = Case.changed_at > clock.now() - CASES_LOOKED_BACK
    rows = await session.execute(select(Case.id, Case.conversation_id, Case.changed_at).where(recent))
    return {(row[0], row[1], row[2]) for row in rows}
