"""Nothing a worker wrote reaches the assistant's output, at debug level, when things work and when they break."""

from __future__ import annotations

import pytest

from tests.bot.action_server import ActionServer
from tests.bot.assistant import Assistant

WORD = "quokkamarmalade"
TEXT = f"{WORD} hit me in Pattaya, case CHM-48213, 7777 baht ខ្ញុំភ័យណាស់"
WORDS = (WORD, "Pattaya", "48213", "7777", "ភ័យ", "\\u1797\\u17d0\\u1799")


def _told(assistant: Assistant) -> str:
    return assistant.log.read_text(encoding="utf-8", errors="replace")


def _silent(assistant: Assistant, before: int) -> None:
    told = _told(assistant)[before:]
    for word in WORDS:
        assert word not in told


@pytest.mark.parametrize("act", ["say", "nothing", "plain", "fail", "refuse", "misshapen", "no_json"])
def test_a_turn_leaves_no_word(assistant: Assistant, conversation: str, act: str) -> None:
    before = len(_told(assistant))
    assistant.turn(conversation, "t1", TEXT, act=act)
    assert len(_told(assistant)) > before, "at debug level something is told"
    _silent(assistant, before)


def test_a_dead_action_server_leaves_no_word(assistant: Assistant, actions: ActionServer, conversation: str) -> None:
    before = len(_told(assistant))
    actions.die()
    try:
        assert assistant.turn(conversation, "t1", TEXT).status_code == 500
    finally:
        actions.revive()
    assert f"of {conversation} came out empty" in _told(assistant)[before:]
    _silent(assistant, before)


def test_a_malformed_request_leaves_no_word(assistant: Assistant, conversation: str) -> None:
    before = len(_told(assistant))
    assistant.call("turn", {"id": TEXT, "conversation": TEXT, "text": [TEXT], TEXT: TEXT})
    assistant.call("turn", TEXT.encode())
    assistant.parse(TEXT)
    _silent(assistant, before)


def test_the_token_and_the_training_sentences_are_not_told(assistant: Assistant, trained: str) -> None:
    for told in (_told(assistant), trained):
        assert "the-tests-own-token" not in told
        assert "ប៉ាស្ព័រ" not in told
        assert "passport" not in told.replace("documents_passport", "")
