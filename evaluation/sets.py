"""Reads the sentences the assistant is measured with: evaluation/dev and evaluation/test.

They are never read by training; this module refuses a file with another header or number of columns.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Tuple

HEADER = ["id", "language", "intent", "text"]
# Files with columns of their own: which language a text is in, and what it names (as JSON).
LANGUAGE_FILE = "language.tsv"
LANGUAGE_HEADER = ["id", "code", "guess", "text"]
ENTITY_FILE = "entities.tsv"
ENTITY_HEADER = ["id", "language", "text", "entities"]
# Sentences with marked entities, in columns of their own too.
ENTITY_FILE = "entities.tsv"
LANGUAGES = ("km", "th", "en", "km-Latn", "th-Latn")


@dataclass(frozen=True)
class Labelled:
    """One message and what it means; `language` is km, th, en, km-Latn or th-Latn."""

    id: str
    language: str
    intent: str
    text: str


def read_set(folder: Path) -> List[Labelled]:
    """All messages of the *.tsv files in `folder`, but for those of LANGUAGE_FILE and ENTITY_FILE.

    Raises:
        ValueError: a file has another header, or a line another number of columns.
    """
    files = [file for file in sorted(folder.glob("*.tsv")) if file.name not in (LANGUAGE_FILE, ENTITY_FILE)]
    return [Labelled(*line) for file in files for line in _read(file, HEADER)]


def read_languages(folder: Path) -> List[Tuple[str, str, str]]:
    """Code, best guess and text of every line of LANGUAGE_FILE in `folder`; none if there is no such file."""
    file = folder / LANGUAGE_FILE
    return [(code, guess, text) for _, code, guess, text in _read(file, LANGUAGE_HEADER)] if file.exists() else []


def read_entities(folder: Path) -> List[Tuple[str, str, List[Dict[str, Any]]]]:
    """Language, text and entities of every line of ENTITY_FILE in `folder`; none if there is no such file."""
    file = folder / ENTITY_FILE
    lines = _read(file, ENTITY_HEADER) if file.exists() else []
    return [(language, text, json.loads(entities)) for _, language, text, entities in lines]


def _read(file: Path, header: List[str]) -> List[List[str]]:
    lines = [line.split("\t") for line in file.read_text(encoding="utf-8").split("\n") if line]
    if lines[0] != header:
        raise ValueError(f"{file}: the header is {lines[0]}, not {header}")
    for number, line in enumerate(lines[1:], 2):
        if len(line) != len(header):
            raise ValueError(f"{file}:{number}: {len(line)} columns")
    return lines[1:]
