"""Finds words of a closed list: the papers a worker speaks of, and the trade or workplace.

The lists are data (nlu_data/lookups); here is only what tells a thing from what merely looks like it.
"""

from __future__ import annotations

import re
from typing import Dict, Iterable, List

from bot.components.finders.found import Found, best
from bot.components.finders.lexicon import Entry, Hit, Lexicon

# A phone number, or phoning somebody, is not the thing; "re-entry permit" is no work permit; 6 เล่ม counts books.
_BEHIND_PHONE = re.compile(
    r"\s*(?:no(?![A-Za-z])|number|num(?![A-Za-z])|call|me(?![A-Za-z])|him|her|them|you"
    r"|us(?![A-Za-z])|ហា|មក|ទៅ|หา|ไป|มา|เบอร์)",
    re.I,
)
_BEFORE_PHONE = re.compile(
    r"(?:លេខ|លេខសំ|ចុច|តេ|តាម|เบอร์|หมายเลข|เลข|ทาง|by|via|over the|on the|your|hotline|i will"
    r"|i|can|please|lek|ber)\s*$",
    re.I,
)
_BEFORE_PERMIT = re.compile(r"(?:re-?\s?entry|residence|stay|building|exit|travel)\s*$", re.I)
_BEFORE_BOOK = re.compile(r"(?:\d|กี่|หลาย|ทุก|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ละ)\s*$")

_BEHIND_BOOK = re.compile(r"\s*(?:เก่า|ใหม่|ของ|สีเขียว|เขียว)?\s*(?:td(?![A-Za-z])|ci(?![A-Za-z])|ทีดี|ซีไอ)", re.I)


class ThingFinder:
    """Finds the words of one list as entities of one kind."""

    def __init__(self, entity: str, words: Dict[str, List[str]]) -> None:
        """`words`: for each value of the closed list, its spellings."""
        self._entity = entity
        self._lexicon = Lexicon(Entry(spelling, value) for value, spellings in words.items() for spelling in spellings)

    def find(self, text: str) -> Iterable[Found]:
        """All words of the list in `text` (in normal form)."""
        hits = [hit for hit in self._lexicon.find(text) if not _is_something_else(hit, text)]
        exact = [hit for hit in hits if hit.kind == "same"]
        rest = [hit for hit in hits if not any(hit.start < one.end and one.start < hit.end for one in exact)]
        return best(Found(self._entity, hit.start, hit.end, hit.value) for hit in [*exact, *rest])


class TradeFinder(ThingFinder):
    """Finds the trade or workplace; a trade that is named in several words ("cook in a restaurant") counts once."""

    def find(self, text: str) -> Iterable[Found]:
        """The last word of `text` (in normal form) for each trade."""
        return {found.value: found for found in super().find(text)}.values()


def _is_something_else(hit: Hit, text: str) -> bool:
    before = text[max(0, hit.start - 14) : hit.start]
    if hit.value == "phone":
        return bool(_BEHIND_PHONE.match(text, hit.end) or _BEFORE_PHONE.search(before))
    if hit.value == "work_permit":
        return bool(_BEFORE_PERMIT.search(before))
    if text[hit.start : hit.end] in ("เล่ม", "เล้ม"):
        return bool(_BEFORE_BOOK.search(before) or _BEHIND_BOOK.match(text, hit.end))
    return False
