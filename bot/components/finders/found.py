"""What a finder hands back: one entity with its place in the text.

It knows nothing of how entities are found; `best` settles which of two overlapping ones stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Iterable, List


@dataclass(frozen=True)
class Found:
    """One entity in a text in normal form: `text[start:end]`, its normalised value and what else is known of it."""

    entity: str
    start: int
    end: int
    value: Any
    more: Dict[str, Any] = field(default_factory=dict)


def best(found: Iterable[Found]) -> List[Found]:
    """The longest of those that overlap (of equals, the one found first), in the order of the text."""
    kept: List[Found] = []
    for one in sorted(found, key=lambda one: one.start - one.end):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)
