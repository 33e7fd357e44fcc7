"""A whole service on both databases, with a bot that a test can kill; stepped by hand: nothing depends on time."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core import clock
from core.contracts import Kind
from core.messages import claims
from core.messages.models import Conversation, Direction, Message
from core.settings import Settings
from escalation.cases.models import Case
from helpline import wiring, worker
from helpline.wiring import Parts
from tests.builders import send
from tests.fakes import FakeBot, serve

LEASE = timedelta(seconds=30)


@pytest.fixture
def bot() -> Iterator[FakeBot]:
    """The bot, over HTTP."""
    fake = FakeBot()
    with serve(fake.app()) as url:
        fake.url = url
        yield fake


@dataclass
class Helpline:
    """A worker's side of a running service."""

    parts: Parts
    seen: set[int] = field(default_factory=set)

    async def says(self, text: str = "", address: str = "worker-1", **changes: Any) -> list[str]:
        """A worker says something; everything that is due runs; what is new on the phone is returned."""
        await send(self.parts.database, text, address=address, **changes)
        await self.settle()
        return await self.phone(address)

    async def presses(self, payload: str, address: str = "worker-1") -> list[str]:
        """A worker presses a button."""
        return await self.says("", address, kind=Kind.BUTTON, payload=payload)

    async def settle(self) -> None:
        """Run every turn, delivery and piece of housekeeping that is due now."""
        await worker.keep_house(self.parts)
        turns = wiring.turns(self.parts)
        delivery = wiring.delivery(self.parts, wiring.channels())
        while claim := await claims.claim(self.parts.database, LEASE):
            await turns.run(claim)
        while await delivery.deliver_next():
            pass

    async def after(self, **time: float) -> None:
        """Let time pass, then run what is due."""
        start = clock.now()
        with clock.set_to(lambda: start + timedelta(**time)):
            await self.settle()

    async def phone(self, address: str = "worker-1") -> list[str]:
        """What has newly arrived on a worker's phone."""
        async with self.parts.database.read() as session:
            query = (
                select(Message).where(Message.direction == Direction.OUT, Message.state == "sent").order_by(Message.id)
            )
            messages = (await session.execute(query)).scalars().all()
            mine = {one.id for one in (await session.execute(select(Conversation))).scalars() if one.address == address}
        fresh = [one for one in messages if one.id not in self.seen and one.conversation_id in mine]
        self.seen |= {one.id for one in fresh}
        return [one.text for one in fresh]

    async def cases(self) -> list[Case]:
        """All cases, oldest first."""
        async with self.parts.database.read() as session:
            return list((await session.execute(select(Case).order_by(Case.id))).scalars())

    async def conversation(self) -> Conversation:
        """The one conversation."""
        async with self.parts.database.read() as session:
            return (await session.execute(select(Conversation))).scalar_one()

    def words(self, key: str, language: str = "en", **values: Any) -> str:
        """A sentence of the catalogue."""
        return self.parts.catalogues.text(key, language, **values)  # type: ignore[arg-type]  # a test's own


@pytest.fixture
async def helpline(settings: Settings, database_url: str, bot: FakeBot) -> AsyncIterator[Helpline]:
    """The service, on each database."""
    chosen = settings.model_copy(update={"database_url": database_url, "bot_url": bot.url})
    parts = wiring.build(chosen)
    yield Helpline(parts)
    await parts.close()
