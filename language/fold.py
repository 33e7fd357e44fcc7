"""Reduces text to a key in which the usual spellings of a phrase look alike, for comparing and for nothing else.

Three keys: for Khmer and Thai script, for English, for Khmer or Thai in Latin letters. It keeps no offsets and
refuses to be shown to anybody.
"""

from __future__ import annotations

import re
import unicodedata

from language.normalize import normalize

# Signs that phones swallow, letters that sound alike, and vowels whose length people mix up. Not folded, although
# they sound alike: Thai ฆ and ค, because ฆ่า (kill) must not become ค่า (fee).
_NATIVE = str.maketrans(
    {
        **dict.fromkeys("\u17c8\u17c9\u17ca\u17cb\u17cc\u17cd\u17ce\u17cf\u17d0\u17dd\u17d7"),
        **dict.fromkeys("\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e3a\u0e46"),
        "ី": "ិ", "ឹ": "ិ", "ឺ": "ិ", "ូ": "ុ", "ឡ": "ល", "ណ": "ន", "ឥ": "អ", "ឌ": "ដ",
        "ี": "ิ", "ื": "ึ", "ู": "ุ", "ใ": "ไ", "ณ": "น", "ศ": "ส", "ษ": "ส", "ญ": "ย", "ฎ": "ด", "ฏ": "ต",
    }
)  # fmt: skip
_NATIVE_WORDS = (
    (re.compile("្ដ"), "្ត"),
    (re.compile("[ឲឱ]្?យ|អុយ|អោយ"), "អោយ"),
    (re.compile("ខ្?ញ[ុ]?[ំម](?![ា-ៅ])|(?<!្)ញុ[ំម]|អញ(?!្)"), "ខ្ញុំ"),
    (re.compile("វ៉ៃ|វ៉ាយ|វៃ(?!ឆ្លាត)"), "វាយ"),
    (re.compile("រំល[ោុ]+[ភពបក]"), "រំលោភ"),
    (re.compile("ប៉[ុូ]ល[ីិ](?:ស|ះ|ច|(?=ចាប់))|បូលិស"), "បុលិស"),
)
_ROMAN_SOUNDS = (
    (re.compile(r"oo|ou"), "u"),
    (re.compile(r"ee"), "i"),
    (re.compile(r"ae"), "e"),
    (re.compile(r"(?<=[aeo])y"), "i"),
    (re.compile(r"(?<=[bcdgjkpstw])h"), ""),
    (re.compile(r"nh"), "n"),
    (re.compile(r"(?<=[aeiou])[hr](?![aeiou])"), ""),
)
_ROMAN_LETTERS = str.maketrans({"v": "w", "j": "c", "g": "k"})
_REPEATED = re.compile(r"([^\W\d_])\1+")
_NOT_WORD = re.compile(r"[^\w]+|_")


def native_key(text: str) -> str:
    """Key for Khmer and Thai script: no spaces, no punctuation, no tone marks; everything else lower case."""
    key = text.casefold()
    for pattern, spelling in _NATIVE_WORDS:
        key = pattern.sub(spelling, key)
    key = "".join(char for char in key.translate(_NATIVE) if unicodedata.category(char)[0] in "LMN")
    # Three of a kind are one, drawn out; two may be the end of one word and the beginning of the next.
    return re.sub(r"([^\d])\1\1", r"\1", key)


def latin_key(text: str) -> str:
    """Key for English: plain lower-case words between single spaces, doubled letters single, apostrophes gone."""
    plain = "".join(char for char in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(char))
    plain = re.sub(r"['’`´]", "", plain)
    words = _NOT_WORD.sub(" ", plain)
    return f" {_REPEATED.sub(chr(92) + '1', words).strip()} "


def roman_key(text: str) -> str:
    """Key for romanised Khmer and Thai: `latin_key` with the many ways to spell one sound made one."""
    plain = "".join(char for char in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(char))
    for pattern, letters in _ROMAN_SOUNDS:
        plain = pattern.sub(letters, plain)
    return latin_key(plain.translate(_ROMAN_LETTERS))


KEYS = {"km": native_key, "th": native_key, "en": latin_key, "km-Latn": roman_key, "th-Latn": roman_key}


def fold(text: str, language: str) -> str:
    """The key of `text` for phrases of `language` (km, th, en, km-Latn, th-Latn)."""
    return KEYS[language](normalize(text).text)
