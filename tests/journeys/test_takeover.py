"""A worker on Telegram, the model, an operator in a real browser: asked, taken over, answered, handed back."""

import asyncio
import os
import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.botapi.phone import Control
from tests.console.test_browser import ARGUMENTS
from tests.running import Running

pytestmark = [pytest.mark.rasa, pytest.mark.browser, pytest.mark.xdist_group("journeys")]
PATIENCE_MS = 30_000
WORKER = 7001
QUESTION = "ប្រាក់ឈ្នួលអប្បបរមានៅរ៉ាយ៉ងប៉ុន្មានក្នុងមួយថ្ងៃ"
PERSON = "ខ្ញុំចង់និយាយជាមួយមនុស្សផ្ទាល់"
REPLY = "សួស្តីបង ខ្ញុំឈ្មោះ សុខា។ តើបងនៅខេត្តណា?"


class Telegram:
    """A worker's Telegram, one call at a time."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._read = 0

    def writes(self, text: str) -> None:
        """The worker sends a text."""

        async def send(control: Control) -> None:
            await control.phone(WORKER).text(text)

        self._run(send)

    def receives(self, wanted: str) -> list[str]:
        """Wait until a new message matches; give all that is new."""
        fresh: list[str] = []

        async def wait(control: Control) -> None:
            while not re.search(wanted, "\n".join(fresh)):
                texts = await control.sent(WORKER, at_least=self._read + 1)
                fresh.extend(texts[self._read :])
                self._read = len(texts)

        self._run(wait)
        return fresh

    def _run(self, work: Any) -> None:
        async def with_control() -> None:
            control = Control(self._url)
            try:
                async with asyncio.timeout(90):
                    await work(control)
            finally:
                await control.http.aclose()

        asyncio.run(with_control())


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


def test_a_worker_an_operator_and_back(started: Running, bot_api: str, page: Page) -> None:
    worker = Telegram(bot_api)
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
