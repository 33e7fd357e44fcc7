"""The components one by one, as Rasa calls them: what each leaves on a message."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.language import LanguageGuess
from bot.components.normaliser import MOST_CHARACTERS, NORMAL_TEXT, Normaliser
from bot.components.understanding import Understanding
from bot.components.urgency import Urgency


def _message(text: str = "hello", **more: Any) -> Message:
    return Message(data={TEXT: text, **more})


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("ខុ្ញំ\u200bចង់ ៣០០", "ខ្ញុំចង់ 300"),
        ("เเม่  ๕๐๐", "แม่ 500"),
        ("Helllllo", "Helllo"),
        ("", ""),
    ],
)
def test_the_normal_form_stands_beside_the_raw_text(raw: str, normal: str) -> None:
    (message,) = Normaliser().process([_message(raw)])
    assert message.get(NORMAL_TEXT) == normal
    assert message.get(TEXT) == raw


@pytest.mark.parametrize("raw", ["/restart", " /restart", "\n/greet"])
def test_a_slash_in_front_is_made_harmless(raw: str) -> None:
    (message,) = Normaliser().process([_message(raw)])
    assert not message.get(TEXT).strip().startswith("/")
    assert len(message.get(TEXT)) == len(raw)


def test_a_slash_inside_stays() -> None:
    (message,) = Normaliser().process([_message("145/2569")])
    assert message.get(TEXT) == "145/2569"


def test_nobody_reads_on_for_ever() -> None:
    (message,) = Normaliser().process([_message("a b " * MOST_CHARACTERS)])
    assert len(message.get(NORMAL_TEXT)) <= MOST_CHARACTERS


@pytest.mark.parametrize(
    ("text", "code", "guess"),
    [
        ("ខ្ញុំអត់បានប្រាក់ខែ", "km", "km"),
        ("นายจ้างไม่จ่ายเงินเดือน", "th", "th"),
        ("my boss does not pay me", "en", "en"),
        ("thaoke ot ber luy", "km-Latn", "km"),
        ("nai jang mai hai ngoen", "th-Latn", "th"),
        ("ຂ້ອຍບໍ່ໄດ້ເງິນ", "other", "lo"),
        ("👍", "und", "und"),
    ],
)
def test_the_language_is_told(text: str, code: str, guess: str) -> None:
    (message,) = LanguageGuess().process([_message(text)])
    found = message.get("language")
    assert (found["code"], found["guess"]) == (code, guess)
    assert 0 <= found["confidence"] <= 1


@pytest.mark.parametrize(
    ("text", "chances", "by"),
    [
        ("hello", {"greet": 0.9, "urgent_child": 0.1}, []),
        ("hello", {"greet": 0.5, "urgent_child": 0.3}, ["classifier"]),
        ("hello", {"greet": 0.6, "urgent_child": 0.2, "urgent_violence": 0.2}, ["classifier"]),
        ("ผัวตบหนูทุกวัน", {"greet": 1.0}, ["phrases"]),
        ("គេវ៉ៃខ្ញុំ", {"urgent_violence": 0.9}, ["classifier", "phrases"]),
    ],
)
def test_either_of_two_raises_the_alarm(text: str, chances: dict[str, float], by: list[str]) -> None:
    (message,) = Urgency({"raise_from": 0.3}).process([_message(text, chances=chances)])
    assert message.get("urgent_by") == by
    assert message.get("urgent") is bool(by)


@pytest.mark.parametrize(
    ("confidence", "word"), [(1.0, "yes"), (0.5, "yes"), (0.49, "ask"), (0.2, "ask"), (0.19, "no"), (0.0, "no")]
)
def test_two_thresholds_decide_what_is_understood(confidence: float, word: str) -> None:
    judge = Understanding({"answer_from": 0.5, "ask_from": 0.2})
    (message,) = judge.process([_message(intent={"name": "greet", "confidence": confidence})])
    assert message.get("understood") == word
    assert message.get("intent")["name"] == "greet"
