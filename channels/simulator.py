"""The simulator: a page and a terminal that behave like a worker's phone. Delivery is a mark in the database;
the phone reads what was sent. It carries no real worker's message."""

from core.contracts import OutboundMessage

NAME = "simulator"


class Simulator:
    """A channel whose every delivery succeeds."""

    name = NAME

    async def send(self, message: OutboundMessage) -> str:
        """Nothing to carry: the phone reads the transcript."""
        return ""

    async def typing(self, address: str) -> None:
        """Nothing to show."""

    async def close(self) -> None:
        """Nothing to give back."""
