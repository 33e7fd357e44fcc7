"""The net of urgent phrases: what it must hear, what it must leave in peace, and that the list itself is sound."""

import json
import random
from collections import Counter

import pytest

from language import find_alarm
from language.fold import KEYS
from language.urgency import PHRASES, PRECEDENCE

HEARD = {
    "urgent_medical": """ឈាមហូរអត់ឈប់|គាត់សន្លប់ហើយ|ដកដង្ហើមអត់រួចទេ
    ពស់ចឹកមិត្តខ្ញុំ|cheam hou ot chhob|เลือดไหลไม่หยุด|หมดสติ
    เมียน้ำเดินแล้ว
        luead lai mai yut|he is bleeding a lot|she can't breathe
        my friend is unconscious|baby is coming now|snake bit my friend""",
    "urgent_self_harm": """ខ្ញុំចង់ស្លាប់|មិនចង់រស់ទៀតទេ|chong slab|อยากตาย
    ไม่อยากอยู่แล้ว|yak tai laew|i want to die|no reason to live
    kill myself""",
    "urgent_child": """កូនខ្ញុំបាត់ខ្លួន|ក្មេងអាយុ១២ធ្វើការបកបង្គា|ลูกหาย
    เด็กอายุ 12 ทำงานแกะกุ้ง|my daughter is missing
    he beats my son every day""",
    "urgent_sexual_abuse": """ថៅកែរំលោភខ្ញុំ|គេរំលោប់ញុំ|โดนข่มขืน
    หัวหน้าจับนมหนู|my boss raped me|he touches my breast
    don khom khuen""",
    "urgent_trafficking": """គេលក់ខ្ញុំឲ្យទូក|គេមិនឲ្យចេញក្រៅ|โดนขายให้เรือ
    ถูกขังไว้ในโรงงาน|they sold me to a boat
    we are locked in, cannot leave""",
    "urgent_violence": """ប្ដីវាយខ្ញុំ|គេវ៉ៃខ្ញុំ|pdey vay khnhom
    ผัวตบหนูทุกวัน|เขาขู่จะฆ่าผม|my husband beats me|he has a knife
    boss said he will kill me""",
    "urgent_detained": """ប៉ូលីសចាប់ប្ដីខ្ញុំ|polis jab pdey khnhom
    ตำรวจจับแฟนหนู|tamruat jab phom|police arrested my husband
    i am in immigration detention""",
}
QUIET = """ខ្ញុំចង់បន្តប៉ាស្ព័រ|ហត់ចង់ងាប់|ក្តៅចង់ស្លាប់ធ្វើការ
បើប៉ូលីសចាប់ធ្វើម៉េច|បាក់ដៃឆ្នាំមុន ថៅកែមិនចេញថ្លៃពេទ្យ|វាយតម្លៃការងារ
ចាក់ថ្នាំបង្ការ
ប្រាក់ខែប៉ុន្មាន|កូនខ្ញុំចង់រៀន|ร้อนจะตาย|เหนื่อยจะตายแล้ว
ถ้าโดนตำรวจจับต้องทำยังไง|ต่อวีซ่าที่ไหนคะ
แขนหักปีที่แล้ว นายจ้างไม่จ่ายค่ารักษา|ตีสองยังทำงานอยู่เลย
ไฟไหม้ห้อง พาสปอร์ตไหม้|ไม่จ่ายโอที|this heat is killing me
what if police stop me
i broke my arm last year, they don't pay compensation
nobody is hurt, i only want to know|boss will kill me if i am late lol
i am dying of tiredness|how to renew my passport|minimum wage in rayong
can i get sick leave
khnhom chong tor visa|thaoke ot ban brak khae|nai jang mai hai ngoen
hot chong ngob|ron ja tai|help with my passport renewal please
ช่วยดูเรื่องวีซ่าให้หน่อยค่ะ"""
CRIES = """ช่วยด้วย|ช่วยด้วยค่ะ|ជួយផង|ជួយផងបង!!|help me!!|please help me
help!|SOS|chuoy phong|chuay duay|chuai duai khrap"""


