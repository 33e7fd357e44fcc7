"""What a test, or a person with curl, speaks to: phones that write, and switches that break things. Under `/control`.
Telegram has nothing like it; `/docs` shows it as a page."""

from typing import Any, Literal

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel

from tests.botapi import content
from tests.botapi.courier import Courier
from tests.botapi.world import Chat, Fault, Json, World, now


class Words(BaseModel):
    """A text of somebody; `chat_id` is a group or channel, or the private chat with the bot when it is left out."""

    text: str
    chat_id: int | None = None
    date: int | None = None


class Sending(BaseModel):
    """Something that is not a text: one of `content.KINDS`."""

    what: str
    caption: str = ""
    chat_id: int | None = None


class Rewriting(BaseModel):
    """A new text, or caption, for a message."""

    message_id: int
    text: str


class Pressing(BaseModel):
    """A button to press: by what it says or by its data, under the newest message that has it or the one named."""

    text: str = ""
    data: str = ""
    message_id: int | None = None


class NewChat(BaseModel):
    """A group or a channel that the bot is put into."""

    type: Literal["group", "supergroup", "channel"] = "group"
    title: str = "A group"
    by: int


class NewFault(BaseModel):
    """What goes wrong with the next calls; see the README."""

    kind: Literal["retry_after", "error", "timeout", "cut", "garbled"]
    method: str = ""
    chat_id: int | None = None
    skip: int = 0
    times: int = 1
    seconds: float = 1
    code: int = 500
    description: str = "Internal Server Error"


class RawUpdate(BaseModel):
    """An update to queue as it is, however wrong it is."""

    update: dict[str, Any]


class NextUpdate(BaseModel):
    """The id of the next update."""

    update_id: int


def routes(world: World, courier: Courier) -> APIRouter:
    """The control routes of one world."""
    control = APIRouter(prefix="/control")
    _phone_routes(control, world)
    _chat_routes(control, world)
    _update_routes(control, world)
    _fault_routes(control, world)

    @control.post("/reset")
    async def reset() -> Json:
        """Start again with an empty world and no webhook."""
        await courier.stop()
        world.reset()
        return {}

    return control


def _phone_routes(control: APIRouter, world: World) -> None:
    @control.post("/people/{user_id}/text")
    async def write(user_id: int, words: Words) -> Json:
        return _say(world, user_id, words.chat_id, content.text(words.text), words.date)

    @control.post("/people/{user_id}/send")
    async def send(user_id: int, sending: Sending) -> Json:
        if sending.what not in content.KINDS:
            raise HTTPException(404, f"one of {', '.join(content.KINDS)}")
        sent = content.attachment(world, sending.what)
        return _say(world, user_id, sending.chat_id, sent | ({"caption": sending.caption} if sending.caption else {}))

    @control.post("/people/{user_id}/edit")
    async def edit(user_id: int, rewriting: Rewriting) -> Json:
        before = _found(world.messages.get((user_id, rewriting.message_id)))
        field = "text" if "text" in before else "caption"
        edited = before | {field: rewriting.text, "edit_date": max(now(), before.get("edit_date", 0) + 1)}
        world.messages[user_id, rewriting.message_id] = edited
        return {"message_id": rewriting.message_id, "update_id": world.tell("edited_message", edited)}

    @control.post("/people/{user_id}/press")
    async def press(user_id: int, pressing: Pressing) -> Json:
        message, button = _button(world, user_id, pressing)
        query = {
            "id": str(world.number()),
            "from": world.person(user_id).user,
            "message": message,
            "chat_instance": str(user_id * 31),
            "data": button["callback_data"],
        }
        world.pressed[query["id"]] = query
        return {"callback_query_id": query["id"], "update_id": world.tell("callback_query", query)}

    @control.post("/people/{user_id}/block")
    async def block(user_id: int) -> Json:
        world.person(user_id).blocked_the_bot = True
        return {"update_id": world.tell("my_chat_member", _membership(world, user_id, user_id, "member", "kicked"))}

    @control.post("/people/{user_id}/unblock")
    async def unblock(user_id: int) -> Json:
        world.person(user_id).blocked_the_bot = False
        return {"update_id": world.tell("my_chat_member", _membership(world, user_id, user_id, "kicked", "member"))}

    @control.post("/people/{user_id}/deactivate")
    async def deactivate(user_id: int) -> Json:
        world.person(user_id).deactivated = True
        return {}


