"""Reads one update of Telegram: a message for the inbox, a sign that the worker stopped or resumed, or nothing for us.
It stores nothing, and takes no name, user name, phone number or language setting out of the update."""

from dataclasses import dataclass
from typing import Any

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, MessageEntity, Update

from channels.telegram import NAME
from core.contracts import InboundMessage, Kind

KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
CROWDS = ("group", "supergroup", "channel")

# All that the library gets to parse. It refuses a whole update over one field that is not as it expects (a poll from a
# slightly older server was enough), and what a worker wrote must not stay unanswered because of a field nobody needs.
NEEDED = (
    *("message_id", "date", "edit_date", "chat", "from", "text", "caption", "entities"),
    *("id", "chat_instance", "message", "data"),
    *("old_chat_member", "new_chat_member"),
)

# The field of a message, and the word it is kept under. An animation is also sent as a document, a venue as a
# location: the more telling one stands first.
ATTACHMENTS = {
    "animation": "animation",
    "voice": "voice",
    "audio": "audio",
    "photo": "photo",
    "video": "video",
    "video_note": "video",
    "document": "document",
    "sticker": "sticker",
    "location": "location",
    "contact": "contact",
    "dice": "dice",
    "poll": "poll",
    "story": "story",
}


@dataclass(frozen=True)
class Ignored:
    """Nothing for us; `reason` is a word."""

    reason: str


@dataclass(frozen=True)
class Stopped:
    """The worker blocked the bot."""

    address: str


@dataclass(frozen=True)
class Resumed:
    """The worker unblocked the bot."""

    address: str


class UnreadableError(Exception):
    """The update has not the shape that the Bot API promises."""


def read(raw: object) -> InboundMessage | Stopped | Resumed | Ignored:
    """What an update is for us.

    Args:
        raw: one update as JSON had it (Bot API, "Update").

    Raises:
        UnreadableError: it can't be read; it should be set aside, and its neighbours go on.
    """
    if not isinstance(raw, dict):
        raise UnreadableError
    crowd = _chat_type(raw)
    if crowd in CROWDS:  # before all else: of what is said in a group, not even an unreadable update is kept
        return Ignored(str(crowd))
    try:
        update = Update.de_json({kind: _needed(raw[kind]) for kind in ("update_id", *KINDS) if kind in raw}, None)
        if update.callback_query:
            return _button(update.callback_query)
        if update.message:
            return _message(update.message, _attachment(raw["message"]))
        if update.edited_message:
            return _edit(update.edited_message, _attachment(raw["edited_message"]))
        return _membership(update.my_chat_member) if update.my_chat_member else Ignored("not_asked_for")
    except Exception:  # the library raises whatever its parsing stumbles over
        raise UnreadableError from None


def callback_id(raw: object) -> str | None:
    """The id under which a pressed button waits for an answer, or None."""
    query = raw.get("callback_query") if isinstance(raw, dict) else None
    found = query.get("id") if isinstance(query, dict) else None
    return found if isinstance(found, str) else None


def _chat_type(raw: dict[str, Any]) -> object:
    for part in raw.values():
        holder = part.get("message", part) if isinstance(part, dict) else None  # a pressed button holds its message
        chat = holder.get("chat") if isinstance(holder, dict) else None
        if isinstance(chat, dict):
            return chat.get("type")
    return None


def _needed(part: Any) -> Any:
    if not isinstance(part, dict):
        return part
    return {key: _needed(value) if key == "message" else value for key, value in part.items() if key in NEEDED}


def _message(message: Message, attachment: str) -> InboundMessage | Ignored:
    text = message.text or message.caption or ""
    if not text and not attachment:
        return Ignored("service_message")
    return InboundMessage(
        channel=NAME,
        address=str(message.chat.id),
        identity=_identity(message),
        kind=Kind.ATTACHMENT if attachment else Kind.COMMAND if _is_command(message) else Kind.TEXT,
        text=text,
        sent_at=message.date,
        attachment=attachment,
    )


def _edit(message: Message, attachment: str) -> InboundMessage | Ignored:
    text = message.text or message.caption or ""
    if not text:  # a live location moves by edits, and a photo without words says nothing new
        return Ignored("edit_without_text")
    edited_at = message.edit_date or message.date
    return InboundMessage(
        channel=NAME,
        address=str(message.chat.id),
        identity=f"{_identity(message)}:{int(edited_at.timestamp())}",
        kind=Kind.EDIT,
        text=text,
        revises=_identity(message),
        sent_at=edited_at,
        attachment=attachment,
    )


def _button(query: CallbackQuery) -> InboundMessage | Ignored:
    if query.message is None or query.data is None:  # under an inline message, or a game
        return Ignored("button_not_ours")
    return InboundMessage(
        channel=NAME,
        address=str(query.message.chat.id),
        identity=f"callback:{query.id}",
        kind=Kind.BUTTON,
        payload=query.data,
    )


def _membership(change: ChatMemberUpdated) -> Stopped | Resumed:
    gone = change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    return Stopped(str(change.chat.id)) if gone else Resumed(str(change.chat.id))


def _identity(message: Message) -> str:
    return f"{message.chat.id}:{message.message_id}"


def _attachment(fields: dict[str, Any]) -> str:
    return next((word for field, word in ATTACHMENTS.items() if fields.get(field)), "")


def _is_command(message: Message) -> bool:
    first = message.entities[0] if message.entities else None
    return first is not None and first.type == MessageEntity.BOT_COMMAND and first.offset == 0
