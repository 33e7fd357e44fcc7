"""What goes wrong is told, with a word and nothing else, and the next message is answered again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tests.bot.action_server import ActionServer
from tests.bot.assistant import Assistant, serve_until_it_ends


@pytest.mark.parametrize(
    ("act", "word"),
    [
        ("nothing", "empty"),
        ("plain", "empty"),
        ("fail", "empty"),
        ("refuse", "empty"),
        ("misshapen", "empty"),
        ("no_json", "empty"),
    ],
)
def test_an_action_that_fails_fails_the_turn(assistant: Assistant, conversation: str, act: str, word: str) -> None:
    answer = assistant.turn(conversation, "t1", "hello", act=act)
    assert (answer.status_code, answer.json()) == (500, {"error": word})
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


def test_without_a_model_it_says_so(tmp_path: Path, workshop: Path, actions: ActionServer) -> None:
    shutil.copytree(workshop / "content", tmp_path / "content")
    (tmp_path / "models").mkdir()
    empty = Assistant(tmp_path, Fernet.generate_key().decode(), actions.url)
    empty.start()
    try:
        assert empty.health().json() == {"ready": False, "model": None}
        for answer in (empty.turn("c1", "t1", "hello"), empty.call("parse", {"text": "hello"})):
            assert (answer.status_code, answer.json()) == (503, {"error": "no_model"})
    finally:
        empty.stop()


@pytest.mark.parametrize("missing", ["bot_token", "tracker_keys"])
def test_it_does_not_start_without_its_secrets(tmp_path: Path, missing: str) -> None:
    settings = {"bot_token": "x", "tracker_keys": Fernet.generate_key().decode()}
    settings[missing] = ""
    done = serve_until_it_ends(tmp_path, **settings)
    assert done.returncode != 0
