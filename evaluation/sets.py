"""Reads the sentences the assistant is measured with: evaluation/dev and evaluation/test.

They are never read by training; this module refuses a file with another header or number of columns.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HEADER = ["id", "language", "intent", "text"]
# Files with columns of their own: which language a text is in, and what it names (as JSON).
LANGUAGE_FILE = "language.tsv"
LANGUAGE_HEADER = ["id", "code", "guess", "text"]
ENTITY_FILE = "entities.tsv"
ENTITY_HEADER = ["id", "language", "text", "entities"]


@dataclass(frozen=True)
class Labelled:
    """One message and what it means; `language` is km, th, en, km-Latn or th-Latn."""

    id: str
    language: str
    intent: str
    text: str


@dataclass(frozen=True)
class InLanguage:
    """One text and its language: `code` km, th, en, km-Latn, th-Latn, other or und; `guess` an ISO code."""

    id: str
    code: str
    guess: str
    text: str


@dataclass(frozen=True)
class WithEntities:
    """One text and what it names, in Rasa's form: entity, start, end (in the raw text), value."""

    id: str
    language: str
    text: str
    entities: list[dict[str, Any]]


def read_set(folder: Path) -> list[Labelled]:
    """All messages of the *.tsv files in `folder`, but for those of LANGUAGE_FILE and ENTITY_FILE.

    Raises:
        ValueError: a file has another header, or a line another number of columns.
    """
    files = [file for file in sorted(folder.glob("*.tsv")) if file.name not in (LANGUAGE_FILE, ENTITY_FILE)]
    return [Labelled(*line) for file in files for line in _read(file, HEADER)]


def read_languages(folder: Path) -> list[InLanguage]:
    """Every line of LANGUAGE_FILE in `folder`; none if there is no such file."""
    file = folder / LANGUAGE_FILE
    return [InLanguage(*line) for line in _read(file, LANGUAGE_HEADER)] if file.exists() else []


def read_entities(folder: Path) -> list[WithEntities]:
    """Every line of ENTITY_FILE in `folder`; none if there is no such file."""
    file = folder / ENTITY_FILE
    lines = _read(file, ENTITY_HEADER) if file.exists() else []
    return [WithEntities(*line, json.loads(entities)) for *line, entities in lines]


def _read(file: Path, header: list[str]) -> list[list[str]]:
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").split("\n") if line]
    if lines[0] != header:
        raise ValueError(f"{file}: the header is {lines[0]}, not {header}")
    for number, line in enumerate(lines[1:], 2):
        if len(line) != len(header):
            raise ValueError(f"{file}:{number}: {len(line)} columns")
    return lines[1:]
