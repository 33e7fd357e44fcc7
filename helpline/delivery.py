"""The outbound loop: claim, send, mark. In order within a conversation, urgent first across them, at least once.
A message is never dropped silently: it ends as sent, failed with a reason, or stopped because the worker left."""

import logging
from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from channels.base import Channel, RejectedError, RetryError, SendError, StoppedError, ThrottledError
from core import clock
from core.contracts import OutboundMessage
from core.db import Database
from core.messages import outbox
from escalation import audit
from escalation.cases.models import Case, CaseState

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=60)
LONGEST_PAUSE_SECONDS = 600.0
MOST_ATTEMPTS = 40


class Delivery:
    """Carries messages to their channels.

    Args:
        database: where the outbox is.
        channels: by name.
    """

    def __init__(self, database: Database, channels: Mapping[str, Channel]) -> None:
        self._database = database
        self._channels = channels

    async def deliver_next(self) -> bool:
        """Send one message, if one is due.

        Returns:
            Whether there was one.
        """
        message = await outbox.claim(self._database, LEASE)
        if message is None:
            return False
        try:
            channel = self._channels.get(message.channel)
            if channel is None:
                raise RetryError("no_channel")
            await outbox.mark_sent(self._database, message.id, await channel.send(message))
        except SendError as error:
            await self._failed(message, error)
        return True

    async def _failed(self, message: OutboundMessage, error: SendError) -> None:
        log.warning("message %s was not delivered: %s", message.id, error.reason)
        if isinstance(error, StoppedError):
            await self.stopped(message.conversation_id)
        elif isinstance(error, RejectedError) or message.attempts >= MOST_ATTEMPTS:
            await self._given_up(message, error.reason)
        else:
            pause = timedelta(seconds=_pause_seconds(message, error))
            await outbox.mark_later(self._database, message.id, clock.now() + pause, error.reason)

    async def stopped(self, conversation_id: int) -> None:
        """The worker stopped the bot: nothing more is sent, and with an open case a person must know."""
        async with self._database.write() as session:
            await outbox.stop(session, conversation_id)
            await self._flag_case(session, conversation_id, "worker_stopped_the_bot")

    async def _given_up(self, message: OutboundMessage, reason: str) -> None:
        async with self._database.write() as session:
            await outbox.mark_failed(session, message.id, reason)
            await self._flag_case(session, message.conversation_id, f"not_delivered:{reason}")

    async def _flag_case(self, session: AsyncSession, conversation_id: int, detail: str) -> None:
        flagged = await session.execute(
            update(Case)
            .where(Case.conversation_id == conversation_id, Case.state != CaseState.CLOSED)
            .values(unreachable=True, changed_at=clock.now())
            .returning(Case.id)
        )
        if (case_id := flagged.scalar_one_or_none()) is not None:
            audit.record(session, "case.unreachable", operator_id=None, case_id=case_id, detail=detail)


def _pause_seconds(message: OutboundMessage, error: SendError) -> float:
    if isinstance(error, ThrottledError):
        return error.seconds
    return min(LONGEST_PAUSE_SECONDS, 2.0 ** min(message.attempts, 10))
