"""Says whether the top guess may be answered: yes, ask between the likeliest, or no.

Two numbers in config.yml decide; it refuses to change the guess itself.
"""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Understanding(GraphComponent):
    """Sets `understood`: "yes" from the confidence `answer_from` on, "ask" from `ask_from` on, else "no"."""

    def __init__(self, config: Dict[str, Any]) -> None:
        self._answer_from: float = config["answer_from"]
        self._ask_from: float = config["ask_from"]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """See Rasa's GraphComponent."""
        return {"answer_from": 0.5, "ask_from": 0.2}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Understanding:
        """See Rasa's GraphComponent."""
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        """Judge every message."""
        for message in messages:
            message.set("understood", self._judge(message.get("intent")["confidence"]), add_to_output=True)
        return messages

    def _judge(self, confidence: float) -> str:
        if confidence >= self._answer_from:
            return "yes"
        return "ask" if confidence >= self._ask_from else "no"