def _texts(block: str) -> list[str]:
    return [text.strip() for text in block.replace("\n", "|").split("|") if text.strip()]


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, block in HEARD.items() for text in _texts(block)])
def test_danger_is_heard(kind: str, text: str) -> None:
    alarm = find_alarm(text)
    assert alarm is not None
    assert alarm.kind == kind
    assert not alarm.bare_cry


@pytest.mark.parametrize("text", _texts(QUIET))
def test_ordinary_messages_stay_quiet(text: str) -> None:
    assert find_alarm(text) is None


@pytest.mark.parametrize("text", _texts(CRIES))
def test_a_bare_cry_is_asked_back(text: str) -> None:
    alarm = find_alarm(text)
    assert alarm is not None
    assert (alarm.kind, alarm.doubtful, alarm.bare_cry) == ("urgent_violence", True, True)


@pytest.mark.parametrize("text", ["help", "ជួយផង ខ្ញុំចង់ធ្វើប៉ាស្ព័រ", "ช่วยด้วยค่ะ อยากทำพาสปอร์ต", "help me renew visa"])
def test_asking_for_help_with_something_is_no_cry(text: str) -> None:
    assert find_alarm(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("my husband beats me and i am bleeding", "urgent_medical"),
        ("police arrested my husband, i want to die", "urgent_self_harm"),
        ("they sold me and he rapes me every night", "urgent_sexual_abuse"),
        ("ប្ដីវាយខ្ញុំ ឈាមហូរអត់ឈប់", "urgent_medical"),
        ("โดนขายให้เรือ แล้วก็โดนตีทุกวัน", "urgent_trafficking"),
    ],
)
def test_the_graver_kind_rules(text: str, kind: str) -> None:
    alarm = find_alarm(text)
    assert alarm is not None
    assert alarm.kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "ប្ដី វាយ ខ្ញុំ",
        "ប្តីវាយញុំ",
        "ប\u200b្ដីវាយខ្ញុំ",
        "ผ ั ว ต บ ห น ู",
        "ผัววว ตบบบ หนู",
        "MY HUSBAND BEATS ME",
        "my husband beeeats me!!!",
    ],
)
def test_spelling_does_not_matter(text: str) -> None:
    assert find_alarm(text) is not None


def test_any_text_is_answered_twice_alike() -> None:
    dice = random.Random(3)
    pieces = [
        "help ",
        "ជួយ",
        "วาย",
        "\ud800",
        "ថៅកែ",
        "វាយ",
        "ខ្ញុំ",
        "ตี",
        "beat me ",
        "បើ",
        "12",
        " ",
        "\u200b",
        "!",
        "khnhom ",
    ]
    for _ in range(400):
        text = "".join(dice.choices(pieces, k=dice.randint(0, 12)))
        assert find_alarm(text) == find_alarm(text)


@pytest.mark.parametrize("piece", ["ថៅកែវាយខ្ញុំ ", "a", "help ", "เ", "beat me if "])
def test_very_long_messages_pass(piece: str) -> None:
    alarm = find_alarm(piece * (100_000 // len(piece)))
    assert alarm is None or alarm.kind in PRECEDENCE


def test_danger_at_the_end_of_a_very_long_message_is_heard() -> None:
    assert find_alarm("good morning sir " * 6000 + "my husband beats me") is not None


def test_the_list_is_sound() -> None:
    data = json.loads(PHRASES.read_text(encoding="utf-8"))
    entries = data["phrases"] + data["cries"]
    repeated = [entry for entry, number in Counter(entry["id"] for entry in entries).items() if number > 1]
    assert not repeated
    for entry in entries:
        assert entry["kind"] in PRECEDENCE, entry["id"]
        assert entry["language"] in KEYS, entry["id"]
        assert isinstance(entry["doubtful"], bool), entry["id"]
        assert isinstance(entry["reviewed_by"], str), entry["id"]
        guards = data["languages"][entry["language"]]["guards"]
        assert set(entry.get("unless", ())) <= set(guards), entry["id"]
    for kind in PRECEDENCE:
        assert {entry["language"] for entry in entries if entry["kind"] == kind} == set(KEYS), kind
