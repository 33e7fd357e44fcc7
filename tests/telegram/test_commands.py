"""The commands that Telegram shows behind the menu button, in the three languages of the catalogue."""

from pathlib import Path

import pytest

from channels.telegram.client import Client
from channels.telegram.commands import COMMANDS, set_commands
from core.contracts import LANGUAGES
from core.i18n import Catalogues
from helpline.plans import for_command
from tests.botapi.phone import Control

LOCALES = Path(__file__).parent.parent.parent / "content" / "locales"


@pytest.fixture(scope="module")
def catalogues() -> Catalogues:
    """The real ones."""
    return Catalogues(LOCALES)


async def test_each_language_has_its_own_and_other_phones_show_khmer(client: Client, catalogues: Catalogues) -> None:
    await set_commands(client, catalogues)
    for language in LANGUAGES:
        shown = await client.get_my_commands(language_code=language)
        assert [command.command for command in shown] == list(COMMANDS)
        assert [command.description for command in shown] == [
            catalogues.text(f"command-{name}", language) for name in COMMANDS
        ]
    assert await client.get_my_commands() == await client.get_my_commands(language_code="km")


def test_every_command_shown_does_something() -> None:
    assert [name for name in COMMANDS if for_command(f"/{name}") is None] == []


async def test_a_failure_at_the_start_is_no_reason_to_stay_down(
    client: Client, control: Control, catalogues: Catalogues, caplog: pytest.LogCaptureFixture
) -> None:
    await control.fault("error", method="setMyCommands")
    await set_commands(client, catalogues)
    assert "commands were not set" in caplog.text
