"""Says which language a message is written in.

The guess comes from the shared package `language`; this component only hands it to Rasa and decides nothing.
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
from language.identify import identify


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class LanguageGuess(GraphComponent):
    """Sets `language` {code, guess, confidence}."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LanguageGuess:
        """See Rasa's GraphComponent."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Guess the language of every message."""
        for message in messages:
            guess = identify((message.get(TEXT) or "")[:MOST_CHARACTERS])
            found = {"code": guess.code, "guess": guess.guess, "confidence": float(guess.confidence)}
            message.set("language", found, add_to_output=True)
        return messages
