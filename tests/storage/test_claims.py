"""One turn per conversation at a time, in order, and nobody without the claim may write."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select

from core import clock
from core.contracts import Kind
from core.db import Database
from core.errors import LostClaimError
from core.messages import claims
from core.messages.claims import Claim
from core.messages.models import Conversation, Message, Turn
from tests.builders import send

LEASE = timedelta(seconds=30)


async def _texts(database: Database, claim: Claim) -> list[str]:
    async with database.read() as session:
        return [one.text for one in await claims.messages_of(session, claim)]


async def _finish(database: Database, claim: Claim) -> None:
    async with database.write() as session:
        await claims.finish(session, claim, await claims.hold(session, claim))


async def test_only_one_of_many_gets_a_conversation(database: Database) -> None:
    await send(database)
    got = await asyncio.gather(*(claims.claim(database, LEASE) for _ in range(10)))
    assert len([one for one in got if one]) == 1


async def test_many_conversations_are_claimed_once_each(database: Database) -> None:
    for number in range(12):
        await send(database, address=f"worker-{number}")
    got = await asyncio.gather(*(claims.claim(database, LEASE) for _ in range(12)))
    again = await asyncio.gather(*(claims.claim(database, LEASE) for _ in range(12)))
    owned = [one.conversation_id for one in [*got, *again] if one]
    assert len(owned) == len(set(owned)) == 12


async def test_a_turn_takes_up_to_five_waiting_texts_in_order(database: Database) -> None:
    for number in range(7):
        await send(database, f"text {number}")
    first = await claims.claim(database, LEASE)
    assert first is not None
    assert await _texts(database, first) == [f"text {number}" for number in range(5)]
    await _finish(database, first)
    second = await claims.claim(database, LEASE)
    assert second is not None
    assert await _texts(database, second) == ["text 5", "text 6"]


async def test_a_button_is_a_turn_of_its_own(database: Database) -> None:
    await send(database, "before")
    await send(database, "", kind=Kind.BUTTON, payload="menu")
    await send(database, "after")
    seen = []
    while claim := await claims.claim(database, LEASE):
        seen.append(await _texts(database, claim))
        await _finish(database, claim)
    assert seen == [["before"], [""], ["after"]]


async def test_an_urgent_message_far_back_goes_first(database: Database) -> None:
    for number in range(6):
        await send(database, f"text {number}")
    await send(database, "ជួយផង គេវាយខ្ញុំ")
    claim = await claims.claim(database, LEASE, urgent_only=True)
    assert claim is not None
    assert await _texts(database, claim) == ["ជួយផង គេវាយខ្ញុំ"]


async def test_after_the_lease_another_takes_the_same_turn_and_the_first_cannot_write(database: Database) -> None:
    await send(database, "slow")
    first = await claims.claim(database, LEASE)
    assert first is not None
    assert await claims.claim(database, LEASE) is None
    start = clock.now()
    with clock.set_to(lambda: start + LEASE + timedelta(seconds=1)):
        second = await claims.claim(database, LEASE)
    assert second is not None
    assert second.turn_id == first.turn_id
    with pytest.raises(LostClaimError):
        await _finish(database, first)
    await _finish(database, second)
    async with database.read() as session:
        turn = (await session.execute(select(Turn))).scalar_one()
    assert turn.finished_at is not None


async def test_a_postponed_turn_waits_and_loses_nothing(database: Database) -> None:
    await send(database, "hello")
    claim = await claims.claim(database, LEASE)
    assert claim is not None
    later = clock.now() + timedelta(minutes=1)
    async with database.write() as session:
        await claims.postpone(session, claim, await claims.hold(session, claim), later)
    assert await claims.claim(database, LEASE) is None
    with clock.set_to(lambda: later):
        again = await claims.claim(database, LEASE)
    assert again is not None
    assert await _texts(database, again) == ["hello"]


async def test_a_message_that_arrives_during_a_turn_is_answered_next(database: Database) -> None:
    await send(database, "first")
    claim = await claims.claim(database, LEASE)
    assert claim is not None
    await send(database, "second")
    await _finish(database, claim)
    following = await claims.claim(database, LEASE)
    assert following is not None
    assert await _texts(database, following) == ["second"]
    await _finish(database, following)
    async with database.read() as session:
        states = (await session.execute(select(Message.state))).scalars().all()
        due = (await session.execute(select(Conversation.due_at))).scalar_one()
    assert (set(states), due) == ({"answered"}, None)


async def test_the_id_of_a_turn_that_was_undone_does_not_come_again(database: Database) -> None:
    """Rasa answers a turn it has seen from its memory: another question under the same id would get the old answer."""
    seen = []
    for number in range(3):
        await send(database, f"text {number}")
        claim = await claims.claim(database, LEASE)
        assert claim is not None
        seen.append(claim.turn_id)
        async with database.write() as session:
            await claims.postpone(session, claim, await claims.hold(session, claim), clock.now())
    assert len(set(seen)) == 3
