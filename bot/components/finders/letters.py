"""Two views of a text for looking words up in it, each of which knows where its letters came from.

Khmer and Thai: one stream of letters without spaces and without the signs that phones swallow. Latin: words, spelt
by sound. It refuses to look anything up itself.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import List

BARRIER = "|"

# Signs that are dropped, and letters or vowels that people mix up, in Khmer and in Thai.
DROPPED = (
    "\u17c8\u17c9\u17ca\u17cb\u17cc\u17cd\u17ce\u17cf\u17d0\u17dd\u17d7\u200b"
    + "\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e3a\u0e46"
)
_ALIKE = {
    "ី": "ិ", "ឹ": "ិ", "ឺ": "ិ", "ូ": "ុ", "ួ": "ុ", "ឡ": "ល", "ណ": "ន", "ឌ": "ដ", "ឥ": "អ", "ែ": "េ",
    "ี": "ิ", "ื": "ึ", "ู": "ุ", "ใ": "ไ", "ณ": "น", "ศ": "ส", "ษ": "ส", "ญ": "ย", "ฎ": "ด", "ฏ": "ต",
}  # fmt: skip
# Letters by how they sound, roughly.
_SOUNDS = {
    letter: sound
    for sound, letters in {
        "k": "កខគឃกขคฆ", "N": "ងง", "c": "ចឆជឈจฉชฌ", "Y": "ញយยญ", "t": "ដឋឌឍតថទធดตถทธฐฏฎฑฒ", "n": "ណននណ",
        "p": "បផពភบปผพภ", "m": "មม", "r": "រร", "l": "លឡลฬ", "w": "វว", "s": "សสศษซ", "h": "ហหฮ", "f": "ฝฟ",
        "a": "ាៅាาะั", "i": "ិីឹឺៀិีึื", "u": "ុូួុู", "e": "េែើឿៃៃเแไใ", "o": "ោៅโ", "M": "ំำ",
    }.items()
    for letter in letters
}  # fmt: skip
_LATIN_SOUNDS = (
    (re.compile(r"oo|ou|ow$"), "u"),
    (re.compile(r"ee|ie|ea"), "i"),
    (re.compile(r"ae|ai|ay|ei|ey"), "e"),
    (re.compile(r"ck"), "k"),
    (re.compile(r"(?<=[bcdgjkpst])h"), ""),
    (re.compile(r"(?<=[aeiou])[hr](?![aeiou])"), ""),
)
_LATIN_LETTERS = str.maketrans({"v": "w", "j": "c", "g": "k", "y": "i", "z": "s", "q": "k", "b": "p", "d": "t"})
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-z]+)?")
_REPEATED = re.compile(r"(.)\1+")


def is_native(char: str) -> bool:
    """Whether `char` belongs to the Khmer or the Thai script (digits and currency signs don't)."""
    return "\u1780" <= char <= "\u17d3" or char in "\u17d7\u17dd" or ("\u0e01" <= char <= "\u0e4e" and char != "\u0e3f")


@dataclass(frozen=True)
class Stream:
    """Khmer and Thai letters of a text; `places[i]` is where letter i stands. A barrier stands for anything else."""

    letters: str
    places: List[int]

    def whole(self, text: str, start: int, end: int) -> bool:
        """Whether letters[start:end] begins and ends between two written syllables of `text`."""
        first, after = self.places[start], self.places[end - 1] + 1
        while after < len(text) and text[after] in DROPPED:
            after += 1
        begins = first == 0 or text[first - 1] != "\u17d2"
        ends = after >= len(text) or not _continues(text[after])
        return begins and ends and self.letters[end - 1] not in "\u17d2เแโใไ"


def _continues(char: str) -> bool:
    """Whether `char` belongs to the syllable before it: a mark, or a Thai vowel that is written behind."""
    return unicodedata.category(char).startswith("M") or char in "ะาำๅ"


def native_stream(text: str) -> Stream:
    """The letters of `text` that belong to the Khmer and Thai scripts, alike ones made one."""
    letters, places = [], []
    for place, char in enumerate(text):
        if char in DROPPED or char in " -.":
            continue
        if is_native(char):
            letters.append(_ALIKE.get(char, char))
            places.append(place)
        elif letters and letters[-1] != BARRIER:
            letters.append(BARRIER)
            places.append(place)
    return Stream("".join(letters), places)


def heard(letters: str) -> str:
    """How a stream sounds, roughly: consonants by their sound, vowels in five kinds, doublings single."""
    return _REPEATED.sub(r"\1", "".join(_SOUNDS.get(char, "") for char in letters))


@dataclass(frozen=True)
class Word:
    """One word in Latin letters: `text[start:end]` in lower case without accents; did it begin with a capital?"""

    plain: str
    start: int
    end: int
    capital: bool


def latin_words(text: str) -> List[Word]:
    """The words of `text` in Latin letters."""
    return [
        Word(plain(match.group()), match.start(), match.end(), match.group()[0].isupper())
        for match in _LATIN_WORD.finditer(text)
    ]


def plain(text: str) -> str:
    """`text` in lower case, letters only, without accents."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(char for char in parts if "a" <= char <= "z")


def sound(word: str) -> str:
    """How a Khmer or Thai word in Latin letters sounds: the many ways to spell one sound made one."""
    for pattern, letter in _LATIN_SOUNDS:
        word = pattern.sub(letter, word)
    return _REPEATED.sub(r"\1", word.translate(_LATIN_LETTERS))
