"""Makes pages: templates that escape everything, in the operator's language, with static files that name their content.
It reads no database."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from core.content.library import Shelf
from core.contracts import LANGUAGES, Language
from core.i18n import Catalogues
from escalation.console.words import Words, bangkok, lang_of, utc
from escalation.operators.sessions import Visitor
from escalation.permissions import Action, may

HERE = Path(__file__).parent
STATIC = HERE / "static"


class Pages:
    """Renders templates."""

    def __init__(self, catalogues: Catalogues, shelf: Shelf) -> None:
        self._catalogues = catalogues
        self._shelf = shelf
        self.files = {path.name: path for path in sorted(STATIC.iterdir())}
        self._versions = {name: hashlib.sha256(path.read_bytes()).hexdigest()[:12] for name, path in self.files.items()}
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters.update(bangkok=bangkok, utc=utc)
        self._templates.globals.update(
            static=self.static, lang_of=lang_of, languages=LANGUAGES, may=may, Action=Action, dashed=_dashed
        )

    def static(self, name: str) -> str:
        """The address of a static file; another content has another address."""
        return f"/console/static/{name}?v={self._versions[name]}"

    def words(self, language: Language) -> Words:
        """The labels in one language."""
        return Words(self._catalogues, self._shelf, language)

    def html(self, template: str, language: Language, values: Mapping[str, Any]) -> str:
        """One template, filled.

        Args:
            template: its file name.
            language: of the labels.
            values: what it shows.
        """
        words = self.words(language)
        return self._templates.get_template(template).render(words=words, t=words.t, language=language, **values)


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for whoever asks, in their language.

    Args:
        request: who asks.
        template: the template's file name.
        status: the HTTP status.
        values: what the template shows.
    """
    pages = cast(Pages, request.app.state.pages)
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    shown = {"visitor": visitor, "here": request.url.path, **values}
    html = pages.html(template, language_of(request), shown)
    return HTMLResponse(html.encode("utf-8", "replace"), status)  # a message may hold half a character


def language_of(request: Request) -> Language:
    """The operator's language; before the log-in the one asked for in the address, then the browser's."""
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    if visitor is not None:
        return visitor.language
    wanted = [request.query_params.get("language", "")]
    wanted += [part.split(";")[0].strip()[:2] for part in request.headers.get("accept-language", "").split(",")]
    return cast(Language, next((code for code in wanted if code in LANGUAGES), "en"))


def _dashed(name: str) -> str:
    return name.replace("_", "-")
