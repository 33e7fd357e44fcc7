"""Sends messages to workers on Telegram, as plain text, and says by the closed list of errors when it can't.
A message in several pieces goes on where it stopped; it repeats nothing that Telegram has confirmed."""

import logging

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError, TimedOut

from channels.base import RejectedError, RetryError, SendError, StoppedError, ThrottledError
from channels.telegram import NAME
from channels.telegram.client import Client, pause_seconds
from channels.telegram.pacing import Pace
from channels.telegram.split import split
from core.contracts import Button, OutboundMessage

log = logging.getLogger(__name__)

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
TYPING_SECONDS = 2.0

# What Telegram says when a chat is gone for good, and the word for the transcript.
# "bot can't send messages to the user" is not among them: it passes.
GONE = {
    "blocked by the user": "blocked",
    "user is deactivated": "deactivated",
    "can't initiate conversation": "never_started",
    "bot was kicked": "kicked",
    "chat not found": "chat_not_found",
    "peer_id_invalid": "chat_not_found",
}


class Telegram:
    """The channel "telegram".

    Args:
        client: the bot. It is given back by `close`.
    """

    name = NAME

    def __init__(self, client: Client) -> None:
        self._client = client
        self._pace = Pace()
        self._sent_pieces: dict[int, int] = {}  # of messages under way, by message id

    async def send(self, message: OutboundMessage) -> str:
        """Send one message, its buttons under the last piece.

        Returns:
            Telegram's id of the last piece.

        Raises:
            SendError: see `channels.base`. After `RetryError` or `ThrottledError` the same message goes on with the
                piece that failed.
        """
        try:
            sent_id = await self._send_pieces(message)
        except (RetryError, ThrottledError):
            raise
        except SendError:
            self._sent_pieces.pop(message.id, None)
            raise
        self._sent_pieces.pop(message.id, None)
        return sent_id

    async def typing(self, address: str) -> None:
        """Show "typing…" for about five seconds. Never raises."""
        try:
            await self._client.send_chat_action(address, ChatAction.TYPING, read_timeout=TYPING_SECONDS)
        except Exception as error:  # nothing depends on it
            log.info("typing was not shown: %s", type(error).__name__)

    async def close(self) -> None:
        """Give back connections."""
        await self._client.disconnect()

    async def _send_pieces(self, message: OutboundMessage) -> str:
        text = message.text.encode("utf-8", "replace").decode()  # half a surrogate pair can't travel
        pieces = split(text)
        sent_id = ""
        for index in range(self._sent_pieces.get(message.id, 0), len(pieces)):
            buttons = message.buttons if index == len(pieces) - 1 else []
            await self._pace.wait(message.address)
            sent_id = await self._send_piece(message.address, pieces[index], buttons)
            self._sent_pieces[message.id] = index + 1
        return sent_id

    async def _send_piece(self, address: str, text: str, buttons: list[list[Button]]) -> str:
        try:
            sent = await self._client.send_message(
                address, text, reply_markup=_keyboard(buttons), link_preview_options=NO_PREVIEW
            )
        except Exception as error:  # the library's errors, and whatever else: the outbox knows four kinds
            raise _send_error(error) from None
        return str(sent.message_id)


def _keyboard(buttons: list[list[Button]]) -> InlineKeyboardMarkup | None:
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.text, callback_data=button.payload) for button in row] for row in buttons]
    )


def _send_error(error: Exception) -> SendError:
    """The kind of a failure. The order matters: in the library a bad request is also a network error."""
    if isinstance(error, RetryAfter):
        return ThrottledError(pause_seconds(error))
    if isinstance(error, Forbidden | BadRequest):
        return _refused(error)
    if isinstance(error, ChatMigrated):  # a group became a supergroup; we write to no groups
        return RejectedError("chat_migrated")
    if isinstance(error, InvalidToken):
        log.error("Telegram refuses the token; correct HELPLINE_TELEGRAM_TOKEN")
        return RetryError("token_refused")
    if isinstance(error, TimedOut):
        return RetryError("timeout")
    return RetryError("not_reached" if isinstance(error, TelegramError) else type(error).__name__[:60])


def _refused(error: Forbidden | BadRequest) -> SendError:
    said = error.message.lower()
    gone = next((word for words, word in GONE.items() if words in said), None)
    if gone:
        return StoppedError(gone)
    return RetryError("forbidden") if isinstance(error, Forbidden) else RejectedError("bad_request")
