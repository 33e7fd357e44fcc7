"""Raises the alarm: somebody may be in danger, by what the classifier believes or by what the phrase list says.

Either of the two is enough. It refuses to lower an alarm and to change the intent.
"""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.normaliser import MOST_CHARACTERS
from language.urgency import find_alarm

URGENT = "urgent_"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Urgency(GraphComponent):
    """Sets `urgent` and `urgent_by`; the classifier raises it when its urgent intents reach `raise_from` together."""

    def __init__(self, config: Dict[str, Any]) -> None:
        self._raise_from: float = config["raise_from"]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """See Rasa's GraphComponent."""
        return {"raise_from": 0.3}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Urgency:
        """See Rasa's GraphComponent."""
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        """Judge every message."""
        for message in messages:
            raised_by = ["classifier"] if self._believes(message) else []
            if find_alarm((message.get(TEXT) or "")[:MOST_CHARACTERS]):
                raised_by.append("phrases")
            message.set("urgent", bool(raised_by), add_to_output=True)
            message.set("urgent_by", raised_by, add_to_output=True)
        return messages

    def _believes(self, message: Message) -> bool:
        chances: Dict[str, float] = message.get("chances")
        return sum(chance for name, chance in chances.items() if name.startswith(URGENT)) >= self._raise_from
