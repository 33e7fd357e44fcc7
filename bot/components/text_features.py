"""Turns a message into weighted counts of its letter sequences and words, as Rasa features.

What is counted is in `letter_vectors.py`; this component only hands it to Rasa, and looks at nothing but the text.
"""

from __future__ import annotations

import logging
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.letter_vectors import LetterVectors
from bot.components.normaliser import NORMAL_TEXT

logger = logging.getLogger("helpline.training")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class TextFeatures(GraphComponent):
    """Adds one sparse sentence feature to every message. Config: `views`, see LetterVectors."""

    def __init__(self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._vectors = LetterVectors(config["views"])
        self._storage = model_storage
        self._resource = resource

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """See Rasa's GraphComponent."""
        return {
            "views": {
                "plain": {"ngrams": [1, 5], "most": 150_000},
                "folded": {"ngrams": [2, 5], "most": 100_000},
                "words": {"ngrams": [1, 2], "most": 30_000},
            }
        }

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TextFeatures:
        """See Rasa's GraphComponent."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> TextFeatures:
        """See Rasa's GraphComponent."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._vectors.read(folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the terms of the training sentences."""
        logger.info("learning the letters and words of %d sentences", len(training_data.intent_examples))
        self._vectors.fit([example.get(NORMAL_TEXT) for example in training_data.intent_examples])
        with self._storage.write_to(self._resource) as folder:
            self._vectors.write(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features to every training sentence."""
        self.process(training_data.intent_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the features to every message."""
        if messages:
            rows = self._vectors.transform([message.get(NORMAL_TEXT) for message in messages])
            for number, message in enumerate(messages):
                message.add_features(Features(rows[number], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__))
        return messages
