"""A worker on Telegram, the model, an operator in a real browser: asked, taken over, answered, handed back."""

import os
import re
import shutil
import time
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.console.test_browser import ARGUMENTS
from tests.running import Running

pytestmark = [pytest.mark.rasa, pytest.mark.browser, pytest.mark.xdist_group("journeys")]
PATIENCE_MS = 30_000
WORKER = 7001
QUESTION = "ប្រាក់ឈ្នួលអប្បបរមានៅរ៉ាយ៉ងប៉ុន្មានក្នុងមួយថ្ងៃ"
PERSON = "ខ្ញុំចង់និយាយជាមួយមនុស្សផ្ទាល់"
REPLY = "សួស្តីបង ខ្ញុំឈ្មោះ សុខា។ តើបងនៅខេត្តណា?"


class Telegram:
    """A worker's Telegram, over the server's control routes."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=f"{url}/control", trust_env=False, timeout=40)
        self._read = 0

    def writes(self, text: str) -> None:
        """The worker sends a text."""
        self._client.post(f"/people/{WORKER}/text", json={"text": text}).raise_for_status()

    def receives(self, wanted: str) -> list[str]:
        """Wait until a new message matches; give all that is new.

        Raises:
            AssertionError: it does not come.
        """
        fresh: list[str] = []
        end = time.monotonic() + 90
        while not re.search(wanted, "\n".join(fresh)):
            assert time.monotonic() < end, f"{wanted!r} did not arrive; what did: {fresh}"
            query = {"at_least": self._read + 1, "seconds": 20}
            texts = [message["text"] for message in self._client.get(f"/chats/{WORKER}/sent", params=query).json()]
            fresh.extend(texts[self._read :])
            self._read = len(texts)
        return fresh

    def close(self) -> None:
        """Put it away."""
        self._client.close()


@pytest.fixture
def worker(bot_api: str) -> Iterator[Telegram]:
    """A worker on Telegram."""
    telegram = Telegram(bot_api)
    yield telegram
    telegram.close()


@pytest.fixture
def page() -> Iterator[Page]:
    """A browser window."""
    path = shutil.which("chromium")
    if path is None and os.environ.get("CI") != "true":
        pytest.skip("no browser here: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        window = browser.new_page(viewport={"width": 1280, "height": 860}, locale="en")
        window.set_default_timeout(PATIENCE_MS)
        yield window
        browser.close()


def test_a_worker_an_operator_and_back(started: Running, worker: Telegram, page: Page) -> None:
    worker.writes(QUESTION)
    assert any("ប្រភព៖" in text for text in worker.receives("ប្រភព៖"))
    worker.writes(PERSON)
    number = re.search(r"CHM-\d{6}", "\n".join(worker.receives(r"CHM-\d{6}")))
    assert number is not None

    _log_in(page, started)
    page.get_by_text(number[0]).first.click()
    expect(page.get_by_text(PERSON)).to_be_visible()
    page.get_by_role("button", name="Take this case").click()
    worker.receives("ឥឡូវមានបុគ្គលិកម្នាក់នៅទីនេះ")
    page.locator("#text").fill(REPLY)
    page.locator("#reply button.main").click()
    assert worker.receives("សុខា") == [REPLY]

    worker.writes("ខ្ញុំនៅរ៉ាយ៉ង")
    expect(page.get_by_text("ខ្ញុំនៅរ៉ាយ៉ង")).to_be_visible()
    page.get_by_role("button", name=re.compile("Hand back|hand back|bot", re.IGNORECASE)).click()
    told = worker.receives("ឥឡូវខ្ញុំឆ្លើយវិញ")
    assert len(told) == 1, "while a person had the chat the bot was silent"
    worker.writes(QUESTION)
    assert any("ប្រភព៖" in text for text in worker.receives("ប្រភព៖"))


def _log_in(page: Page, started: Running) -> None:
    found = re.search(r"first login\s+(\S+)\s+password (\S+)", (started.var / "output.log").read_text())
    assert found is not None, "the first start shows the login"
    page.goto(f"{started.url}/console")
    page.locator("#login").fill(found[1])
    page.locator("#password").fill(found[2])
    page.locator("main button.main").click()
    expect(page.locator("#cases")).to_be_visible()
