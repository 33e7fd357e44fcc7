"""What goes wrong is told, with a word and nothing else, and the next message is answered again."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tests.bot.action_server import ActionServer
from tests.bot.assistant import START_WITHIN_SECONDS, Assistant, serve


@pytest.mark.parametrize("act", ["nothing", "plain", "fail", "refuse", "misshapen", "no_json"])
def test_an_action_that_fails_fails_the_turn(assistant: Assistant, conversation: str, act: str) -> None:
    answer = assistant.turn(conversation, "t1", "hello", act=act)
    assert (answer.status_code, answer.json()) == (500, {"error": "empty"})
    again = assistant.turn(conversation, "t1", "hello")
    assert again.status_code == 200, "the same message is asked again when its turn failed"
    assert again.json()["say"]


def test_a_dead_action_server_fails_the_turn(assistant: Assistant, actions: ActionServer, conversation: str) -> None:
    actions.die()
    try:
        answer = assistant.turn(conversation, "t1", "hello")
    finally:
        actions.revive()
    assert (answer.status_code, answer.json()) == (500, {"error": "empty"})
    assert assistant.turn(conversation, "t1", "hello").status_code == 200


def test_without_a_model_it_says_so(tmp_path: Path, actions: ActionServer) -> None:
    (tmp_path / "models").mkdir()
    empty = Assistant(tmp_path, Fernet.generate_key().decode(), actions.url)
    empty.start()
    try:
        assert empty.health().json() == {"ready": False, "model": None}
        for answer in (empty.turn("c1", "t1", "hello"), empty.call("parse", {"text": "hello"})):
            assert (answer.status_code, answer.json()) == (503, {"error": "no_model"})
    finally:
        empty.stop()


def test_it_does_not_start_without_its_secrets(tmp_path: Path) -> None:
    secrets = {"bot_token": "x", "tracker_keys": Fernet.generate_key().decode()}
    started = [serve(tmp_path, **{**secrets, missing: ""}) for missing in secrets]
    try:
        assert all(process.wait(START_WITHIN_SECONDS) != 0 for process in started)
    finally:
        for process in started:
            process.kill()


def test_a_restart_forgets_nothing(assistant: Assistant, actions: ActionServer, conversation: str) -> None:
    first = assistant.turn(conversation, "t1", "ខ្ញុំនៅប៉ាតាយ៉ា").json()
    assistant.turn(conversation, "t2", "hello", reset=True)
    calls = len(actions.calls)
    assistant.stop()
    assistant.start()
    assert assistant.turn(conversation, "t1", "ខ្ញុំនៅប៉ាតាយ៉ា").json() == first
    assert len(actions.calls) == calls
    assert assistant.turn(conversation, "t3", "hello").json()["say"][0]["values"]["heard"] == 2
