"""Says in which language a message should be answered: by script first, then by the words that carry the grammar.

It names the language of the whole message, not of its parts; it refuses to guess at messages without letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from language.latin import OURS, Vote, small_words, vote, words
from language.normalize import normalize

# A message longer than this is judged by its beginning.
LONGEST = 2000

_SCRIPTS = (
    (0x0370, 0x03FF, "el"), (0x0400, 0x052F, "ru"), (0x0530, 0x058F, "hy"), (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "ar"), (0x0750, 0x077F, "ar"), (0x0780, 0x07BF, "dv"), (0x08A0, 0x08FF, "ar"),
    (0x0900, 0x097F, "hi"), (0x0980, 0x09FF, "bn"), (0x0A00, 0x0A7F, "pa"), (0x0A80, 0x0AFF, "gu"),
    (0x0B00, 0x0B7F, "or"), (0x0B80, 0x0BFF, "ta"), (0x0C00, 0x0C7F, "te"), (0x0C80, 0x0CFF, "kn"),
    (0x0D00, 0x0D7F, "ml"), (0x0D80, 0x0DFF, "si"), (0x0E00, 0x0E7F, "th"), (0x0E80, 0x0EFF, "lo"),
    (0x0F00, 0x0FFF, "bo"), (0x1000, 0x109F, "my"), (0x10A0, 0x10FF, "ka"), (0x1100, 0x11FF, "ko"),
    (0x1200, 0x139F, "am"), (0x1780, 0x17FF, "km"), (0x1800, 0x18AF, "mn"), (0x19E0, 0x19FF, "km"),
    (0x2E80, 0x2FDF, "zh"), (0x3040, 0x30FF, "ja"), (0x3100, 0x312F, "zh"), (0x3130, 0x318F, "ko"),
    (0x31F0, 0x31FF, "ja"), (0x3400, 0x9FFF, "zh"), (0xA9E0, 0xA9FF, "my"), (0xAA60, 0xAA7F, "my"),
    (0xAC00, 0xD7AF, "ko"), (0xF900, 0xFAFF, "zh"), (0xFB50, 0xFDFF, "ar"), (0xFE70, 0xFEFF, "ar"),
    (0xFF66, 0xFF9D, "ja"), (0x20000, 0x3134F, "zh"),
)  # fmt: skip
# Letters or words by which a script's second language shows itself.
_SIGNS = {
    "ar": (("ur", "ٹڈڑےںہھ"), ("fa", "پچژگک")),
    "ru": (("uk", "іїєґ"), ("kk", "әғқңөұүһ")),
}
_NEPALI = re.compile("छ|हुन्|लाई|मलाई|गर्नु|गर्न|भयो|मेरो|नेपाल|पाएको|हजुर|कसरी|दिनु|साहु|भएन|तपाई|राम्रो|सहयोग")
_HINDI = re.compile("है|हैं|मैं|मुझे|नहीं|क्या|का |की |के |मेरा|मेरी|कैसे|आप|हूँ|हूं|धन्यवाद|पैसा नहीं")
_NOT_SPEECH = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+|(?<!\w)[@/#]\w+|\b[\w-]*\d[\w-]*\b", re.ASCII)
_QUOTED = re.compile('["“”«][^"“”«»]{2,}["”»]')

# How much one letter weighs against one Latin word; a Khmer or Thai word has about three or four base letters.
_LETTER = {"km": 0.55, "th": 0.35}
_SMALL_WORD = 2.0
_LOAN_WORD = 0.4
# A Khmer or Thai particle at the very end carries the sentence, whatever foreign words stand before it.
_LAST_WORD = 2.5
_OTHER_LETTER = 0.5


@dataclass(frozen=True)
class Guess:
    """`code`: km, th, en, km-Latn, th-Latn, other or und; `guess`: ISO 639-1 code ("und" without letters).

    `confidence` runs from 0 to 1.
    """

    code: str
    guess: str
    confidence: float


def identify(text: str) -> Guess:
    """The language a person would answer `text` in. Any string is allowed; the same text gets the same answer."""
    text = normalize(text[: 2 * LONGEST]).text[:LONGEST]
    plain = _NOT_SPEECH.sub(" ", text)
    outside = _QUOTED.sub(" ", plain)
    if sum(map(str.isalpha, outside)) >= 6:
        plain = outside
    strengths, latin = _strengths(plain)
    if not strengths:
        return Guess("und", "und", 1.0)
    best = max(strengths, key=lambda name: strengths[name])
    share = strengths[best] / sum(strengths.values())
    if best == "latin" and latin is not None:
        code = latin.language if latin.language in OURS else "other"
        return Guess(code, latin.language[:2], round(share * latin.confidence, 3))
    code = best if best in ("km", "th") else "other"
    return Guess(code, best, round(share, 3))


def _strengths(plain: str) -> tuple[dict[str, float], Vote | None]:
    """How strongly each script speaks, and what its Latin words are."""
    letters = Counter(_script(char) for char in plain if unicodedata.category(char)[0] == "L")
    letters.pop("", None)
    latin = vote(plain) if letters.pop("latin", 0) else None
    strengths = {script: _OTHER_LETTER * number for script, number in letters.items() if script not in _LETTER}
    for script, weight in _LETTER.items():
        if letters[script]:
            small = sum(plain.count(word) for word in small_words(script))
            last = plain.rstrip(" .!?,)ๆៗ។").endswith(tuple(small_words(script)))
            strengths[script] = weight * letters[script] + _SMALL_WORD * small + _LAST_WORD * last
    if latin:
        weights = (_LOAN_WORD if word in small_words("loans") else 1.0 for word in words(plain))
        strengths["latin"] = sum(weights) + _SMALL_WORD * latin.small_words
    return _second_languages(strengths, plain), latin


def _second_languages(strengths: dict[str, float], plain: str) -> dict[str, float]:
    """Tell apart the languages that share a script."""
    renamed = dict(strengths)
    if "ja" in renamed:
        renamed["ja"] += renamed.pop("zh", 0)
    for script, signs in _SIGNS.items():
        for language, own in signs:
            if script in renamed and any(letter in own for letter in plain):
                renamed[language] = renamed.pop(script)
    if "hi" in renamed and len(_NEPALI.findall(plain)) > len(_HINDI.findall(plain)):
        renamed["ne"] = renamed.pop("hi")
    return renamed


def _script(char: str) -> str:
    point = ord(char)
    if point < 0x0250 or 0x1E00 <= point <= 0x1EFF:
        return "latin"
    if 0xFF21 <= point <= 0xFF5A:
        return "latin"
    for first, last, script in _SCRIPTS:
        if first <= point <= last:
            return script
    return ""
