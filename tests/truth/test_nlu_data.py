"""The training sentences: none twice, none in two intents, enough of each, nobody's data, none that we measure with."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from evaluation import lint
from evaluation.lint import Fault, Sentence
from language.normalize import normalize

ROOT = Path(__file__).parents[2]
SETS = ("dev", "test")
LEARNERS = ("km-Latn", "th-Latn")


@cache
def _sentences() -> tuple[Sentence, ...]:
    return tuple(lint.read_sentences(ROOT / "nlu_data"))


@cache
def _groups() -> dict[str, list[str]]:
    return lint.taxonomy_groups(ROOT / "bot/domain/intents.yml")


def _measured(file: Path) -> set[str]:
    header, *lines = (line.split("\t") for line in file.read_text(encoding="utf-8").split("\n") if line)
    return {lint.key(normalize(line[header.index("text")]).text) for line in lines}


def _evaluation_files() -> list[Path]:
    return sorted(file for name in SETS for file in (ROOT / "evaluation" / name).glob("*.tsv"))


def _told(faults: Iterable[Fault]) -> list[str]:
    return [str(fault) for fault in faults]


def test_all_languages_and_intents_are_there() -> None:
    intents = {intent for group in _groups().values() for intent in group}
    assert len(intents) == 56
    for language in (*lint.MAIN_LANGUAGES, *LEARNERS):
        assert {one.intent for one in _sentences() if one.language == language} == intents, language


def test_intents_stand_in_the_file_of_their_group() -> None:
    assert _told(lint.wrong_places(list(_sentences()), _groups())) == []


def test_no_sentence_stands_twice_or_in_two_intents() -> None:
    assert _told(lint.doubles(list(_sentences()))) == []


def test_there_are_enough_of_each() -> None:
    assert _told(lint.too_few(list(_sentences()), _groups())) == []


def test_no_main_language_has_twice_as_many_as_another() -> None:
    assert _told(lint.uneven(list(_sentences()))) == []


def test_no_sentence_was_made_from_a_template() -> None:
    assert _told(lint.templates(list(_sentences()))) == []


def test_nobodys_data_is_in_them() -> None:
    assert _told(lint.personal_data(list(_sentences()))) == []


def test_no_sentence_has_brackets() -> None:
    assert _told(lint.markup(list(_sentences()))) == []


@pytest.mark.parametrize("file", _evaluation_files(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_we_measure_with_is_not_trained_on(file: Path) -> None:
    measured = _measured(file)
    assert len(measured) > 50
    found = [f"{one.language}/{one.intent}: {one.text}" for one in _sentences() if one.key in measured]
    assert found == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("my number is 081 234 5678", "phone number"),
        ("call +855 12 345 678", "phone number"),
        ("id 1 2345 67890 12 3", "identity number"),
        ("passport N1234567 lost", "passport number"),
        ("write to a.b@example.org", "e-mail address"),
        ("see www.example.org", "web address"),
        ("passport [N](document)", "markup"),
    ],
)
def test_the_lint_sees_what_must_not_be_there(text: str, rule: str) -> None:
    sentence = [Sentence("en", "documents", "documents_lost", text)]
    faults = [*lint.personal_data(sentence), *lint.markup(sentence)]
    assert [fault.rule for fault in faults] == [rule]


def test_the_lint_sees_through_spelling() -> None:
    one = Sentence("km", "service", "greet", "ខុ្ញំ  ចង់ ៣០០")
    other = Sentence("km", "service", "thank", "ខ្ញុំ\u200bចង់ 300")
    assert [fault.rule for fault in lint.doubles([one, other])] == ["double"]
