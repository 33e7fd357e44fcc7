"""Long polling over real HTTP into a real database: nothing is lost or stored twice, nobody waits for a neighbour."""

import asyncio
import logging
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text as sql

from channels.telegram.client import Client, open_client
from channels.telegram.inbound import KINDS
from channels.telegram.intake import Intake
from channels.telegram.polling import WAIT_SECONDS, Poller
from core import clock
from core.contracts import Kind
from core.db import Database
from tests.botapi.phone import Control
from tests.telegram.conftest import RECORDED, TOKEN, Polling, aside, conversations, personal, stored, texts

pytestmark = pytest.mark.timeout(90)


async def test_what_people_write_is_stored_in_order_and_confirmed(
    control: Control, polling: Polling, database: Database
) -> None:
    async with polling():
        for number in range(6):
            await control.phone(number % 3 + 1).text(f"text {number}")
        assert await control.waiting(at_most=0) == []
    assert await texts(database) == [f"text {number}" for number in range(6)]
    assert len(await conversations(database)) == 3


async def test_every_recorded_update_becomes_what_it_should(
    control: Control, polling: Polling, database: Database
) -> None:
    for case in RECORDED.values():
        await control.post("/updates", update={**case["update"], "update_id": case["update"]["update_id"]})
    async with polling():
        await control.waiting(at_most=0)
    becomes = [case["becomes"] for case in RECORDED.values()]
    expected = sorted(_row(case["message"]) for case in becomes if "message" in case)
    assert sorted(_row(vars(message)) for message in await stored(database)) == expected
    kept = await aside(database)
    assert [row.reason for row in kept] == ["unreadable"] * sum("unreadable" in case for case in becomes)
    for row in kept:
        assert not [part for part in personal(RECORDED["text_khmer"]["update"]) if part in row.raw]
    assert "a secret of the group" not in str([row.raw for row in kept])


def _row(fields: dict[str, Any]) -> tuple[str, ...]:
    return str(fields["kind"]), fields["text"], fields["payload"] or "", fields["attachment"] or ""


async def test_the_same_update_and_the_same_message_again_change_nothing(
    control: Control, polling: Polling, database: Database
) -> None:
    worker = control.phone(1)
    async with polling():
        await worker.text("only once")
        await control.waiting(at_most=0)
        first = RECORDED["text_khmer"]["update"]
        await control.post("/updates/next", update_id=first["update_id"] + 1)
        await control.post("/updates", update=first)
        await control.post("/updates", update=first)
        await control.post("/updates", update={"message": first["message"]})  # under another update_id
        await control.waiting(at_most=0)
    assert await texts(database) == ["only once", first["message"]["text"]]


async def test_an_edit_is_kept_beside_its_original(control: Control, polling: Polling, database: Database) -> None:
    worker = control.phone(1)
    async with polling():
        written = await worker.text("I am in Mahachai")
        await worker.edit(written["message_id"], "I am in Mae Sot")
        await worker.edit(written["message_id"], "I am in Ranong")
        await control.waiting(at_most=0)
    original, first, second = await stored(database)
    assert [first.kind, second.kind] == [Kind.EDIT, Kind.EDIT]
    assert first.revises_id == second.revises_id == original.id
    assert second.text == "I am in Ranong"


async def test_updates_that_come_late_and_out_of_order_are_stored(
    control: Control, polling: Polling, database: Database
) -> None:
    worker = control.phone(1)
    async with polling():
        await control.post("/updates/hold")
        await worker.text("first", date=1767225600)
        await worker.text("second", date=1767225601)
        await control.post("/updates/release")
        await worker.text("third")
        await control.waiting(at_most=0)
    assert await texts(database) == ["second", "first", "third"]


async def test_a_process_that_dies_between_commit_and_confirmation_loses_and_doubles_nothing(
    control: Control, client: Client, intake: Intake, database: Database, polling: Polling
) -> None:
    await control.phone(1).text("stored, not confirmed")
    await control.phone(1).text("not even stored")
    first, _second = await client.raw_updates(None, 0, KINDS)
    await intake.take(first)  # and here it dies
    assert len(await control.waiting()) == 2
    async with polling():
        await control.waiting(at_most=0)
    assert await texts(database) == ["stored, not confirmed", "not even stored"]


async def test_a_poll_whose_answer_is_lost_is_repeated(control: Control, polling: Polling, database: Database) -> None:
    await control.fault("cut", method="getUpdates")
    await control.fault("error", method="getUpdates", code=502)
    await control.phone(1).text("still here")
    async with polling():
        await control.waiting(at_most=0)
    assert await texts(database) == ["still here"]


