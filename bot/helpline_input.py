"""The assistant's only door: one turn in, one JSON answer out, for the helpline service alone.

It refuses callers without the token, answers no turn twice, calls silence a failure, and puts nothing of what a
worker wrote into an error or a log.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import os
import re
from typing import Any, Awaitable, Callable, Dict, Iterable, List, Optional, Tuple

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.events import BotUttered
from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.logs import describe, watch_loop
from bot.tracker_store import HelplineTrackerStore

TOKEN_VARIABLE = "HELPLINE_BOT_TOKEN"  # noqa: S105  # the variable's name
TOKEN_HEADER = "X-Helpline-Token"  # noqa: S105  # the header's name
PARSE_KEYS = ("text", "intent", "intent_ranking", "entities", "language", "urgent", "urgent_by", "understood")
ID = re.compile(r"[A-Za-z0-9_.:-]{1,100}")
# A dialogue longer than this begins afresh: every event of it travels to the action server with every turn.
MOST_EVENTS = 200
SECONDS_BETWEEN_SWEEPS = 3600

logger = logging.getLogger("helpline.input")
Body = Dict[str, Any]


class Refused(Exception):  # noqa: N818  # named for what happened
    """A request that gets no answer: `status` is the HTTP status, `word` what the caller reads."""

    def __init__(self, status: int, word: str) -> None:
        super().__init__(word)
        self.status = status
        self.word = word


class HelplineInput(InputChannel):
    """Rasa input channel "helpline": turn, parse, forget, health below /webhooks/helpline/."""

    def __init__(self, token: str) -> None:
        self._token = token.encode("utf-8")

    @classmethod
    def name(cls) -> str:
        return "helpline"

    @classmethod
    def from_credentials(cls, credentials: Optional[Dict[str, Any]]) -> "HelplineInput":
        """Make the channel with the token from HELPLINE_BOT_TOKEN.

        Raises:
            RuntimeError: the variable is empty.
        """
        token = os.environ.get(TOKEN_VARIABLE, "")
        if not token:
            raise RuntimeError(f"{TOKEN_VARIABLE} is empty")
        return cls(token)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes; `on_new_message` is not used, since it hides whether a turn failed."""
        door = Blueprint("helpline", "bot.helpline_input")
        door.add_route(self._guarded(turn), "/turn", methods=["POST"], name="turn")
        door.add_route(self._guarded(parse), "/parse", methods=["POST"], name="parse")
        door.add_route(self._guarded(forget), "/forget", methods=["POST"], name="forget")
        door.add_route(self._guarded(health), "/health", methods=["GET"], name="health")
        door.listener("after_server_start")(_take_bare_store)
        door.listener("after_server_start")(_start_sweeping)
        return door

    def _guarded(
        self, answer: Callable[[Agent, Body], Awaitable[Body]]
    ) -> Callable[[Request], Awaitable[HTTPResponse]]:
        async def handle(request: Request) -> HTTPResponse:
            try:
                self._check_token(request)
                return json_response(await answer(_agent(request), _body(request)))
            except Refused as refused:
                return json_response({"error": refused.word}, status=refused.status)
            except Exception as error:
                logger.error("%s failed: %s", answer.__name__, describe(error))
                return json_response({"error": "failed"}, status=500)

        return handle

    def _check_token(self, request: Request) -> None:
        given = request.headers.get(TOKEN_HEADER, "").encode("utf-8")
        if not hmac.compare_digest(given, self._token):
            raise Refused(401, "token")


async def turn(agent: Agent, body: Body) -> Body:
    """Answer one message of a dialogue (contract: {"id", "conversation", "text", "metadata"}).

    Raises:
        Refused: 400 for a malformed body, 503 without a model, 500 when nothing came out of it.
    """
    message_id, dialogue = _id(body, "id"), _id(body, "conversation")
    text, metadata = _text(body), _metadata(body)
    async with agent.lock_store.lock(dialogue):
        stored = _stored_answer(await _store(agent).find_turn(dialogue, message_id))
        return stored or await _new_turn(agent, message_id, dialogue, text, metadata)


async def parse(agent: Agent, body: Body) -> Body:
    """What the model understands of a text, without touching a dialogue (contract: {"text", "metadata"})."""
    found = await _understand(agent, _text(body), _metadata(body))
    return {"model": _model_name(agent), "parse": found}


async def forget(agent: Agent, body: Body) -> Body:
    """Delete all dialogues of a conversation (contract: {"conversation"} -> {"forgotten": how many})."""
    conversation, store = _id(body, "conversation"), _store(agent)
    for dialogue in await store.dialogues(conversation):
        async with agent.lock_store.lock(dialogue):  # a turn that is still running writes before we delete
            pass
    return {"forgotten": await store.forget(conversation)}


async def health(agent: Agent, _: Body) -> Body:
    """Whether a model is loaded, and which."""
    return {"ready": agent.is_ready(), "model": _model_name(agent) if agent.is_ready() else None}


