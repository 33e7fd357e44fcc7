"""The linear model behind the classifiers: support vectors for the decision, one temperature for the probabilities.

It knows rows and labels only; it refuses pickles, so that a model file can hold nothing but numbers.
"""

from __future__ import annotations

from pathlib import Path
from typing import List

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC


def message_rows(messages: List[Message], dense_weight: float) -> csr_matrix:
    """One sparse row per message: its sparse sentence features, then the dense ones times `dense_weight`."""
    sparse, dense = [], []
    for message in messages:
        _, one_sparse = message.get_sparse_features(TEXT)
        _, one_dense = message.get_dense_features(TEXT)
        sparse.append(one_sparse.features if one_sparse else csr_matrix((1, 0), dtype=np.float32))
        dense.append(one_dense.features if one_dense else np.zeros((1, 0), dtype=np.float32))
    rows = [vstack(sparse, format="csr"), csr_matrix(np.vstack(dense) * np.float32(dense_weight))]
    return hstack(rows, format="csr")


class LinearModel:
    """One-against-rest linear support vectors with a softmax over the margins."""

    def __init__(self, cost: float, held_out: float = 0.15) -> None:
        self._cost = cost
        self._held_out = held_out
        self._weights = np.zeros((0, 0), dtype=np.float32)
        self._bias = np.zeros(0, dtype=np.float32)
        self._temperature = 1.0

    def fit(self, rows: csr_matrix, labels: np.ndarray) -> None:
        """Fit on `rows` and `labels` (0..n-1); the temperature comes from a part that a first fit didn't see."""
        seen, unseen = train_test_split(
            np.arange(len(labels)), test_size=self._held_out, random_state=0, stratify=labels
        )
        self._fit(rows[seen], labels[seen])
        self._temperature = best_temperature(self.margins(rows[unseen]), labels[unseen])
        self._fit(rows, labels)

    def margins(self, rows: csr_matrix) -> np.ndarray:
        """How far on its side of each class's border every row lies."""
        return rows @ self._weights.T + self._bias

    def probabilities(self, rows: csr_matrix) -> np.ndarray:
        """The chance of each class for every row; each line sums to 1."""
        return softmax(self.margins(rows) / self._temperature)

    def write(self, path: Path) -> None:
        """Write the numbers to `path` (npz), the weights in half precision."""
        np.savez_compressed(
            path, weights=self._weights.astype(np.float16), bias=self._bias, temperature=self._temperature
        )

    def read(self, path: Path) -> None:
        """Read what `write` wrote."""
        with np.load(path, allow_pickle=False) as numbers:
            self._weights = numbers["weights"].astype(np.float32)
            self._bias = numbers["bias"]
            self._temperature = float(numbers["temperature"])

    def _fit(self, rows: csr_matrix, labels: np.ndarray) -> None:
        machine = LinearSVC(C=self._cost, class_weight="balanced", random_state=0).fit(rows, labels)
        self._weights = machine.coef_.astype(np.float32)
        self._bias = machine.intercept_.astype(np.float32)


def softmax(margins: np.ndarray) -> np.ndarray:
    """Each line as chances that sum to 1."""
    raised = np.exp(margins - margins.max(axis=1, keepdims=True))
    chances: np.ndarray = raised / raised.sum(axis=1, keepdims=True)
    return chances


def best_temperature(margins: np.ndarray, labels: np.ndarray) -> float:
    """The divisor of `margins` under which the true labels are least surprising."""

    def surprise(log_temperature: float) -> float:
        chances = softmax(margins / np.exp(log_temperature))
        return float(-np.log(chances[np.arange(len(labels)), labels] + 1e-12).mean())

    return float(np.exp(minimize_scalar(surprise, bounds=(-4, 2), method="bounded").x))