async def test_nothing_is_confirmed_while_the_database_fails(
    control: Control, polling: Polling, database: Database
) -> None:
    async with database.write() as session:
        await session.execute(sql("ALTER TABLE messages RENAME TO hidden"))
    await control.phone(1).text("wait for the database")
    async with polling():
        await control.calls("getUpdates", at_least=2)
        assert len(await control.waiting()) == 1
        async with database.write() as session:
            await session.execute(sql("ALTER TABLE hidden RENAME TO messages"))
        await control.waiting(at_most=0)
    assert await texts(database) == ["wait for the database"]
    assert await aside(database) == []


async def test_an_update_that_cannot_be_read_does_not_stop_its_neighbours(
    control: Control, polling: Polling, database: Database
) -> None:
    odd = {"message": {"message_id": "x", "text": "odd", "from": {"first_name": "Secretname"}}}
    async with polling():
        await control.phone(1).text("before")
        await control.post("/updates", update=odd)
        await control.phone(2).text("after")
        await control.waiting(at_most=0)
    assert await texts(database) == ["before", "after"]
    (kept,) = await aside(database)
    assert (kept.channel, kept.reason) == ("telegram", "unreadable")
    assert "odd" in kept.raw
    assert "Secretname" not in kept.raw


async def test_an_update_that_no_attempt_can_store_does_not_stop_its_neighbours(
    control: Control, polling: Polling, database: Database
) -> None:
    refuse = (
        "CREATE TRIGGER no_photos BEFORE INSERT ON messages WHEN NEW.kind = 'attachment' "
        "BEGIN SELECT RAISE(ABORT, 'no'); END"
        if database.is_sqlite
        else "ALTER TABLE messages ADD CONSTRAINT no_photos CHECK (kind <> 'attachment')"
    )
    async with database.write() as session:
        await session.execute(sql(refuse))
    async with polling():
        await control.phone(1).text("before")
        await control.phone(2).send("photo")
        await control.phone(3).text("after")
        await control.waiting(at_most=0)
    assert await texts(database) == ["before", "after"]
    assert [kept.reason for kept in await aside(database)] == ["not_stored:IntegrityError"]


async def test_a_webhook_is_taken_away_and_its_updates_are_fetched(
    control: Control, client: Client, polling: Polling, database: Database
) -> None:
    await client.set_webhook("http://127.0.0.1:9/nobody-listens-here")
    await control.phone(1).text("sent while a webhook was set")
    async with polling():
        await control.waiting(at_most=0)
    assert await texts(database) == ["sent while a webhook was set"]


async def test_a_conflict_is_logged_and_a_stop_ends_the_pause(
    control: Control, client: Client, polling: Polling, caplog: pytest.LogCaptureFixture
) -> None:
    async with polling():
        await control.calls("deleteWebhook", at_least=1)
        await client.set_webhook("http://127.0.0.1:9/somebody-else")
        await control.phone(1).text("hello")  # ends the poll under way, if there is one
        calls = await control.calls("getUpdates", at_least=1)
        while 409 not in [call["outcome"] for call in calls]:
            calls = await control.calls("getUpdates", at_least=len(calls) + 1)
    assert "Telegram refuses polling" in caplog.text


async def test_one_process_polls_and_the_next_takes_over(
    control: Control, server: str, intake: Intake, database: Database, polling: Polling
) -> None:
    second_client = open_client(TOKEN, server)
    stop_second = asyncio.Event()
    async with polling():
        await control.calls("deleteWebhook", at_least=1)  # the first one has begun
        second = asyncio.create_task(Poller(second_client, intake, database).run(stop_second))
        for number in range(3):
            await control.phone(1).text(f"text {number}")
            await control.waiting(at_most=0)
    assert {call["outcome"] for call in await control.calls("getUpdates")} == {200}
    assert len(await control.calls("deleteWebhook")) == 1
    await control.phone(1).text("for the second one")
    await control.waiting(at_most=0)
    stop_second.set()
    await second
    await second_client.disconnect()
    assert await texts(database) == ["text 0", "text 1", "text 2", "for the second one"]


