"""Brings a worker's message into one spelling of its characters, and remembers where each came from.

It repairs how a text is encoded (order of marks, invisible characters, digits, spaces); it refuses to correct
spelling, to translate, or to fail: any string a phone can send has a normal form.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

MOST_REPEATS = 3

# Invisible although Unicode does not class them as controls: fillers, joiners, variation selectors, and the two
# Khmer inherent vowels, which old keyboards left in texts.
_INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0" + "".join(map(chr, range(0xFE00, 0xFE10)))
)
_DIGITS = {chr(zero + digit): str(digit) for zero in (0x17E0, 0x0E50) for digit in range(10)}

# Starters that can still compose with the letter before them: a composition must not be cut in front of these.
_TRAILING = (
    frozenset(
        map(
            chr,
            (0x09BE, 0x09D7, 0x0B3E, 0x0B56, 0x0B57, 0x0BBE, 0x0BD7, 0x0CC2, 0x0CD5, 0x0CD6, 0x0D3E, 0x0D57),
        )
    )
    | frozenset(
        map(
            chr,
            (0x0DCF, 0x0DDF, 0x102E, 0x1B35, 0x1133E, 0x11357, 0x114B0, 0x114BA, 0x114BD, 0x115AF, 0x11930),
        )
    )
    | frozenset(map(chr, (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))))
)

_COENG = "\u17d2"
_ROBAT = "\u17cc"
_SHIFTERS = "\u17c9\u17ca"
_KHMER_VOWELS = frozenset(map(chr, range(0x17B6, 0x17C6)))
_KHMER_MARKS = _KHMER_VOWELS | frozenset(map(chr, (*range(0x17C6, 0x17D4), 0x17DD)))
_KHMER_LETTERS = frozenset(map(chr, range(0x1780, 0x17B4)))
_KHMER_TWO_PARTS = {"\u17c1\u17b6": "\u17c4", "\u17c1\u17b8": "\u17be"}  # េ+ា is ោ, េ+ី is ើ

_SARA_AA, _NIKHAHIT, _SARA_AM, _SARA_E, _SARA_AE = "\u0e32", "\u0e4d", "\u0e33", "\u0e40", "\u0e41"
_THAI_RANK = {"\u0e3a": 0, "\u0e38": 1, "\u0e39": 1, "\u0e4c": 4, "\u0e4e": 4, _NIKHAHIT: 5}
_THAI_RANK.update(dict.fromkeys("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47", 2))
_THAI_RANK.update(dict.fromkeys("\u0e48\u0e49\u0e4a\u0e4b", 3))


class _Char(NamedTuple):
    """One character on its way, with the slice of the raw text it stands for."""

    char: str
    start: int
    end: int


@dataclass(frozen=True)
class Normalized:
    """A normalised text and its way back to the raw one."""

    text: str
    _starts: tuple[int, ...] = field(repr=False)
    _ends: tuple[int, ...] = field(repr=False)
    _raw_length: int = field(repr=False)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the raw text that `text[start:end]` came from (end exclusive, both in characters).

        Offsets outside the text are cut to it; an empty span gives an empty span. Where marks were put into
        another order the answer covers all of them, so it may be a little wider than asked, never narrower.
        """
        start = min(max(start, 0), len(self.text))
        end = min(max(end, start), len(self.text))
        if start == end:
            at = self._starts[start] if start < len(self.text) else self._raw_length
            return at, at
        return min(self._starts[start:end]), max(self._ends[start:end])


def normalize(text: str) -> Normalized:
    """Give the normal form of `text` (any string, lone surrogates included); never raises, linear in its length."""
    chars = _compose(_visible(text))
    chars = list(_thai(list(_khmer(chars))))
    chars = list(_shorten(_fold_spaces(chars)))
    return Normalized(
        text="".join(char.char for char in chars),
        _starts=tuple(char.start for char in chars),
        _ends=tuple(char.end for char in chars),
        _raw_length=len(text),
    )


def _visible(text: str) -> list[_Char]:
    """Drop what nobody sees, turn every kind of white space into a space and local digits into 0-9."""
    kept = []
    for at, char in enumerate(text):
        if char.isspace():
            kept.append(_Char(" ", at, at + 1))
        elif char not in _INVISIBLE and unicodedata.category(char) not in ("Cf", "Cc", "Cs"):
            kept.append(_Char(_DIGITS.get(char, char), at, at + 1))
    return kept


def _compose(chars: list[_Char]) -> list[_Char]:
    """NFC, piece by piece, so that a composed letter still knows all the raw characters it was made of."""
    if unicodedata.is_normalized("NFC", "".join(char.char for char in chars)):
        return chars
    composed: list[_Char] = []
    piece: list[_Char] = []
    for char in chars:
        if piece and not unicodedata.combining(char.char) and char.char not in _TRAILING:
            composed.extend(_compose_piece(piece))
            piece = []
        piece.append(char)
    composed.extend(_compose_piece(piece))
    return composed


def _compose_piece(piece: list[_Char]) -> list[_Char]:
    before = "".join(char.char for char in piece)
    after = unicodedata.normalize("NFC", before)
    if after == before:
        return piece
    start, end = piece[0].start, max(char.end for char in piece)
    return [_Char(char, start, end) for char in after]


