"""Tells which language a text in Latin letters is in: English, romanised Khmer or Thai, or another one.

Every word votes by its letter groups and by lists of small words; no single word can outvote the rest. It refuses
scripts other than Latin, and it asks `langdetect` only about languages that are none of ours.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
OURS = ("en", "km-Latn", "th-Latn")

# How far one word may put one language above another, and what a small word of grammar adds.
MOST_PER_WORD = 6.0
SMALL_WORD = 2.5
LOAN_WORD = 0.15
# A polite particle at the very end ("yes krub", "hello bong") tells who is speaking.
LAST_WORD = 3.0
LONGEST_WORDS = 60

_WORD = re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff]+(?:['’][a-z]+)?")
_VIETNAMESE = re.compile("[ăđơư\u1ea0-\u1ef9]")
_FOREIGN_MARKS = re.compile("[à-öø-ÿāčďěęğıłńňőřśšťůűźżșț]")


@dataclass(frozen=True)
class Vote:
    """The winning language (`code` of ours, or an ISO code) with its share of the certainty, 0 to 1."""

    language: str
    confidence: float
    small_words: int


def words(text: str) -> list[str]:
    """The words of `text` in Latin letters, lower case."""
    return _WORD.findall(text.casefold())


def grams(word: str) -> list[str]:
    """The letter groups of a word: one to four letters, with its borders, and the whole word."""
    bordered = f"_{word}_"
    found = [bordered[at : at + size] for size in (2, 3, 4) for at in range(len(bordered) - size + 1)]
    return [*found, f"={word}"]


def vote(text: str) -> Vote | None:
    """The language of the Latin words in `text` (already normalised), or None when there are none."""
    spoken = words(text)[:LONGEST_WORDS]
    if not spoken:
        return None
    if len(_VIETNAMESE.findall(text.casefold())) * 8 >= len(spoken):
        return Vote("vi", 0.99, 0)
    totals = _totals(spoken)
    best = max(totals, key=lambda language: totals[language])
    share = _share(totals, best)
    if best not in OURS or (best == "en" and share < 0.95 and _strange(spoken)):
        best, share = _ask_langdetect(text, best, share, len(spoken))
    return Vote(best, share, sum(word in small_words(best) for word in spoken))


def _totals(spoken: list[str]) -> dict[str, float]:
    totals = dict.fromkeys(_profiles()[0], 0.0)
    loans = small_words("loans")
    only_loans = all(word in loans for word in spoken)
    for word in spoken:
        weight = LOAN_WORD if word in loans and not only_loans else 1.0
        for language, score in _word_scores(word).items():
            totals[language] += weight * score
    for language in OURS:
        totals[language] += LAST_WORD * (spoken[-1] in small_words(f"{language}-last"))
    if only_loans or all(word in small_words("en-alone") or word in loans for word in spoken):
        totals["en"] += MOST_PER_WORD * len(spoken)
    return totals


def _word_scores(word: str) -> dict[str, float]:
    """Per language 0 for the likeliest, down to minus `MOST_PER_WORD`."""
    languages, table = _profiles()
    plain = re.sub(r"(.)\1{2,}", r"\1", word)
    scores = [0.0] * len(languages)
    found = grams(plain)
    for gram in found:
        row = table.get(gram, ())
        boost = 2.0 if gram[0] == "=" else 1.0
        for number, weight in zip(row[::2], row[1::2], strict=True):
            scores[number] += boost * weight
    by_language = {
        language: score / 10 / math.sqrt(len(found)) for language, score in zip(languages, scores, strict=True)
    }
    for language in OURS:
        by_language[language] += SMALL_WORD * (plain in small_words(language))
    if _FOREIGN_MARKS.search(plain):
        for language in OURS:
            by_language[language] -= MOST_PER_WORD
    best = max(by_language.values())
    return {language: max(score - best, -MOST_PER_WORD) for language, score in by_language.items()}


def _share(totals: dict[str, float], best: str) -> float:
    return 1 / sum(math.exp(min(score - totals[best], 0)) for score in totals.values())


def _strange(spoken: list[str]) -> bool:
    """Whether hardly a word is English, although English came nearest."""
    _, table = _profiles()
    number = _profiles()[0].index("en")
    known = sum(number in table.get(f"={word}", ())[::2] for word in spoken)
    return len(spoken) >= 4 and known < len(spoken) / 3 and not any(word in small_words("en") for word in spoken)


def _ask_langdetect(text: str, best: str, share: float, count: int) -> tuple[str, float]:
    """A second opinion for longer texts in other languages; `langdetect` is fixed to one seed, so it repeats itself."""
    if count < 4 or (best != "en" and share > 0.9):
        return best, share
    from langdetect import DetectorFactory, LangDetectException, detect_langs

    DetectorFactory.seed = 0
    try:
        first = detect_langs(text)[0]
    except LangDetectException:
        return best, share
    if first.prob > 0.95 and first.lang != "en":
        return str(first.lang)[:2], float(first.prob)
    return best, share


@lru_cache(maxsize=1)
def _profiles() -> tuple[list[str], dict[str, list[int]]]:
    data = json.loads((DATA / "profiles.json").read_text(encoding="utf-8"))
    return data["languages"], data["grams"]


@lru_cache(maxsize=None)
def small_words(name: str) -> frozenset[str]:
    """The list `name` (a language, or "loans") of `function_words.json`; empty where there is none."""
    data = json.loads((DATA / "function_words.json").read_text(encoding="utf-8"))
    return frozenset(data.get(name, ()))
