"""A worker's message is stored once, encrypted, and makes its conversation due."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from core import clock
from core.contracts import Kind
from core.db import Database
from core.messages import inbox
from core.messages.models import Conversation, Message, SetAside
from tests.builders import message, send

SECRET = "ថៅកែវាយខ្ញុំ secret-marker"


async def test_the_same_update_twice_changes_nothing(database: Database) -> None:
    first = await send(database, "one", identity="chat:1")
    second = await send(database, "one again", identity="chat:1")
    async with database.read() as session:
        count = (await session.execute(select(func.count()).select_from(Message))).scalar_one()
        stored = (await session.execute(select(Message))).scalar_one()
    assert (second.duplicate, second.message_id, count, stored.text) == (True, first.message_id, 1, "one")


async def test_the_same_update_many_times_at_once_is_stored_once(database: Database) -> None:
    same = message("at once", identity="chat:7")
    results = await asyncio.gather(*(inbox.accept(database, same, timedelta(0)) for _ in range(12)))
    assert len({one.message_id for one in results}) == 1
    assert sum(not one.duplicate for one in results) == 1


async def test_what_a_worker_wrote_is_not_readable_in_the_database(database: Database) -> None:
    await send(database, SECRET, address="987654321")
    async with database.read() as session:
        rows = (await session.execute(text("SELECT text FROM messages"))).scalars().all()
        rows += (await session.execute(text("SELECT address FROM conversations"))).scalars().all()
        rows += (await session.execute(text("SELECT fingerprint FROM conversations"))).scalars().all()
        back = (await session.execute(select(Message.text))).scalar_one()
    assert back == SECRET
    assert not [row for row in rows if "secret-marker" in row or "987654321" in row]


@pytest.mark.parametrize(
    ("label", "words", "kind", "waits"),
    [
        ("an ordinary text waits for quiet", "how much is the minimum wage", Kind.TEXT, True),
        ("an urgent phrase does not wait", "ជួយផង គេវាយខ្ញុំ", Kind.TEXT, False),
        ("a button does not wait", "", Kind.BUTTON, False),
        ("a command does not wait", "/start", Kind.COMMAND, False),
    ],
)
async def test_when_a_conversation_is_due(database: Database, label: str, words: str, kind: Kind, waits: bool) -> None:
    await send(database, words, kind=kind, quiet=timedelta(minutes=1))
    async with database.read() as session:
        due_at = (await session.execute(select(Conversation.due_at))).scalar_one()
    assert due_at is not None
    assert (due_at > clock.now()) is waits, label


async def test_a_worker_who_never_pauses_is_answered_all_the_same(database: Database) -> None:
    start = clock.now()
    for second in range(20):
        with clock.set_to(lambda second=second: start + timedelta(seconds=second)):
            await send(database, "and then", quiet=timedelta(seconds=2))
    async with database.read() as session:
        due_at = (await session.execute(select(Conversation.due_at))).scalar_one()
    assert due_at is not None
    assert due_at <= start + inbox.LONGEST_WAIT


ODD = {
    "empty": "",
    "null byte": "a\x00b",
    "lone surrogate": "half \ud83d emoji",
    "sql": "'; DROP TABLE messages; --",
    "html": "<script>alert(1)</script>",
    "khmer with zero-width spaces": "ខ្ញុំ\u200bចង់\u200bសួរ",
    "emoji": "😭😭🙏",
    "right to left": "\u202eabc",
}


@pytest.mark.parametrize("label", ODD)
async def test_odd_texts_come_back_as_they_were(database: Database, label: str) -> None:
    await send(database, ODD[label])
    async with database.read() as session:
        assert (await session.execute(select(Message.text))).scalar_one() == ODD[label]


async def test_an_endless_text_is_cut_and_says_so(database: Database) -> None:
    await send(database, "x" * 100_000)
    async with database.read() as session:
        stored = (await session.execute(select(Message))).scalar_one()
    assert (len(stored.text), stored.reason) == (inbox.LONGEST_TEXT, "cut")


async def test_an_update_set_aside_twice_is_kept_once(database: Database) -> None:
    for _ in range(2):
        await inbox.set_aside(database, "telegram", "update:5", '{"odd": 1}', "not_parsed")
    async with database.read() as session:
        kept = (await session.execute(select(SetAside))).scalar_one()
    assert (kept.raw, kept.reason) == ('{"odd": 1}', "not_parsed")


async def test_an_edit_points_to_what_it_revises(database: Database) -> None:
    original = await send(database, "wrong", identity="chat:1")
    edit = await send(database, "right", identity="chat:1:99", kind=Kind.EDIT, revises="chat:1")
    async with database.read() as session:
        revision = await session.get_one(Message, edit.message_id)
    assert revision.revises_id == original.message_id
