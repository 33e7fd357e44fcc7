"""Tells Telegram the commands of the helpline, which it shows behind the menu button, in the language of the phone.
It does not answer commands."""

import logging

from telegram import BotCommand
from telegram.error import TelegramError

from channels.telegram.client import Client
from core.contracts import LANGUAGES, Language
from core.i18n import Catalogues

log = logging.getLogger(__name__)

COMMANDS = ("start", "help", "language", "human", "delete")
OTHER_PHONES: Language = "km"  # most who come here read Khmer, whatever their phone speaks


async def set_commands(client: Client, catalogues: Catalogues) -> None:
    """Set the commands in each language. Telegram keeps them; a failure is noted, and the next start tries again."""
    try:
        await client.set_my_commands(_commands(catalogues, OTHER_PHONES))
        for language in LANGUAGES:
            await client.set_my_commands(_commands(catalogues, language), language_code=language)
    except TelegramError as error:
        log.warning("the bot's commands were not set: %s", type(error).__name__)


def _commands(catalogues: Catalogues, language: Language) -> list[BotCommand]:
    return [BotCommand(name, catalogues.text(f"command-{name}", language)) for name in COMMANDS]
