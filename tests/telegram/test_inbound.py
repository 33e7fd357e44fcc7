"""What becomes of each recorded update, and that nothing of who wrote it is taken along."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pytest

from channels.telegram.inbound import Ignored, Resumed, Stopped, UnreadableError, callback_id, read
from core.contracts import InboundMessage
from tests.telegram.conftest import RECORDED, personal


def outcome(update: dict[str, Any]) -> dict[str, Any]:
    """What `read` made of an update, as the recorded files say it."""
    try:
        seen = read(update)
    except UnreadableError:
        return {"unreadable": True}
    if isinstance(seen, InboundMessage):
        fields = asdict(seen)
        assert fields.pop("test") is False
        fields.pop("sent_at")
        return {"message": fields}
    if isinstance(seen, Ignored):
        return {"ignored": seen.reason}
    return {{Stopped: "stopped", Resumed: "resumed"}[type(seen)]: seen.address}


@pytest.mark.parametrize("name", RECORDED)
def test_what_becomes_of_it(name: str) -> None:
    assert outcome(RECORDED[name]["update"]) == RECORDED[name]["becomes"], RECORDED[name]["about"]


@pytest.mark.parametrize("name", RECORDED)
def test_nothing_of_who_wrote_it_is_taken(name: str) -> None:
    who = personal(RECORDED[name]["update"]) - {"Test bot", "test_only_bot"}  # a command may be addressed to the bot
    taken = str(outcome(RECORDED[name]["update"]))
    assert not [part for part in who if part in taken]


@pytest.mark.parametrize("raw", [None, 7, "text", [], [{}], {"message": None}, {"update_id": 1, "message": 5}])
def test_what_is_no_update_never_breaks_the_reader(raw: object) -> None:
    try:
        seen = read(raw)
    except UnreadableError:
        return
    assert seen == Ignored("not_asked_for")


def test_an_edit_is_another_message_than_its_original() -> None:
    message = RECORDED["text_khmer"]["update"]["message"]
    original = read({"update_id": 1, "message": message})
    first, second = (
        read({"update_id": 2, "edited_message": message | {"edit_date": message["date"] + seconds}})
        for seconds in (1, 2)
    )
    assert isinstance(original, InboundMessage)
    assert isinstance(first, InboundMessage)
    assert isinstance(second, InboundMessage)
    assert len({original.identity, first.identity, second.identity}) == 3
    assert first.revises == second.revises == original.identity


def test_the_time_is_the_workers_in_utc() -> None:
    seen = read(RECORDED["edit_text"]["update"])
    assert isinstance(seen, InboundMessage)
    assert seen.sent_at == datetime(2026, 1, 1, 0, 1, tzinfo=UTC)


def test_a_button_in_a_group_stops_spinning_too() -> None:
    assert callback_id(RECORDED["button_in_group"]["update"]) == "4385"
    assert callback_id(RECORDED["text_khmer"]["update"]) is None
    assert callback_id([]) is None
