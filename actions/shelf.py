"""The content that the actions look things up in; read at the first use and again when a file changed."""

import os
from functools import cache
from pathlib import Path

from core.content import Content
from core.content.library import Shelf


@cache
def _shelf() -> Shelf:
    return Shelf(Path(os.environ.get("HELPLINE_CONTENT_DIR", "content")))


def content() -> Content:
    """The newest good content."""
    return _shelf().content()
