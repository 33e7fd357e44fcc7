"""What must happen even if the bot is wrong, slow or dead: emergency numbers first, a case, a question, an honest word.
It needs the phrase list, the content and the catalogues, and never Rasa."""

from dataclasses import dataclass

from core.content import Content
from core.contracts import Language, Parse, Say, SayButton
from helpline.render import Renderer
from language import find_alarm

KINDS = (
    "urgent_medical",
    "urgent_self_harm",
    "urgent_child",
    "urgent_sexual_abuse",
    "urgent_trafficking",
    "urgent_violence",
    "urgent_detained",
)
IN_DANGER = [
    SayButton(text="button-danger-yes", payload="danger:yes"),
    SayButton(text="button-danger-no", payload="danger:no"),
]


@dataclass(frozen=True)
class Alarm:
    """Someone may be in danger. A doubtful alarm gets the numbers and a question; only a "no" lowers it."""

    kind: str
    doubtful: bool


def alarm_in(texts: list[str], parse: Parse | None) -> Alarm | None:
    """The gravest alarm in what a worker wrote, by the phrase list or by the classifier: either is enough.

    Args:
        texts: the messages of the turn, each for itself.
        parse: what Rasa understood, or None when it is dead.
    """
    phrases = [one for text in texts if (one := find_alarm(text))]
    if phrases and all(one.bare_cry for one in phrases):  # nobody can know what it is: ask, whatever the model guesses
        return Alarm("urgent_violence", doubtful=True)
    found = [Alarm(one.kind, one.doubtful) for one in phrases]
    if parse and parse.intent.name in KINDS:
        found.append(Alarm(parse.intent.name, doubtful=parse.understood != "yes"))
    elif parse and parse.urgent and not found:
        likely = next((one.name for one in parse.intent_ranking if one.name in KINDS), "urgent_violence")
        found.append(Alarm(likely, doubtful=True))
    if not found:
        return None
    sure = [one for one in found if not one.doubtful]
    return min(sure or found, key=lambda one: KINDS.index(one.kind))


def numbers(content: Content, renderer: Renderer, kind: str, country: str | None, language: Language) -> str:
    """The emergency numbers for one kind of danger, the most important first, with a sentence to read out.

    Args:
        content: holds `urgent_numbers.yml`, which rules over the order in answers.
        renderer: in the worker's language.
        kind: an `urgent_*` intent.
        country: `th`, `kh`, or None when not known: then Thailand's, and Cambodia's in one line.
        language: the worker's.
    """
    lines = [renderer.text("urgent-heading")]
    for contact_id in content.urgent_numbers["KH" if country == "kh" else "TH"][kind]:
        contact = content.contacts[contact_id]
        lines.append(f"☎ {contact.phones[0].number} - {contact.name.in_(language)}")
    if country is None:
        police, ambulance = police_and_ambulance(content, "kh")
        lines.append(renderer.text("urgent-in-cambodia", police=police, ambulance=ambulance))
    if country != "kh" and language != "th":
        lines.append(renderer.text("urgent-read-out"))
    return "\n".join(lines)


def police_and_ambulance(content: Content, country: str | None) -> tuple[str, str]:
    """The two numbers that everybody should know; Thailand's unless the worker is in Cambodia."""
    ids = ("kh_police_117", "kh_ambulance_119") if country == "kh" else ("police_191", "ems_1669")
    police, ambulance = (content.contacts[one].phones[0].number for one in ids)
    return police, ambulance


def question() -> Say:
    """Is somebody in danger now?"""
    return Say(text="danger-question", buttons=IN_DANGER)
