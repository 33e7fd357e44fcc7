"""Catalogues: three languages with the same keys and places, no foreign script by accident, every key that is used."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, VariableReference
from fluent.syntax.visitor import Visitor

from core.i18n import Catalogues
from helpline.topics import TOPICS

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "content" / "locales"
FILES = sorted(path.name for path in (LOCALES / "en").glob("*.ftl"))
CODE = [
    path for package in ("helpline", "actions", "escalation", "channels") for path in (ROOT / package).rglob("*.py")
]


class _Places(Visitor):  # type: ignore[misc]  # the library's visitor is untyped
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802  # the library's name
        self.names.add(node.id.name)


def _messages(language: str, file: str) -> dict[str, set[str]]:
    found = {}
    for entry in FluentParser().parse((LOCALES / language / file).read_text(encoding="utf-8")).body:
        if isinstance(entry, Message):
            places = _Places()
            places.visit(entry)
            found[entry.id.name] = places.names
    return found


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("language", ["km", "th"])
def test_the_languages_have_the_same_keys_and_places(file: str, language: str) -> None:
    assert _messages(language, file) == _messages("en", file)


@pytest.mark.parametrize("file", FILES)
def test_khmer_holds_no_thai_and_thai_no_khmer_by_accident(file: str) -> None:
    allowed = (
        "language-name-",
        "button-language",
        "command-language",
        "own-name-",
        "welcome",
        "urgent-read-out",
        "phone-",
    )
    for language, foreign in (("km", r"[\u0e00-\u0e7f]"), ("th", r"[\u1780-\u17ff]")):
        key = ""
        for line in (LOCALES / language / file).read_text(encoding="utf-8").splitlines():
            if match := re.match(r"([a-z][\w-]*) =", line):
                key = match[1]
            assert not re.search(foreign, line) or key.startswith(allowed), f"{language}/{file}: {key}"


def test_every_key_that_the_code_names_exists() -> None:
    catalogues = Catalogues(LOCALES)
    pattern = re.compile(r'(?:text=|\.text\(|_tell\(session, conversation, )"([a-z0-9-]+)"')
    used = {key for path in CODE for key in pattern.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 30
    assert [key for key in sorted(used) if not catalogues.has(key)] == []


def test_every_topic_has_a_button() -> None:
    catalogues = Catalogues(LOCALES)
    assert [topic for topic in TOPICS if not catalogues.has(f"topic-{topic.replace('_', '-')}")] == []
