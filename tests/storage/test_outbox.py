"""What we owe to workers is delivered in order, urgent first, by one sender at a time."""

import asyncio
from datetime import timedelta

from core import clock
from core.db import Database
from core.messages import outbox
from core.messages.models import Message
from tests.builders import send

LEASE = timedelta(seconds=30)


async def _owe(database: Database, conversation: int, text: str, *, urgent: bool = False) -> int:
    async with database.write() as session:
        return (await outbox.queue(session, conversation, text, urgent=urgent)).id


async def test_messages_of_one_conversation_are_sent_strictly_in_order(database: Database) -> None:
    worker = (await send(database)).conversation_id
    for text in ("one", "two", "three"):
        await _owe(database, worker, text)
    sent = []
    while message := await outbox.claim(database, LEASE):
        assert await outbox.claim(database, LEASE) is None, "the next one waits until this one is marked"
        sent.append(message.text)
        await outbox.mark_sent(database, message.id)
    assert sent == ["one", "two", "three"]


async def test_urgent_messages_overtake_other_conversations(database: Database) -> None:
    calm = (await send(database, address="calm")).conversation_id
    afraid = (await send(database, address="afraid")).conversation_id
    await _owe(database, calm, "wage")
    await _owe(database, afraid, "191", urgent=True)
    first = await outbox.claim(database, LEASE)
    assert first is not None
    assert first.text == "191"


async def test_many_senders_never_share_a_message(database: Database) -> None:
    for number in range(8):
        worker = (await send(database, address=f"worker-{number}")).conversation_id
        await _owe(database, worker, f"for {number}")
    got = [one for one in await asyncio.gather(*(outbox.claim(database, LEASE) for _ in range(16))) if one]
    assert sorted(one.text for one in got) == sorted(f"for {number}" for number in range(8))


async def test_a_message_whose_sender_died_is_sent_again(database: Database) -> None:
    worker = (await send(database)).conversation_id
    await _owe(database, worker, "again")
    first = await outbox.claim(database, LEASE)
    start = clock.now()
    with clock.set_to(lambda: start + LEASE + timedelta(seconds=1)):
        second = await outbox.claim(database, LEASE)
    assert first is not None
    assert second is not None
    assert (second.id, second.attempts) == (first.id, 2)


async def test_a_throttled_message_waits_and_its_followers_with_it(database: Database) -> None:
    worker = (await send(database, address="throttled")).conversation_id
    other = (await send(database, address="other")).conversation_id
    await _owe(database, worker, "first")
    await _owe(database, worker, "second")
    await _owe(database, other, "neighbour")
    message = await outbox.claim(database, LEASE)
    assert message is not None
    await outbox.mark_later(database, message.id, clock.now() + timedelta(minutes=1), "throttled")
    neighbour = await outbox.claim(database, LEASE)
    assert neighbour is not None
    assert neighbour.text == "neighbour"
    assert await outbox.claim(database, LEASE) is None


async def test_a_worker_who_stopped_the_bot_gets_nothing_more_until_they_write(database: Database) -> None:
    worker = (await send(database)).conversation_id
    kept = await _owe(database, worker, "unsent")
    async with database.write() as session:
        await outbox.stop(session, worker)
    assert await outbox.claim(database, LEASE) is None
    async with database.read() as session:
        assert (await session.get_one(Message, kept)).state == "stopped"
