"""Small facts that outlive a process: a poll's offset, a heartbeat. Not for anything about a worker."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from core import clock
from core.messages.models import Memory


async def remember(session: AsyncSession, name: str, value: str) -> None:
    """Keep `value` (at most 200 characters) under `name`."""
    await session.merge(Memory(name=name, value=value, updated_at=clock.now()))


async def recall(session: AsyncSession, name: str) -> tuple[str, datetime] | None:
    """The value under `name` and when it was kept, or None."""
    row = await session.get(Memory, name)
    return (row.value, row.updated_at) if row else None
