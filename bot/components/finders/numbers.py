"""Reads numbers as people type them: in digits, in words of the three languages, or half and half ("5 พัน", "3k").

It knows nothing of what is counted, and refuses a word that is a number only by accident (ពី "from", สี่ in สี่แยก).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, List, Optional

_KHMER_UNITS = {"សូន្យ": 0, "មួយ": 1, "ពីរ": 2, "បី": 3, "បួន": 4, "ប្រាំមួយ": 6, "ប្រាំពីរ": 7, "ប្រាំបី": 8, "ប្រាំបួន": 9, "ប្រាំ": 5}
_KHMER_TENS = {
    "ដប់": 10, "ម្ភៃ": 20, "ម្ភៃ៍": 20, "មភៃ": 20, "សាមសិប": 30, "សែសិប": 40, "ហាសិប": 50, "ហុកសិប": 60,
    "ចិតសិប": 70, "ប៉ែតសិប": 80, "កៅសិប": 90,
}  # fmt: skip
_KHMER_SIZES = {
    "រយ": 100, "ពាន់": 1000, "ពាន": 1000, "មុឺន": 10_000, "ម៉ឺន": 10_000, "មឺន": 10_000, "សែន": 100_000,
    "លាន": 1_000_000,
}  # fmt: skip
_THAI_UNITS = {
    "ศูนย์": 0, "หนึ่ง": 1, "นึง": 1, "เอ็ด": 1, "ยี่": 2, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5,
    "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9,
}  # fmt: skip
_THAI_SIZES = {"สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
_ENGLISH_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_ENGLISH_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_ENGLISH_SIZES = {
    "hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "thousend": 1000,
    "million": 1_000_000,
}  # fmt: skip
_ROMAN_UNITS = {
    "muoy": 1, "mouy": 1, "mui": 1, "muy": 1, "pir": 2, "pii": 2, "bei": 3, "bey": 3, "boun": 4, "buon": 4,
    "bram": 5, "pram": 5, "nueng": 1, "neung": 1, "nung": 1, "song": 2, "sam": 3, "saam": 3, "haa": 5, "hok": 6,
    "jet": 7, "chet": 7, "paet": 8, "kao": 9, "gao": 9,
}  # fmt: skip
_ROMAN_TENS = {"dop": 10, "dob": 10, "mphey": 20, "mpey": 20, "samsep": 30, "haseb": 50, "hasep": 50}
_ROMAN_SIZES = {
    "sip": 10, "roy": 100, "roi": 100, "rory": 100, "poan": 1000, "pon": 1000, "paan": 1000, "ponn": 1000,
    "phan": 1000, "pan": 1000, "meun": 10_000, "mern": 10_000, "mun": 10_000, "muen": 10_000, "saen": 100_000,
    "sen": 100_000, "lean": 1_000_000, "lan": 1_000_000,
}  # fmt: skip
_SHORT_SIZES = {"k": 1000, "K": 1000, "m": 1_000_000, "M": 1_000_000}

_UNITS: Dict[str, int] = {
    **_KHMER_UNITS, **_KHMER_TENS, **_THAI_UNITS, **_ENGLISH_UNITS, **_ENGLISH_TENS, **_ROMAN_UNITS,
    **_ROMAN_TENS,
}  # fmt: skip
_SIZES: Dict[str, int] = {**_KHMER_SIZES, **_THAI_SIZES, **_ENGLISH_SIZES, **_ROMAN_SIZES}
_WORDS = {**_UNITS, **_SIZES}


def _any_of(words: Dict[str, int]) -> str:
    """A pattern of all `words`, the longest first; those in Latin letters only as whole words."""
    ordered = sorted(words, key=len, reverse=True)
    native = "|".join(re.escape(word) for word in ordered if not word.isascii())
    latin = "|".join(re.escape(word) for word in ordered if word.isascii())
    return rf"(?:{native}|(?<![a-z])(?:{latin})(?![a-z]))"


_DIGITS = r"\d{1,3}(?:[ ,.]\d{3})+(?!\d)|\d+(?:[.,]\d{1,2})?(?!\d)"
_SIZE_BEHIND = rf"\s?(?:[kKM](?![A-Za-z])|{_any_of(_SIZES)})"
_WORD_RUN = rf"{_any_of(_WORDS)}(?:(?:\s|-| and )?{_any_of(_WORDS)})*"
_TAIL = rf"(?:\s?{_any_of(_WORDS)})*"
NUMBER = (
    rf"(?:(?:{_DIGITS})(?:{_SIZE_BEHIND}(?:\s?(?:\d+"
    rf"|{_any_of(_UNITS)})(?:\s?{_any_of(_SIZES)})?)?)?{_TAIL}|{_WORD_RUN})"
)

_PIECE = re.compile(rf"{_DIGITS}|{_any_of(_WORDS)}|[kKmM](?![A-Za-z])", re.IGNORECASE)


@dataclass(frozen=True)
class _Piece:
    value: float
    is_size: bool
    word: bool


def read_number(text: str) -> Optional[float]:
    """The value of a text that matches NUMBER, or None when it is no number after all."""
    pieces = [_piece(match.group()) for match in _PIECE.finditer(text)]
    if not pieces:
        return None
    terms: List[float] = []
    pending: Optional[float] = None
    for piece in pieces:
        if piece.is_size:
            # What is smaller than this size is counted by it: in "one hundred fifty thousand" both words before.
            counted = sum(term for term in terms if term < piece.value) + (pending or 0.0)
            terms = [term for term in terms if term >= piece.value] + [(counted or 1.0) * piece.value]
            pending = None
        elif pending is None:
            pending = piece.value
        elif piece.word and pending >= 10 and piece.value < 10:
            pending += piece.value
        else:
            return None
    return sum(terms) + (pending or 0.0) * _colloquial_size(pieces)


def _colloquial_size(pieces: List[_Piece]) -> float:
    """What a last single digit counts: the next lower size in สองหมื่นห้า (25 000), ones behind a ten or no size."""
    if len(pieces) < 2 or pieces[-1].is_size or not pieces[-2].is_size:
        return 1.0
    return pieces[-2].value / 10 if pieces[-2].value >= 100 and pieces[-1].value < 10 else 1.0


def _piece(text: str) -> _Piece:
    word = text if text in _WORDS else text.lower()
    if word in _SIZES:
        return _Piece(_SIZES[word], True, True)
    if word in _UNITS:
        return _Piece(_UNITS[word], False, True)
    if text in _SHORT_SIZES:
        return _Piece(_SHORT_SIZES[text], True, False)
    return _Piece(_digits(text), False, False)


def _digits(text: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[ ,.]\d{3})+", text):
        return float(re.sub(r"[ ,.]", "", text))
    return float(text.replace(",", "."))


def shown(value: float) -> str:
    """`value` without a needless fraction: 400, 1.5."""
    return str(int(value)) if value == int(value) else f"{value:g}"
