"""Finds what a message names: places, sums, times, papers, trades and case numbers.

By rules and closed lists, so that every hit can be explained; the lists are kept in the model. It refuses to learn
entities from sentences, and gives offsets into the text as the worker typed it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict, Iterable, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML

from bot.components.finders.cases import find_cases
from bot.components.finders.found import Found, best
from bot.components.finders.money import find_money
from bot.components.finders.places import PlaceFinder
from bot.components.finders.things import ThingFinder, TradeFinder
from bot.components.finders.times import find_times
from bot.components.normaliser import MOST_CHARACTERS
from language.normalize import normalize

Finder = Callable[[str], Iterable[Found]]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EntityFinder(GraphComponent):
    """Sets `entities`. Config: the files `provinces`, `documents` and `sectors`, read when training."""

    def __init__(self, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._files = {name: Path(config[name]) for name in ("provinces", "documents", "sectors")}
        self._storage = model_storage
        self._resource = resource
        self._finders: List[Finder] = []

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """See Rasa's GraphComponent."""
        return {
            "provinces": "content/provinces.yml",
            "documents": "nlu_data/lookups/documents.yml",
            "sectors": "nlu_data/lookups/sectors.yml",
        }

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityFinder:
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
    ) -> EntityFinder:
        """See Rasa's GraphComponent."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._finders = finders({name: folder / f"{name}.yml" for name in component._files})
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Take the lists into the model; a list that can't be read fails the training."""
        finders(self._files)
        with self._storage.write_to(self._resource) as folder:
            for name, file in self._files.items():
                (folder / f"{name}.yml").write_bytes(file.read_bytes())
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the entities of every message."""
        for message in messages:
            found = find_entities(self._finders, (message.get(TEXT) or "")[:MOST_CHARACTERS])
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages


def finders(files: Dict[str, Path]) -> List[Finder]:
    """One finder per kind of entity, from the lists in `files`."""
    lists = {name: YAML(typ="safe").load(file.read_text(encoding="utf-8")) for name, file in files.items()}
    return [
        find_cases,
        find_money,
        find_times,
        PlaceFinder(lists["provinces"]["provinces"]).find,
        ThingFinder("document", lists["documents"]).find,
        TradeFinder("sector", lists["sectors"]).find,
    ]


def find_entities(finders: List[Finder], text: str) -> List[Dict[str, Any]]:
    """The entities of a raw `text` in Rasa's form, in the order of the text; no two overlap."""
    normal = normalize(text)
    entities = []
    for found in best(one for finder in finders for one in finder(normal.text)):
        start, end = normal.raw_span(found.start, found.end)
        place = {"entity": found.entity, "start": start, "end": end, "value": found.value}
        entities.append({**place, **found.more, "extractor": "EntityFinder"})
    return entities
