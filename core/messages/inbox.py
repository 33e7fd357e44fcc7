"""Takes what a worker sent and keeps it: find or make the conversation, store the message, once, encrypted.
It answers nothing; when it returns, the message is committed and may be confirmed to the channel."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from core import clock
from core.contracts import InboundMessage, Kind
from core.crypto import vault
from core.db import Database
from core.messages.models import Author, Conversation, Direction, Message, SetAside, State
from language import find_alarm

LONGEST_TEXT = 16_000
LONGEST_WAIT = timedelta(seconds=5)


@dataclass(frozen=True)
class Accepted:
    """What became of an update: the stored message, or the one that was there already."""

    conversation_id: int
    message_id: int
    duplicate: bool


async def accept(database: Database, inbound: InboundMessage, quiet: timedelta) -> Accepted:
    """Store one message of a worker and make its conversation due.

    Args:
        database: where to store it.
        inbound: the message.
        quiet: how long a conversation stays quiet before a turn takes its texts. An urgent phrase, a button or a
            command doesn't wait.

    Returns:
        The stored message, after the commit. The same message a second time changes nothing.
    """
    dedup = vault().fingerprint(inbound.channel, inbound.identity)
    try:
        async with database.write() as session:
            return await _known(session, dedup) or await _store(session, inbound, dedup, quiet)
    except IntegrityError:  # the same update came twice at the same moment, and the other one won
        async with database.read() as session:
            known = await _known(session, dedup)
        if known is None:
            raise
        return known


async def set_aside(database: Database, channel: str, identity: str, raw: str, reason: str) -> None:
    """Keep an update that can't be read, with the reason (a word, never its text)."""
    dedup = vault().fingerprint(channel, "aside", identity)
    try:
        async with database.write() as session:
            session.add(SetAside(channel=channel, reason=reason, raw=raw, dedup=dedup, created_at=clock.now()))
    except IntegrityError:
        return  # it is kept already


async def _known(session: AsyncSession, dedup: str) -> Accepted | None:
    row = (
        await session.execute(select(Message.conversation_id, Message.id).where(Message.dedup == dedup))
    ).one_or_none()
    return Accepted(row[0], row[1], duplicate=True) if row else None


async def _store(session: AsyncSession, inbound: InboundMessage, dedup: str, quiet: timedelta) -> Accepted:
    now = clock.now()
    conversation = await _conversation(session, inbound, now)
    urgent = inbound.kind is not Kind.BUTTON and find_alarm(inbound.text) is not None
    message = Message(
        conversation_id=conversation.id,
        direction=Direction.IN,
        author=Author.WORKER,
        kind=inbound.kind,
        text=inbound.text[:LONGEST_TEXT],
        payload=inbound.payload or None,
        attachment=inbound.attachment or None,
        dedup=dedup,
        revises_id=await _revised(session, inbound),
        state=State.RECEIVED,
        reason="cut" if len(inbound.text) > LONGEST_TEXT else None,
        urgent=urgent,
        created_at=now,
        sent_at=inbound.sent_at,
    )
    session.add(message)
    _make_due(conversation, now, quiet, hurry=urgent or inbound.kind in (Kind.BUTTON, Kind.COMMAND))
    conversation.urgent_waiting = conversation.urgent_waiting or urgent
    await session.flush()
    return Accepted(conversation.id, message.id, duplicate=False)


async def _conversation(session: AsyncSession, inbound: InboundMessage, now: datetime) -> Conversation:
    """The worker's conversation, its row locked until the commit (a turn that ends meanwhile waits for us)."""
    fingerprint = vault().address(inbound.channel, inbound.address)
    insert = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    await session.execute(
        insert(Conversation)
        .values(
            channel=inbound.channel,
            fingerprint=fingerprint,
            address=inbound.address,
            test=inbound.test,
            created_at=now,
            last_inbound_at=now,
        )
        .on_conflict_do_nothing(index_elements=["channel", "fingerprint"])
    )
    conversation: Conversation = (
        await session.execute(
            update(Conversation)
            .where(Conversation.channel == inbound.channel, Conversation.fingerprint == fingerprint)
            .values(last_inbound_at=now, stopped_at=None)
            .returning(Conversation)
        )
    ).scalar_one()
    return conversation


def _make_due(conversation: Conversation, now: datetime, quiet: timedelta, *, hurry: bool) -> None:
    conversation.waiting_since = conversation.waiting_since or now
    if hurry:
        conversation.due_at = now
    elif conversation.bot_failing_since is None or conversation.due_at is None:
        conversation.due_at = min(now + quiet, conversation.waiting_since + LONGEST_WAIT)


async def _revised(session: AsyncSession, inbound: InboundMessage) -> int | None:
    if not inbound.revises:
        return None
    original = vault().fingerprint(inbound.channel, inbound.revises)
    return (await session.execute(select(Message.id).where(Message.dedup == original))).scalar_one_or_none()
