"""Two experts and how far each is trusted: one judges a text by its letters, one by its meaning.

It knows rows of numbers and labels, no texts. Probabilities mean what they say: one temperature is set on rows that
the experts had not seen. It refuses pickles, so that a model file can hold nothing but numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Tuple

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.svm import LinearSVC

HELD_OUT = 0.12
# Margins of support vectors lie around -1..1; this makes chances of them that spread like those of the other expert.
MARGIN_SCALE = 4.0
TINY = 1e-5


@dataclass(frozen=True)
class Rows:
    """What is known of some texts: letter features, meaning features (may be empty), and which are romanised."""

    letters: csr_matrix
    meaning: np.ndarray
    romanised: np.ndarray

    def __getitem__(self, chosen: np.ndarray) -> Rows:
        return Rows(self.letters[chosen], self.meaning[chosen], self.romanised[chosen])


@dataclass(frozen=True)
class Settings:
    """`letter_cost` and `meaning_cost`: how hard each expert tries to fit each sentence. `trust` and
    `trust_romanised`: the weight of the second expert; encoders hardly know Khmer and Thai in Latin letters."""

    letter_cost: float = 0.5
    meaning_cost: float = 5.0
    trust: float = 0.7
    trust_romanised: float = 0.2


class Panel:
    """A classifier of the two experts."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._numbers: Dict[str, np.ndarray] = {}
        self._temperature = 1.0

    def fit(self, rows: Rows, labels: np.ndarray) -> None:
        """Fit on `rows` and `labels` (0..n-1); first without a part, which sets the temperature."""
        seen, unseen = _split(labels)
        self._fit(rows[seen], labels[seen])
        self._temperature = best_temperature(self._judge(rows[unseen]), labels[unseen])
        self._fit(rows, labels)

    def probabilities(self, rows: Rows) -> np.ndarray:
        """The chance of each class for every row; each line sums to 1."""
        return softmax(self._judge(rows) / self._temperature)

    def write(self, path: Path) -> None:
        """Write the numbers to `path` (npz), the weights in half precision."""
        small = {name: number.astype(np.float16) for name, number in self._numbers.items()}
        np.savez_compressed(path, temperature=np.float32(self._temperature), **small)

    def read(self, path: Path) -> None:
        """Read what `write` wrote."""
        with np.load(path, allow_pickle=False) as numbers:
            self._numbers = {name: numbers[name].astype(np.float32) for name in numbers if name != "temperature"}
            self._temperature = float(numbers["temperature"])

    def _fit(self, rows: Rows, labels: np.ndarray) -> None:
        letters = LinearSVC(C=self._settings.letter_cost, class_weight="balanced", random_state=0)
        letters.fit(rows.letters, labels)
        self._numbers = _weights("letters", letters)
        if rows.meaning.shape[1]:
            meaning = LogisticRegression(C=self._settings.meaning_cost, max_iter=200)
            meaning.fit(rows.meaning, labels)
            self._numbers.update(_weights("meaning", meaning))

    def _judge(self, rows: Rows) -> np.ndarray:
        by_letters = log_chances(self._margins("letters", rows.letters) * MARGIN_SCALE)
        if "meaning" not in self._numbers:
            return by_letters
        by_meaning = log_chances(self._margins("meaning", rows.meaning))
        trust = np.where(rows.romanised, self._settings.trust_romanised, self._settings.trust)
        return by_letters + trust[:, np.newaxis] * by_meaning

    def _margins(self, expert: str, rows: csr_matrix) -> np.ndarray:
        margins: np.ndarray = rows @ self._numbers[expert].T + self._numbers[f"{expert}_bias"]
        return margins


def _split(labels: np.ndarray) -> Tuple[np.ndarray, np.ndarray]:
    seen, unseen = train_test_split(np.arange(len(labels)), test_size=HELD_OUT, random_state=0, stratify=labels)
    return seen, unseen


def _weights(expert: str, fitted: LinearSVC) -> Dict[str, np.ndarray]:
    return {expert: fitted.coef_.astype(np.float32), f"{expert}_bias": fitted.intercept_.astype(np.float32)}


def softmax(margins: np.ndarray) -> np.ndarray:
    """Each line as chances that sum to 1."""
    raised = np.exp(margins - margins.max(axis=1, keepdims=True))
    chances: np.ndarray = raised / raised.sum(axis=1, keepdims=True)
    return chances


def log_chances(margins: np.ndarray) -> np.ndarray:
    """The logarithm of `softmax`, bounded so that no expert can rule a class out."""
    logs: np.ndarray = np.log(softmax(margins) + TINY)
    return logs


def best_temperature(margins: np.ndarray, labels: np.ndarray) -> float:
    """The divisor of `margins` under which the true labels are least surprising."""

    def surprise(log_temperature: float) -> float:
        chances = softmax(margins / np.exp(log_temperature))
        return float(-np.log(chances[np.arange(len(labels)), labels] + 1e-12).mean())

    return float(np.exp(minimize_scalar(surprise, bounds=(-3, 3), method="bounded").x))
