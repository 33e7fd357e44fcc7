"""Rasa's memory by itself: what was saved comes back with the right key, is found again, and is dropped in time."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet, InvalidToken
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import HelplineTrackerStore, MissingTrackerKeys

TEXT = "he hit me with a stick ថៅកែវាយខ្ញុំ"


@pytest.fixture
def key(monkeypatch: pytest.MonkeyPatch) -> str:
    made = Fernet.generate_key().decode("ascii")
    monkeypatch.setenv("HELPLINE_TRACKER_KEYS", made)
    return made


@pytest.fixture
def store(tmp_path: Path, key: str) -> HelplineTrackerStore:
    return HelplineTrackerStore(Domain.empty(), f"sqlite:///{tmp_path}/dialogues.db", idle_hours=1)


def test_what_was_saved_comes_back(store: HelplineTrackerStore) -> None:
    said = _dialogue("s1.1", _said("t1"))
    asyncio.run(store.save(said))
    tracker = asyncio.run(store.retrieve("s1.1"))
    assert tracker is not None
    assert [event.as_dict() for event in tracker.events] == [event.as_dict() for event in said.events]


def test_a_turn_is_found_by_its_message(store: HelplineTrackerStore) -> None:
    asyncio.run(store.save(_dialogue("s1.1", [*_said("t1"), *_said("t2")[2:]])))
    found = asyncio.run(store.find_turn("s1.1", "t1"))
    assert [event["event"] for event in found] == ["user", "action", "bot"]
    assert asyncio.run(store.find_turn("s1.1", "t3")) == []
    assert asyncio.run(store.find_turn("s1.2", "t1")) == []


def test_dialogues_that_rest_are_dropped(store: HelplineTrackerStore) -> None:
    old = time.time() - 2 * 3600
    asyncio.run(store.save(_dialogue("old.1", _said("t1", old))))
    asyncio.run(store.save(_dialogue("mixed.1", [*_said("t1", old), *_said("t2")])))
    asyncio.run(store.drop_idle())
    assert asyncio.run(store.retrieve("old.1")) is None
    assert asyncio.run(store.find_turn("mixed.1", "t1")) != []


def test_old_keys_still_read(
    store: HelplineTrackerStore, tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(store.save(_dialogue("s1.1", _said("t1"))))
    url = f"sqlite:///{tmp_path}/dialogues.db"
    new = Fernet.generate_key().decode("ascii")
    monkeypatch.setenv("HELPLINE_TRACKER_KEYS", f"{new},{key}")
    assert asyncio.run(HelplineTrackerStore(Domain.empty(), url).retrieve("s1.1")) is not None
    monkeypatch.setenv("HELPLINE_TRACKER_KEYS", new)
    with pytest.raises(InvalidToken):
        asyncio.run(HelplineTrackerStore(Domain.empty(), url).retrieve("s1.1"))


@pytest.mark.parametrize("keys", ["", " , "])
def test_without_a_key_nothing_is_stored(tmp_path: Path, keys: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HELPLINE_TRACKER_KEYS", keys)
    with pytest.raises(MissingTrackerKeys):
        HelplineTrackerStore(Domain.empty(), f"sqlite:///{tmp_path}/dialogues.db")
    assert list(tmp_path.iterdir()) == []


def _dialogue(sender: str, events: list[Any]) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(sender, events)


def _said(message_id: str, timestamp: float = 0) -> list[Any]:
    at = timestamp or time.time()
    return [
        ActionExecuted("action_session_start", timestamp=at),
        SessionStarted(timestamp=at),
        UserUttered(TEXT, {"name": "greet"}, message_id=message_id, timestamp=at),
        ActionExecuted("action_answer", timestamp=at),
        BotUttered(data={"custom": {"helpline": {"say": {}}}}, timestamp=at),
    ]
