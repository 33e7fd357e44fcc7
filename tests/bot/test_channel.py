"""The channel's contract, over HTTP with a running assistant: turn, parse, health, and who is turned away."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bot.action_server import ActionServer
from tests.bot.assistant import Assistant

PARSE_KEYS = {"text", "intent", "intent_ranking", "entities", "language", "urgent", "urgent_by", "understood"}


def test_a_turn_is_answered(assistant: Assistant, conversation: str) -> None:
    answer = assistant.turn(conversation, "t1", "hello", language="en")
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"id", "model", "parse", "say", "requests"}
    assert body["id"] == "t1"
    assert body["model"] == assistant.health().json()["model"]
    assert set(body["parse"]) == PARSE_KEYS
    assert body["say"] == [{"text": "heard", "values": {"action": "action_small_talk", "heard": 1}}]
    assert body["requests"] == [{"do": "set_topic", "topic": "rights_leave"}]


def test_an_action_sees_the_whole_parse(assistant: Assistant, actions: ActionServer, conversation: str) -> None:
    metadata: Any = {"language": "km", "province": "TH-20", "misunderstood": 1, "open_case": None}
    answer = assistant.turn(conversation, "t1", "គេវាយខ្ញុំនៅប៉ាតាយ៉ា", **metadata).json()
    heard = actions.last_message()
    assert heard["metadata"] == metadata
    assert heard["model"] == answer["model"]
    assert {key: heard[key] for key in PARSE_KEYS} == answer["parse"]


def test_a_request_alone_is_an_answer(assistant: Assistant, conversation: str) -> None:
    body = assistant.turn(conversation, "t1", "hello", act="request").json()
    assert body["say"] == []
    assert len(body["requests"]) == 1


def test_parse_has_the_form_of_the_contract(assistant: Assistant) -> None:
    text = "\u200bលិខិតឆ្លងដែន\u200bខ្ញុំបាត់ "
    found = assistant.parse(text)
    assert set(found) == PARSE_KEYS
    assert found["text"] == text
    assert found["intent"] == found["intent_ranking"][0]
    confidences = [guess["confidence"] for guess in found["intent_ranking"]]
    assert confidences == sorted(confidences, reverse=True)
    assert 0 < sum(confidences) <= 1.000001
    assert found["language"]["code"] == "km"
    assert found["understood"] in ("yes", "ask", "no")
    assert found["urgent"] is False
    assert found["urgent_by"] == []


def test_entities_come_with_offsets_into_the_raw_text(assistant: Assistant) -> None:
    text = "\u200b ខ្ញុំ\u200bនៅ\u200bប៉ាតាយ៉ា ៣០០\u200bបាត"
    found = {entity["entity"]: entity for entity in assistant.parse(text)["entities"]}
    assert set(found) == {"province", "amount_of_money"}
    place, money = found["province"], found["amount_of_money"]
    assert text[place["start"] : place["end"]] == "ប៉ាតាយ៉ា"
    assert (place["value"], place["town"]) == ("TH-20", "Pattaya")
    assert text[money["start"] : money["end"]] == "៣០០\u200bបាត"
    assert money["value"] == {"amount": 300, "currency": "THB"}


def test_danger_is_told_by_the_phrases_too(assistant: Assistant) -> None:
    found = assistant.parse("boss said he will kill me")
    assert found["urgent"] is True
    assert "phrases" in found["urgent_by"]


def test_parse_touches_no_dialogue(assistant: Assistant, actions: ActionServer) -> None:
    before, calls = assistant.database.read_bytes(), len(actions.calls)
    assistant.parse("my boss does not pay me")
    assert assistant.database.read_bytes() == before
    assert len(actions.calls) == calls


@pytest.mark.parametrize("text", ["", " ", "👍", "\ud83d", "\0", "a" * 30_000, "ខ" * 5000, "/", "{}", "[x](y)"])
def test_any_text_gets_an_answer(assistant: Assistant, conversation: str, text: str) -> None:
    answer = assistant.turn(conversation, "t1", text)
    assert answer.status_code == 200
    assert answer.json()["say"]


@pytest.mark.parametrize("text", ["/restart", " /restart", "/session_start", "/greet", '/inform{"a": "b"}'])
def test_a_slash_is_an_ordinary_text(assistant: Assistant, conversation: str, text: str) -> None:
    assistant.turn(conversation, "t1", "hello")
    body = assistant.turn(conversation, "t2", text).json()
    assert body["parse"]["text"] == text
    assert body["parse"]["intent"]["confidence"] < 1
    assert body["say"][0]["values"]["heard"] == 2, "the dialogue went on"


def test_a_reset_starts_afresh(assistant: Assistant, conversation: str) -> None:
    def heard(message: str, **metadata: Any) -> int:
        number: int = assistant.turn(conversation, message, "hello", **metadata).json()["say"][0]["values"]["heard"]
        return number

    assert [heard("t1"), heard("t2"), heard("t3", reset=True), heard("t4")] == [1, 2, 1, 2]


def test_dialogues_are_apart(assistant: Assistant, conversation: str) -> None:
    for part in ("1", "2"):
        body = assistant.turn(f"{conversation}.{part}", "t1", "hello").json()
        assert body["say"][0]["values"]["heard"] == 1


def test_health(assistant: Assistant, trained: str) -> None:
    body = assistant.health().json()
    assert body["ready"] is True
    assert f"trained {body['model']}" in trained


@pytest.mark.parametrize("route", ["turn", "parse", "forget"])
@pytest.mark.parametrize("token", ["", "wrong", "the-tests-own-token2"])
def test_a_wrong_token_is_turned_away(assistant: Assistant, route: str, token: str) -> None:
    answer = assistant.call(route, {"id": "t1", "conversation": "c1", "text": "hello"}, token=token)
    assert (answer.status_code, answer.json()) == (401, {"error": "token"})


def test_health_wants_the_token_too(assistant: Assistant) -> None:
    assert assistant.health(token="").status_code == 401


GOOD = {"id": "t1", "conversation": "c1", "text": "hello", "metadata": {}}


@pytest.mark.parametrize(
    ("route", "body"),
    [
        ("turn", b""),
        ("turn", b"{"),
        ("turn", b"\xff\xfe"),
        ("turn", []),
        ("turn", "text"),
        ("turn", {}),
        ("turn", {**GOOD, "id": ""}),
        ("turn", {**GOOD, "id": 7}),
        ("turn", {**GOOD, "id": "a b"}),
        ("turn", {**GOOD, "conversation": "c/1"}),
        ("turn", {**GOOD, "conversation": "c" * 101}),
        ("turn", {**GOOD, "text": None}),
        ("turn", {**GOOD, "metadata": []}),
        ("parse", {}),
        ("parse", {"text": 7}),
        ("parse", {"text": "x", "metadata": None}),
        ("forget", {}),
        ("forget", {"conversation": "%"}),
    ],
)
def test_malformed_requests_are_turned_away(assistant: Assistant, route: str, body: Any) -> None:
    answer = assistant.call(route, body)
    assert (answer.status_code, answer.json()) == (400, {"error": "malformed"})
