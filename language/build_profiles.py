"""Builds `data/profiles.json`, the table by which languages in Latin letters are told apart, from example sentences.

Run `python -m language.build_profiles nlu_data`; it reads the seeds beside it and, where they exist, the folders
`en`, `km-Latn` and `th-Latn` of training sentences. It refuses to read anything else and needs no library.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from language.latin import grams, small_words, words
from language.normalize import normalize

DATA = Path(__file__).parent / "data"
FOLDERS = ("en", "km-Latn", "th-Latn")

# A share of all grams so small that a gram nobody has seen counts the same in every language.
UNSEEN = 2e-5
# Makes languages with few examples less sure of themselves.
PRIOR_GRAMS = 1000
SCALE = 10
SMALLEST_WEIGHT = 6


def main(folder: Path) -> int:
    """Write the table and print how many sentences each language had; returns the exit status."""
    counts: dict[str, Counter[str]] = {}
    sentences: Counter[str] = Counter()
    for code, sentence in [*_seeds(), *_training(folder)]:
        sentences[code] += 1
        for word in words(normalize(sentence).text):
            counts.setdefault(code, Counter()).update(grams(word))
    (DATA / "profiles.json").write_text(_table(counts), encoding="utf-8")
    sys.stdout.write(", ".join(f"{code} {number}" for code, number in sorted(sentences.items())) + "\n")
    return 0


def _seeds() -> Iterator[tuple[str, str]]:
    for line in (DATA / "seeds.tsv").read_text(encoding="utf-8").splitlines():
        code, _, sentence = line.partition("\t")
        yield code, sentence


def _training(folder: Path) -> Iterator[tuple[str, str]]:
    """The example lines of Rasa's YAML files: four spaces, a dash, the sentence."""
    for code in FOLDERS:
        for path in sorted((folder / code).glob("*.yml")):
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.startswith("    - ") and _belongs(code, line):
                    yield code, line[6:]


def _belongs(code: str, sentence: str) -> bool:
    """Training folders hold mixed messages; one whose small words are of another language would teach the wrong."""
    spoken = words(sentence)
    here = sum(word in small_words(code) for word in spoken)
    return all(sum(word in small_words(other) for word in spoken) <= here for other in FOLDERS if other != code)


def _table(counts: dict[str, Counter[str]]) -> str:
    """One line a gram: the gram, then language number and weight, again and again."""
    languages = sorted(counts)
    totals = {code: sum(counts[code].values()) + PRIOR_GRAMS for code in languages}
    lines = []
    for gram in sorted(set().union(*counts.values())):
        row: list[int] = []
        for number, code in enumerate(languages):
            weight = round(SCALE * math.log1p(counts[code][gram] / totals[code] / UNSEEN))
            if weight >= SMALLEST_WEIGHT:
                row += [number, weight]
        if row:
            lines.append(f"{json.dumps(gram, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}")
    head = json.dumps(languages)
    return '{"languages":' + head + ',\n"grams":{\n' + ",\n".join(lines) + "\n}}\n"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
