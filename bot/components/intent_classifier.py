"""Says which of the intents a message most likely has, with probabilities that mean what they say.

It always answers with its top guess and refuses to judge whether that is good enough: that is `understanding.py`.
"""

from __future__ import annotations

import json
import logging
from typing import Any, Dict, List

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, vstack

from bot.components.panel import Panel, Rows, Settings
from language.identify import identify

RANKING_LENGTH = 10

logger = logging.getLogger("helpline.training")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentModel(GraphComponent):
    """Sets `intent` and `intent_ranking`. Config: the fields of `panel.Settings`."""

    def __init__(self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._panel = Panel(Settings(**{name: config[name] for name in self.get_default_config()}))
        self._storage = model_storage
        self._resource = resource
        self._names: List[str] = []

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """See Rasa's GraphComponent."""
        return dict(vars(Settings()))

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentModel:
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
    ) -> IntentModel:
        """See Rasa's GraphComponent."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._names = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
            component._panel.read(folder / "weights.npz")
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the panel on the training sentences."""
        examples = training_data.intent_examples
        names = sorted({example.get(INTENT) for example in examples})
        logger.info("fitting %d intents on %d sentences", len(names), len(examples))
        self._panel.fit(message_rows(examples), np.array([names.index(example.get(INTENT)) for example in examples]))
        with self._storage.write_to(self._resource) as folder:
            (folder / "intents.json").write_text(json.dumps(names), encoding="utf-8")
            self._panel.write(folder / "weights.npz")
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the top guess and the ranking of every message."""
        for message in messages:
            chances = self._panel.probabilities(message_rows([message]))[0]
            order = np.argsort(-chances)[:RANKING_LENGTH]
            ranking = [{"name": self._names[at], "confidence": float(chances[at])} for at in order]
            message.set("intent", dict(ranking[0]), add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
            message.set("chances", dict(zip(self._names, map(float, chances), strict=False)))
        return messages


def message_rows(messages: List[Message]) -> Rows:
    """The features that the components before left on `messages`; empty ones where a component isn't there."""
    letters, meaning = [], []
    for message in messages:
        _, one_sparse = message.get_sparse_features(TEXT)
        _, one_dense = message.get_dense_features(TEXT)
        letters.append(one_sparse.features if one_sparse else csr_matrix((1, 0), dtype=np.float32))
        meaning.append(one_dense.features if one_dense else np.zeros((1, 0), dtype=np.float32))
    romanised = [identify(message.get(TEXT)).code.endswith("-Latn") for message in messages]
    return Rows(vstack(letters, format="csr"), np.vstack(meaning), np.array(romanised))
