"""Looks up a closed list of words in a text, in Khmer, Thai and Latin letters, misspelt ones too.

It tells how sure each hit is and refuses to judge whether that is enough: who asks knows what the words mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Dict, Iterable, Iterator, List, Optional, Set, Tuple

from bot.components.finders.letters import (
    BARRIER,
    DROPPED,
    Word,
    heard,
    is_native,
    latin_words,
    native_stream,
    plain,
    sound,
)

LONGEST_NAME_IN_WORDS = 5
# From how many letters on a word may be spelt with one or two letters wrong, missing or too many.
ONE_WRONG_FROM = 7
ONE_WRONG_FROM_BY_SOUND = 6
TWO_WRONG_FROM = 10
# Longer runs of letters are no misspelt names, and leaving letters out of them takes long.
LONGEST_MISSPELT = 18
MOST_WORDS_MISSPELT = 2
LONGEST_HEARD = 24
# A Khmer name spelt by ear is believed when it sounds nearly the same: one sound in so many may differ.
SHORTEST_HEARD = 5
SOUNDS_PER_MISTAKE = 4
# Shorter Khmer and Thai words count only letter by letter: without their signs they are other words (ទុក is not ទូក).
FOLDED_FROM = 6


@dataclass(frozen=True)
class Entry:
    """A spelling, what it stands for, and whether it is an ordinary word as well."""

    spelling: str
    value: str
    careful: bool = False


@dataclass(frozen=True)
class Hit:
    """`text[start:end]` stands for `value`; `kind` is "same", "near" (misspelt) or "alike" (the same consonants)."""

    start: int
    end: int
    value: str
    kind: str
    careful: bool
    capital: bool = False


class Lexicon:
    """A closed list of spellings. `by_sound`: names in Latin letters match by their sound, not by their letters."""

    def __init__(self, entries: Iterable[Entry], by_sound: bool = False) -> None:
        self._key = sound if by_sound else str
        self._one_wrong_from = ONE_WRONG_FROM_BY_SOUND if by_sound else ONE_WRONG_FROM
        self._tree: Dict[str, dict] = {}  # type: ignore[type-arg]  # a tree of itself has no finite type
        self._latin: Dict[str, Entry] = {}
        self._misspelt: Dict[str, Set[str]] = {}
        self._beginnings: Set[str] = set()
        self._heard: Dict[str, List[Tuple[str, Entry]]] = {}
        for entry in entries:
            if any(is_native(char) for char in entry.spelling):
                self._add_native(entry)
            else:
                self._add_latin(entry)

    def find(self, text: str) -> List[Hit]:
        """All hits in `text` (in normal form); they may overlap."""
        return [*self._find_native(text), *self._find_latin(text)]

    def find_after(self, text: str, place: int) -> Optional[Hit]:
        """The Khmer name that `text` seems to say at `place`, spelt by ear; None when two are as near."""
        piece = text[place : place + LONGEST_HEARD].split(" ")[0]
        stream = native_stream(piece)
        near: List[Tuple[int, int, str]] = []
        for end in range(SHORTEST_HEARD, len(stream.letters.split(BARRIER)[0]) + 1):
            said = heard(stream.letters[:end])
            if stream.whole(piece, 0, end):
                near += [
                    (apart, -end, entry.value)
                    for known, entry in self._heard.get(said[:1], [])
                    if (apart := _apart(said, known)) <= len(known) // SOUNDS_PER_MISTAKE
                ]
        if not near or len({value for apart, end, value in near if (apart, end) == min(near)[:2]}) > 1:
            return None
        end = -min(near)[1]
        return Hit(place + stream.places[0], place + stream.places[end - 1] + 1, min(near)[2], "alike", False)

    def _add_native(self, entry: Entry) -> None:
        letters = native_stream(entry.spelling).letters
        node = self._tree
        for letter in letters:
            node = node.setdefault(letter, {})
        node.setdefault("", []).append(entry)
        sounds = heard(letters)
        if letters[0] >= "\u1780" and len(sounds) >= SHORTEST_HEARD and not entry.careful:
            self._heard.setdefault(sounds[0], []).append((sounds, entry))

    def _add_latin(self, entry: Entry) -> None:
        key = self._key(plain(entry.spelling))
        self._latin.setdefault(key, entry)
        if not entry.careful:
            self._beginnings.add(key[:2])
            for variant in _without_letters(key, self._allowed(key)):
                self._misspelt.setdefault(variant, set()).add(key)

    def _find_native(self, text: str) -> Iterator[Hit]:
        stream = native_stream(text)
        for start in range(len(stream.letters)):
            node: Optional[dict] = self._tree  # type: ignore[type-arg]  # as above
            for end in range(start, len(stream.letters)):
                node = node.get(stream.letters[end])
                if node is None:
                    break
                if "" in node and stream.whole(text, start, end + 1):
                    first, after = stream.places[start], _past_dropped(text, stream.places[end] + 1)
                    yield from _native_hit(node[""], text, first, after, end + 1 - start)

    def _find_latin(self, text: str) -> Iterator[Hit]:
        words = latin_words(text)
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST_NAME_IN_WORDS, len(words))):
                if last > first and text[words[last - 1].end : words[last].start].strip(" -.'"):
                    break
                yield from self._look_up(words[first : last + 1])

    def _look_up(self, words: List[Word]) -> Iterator[Hit]:
        key = self._key("".join(word.plain for word in words))
        exact = self._latin.get(key)
        if exact:
            yield Hit(words[0].start, words[-1].end, exact.value, "same", exact.careful, words[0].capital)
            return
        near = self._nearest(key) if len(words) <= MOST_WORDS_MISSPELT else None
        if near:
            yield Hit(words[0].start, words[-1].end, near.value, "near", near.careful, words[0].capital)

    def _nearest(self, key: str) -> Optional[Entry]:
        """The entry that differs from `key` by what is allowed for its length; no entry when two are as near."""
        if not self._one_wrong_from <= len(key) <= LONGEST_MISSPELT or key[:2] not in self._beginnings:
            return None
        near: List[Tuple[int, str]] = []
        for variant in _without_letters(key, self._allowed(key)):
            for known in self._misspelt.get(variant, ()):
                apart = distance(key, known)
                if apart <= self._allowed(known):
                    near.append((apart, known))
        values = {self._latin[known].value for apart, known in near if apart == min(near)[0]}
        return self._latin[min(near)[1]] if len(values) == 1 else None

    def _allowed(self, key: str) -> int:
        return (len(key) >= self._one_wrong_from) + (len(key) >= TWO_WRONG_FROM)


def _native_hit(entries: List[Entry], text: str, start: int, end: int, letters: int) -> Iterator[Hit]:
    """The hit for text[start:end], which looks like `entries`: letter by letter, or long enough to be one of them."""
    written = text[start:end].replace(" ", "")
    for entry in entries:
        if entry.spelling.replace(" ", "") == written:
            yield Hit(start, end, entry.value, "same", entry.careful)
            return
    if letters >= FOLDED_FROM:
        yield Hit(start, end, entries[0].value, "same", entries[0].careful)


def distance(one: str, other: str) -> int:
    """How many letters must be changed, added or dropped to make `other` of `one`."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for to, wanted in enumerate(other, 1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (letter != wanted))
    return row[-1]


def _apart(said: str, known: str) -> int:
    """`distance`, or its least possible value where the lengths alone are too far apart."""
    least = abs(len(said) - len(known))
    return least if least > len(known) // SOUNDS_PER_MISTAKE else distance(said, known)


def _without_letters(key: str, most: int) -> Iterator[str]:
    """`key` with up to `most` letters left out: two words that are near share one of these."""
    for count in range(most + 1):
        for left_out in combinations(range(len(key)), count):
            yield "".join(letter for at, letter in enumerate(key) if at not in left_out)


def _past_dropped(text: str, place: int) -> int:
    """Where the written syllable that ends before `place` really ends: behind its tone marks and silencers."""
    while place < len(text) and text[place] in DROPPED:
        place += 1
    return place
