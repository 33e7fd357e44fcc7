"""Looks for what is wrong with the training sentences: python -m evaluation.lint, and a test that runs it.

It knows form, not meaning: doubles, templates, gaps, what could be a real person's data. It refuses to mend anything.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from language.normalize import normalize

MAIN_LANGUAGES = ("km", "th", "en")
LEAST = 60
LEAST_URGENT = 120
MOST_UNEVEN = 2.0
MOST_ALIKE = 3
FRAME_FROM_LETTERS = 14
FRAME_FROM_WORDS = 5
FRAME_SHARE = 0.75

_PERSONAL = {
    "phone number": re.compile(r"(?<!\d)(?:\+?66|\+?855|0)[ -]?\d{1,2}[ -]?\d{3}[ -]?\d{3,4}(?!\d)"),
    "identity number": re.compile(r"(?<!\d)\d(?:[ -]?\d){12}(?!\d)"),
    "passport number": re.compile(r"(?<![A-Za-z0-9-])(?!CHM)[A-Z]{1,2}\d{6,8}(?!\d)"),
    "e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w"),
    "web address": re.compile(r"https?://|www\.|t\.me/|line\.me"),
}
_MARKUP = re.compile(r"[\[\]{}]")


@dataclass(frozen=True)
class Sentence:
    """One training sentence and where it stands."""

    language: str
    group: str
    intent: str
    text: str

    @cached_property
    def normal(self) -> str:
        """The sentence in normal form."""
        return normalize(self.text).text

    @cached_property
    def key(self) -> str:
        """What makes two sentences the same: normal form, lower case, without spaces."""
        return key(self.normal)


@dataclass(frozen=True)
class Fault:
    """Something wrong: `rule` names the kind, `where` the file and intent, `what` the sentence or figure."""

    rule: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.where}: {self.what}"


def key(normal: str) -> str:
    """What makes two texts in normal form the same."""
    return normal.casefold().replace(" ", "")


def read_sentences(folder: Path) -> list[Sentence]:
    """All sentences of `folder`/<language>/<group>.yml (Rasa's YAML; nlu_data/lookups isn't read)."""
    files = sorted(file for file in folder.glob("*/*.yml") if file.parent.name != "lookups")
    return [sentence for file in files for sentence in _read(file)]


def lint(folder: Path, groups: dict[str, list[str]]) -> list[Fault]:
    """All faults of the training sentences in `folder`; `groups` names the intents of each group of the taxonomy."""
    sentences = read_sentences(folder)
    checks: list[Callable[[], Iterable[Fault]]] = [
        lambda: wrong_places(sentences, groups),
        lambda: doubles(sentences),
        lambda: too_few(sentences, groups),
        lambda: uneven(sentences),
        lambda: templates(sentences),
        lambda: personal_data(sentences),
        lambda: markup(sentences),
    ]
    return [fault for check in checks for fault in check()]


def wrong_places(sentences: list[Sentence], groups: dict[str, list[str]]) -> Iterator[Fault]:
    """Intents that the taxonomy doesn't have, or has in another group."""
    for language, group, intent in sorted({(one.language, one.group, one.intent) for one in sentences}):
        if intent not in groups.get(group, []):
            yield Fault("wrong place", f"{language}/{group}.yml", intent)


def doubles(sentences: list[Sentence]) -> Iterator[Fault]:
    """Sentences that stand twice in one language, or in two intents ("ok" may stand once in each language)."""
    first: dict[str, Sentence] = {}
    for sentence in sentences:
        earlier = first.setdefault(sentence.key, sentence)
        again = earlier.language == sentence.language and earlier is not sentence
        if again or earlier.intent != sentence.intent:
            yield Fault("double", f"{sentence.language}/{sentence.intent} and {earlier.intent}", sentence.text)


def too_few(sentences: list[Sentence], groups: dict[str, list[str]]) -> Iterator[Fault]:
    """Intents with too few sentences in a main language."""
    counts = Counter((one.language, one.intent) for one in sentences)
    for language in MAIN_LANGUAGES:
        for intent in (intent for intents in groups.values() for intent in intents):
            least = LEAST_URGENT if intent.startswith("urgent_") else LEAST
            if counts[language, intent] < least:
                yield Fault("too few", f"{language}/{intent}", f"{counts[language, intent]} of {least}")


def uneven(sentences: list[Sentence]) -> Iterator[Fault]:
    """Intents that one main language has far more sentences of than another."""
    counts = Counter((one.language, one.intent) for one in sentences)
    for intent in sorted({one.intent for one in sentences}):
        numbers = [counts[language, intent] for language in MAIN_LANGUAGES]
        if min(numbers) and max(numbers) > MOST_UNEVEN * min(numbers):
            yield Fault("uneven", intent, ", ".join(map(str, numbers)))


def templates(sentences: list[Sentence]) -> Iterator[Fault]:
    """Frames in which only one word or the middle changes, with more than MOST_ALIKE sentences in one intent."""
    frames: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for sentence in sentences:
        for frame in set(_frames(sentence)):
            frames[sentence.language, sentence.intent, frame].add(sentence.key)
    told: set[frozenset[str]] = set()
    for (language, intent, frame), keys in sorted(frames.items()):
        if len(keys) > MOST_ALIKE and frozenset(keys) not in told:
            told.add(frozenset(keys))
            yield Fault("template", f"{language}/{intent}", f"{len(keys)} times {frame}")


def personal_data(sentences: list[Sentence]) -> Iterator[Fault]:
    """Sentences with what looks like a real person's data."""
    for sentence in sentences:
        for kind, pattern in _PERSONAL.items():
            if sentence.intent != "complaint_status" and pattern.search(sentence.normal):
                yield Fault(kind, f"{sentence.language}/{sentence.intent}", sentence.text)


def markup(sentences: list[Sentence]) -> Iterator[Fault]:
    """Sentences with brackets, which Rasa would read as entities."""
    for sentence in sentences:
        if _MARKUP.search(sentence.text):
            yield Fault("markup", f"{sentence.language}/{sentence.intent}", sentence.text)


def taxonomy_groups(domain: Path) -> dict[str, list[str]]:
    """The intents of each group, from bot/domain/intents.yml, where a comment line heads each group."""
    groups: dict[str, list[str]] = {}
    group = ""
    for line in domain.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"  # (\w+)", line):
            group = heading.group(1)
        elif intent := re.match(r"  - (\w+)", line):
            groups.setdefault(group, []).append(intent.group(1))
    return groups


def _frames(sentence: Sentence) -> Iterator[str]:
    words = sentence.normal.casefold().split()
    if sentence.language not in ("km", "th"):
        if len(words) >= FRAME_FROM_WORDS:
            yield from (" ".join([*words[:at], "…", *words[at + 1 :]]) for at in range(len(words)))
        return
    letters = "".join(words)
    if len(letters) >= FRAME_FROM_LETTERS:
        kept = int(len(letters) * FRAME_SHARE)
        for before in {0, kept // 3, kept // 2, 2 * kept // 3, kept}:
            yield f"{letters[:before]}…{letters[len(letters) - (kept - before) :]}"


def _read(file: Path) -> Iterator[Sentence]:
    content: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    for block in content["nlu"]:
        for line in block["examples"].splitlines():
            if line.strip():
                yield Sentence(file.parent.name, file.stem, block["intent"], line.removeprefix("- "))


def main() -> None:
    """Print the faults of nlu_data/ and end with 1 when there are any."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "nlu_data")
    faults = lint(folder, taxonomy_groups(Path("bot/domain/intents.yml")))
    print("\n".join(map(str, faults)) or "no faults")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
