"""Fetches updates by long polling: an update is confirmed to Telegram only after its commit, so none is lost.
One process polls at a time; it never stops over one update that can't be read."""

import asyncio
import logging
import os
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy.exc import IntegrityError
from telegram.error import Conflict, InvalidToken, RetryAfter

from channels.telegram.client import Client, pause_seconds
from channels.telegram.inbound import KINDS
from channels.telegram.intake import Intake
from core import clock
from core.db import Database
from core.messages.memory import recall, remember
from core.messages.models import Memory

log = logging.getLogger(__name__)

WAIT_SECONDS = 10
LEASE = timedelta(seconds=WAIT_SECONDS + 15)
LONGEST_PAUSE_SECONDS = 30.0
NOT_MINE_SECONDS = 2.0
CONFLICT_SECONDS = 10.0
TOKEN_REFUSED_SECONDS = 60.0

# "If there are no new updates for at least a week, the identifier of the next update will be chosen randomly" (Bot API,
# "Update"). A lower one would count as confirmed under an old offset and be lost, so an old offset is forgotten.
OFFSET_IS_GOOD_FOR = timedelta(days=3)


class Poller:
    """Polls one bot.

    Args:
        client: the bot.
        intake: stores each update.
        database: remembers the offset, and which process polls.
    """

    def __init__(self, client: Client, intake: Intake, database: Database) -> None:
        self._client = client
        self._intake = intake
        self._database = database
        self._holder = f"{os.getpid()}-{uuid4().hex}"
        bot_id = client.token.partition(":")[0]
        self._lease_name = f"telegram.poller.{bot_id}"
        self._offset_name = f"telegram.offset.{bot_id}"
        self._webhook_is_gone = False

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set, whatever happens on the way; the update at hand is still stored."""
        failures = 0
        while not stop.is_set():
            try:
                pause = await self._round(stop)
                failures = 0
            except Exception as error:  # the loop must live, be it Telegram or the database that is away
                failures += 1
                pause = _pause_seconds(error, failures)
            await _rest(stop, pause)
        await self._intake.close()
        await self._give_back()

    async def _round(self, stop: asyncio.Event) -> float:
        """Fetch once and store what came.

        Returns:
            How many seconds to pause.
        """
        mine, offset = await self._hold()
        if not mine:
            return NOT_MINE_SECONDS
        if not self._webhook_is_gone:
            await self._client.delete_webhook(drop_pending_updates=False)
            self._webhook_is_gone = True
        found = await _unless(stop, self._client.raw_updates(offset, WAIT_SECONDS, KINDS))
        moved = await self._store(found or [], stop)
        return NOT_MINE_SECONDS if found and not moved else 0.0  # updates without an id would come again at once

    async def _store(self, found: list[Any], stop: asyncio.Event) -> bool:
        """Store updates in order; whatever interrupts this, the offset moves past those that are committed."""
        offset = None
        try:
            for raw in found:
                if stop.is_set():
                    break
                await self._intake.take(raw)
                update_id = raw.get("update_id") if isinstance(raw, dict) else None
                offset = update_id + 1 if isinstance(update_id, int) else offset
        finally:
            if offset is not None:
                async with self._database.write() as session:
                    await remember(session, self._offset_name, str(offset))
        return offset is not None

    async def _hold(self) -> tuple[bool, int | None]:
        """Take or renew the right to poll, and recall where to go on (another process may have polled meanwhile)."""
        now = clock.now()
        try:
            async with self._database.write() as session:
                lease = await session.get(Memory, self._lease_name, with_for_update=True)
                if lease and lease.value not in ("", self._holder) and lease.updated_at > now - LEASE:
                    return False, None
                await remember(session, self._lease_name, self._holder)
                kept = await recall(session, self._offset_name)
        except IntegrityError:  # another process took it for the first time, at the same moment
            return False, None
        return True, int(kept[0]) if kept and kept[1] > now - OFFSET_IS_GOOD_FOR else None

    async def _give_back(self) -> None:
        """Let the next process poll at once. Should this fail, it waits for the lease to end."""
        try:
            async with self._database.write() as session:
                lease = await session.get(Memory, self._lease_name, with_for_update=True)
                if lease and lease.value == self._holder:
                    await remember(session, self._lease_name, "")
        except Exception as error:  # we are leaving
            log.warning("the right to poll was not given back: %s", type(error).__name__)


def _pause_seconds(error: Exception, failures: int) -> float:
    if isinstance(error, Conflict):
        log.error("Telegram refuses polling: somebody else polls with this token, or a webhook is set for it")
        return CONFLICT_SECONDS
    if isinstance(error, InvalidToken):
        log.error("Telegram refuses the token; correct HELPLINE_TELEGRAM_TOKEN")
        return TOKEN_REFUSED_SECONDS
    if isinstance(error, RetryAfter):
        return pause_seconds(error)
    pause = min(LONGEST_PAUSE_SECONDS, 0.5 * 2.0 ** min(failures, 10))
    log.warning("polling failed and is repeated in %s s: %s", pause, type(error).__name__)
    return pause


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, list[Any]]) -> list[Any] | None:
    """The result of `work`, or None as soon as `stop` is set. A poll that is given up loses nothing."""
    working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, stopping):
            task.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
