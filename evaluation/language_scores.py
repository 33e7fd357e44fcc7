"""How well the language of a message is told, on the sentences made for that alone (language.tsv).

It measures the shared package `language`, which the model only hands on; it refuses to print a sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from evaluation.scores import share
from evaluation.sets import InLanguage, read_languages
from language.identify import Guess, identify

Judged = Sequence[tuple[InLanguage, Guess]]


def report(folder: Path) -> str:
    """One line per language code and one for all, in percent; nothing if `folder` has no such sentences."""
    judged = [(one, identify(one.text)) for one in read_languages(folder)]
    if not judged:
        return ""
    lines = ["", "language (messages, code right, best guess right)"]
    lines += [_line(code, part) for code, part in sorted(_by_code(judged).items())]
    return "\n".join([*lines, _line("all", judged)]) + "\n"


def _by_code(judged: Judged) -> dict[str, Judged]:
    parts = defaultdict(list)
    for one, guess in judged:
        parts[one.code].append((one, guess))
    return dict(parts)


def _line(name: str, judged: Judged) -> str:
    code = share([one.code == guess.code for one, guess in judged])
    best = share([one.guess == guess.guess for one, guess in judged])
    return f"  {name:8} {len(judged):4} {code:5.1f} {best:5.1f}"
