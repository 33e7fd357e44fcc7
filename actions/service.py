"""Everything about the helpline itself: greetings, the menu, languages, who reads this, what we can't do."""

from actions.base import MENU, PERSON, Heard, SafeAction, Said
from core.contracts import LANGUAGES, Say, SayButton

LANGUAGE_BUTTONS = [SayButton(text=f"language-name-{code}", payload=f"lang:{code}") for code in LANGUAGES]


class ChangeLanguage(SafeAction):
    """Speak another language: the worker chooses by a button."""

    called = "action_change_language"

    def answer(self, heard: Heard) -> Said:
        yield Say(text="choose-language", buttons=LANGUAGE_BUTTONS)


class Privacy(SafeAction):
    """Who reads this, and who is told."""

    called = "action_privacy"

    def answer(self, heard: Heard) -> Said:
        yield Say(text="privacy", buttons=[PERSON, MENU])


class SmallTalk(SafeAction):
    """Hello, thanks, bye, yes, no, are you a machine, and what is not our business."""

    called = "action_small_talk"

    def answer(self, heard: Heard) -> Said:
        if heard.intent in ("menu", "greet"):
            groups = [
                SayButton(text=f"group-{group}", payload=f"group:{group}")
                for group in ("urgent", "complaints", "rights", "documents")
            ]
            yield Say(text=heard.intent, buttons=[*groups, PERSON])
        elif heard.intent in ("goodbye", "thank"):
            yield Say(text=heard.intent)
        else:
            yield Say(text=heard.intent.replace("_", "-"), buttons=[MENU, PERSON])
