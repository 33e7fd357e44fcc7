"""Reads and checks the content folder, and reads it again when it changed. Both the actions and the service use it.
A broken file stops the start with the file, the entry and the field; a running service keeps the last good one."""

import hashlib
import logging
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from core.content.models import Answer, Contact, Instrument, MinimumWage, Notice, OfficeWords, Province, Provision
from core.errors import SetupError
from language import normalize

log = logging.getLogger(__name__)
M = TypeVar("M", bound=BaseModel)
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times faster


class Content:
    """Everything under content/, validated, found by id.

    Args:
        folder: the content folder.

    Raises:
        SetupError: a file is broken; the message names the file, the entry, the field and what to do.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.instruments = _by_id(_entries(sorted((folder / "instruments").glob("*.yml")), Instrument), "id")
        self.contacts = _by_id(_entries([folder / "contacts.yml"], Contact), "id")
        self.provinces = _by_id(_entries([folder / "provinces.yml"], Province), "code")
        self.office_words = _by_id(_entries([folder / "office_words.yml"], OfficeWords), "office")
        self.minimum_wages = _by_id(_entries([folder / "minimum_wages.yml"], MinimumWage), "province")
        self.notices = _by_id(_entries([folder / "notices.yml"], Notice), "id")
        answers = _entries(sorted((folder / "answers").glob("*/*.yml")), Answer)
        self.answers = _by_id(answers, "intent")
        self.urgent_numbers: dict[str, dict[str, list[str]]] = _read(folder / "urgent_numbers.yml")
        _check_references(self)

    def provision(self, citation: str) -> tuple[Instrument, Provision]:
        """The instrument and the provision behind `instrument#key`.

        Raises:
            KeyError: there is no such provision.
        """
        instrument_id, key = citation.split("#", 1)
        instrument = self.instruments[instrument_id]
        return instrument, self._provisions[instrument_id, key]

    def named_in(self, text: str) -> list[Contact]:
        """The reachable contacts of the kind of office that is named in a text ("embassy", "ស្ថានទូត", "สถานทูต")."""
        folded = normalize(text).text.casefold()
        ids = [
            contact
            for office in self.office_words.values()
            if any(word.casefold() in folded for word in office.words)
            for contact in office.contacts
        ]
        return [self.contacts[one] for one in dict.fromkeys(ids) if self.contacts[one].reachable]

    def has_provision(self, citation: str) -> bool:
        """True when the cited provision exists."""
        return tuple(citation.split("#", 1)) in self._provisions

    @cached_property
    def _provisions(self) -> dict[tuple[str, str], Provision]:
        return {(one.id, provision.key): provision for one in self.instruments.values() for provision in one.provisions}


class Shelf:
    """The content in use; reads it again when a file changed, and keeps the last good one when the new is broken."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._signature = signature(folder)
        self._content = Content(folder)

    def content(self) -> Content:
        """The newest good content."""
        now = signature(self._folder)
        if now != self._signature:
            self._signature = now
            try:
                self._content = Content(self._folder)
                log.info("content was read again")
            except SetupError as error:
                log.error("the changed content is broken, the last good one stays: %s", error)
        return self._content


def load(folder: Path) -> Content:
    """Read and check the whole content folder once (see `Content`)."""
    return Content(folder)


def signature(folder: Path) -> str:
    """A hash over the names, sizes and times of all content files: another one means something changed."""
    lines = []
    for path in sorted(folder.rglob("*.yml")):
        stat = path.stat()
        lines.append(f"{path.relative_to(folder)} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506  # it is a safe loader
    except FileNotFoundError:
        raise SetupError(f"{path}: the file is missing") from None
    except yaml.YAMLError as error:
        raise SetupError(f"{path}: this is not valid YAML ({' '.join(str(error).split())})") from None


def _entries(paths: Iterable[Path], model: type[M]) -> list[M]:
    found = []
    for path in paths:
        for number, entry in enumerate(_listed(_read(path)), 1):
            found.append(_entry(path, number, entry, model))
    return found


def _listed(raw: Any) -> list[Any]:
    """A file holds one entry, a list of them, or a list under a heading."""
    if isinstance(raw, dict) and len(raw) == 1 and isinstance(only := next(iter(raw.values())), list):
        return only
    return raw if isinstance(raw, list) else [raw]


def _entry(path: Path, number: int, entry: Any, model: type[M]) -> M:
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        name = next(
            (entry[key] for key in ("id", "intent", "code") if isinstance(entry, dict) and key in entry), number
        )
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "entry"
        raise SetupError(f"{path}: entry '{name}', field '{field}': {first['msg']}") from None


def _by_id(entries: list[M], key: str) -> dict[str, M]:
    found: dict[str, M] = {}
    for entry in entries:
        name = getattr(entry, key)
        if name in found:
            raise SetupError(f"content: '{name}' is there twice among the {type(entry).__name__.lower()}s")
        found[name] = entry
    return found


def _check_references(content: Content) -> None:
    for answer in content.answers.values():
        where = f"content/answers: '{answer.intent}'"
        statements = [answer.short, *answer.law]
        contacts = list(answer.contacts)
        for variant in answer.variants:
            statements += [variant.short, *variant.law]
            contacts += variant.contacts
        _known(where, "cites", [c for s in statements for c in s.cites], content.has_provision)
        _known(where, "contacts", contacts, content.contacts.__contains__)
        if answer.notice and answer.notice not in content.notices:
            raise SetupError(f"{where}, field 'notice': there is no notice '{answer.notice}'")
    for office in content.office_words.values():
        where = f"content/office_words.yml: '{office.office}'"
        _known(where, "contacts", office.contacts, content.contacts.__contains__)
    for country, kinds in content.urgent_numbers.items():
        for kind, ids in kinds.items():
            _known(f"content/urgent_numbers.yml: '{country}.{kind}'", "contacts", ids, content.contacts.__contains__)


def _known(where: str, field: str, names: Iterable[str], exists: Any) -> None:
    for name in names:
        if not exists(name):
            raise SetupError(f"{where}, field '{field}': there is no '{name}'")
