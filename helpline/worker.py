"""The worker process: answers conversations that are due, delivers messages, keeps house. Loops that outlive any error:
a turn that fails is tried again when its lease ends, and its neighbours never wait for it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from channels.telegram.commands import set_commands
from channels.telegram.polling import Poller
from core import clock
from core.messages import claims
from core.messages.memory import remember
from escalation.cases.service import lapsed
from helpline import wiring
from helpline.delivery import Delivery
from helpline.turns import Turns
from helpline.wiring import Parts

log = logging.getLogger(__name__)
LOOK_EVERY_SECONDS = 0.1
AFTER_AN_ERROR_SECONDS = 1.0
HOUSEKEEPING_EVERY_SECONDS = 5.0
SENDERS = 4
HEARTBEAT = "heartbeat.worker"


async def run(parts: Parts, stop: asyncio.Event) -> None:
    """Run all loops until `stop` is set, then let what is under way finish."""
    turns = wiring.turns(parts)
    client = wiring.telegram_client(parts.settings)
    by_name = wiring.channels(client)
    delivery = wiring.delivery(parts, by_name)
    async with asyncio.TaskGroup() as group:
        if client is not None:
            group.create_task(set_commands(client, parts.catalogues))
            if not parts.settings.public_url:  # with one, Telegram writes to the web process
                intake = wiring.telegram_intake(parts, client, delivery)
                group.create_task(Poller(client, intake, parts.database).run(stop))
        for _ in range(parts.settings.turns_at_once):
            group.create_task(_forever(lambda: _take_turn(parts, turns), stop, LOOK_EVERY_SECONDS))
        # One hand is kept free for people in danger, however many turns wait for a slow bot.
        group.create_task(_forever(lambda: _take_turn(parts, turns, urgent_only=True), stop, LOOK_EVERY_SECONDS))
        for _ in range(SENDERS):
            group.create_task(_forever(lambda: _deliver(delivery), stop, LOOK_EVERY_SECONDS))
        group.create_task(_forever(lambda: keep_house(parts), stop, HOUSEKEEPING_EVERY_SECONDS))
    for channel in by_name.values():
        await channel.close()


async def _forever(step: Callable[[], Awaitable[bool]], stop: asyncio.Event, pause_seconds: float) -> None:
    """Repeat `step`; rest when it had nothing to do or failed."""
    while not stop.is_set():
        try:
            rest = 0.0 if await step() else pause_seconds
        except Exception as error:  # the loop must live; the database may be locked or away for a moment
            log.error("a step failed and is repeated: %s", type(error).__name__)
            rest = AFTER_AN_ERROR_SECONDS
        if rest:
            await _rest(stop, rest)


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


async def _take_turn(parts: Parts, turns: Turns, *, urgent_only: bool = False) -> bool:
    lease = timedelta(seconds=parts.settings.turn_lease_seconds)
    claim = await claims.claim(parts.database, lease, urgent_only=urgent_only)
    if claim is None:
        return False
    await turns.run(claim)
    return True


async def _deliver(delivery: Delivery) -> bool:
    return await delivery.deliver_next()


async def keep_house(parts: Parts) -> bool:
    """Note that we live, and give back the cases whose owner left the worker waiting."""
    async with parts.database.write() as session:
        await remember(session, HEARTBEAT, "alive")
        late = await lapsed(session, clock.now())
    for case_id in late:
        async with parts.database.write() as session:
            await parts.cases.release(session, case_id)
    return False