def _chat_routes(control: APIRouter, world: World) -> None:
    @control.post("/chats")
    async def found_chat(new: NewChat) -> Json:
        chat_id = -world.number() if new.type == "group" else -1_000_000_000_000 - world.number()
        world.person(new.by)
        world.chats[chat_id] = Chat({"id": chat_id, "type": new.type, "title": new.title})
        world.tell("my_chat_member", _membership(world, chat_id, new.by, "left", "member"))
        if new.type != "channel":
            joined = {"new_chat_members": [world.bot]}
            world.tell("message", world.write(chat_id, world.people[new.by].user, joined))
        return {"chat_id": chat_id}

    @control.post("/chats/{chat_id}/migrate")
    async def migrate(chat_id: int) -> Json:
        chat = _found(world.chats.get(chat_id))
        chat.migrated_to = -1_000_000_000_000 - world.number()
        world.chats[chat.migrated_to] = Chat(chat.about | {"id": chat.migrated_to, "type": "supergroup"})
        anyone = next(iter(world.people.values())).user
        world.tell("message", world.write(chat_id, anyone, {"migrate_to_chat_id": chat.migrated_to}))
        world.tell("message", world.write(chat.migrated_to, anyone, {"migrate_from_chat_id": chat_id}))
        return {"chat_id": chat.migrated_to}

    @control.get("/chats/{chat_id}/sent")
    async def sent(chat_id: int, at_least: int = 0, seconds: float = 10) -> list[Json]:
        """What the bot has sent to a chat, in order; waits until there is so much."""
        await world.signal.until(lambda: len(world.of_the_bot(chat_id)) >= at_least, seconds)
        return world.of_the_bot(chat_id)


def _update_routes(control: APIRouter, world: World) -> None:
    @control.get("/updates")
    async def pending(at_most: int = 1_000_000, seconds: float = 10) -> list[Json]:
        """The updates that the bot has not confirmed; waits until there are no more than so many."""
        await world.signal.until(lambda: len(world.pending) <= at_most, seconds)
        return world.pending

    @control.post("/updates")
    async def queue(raw: RawUpdate) -> Json:
        return {"update_id": world.queue(dict(raw.update))}

    @control.post("/updates/next")
    async def jump(following: NextUpdate) -> Json:
        """Let ids go on from here, as Telegram does after a week without updates."""
        world.next_update_id = following.update_id
        return {}

    @control.post("/updates/hold")
    async def hold() -> Json:
        """Keep further updates back."""
        world.held = world.held or []
        return {}

    @control.post("/updates/release")
    async def release() -> Json:
        """Let the updates go that were kept back, the newest first: they come late and out of order."""
        held, world.held = world.held or [], None
        return {"update_ids": [world.queue(update) for update in reversed(held)]}


def _fault_routes(control: APIRouter, world: World) -> None:
    @control.post("/faults")
    async def break_calls(fault: NewFault) -> Json:
        world.faults.append(Fault(**fault.model_dump()))
        return {}

    @control.delete("/faults")
    async def mend() -> Json:
        world.faults.clear()
        return {}

    @control.get("/calls")
    async def calls(method: str = "", chat_id: int | None = None, at_least: int = 0, seconds: float = 10) -> list[Json]:
        """The bot's calls, in order, with their outcome; waits until there are so many."""

        def fitting() -> list[Json]:
            named = [call for call in world.calls if not method or call["method"].lower() == method.lower()]
            return [call for call in named if chat_id in (None, call["chat_id"])]

        await world.signal.until(lambda: len(fitting()) >= at_least, seconds)
        return fitting()

    @control.get("/buttons")
    async def buttons() -> Json:
        """The pressed buttons that still spin, and the answers that others got."""
        return {"spinning": sorted(world.pressed), "answered": world.answered}


def _say(world: World, user_id: int, chat_id: int | None, said: Json, date: int | None = None) -> Json:
    person = world.person(user_id)
    chat_id = user_id if chat_id is None else chat_id
    chat = _found(world.chats.get(chat_id))
    if chat_id == user_id:
        person.started = True
    in_channel = chat.about["type"] == "channel"
    message = world.write(chat_id, None if in_channel else person.user, said, date)
    update_id = world.tell("channel_post" if in_channel else "message", message)
    return {"message_id": message["message_id"], "update_id": update_id}


def _button(world: World, user_id: int, pressing: Pressing) -> tuple[Json, Json]:
    for message in reversed(world.of_the_bot(user_id)):
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        for button in (button for row in rows for button in row if "callback_data" in button):
            wanted = button["text"] == pressing.text or button["callback_data"] == pressing.data
            if wanted and pressing.message_id in (None, message["message_id"]):
                return message, button
    raise HTTPException(404, "there is no such button in this chat")


def _membership(world: World, chat_id: int, user_id: int, before: str, after: str) -> Json:
    return {
        "chat": world.chats[chat_id].about,
        "from": world.person(user_id).user,
        "date": now(),
        "old_chat_member": _member(world, before),
        "new_chat_member": _member(world, after),
    }


def _member(world: World, status: str) -> Json:
    return {"user": world.bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})


def _found(thing: Any) -> Any:
    if thing is None:
        raise HTTPException(404, "there is no such thing")
    return thing
