"""How well entities are found, on the sentences made for that (entities.tsv): precision, recall and F1.

A hit must have the right kind, place and value; it refuses to compare the value of a duration, which the sentences
give as it was written and the model as a code.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.sets import WithEntities

Entity = dict[str, Any]
Hit = tuple[str, int, int, int, str]


@dataclass(frozen=True)
class Figures:
    """Percent; of nothing found or nothing to find, 0."""

    precision: float
    recall: float
    f1: float


def report(labelled: Sequence[WithEntities], found: Sequence[Sequence[Entity]]) -> str:
    """One line per language, then one per kind of entity and language; nothing if there are no sentences."""
    if not labelled:
        return ""
    lines = ["", "entities (precision, recall, F1)"]
    for language in [*sorted({one.language for one in labelled}), "all"]:
        places = [at for at, one in enumerate(labelled) if language in (one.language, "all")]
        wanted = _hits([labelled[at].entities for at in places])
        given = _hits([found[at] for at in places])
        lines.append(_line(language, wanted, given))
        for kind in sorted({hit[0] for hit in wanted | given}):
            lines.append(_line(f"  {kind}", _of(kind, wanted), _of(kind, given)))
    return "\n".join(lines) + "\n"


def figures(wanted: set[Hit], given: set[Hit]) -> Figures:
    """How `given` compares with `wanted`."""
    right = len(wanted & given)
    shares = [100.0 * right / total if total else 0.0 for total in (len(given), len(wanted))]
    return Figures(*shares, 200.0 * right / max(len(wanted) + len(given), 1))


def _hits(sentences: Sequence[Sequence[Entity]]) -> set[Hit]:
    return {
        (one["entity"], number, one["start"], one["end"], _value(one))
        for number, entities in enumerate(sentences)
        for one in entities
    }


def _value(entity: Entity) -> str:
    return "" if entity["entity"] == "duration" else json.dumps(entity["value"], sort_keys=True)


def _of(kind: str, hits: set[Hit]) -> set[Hit]:
    return {hit for hit in hits if hit[0] == kind}


def _line(name: str, wanted: set[Hit], given: set[Hit]) -> str:
    found = figures(wanted, given)
    return f"  {name:20} {len(wanted):4} {found.precision:5.1f} {found.recall:5.1f} {found.f1:5.1f}"
