"""What we owe to workers: queued in the same transaction as the reason for it, delivered in order, at least once.
It knows nothing of channels; `helpline/delivery.py` carries the messages."""

from datetime import datetime, timedelta

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core import clock
from core.contracts import Button, OutboundMessage
from core.db import Database
from core.messages.models import Author, Conversation, Direction, Message, State

UNSENT = (State.QUEUED, State.SENDING)


async def queue(
    session: AsyncSession,
    conversation_id: int,
    text: str,
    *,
    author: Author = Author.BOT,
    buttons: list[list[Button]] | None = None,
    turn_id: int | None = None,
    position: int | None = None,
    operator_id: int | None = None,
    urgent: bool = False,
) -> Message:
    """Add one message to what we owe; it is sent after the caller's commit.

    Args:
        session: the caller's open transaction.
        conversation_id: whom it is for.
        text: as the worker will read it.
        author: who says it.
        buttons: rows of buttons under it.
        turn_id: the turn that says it, with `position` its place in the turn's reply (unique together).
        position: see `turn_id`.
        operator_id: the operator who wrote it.
        urgent: it goes before all that is not urgent, in other conversations.
    """
    message = Message(
        conversation_id=conversation_id,
        direction=Direction.OUT,
        author=author,
        kind="text",
        text=text,
        buttons=[[button.model_dump() for button in row] for row in buttons] if buttons else None,
        turn_id=turn_id,
        position=position,
        operator_id=operator_id,
        urgent=urgent,
        state=State.QUEUED,
        next_at=clock.now(),
        created_at=clock.now(),
    )
    session.add(message)
    await session.flush()
    return message


async def claim(database: Database, lease: timedelta) -> OutboundMessage | None:
    """Take the next message to send: urgent ones first, and within a conversation strictly in order."""
    now = clock.now()
    async with database.read() as session:
        if (await session.execute(_ready(now))).first() is None:
            return None
    async with database.write() as session:
        first = _ready(now).with_for_update(skip_locked=True, of=Message).scalar_subquery()
        taken = update(Message).where(Message.id == first)
        changes = {"state": State.SENDING, "next_at": now + lease, "attempts": Message.attempts + 1}
        message = (await session.execute(taken.values(changes).returning(Message))).scalar_one_or_none()
        if message is None:
            return None
        conversation = await session.get_one(Conversation, message.conversation_id)
        return _outbound(message, conversation)


async def mark_sent(database: Database, message_id: int, external_id: str = "") -> None:
    """The channel took it."""
    async with database.write() as session:
        message = await session.get_one(Message, message_id)
        message.state, message.sent_at, message.next_at = State.SENT, clock.now(), None
        message.external_id = external_id or None


async def mark_later(database: Database, message_id: int, at: datetime, reason: str) -> None:
    """The channel did not take it now; it is tried again at `at`."""
    async with database.write() as session:
        message = await session.get_one(Message, message_id)
        message.state, message.next_at, message.reason = State.QUEUED, at, reason


async def mark_failed(session: AsyncSession, message_id: int, reason: str) -> None:
    """The channel will never take it. The next message of the conversation goes on."""
    message = await session.get_one(Message, message_id)
    message.state, message.next_at, message.reason = State.FAILED, None, reason


async def stop(session: AsyncSession, conversation_id: int) -> None:
    """The worker stopped the bot: nothing more is sent until they write again."""
    conversation = await session.get_one(Conversation, conversation_id)
    conversation.stopped_at = clock.now()
    await session.execute(
        update(Message)
        .where(Message.conversation_id == conversation_id, Message.state.in_(UNSENT))
        .values(state=State.STOPPED, next_at=None, reason="stopped")
    )


def _ready(now: datetime) -> Select[int]:
    earlier = aliased(Message)
    blocked = (
        select(earlier.id)
        .where(
            earlier.conversation_id == Message.conversation_id,
            earlier.id < Message.id,
            earlier.direction == Direction.OUT,
            earlier.state.in_(UNSENT),
        )
        .exists()
    )
    return (
        select(Message.id)
        .where(Message.state.in_(UNSENT), Message.next_at <= now, ~blocked)
        .order_by(Message.urgent.desc(), Message.id)
        .limit(1)
    )


def _outbound(message: Message, conversation: Conversation) -> OutboundMessage:
    return OutboundMessage(
        id=message.id,
        conversation_id=conversation.id,
        channel=conversation.channel,
        address=conversation.address,
        text=message.text,
        buttons=[[Button(**button) for button in row] for row in message.buttons or []],
        attempts=message.attempts,
        urgent=message.urgent,
    )


async def unsent(session: AsyncSession) -> int:
    """How many messages wait to be sent."""
    query = select(func.count()).select_from(Message).where(Message.state.in_(UNSENT))
    return (await session.execute(query)).scalar_one()
