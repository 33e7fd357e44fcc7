"""The figures of an evaluation: what share was right, how sure it was, how many alarms were raised.

Pure arithmetic on labels and answers; it refuses to know where they came from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.sets import Labelled

URGENT = "urgent_"
BINS = 10


@dataclass(frozen=True)
class Answer:
    """What the model made of one message."""

    intent: str
    confidence: float
    language: str
    urgent: bool
    urgent_by: tuple[str, ...]
    understood: str
    seconds: float


Pairs = Sequence[tuple[Labelled, Answer]]


def share(parts: Sequence[bool]) -> float:
    """The share of true ones in percent; of none, 0."""
    return 100.0 * sum(parts) / len(parts) if parts else 0.0


def accuracy(pairs: Pairs) -> float:
    """Percent of messages whose top guess is the label."""
    return share([answer.intent == labelled.intent for labelled, answer in pairs])


def f1_by_intent(pairs: Pairs) -> dict[str, float]:
    """F1 in percent of every intent that occurs among the labels."""
    right, guessed, labels = Counter[str](), Counter[str](), Counter[str]()
    for labelled, answer in pairs:
        labels[labelled.intent] += 1
        guessed[answer.intent] += 1
        right[labelled.intent] += labelled.intent == answer.intent
    return {intent: 200.0 * right[intent] / (labels[intent] + guessed[intent]) for intent in labels}


def macro_f1(pairs: Pairs) -> float:
    """The mean of `f1_by_intent`."""
    scores = f1_by_intent(pairs)
    return sum(scores.values()) / len(scores) if scores else 0.0


def alarms(pairs: Pairs) -> tuple[float, float]:
    """Percent of urgent messages that raised the alarm, and of the others that raised it falsely."""
    raised = [answer.urgent for labelled, answer in pairs if labelled.intent.startswith(URGENT)]
    false = [answer.urgent for labelled, answer in pairs if not labelled.intent.startswith(URGENT)]
    return share(raised), share(false)


def language_accuracy(pairs: Pairs) -> float:
    """Percent of messages whose language was told rightly."""
    return share([answer.language == labelled.language for labelled, answer in pairs])


def calibration_error(pairs: Pairs) -> float:
    """Expected calibration error in percent: how far confidence and accuracy lie apart, over ten bins."""
    total = 0.0
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        part = [pair for pair in pairs if low < pair[1].confidence <= high]
        if part:
            sure = 100.0 * sum(answer.confidence for _, answer in part) / len(part)
            total += abs(sure - accuracy(part)) * len(part) / len(pairs)
    return total


def understood(pairs: Pairs) -> dict[str, tuple[float, float]]:
    """For yes, ask and no: percent of messages, and percent right among them."""
    parts = {word: [pair for pair in pairs if pair[1].understood == word] for word in ("yes", "ask", "no")}
    return {word: (100.0 * len(part) / max(len(pairs), 1), accuracy(part)) for word, part in parts.items()}


def confusions(pairs: Pairs, most: int) -> list[tuple[str, str, int]]:
    """The most frequent mistakes: label, guess, how often."""
    wrong = Counter((labelled.intent, answer.intent) for labelled, answer in pairs if labelled.intent != answer.intent)
    return [(label, guess, count) for (label, guess), count in wrong.most_common(most)]
