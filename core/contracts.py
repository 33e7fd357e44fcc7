"""The words between the parts: what a channel hands in, what goes out, what the bot answers.
Plain typed data with no behaviour; whatever arrives from outside is validated here, or refused."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Language = Literal["km", "th", "en"]
LANGUAGES: tuple[Language, ...] = ("km", "th", "en")


class Kind(StrEnum):
    """What a worker's message is."""

    TEXT = "text"
    BUTTON = "button"
    COMMAND = "command"
    ATTACHMENT = "attachment"
    EDIT = "edit"


@dataclass(frozen=True)
class InboundMessage:
    """One thing a worker said, as a channel hands it to the inbox.

    Attributes:
        channel: the channel's name.
        address: where the worker can be reached on that channel (a chat id). Stored encrypted.
        identity: what makes this message one and the same when it arrives twice (chat, message id and edit date, or
            the callback's id).
        kind: what it is.
        text: what was written, a caption, or a command such as `/start`.
        payload: the short id behind a pressed button.
        revises: the identity of the message that an edit replaces.
        sent_at: when the worker sent it, by the channel's clock.
        test: a conversation that is not a real worker's.
        attachment: what was attached, one word such as `photo`, `voice`, `sticker`.
    """

    channel: str
    address: str
    identity: str
    kind: Kind
    text: str = ""
    payload: str = ""
    revises: str = ""
    sent_at: datetime | None = None
    test: bool = False
    attachment: str = ""


class Button(BaseModel):
    """A button under a message: words for the worker, and a payload of at most 64 bytes for us."""

    model_config = ConfigDict(extra="forbid")

    text: str
    payload: str

    @model_validator(mode="after")
    def _fits_telegram(self) -> "Button":
        if len(self.payload.encode()) > 64:
            raise ValueError("a button's payload is at most 64 bytes")
        return self


@dataclass(frozen=True)
class OutboundMessage:
    """One message to deliver, as the outbox hands it to a channel."""

    id: int
    conversation_id: int
    channel: str
    address: str
    text: str
    buttons: list[list[Button]]
    attempts: int
    urgent: bool


class Intent(BaseModel):
    name: str
    confidence: float


class DetectedLanguage(BaseModel):
    """What Rasa made of the language; the truth stays on the conversation."""

    code: Literal["km", "th", "en", "km-Latn", "th-Latn", "other", "und"]
    guess: str
    confidence: float


class Entity(BaseModel):
    """A span of the raw text with its normalised value."""

    model_config = ConfigDict(extra="allow")

    entity: str
    start: int
    end: int
    value: Any


class Parse(BaseModel):
    """What Rasa understood of one text."""

    model_config = ConfigDict(extra="allow")

    text: str
    intent: Intent
    intent_ranking: list[Intent] = Field(default_factory=list)
    entities: list[Entity] = Field(default_factory=list)
    language: DetectedLanguage
    urgent: bool
    urgent_by: list[str] = Field(default_factory=list)
    understood: Literal["yes", "ask", "no"]


class SayButton(BaseModel):
    """A button by its catalogue key."""

    model_config = ConfigDict(extra="forbid")

    text: str
    values: dict[str, str | int] = Field(default_factory=dict)
    payload: str


class Say(BaseModel):
    """One thing to tell the worker: a catalogue sentence (with contacts under it), or a part of an answer."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = None
    values: dict[str, str | int] = Field(default_factory=dict)
    buttons: list[SayButton] = Field(default_factory=list)
    answer: str | None = None
    part: Literal["short", "steps", "law", "contacts"] = "short"
    variant: str = ""
    contacts: list[str] = Field(default_factory=list)
    province: str | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> "Say":
        if (self.text is None) == (self.answer is None):
            raise ValueError("a say holds either a text or an answer")
        return self


class Request(BaseModel):
    """One thing the bot asks the service to do."""

    model_config = ConfigDict(extra="forbid")

    do: Literal["open_case", "set_language", "set_place", "set_topic", "misunderstood"]
    kind: str = ""
    priority: Literal["urgent", "high", "normal"] = "normal"
    language: Language | None = None
    country: Literal["th", "kh"] | None = None
    province: str | None = None
    town: str | None = None
    topic: str | None = None


class BotReply(BaseModel):
    """Rasa's answer to a turn. Anything else, an empty one included, is a failure."""

    id: str
    model: str
    parse: Parse
    say: list[Say]
    requests: list[Request]

    @model_validator(mode="after")
    def _not_silent(self) -> "BotReply":
        if not self.say and not self.requests:
            raise ValueError("the bot said nothing and asked for nothing")
        return self


class BotParse(BaseModel):
    """Rasa's answer when it is only asked what a text means."""

    model: str
    parse: Parse
