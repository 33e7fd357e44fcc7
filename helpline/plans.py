"""What a turn is going to do, and the plans that need no bot: commands, buttons, attachments.
A plan is only data; `turns.py` carries it out in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pydantic import ValidationError

from core.content import Content
from core.contracts import LANGUAGES, Parse, Request, Say, SayButton
from core.messages.models import TurnOutcome
from helpline.safety import KINDS, Alarm
from helpline.topics import GROUPS, TOPICS

LANGUAGE_BUTTONS = [SayButton(text=f"language-name-{code}", payload=f"lang:{code}") for code in LANGUAGES]
FOREIGN = ("my", "lo", "vi", "id", "zh")
MOST_CONTACTS = 4
PERSON_BUTTON = SayButton(text="button-person", payload="say:talk_to_human")
MENU_BUTTON = SayButton(text="button-menu", payload="menu")


@dataclass(frozen=True)
class Plan:
    """What to say, what to do, and how the turn ends.

    Attributes:
        say: in order, after the numbers of an alarm.
        requests: what the turn carries out.
        outcome: how the turn ends.
        alarm: someone may be in danger.
        parse: what the bot understood, if it was asked.
        model: which model answered.
        bot_failed: the bot gave no answer.
        lower_alarm: the worker said that nobody is in danger.
    """

    say: list[Say] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    outcome: TurnOutcome = TurnOutcome.ANSWERED
    alarm: Alarm | None = None
    parse: Parse | None = None
    model: str | None = None
    bot_failed: bool = False
    lower_alarm: bool = False


def menu(_: str = "") -> Plan:
    """What the helpline can do, as buttons."""
    groups = [SayButton(text=f"group-{group}", payload=f"group:{group}") for group in GROUPS]
    language = SayButton(text="button-language", payload="language")
    return Plan(say=[Say(text="menu", buttons=[*groups, PERSON_BUTTON, language])])


def choose_language(_: str = "") -> Plan:
    """Ask for the language."""
    return Plan(say=[Say(text="choose-language", buttons=LANGUAGE_BUTTONS)])


def person(_: str = "") -> Plan:
    """The worker wants a person."""
    wanted = Request(do="open_case", kind="talk_to_human", priority="high")
    return Plan(requests=[wanted], outcome=TurnOutcome.HANDED_OVER)


def failed() -> Plan:
    """Something of ours went wrong: say so, and let a person look."""
    return Plan(
        say=[Say(text="action-failed")],
        requests=[Request(do="open_case", kind="action_failed", priority="high")],
        outcome=TurnOutcome.HANDED_OVER,
    )


def start(_: str = "") -> Plan:
    """First contact by `/start`."""
    return Plan(say=[Say(text="welcome", buttons=[*LANGUAGE_BUTTONS, MENU_BUTTON, PERSON_BUTTON])])


def delete(_: str = "") -> Plan:
    """The worker wants to be forgotten: a person does it, and the worker is told so."""
    return Plan(
        say=[Say(text="delete-asked")],
        requests=[Request(do="open_case", kind="delete_my_data", priority="high")],
        outcome=TurnOutcome.HANDED_OVER,
    )


COMMANDS: dict[str, Callable[[], Plan]] = {
    "/start": start,
    "/help": menu,
    "/menu": menu,
    "/language": choose_language,
    "/human": person,
    "/delete": delete,
}


def for_command(text: str) -> Plan | None:
    """The plan for a command such as `/start` or `/help@bot`, or None when it is none of ours."""
    word = text.strip().split(maxsplit=1)[0].split("@", 1)[0].lower() if text.strip() else ""
    make = COMMANDS.get(word)
    return make() if make else None


def for_attachment(kind: str) -> Plan:
    """A photo, a voice note, a sticker: it is kept, and the worker is told what we can do with it."""
    key = "sticker-received" if kind == "sticker" else "attachment-received"
    buttons = [MENU_BUTTON] if kind == "sticker" else [PERSON_BUTTON, MENU_BUTTON]
    return Plan(say=[Say(text=key, buttons=buttons)])


def for_foreign(code: str, content: Content) -> Plan:
    """The worker writes in a language that we don't speak: say so in that language if we can, and name who speaks it.

    Args:
        code: the language's ISO code.
        content: where contacts are.
    """
    speaking = [one.id for one in content.contacts.values() if code in one.languages and one.phones]
    key = f"foreign-{code}" if code in FOREIGN else "foreign-other"
    return Plan(say=[Say(text=key, contacts=speaking[:MOST_CONTACTS], buttons=[PERSON_BUTTON, *LANGUAGE_BUTTONS])])


def _part(rest: str) -> Plan | None:
    part, intent, variant = [*rest.split(":"), "", ""][:3]
    if intent not in TOPICS:
        return None
    try:
        said = Say.model_validate({"answer": intent, "part": part, "variant": variant})
    except ValidationError:
        return None
    return Plan(say=[said], requests=[Request(do="set_topic", topic=intent)])


def _language(code: str) -> Plan | None:
    if code not in LANGUAGES:
        return None
    return Plan(
        say=[Say(text="language-set", buttons=[MENU_BUTTON, PERSON_BUTTON])],
        requests=[Request(do="set_language", language=code)],
    )


def _group(group: str) -> Plan | None:
    if group not in GROUPS:
        return None
    topics = [SayButton(text=f"topic-{name.replace('_', '-')}", payload=f"intent:{name}") for name in GROUPS[group]]
    return Plan(say=[Say(text="group-choose", buttons=topics)])


def _danger(answer: str) -> Plan | None:
    if answer == "no":
        return Plan(say=[Say(text="danger-lowered", buttons=[MENU_BUTTON, PERSON_BUTTON])], lower_alarm=True)
    return Plan(alarm=Alarm("urgent_violence", doubtful=False), outcome=TurnOutcome.URGENT) if answer == "yes" else None


SERVICE: dict[str, Callable[[], Plan]] = {
    "menu": menu,
    "greet": menu,
    "change_language": choose_language,
    "talk_to_human": person,
    "delete_my_data": delete,
    "privacy": lambda: Plan(say=[Say(text="privacy", buttons=[PERSON_BUTTON, MENU_BUTTON])]),
}


def _intent(name: str) -> Plan | None:
    """The worker said by a button what was meant."""
    if name in KINDS:
        return Plan(alarm=Alarm(name, doubtful=False), outcome=TurnOutcome.URGENT)
    if name in TOPICS:
        return Plan(say=[Say(answer=name)], requests=[Request(do="set_topic", topic=name)])
    make = SERVICE.get(name)
    return make() if make else Plan(say=[Say(text="say-it-again", buttons=[MENU_BUTTON, PERSON_BUTTON])])


PRESSED: dict[str, Callable[[str], Plan | None]] = {
    "part": _part,
    "lang": _language,
    "group": _group,
    "danger": _danger,
    "intent": _intent,
    "menu": menu,
    "language": choose_language,
    "say": lambda rest: person() if rest == "talk_to_human" else None,
}


def for_button(payload: str) -> Plan:
    """The plan for a pressed button. No button needs the bot, so all of them work when it is dead."""
    name, _, rest = payload.partition(":")
    make = PRESSED.get(name)
    return (make(rest) if make else None) or too_old()


def too_old() -> Plan:
    """A button that means nothing any more."""
    return Plan(say=[Say(text="button-too-old", buttons=[MENU_BUTTON, PERSON_BUTTON])])
