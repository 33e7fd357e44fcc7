"""Turns a message into weighted counts of its letter sequences: the features that need no word segmentation.

Two views of the text, each with its own vocabulary: the normal form, and the folded key in which usual spellings look
alike. It refuses to look at anything but the text.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List

import numpy as np
from language.fold import native_key, roman_key
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.components.normaliser import NORMAL_TEXT


def plain(text: str) -> str:
    """The normal form in lower case, with an edge at both ends."""
    return f" {text.casefold()} "


def folded(text: str) -> str:
    """The key in which usual spellings look alike: without spaces when there is Khmer or Thai in it."""
    native = any("\u0e00" <= char <= "\u0e7f" or "\u1780" <= char <= "\u17ff" for char in text)
    return native_key(text) if native else roman_key(text)


VIEWS = {"plain": plain, "folded": folded}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class TextFeatures(GraphComponent):
    """Adds one sparse sentence feature to every message.

    Config: `views`: for each view (plain, folded) its `ngrams` [shortest, longest] and `most` n-grams kept.
    """

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._views: Dict[str, Dict[str, Any]] = config["views"]
        self._storage = storage
        self._resource = resource
        self._vectorizers: Dict[str, TfidfVectorizer] = {}

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """See Rasa's GraphComponent."""
        return {
            "views": {
                "plain": {"ngrams": [1, 5], "most": 80_000},
                "folded": {"ngrams": [2, 5], "most": 60_000},
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
            for view in component._views:
                component._vectorizers[view] = component._read(view, folder)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which letter sequences occur, and how rare each is."""
        texts = [example.get(NORMAL_TEXT) for example in training_data.intent_examples]
        with self._storage.write_to(self._resource) as folder:
            for view in self._views:
                vectorizer = self._new(view).fit(texts)
                terms = sorted(vectorizer.vocabulary_, key=vectorizer.vocabulary_.get)
                (folder / f"{view}.json").write_text(json.dumps(terms, ensure_ascii=False), encoding="utf-8")
                np.save(folder / f"{view}.npy", vectorizer.idf_.astype(np.float32))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the features to every training sentence."""
        self.process(training_data.intent_examples)
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the features to every message."""
        if messages:
            rows = self.features([message.get(NORMAL_TEXT) for message in messages])
            for number, message in enumerate(messages):
                message.add_features(Features(rows[number], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__))
        return messages

    def features(self, texts: List[str]) -> csr_matrix:
        """One row per text in normal form."""
        return hstack([vectorizer.transform(texts) for vectorizer in self._vectorizers.values()], format="csr")

    def _new(self, view: str, **learned: Any) -> TfidfVectorizer:
        settings = self._views[view]
        return TfidfVectorizer(
            analyzer="char",
            preprocessor=VIEWS[view],
            ngram_range=tuple(settings["ngrams"]),
            max_features=settings["most"],
            min_df=1 if learned else 2,
            sublinear_tf=True,
            dtype=np.float32,
            **learned,
        )

    def _read(self, view: str, folder: Path) -> TfidfVectorizer:
        terms = json.loads((folder / f"{view}.json").read_text(encoding="utf-8"))
        vectorizer = self._new(view, vocabulary={term: number for number, term in enumerate(terms)})
        vectorizer.idf_ = np.load(folder / f"{view}.npy")
        return vectorizer
