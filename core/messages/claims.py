"""One turn per conversation at a time: a conversation is claimed with a lease and a fencing token.
Whoever lost the claim cannot write: the last transaction of a turn begins with `hold`, which checks the token."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningUpdate

from core import clock
from core.contracts import Kind
from core.db import Database
from core.errors import LostClaimError
from core.messages.models import Conversation, Direction, Message, State, Turn

MOST_TEXTS = 5
ALONE = (Kind.BUTTON, Kind.COMMAND, Kind.ATTACHMENT)


@dataclass(frozen=True)
class Claim:
    """The right to answer one conversation until the lease ends. `fence` proves it."""

    conversation_id: int
    turn_id: int
    fence: int


async def claim(database: Database, lease: timedelta, *, urgent_only: bool = False) -> Claim | None:
    """Take the conversation that is due first (urgent ones before), and the messages of its next turn.

    Args:
        database: where conversations are.
        lease: how long nobody else may take it.
        urgent_only: take only conversations where an urgent phrase waits.

    Returns:
        The claim, committed, or None when nothing is due.
    """
    if not await _anything_due(database, urgent_only):  # a look takes no write lock
        return None
    async with database.write() as session:
        row = (await session.execute(_take(lease, urgent_only))).one_or_none()
        if row is None:
            return None
        turn_id = await _open_turn(session, row.id)
        if turn_id is None:
            await session.execute(
                update(Conversation)
                .where(Conversation.id == row.id)
                .values(due_at=None, waiting_since=None, urgent_waiting=False, lease_until=None)
            )
            return None
        return Claim(row.id, turn_id, row.fence)


async def hold(session: AsyncSession, claim: Claim) -> Conversation:
    """Lock the claimed conversation for the rest of this transaction and prove the claim.

    Raises:
        LostClaimError: the lease ran out and somebody else has it. Nothing may be written.
    """
    conversation = (
        await session.execute(
            update(Conversation)
            .where(Conversation.id == claim.conversation_id, Conversation.fence == claim.fence)
            .values(fence=Conversation.fence)
            .returning(Conversation)
        )
    ).scalar_one_or_none()
    if conversation is None:
        raise LostClaimError(f"conversation {claim.conversation_id} was claimed by another process")
    return conversation


async def messages_of(session: AsyncSession, claim: Claim) -> Sequence[Message]:
    """The worker's messages that this turn answers, oldest first."""
    query = (
        select(Message).where(Message.turn_id == claim.turn_id, Message.direction == Direction.IN).order_by(Message.id)
    )
    return (await session.execute(query)).scalars().all()


async def finish(session: AsyncSession, claim: Claim, conversation: Conversation) -> None:
    """Mark the turn's messages answered and free the conversation, at once due again if more is waiting."""
    now = clock.now()
    await session.execute(
        update(Message)
        .where(Message.turn_id == claim.turn_id, Message.direction == Direction.IN)
        .values(state=State.ANSWERED)
    )
    await session.execute(update(Turn).where(Turn.id == claim.turn_id).values(finished_at=now))
    await _free(session, conversation, now)


async def postpone(session: AsyncSession, claim: Claim, conversation: Conversation, until: datetime) -> None:
    """Undo the claim: its messages wait again, and the conversation is due at `until`."""
    await session.execute(
        update(Message).where(Message.turn_id == claim.turn_id, Message.direction == Direction.IN).values(turn_id=None)
    )
    await session.execute(delete(Turn).where(Turn.id == claim.turn_id))
    conversation.lease_until = None
    conversation.due_at = until


def _due(now: datetime, urgent_only: bool) -> list[ColumnElement[bool]]:
    due = [
        Conversation.due_at <= now,
        Conversation.lease_until.is_(None) | (Conversation.lease_until <= now),
    ]
    return [*due, Conversation.urgent_waiting.is_(True)] if urgent_only else due


async def _anything_due(database: Database, urgent_only: bool) -> bool:
    async with database.read() as session:
        query = select(Conversation.id).where(*_due(clock.now(), urgent_only)).limit(1)
        return (await session.execute(query)).first() is not None


def _take(lease: timedelta, urgent_only: bool) -> ReturningUpdate[int, int]:
    now = clock.now()
    first = (
        select(Conversation.id)
        .where(*_due(now, urgent_only))
        .order_by(Conversation.urgent_waiting.desc(), Conversation.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)  # PostgreSQL; SQLite has one writer and ignores it
        .scalar_subquery()
    )
    return (
        update(Conversation)
        .where(Conversation.id == first)
        .values(fence=Conversation.fence + 1, lease_until=now + lease)
        .returning(Conversation.id, Conversation.fence)
    )


async def _open_turn(session: AsyncSession, conversation_id: int) -> int | None:
    """The turn a dead process left open, else a new one over the messages that wait; None when none waits."""
    left_open = await session.execute(
        select(Turn.id).where(Turn.conversation_id == conversation_id, Turn.finished_at.is_(None))
    )
    if (turn_id := left_open.scalar_one_or_none()) is not None:
        return turn_id
    taken = _next_messages(await _waiting(session, conversation_id))
    if not taken:
        return None
    turn = Turn(conversation_id=conversation_id, started_at=clock.now())
    session.add(turn)
    await session.flush()
    for message in taken:
        message.turn_id = turn.id
    return turn.id


async def _waiting(session: AsyncSession, conversation_id: int) -> Sequence[Message]:
    query = (
        select(Message)
        .where(
            Message.conversation_id == conversation_id,
            Message.direction == Direction.IN,
            Message.state == State.RECEIVED,
            Message.turn_id.is_(None),
        )
        .order_by(Message.id)
    )
    return (await session.execute(query)).scalars().all()


def _next_messages(waiting: Sequence[Message]) -> Sequence[Message]:
    """Up to five texts in a row, or one message that is not a text. An urgent one further back goes first, alone."""
    run: list[Message] = []
    for message in waiting[:MOST_TEXTS]:
        if message.kind in ALONE and run:
            break
        run.append(message)
        if message.kind in ALONE:
            break
    later = waiting[len(run) :]
    if not any(message.urgent for message in run):
        urgent = next((message for message in later if message.urgent), None)
        return [urgent] if urgent else run
    return run


async def _free(session: AsyncSession, conversation: Conversation, now: datetime) -> None:
    more = Message.conversation_id == conversation.id, Message.state == State.RECEIVED
    waits = (await session.execute(select(exists().where(*more)))).scalar_one()
    urgent = waits and (await session.execute(select(exists().where(*more, Message.urgent)))).scalar_one()
    conversation.lease_until = None
    conversation.due_at = now if waits else None
    conversation.waiting_since = now if waits else None
    conversation.urgent_waiting = bool(urgent)
