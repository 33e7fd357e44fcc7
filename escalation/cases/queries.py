"""What operators look at: the queue, one case, its transcript, the acts on it. It changes nothing.
A test conversation is shown only where the caller asks for it; anywhere else it does not exist."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import NotFoundError
from core.messages.models import Author, Conversation, Direction, Message
from escalation.cases.models import Audit, Case, CaseState, Priority
from escalation.operators.models import Operator

CASES_A_PAGE = 50
MESSAGES_SHOWN = 200


class Tab(StrEnum):
    """The three lists of the console."""

    WAITING = "waiting"
    MINE = "mine"
    ALL = "all"


@dataclass(frozen=True)
class Line:
    """One case as a list shows it: no word of the worker is in it."""

    case: Case
    conversation: Conversation
    owner: str | None
    waits_since: datetime


@dataclass(frozen=True)
class Lines:
    """A page of a list, and whether there are more pages."""

    lines: Sequence[Line]
    more: bool


async def queue(session: AsyncSession, tab: Tab, operator_id: int, *, tests: bool, page: int = 1) -> Lines:
    """One page of a list: urgent first, then those given back, then who waits longest; closed cases last.

    Args:
        session: a unit of work.
        tab: which list.
        operator_id: who looks.
        tests: show test conversations too.
        page: from 1.
    """
    query = (
        _lines(tests)
        .where(*_of(tab, operator_id))
        .order_by(
            (Case.state == CaseState.CLOSED),
            case((Case.state == CaseState.CLOSED, Case.closed_at)).desc(),
            Case.priority,
            Case.front.desc(),
            _waits_since(),
            Case.id,
        )
        .limit(CASES_A_PAGE + 1)
        .offset((page - 1) * CASES_A_PAGE)
    )
    lines = [Line(row[0], row[1], row[2], row[3]) for row in (await session.execute(query)).all()]
    return Lines(lines[:CASES_A_PAGE], more=len(lines) > CASES_A_PAGE)


async def counts(session: AsyncSession, operator_id: int, *, tests: bool) -> dict[Tab, int]:
    """How many open cases each list holds."""
    return {
        tab: (
            await session.execute(
                select(func.count())
                .select_from(Case)
                .where(*_of(tab, operator_id), *_seen(tests), Case.state != CaseState.CLOSED)
            )
        ).scalar_one()
        for tab in Tab
    }


async def find(session: AsyncSession, number: str, *, tests: bool) -> Line:
    """One case by its number, with or without the letters.

    Raises:
        NotFoundError: there is none, or it is a test and those are not shown.
    """
    digits = number.strip().upper().removeprefix("CHM").strip(" -")
    row = (await session.execute(_lines(tests).where(Case.number == f"CHM-{digits}"))).one_or_none()
    if row is None:
        raise NotFoundError("there is no such case")
    return Line(row[0], row[1], row[2], row[3])


async def transcript(
    session: AsyncSession, conversation_id: int, newest: int | None = MESSAGES_SHOWN
) -> Sequence[Message]:
    """What was said, in order: the `newest` so many messages, or all when None."""
    query = select(Message).where(Message.conversation_id == conversation_id).order_by(Message.id.desc())
    found = (await session.execute(query.limit(newest) if newest else query)).scalars().all()
    return found[::-1]


async def acts_on(session: AsyncSession, case_id: int) -> Sequence[tuple[Audit, str | None]]:
    """What was done to a case, in order, each act with the operator's name; reading is left out."""
    query = (
        select(Audit, Operator.name)
        .outerjoin(Operator, Operator.id == Audit.operator_id)
        .where(Audit.case_id == case_id, Audit.act.not_in(("transcript.read", "case.reply")))
        .order_by(Audit.id)
    )
    return [(row[0], row[1]) for row in (await session.execute(query)).all()]


async def has_read(session: AsyncSession, case_id: int, operator_id: int, since: datetime) -> bool:
    """Whether this operator's reading of this case is on record since that moment."""
    query = (
        select(Audit.id)
        .where(
            Audit.case_id == case_id,
            Audit.operator_id == operator_id,
            Audit.act == "transcript.read",
            Audit.at >= since,
        )
        .limit(1)
    )
    return (await session.execute(query)).first() is not None


async def names(session: AsyncSession, ids: set[int]) -> dict[int, str]:
    """The names of operators."""
    rows = await session.execute(select(Operator.id, Operator.name).where(Operator.id.in_(ids)))
    return {row[0]: row[1] for row in rows}


async def log(
    session: AsyncSession, *, number: str = "", page: int = 1, size: int = 100
) -> tuple[Sequence[tuple[Audit, str | None, str | None]], bool]:
    """A page of the audit log, newest first, each row with the operator's name and the case's number.

    Args:
        session: a unit of work.
        number: only what was done to this case.
        page: from 1.
        size: rows a page.

    Returns:
        The rows, and whether there are older ones.
    """
    query = (
        select(Audit, Operator.name, Case.number)
        .outerjoin(Operator, Operator.id == Audit.operator_id)
        .outerjoin(Case, Case.id == Audit.case_id)
        .order_by(Audit.id.desc())
        .limit(size + 1)
        .offset((page - 1) * size)
    )
    if number:
        query = query.where(Case.number == number.strip().upper())
    rows = [(row[0], row[1], row[2]) for row in (await session.execute(query)).all()]
    return rows[:size], len(rows) > size


@dataclass(frozen=True)
class Alarm:
    """An urgent case that rings: everybody's while it waits, its owner's while somebody has it."""

    number: str
    alarms: int
    owner_id: int | None
    test: bool


async def alarms(session: AsyncSession) -> list[Alarm]:
    """All urgent cases that wait for somebody."""
    ringing = Case.state.in_((CaseState.WAITING, CaseState.ACTIVE)), Case.priority == Priority.URGENT
    query = select(Case.number, Case.alarms, Case.owner_id, Case.test).where(*ringing).order_by(Case.id)
    return [Alarm(*row) for row in (await session.execute(query)).all()]


def _lines(tests: bool) -> Select[Case, Conversation, str | None, datetime]:
    return (
        select(Case, Conversation, Operator.name, _waits_since())
        .join(Conversation, Conversation.id == Case.conversation_id)
        .outerjoin(Operator, Operator.id == Case.owner_id)
        .where(*_seen(tests))
    )


def _seen(tests: bool) -> list[ColumnElement[bool]]:
    return [] if tests else [Case.test.is_(False)]


def _of(tab: Tab, operator_id: int) -> list[ColumnElement[bool]]:
    if tab is Tab.WAITING:
        return [Case.state == CaseState.WAITING]
    if tab is Tab.MINE:
        return [Case.state == CaseState.ACTIVE, Case.owner_id == operator_id]
    return []


def _waits_since() -> ColumnElement[datetime]:
    """Since when the worker waits for a person: since the case was opened, or, once somebody had it, since their
    first message that no operator has answered."""
    last_reply = (
        select(func.max(Message.id))
        .where(Message.conversation_id == Case.conversation_id, Message.author == Author.OPERATOR)
        .correlate(Case)
        .scalar_subquery()
    )
    unanswered = (
        select(func.min(Message.created_at))
        .where(
            Message.conversation_id == Case.conversation_id,
            Message.direction == Direction.IN,
            Message.id > func.coalesce(last_reply, 0),
            Message.created_at >= Case.opened_at,
        )
        .correlate(Case)
        .scalar_subquery()
    )
    return case((Case.claimed_at.is_(None), Case.opened_at), else_=func.coalesce(unanswered, Case.changed_at))
