"""Sessions: a random token in the operator's cookie, its hash with us. They end when idle, when old, and on request."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core import clock
from core.contracts import Language
from escalation.operators.models import Operator, Session

IDLE = timedelta(hours=4)
LONGEST = timedelta(hours=12)
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Visitor:
    """The operator behind a request, and the session they came with."""

    id: int
    login: str
    name: str
    role: str
    language: Language
    csrf: str
    token_hash: str
    since: datetime
    seen_at: datetime


def hash_of(token: str) -> str:
    """SHA-256, hex: enough for a token of 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


async def begin(session: AsyncSession, operator_id: int) -> str:
    """Open a session, and clear away those that ended.

    Returns:
        The token for the cookie; it is kept nowhere else.
    """
    now, token = clock.now(), secrets.token_urlsafe(32)
    await session.execute(delete(Session).where(_ended(now)))
    session.add(
        Session(
            token_hash=hash_of(token),
            operator_id=operator_id,
            csrf=secrets.token_urlsafe(32),
            created_at=now,
            seen_at=now,
            expires_at=now + LONGEST,
        )
    )
    return token


async def visitor(session: AsyncSession, token_hash: str) -> Visitor | None:
    """Who comes with this session; None when it ended or the operator was switched off."""
    query = (
        select(Session, Operator)
        .join(Operator, Operator.id == Session.operator_id)
        .where(Session.token_hash == token_hash, ~_ended(clock.now()), Operator.active)
    )
    row = (await session.execute(query)).one_or_none()
    if row is None:
        return None
    kept, operator = row
    return Visitor(
        id=operator.id,
        login=operator.login,
        name=operator.name,
        role=operator.role,
        language=cast(Language, operator.language),
        csrf=kept.csrf,
        token_hash=kept.token_hash,
        since=kept.created_at,
        seen_at=kept.seen_at,
    )


async def seen(session: AsyncSession, token_hash: str) -> None:
    """The operator did something just now."""
    await session.execute(update(Session).where(Session.token_hash == token_hash).values(seen_at=clock.now()))


async def end(session: AsyncSession, token_hash: str) -> None:
    """Log out."""
    await session.execute(delete(Session).where(Session.token_hash == token_hash))


async def end_all(session: AsyncSession, operator_id: int, but: str = "") -> None:
    """End an operator's sessions, except the one with the token hash `but`."""
    await session.execute(delete(Session).where(Session.operator_id == operator_id, Session.token_hash != but))


def _ended(now: datetime) -> ColumnElement[bool]:
    return (Session.expires_at <= now) | (Session.seen_at <= now - IDLE)
