"""A test's hands: phones and switches of a running server, over its `/control` routes. It knows nothing of the bot."""

from typing import Any

import httpx

Json = dict[str, Any]
PATIENCE_SECONDS = 20.0


class Control:
    """The switches of one server.

    Args:
        url: where the server listens.
    """

    def __init__(self, url: str) -> None:
        self.http = httpx.AsyncClient(base_url=f"{url}/control", timeout=PATIENCE_SECONDS + 5)

    async def post(self, path: str, **body: Any) -> Json:
        """Any control route that takes a body."""
        answer = (await self.http.post(path, json=body)).raise_for_status().json()
        assert isinstance(answer, dict)
        return answer

    async def look(self, path: str, **query: Any) -> Any:
        """Any control route that only shows."""
        query.setdefault("seconds", PATIENCE_SECONDS)
        return (await self.http.get(path, params=query)).raise_for_status().json()

    async def fault(self, kind: str, **how: Any) -> None:
        """Spoil the next calls."""
        await self.post("/faults", kind=kind, **how)

    async def sent(self, chat_id: int, at_least: int = 0) -> list[str]:
        """The texts a chat has received, in order, as soon as there are so many."""
        return [message["text"] for message in await self.look(f"/chats/{chat_id}/sent", at_least=at_least)]

    async def calls(self, method: str = "", at_least: int = 0, chat_id: int | None = None) -> list[Json]:
        """The bot's calls, as soon as there are so many."""
        chat = {} if chat_id is None else {"chat_id": chat_id}
        found: list[Json] = await self.look("/calls", method=method, at_least=at_least, **chat)
        return found

    async def waiting(self, at_most: int = 1_000_000) -> list[Json]:
        """The updates that are not confirmed, as soon as there are no more than so many."""
        found: list[Json] = await self.look("/updates", at_most=at_most)
        return found

    def phone(self, user_id: int) -> "Phone":
        """The phone of this person."""
        return Phone(self, user_id)


class Phone:
    """What one person does."""

    def __init__(self, control: Control, user_id: int) -> None:
        self.control = control
        self.id = user_id

    async def text(self, text: str, **more: Any) -> Json:
        """Write."""
        return await self._do("text", text=text, **more)

    async def send(self, what: str, caption: str = "", **more: Any) -> Json:
        """Send a photo, a voice note and the like."""
        return await self._do("send", what=what, caption=caption, **more)

    async def edit(self, message_id: int, text: str) -> Json:
        """Edit what was written."""
        return await self._do("edit", message_id=message_id, text=text)

    async def press(self, **which: Any) -> Json:
        """Press a button."""
        return await self._do("press", **which)

    async def block(self) -> Json:
        """Block the bot."""
        return await self._do("block")

    async def unblock(self) -> Json:
        """Unblock the bot."""
        return await self._do("unblock")

    async def _do(self, act: str, **body: Any) -> Json:
        return await self.control.post(f"/people/{self.id}/{act}", **body)
