"""How updates reach the bot: long polling or webhook, never both (Bot API, "Getting updates").
An update stays until it is confirmed: by a higher offset, or by an answer of 2xx from the webhook."""

import re
from typing import Any

from tests.botapi.courier import Courier, Webhook
from tests.botapi.errors import ApiError, bad_request
from tests.botapi.params import Params
from tests.botapi.world import Json, World

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
MOST_UPDATES = 100


class Updates:
    """The updates of one world's bot.

    Args:
        world: whose updates.
        courier: carries them to a webhook.
    """

    def __init__(self, world: World, courier: Courier) -> None:
        self._world = world
        self._courier = courier
        self._latest_poll = 0

    async def get_updates(self, params: Params) -> list[Json]:
        """Long polling. A second poll ends the first one with 409."""
        if self._courier.webhook:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
                "webhook first",
            )
        self._latest_poll += 1
        mine = self._latest_poll
        self._world.signal.fire()
        self._allow(params)
        self._confirm(params.integer("offset", 0))
        limit = min(max(params.integer("limit", MOST_UPDATES), 1), MOST_UPDATES)
        world = self._world
        await world.signal.until(lambda: bool(world.pending) or self._latest_poll != mine, params.integer("timeout", 0))
        if self._latest_poll != mine:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )
        return world.pending[:limit]

    async def set_webhook(self, params: Params) -> bool:
        """Post updates to a URL from now on. Unlike Telegram, plain HTTP is fine here: it is meant for loopback."""
        url, secret = params.text("url"), params.text("secret_token")
        if not url:
            return await self.delete_webhook(params)
        if not url.startswith(("http://", "https://")):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if secret and not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        self._allow(params)
        self._drop_if_asked(params)
        connections = min(max(params.integer("max_connections", 40), 1), 100)
        await self._courier.start(Webhook(url, secret, connections))
        return True

    async def delete_webhook(self, params: Params) -> bool:
        """Back to long polling."""
        self._drop_if_asked(params)
        await self._courier.stop()
        return True

    async def get_webhook_info(self, _: Params) -> Json:
        """The webhook and how it is doing."""
        webhook = self._courier.webhook
        info: Json = {
            "url": webhook.url if webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.pending),
        }
        if self._world.allowed:
            info["allowed_updates"] = self._world.allowed
        if webhook:
            info |= {"max_connections": webhook.connections, "ip_address": "127.0.0.1", **webhook.last_error}
        return info

    def _allow(self, params: Params) -> None:
        """The kinds wanted from now on; what was queued before is not touched."""
        wanted: Any = params.json("allowed_updates", None)
        if isinstance(wanted, list):
            self._world.allowed = wanted

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            self._world.confirm_before(offset)
        elif offset < 0:  # only the last so many; all before them are forgotten
            self._world.pending = self._world.pending[offset:]

    def _drop_if_asked(self, params: Params) -> None:
        if params.true("drop_pending_updates"):
            self._world.pending.clear()
