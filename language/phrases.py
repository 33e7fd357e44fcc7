"""Finds phrases, and combinations of phrases within a short distance, in one pass over a folded text.

It knows nothing of languages or of danger; it refuses regular expressions, so that every pattern stays readable
for the people who review the list and costs the same few steps per letter.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# A term may not be cut out of a syllable: no mark behind it, no subscript sign or leading vowel in front of it.
_MARKS = frozenset(map(chr, (*range(0x17B6, 0x17C8), 0x17D2, 0x0E30, 0x0E31, *range(0x0E32, 0x0E3A))))
_LEADING = frozenset("\u17d2\u0e40\u0e41\u0e42\u0e43\u0e44")

Span = tuple[int, int]
Found = Mapping[str, list[Span]]

_JOINS = re.compile(r"\s+(\.\.|&|\+)\s+")
_END = ""


@dataclass(frozen=True)
class Pattern:
    """Terms in a row: `terms[0]`, then for every join the next one.

    Joins: `..` further on, within `reach` letters; `&` before or after, within `reach`; `+` right behind.
    """

    terms: tuple[tuple[str, ...], ...]
    joins: tuple[str, ...]


def parse(text: str, groups: Mapping[str, list[str]]) -> Pattern:
    """Read a pattern such as `{boss} .. hit|beat & me`: words in braces name a group, `|` parts alternatives.

    Raises KeyError for a group that does not exist and ValueError for an empty part.
    """
    parts = _JOINS.split(text.strip())
    terms = tuple(_alternatives(part, groups) for part in parts[::2])
    return Pattern(terms, tuple(parts[1::2]))


def _alternatives(part: str, groups: Mapping[str, list[str]]) -> tuple[str, ...]:
    found: list[str] = []
    for word in part.split("|"):
        word = word.strip()
        if not word:
            raise ValueError(f"empty alternative in {part!r}")
        found.extend(groups[word[1:-1]] if word.startswith("{") else [word])
    return tuple(found)


class Finder:
    """All terms of one script, found together in one pass."""

    def __init__(self, terms: Iterable[str], fold: Callable[[str], str], by_word: bool) -> None:
        """`by_word`: terms are whole words between spaces (a term ending in `*` may go on), else any letters."""
        self._tree: dict[str, Any] = {}
        self._by_word = by_word
        for term in terms:
            self._plant(term, fold)

    def _plant(self, term: str, fold: Callable[[str], str]) -> None:
        key = fold(term.rstrip("*"))
        if self._by_word:
            key = key.strip() + ("" if term.endswith("*") else " ")
        if not key.strip():
            raise ValueError(f"nothing left of the term {term!r}")
        node = self._tree
        for letter in key:
            node = node.setdefault(letter, {})
        node.setdefault(_END, {})[term] = {}

    def find(self, key: str) -> dict[str, list[Span]]:
        """Where every term stands in `key`, in order; a number is only found whole."""
        found: dict[str, list[Span]] = {}
        for start in self._starts(key):
            node, at = self._tree, start
            while at < len(key) and key[at] in node:
                node = node[key[at]]
                at += 1
                if _END in node and not _cut(key, at):
                    end = at - 1 if key[at - 1] == " " else at
                    for term in node[_END]:
                        found.setdefault(term, []).append((start, end))
        return found

    def _starts(self, key: str) -> Iterable[int]:
        if not self._by_word:
            return (at for at in range(len(key)) if not at or key[at - 1] not in _LEADING)
        return (at + 1 for at, letter in enumerate(key) if letter == " ")


def _cut(key: str, at: int) -> bool:
    """Whether a term that ends in front of `key[at]` would cut a number or a syllable in two."""
    behind = key[at : at + 1]
    return behind in _MARKS or (behind.isdigit() and key[at - 1].isdigit())


def spans(pattern: Pattern, found: Found, reach: int) -> list[Span]:
    """All places where `pattern` holds; `reach` is the distance its joins allow, in letters of the key."""
    if not all(any(term in found for term in terms) for terms in pattern.terms):
        return []
    here = _places(pattern.terms[0], found)
    for join, terms in zip(pattern.joins, pattern.terms[1:], strict=True):
        after = _join(here, _places(terms, found), 2 if join == "+" else reach)
        if join == "&":
            after = sorted({*after, *_join(_places(terms, found), here, reach)})
        here = after
    return here


def _places(terms: tuple[str, ...], found: Found) -> list[Span]:
    return sorted({place for term in terms for place in found.get(term, ())})


def _join(left: list[Span], right: list[Span], reach: int) -> list[Span]:
    """Pairs of a left span and a right one that starts at most `reach` behind it, the nearest pair each."""
    by_end = sorted(left, key=lambda span: span[1])
    ends = [span[1] for span in by_end]
    joined = []
    for start, end in right:
        at = bisect_right(ends, start) - 1
        if at >= 0 and start - ends[at] <= reach:
            joined.append((by_end[at][0], end))
    return sorted(joined)


def near(places: list[Span], span: Span, before: int, after: int) -> bool:
    """Whether one of the ordered `places` starts between `before` letters in front of `span` and `after` behind."""
    at = bisect_left(places, (span[0] - before, 0))
    return at < len(places) and places[at][0] <= span[1] + after
