"""Two operators in a real browser: what is new appears without a reload, and nobody loses what they typed."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from core import clock
from core.contracts import Language
from core.messages import outbox
from core.messages.models import Message
from escalation.cases.models import Case, Priority
from escalation.operators.models import Role
from tests.console.conftest import Console, serving

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LINE_HEIGHT = """() => {
    const style = getComputedStyle(document.body);
    return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
}"""
PATIENCE_MS = 30_000  # a limit for a broken page, not a measurement
PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 860}
pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium."""
    path = shutil.which("chromium")
    if path is None and os.environ.get("CI") != "true":
        pytest.skip("no browser here: apt-get install chromium")
    assert path is not None, "CI needs chromium"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        await browser.close()


class Screen:
    """An operator's browser window."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        page.on("console", lambda told: self.complaints.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    async def open(self, path: str) -> None:
        """Go to a page and wait until it listens."""
        await self.page.goto(f"{self.address}{path}")
        await expect(self.page.locator("body[data-listening]")).to_have_count(1)


@asynccontextmanager
async def window(
    console: Console, chromium: Browser, address: str, login: str, language: Language = "en", **options: object
) -> AsyncIterator[Screen]:
    """A new operator logs in with keyboard and screen."""
    password = await console.desk.operators.create(login, login.title(), Role.OPERATOR, language, by=None)
    context = await chromium.new_context(viewport=options.get("viewport", LAPTOP), locale="en")  # type: ignore[arg-type]  # a size
    context.set_default_timeout(PATIENCE_MS)
    screen = Screen(await context.new_page(), address)
    await screen.page.goto(f"{address}/console")
    await expect(screen.page.locator("#login")).to_be_focused()
    await screen.page.keyboard.type(login)
    await screen.page.keyboard.press("Tab")
    await screen.page.keyboard.type(password)
    await screen.page.keyboard.press("Enter")
    await expect(screen.page.locator("body[data-listening]")).to_have_count(1)
    yield screen
    assert screen.complaints == []
    await context.close()


async def test_a_case_from_alarm_to_close(console: Console, chromium: Browser) -> None:
    async with (
        serving(console.app) as address,
        window(console, chromium, address, "sok", "km") as sok,
        window(console, chromium, address, "dara") as dara,
    ):
        case = await console.case("urgent_violence", Priority.URGENT, "ជួយផង! គេវាយខ្ញុំ")
        row = dara.page.locator("#cases").get_by_text(case.number)
        await expect(row).to_be_visible()
        await expect(dara.page).to_have_title("(1) Waiting · Chumnuoy console")
        await expect(dara.page.locator("#ringing")).to_contain_text(case.number)

        await sok.page.locator("#cases").get_by_text(case.number).click()
        await expect(sok.page.get_by_text("ជួយផង! គេវាយខ្ញុំ")).to_be_visible()
        await dara.open(f"/console/cases/{case.number}")
        await sok.page.locator("#acts button.main").click()
        await expect(dara.page.get_by_text("Sok has this case. Only they can write")).to_be_visible()
        await expect(dara.page.get_by_role("button", name="Take this case")).to_have_count(0)

        await sok.page.locator("#text").fill("សួស្តីបង")
        await console.writes(case, "are you there?")
        await expect(sok.page.get_by_text("are you there?")).to_be_visible()
        await expect(sok.page.locator("#text")).to_have_value("សួស្តីបង")
        await sok.page.locator("#text").press("Control+Enter")
        reply = sok.page.locator(".said.operator")
        await expect(reply).to_contain_text("សួស្តីបង")
        await expect(sok.page.locator("#text")).to_have_value("")
        await expect(dara.page.get_by_text("សួស្តីបង")).to_be_visible()

        async with console.parts.database.read() as session:
            newest = await session.get_one(Message, 4)
        await outbox.mark_sent(console.parts.database, newest.id)
        await expect(dara.page.locator(".said.operator .delivery.sent")).to_be_visible()

        await sok.page.locator("#acts summary").click()
        await sok.page.locator("input[value=referred]").check()
        await sok.page.locator("#note").fill("to the labour office")
        await sok.page.locator("#acts button.danger").click()
        await expect(dara.page.get_by_text("This case is closed.")).to_be_visible()
        await expect(dara.page.locator("#status")).to_contain_text("to the labour office")


async def test_words_typed_too_slowly_are_kept(console: Console, chromium: Browser) -> None:
    case = await console.case()
    async with serving(console.app) as address, window(console, chromium, address, "sok") as sok:
        await sok.open(f"/console/cases/{case.number}")
        await sok.page.get_by_role("button", name="Take this case").click()
        await sok.page.locator("#text").fill("my long answer")
        await console.writes(case, "hello?")
        later = clock.now() + timedelta(minutes=16)
        with clock.set_to(lambda: later):
            async with console.parts.database.write() as session:
                assert await console.parts.cases.release(session, case.id)
        await expect(sok.page.get_by_role("button", name="Take this case")).to_be_visible()
        await expect(sok.page.get_by_text("Your words were not sent")).to_be_visible()
        await expect(sok.page.locator("#unsent-text")).to_have_value("my long answer")


async def test_a_reply_outlives_a_session_that_ended(console: Console, chromium: Browser) -> None:
    case = await console.case()
    async with serving(console.app) as address, window(console, chromium, address, "sok") as sok:
        await sok.open(f"/console/cases/{case.number}")
        await sok.page.get_by_role("button", name="Take this case").click()
        await sok.page.locator("#text").fill("typed before the session ended")
        password = await console.desk.operators.set_password("sok")
        await sok.page.get_by_role("button", name="Send").click()
        await sok.page.locator("#login").fill("sok")
        await sok.page.locator("#password").fill(password)
        await sok.page.keyboard.press("Enter")
        await expect(sok.page.locator("#text")).to_have_value("typed before the session ended")
        await sok.page.get_by_role("button", name="Send").click()
        await expect(sok.page.locator(".said.operator")).to_contain_text("typed before the session ended")
        await expect(sok.page.locator("#text")).to_have_value("")
        sok.complaints.clear()  # the browser reports the 401 that ended the stream


async def test_an_open_page_goes_to_the_log_in_when_the_session_ends(console: Console, chromium: Browser) -> None:
    async with serving(console.app) as address, window(console, chromium, address, "sok") as sok:
        await console.desk.operators.set_password("sok")
        await console.case()
        await expect(sok.page.locator("#password")).to_be_visible()
        sok.complaints.clear()  # the browser reports the 401 that ended the stream


@pytest.mark.parametrize("language", ["km", "th", "en"])
@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
async def test_nothing_runs_out_of_the_screen(
    console: Console, chromium: Browser, language: Language, size: dict[str, int]
) -> None:
    case = await console.case("urgent_violence", Priority.URGENT, "ក" * 300 + " " + "w" * 300 + " ก" * 300)
    async with (
        serving(console.app) as address,
        window(console, chromium, address, "sok", language, viewport=size) as sok,
    ):
        for path in ("/console", f"/console/cases/{case.number}", "/console/account"):
            await sok.open(path)
            assert await sok.page.evaluate("document.documentElement.scrollWidth") <= size["width"], path
            assert await sok.page.evaluate(LINE_HEIGHT) >= 1.6


async def test_it_works_without_the_script(console: Console, chromium: Browser) -> None:
    case = await console.case()
    password = await console.desk.operators.create("sok", "Sok", Role.OPERATOR, "en", by=None)
    async with serving(console.app) as address:
        context = await chromium.new_context(java_script_enabled=False)
        page = await context.new_page()
        await page.goto(f"{address}/console")
        await page.locator("#login").fill("sok")
        await page.locator("#password").fill(password)
        await page.locator("button.main").click()
        await page.locator("#cases a").click()
        await page.get_by_role("button", name="Take this case").click()
        await page.locator("#text").fill("hello")
        await page.get_by_role("button", name="Send").click()
        await expect(page.locator(".said.operator")).to_contain_text("hello")
        await context.close()
    async with console.parts.database.read() as session:
        assert (await session.get_one(Case, case.id)).owner_id == 1
