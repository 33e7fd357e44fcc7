"""The base of every action: it never raises and is never silent, because Rasa swallows both.
It also asks back when the model was not sure, so that no action has to."""

import logging
from collections.abc import Iterable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.shelf import content
from core.content import Content
from core.contracts import Request, Say, SayButton

log = logging.getLogger(__name__)
MOST_CHOICES = 3
PERSON = SayButton(text="button-person", payload="say:talk_to_human")
MENU = SayButton(text="button-menu", payload="menu")
Said = Iterable[Say | Request]


class Heard:
    """What an action may know of the turn: the parse, the conversation's metadata, the content."""

    def __init__(self, message: dict[str, Any]) -> None:
        self._message = message
        self.metadata: dict[str, Any] = message.get("metadata") or {}
        self.text: str = message.get("text") or ""
        self.intent: str = (message.get("intent") or {}).get("name") or ""
        self.understood: str = message.get("understood") or "yes"

    @property
    def content(self) -> Content:
        """The content in use."""
        return content()

    @property
    def province(self) -> str | None:
        """The province that was said now, else the one that is remembered."""
        said = self.place()
        return said.province if said else self.metadata.get("province")

    def entities(self, name: str) -> list[dict[str, Any]]:
        """The entities of one kind, in the order of the text."""
        return [one for one in self._message.get("entities") or [] if one.get("entity") == name]

    def place(self) -> Request | None:
        """The place that was said in this message, as a request to remember it."""
        for entity in self.entities("province"):
            province = str(entity["value"])
            country: Any = province[:2].lower()
            return Request(do="set_place", country=country, province=province, town=entity.get("town"))
        return None

    def likely(self) -> list[str]:
        """The intents between which the model hesitates, the likeliest first."""
        ranking = self._message.get("intent_ranking") or []
        return [guess["name"] for guess in ranking[:MOST_CHOICES]]


class SafeAction(Action):  # type: ignore[misc]  # rasa-sdk is untyped
    """An action of ours. A subclass sets `called` and yields what to say and to do in `answer`."""

    called = ""
    asks_back = True

    def name(self) -> str:
        """The name in Rasa's domain."""
        return self.called

    def answer(self, heard: Heard) -> Said:
        """What to say and to request."""
        raise NotImplementedError

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Called by rasa-sdk: puts what `answer` yields among the messages."""
        try:
            said = list(self._said(Heard(tracker.latest_message)))
        except Exception as error:  # the worker must get a person instead of silence
            log.error("%s failed: %s", self.called, type(error).__name__)
            said = [Say(text="action-failed"), Request(do="open_case", kind="action_failed", priority="high")]
        for one in said:
            kind = "say" if isinstance(one, Say) else "request"
            dispatcher.utter_message(json_message={"helpline": {kind: one.model_dump(exclude_defaults=True)}})
        return []

    def _said(self, heard: Heard) -> Said:
        if place := heard.place():
            yield place
        if self.asks_back and heard.understood == "no":
            yield Say(text="misunderstood", buttons=[MENU, PERSON])
            yield Request(do="misunderstood")
        elif self.asks_back and heard.understood == "ask":
            choices = [
                SayButton(text=f"topic-{name.replace('_', '-')}", payload=f"intent:{name}") for name in heard.likely()
            ]
            yield Say(text="ask-which", buttons=[*choices, PERSON])
        else:
            yield from self.answer(heard)
