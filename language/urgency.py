"""Hears danger in a message by a reviewed list of phrases, also when everything else is down.

It knows only what `data/urgent_phrases.json` says; it refuses to judge how likely an alarm is beyond "certain" and
"ask once more", and it never decides that somebody is safe.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from language.fold import KEYS, fold
from language.latin import LONGEST_WORDS, small_words, words
from language.normalize import normalize
from language.phrases import Finder, Pattern, Span, near, parse, spans

PHRASES = Path(__file__).parent / "data" / "urgent_phrases.json"

# Which kind rules when a message holds several; the order is that of the taxonomy of intents.
PRECEDENCE = (
    "urgent_medical",
    "urgent_self_harm",
    "urgent_child",
    "urgent_sexual_abuse",
    "urgent_trafficking",
    "urgent_violence",
    "urgent_detained",
)
CRY_KIND = "urgent_violence"
# A message longer than this is searched in its beginning and its end only.
LONGEST = 20_000


@dataclass(frozen=True)
class Alarm:
    """What was heard: `kind` is an `urgent_*` intent, `phrase_id` the entry of the list that heard it.

    `doubtful`: ask "is someone in danger now?" before believing it. `bare_cry`: a cry for help and nothing else.
    """

    kind: str
    phrase_id: str
    doubtful: bool
    bare_cry: bool


@dataclass(frozen=True)
class _Guard:
    """Words that make a phrase harmless when they stand near it (distances in letters of the key)."""

    patterns: tuple[Pattern, ...]
    before: int
    after: int


@dataclass(frozen=True)
class _Phrase:
    id: str
    kind: str
    pattern: Pattern
    doubtful: bool
    unless: tuple[str, ...]
    reach: int


# For every term the phrases it helps to hold: their number, and which of their parts it is.
_Index = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True)
class _Net:
    """The phrases of one language, ready to search."""

    finder: Finder
    phrases: tuple[_Phrase, ...]
    index: _Index
    guards: dict[str, _Guard]
    harmless: tuple[Pattern, ...]
    cries: tuple[tuple[str, Pattern], ...]
    around_cries: tuple[Pattern, ...]
    reach: int


def find_alarm(text: str) -> Alarm | None:
    """The gravest alarm that the phrase list hears in `text` (raw or normalised), or None. Never raises for a string.

    Certain phrases win over doubtful ones, then the order of `PRECEDENCE` decides.
    """
    text = normalize(text).text
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} {text[-LONGEST // 2 :]}"
    languages = _languages(text)
    keys = {fold_key: fold_key(text) for fold_key in {KEYS[language] for language in languages}}
    heard: list[_Phrase] = []
    cry = None
    for language in languages:
        net = _nets()[language]
        found = _without_harmless(net, keys[KEYS[language]])
        heard.extend(phrase for phrase in _complete(net, found) if _holds(phrase, net, found))
        cry = cry or _cry(net, keys[KEYS[language]], found, text)
    if heard:
        first = min(heard, key=lambda phrase: (phrase.doubtful, PRECEDENCE.index(phrase.kind), phrase.id))
        return Alarm(first.kind, first.id, first.doubtful, bare_cry=False)
    return Alarm(CRY_KIND, cry, doubtful=True, bare_cry=True) if cry else None


def _languages(text: str) -> list[str]:
    """Whose phrases can stand in `text`, going by its letters."""
    languages = []
    if any("\u1780" <= char <= "\u17ff" for char in text):
        languages.append("km")
    if any("\u0e00" <= char <= "\u0e7f" for char in text):
        languages.append("th")
    if any("a" <= char <= "z" or "A" <= char <= "Z" for char in text):
        languages.append("en")
        spoken = words(text)[:LONGEST_WORDS]
        khmer, thai = (sum(word in small_words(code) for word in spoken) for code in ("km-Latn", "th-Latn"))
        languages.extend(["km-Latn"] * (khmer >= thai) + ["th-Latn"] * (thai >= khmer))
    return languages


def _without_harmless(net: _Net, key: str) -> dict[str, list[Span]]:
    """The terms found in `key`, except those that belong to an idiom such as "dying of heat"."""
    found = net.finder.find(key)
    harmless = [span for pattern in net.harmless for span in spans(pattern, found, net.reach)]
    if not harmless:
        return found
    covered = bytearray(len(key) + 1)
    for start, end in harmless:
        covered[start:end] = b"\1" * (end - start)
    kept = {
        term: [place for place in places if not (covered[place[0]] or covered[place[1] - 1])]
        for term, places in found.items()
    }
    return {term: places for term, places in kept.items() if places}


def _complete(net: _Net, found: dict[str, list[Span]]) -> list[_Phrase]:
    """The phrases all of whose parts stand somewhere in the text; the few worth a closer look."""
    parts: dict[int, set[int]] = {}
    for term in found:
        for number, part in net.index.get(term, ()):
            parts.setdefault(number, set()).add(part)
    return [
        net.phrases[number] for number, held in parts.items() if len(held) == len(net.phrases[number].pattern.terms)
    ]


def _holds(phrase: _Phrase, net: _Net, found: dict[str, list[Span]]) -> bool:
    places = spans(phrase.pattern, found, phrase.reach)
    for name in phrase.unless if places else ():
        guard = net.guards[name]
        against = sorted(span for pattern in guard.patterns for span in spans(pattern, found, net.reach))
        places = [place for place in places if not near(against, place, guard.before, guard.after)]
    return bool(places)


def _cry(net: _Net, key: str, found: dict[str, list[Span]], text: str) -> str | None:
    """The id of the cry that fills the whole message, names and polite words aside; a lone "help" must be shouted."""
    cries = [(phrase_id, span) for phrase_id, cry in net.cries for span in spans(cry, found, 0)]
    if not cries:
        return None
    around = [span for pattern in net.around_cries for span in spans(pattern, found, 0)]
    left = bytearray(0 if letter == " " else 1 for letter in key)
    for start, end in [span for _, span in cries] + around:
        left[start:end] = bytes(end - start)
    if any(left):
        return None
    certain = [phrase_id for phrase_id, span in cries if "!" in text or not phrase_id.endswith("-shouted")]
    return certain[0] if certain else None


@lru_cache(maxsize=1)
def _nets() -> dict[str, _Net]:
    data = json.loads(PHRASES.read_text(encoding="utf-8"))
    return {language: _net(language, data) for language in KEYS}


def _net(language: str, data: dict[str, Any]) -> _Net:
    own = data["languages"][language]
    groups: dict[str, list[str]] = own["groups"]
    reach: int = own["reach"]
    phrases = tuple(_phrase(entry, groups, reach) for entry in data["phrases"] if entry["language"] == language)
    guards = {
        name: _Guard(tuple(parse(text, groups) for text in guard["words"]), guard["before"], guard["after"])
        for name, guard in own["guards"].items()
    }
    harmless = tuple(parse(text, groups) for text in own["harmless"])
    cries = tuple(
        (entry["id"], parse(entry["phrase"], groups)) for entry in data["cries"] if entry["language"] == language
    )
    around = tuple(parse(text, groups) for text in own["around_cries"])
    patterns = [phrase.pattern for phrase in phrases]
    patterns += [
        *harmless,
        *around,
        *(cry for _, cry in cries),
        *(p for guard in guards.values() for p in guard.patterns),
    ]
    terms = sorted({term for pattern in patterns for alternatives in pattern.terms for term in alternatives})
    by_word = language not in ("km", "th")
    finder = Finder(terms, lambda term: fold(term, language), by_word)
    return _Net(finder, phrases, _index(phrases), guards, harmless, cries, around, reach)


def _index(phrases: tuple[_Phrase, ...]) -> _Index:
    index: _Index = {}
    for number, phrase in enumerate(phrases):
        for part, terms in enumerate(phrase.pattern.terms):
            for term in terms:
                index.setdefault(term, []).append((number, part))
    return index


def _phrase(entry: dict[str, Any], groups: dict[str, list[str]], reach: int) -> _Phrase:
    return _Phrase(
        id=entry["id"],
        kind=entry["kind"],
        pattern=parse(entry["phrase"], groups),
        doubtful=entry["doubtful"],
        unless=tuple(entry["unless"]),
        reach=entry.get("reach", reach),
    )
