"""The methods of the Bot API that the server knows, each as its documentation says. They know nothing of HTTP.
Formatting is not interpreted: a call with `parse_mode` is refused rather than half done."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from tests.botapi.errors import ApiError, bad_request
from tests.botapi.params import Params
from tests.botapi.updates import Updates
from tests.botapi.world import Json, World, now, units

LONGEST_TEXT = 4096
LONGEST_CALLBACK_DATA_BYTES = 64
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
BUTTON_KINDS = ("callback_data", "url", "web_app", "login_url", "switch_inline_query", "copy_text", "pay")
ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)

Method = Callable[[World, Params], Any]


def get_me(world: World, _: Params) -> Json:
    """The bot."""
    can = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return world.bot | can | {"can_connect_to_business": False, "has_main_web_app": False}


def send_message(world: World, params: Params) -> Json:
    """Send a text."""
    if not params.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = world.chat_to_write_to(params.chat_id() or 0)
    message = world.write(chat.about["id"], world.bot, _content(params))
    chat.sent.append(message["message_id"])
    return message


def edit_message_text(world: World, params: Params) -> Json:
    """Replace a text of the bot."""
    message = _own_message(world, params, "edit")
    return _changed(message, _content(params))


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Replace the buttons under a message of the bot."""
    message = _own_message(world, params, "edit")
    return _changed(message, {"text": message["text"], **_keyboard(params)})


def delete_message(world: World, params: Params) -> bool:
    """Delete a message of the bot, or one in a private chat."""
    chat_id, message_id = params.chat_id() or 0, params.integer("message_id", 0)
    world.chat_to_write_to(chat_id)
    if world.messages.pop((chat_id, message_id), None) is None:
        raise bad_request("message to delete not found")
    return True


def answer_callback_query(world: World, params: Params) -> bool:
    """Let a pressed button stop spinning."""
    query_id = params.text("callback_query_id")
    if world.pressed.pop(query_id, None) is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    world.answered.append({"callback_query_id": query_id, "text": params.text("text")})
    return True


def send_chat_action(world: World, params: Params) -> bool:
    """Show "typing…"."""
    world.chat_to_write_to(params.chat_id() or 0)
    if params.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def set_my_commands(world: World, params: Params) -> bool:
    """Set the commands for a scope and a language."""
    commands = params.json("commands", [])
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad_request("commands must be a list of at most 100 commands")
    for command in commands:
        if not COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_commands_key(params)] = commands
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    """The commands for a scope and a language."""
    return world.commands.get(_commands_key(params), [])


def get_file(world: World, params: Params) -> Json:
    """Where a file can be downloaded."""
    file_id = params.text("file_id")
    if file_id not in world.files:
        raise bad_request("invalid file_id")
    path, body = world.files[file_id]
    unique = file_id.replace("file-", "unique-")
    return {"file_id": file_id, "file_unique_id": unique, "file_size": len(body), "file_path": path}


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "getFile": get_file,
}


async def call(world: World, updates: Updates, name: str, params: Params) -> Any:
    """Carry out one call. Names are case-insensitive.

    Raises:
        ApiError: the error to answer with.
    """
    of_updates: dict[str, Callable[[Params], Awaitable[Any]]] = {
        "getUpdates": updates.get_updates,
        "setWebhook": updates.set_webhook,
        "deleteWebhook": updates.delete_webhook,
        "getWebhookInfo": updates.get_webhook_info,
    }
    for known, method in of_updates.items():
        if known.lower() == name.lower():
            return await method(params)
    for known, plain in METHODS.items():
        if known.lower() == name.lower():
            result = plain(world, params)
            world.signal.fire()
            return result
    raise ApiError(404, "Not Found: method not found")


def _content(params: Params) -> Json:
    """The text and buttons of a message to send."""
    if params.text("parse_mode"):
        raise bad_request("this test server does not interpret parse_mode")
    text = params.text("text").strip()
    if not text:
        raise bad_request("message text is empty")
    if units(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    content: Json = {"text": text, **_keyboard(params)}
    preview = params.json("link_preview_options", None)
    return content | {"link_preview_options": preview} if preview else content


def _keyboard(params: Params) -> Json:
    markup = params.json("reply_markup", None)
    if not markup or "inline_keyboard" not in markup:
        return {}
    rows = markup["inline_keyboard"]
    for button in (button for row in rows for button in row):
        _check_button(button)
    return {"reply_markup": {"inline_keyboard": rows}} if any(rows) else {}


def _check_button(button: Json) -> None:
    if not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: Text is empty")
    if sum(kind in button for kind in BUTTON_KINDS) != 1:
        raise bad_request("can't parse inline keyboard button: exactly one of its optional fields must be used")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= LONGEST_CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _own_message(world: World, params: Params, act: str) -> Json:
    chat_id, message_id = params.chat_id() or 0, params.integer("message_id", 0)
    world.chat_to_write_to(chat_id)
    message = world.messages.get((chat_id, message_id))
    if message is None:
        raise bad_request(f"message to {act} not found")
    if message.get("from") != world.bot:
        raise bad_request(f"message can't be {act}ed")
    return message


def _changed(message: Json, content: Json) -> Json:
    before = {key: message[key] for key in ("text", "reply_markup") if key in message}
    if before == {key: content[key] for key in ("text", "reply_markup") if key in content}:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are exactly the same as "
            "a current content and reply markup of the message"
        )
    message.pop("reply_markup", None)
    message.update(content, edit_date=now())
    return message


def _commands_key(params: Params) -> tuple[str, str]:
    return str(params.json("scope", {}).get("type", "default")), params.text("language_code")
