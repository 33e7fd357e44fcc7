"""First in the pipeline: brings each message into its normal form beside what the worker typed.

It never changes the raw text, with one exception: a message that starts with a slash, which Rasa would take for a
command of its own ("/restart"), gets a look-alike of the same length.
"""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from language.normalize import normalize

NORMAL_TEXT = "normal_text"
# Nobody reads further, neither model nor phrase list; five messages of the longest kind Telegram sends.
MOST_CHARACTERS = 20_000
HARMLESS_SLASH = "\u2215"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class Normaliser(GraphComponent):
    """Sets `normal_text` on every message."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Normaliser:
        """See Rasa's GraphComponent."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Set the normal form of every training sentence."""
        self.process([example for example in training_data.training_examples if example.get(TEXT)])
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the normal form of every message."""
        for message in messages:
            text = message.get(TEXT) or ""
            if text.lstrip().startswith("/"):
                message.set(TEXT, text.replace("/", HARMLESS_SLASH, 1), add_to_output=True)
            message.set(NORMAL_TEXT, normalize(text[:MOST_CHARACTERS]).text)
        return messages
