"""One training and one running assistant for the whole session; each test uses a conversation of its own."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

with warnings.catch_warnings():
    # What Rasa's old libraries say while they are imported is not ours to mend; after this a warning is an error.
    warnings.simplefilter("ignore")
    import rasa.core.agent
    import rasa.engine.recipes.default_components  # noqa: F401  # for its warnings

from tests.bot.action_server import ActionServer
from tests.bot.assistant import Assistant, make_workshop, train

_numbers = itertools.count(100)


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small repository to train and serve from."""
    return make_workshop(tmp_path_factory.mktemp("workshop"))


@pytest.fixture(scope="session")
def inputs(workshop: Path) -> dict[Path, bytes]:
    """Every file a training reads, as it was before there was one."""
    return {path: path.read_bytes() for path in workshop.rglob("*.yml")}


@pytest.fixture(scope="session")
def trained(workshop: Path, inputs: dict[Path, bytes]) -> str:
    """What bot.train printed when it trained the model in `workshop`/models."""
    done = train(workshop)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def actions() -> Iterator[ActionServer]:
    """The action server."""
    server = ActionServer()
    yield server
    server.die()


@pytest.fixture(scope="session")
def assistant(workshop: Path, trained: str, actions: ActionServer) -> Iterator[Assistant]:
    """The running assistant."""
    running = Assistant(workshop, Fernet.generate_key().decode(), actions.url)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def conversation() -> str:
    """The id of a conversation nobody else has."""
    return f"c{next(_numbers)}"
