"""Long texts are cut where a reader would pause, and never inside a written character."""

import pytest

from channels.telegram.split import split
from tests.botapi.world import units

KHMER = "នាយកដ្ឋានការងារអាចជួយអ្នកបាន។ "
THAI = "สำนักงานแรงงานช่วยคุณได้ "
ENGLISH = "The labour office can help you. "


@pytest.mark.parametrize("sentence", [KHMER, THAI, ENGLISH, "ក្រុមហ៊ុន\u200bមិន\u200bបើក\u200bប្រាក់\u200b", "😢 ", "a\n"])
def test_no_piece_is_too_long_and_no_word_is_lost(sentence: str) -> None:
    text = sentence * 3000
    pieces = split(text)
    assert len(pieces) > 1
    assert all(0 < units(piece) <= 4096 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("short", ["short"]),
        ("", [""]),
        ("One two.\n\nThree four five", ["One two.", "Three four five"]),
        ("One two three\nfour five six", ["One two three", "four five six"]),
        ("One two six. Three four", ["One two six.", "Three four"]),
        ("ខ្ញុំឈឺក្បាល។ខ្ញុំចង់ទៅផ្ទះ", ["ខ្ញុំឈឺក្បាល។", "ខ្ញុំចង់ទៅផ្ទះ"]),
        ("นายจ้างไม่จ่าย ค่าแรงให้ผม", ["นายจ้างไม่จ่าย", "ค่าแรงให้ผม"]),
        ("word" * 6, ["word" * 4, "word" * 2]),
    ],
)
def test_where_it_is_cut(text: str, pieces: list[str]) -> None:
    assert split(text, 16) == pieces


@pytest.mark.parametrize(
    "cluster",
    [
        "ក្ដី",  # a Khmer letter, a stacked letter and a vowel
        "ស្ត្រី",  # two stacked letters
        "น้ำ",  # a tone mark, and AM
        "เก",  # a vowel before its consonant
        "👩‍👩‍👧",  # joined by zero-width joiners
        "👍🏽",  # with a skin tone
        "🇰🇭",  # two halves of a flag
        "é",
    ],
)
@pytest.mark.parametrize("before", range(16))
def test_a_written_character_stays_whole(cluster: str, before: int) -> None:
    text = "x" * before + cluster * 12
    for piece in split(text, 16):
        assert piece.replace("x", "") == cluster * (len(piece.replace("x", "")) // len(cluster))


def test_a_tower_of_marks_is_cut_rather_than_kept_for_ever() -> None:
    assert "".join(split("a" + "\u0301" * 9000)) == "a" + "\u0301" * 9000
