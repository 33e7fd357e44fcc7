"""One running helpline for all journeys: starting Rasa takes a while."""

from collections.abc import Iterator

import pytest

from tests.running import Running, running

pytestmark = pytest.mark.xdist_group("journeys")


@pytest.fixture(scope="package")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The helpline, healthy."""
    with running(tmp_path_factory.mktemp("var")) as helpline:
        helpline.wait_healthy()
        yield helpline
