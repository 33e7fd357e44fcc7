"""What the shape of the files can't say: figures and lengths equal across the languages, no number typed into a text,
and, for the reviewers, what is unreviewed, expired, unsure or never called. It changes nothing."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from core.content.library import Content
from core.content.models import Answer, Statement, Trilingual
from core.contracts import LANGUAGES

# A figure as it stands in a text; what belongs to a name ("COVID-19") is one too, and equal in all languages.
FIGURE = re.compile(r"\d+(?:[.,/:]\d+)*")
LONGEST_SHORT = 600
A_PHONE = re.compile(r"\+?\d[\d\- ]{6,}\d")
SHORTEST_COMPARED = 40


def faults(content: Content) -> list[str]:
    """Everything that must be mended before this content is shown.

    Returns:
        One line a fault: the file's entry, the place in it, what is wrong.
    """
    found = []
    for answer in content.answers.values():
        for place, words in texts_of(answer):
            found += [f"answers/{answer.intent}, {place}: {fault}" for fault in _text_faults(words)]
        for language in LANGUAGES:
            if len(answer.short.in_(language)) > LONGEST_SHORT:
                found.append(f"answers/{answer.intent}, short.{language}: more than {LONGEST_SHORT} characters")
        unreachable = [one for one in answer.contacts if not content.contacts[one].reachable]
        found += [f"answers/{answer.intent}, contacts: '{one}' can't be reached in any way" for one in unreachable]
    for notice in content.notices.values():
        found += [f"notices/{notice.id}: {fault}" for fault in _text_faults(notice.text)]
    return found


def to_review(content: Content, today: date) -> list[str]:
    """What a person should look at, worst first: expired, unsure, unreviewed, never called."""
    expired = [
        f"answers/{a.intent}: expired on {a.expires}" for a in _answers(content) if a.expires and a.expires < today
    ]
    unsure = [
        f"answers/{a.intent}: {place} rests on {statement.confidence} confidence, {statement.basis}, {statement.as_of}"
        for a in _answers(content)
        for place, statement in _statements(a)
        if statement.confidence == "low" or statement.basis == "unverified"
    ]
    unreviewed = [f"answers/{a.intent}: no lawyer has signed" for a in _answers(content) if not a.reviewed_by]
    uncalled = [f"contacts/{c.id}: nobody has test-called it" for c in content.contacts.values() if not c.verified]
    return [*expired, *unsure, *unreviewed, *uncalled]


def texts_of(answer: Answer) -> Iterator[tuple[str, Trilingual]]:
    """Every text of an answer with its place in the file."""
    yield from _statements(answer)
    for number, step in enumerate(answer.steps):
        yield f"steps.{number}", step
    for variant in answer.variants:
        for number, step in enumerate(variant.steps):
            yield f"variants.{variant.id}.steps.{number}", step


def length(text: str) -> int:
    """How many grapheme clusters a text has, near enough: everything but the marks that belong to the letter before."""
    return sum(unicodedata.category(one) not in ("Mn", "Mc", "Cf") for one in text)


def _statements(answer: Answer) -> Iterator[tuple[str, Statement]]:
    yield "short", answer.short
    for number, statement in enumerate(answer.law):
        yield f"law.{number}", statement
    for variant in answer.variants:
        yield f"variants.{variant.id}.short", variant.short
        for number, statement in enumerate(variant.law):
            yield f"variants.{variant.id}.law.{number}", statement


def _answers(content: Content) -> Iterator[Answer]:
    yield from content.answers.values()


def _text_faults(words: Trilingual) -> Iterator[str]:
    figures = {language: sorted(set(FIGURE.findall(words.in_(language)))) for language in LANGUAGES}
    for language in ("km", "th"):
        if figures[language] != figures["en"]:
            yield f"the figures differ: {language} {figures[language]}, en {figures['en']}"
        ratio = length(words.in_(language)) / length(words.en)
        if length(words.en) >= SHORTEST_COMPARED and not 0.5 <= ratio <= 2:
            yield f"{language} is {ratio:.2f} times as long as English"
    for language in LANGUAGES:
        if A_PHONE.search(words.in_(language)):
            yield f"{language} holds what looks like a phone number; numbers come from contacts"
