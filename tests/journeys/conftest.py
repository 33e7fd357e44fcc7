"""One running helpline for all journeys, with a Bot API server beside it: starting Rasa takes a while."""

from collections.abc import Iterator

import pytest

from tests.botapi.server import serving
from tests.running import Running, running

TOKEN = "123:ABC-only-for-tests"


@pytest.fixture(scope="package")
def bot_api() -> Iterator[str]:
    """The address of the Bot API server."""
    with serving(TOKEN) as url:
        yield url


@pytest.fixture(scope="package")
def started(tmp_path_factory: pytest.TempPathFactory, bot_api: str) -> Iterator[Running]:
    """The helpline, healthy, polling that server."""
    var = tmp_path_factory.mktemp("var")
    with running(var, telegram_token=TOKEN, telegram_api_url=bot_api) as helpline:
        helpline.wait_healthy()
        yield helpline
