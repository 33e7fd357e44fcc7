"""What is kept of a dialogue: enough to answer nothing twice, unreadable on the disk, and forgettable."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.bot.action_server import ActionServer
from tests.bot.assistant import Assistant

MARKER = "zebrafish-lantern"


def _files(assistant: Assistant) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(assistant.database.parent.glob("rasa.db*")))


def _senders(assistant: Assistant) -> list[str]:
    with closing(sqlite3.connect(f"file:{assistant.database}?mode=ro", uri=True)) as database:
        return [row[0] for row in database.execute("SELECT DISTINCT sender_id FROM dialogue_events")]


def test_a_message_is_answered_once(assistant: Assistant, actions: ActionServer, conversation: str) -> None:
    first = assistant.turn(conversation, "t1", "my boss does not pay me")
    second = assistant.turn(conversation, "t2", "hello")
    calls = len(actions.calls)
    assert assistant.turn(conversation, "t1", "my boss does not pay me").json() == first.json()
    assert assistant.turn(conversation, "t2", "hello").json() == second.json()
    assert len(actions.calls) == calls
    assert assistant.turn(conversation, "t3", "hello").json()["say"][0]["values"]["heard"] == 3


def test_the_same_id_in_another_conversation_is_another_message(assistant: Assistant, conversation: str) -> None:
    for dialogue in (f"{conversation}.1", f"{conversation}.2"):
        assert assistant.turn(dialogue, "t1", "hello").json()["say"][0]["values"]["heard"] == 1


def test_nothing_readable_is_on_the_disk(assistant: Assistant, conversation: str) -> None:
    assistant.turn(conversation, "t1", f"{MARKER} in Pattaya", language="en")
    assert conversation in _senders(assistant)
    for word in (MARKER, "Pattaya", "TH-20", "action_small_talk", "heard"):
        assert word.encode() not in _files(assistant)


def test_the_file_is_its_owners_alone(assistant: Assistant) -> None:
    assert assistant.database.stat().st_mode & 0o077 == 0


def test_forgetting_leaves_nothing(assistant: Assistant, conversation: str) -> None:
    doomed = f"doomed-{conversation}"
    for dialogue in (doomed, f"{doomed}.1", f"{doomed}.2", f"{doomed}2", f"{doomed}2.1"):
        for number in range(5):  # enough for SQLite to move rows from page to page
            assistant.turn(dialogue, f"t-{dialogue}-secret{number}", "hello")
    assert assistant.call("forget", {"conversation": doomed}).json() == {"forgotten": 3}
    left = {sender for sender in _senders(assistant) if sender.startswith(doomed)}
    assert left == {f"{doomed}2", f"{doomed}2.1"}
    for trace in (f"{doomed}.", f"t-{doomed}-secret", f"t-{doomed}.1-secret"):
        assert trace.encode() not in _files(assistant)
    assert assistant.call("forget", {"conversation": doomed}).json() == {"forgotten": 0}
    assert assistant.turn(doomed, f"t-{doomed}-secret0", "hello").json()["say"][0]["values"]["heard"] == 1


def test_an_underscore_in_an_id_is_no_wildcard(assistant: Assistant, conversation: str) -> None:
    assistant.turn(f"{conversation}x1.1", "t1", "hello")
    assert assistant.call("forget", {"conversation": f"{conversation}_1"}).json() == {"forgotten": 0}


def test_no_copy_of_the_dialogues_lies_elsewhere(assistant: Assistant, workshop: Path, conversation: str) -> None:
    assistant.turn(conversation, "t1", MARKER)
    for path in workshop.rglob("*"):
        if path.is_file():
            assert MARKER.encode() not in path.read_bytes(), path.name
