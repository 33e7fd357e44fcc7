"""Short ways to say what a worker sent, for tests."""

import itertools
from datetime import timedelta

from core.contracts import InboundMessage, Kind
from core.db import Database
from core.messages import inbox
from core.messages.inbox import Accepted

NOW = timedelta(0)
_numbers = itertools.count(1)


def message(text: str = "hello", *, address: str = "worker-1", identity: str = "", **changes: object) -> InboundMessage:
    """A message of a simulated worker; every one is new unless `identity` is given."""
    fields: dict[str, object] = {"kind": Kind.TEXT, "test": True} | changes
    return InboundMessage(
        channel="simulator",
        address=address,
        identity=identity or f"{address}:{next(_numbers)}",
        text=text,
        **fields,  # type: ignore[arg-type]  # a test's own words
    )


async def send(database: Database, text: str = "hello", quiet: timedelta = NOW, **changes: object) -> Accepted:
    """Put a worker's message into the inbox."""
    return await inbox.accept(database, message(text, **changes), quiet)  # type: ignore[arg-type]
