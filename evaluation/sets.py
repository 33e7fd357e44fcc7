"""Reads the sentences the assistant is measured with: evaluation/dev and evaluation/test.

They are never read by training; this module refuses a file with a wrong header or an unknown column count.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import List

HEADER = ["id", "language", "intent", "text"]
LANGUAGES = ("km", "th", "en", "km-Latn", "th-Latn")


@dataclass(frozen=True)
class Labelled:
    """One message and what it means; `language` is km, th, en, km-Latn or th-Latn."""

    id: str
    language: str
    intent: str
    text: str


def read_set(folder: Path) -> List[Labelled]:
    """All messages of the files in `folder` that are named after a language.

    Raises:
        ValueError: a file has another header, or a line another number of columns.
    """
    return [labelled for file in _files(folder) for labelled in _read(file)]


def _files(folder: Path) -> List[Path]:
    return [folder / f"{language}.tsv" for language in LANGUAGES if (folder / f"{language}.tsv").exists()]


def _read(file: Path) -> List[Labelled]:
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").split("\n") if line]
    if lines[0] != HEADER:
        raise ValueError(f"{file}: the header is {lines[0]}, not {HEADER}")
    for number, line in enumerate(lines[1:], 2):
        if len(line) != len(HEADER):
            raise ValueError(f"{file}:{number}: {len(line)} columns")
    return [Labelled(*line) for line in lines[1:]]
