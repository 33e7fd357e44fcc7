"""Turns what is to be said into words and buttons, in the conversation's language: catalogue sentences, answers,
contacts with numbers and dates. It decides nothing, and shows nothing that the content doesn't hold."""

from dataclasses import dataclass

from core.content import Answer, Contact, Content
from core.content.choose import contacts_for
from core.content.models import Statement, Trilingual, Variant
from core.contracts import Button, Language, Say
from core.i18n import Catalogues

# Named when there is no answer of ours: free, in Khmer.
HOTLINE = "issara"
PARTS = ("steps", "law", "contacts")


@dataclass(frozen=True)
class Rendered:
    """One message as the worker will see it."""

    text: str
    buttons: list[list[Button]]


class Renderer:
    """Renders for one language.

    Args:
        catalogues: sentences by key.
        content: the content in use.
        language: the conversation's.
    """

    def __init__(self, catalogues: Catalogues, content: Content, language: Language) -> None:
        self._catalogues = catalogues
        self._content = content
        self._language = language

    def say(self, say: Say) -> Rendered:
        """The message for one thing to say. An answer that is gone falls back to an honest sentence."""
        if say.answer is not None:
            return self._answer(say)
        assert say.text is not None  # the contract allows a text or an answer, nothing else
        buttons = [[Button(text=self.text(b.text, **b.values), payload=b.payload)] for b in say.buttons]
        contacts = self._contact_list(say.contacts) if say.contacts else []
        return Rendered("\n\n".join([self.text(say.text, **say.values), *contacts]), buttons)

    def text(self, key: str, **values: str | int) -> str:
        """A catalogue sentence."""
        return self._catalogues.text(key, self._language, **values)

    def contact(self, contact: Contact) -> str:
        """One contact: name, numbers, languages, hours, the date of what we know."""
        lines = [contact.name.in_(self._language)]
        lines += [self._phone(phone.number, phone.note) for phone in contact.phones]
        lines += [channel.value for channel in contact.channels]
        if contact.address:
            lines.append(contact.address.in_(self._language))
        if contact.url and not contact.phones:
            lines.append(contact.url)
        spoken = [
            self.text(f"language-{code}") for code in contact.languages if self._catalogues.has(f"language-{code}")
        ]
        if spoken:
            lines.append(self.text("contact-speaks", languages=", ".join(spoken)))
        lines.append(self._hours(contact))
        if contact.note:
            lines.append(contact.note.in_(self._language))
        return "\n".join(lines)

    def _phone(self, number: str, note: Trilingual | None) -> str:
        return f"☎ {number}" + (f" ({note.in_(self._language)})" if note else "")

    def _hours(self, contact: Contact) -> str:
        hours = contact.hours
        if hours is None:
            return self.text("hours-unknown")
        if hours.always:
            return self.text("hours-always")
        if hours.opens and hours.closes:
            days = self.text("hours-weekdays") if hours.days == [0, 1, 2, 3, 4] else self.text("hours-some-days")
            return f"{days} {hours.opens}-{hours.closes}"
        return hours.note.in_(self._language) if hours.note else self.text("hours-unknown")

    def _answer(self, say: Say) -> Rendered:
        answer = self._content.answers.get(say.answer or "")
        if answer is None:
            words = [self.text("no-answer-yet"), *self._contact_list([HOTLINE])]
            return Rendered("\n\n".join(words), [[self._person_button()]])
        variant = next((one for one in answer.variants if one.id == say.variant), None)
        body = {"short": self._short, "steps": self._steps, "law": self._law}
        text = self._contacts(say, answer) if say.part == "contacts" else body[say.part](answer, variant)
        return Rendered(text, self._more(answer.intent, say.part, say.variant))

    def _short(self, answer: Answer, variant: Variant | None) -> str:
        short = variant.short if variant else answer.short
        paragraphs = [short.in_(self._language)]
        notice = self._content.notices.get(answer.notice or "")
        if notice:
            paragraphs.append(self.text("notice", date=notice.as_of.isoformat(), text=notice.text.in_(self._language)))
        paragraphs.append(self._source_line(short))
        return "\n\n".join(paragraphs)

    def _steps(self, answer: Answer, variant: Variant | None) -> str:
        steps = (variant.steps if variant else []) or answer.steps
        numbered = [f"{number}. {step.in_(self._language)}" for number, step in enumerate(steps, 1)]
        return "\n".join([self.text("heading-steps"), *numbered])

    def _law(self, answer: Answer, variant: Variant | None) -> str:
        statements = (variant.law if variant else []) or answer.law
        parts = [f"{one.in_(self._language)}\n{self._source_line(one)}" for one in statements]
        return "\n\n".join([self.text("heading-law"), *parts, self.text("not-advice")])

    def _contacts(self, say: Say, answer: Answer) -> str:
        ids = say.contacts or contacts_for(self._content, answer.intent, say.province)
        return "\n\n".join([self.text("heading-contacts"), *self._contact_list(ids)])

    def _contact_list(self, ids: list[str]) -> list[str]:
        known = [self._content.contacts[one] for one in ids if one in self._content.contacts]
        return [*(self.contact(one) for one in known), self.text("numbers-not-called")]

    def _source_line(self, statement: Statement) -> str:
        sources = []
        for citation in statement.cites:
            instrument, provision = self._content.provision(citation)
            title, label = instrument.short_title.in_(self._language), provision.label.in_(self._language)
            sources.append(f"{title}, {label}")
        return self.text("source", sources="; ".join(sources), date=statement.as_of.isoformat())

    def _more(self, intent: str, part: str, variant: str) -> list[list[Button]]:
        tail = f":{variant}" if variant else ""
        rows = [
            [Button(text=self.text(f"button-{one}"), payload=f"part:{one}:{intent}{tail}")]
            for one in PARTS
            if one != part
        ]
        return [*rows, [self._person_button()]]

    def _person_button(self) -> Button:
        return Button(text=self.text("button-person"), payload="say:talk_to_human")
