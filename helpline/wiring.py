"""Builds the parts from the settings and puts them together: the only place that knows all of them."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from channels.base import Channel
from channels.simulator import Simulator
from channels.telegram.client import Client, open_client
from channels.telegram.intake import Intake
from channels.telegram.outbound import Telegram
from core import crypto
from core.content.library import Shelf
from core.db import Database
from core.i18n import Catalogues
from core.settings import Settings
from escalation.cases.service import Cases
from helpline.bot_client import BotClient
from helpline.delivery import Delivery
from helpline.turns import Patience, Turns

ROOT = Path(__file__).parent.parent
CONTENT = ROOT / "content"


@dataclass(frozen=True)
class Parts:
    """What every process of the service is made of."""

    settings: Settings
    database: Database
    catalogues: Catalogues
    shelf: Shelf
    cases: Cases
    bot: BotClient

    async def close(self) -> None:
        """Give back connections."""
        await self.bot.close()
        await self.database.close()


def build(settings: Settings) -> Parts:
    """Make the parts.

    Raises:
        SetupError: a key, a catalogue or a content file is wrong; the message says which and what to do.
    """
    crypto.use(crypto.open_vault(settings))
    catalogues = Catalogues(CONTENT / "locales")
    return Parts(
        settings=settings,
        database=Database(settings.database),
        catalogues=catalogues,
        shelf=Shelf(CONTENT),
        cases=Cases(catalogues, timedelta(minutes=settings.owner_answer_minutes)),
        bot=BotClient(settings.bot_url, crypto.secret(settings, "bot_token"), settings.bot_timeout_seconds),
    )


def turns(parts: Parts) -> Turns:
    """The one who answers."""
    patience = Patience(parts.settings.urgent_bot_timeout_seconds, parts.settings.bot_patience_seconds)
    return Turns(parts.database, parts.bot, parts.cases, parts.catalogues, parts.shelf, patience)


def telegram_client(settings: Settings) -> Client | None:
    """The bot on Telegram, if a token was set."""
    token = settings.telegram_token.get_secret_value()
    return open_client(token, settings.telegram_api_url) if token else None


def telegram_intake(parts: Parts, client: Client, delivery: Delivery) -> Intake:
    """What stores Telegram's updates."""
    return Intake(parts.database, client, timedelta(seconds=parts.settings.quiet_seconds), delivery.stopped)


def channels(client: Client | None = None) -> dict[str, Channel]:
    """The channels that deliver, by name."""
    made: list[Channel] = [Simulator()]
    if client is not None:
        made.append(Telegram(client))
    return {channel.name: channel for channel in made}


def delivery(parts: Parts, by_name: dict[str, Channel]) -> Delivery:
    """The one who carries messages."""
    return Delivery(parts.database, by_name)
