"""Finds provinces of Thailand and Cambodia, and towns known by their own names, however they are spelt.

Names that are ordinary words as well (เลย, ตาก, Nan) and names spelt by ear count only behind a word of place. It
refuses to guess between two places.
"""

from __future__ import annotations

import re
from typing import Any, Dict, Iterable, Iterator, List, Optional

from bot.components.finders.found import Found, best
from bot.components.finders.lexicon import Entry, Hit, Lexicon

# What stands before a place. Behind the first a Khmer name spelt by ear is believed, too; behind the others a name that
# is an ordinary word.
_KHMER_CUE = re.compile(r"(?:ខេត្តក្រុង|ខេត្ត|ខេត|ក្រុង|នៅឯ|នៅ|នូវ|មកពី|ទៅ|ឯ)\s*")
_STRONG_CUE = re.compile(r"(?:ខេត្ត|ខេត|ក្រុង|មកពី|នៅឯ|នៅ|จังหวัด|จังวัด|จ\.|จว\.|เมือง|ที่|แถว|จาก|ใน|กับ|หรือ|อยู่(?=$))\s*$")
_LATIN_CUE = re.compile(
    r"\b(?:in|at|from|to|near|of|around|via|into|province|city|town|jangwat|changwat|amphoe|muang|mueang|khet|khaet|krong"
    r"|nov|nouv|nou|now|neu|now ae|mok pi|mokpi|pi|mok|tov|tou|yu|yoo|u|thi|tee|ti|thee|teenee|jak|chak|pai|bpai)\s+$",
    re.IGNORECASE,
)
_PROVINCE_BEHIND = re.compile(r"\s*(?:province|city|border|market|immigration)\b", re.IGNORECASE)

# A misspelt name of so many letters is believed without a word of place before it.
SURE_WHEN_MISSPELT = 9
# Shorter towns spelt by ear are more often words that sound like them.
SHORTEST_TOWN = 7


def entries(provinces: List[Dict[str, Any]]) -> Iterator[Entry]:
    """The spellings of `provinces` (the list in content/provinces.yml); values are "TH-20" or "TH-20/Pattaya"."""
    for province in provinces:
        yield from _spellings(province, province["code"])
        for town in province.get("towns", []):
            yield from _spellings(town, f"{province['code']}/{town['name']['en']}")


def _spellings(place: Dict[str, Any], value: str) -> Iterator[Entry]:
    careful = place.get("careful", [])
    for spelling in [*place["name"].values(), *place.get("also", [])]:
        yield Entry(spelling, value, spelling in careful)


class PlaceFinder:
    """Finds places; `value` is the province's code, `town` the town's English name if one was named."""

    def __init__(self, provinces: List[Dict[str, Any]]) -> None:
        self._lexicon = Lexicon(entries(provinces), by_sound=True)

    def find(self, text: str) -> Iterable[Found]:
        """All places named in `text` (in normal form)."""
        hits = [hit for hit in self._lexicon.find(text) if _is_meant(hit, text)]
        sure = [hit for hit in hits if hit.kind == "same"]
        rest = [hit for hit in [*hits, *self._by_ear(text)] if not any(_overlap(hit, other) for other in sure)]
        return best(_place(hit) for hit in [*sure, *rest])

    def _by_ear(self, text: str) -> Iterator[Hit]:
        for cue in _KHMER_CUE.finditer(text):
            hit: Optional[Hit] = self._lexicon.find_after(text, cue.end())
            if hit and (hit.end - hit.start >= SHORTEST_TOWN or "/" not in hit.value):
                yield hit


def _overlap(one: Hit, other: Hit) -> bool:
    return one.start < other.end and other.start < one.end


def _is_meant(hit: Hit, text: str) -> bool:
    if hit.kind == "same" and not hit.careful:
        return True
    before = text[max(0, hit.start - 12) : hit.start]
    if _LATIN_CUE.search(before) or _PROVINCE_BEHIND.match(text, hit.end) or _STRONG_CUE.search(before):
        return True
    if hit.careful and hit.capital and before.strip():
        return True
    long_enough = hit.end - hit.start >= SURE_WHEN_MISSPELT
    return hit.kind == "near" and (long_enough or (hit.capital and bool(before.strip())))


def _place(hit: Hit) -> Found:
    code, _, town = hit.value.partition("/")
    return Found("province", hit.start, hit.end, code, {"town": town} if town else {})
