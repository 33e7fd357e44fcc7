"""The tables of what was said: conversations, messages, turns, updates set aside, and each channel's memory.
They hold no name, no user name, no phone number; texts and addresses are encrypted."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
)
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from core.crypto import Encrypted, EncryptedJson
from core.db import Base, UtcDateTime

Id = BigInteger().with_variant(Integer, "sqlite")
# Rasa knows a turn by its id: the id of a turn that was undone must not come again.
NEVER_REUSED = {"sqlite_autoincrement": True}


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """A check constraint that `column` holds one of `words`."""
    allowed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


class Handler(StrEnum):
    """Who answers the worker."""

    BOT = "bot"
    HUMAN = "human"


class Author(StrEnum):
    WORKER = "worker"
    BOT = "bot"
    OPERATOR = "operator"


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class State(StrEnum):
    """Where a message stands. Inbound: received, answered. Outbound: queued, sending, then one of the last three."""

    RECEIVED = "received"
    ANSWERED = "answered"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    STOPPED = "stopped"


class TurnOutcome(StrEnum):
    """What a turn ended in."""

    ANSWERED = "answered"
    ASKED = "asked"
    MISUNDERSTOOD = "misunderstood"
    URGENT = "urgent"
    HANDED_OVER = "handed_over"
    WITH_PERSON = "with_person"
    BOT_UNAVAILABLE = "bot_unavailable"


class Conversation(Base):
    """One worker on one channel, and everything that is remembered of them between turns."""

    __tablename__ = "conversations"
    __table_args__ = (
        UniqueConstraint("channel", "fingerprint"),
        one_of("handler", Handler),
        Index("ix_conversations_due_at", "due_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    fingerprint: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(Encrypted)
    test: Mapped[bool]
    language: Mapped[str | None] = mapped_column(String(2))
    script: Mapped[str] = mapped_column(String(6), default="native")
    chosen: Mapped[bool] = mapped_column(default=False)
    country: Mapped[str | None] = mapped_column(String(2))
    province: Mapped[str | None] = mapped_column(String(8))
    town: Mapped[str | None] = mapped_column(String(60))
    topic: Mapped[str | None] = mapped_column(String(40))
    handler: Mapped[str] = mapped_column(String(5), default=Handler.BOT)
    misunderstood: Mapped[int] = mapped_column(default=0)
    bot_session: Mapped[int] = mapped_column(default=1)
    reset_bot: Mapped[bool] = mapped_column(default=False)
    bot_failing_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    greeted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    stopped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_inbound_at: Mapped[datetime] = mapped_column(UtcDateTime)
    waiting_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    urgent_waiting: Mapped[bool] = mapped_column(default=False)
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fence: Mapped[int] = mapped_column(default=0)


class Turn(Base):
    """What we answer to one or several waiting messages; kept for retraining with the model's three guesses."""

    __tablename__ = "turns"
    __table_args__ = (
        one_of("outcome", TurnOutcome),
        # At most one open turn a conversation, whatever the code does.
        Index(
            "uq_turns_open",
            "conversation_id",
            unique=True,
            sqlite_where=sql("finished_at IS NULL"),
            postgresql_where=sql("finished_at IS NULL"),
        ),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    model: Mapped[str | None] = mapped_column(String(60))
    intent: Mapped[str | None] = mapped_column(String(40))
    confidence: Mapped[float | None]
    guesses: Mapped[list[Any] | None] = mapped_column(JSON)
    urgent: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str | None] = mapped_column(String(20))
    followed_by: Mapped[str | None] = mapped_column(String(20))


class Message(Base):
    """One thing said, by the worker, the bot or an operator. `turn_id` is the turn that answers it, or that said it."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("dedup"),
        UniqueConstraint("turn_id", "position"),
        one_of("author", Author),
        one_of("direction", Direction),
        one_of("state", State),
        Index("ix_messages_conversation_id_id", "conversation_id", "id"),
        Index("ix_messages_state_next_at", "state", "next_at"),
        NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    direction: Mapped[str] = mapped_column(String(3))
    author: Mapped[str] = mapped_column(String(8))
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Encrypted)
    payload: Mapped[str | None] = mapped_column(Encrypted)
    buttons: Mapped[Any | None] = mapped_column(EncryptedJson)
    attachment: Mapped[str | None] = mapped_column(String(20))
    dedup: Mapped[str | None] = mapped_column(String(64))
    revises_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"))
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id", ondelete="SET NULL"))
    position: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(60))
    urgent: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str | None] = mapped_column(String(10))
    intent: Mapped[str | None] = mapped_column(String(40))
    confidence: Mapped[float | None]
    operator_id: Mapped[int | None]
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    external_id: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class SetAside(Base):
    """An update that could not be read: stored with the reason, so that nothing is lost and no neighbour waits."""

    __tablename__ = "set_aside"
    __table_args__ = (UniqueConstraint("dedup"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(60))
    raw: Mapped[str] = mapped_column(Encrypted)
    dedup: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Memory(Base):
    """Small facts that outlive a process: a poll's offset, a process's last heartbeat."""

    __tablename__ = "memory"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
