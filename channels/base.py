"""The contract of a channel: it delivers one message, or says by a closed list of errors why not."""

from typing import Protocol

from core.contracts import OutboundMessage


class SendError(Exception):
    """A message was not delivered. `reason` is a word for the transcript, never a worker's text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RetryError(SendError):
    """A passing fault: try again after a pause."""


class ThrottledError(SendError):
    """The channel asks for a pause of `seconds`, for this chat."""

    def __init__(self, seconds: float) -> None:
        super().__init__("throttled")
        self.seconds = seconds


class StoppedError(SendError):
    """The worker stopped the bot or is gone: send nothing more until they write again."""


class RejectedError(SendError):
    """The channel will never take this message."""


class Channel(Protocol):
    """Delivers messages. One instance serves all conversations of its channel."""

    name: str

    async def send(self, message: OutboundMessage) -> str:
        """Deliver one message with its buttons.

        Returns:
            The channel's own id of the message, or an empty string.

        Raises:
            SendError: one of the four kinds above; nothing else.
        """
        ...

    async def typing(self, address: str) -> None:
        """Show that an answer is coming, if the channel can. Never raises."""
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...
