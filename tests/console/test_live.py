"""Open pages hear of news without a reload: what is told, to whom, and after a broken connection."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import httpx
from httpx_sse import EventSource, ServerSentEvent, aconnect_sse

from core import clock
from core.messages.models import Message
from escalation.cases.models import Case, Priority
from tests.builders import send
from tests.console.conftest import Console, csrf_of, log_in, serving

LONG_ENOUGH_SECONDS = 30  # a limit for a broken test, not a measurement


class Ear:
    """Listens to one stream."""

    def __init__(self, source: EventSource) -> None:
        self.status = source.response.status_code
        self._events = source.aiter_sse() if self.status == 200 else None

    async def next(self) -> ServerSentEvent:
        """The next event."""
        assert self._events is not None
        async with asyncio.timeout(LONG_ENOUGH_SECONDS):
            return await anext(self._events)

    async def until(self, name: str) -> ServerSentEvent:
        """The next event of this name."""
        while (event := await self.next()).event != name:
            pass
        return event


@asynccontextmanager
async def listening(client: httpx.AsyncClient, query: str = "", last: str = "") -> AsyncIterator[Ear]:
    """An open page's stream."""
    headers = {"Last-Event-ID": last} if last else {}
    async with aconnect_sse(client, "GET", f"/api/events{query}", headers=headers) as source:
        yield Ear(source)


@asynccontextmanager
async def at_the_console(console: Console, address: str, login: str) -> AsyncIterator[httpx.AsyncClient]:
    """An operator with a real connection."""
    password = await console.desk.operators.create(login, login.title(), "operator", "en", by=None)  # type: ignore[arg-type]  # a role
    async with httpx.AsyncClient(base_url=address, timeout=LONG_ENOUGH_SECONDS) as client:
        await log_in(client, login, password)
        yield client


async def claim(client: httpx.AsyncClient, case: Case) -> None:
    """Take a case by the API."""
    token = {"X-CSRF-Token": await csrf_of(client)}
    assert (await client.post(f"/api/cases/{case.number}/claim", headers=token)).status_code == 200


async def test_a_new_case_and_a_claim_elsewhere_reach_the_queue(either: Console) -> None:
    async with (
        serving(either.app) as address,
        at_the_console(either, address, "sok") as sok,
        at_the_console(either, address, "dara") as dara,
        listening(sok) as ear,
    ):
        assert json.loads((await ear.until("queue")).data) == {"urgent": []}
        case = await either.case("urgent_violence", Priority.URGENT)
        assert json.loads((await ear.until("queue")).data) == {"urgent": [f"{case.number}:0"]}
        await claim(dara, case)
        assert json.loads((await ear.until("queue")).data) == {"urgent": []}  # it rings for its owner only
        async with listening(dara) as hers:
            assert json.loads((await hers.until("queue")).data) == {"urgent": [f"{case.number}:0"]}


async def test_a_case_that_is_older_than_the_process_rings_too(console: Console) -> None:
    start = clock.now()
    with clock.set_to(lambda: start - timedelta(hours=1)):
        case = await console.case("urgent_violence", Priority.URGENT)
    async with serving(console.app) as address, at_the_console(console, address, "sok") as sok, listening(sok) as ear:
        assert json.loads((await ear.until("queue")).data) == {"urgent": [f"{case.number}:0"]}


async def test_danger_seen_again_rings_again(console: Console) -> None:
    case = await console.case("urgent_violence", Priority.URGENT)
    async with serving(console.app) as address, at_the_console(console, address, "sok") as sok, listening(sok) as ear:
        await ear.until("queue")
        async with console.parts.database.write() as session:
            kept = await session.get_one(Case, case.id)
            kept.alarms += 1
            console.parts.cases.worker_wrote(kept)
        assert json.loads((await ear.until("queue")).data) == {"urgent": [f"{case.number}:1"]}


async def test_a_message_and_its_delivery_reach_the_page_of_its_case(console: Console) -> None:
    case, other = await console.case(), await console.case()
    async with (
        serving(console.app) as address,
        at_the_console(console, address, "sok") as sok,
        listening(sok, f"?case={case.number}") as ear,
    ):
        await ear.until("case")
        await ear.until("queue")
        await send(console.parts.database, "for another page", address=await console.address(other))
        await send(console.parts.database, "are you there?", address=await console.address(case))
        assert (await ear.next()).event == "case"  # the first news is ours: the other message was not for us
        async with console.parts.database.write() as session:
            (await session.get_one(Message, 1)).state = "answered"
        assert (await ear.next()).event == "case"


async def test_after_a_broken_connection_the_first_event_is_the_present_state(console: Console) -> None:
    async with serving(console.app) as address, at_the_console(console, address, "sok") as sok:
        async with listening(sok) as ear:
            last = (await ear.until("queue")).id
        await console.case()
        async with listening(sok, last=last) as ear:
            event = await ear.next()
            assert event.event == "queue"
            assert event.id != last
        async with listening(sok, last=event.id) as ear:  # nothing was missed: the next event is the next change
            case = await console.case("urgent_child", Priority.URGENT)
            assert json.loads((await ear.next()).data) == {"urgent": [f"{case.number}:0"]}
        async with listening(sok, last="from.another.process") as ear:
            assert (await ear.next()).event == "queue"


async def test_the_stream_ends_with_the_session(console: Console) -> None:
    async with serving(console.app) as address, at_the_console(console, address, "sok") as sok:
        async with listening(sok) as ear:
            await ear.until("queue")
            await console.desk.operators.set_password("sok")
            await console.case()
            with suppress(StopAsyncIteration):
                while True:
                    await ear.next()
        async with listening(sok) as ear:
            assert ear.status == 401


async def test_nobody_listens_nobody_looks(console: Console) -> None:
    before = console.desk.live.version
    async with serving(console.app):
        await console.case()
        await asyncio.sleep(1.2)  # two looks' time
        assert console.desk.live.version == before
