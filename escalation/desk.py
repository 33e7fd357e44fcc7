"""What an operator can do, whatever door they came through: look at the queue, read a case, claim, reply, hand back,
close. Every reading of a transcript leaves an audit row before the first word is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from core.content.library import Shelf
from core.db import Database
from core.i18n import Catalogues
from core.messages.models import Message
from core.settings import Settings
from escalation import audit
from escalation.cases import queries
from escalation.cases.models import Audit, Outcome
from escalation.cases.queries import MESSAGES_SHOWN, Line, Lines, Tab
from escalation.cases.service import Cases
from escalation.errors import UnfitError
from escalation.live import Live
from escalation.operators.attempts import Attempts
from escalation.operators.login import Logins
from escalation.operators.passwords import Passwords
from escalation.operators.service import Operators
from escalation.operators.sessions import Visitor

LONGEST_REPLY = 4000
LONGEST_NOTE = 2000
INVISIBLE = " \t\r\n\u200b\u200c\u200d\u2060\ufeff"


class Parts(Protocol):
    """What the operators' side needs from the rest of the service."""

    @property
    def settings(self) -> Settings: ...
    @property
    def database(self) -> Database: ...
    @property
    def catalogues(self) -> Catalogues: ...
    @property
    def shelf(self) -> Shelf: ...
    @property
    def cases(self) -> Cases: ...


@dataclass(frozen=True)
class CaseFile:
    """One case as its page shows it.

    Attributes:
        line: the case, its conversation, its owner.
        messages: what was said, oldest first.
        acts: what was done to the case, with who did it.
        names: the operators who wrote messages.
        cut: older messages are left out.
    """

    line: Line
    messages: Sequence[Message]
    acts: Sequence[tuple[Audit, str | None]]
    names: dict[int, str]
    cut: bool


class Desk:
    """The operators' side of the service, put together from its parts."""

    def __init__(self, parts: Parts) -> None:
        passwords = Passwords()
        self.settings = parts.settings
        self.catalogues = parts.catalogues
        self.shelf = parts.shelf
        self.database = parts.database
        self.operators = Operators(parts.database, parts.cases, passwords)
        self._attempts = Attempts(parts.settings.redis_url)
        self.logins = Logins(parts.database, passwords, self._attempts)
        self.live = Live(parts.database)
        self._cases = parts.cases
        self.tests = parts.settings.environment == "development"

    async def leave(self) -> None:
        """Give back connections of our own; the database is the caller's."""
        await self._attempts.close()

    async def queue(self, visitor: Visitor, tab: Tab, page: int = 1) -> tuple[Lines, dict[Tab, int]]:
        """A page of a list, and how many open cases each list holds."""
        async with self.database.read() as session:
            lines = await queries.queue(session, tab, visitor.id, tests=self.tests, page=page)
            return lines, await queries.counts(session, visitor.id, tests=self.tests)

    async def line(self, number: str) -> Line:
        """A case without its words.

        Raises:
            NotFoundError: there is no such case.
        """
        async with self.database.read() as session:
            return await queries.find(session, number, tests=self.tests)

    async def read(self, visitor: Visitor, number: str, *, whole: bool = False, again: bool = False) -> CaseFile:
        """A case with its transcript. The reading is on record before it is shown.

        Args:
            visitor: who reads.
            number: the case's number.
            whole: the whole transcript instead of its newest part.
            again: an open page brings itself up to date; it belongs to a reading that is on record.

        Raises:
            NotFoundError: there is no such case.
        """
        line = await self.line(number)
        await self._note_reading(visitor, line.case.id, again=again)
        async with self.database.read() as session:
            newest = None if whole else MESSAGES_SHOWN + 1
            messages = await queries.transcript(session, line.conversation.id, newest)
            cut = not whole and len(messages) > MESSAGES_SHOWN
            acts = await queries.acts_on(session, line.case.id)
            names = await queries.names(session, {m.operator_id for m in messages if m.operator_id is not None})
        return CaseFile(line, messages[-MESSAGES_SHOWN:] if cut else messages, acts, names, cut)

    async def claim(self, visitor: Visitor, number: str) -> None:
        """Take the case.

        Raises:
            NotFoundError: there is no such case.
            TakenError: somebody else has it.
        """
        line = await self.line(number)
        async with self.database.write() as session:
            await self._cases.claim(session, line.case.id, visitor.id)

    async def reply(self, visitor: Visitor, number: str, text: str, once: str = "") -> None:
        """Write to the worker.

        Args:
            visitor: the owner.
            number: the case's number.
            text: at most 4000 characters.
            once: names this one act, so that a double click sends one message.

        Raises:
            NotFoundError: there is no such case.
            TakenError: the case is not this operator's.
            UnfitError: the text is empty or too long.
        """
        line = await self.line(number)
        words = _fit(text)
        async with self.database.write() as session:
            await self._cases.reply(session, line.case.id, visitor.id, words, once)

    async def hand_back(self, visitor: Visitor, number: str) -> None:
        """Let the bot speak again.

        Raises:
            NotFoundError: there is no such case.
            TakenError: the case is not this operator's.
        """
        line = await self.line(number)
        async with self.database.write() as session:
            await self._cases.hand_back(session, line.case.id, visitor.id)

    async def close(self, visitor: Visitor, number: str, outcome: str, note: str) -> None:
        """End the case.

        Args:
            visitor: who ends it.
            number: the case's number.
            outcome: one of `Outcome`.
            note: for colleagues, at most 2000 characters.

        Raises:
            NotFoundError: there is no such case.
            TakenError: somebody else has it.
            IllegalMoveError: it is closed already.
            UnfitError: no outcome was chosen, or the note is too long.
        """
        line = await self.line(number)
        if outcome not in list(Outcome):
            raise UnfitError("error-outcome-missing")
        if len(note) > LONGEST_NOTE:
            raise UnfitError("error-note-too-long", longest=LONGEST_NOTE, length=len(note))
        async with self.database.write() as session:
            await self._cases.close(session, line.case.id, visitor.id, Outcome(outcome), note.strip())

    async def _note_reading(self, visitor: Visitor, case_id: int, *, again: bool) -> None:
        if again:
            async with self.database.read() as session:
                if await queries.has_read(session, case_id, visitor.id, visitor.since):
                    return
        async with self.database.write() as session:
            audit.record(session, "transcript.read", operator_id=visitor.id, case_id=case_id)


def _fit(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode()  # a lone half of a character can't be sent
    words = whole.replace("\r\n", "\n").strip(INVISIBLE)
    if not words:
        raise UnfitError("error-reply-empty")
    if len(words) > LONGEST_REPLY:
        raise UnfitError("error-reply-too-long", longest=LONGEST_REPLY, length=len(words))
    return words
