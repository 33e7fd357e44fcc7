"""The world behind the server: people, chats, messages, and the updates that wait for the bot.
It speaks in the Bot API's own objects, knows nothing of HTTP, and forgets all at the end."""

import copy
import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from tests.botapi.errors import ApiError, bad_request, forbidden
from tests.botapi.signal import Signal

Json = dict[str, Any]

# "Specify an empty list to receive all update types except chat_member, message_reaction, and message_reaction_count"
NOT_BY_DEFAULT = ("chat_member", "message_reaction", "message_reaction_count")


@dataclass
class Person:
    """Somebody with a phone."""

    user: Json
    started: bool = False
    blocked_the_bot: bool = False
    deactivated: bool = False


@dataclass
class Chat:
    """A chat as the bot sees it."""

    about: Json
    bot_is_in: bool = True
    migrated_to: int | None = None
    sent: list[int] = field(default_factory=list)  # ids of the bot's messages, in order


@dataclass
class Fault:
    """What goes wrong with the next `times` calls after `skip` good ones. No `method` or `chat_id` means all."""

    kind: str
    method: str = ""
    chat_id: int | None = None
    skip: int = 0
    times: int = 1
    seconds: float = 1
    code: int = 500
    description: str = "Internal Server Error"


class World:
    """Everything one bot can meet."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Test bot",
            "username": "test_only_bot",
        }
        self.signal = Signal()
        self.reset()

    def reset(self) -> None:
        """Forget everything that happened."""
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], Json] = {}
        self.pressed: dict[str, Json] = {}  # callback queries that wait for an answer, by id
        self.answered: list[Json] = []
        self.files: dict[str, tuple[str, bytes]] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.calls: list[Json] = []
        self.faults: list[Fault] = []
        self.pending: list[Json] = []  # updates that the bot has not confirmed
        self.held: list[Json] | None = None  # updates that are kept back, without their ids
        self.allowed: list[str] = []
        self.next_update_id = 100_000_001
        self._message_ids = itertools.count(1)
        self._numbers = itertools.count(1)

    def number(self) -> int:
        """A number that was not given before."""
        return next(self._numbers)

    # People and chats

    def person(self, user_id: int) -> Person:
        """The person with this id, who appears when first spoken of."""
        if user_id not in self.people:
            user = {"id": user_id, "is_bot": False, "first_name": f"Person {user_id}", "language_code": "km"}
            self.people[user_id] = Person(user)
            about = {"id": user_id, "type": "private", "first_name": user["first_name"]}
            self.chats[user_id] = Chat(about)
        return self.people[user_id]

    def chat_to_write_to(self, chat_id: int) -> Chat:
        """The chat, if the bot may write to it.

        Raises:
            ApiError: as Telegram would say it.
        """
        chat, person = self.chats.get(chat_id), self.people.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to:
            description = "Bad Request: group chat was upgraded to a supergroup chat"
            raise ApiError(400, description, migrate_to_chat_id=chat.migrated_to)
        if person and person.deactivated:
            raise forbidden("user is deactivated")
        if person and person.blocked_the_bot:
            raise forbidden("bot was blocked by the user")
        if person and not person.started:
            raise forbidden("bot can't initiate conversation with a user")
        if not chat.bot_is_in:
            raise forbidden(f"bot was kicked from the {chat.about['type']} chat")
        return chat

    # Messages

    def write(self, chat_id: int, sender: Json | None, content: Json, date: int | None = None) -> Json:
        """Put a message into a chat."""
        message: Json = {
            "message_id": next(self._message_ids),
            "date": date or now(),
            "chat": self.chats[chat_id].about,
        }
        if sender:
            message["from"] = sender
        message |= content
        self.messages[chat_id, message["message_id"]] = message
        return message

    def of_the_bot(self, chat_id: int) -> list[Json]:
        """The bot's messages in a chat, in order, as they stand now."""
        sent = self.chats[chat_id].sent if chat_id in self.chats else []
        return [self.messages[chat_id, number] for number in sent if (chat_id, number) in self.messages]

    # Updates

    def tell(self, kind: str, content: Json) -> int | None:
        """Queue an update of this kind; its id, or None when the bot doesn't want such, or it is held back."""
        if kind not in self.allowed if self.allowed else kind in NOT_BY_DEFAULT:
            return None
        return self.queue({kind: copy.deepcopy(content)})  # as it is now, whatever becomes of it

    def queue(self, update: Json) -> int | None:
        """Queue an update as it is; it gets an id unless it has one."""
        if self.held is not None:
            self.held.append(update)
            return None
        if "update_id" not in update:
            update = {"update_id": self.next_update_id, **update}
            self.next_update_id += 1
        self.pending.append(update)
        self.signal.fire()
        update_id = update["update_id"]
        return update_id if isinstance(update_id, int) else None

    def confirm_before(self, offset: int) -> None:
        """Forget the updates with lower ids."""
        self.pending = [update for update in self.pending if _id(update) >= offset]
        self.signal.fire()

    # Faults

    def take_fault(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault for this call, if one is due."""
        for fault in self.faults:
            if fault.method.lower() in ("", method.lower()) and fault.chat_id in (None, chat_id):
                return self._use(fault)
        return None

    def _use(self, fault: Fault) -> Fault | None:
        if fault.skip:
            fault.skip -= 1
            return None
        fault.times -= 1
        if fault.times <= 0:
            self.faults.remove(fault)
        return fault


def now() -> int:
    """Telegram's clock: whole seconds."""
    return int(time.time())


def units(text: str) -> int:
    """The length of a text in UTF-16 units, as the Bot API counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _id(update: Json) -> int:
    found = update.get("update_id")
    return found if isinstance(found, int) else 0
