"""Which language a worker is answered in: what they chose, else what they write, else what they wrote before.
The truth is on the conversation; this only proposes the next one."""

from dataclasses import dataclass
from typing import cast

from core.contracts import LANGUAGES, Language
from language import identify

FIRST: Language = "km"
SURE = 0.8
# A word or two of English ("ok", "passport") inside a Khmer or Thai conversation is not a change of language.
WORDS_TO_CHANGE = 3


@dataclass(frozen=True)
class Tongue:
    """How a worker writes, and is answered. `foreign` is the code of a language that we don't speak."""

    language: Language
    script: str
    foreign: str = ""


def tongue(texts: list[str], language: str | None, script: str, *, chosen: bool) -> Tongue:
    """The language and script for the next reply.

    Args:
        texts: what the worker wrote in this turn; empty for a button.
        language: the conversation's, or None before the first message.
        script: the conversation's, `native` or `latin`.
        chosen: the worker chose the language, which wins.
    """
    guess = identify("\n".join(texts)) if texts else None
    before = next((one for one in LANGUAGES if one == language), None)
    if guess is not None and guess.code == "other":
        foreign = guess.guess if guess.confidence >= SURE and not chosen else ""
        return Tongue(before or "en", script, foreign)
    if guess is None or guess.code == "und":
        return Tongue(before or FIRST, script)
    code, _, latin = guess.code.partition("-")
    written = cast(Language, code)
    written_in = "latin" if latin else "native"
    if before is not None and (chosen or not _changes(code, texts, guess.confidence)):
        return Tongue(before, written_in if code == before else script)
    return Tongue(written, written_in)


def _changes(code: str, texts: list[str], confidence: float) -> bool:
    if code == "en" and sum(len(text.split()) for text in texts) < WORDS_TO_CHANGE:
        return False
    return confidence >= SURE
