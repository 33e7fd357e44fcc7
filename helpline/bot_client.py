"""Asks Rasa over HTTP, on our own input channel. What is not a valid, non-empty answer is one error: `BotDownError`.
It retries nothing: when and how often to try again is the turn's business."""

from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from core.contracts import BotParse, BotReply, Parse

CHANNEL = "/webhooks/helpline"
M = TypeVar("M", bound=BaseModel)


class BotDownError(Exception):
    """Rasa is dead, slow, without a model, or answered something that is no answer. Holds a word, no text."""


class BotClient:
    """The one who speaks with Rasa.

    Args:
        url: Rasa's address, on loopback or the private network.
        token: the shared secret of our input channel.
        timeout: seconds for a whole turn.
    """

    def __init__(self, url: str, token: str, timeout: float) -> None:
        self._client = httpx.AsyncClient(
            base_url=url + CHANNEL, headers={"X-Helpline-Token": token}, timeout=timeout, trust_env=False
        )

    async def turn(
        self, turn: str, conversation: str, text: str, metadata: dict[str, Any], *, patience: float | None = None
    ) -> BotReply:
        """One turn of a dialogue; the same `turn` asked twice gets the same reply.

        Args:
            turn: the turn's id.
            conversation: the dialogue's id at Rasa.
            text: what the worker wrote, or `/intent`.
            metadata: what the service knows of the conversation.
            patience: seconds, when other than usual.

        Raises:
            BotDownError: there is no answer.
        """
        body = {"id": turn, "conversation": conversation, "text": text, "metadata": metadata}
        return await self._post("/turn", body, BotReply, patience)

    async def parse(self, text: str, metadata: dict[str, Any]) -> Parse:
        """What a text means, without a dialogue.

        Raises:
            BotDownError: there is no answer.
        """
        return (await self._post("/parse", {"text": text, "metadata": metadata}, BotParse, None)).parse

    async def model(self) -> str | None:
        """The name of the model that answers now, or None when there is none."""
        try:
            answer = await self._client.get("/health", timeout=2)
            body = answer.json()
            return body.get("model") if answer.status_code == httpx.codes.OK and body.get("ready") else None
        except (httpx.HTTPError, ValueError):
            return None

    async def close(self) -> None:
        """Give back connections."""
        await self._client.aclose()

    async def _post(self, path: str, body: dict[str, Any], model: type[M], patience: float | None) -> M:
        limit = httpx.USE_CLIENT_DEFAULT if patience is None else patience
        try:
            answer = await self._client.post(path, json=body, timeout=limit)
        except httpx.HTTPError as error:
            raise BotDownError(type(error).__name__) from None
        if answer.status_code != httpx.codes.OK:
            raise BotDownError(f"status {answer.status_code}")
        try:
            return model.model_validate_json(answer.content)
        except ValidationError as error:
            raise BotDownError(f"not an answer: {error.error_count()} faults") from None
