"""The words of a page in one operator's language: labels for kinds, acts and places, and times as people read them.
It holds no sentence; each label is a key of the catalogue."""

import re
from datetime import UTC, datetime, timedelta, timezone

from core import clock
from core.content.library import Shelf
from core.contracts import Language
from core.i18n import Catalogues
from core.messages.models import Author, Conversation, Message
from escalation.cases.models import Priority

BANGKOK = timezone(timedelta(hours=7))  # no daylight saving time since 1920
KHMER, THAI = re.compile(r"[\u1780-\u17ff]"), re.compile(r"[\u0e00-\u0e7f]")
PRIORITIES = {number: word for word, number in Priority.WORDS.items()}


class Words:
    """Labels in one language.

    Args:
        catalogues: where the words are.
        shelf: names of provinces.
        language: the operator's.
    """

    def __init__(self, catalogues: Catalogues, shelf: Shelf, language: Language) -> None:
        self._catalogues = catalogues
        self._shelf = shelf
        self.language = language

    def t(self, key: str, **values: str | int) -> str:
        """The sentence behind a key."""
        return self._catalogues.text(key, self.language, **values)

    def kind(self, name: str) -> str:
        """An intent or another reason for a case, in words."""
        return self._first(f"topic-{_dashed(name)}", f"kind-{_dashed(name)}", "kind-other")

    def act(self, name: str) -> str:
        """An act of the audit log, in words."""
        return self._first(f"act-{_dashed(name)}", "act-other")

    def attached(self, name: str) -> str:
        """What a worker sent along, in words."""
        return self._first(f"attached-{_dashed(name)}", "attached-other")

    def tongue(self, code: str | None) -> str:
        """A language the worker writes, in words."""
        return self._first(f"tongue-{(code or 'und').lower()}", "tongue-other")

    def priority(self, number: int) -> str:
        """The word behind a priority: urgent, high, normal."""
        return PRIORITIES.get(number, "normal")

    def place(self, conversation: Conversation) -> str:
        """Where the worker is, as far as they said."""
        province = self._shelf.content().provinces.get(conversation.province or "")
        country = self.t(f"country-{conversation.country}") if conversation.country in ("th", "kh") else ""
        parts = [conversation.town or "", province.name.in_(self.language) if province else "", country]
        return ", ".join(part for part in parts if part)

    def waiting(self, since: datetime) -> str:
        """How long ago `since` is."""
        minutes = int((clock.now() - since).total_seconds() // 60)
        if minutes < 1:
            return self.t("wait-moment")
        if minutes < 60:
            return self.t("wait-minutes", n=minutes)
        if minutes < 48 * 60:
            return self.t("wait-hours", n=minutes // 60, m=minutes % 60)
        return self.t("wait-days", n=minutes // (24 * 60))

    def _first(self, *keys: str) -> str:
        return self.t(next(key for key in keys if self._catalogues.has(key)))


def bangkok(at: datetime) -> str:
    """The time in Bangkok: with the date, unless it is today."""
    local, today = at.astimezone(BANGKOK), clock.now().astimezone(BANGKOK).date()
    return local.strftime("%H:%M" if local.date() == today else "%Y-%m-%d %H:%M")


def utc(at: datetime) -> str:
    """The time in UTC, for the title."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def lang_of(message: Message, conversation: Conversation) -> str:
    """The lang attribute of a message: a browser picks fonts and a screen reader its voice by it."""
    if KHMER.search(message.text):
        return "km"
    if THAI.search(message.text):
        return "th"
    if message.author == Author.WORKER:
        return {"km-Latn": "km-Latn", "th-Latn": "th-Latn", "en": "en"}.get(message.language or "", "")
    return conversation.language or ""


def _dashed(name: str) -> str:
    return name.replace("_", "-").replace(".", "-")
