"""Whole stories through the doors that people use, with the real model: a right, a danger, a person, and back again."""

import re

import httpx
import pytest

from tests.running import Running

pytestmark = [pytest.mark.rasa, pytest.mark.xdist_group("journeys")]

WAGES = {
    "km": ("ថៅកែមិនបើកប្រាក់ខែឱ្យខ្ញុំពីរខែហើយ", "ប្រភព៖"),
    "th": ("นายจ้างไม่จ่ายค่าแรงให้ผมสองเดือนแล้ว", "ที่มา:"),
    "en": ("my boss has not paid my salary for two months", "Source:"),
}
DANGER = {
    "km": "ជួយផង ថៅកែវាយខ្ញុំបែកក្បាល ឈាមចេញច្រើនណាស់",
    "th": "ช่วยด้วย นายจ้างตีหัวแตก เลือดไหลไม่หยุด",
    "en": "please help my husband fell from the building he is bleeding and not awake",
}


@pytest.mark.parametrize("language", WAGES)
def test_a_complaint_gets_its_answer_with_the_source(started: Running, language: str) -> None:
    words, source = WAGES[language]
    answer = started.phone().asks(words, source)
    assert "2541" in answer, "the Labour Protection Act is cited"


@pytest.mark.parametrize("language", DANGER)
def test_danger_gets_numbers_and_a_case(started: Running, language: str) -> None:
    reply = started.phone().asks(DANGER[language], r"CHM-\d{6}")
    assert re.search(r"☎ (1669|191)", reply.splitlines()[1])


def test_buttons_lead_to_the_steps_and_the_contacts(started: Running) -> None:
    phone = started.phone()
    phone.asks(WAGES["en"][0], "Source:")
    buttons = [button for message in phone.screen() for row in message["buttons"] for button in row]
    by_words = {button["text"]: button["payload"] for button in buttons}
    phone.send("What to do", kind="button", payload=by_words["What to do"])
    assert "1. " in phone.arrives("What you can do")
    phone.send("Who to call", kind="button", payload=by_words["Who to call"])
    assert "☎" in phone.arrives("Who you can call")


def test_somebody_elses_phone_shows_nothing(started: Running) -> None:
    mine, other = started.phone(), started.phone()
    mine.asks("hello my friends", ".")
    assert other.screen() == []
    answer = httpx.get(f"{started.url}/phones/1/messages", trust_env=False)
    assert answer.status_code == httpx.codes.NOT_FOUND


@pytest.mark.parametrize(
    ("label", "body"),
    [
        ("broken JSON", b"{"),
        ("not UTF-8", b"\xff\xfe"),
        ("an empty body", b""),
        ("a wrong type", b'{"id": "1", "text": 5}'),
        ("too long", b'{"id": "1", "text": "' + b"x" * 9000 + b'"}'),
        ("an unknown kind", b'{"id": "1", "kind": "spell", "text": "x"}'),
    ],
)
def test_rubbish_is_refused_without_a_stack_trace(started: Running, label: str, body: bytes) -> None:
    url = f"{started.url}/phones/{started.phone().id}/messages"
    answer = httpx.post(url, content=body, headers={"Content-Type": "application/json"}, trust_env=False)
    assert 400 <= answer.status_code < 500, label
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "'; DROP TABLE messages; --", "/restart", "\u200b", "😭" * 500]
)
def test_odd_texts_are_answered(started: Running, text: str) -> None:
    assert started.phone().asks(text, ".")


def test_a_turn_never_leaves_a_worker_without_the_menu(started: Running) -> None:
    phone = started.phone()
    phone.asks("asdf qwer zxcv uiop", ".")
    assert any(message["buttons"] for message in phone.screen())


def test_health_names_the_model_that_answers(started: Running) -> None:
    found = started.health()
    assert found["ok"] is True
    assert re.fullmatch(r"chm-[0-9a-f]{12}", found["model"])


def test_nothing_that_was_written_is_in_a_log(started: Running) -> None:
    """Runs last: every process has logged what the journeys above did, Rasa and the actions too."""
    marker = "MarkerWordNobodyTypes"
    phone = started.phone()
    phone.asks(f"{marker} my boss has not paid me", ".")
    phone.asks(f"help me he is beating me {marker}", ".")
    written = [marker, *(words for words, _ in WAGES.values()), *DANGER.values()]
    logs = started.logs()
    assert logs
    assert [words for words in written if words in logs or words[:25] in logs] == []
    assert phone.id not in logs
