"""Says which of the intents a message most likely has, with probabilities that mean what they say.

A linear model over all features the components before it left on the message. It always answers with its top guess
and refuses to judge whether that is good enough: that is `understanding.py`.
"""

from __future__ import annotations

import json
from typing import Any, Dict, List

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.linear import LinearModel, message_rows

RANKING_LENGTH = 10


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentModel(GraphComponent):
    """Sets `intent` and `intent_ranking`.

    Config: `cost` (how hard the model tries to fit each sentence), `dense_weight` (of the dense features).
    """

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = LinearModel(cost=config["cost"])
        self._names: List[str] = []

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """See Rasa's GraphComponent."""
        return {"cost": 1.0, "dense_weight": 1.0}

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
            component._model.read(folder / "weights.npz")
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Fit the model on the training sentences."""
        examples = training_data.intent_examples
        names = sorted({example.get(INTENT) for example in examples})
        labels = np.array([names.index(example.get(INTENT)) for example in examples])
        self._model.fit(message_rows(examples, self._config["dense_weight"]), labels)
        with self._storage.write_to(self._resource) as folder:
            (folder / "intents.json").write_text(json.dumps(names), encoding="utf-8")
            self._model.write(folder / "weights.npz")
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Set the top guess and the ranking of every message."""
        for message in messages:
            chances = self._model.probabilities(message_rows([message], self._config["dense_weight"]))[0]
            order = np.argsort(-chances)[:RANKING_LENGTH]
            ranking = [{"name": self._names[at], "confidence": float(chances[at])} for at in order]
            message.set("intent", dict(ranking[0]), add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages
