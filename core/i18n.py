"""Catalogues of the words people read: one sentence per key and language, in Fluent files under content/locales/.
It holds no sentence itself; a key that is missing is an error, never an empty message."""

from collections.abc import Iterable
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk

from core.contracts import LANGUAGES, Language
from core.errors import SetupError


class Catalogues:
    """Sentences by key and language.

    Args:
        folder: holds one folder a language, each with the same .ftl files.

    Raises:
        SetupError: a file is missing or does not parse; the message names it.
    """

    def __init__(self, folder: Path) -> None:
        self._bundles = {language: _bundle(folder / language, language) for language in LANGUAGES}

    def text(self, key: str, language: Language, **values: str | int) -> str:
        """The sentence `key` in `language`, its places filled with `values`.

        Raises:
            SetupError: there is no such key, or a value it needs was not given.
        """
        bundle = self._bundles[language]
        message = bundle.get_message(key) if bundle.has_message(key) else None
        if message is None or message.value is None:
            raise SetupError(f"content/locales/{language}: there is no sentence '{key}'")
        # Numbers are written as they are: grouping them would change "1546" into "1,546".
        plain = {name: str(value) for name, value in values.items()}
        text, errors = bundle.format_pattern(message.value, plain)
        if errors:
            raise SetupError(f"content/locales/{language}: '{key}' could not be filled: {errors[0]}")
        return str(text)

    def has(self, key: str) -> bool:
        """True when `key` exists in every language."""
        return all(bundle.has_message(key) for bundle in self._bundles.values())


def _bundle(folder: Path, language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in _files(folder):
        resource = FluentResource(path.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, Junk):
                raise SetupError(f"{path}: this does not parse: {str(entry.content).strip()[:80]}")
        bundle.add_resource(resource)
    return bundle


def _files(folder: Path) -> Iterable[Path]:
    files = sorted(folder.glob("*.ftl"))
    if not files:
        raise SetupError(f"{folder}: no .ftl file here")
    return files