async def test_a_process_that_died_is_followed_when_its_lease_ends(
    control: Control, client: Client, intake: Intake, database: Database, polling: Polling
) -> None:
    died = asyncio.create_task(Poller(client, intake, database).run(asyncio.Event()))
    await control.calls("deleteWebhook", at_least=1)
    died.cancel()
    await asyncio.gather(died, return_exceptions=True)
    await control.phone(1).text("hello")
    later = clock.now() + timedelta(minutes=1)
    with clock.set_to(lambda: later):
        async with polling():
            await control.waiting(at_most=0)
    assert await texts(database) == ["hello"]


async def test_ids_that_start_again_after_a_quiet_week_lose_nothing(
    control: Control, polling: Polling, database: Database
) -> None:
    async with polling():
        await control.phone(1).text("before")
        await control.waiting(at_most=0)
    week_later = clock.now() + timedelta(days=8)
    await control.post("/updates/next", update_id=17)
    await control.phone(1).text("a week later")
    await control.phone(1).text("and again")
    with clock.set_to(lambda: week_later):
        async with polling():
            await control.waiting(at_most=0)
    assert await texts(database) == ["before", "a week later", "and again"]


async def test_a_poll_goes_on_where_the_last_one_stopped(control: Control, polling: Polling, client: Client) -> None:
    async with polling():
        await control.phone(1).text("confirmed by the offset that is kept")
        await control.calls("getUpdates", at_least=1)
    async with polling():
        await control.waiting(at_most=0)
    assert await client.raw_updates(None, 0, KINDS) == []


async def test_a_stop_does_not_wait_for_the_poll_to_end(control: Control, polling: Polling) -> None:
    async with asyncio.timeout(WAIT_SECONDS * 0.8), polling():
        await control.calls("deleteWebhook", at_least=1)


async def test_blocking_and_unblocking_are_noted(control: Control, polling: Polling, database: Database) -> None:
    worker = control.phone(1)
    async with polling():
        await worker.text("hello")
        await worker.block()
        await control.waiting(at_most=0)
        (conversation,) = await conversations(database)
        assert conversation.stopped_at is not None
        await worker.unblock()
        await control.waiting(at_most=0)
        await control.phone(2).block()  # somebody who never wrote
        await control.waiting(at_most=0)
    (conversation,) = await conversations(database)
    assert conversation.stopped_at is None


async def test_a_pressed_button_is_stored_and_stops_spinning(
    control: Control, client: Client, polling: Polling, database: Database
) -> None:
    worker = control.phone(1)
    keyboard = {"inline_keyboard": [[{"text": "ភាសាខ្មែរ", "callback_data": "lang:km"}]]}
    async with polling():
        await worker.text("/start")
        await control.waiting(at_most=0)
        await client.send_message(1, "Choose", reply_markup=keyboard)  # type: ignore[arg-type]  # as JSON has it
        await control.fault("error", method="answerCallbackQuery")  # an answer that fails harms nothing
        await worker.press(data="lang:km")
        await control.calls("answerCallbackQuery", at_least=1)
        await worker.press(text="ភាសាខ្មែរ")
        await control.calls("answerCallbackQuery", at_least=2)
        await control.waiting(at_most=0)
    command, first, second = await stored(database)
    assert command.kind == Kind.COMMAND
    assert [(first.kind, first.payload), (second.kind, second.payload)] == [(Kind.BUTTON, "lang:km")] * 2
    buttons = await control.look("/buttons")
    assert (len(buttons["spinning"]), len(buttons["answered"])) == (1, 1)


async def test_groups_leave_nothing_behind(control: Control, polling: Polling, database: Database) -> None:
    async with polling():
        group = (await control.post("/chats", by=1))["chat_id"]
        await control.phone(1).text("a secret of the group", chat_id=group)
        await control.phone(1).send("photo", caption="another", chat_id=group)
        await control.post(f"/chats/{group}/migrate")
        channel = (await control.post("/chats", by=1, type="channel"))["chat_id"]
        await control.phone(1).text("a post", chat_id=channel)
        await control.waiting(at_most=0)
    assert await stored(database) == []
    assert await aside(database) == []
    assert await conversations(database) == []


async def test_a_wrong_token_is_said_plainly(
    server: str, intake: Intake, database: Database, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    client, stop = open_client("123:wrong", server), asyncio.Event()
    running = asyncio.create_task(Poller(client, intake, database).run(stop))
    while "HELPLINE_TELEGRAM_TOKEN" not in caplog.text:
        assert not running.done()
        await asyncio.sleep(0.01)
    stop.set()
    await running
    await client.disconnect()
    assert "123:wrong" not in caplog.text
    assert logging.getLogger("httpx").level >= logging.WARNING
