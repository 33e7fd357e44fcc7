"""Reads the parameters of a call, however they came: query, form, multipart or JSON. It checks types, not meaning."""

import json
from typing import Any

from starlette.requests import Request

from tests.botapi.errors import bad_request


class Params:
    """The parameters of one call, by name."""

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = {name: value for name, value in values.items() if value not in (None, "")}

    def text(self, name: str) -> str:
        """A string, empty when it was not given."""
        return str(self._values.get(name, ""))

    def integer(self, name: str, default: int) -> int:
        """A whole number."""
        try:
            return int(self._values.get(name, default))
        except (TypeError, ValueError):
            raise bad_request(f"parameter {name} must be a number") from None

    def chat_id(self) -> int | None:
        """The chat a call is for; None when it has none that is a number."""
        try:
            return int(self._values["chat_id"])
        except (KeyError, TypeError, ValueError):
            return None

    def true(self, name: str) -> bool:
        """A Boolean, false when it was not given."""
        return str(self._values.get(name, "")).lower() in ("true", "1", "yes")

    def json(self, name: str, default: Any) -> Any:
        """A value that is JSON, or that came within JSON."""
        value = self._values.get(name, default)
        try:
            return json.loads(value) if isinstance(value, str) else value
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None


async def of(request: Request) -> Params:
    """The parameters of a request.

    Raises:
        ApiError: the body is not what its content type says.
    """
    values: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            values |= await request.json()
        except (ValueError, TypeError):
            raise bad_request("can't parse the JSON body") from None
    elif request.method == "POST":
        values |= dict(await request.form())
    return Params(values)
