"""The tables of people's attention: cases, and the record of every act. No text of a worker is kept here in clear."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from core.crypto import Encrypted, EncryptedJson
from core.db import Base, UtcDateTime
from core.messages.models import Id, one_of


class CaseState(StrEnum):
    """See `rules.py` for the moves between them."""

    WAITING = "waiting"
    ACTIVE = "active"
    SNOOZED = "snoozed"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What came of a case."""

    HELPED = "helped"
    REFERRED = "referred"
    NO_ANSWER = "no_answer"
    NOT_FOR_US = "not_for_us"
    DUPLICATE = "duplicate"


class Priority:
    """Sorted as they stand: the lower, the sooner."""

    URGENT = 1
    HIGH = 2
    NORMAL = 3
    WORDS = {"urgent": URGENT, "high": HIGH, "normal": NORMAL}  # noqa: RUF012  # a constant table


class Case(Base):
    """A worker who waits for, has or had a person's attention."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("number"),
        one_of("state", CaseState),
        Index(
            "uq_cases_open",
            "conversation_id",
            unique=True,
            sqlite_where=sql("state <> 'closed'"),
            postgresql_where=sql("state <> 'closed'"),
        ),
        Index("ix_cases_state_priority_opened_at", "state", "priority", "opened_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(20))
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    test: Mapped[bool]
    kind: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(10), default=CaseState.WAITING)
    priority: Mapped[int] = mapped_column(Integer)
    front: Mapped[bool] = mapped_column(default=False)
    unreachable: Mapped[bool] = mapped_column(default=False)
    alarms: Mapped[int] = mapped_column(default=0)
    numbers_sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("operators.id"))
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_reply_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[str | None] = mapped_column(String(20))
    note: Mapped[str | None] = mapped_column(Encrypted)
    draft: Mapped[Any | None] = mapped_column(EncryptedJson)


class Audit(Base):
    """One act of one person (or of the service itself, operator 0). `detail` holds words of ours, never a worker's."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("operators.id"))
    act: Mapped[str] = mapped_column(String(40))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id", ondelete="SET NULL"), index=True)
    detail: Mapped[str] = mapped_column(String(200), default="")