async def _new_turn(agent: Agent, message_id: str, dialogue: str, text: str, metadata: Body) -> Body:
    found = await _understand(agent, text, metadata)
    await _start_afresh_if_needed(agent, dialogue, bool(metadata.get("reset")))
    output = CollectingOutputChannel()
    message = UserMessage(
        text,
        output,
        dialogue,
        parse_data={**found, "model": _model_name(agent)},
        input_channel=HelplineInput.name(),
        message_id=message_id,
        metadata=metadata,
    )
    message.text = text  # UserMessage strips it, and the offsets of the entities would no longer fit
    await agent.processor.handle_message(message)
    say, requests = _sort(message["custom"] for message in output.messages if "custom" in message)
    if (not say and not requests) or len(output.messages) != len(say) + len(requests):
        logger.error("turn %s of %s came out empty", message_id, dialogue)
        raise Refused(500, "empty")
    return _answer(message_id, _model_name(agent), found, say, requests)


async def _understand(agent: Agent, text: str, metadata: Body) -> Body:
    if not agent.is_ready():
        raise Refused(503, "no_model")
    message = UserMessage(text, metadata=metadata)
    message.text = text
    found = await agent.processor.parse_message(message)
    found["text"] = text
    return {key: found[key] for key in PARSE_KEYS if key in found}


async def _start_afresh_if_needed(agent: Agent, dialogue: str, wanted: bool) -> None:
    tracker = await _store(agent).retrieve(dialogue)
    if tracker is not None and (wanted or len(tracker.events) > MOST_EVENTS):
        await agent.execute_action(dialogue, ACTION_SESSION_START_NAME, CollectingOutputChannel(), None, 1.0)


def _stored_answer(events: List[Body]) -> Optional[Body]:
    """The answer of a turn that was stored, or None when it wasn't or came out empty (then it is run again)."""
    if not events:
        return None
    said = events[0]
    replies = (event["data"].get("custom") for event in events if event["event"] == BotUttered.type_name)
    say, requests = _sort(reply for reply in replies if reply)
    if not say and not requests:
        return None
    found = {key: said["parse_data"][key] for key in PARSE_KEYS if key in said["parse_data"]}
    return _answer(said["message_id"], said["parse_data"]["model"], found, say, requests)


def _sort(replies: Iterable[Body]) -> Tuple[List[Body], List[Body]]:
    ours = [reply["helpline"] for reply in replies if "helpline" in reply]
    return [one["say"] for one in ours if "say" in one], [one["request"] for one in ours if "request" in one]


def _answer(message_id: str, model: str, found: Body, say: List[Body], requests: List[Body]) -> Body:
    return {"id": message_id, "model": model, "parse": found, "say": say, "requests": requests}


def _agent(request: Request) -> Agent:
    agent = getattr(request.app.ctx, "agent", None)
    if agent is None:
        raise Refused(503, "no_model")
    return agent


def _store(agent: Agent) -> HelplineTrackerStore:
    store = agent.tracker_store
    if not isinstance(store, HelplineTrackerStore):
        raise TypeError("the tracker store in endpoints.yml is not ours")
    return store


def _model_name(agent: Agent) -> str:
    name: str = agent.processor.model_filename if agent.processor else ""
    return name[: -len(".tar.gz")] if name.endswith(".tar.gz") else name


def _body(request: Request) -> Body:
    if request.method == "GET":
        return {}
    try:
        body = json.loads(request.body.decode("utf-8"))
    except ValueError:
        raise Refused(400, "malformed") from None
    if not isinstance(body, dict):
        raise Refused(400, "malformed")
    return body


def _id(body: Body, key: str) -> str:
    value = body.get(key)
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise Refused(400, "malformed")
    return value


def _text(body: Body) -> str:
    if not isinstance(body.get("text"), str):
        raise Refused(400, "malformed")
    # A lone half of a surrogate pair can be neither encoded nor stored; a phone's keyboard can cut an emoji in two.
    return str(body["text"]).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _metadata(body: Body) -> Body:
    metadata = body.get("metadata", {})
    if not isinstance(metadata, dict):
        raise Refused(400, "malformed")
    return metadata


async def _take_bare_store(app: Any, loop: asyncio.AbstractEventLoop) -> None:
    """Take Rasa's wrapper off the tracker store: it goes on in memory, unencrypted, when the database fails."""
    watch_loop(loop)
    agent: Agent = app.ctx.agent
    if agent.is_ready():
        await _understand(agent, "សួស្តី", {})  # the encoder and the phrase list are read now, not at the first worker
    agent.tracker_store = agent.tracker_store._tracker_store
    if agent.processor:
        agent.processor.tracker_store = agent.tracker_store


async def _start_sweeping(app: Any, loop: asyncio.AbstractEventLoop) -> None:
    app.ctx.sweeping = loop.create_task(_sweep(_store(app.ctx.agent)))


async def _sweep(store: HelplineTrackerStore) -> None:
    while True:
        try:
            logger.info("dropped %d events of idle dialogues", await store.drop_idle())
        except Exception as error:  # the next sweep is in an hour; a database that is down must not end the sweeping
            logger.error("sweep failed: %s", describe(error))
        await asyncio.sleep(SECONDS_BETWEEN_SWEEPS)