def _khmer(chars: list[_Char]) -> Iterator[_Char]:
    """Put the marks of every Khmer syllable into one order: subscripts, shifter, vowel, sign; each once."""
    at = 0
    while at < len(chars):
        if chars[at].char not in _KHMER_LETTERS:
            yield chars[at]
            at += 1
            continue
        yield chars[at]
        end = at + 1
        while end < len(chars) and _continues_khmer(chars, end):
            end += 1
        yield from _order_khmer(chars[at + 1 : end])
        at = end


def _continues_khmer(chars: list[_Char], at: int) -> bool:
    after_coeng = chars[at - 1].char == _COENG and chars[at].char in _KHMER_LETTERS
    return after_coeng or chars[at].char in _KHMER_MARKS


def _order_khmer(marks: list[_Char]) -> list[_Char]:
    """Order, join and thin out the marks behind one Khmer letter."""
    if len(marks) < 2 and not (marks and marks[0].char == _COENG):
        return marks
    subscripts: dict[str, tuple[_Char, _Char]] = {}
    rest: dict[str, _Char] = {}
    for before, mark in zip([None, *marks[:-1]], marks, strict=True):
        if mark.char in _KHMER_LETTERS and before is not None:
            subscripts.setdefault(mark.char, (before, mark))
        elif mark.char != _COENG:
            rest.setdefault(mark.char, mark)
    ordered = [mark for pair in sorted(subscripts.values(), key=lambda pair: pair[1].char == "រ") for mark in pair]
    return ordered + _join_vowels(sorted(rest.values(), key=_khmer_rank))


def _khmer_rank(mark: _Char) -> int:
    if mark.char == _ROBAT:
        return 0
    if mark.char in _SHIFTERS:
        return 1
    return 2 if mark.char in _KHMER_VOWELS else 3


def _join_vowels(marks: list[_Char]) -> list[_Char]:
    by_char = {mark.char: mark for mark in marks}
    for parts, whole in _KHMER_TWO_PARTS.items():
        first, second = by_char.get(parts[0]), by_char.get(parts[1])
        if first and second:
            start, end = min(first.start, second.start), max(first.end, second.end)
            joined = _Char(whole, start, end)
            kept = [joined if mark is first else mark for mark in marks if mark is not second]
            return [mark for mark in kept if mark is joined or mark.char != whole]
    return marks


def _thai(chars: list[_Char]) -> Iterator[_Char]:
    """Put Thai marks into one order, each once, and write SARA AM and SARA AE as one letter."""
    at = 0
    while at < len(chars):
        char = chars[at]
        if char.char == _SARA_E and at + 1 < len(chars) and chars[at + 1].char == _SARA_E:
            end = at + 2
            yield _Char(_SARA_AE, char.start, chars[at + 1].end)
        elif char.char in _THAI_RANK or char.char == _SARA_AM:
            end = at
            while end < len(chars) and (chars[end].char in _THAI_RANK or chars[end].char == _SARA_AM):
                end += 1
            if end < len(chars) and chars[end].char == _SARA_AA and _has_nikhahit(chars, at, end):
                end += 1
            yield from _order_thai(chars[at:end])
        else:
            end = at + 1
            yield char
        at = end


def _has_nikhahit(chars: list[_Char], start: int, end: int) -> bool:
    return any(char.char == _NIKHAHIT for char in chars[start:end])


def _order_thai(marks: list[_Char]) -> list[_Char]:
    once: dict[str, _Char] = {}
    for mark in marks:
        once.setdefault(mark.char, mark)
    nikhahit, long_a = once.get(_NIKHAHIT), once.pop(_SARA_AA, None)
    am = once.pop(_SARA_AM, None)
    if am is None and nikhahit and long_a:
        am = _Char(_SARA_AM, min(nikhahit.start, long_a.start), max(nikhahit.end, long_a.end))
    if am is not None:
        once.pop(_NIKHAHIT, None)
    ordered = sorted(once.values(), key=lambda mark: _THAI_RANK[mark.char])
    return [*ordered, am] if am is not None else ordered


def _fold_spaces(chars: list[_Char]) -> list[_Char]:
    """One space between words, none at the ends."""
    folded: list[_Char] = []
    for is_space, run in groupby(chars, key=lambda char: char.char == " "):
        members = list(run)
        if is_space:
            members = [_Char(" ", members[0].start, members[-1].end)]
        folded.extend(members)
    start = 1 if folded and folded[0].char == " " else 0
    end = len(folded) - 1 if len(folded) > start and folded[-1].char == " " else len(folded)
    return folded[start:end]


def _shorten(chars: list[_Char]) -> Iterator[_Char]:
    """Cut "helpppppp" to "helppp"; digits stay, because 100000 baht is not 1000."""
    for key, run in groupby(chars, key=lambda char: char.char):
        members = list(run)
        if len(members) > MOST_REPEATS and not key.isdigit():
            last = members[MOST_REPEATS - 1]
            members[MOST_REPEATS - 1 :] = [last._replace(end=members[-1].end)]
        yield from members
