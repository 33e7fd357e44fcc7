"""Normalising: tables of what phones really send, and properties that must hold for any string at all."""

import random
import unicodedata

import pytest

from language import normalize

TABLE = [
    pytest.param("ខុ្ញំ", "ខ្ញុំ", id="khmer vowel typed before the subscript"),
    pytest.param("ខ្ញំុ", "ខ្ញុំ", id="khmer sign typed before the vowel"),
    pytest.param("ស្រ្តី", "ស្ត្រី", id="khmer subscript ro goes last"),
    pytest.param("កេា", "កោ", id="khmer two-part vowel o"),
    pytest.param("កេី", "កើ", id="khmer two-part vowel oe"),
    pytest.param("ណាស់់់", "ណាស់", id="khmer doubled bantoc"),
    pytest.param("ក្្ក", "ក្ក", id="khmer doubled subscript sign"),
    pytest.param("ក្", "ក", id="khmer subscript sign with nothing under it"),
    pytest.param("ខ្ញុំ\u200bចង់\u200b", "ខ្ញុំចង់", id="zero-width spaces"),
    pytest.param("៣០០ បាត", "300 បាត", id="khmer digits"),
    pytest.param("๓๐๐ บาท", "300 บาท", id="thai digits"),
    pytest.param("นํ้า", "น้ำ", id="thai sara am in two pieces around a tone"),
    pytest.param("นำ้", "น้ำ", id="thai tone typed after sara am"),
    pytest.param("ทํางาน", "ทำงาน", id="thai sara am in two pieces"),
    pytest.param("เเม่", "แม่", id="thai double sara e"),
    pytest.param("ท่ี", "ที่", id="thai tone typed before the vowel"),
    pytest.param("ช่่วย", "ช่วย", id="thai doubled tone"),
    pytest.param("e\u0301te\u0301", "été", id="composition"),
    pytest.param("helppppppp", "helppp", id="repeated letters"),
    pytest.param("100000 baht", "100000 baht", id="digits are not cut"),
    pytest.param("  a \n\t b\u00a0 ", "a b", id="white space"),
    pytest.param("a\u202eb\u00adc\ufe0f\x07d", "abcd", id="invisible controls"),
    pytest.param("x\ud800y\udfff", "xy", id="lone surrogates"),
    pytest.param("", "", id="nothing"),
    pytest.param(" \u200b ", "", id="only invisible"),
]

LETTERS = (
    [chr(point) for point in range(0x1780, 0x17DE)] * 2
    + [chr(point) for point in range(0x0E01, 0x0E5C)] * 2
    + list("abbb  \n1\u0301\u0338\u200b\u00ad\ufe0f\ud800\U0001f600<=\u0645\u0e4d\u0e32\u17d2\u17d2")
    + [chr(point) for point in range(0x1100, 0x1200, 7)]
)


def _any_texts(number: int, longest: int) -> list[str]:
    dice = random.Random(20)
    return ["".join(dice.choices(LETTERS, k=dice.randint(0, longest))) for _ in range(number)]


@pytest.mark.parametrize(("raw", "expected"), TABLE)
def test_repairs(raw: str, expected: str) -> None:
    assert normalize(raw).text == expected


def test_any_text_has_a_stable_visible_form() -> None:
    for raw in _any_texts(4000, 14):
        text = normalize(raw).text
        assert normalize(text).text == text, ascii(raw)
        assert unicodedata.is_normalized("NFC", text), ascii(raw)
        assert text == text.strip()
        assert "  " not in text
        assert not any(unicodedata.category(char) in ("Cf", "Cc", "Cs") for char in text), ascii(raw)


def test_every_span_leads_back_into_the_raw_text() -> None:
    for raw in _any_texts(600, 12):
        result = normalize(raw)
        for start in range(len(result.text) + 1):
            for end in range(start, len(result.text) + 1):
                raw_start, raw_end = result.raw_span(start, end)
                assert 0 <= raw_start <= raw_end <= len(raw), ascii(raw)
                assert (start == end) == (raw_start == raw_end), ascii(raw)


def test_a_longer_span_never_covers_less() -> None:
    for raw in _any_texts(600, 12):
        result = normalize(raw)
        for end in range(1, len(result.text)):
            inner, outer = result.raw_span(0, end), result.raw_span(0, end + 1)
            assert outer[0] <= inner[0], ascii(raw)
            assert inner[1] <= outer[1], ascii(raw)


@pytest.mark.parametrize(
    ("raw", "word", "expected"),
    [
        ("ខ្ញុំ\u200b នៅ  ប៉ូលីស\u200bចាប់", "ប៉ូលីស", "ប៉ូលីស"),
        ("ធ្វើកា  ៣០០ បាត", "300", "៣០០"),
        ("passporttttttt  bat", "passporttt", "passporttttttt"),
        ("กินนํ้าแล้ว", "น้ำ", "นํ้า"),
        ("\u202ecafe\u0301 ok", "café", "cafe\u0301"),
    ],
)
def test_the_raw_span_of_a_word_is_the_word_as_typed(raw: str, word: str, expected: str) -> None:
    result = normalize(raw)
    start = result.text.index(word)
    raw_start, raw_end = result.raw_span(start, start + len(word))
    assert raw[raw_start:raw_end] == expected


def test_offsets_outside_the_text_are_cut_to_it() -> None:
    result = normalize(" ab ")
    assert result.raw_span(-5, 99) == (1, 3)
    assert result.raw_span(2, 9) == (4, 4)
    assert normalize("").raw_span(0, 3) == (0, 0)


@pytest.mark.parametrize("piece", ["ខ្ញុំ", "\u17c1", "\u0e4d\u0e32", "a", "\u0301", "\u0e48", "\ud800", "\u17d2ក"])
def test_a_hundred_thousand_characters_pass(piece: str) -> None:
    raw = (piece * 100_000)[:100_000]
    result = normalize(raw)
    assert len(result.text) <= len(raw)
    assert result.raw_span(0, len(result.text))[1] <= len(raw)
