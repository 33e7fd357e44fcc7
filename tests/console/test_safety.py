"""What must not get out: scripts, stack traces, a worker's words in a log; and headers that keep browsers careful."""

import logging
from pathlib import Path

import pytest
from sqlalchemy import update

from core.messages.models import Conversation, Message
from escalation.console.pages import STATIC
from tests.console.conftest import Console

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"


async def test_every_answer_has_the_headers(console: Console) -> None:
    case = await console.case()
    async with console.operator("sok") as sok:
        pages = ["/console", f"/console/cases/{case.number}", "/api/queue", "/console/not-here", "/nowhere", "/docs"]
        for address in pages:
            headers = (await sok.get(address)).headers
            policy = headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "script-src 'self'" in policy
            assert "unsafe" not in policy
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["x-frame-options"] == "DENY"
            assert headers["referrer-policy"] == "same-origin"
            assert headers["cache-control"] == "no-store"
            assert "strict-transport-security" not in headers


async def test_production_asks_for_https(production: Console) -> None:
    async with production.browser() as client:
        assert "max-age" in (await client.get("/console/login")).headers["strict-transport-security"]


async def test_pages_load_nothing_from_elsewhere_and_run_nothing_inline(console: Console) -> None:
    case = await console.case()
    async with console.operator("sok") as sok:
        for address in ("/console", f"/console/cases/{case.number}", "/docs"):
            page = (await sok.get(address)).text
            assert "http://" not in page.replace("http://www.w3.org", "")
            assert "https://" not in page
            assert "<style" not in page
            assert "style=" not in page
            assert " onclick" not in page
            assert page.count("<script") == page.count("<script src=") == 1
    for path in STATIC.iterdir():
        assert "http" not in path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", ""), path


async def test_what_people_write_is_never_markup(console: Console) -> None:
    case = await console.case(text=EVIL)
    async with console.parts.database.write() as session:
        await session.execute(update(Conversation).values(town=EVIL))
    await console.desk.operators.create("evil", EVIL, "operator", "en", by=None)  # type: ignore[arg-type]  # a role
    async with console.operator("ann", "admin") as ann:  # type: ignore[arg-type]  # a role
        await ann.post(f"/console/cases/{case.number}/claim")
        await ann.post(f"/console/cases/{case.number}/reply", text=EVIL)
        refused = await ann.post(f"/console/cases/{case.number}/close", note=EVIL)
        pages = [refused.text]
        for address in (f"/console/cases/{case.number}", "/console?tab=all", "/console/operators", "/console/audit"):
            pages.append((await ann.get(address)).text)
        pages.append((await ann.client.get("/console/audit", params={"case": EVIL})).text)
    async with console.browser() as client:
        pages.append((await client.get("/console/login", params={"next": f'"{EVIL}'})).text)
    for page in pages:
        assert "<script>" not in page
        assert "<img" not in page
    assert pages[1].count("&lt;script&gt;") >= 3


async def test_a_fault_shows_a_sentence_and_logs_no_words(
    console: Console, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "marker-in-a-message"
    case = await console.case(text=words)

    async def broken(_: str) -> None:
        raise RuntimeError(words)

    async with console.operator("sok") as sok:
        monkeypatch.setattr(console.desk, "line", broken)
        page = await sok.get(f"/console/cases/{case.number}")
        by_api = await sok.client.get(f"/api/cases/{case.number}", headers={"Accept": "*/*"})
    assert (page.status_code, by_api.status_code) == (500, 500)
    assert "Something broke on our side" in page.text
    assert by_api.json()["error"] == "error-broken"
    assert "Traceback" not in page.text
    assert "x-frame-options" in page.headers
    assert "RuntimeError" in caplog.text
    assert "test_safety.py" in caplog.text  # where it broke
    assert words not in caplog.text + page.text


async def test_a_wrong_request_is_not_echoed(console: Console) -> None:
    async with console.operator("sok") as sok:
        token = {"X-CSRF-Token": sok.csrf}
        answer = await sok.client.post("/api/cases/CHM-1/reply", json={"text": ["marker"]}, headers=token)
        no_json = await sok.client.post("/api/cases/CHM-1/close", content=b"{marker", headers=token)
        page = await sok.get("/console?tab=marker")
    assert (answer.status_code, no_json.status_code, page.status_code) == (422, 422, 422)
    assert answer.json()["where"] == ["body.text"]
    assert "marker" not in answer.text + no_json.text + page.text.replace("tab=marker", "")


async def test_what_is_too_large_is_refused(console: Console) -> None:
    async with console.operator("sok") as sok:
        answer = await sok.post("/console/cases/CHM-1/reply", text="x" * 200_000)
    async with console.browser() as client:
        login = await client.post("/console/login", data={"login": "x" * 200_000})
    assert (answer.status_code, login.status_code) == (413, 413)


@pytest.mark.parametrize("name", ["../web.py", "..%2Fweb.py", "%2e%2e/web.py", "nothing.css"])
async def test_only_static_files_are_served(console: Console, name: str) -> None:
    async with console.browser() as client:
        assert (await client.get(f"/console/static/{name}")).status_code in (303, 404)
        style = await client.get("/console/static/console.css")
    assert style.headers["content-type"].startswith("text/css")


async def test_a_whole_case_logs_no_words(console: Console, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    case = await console.case(text="marker-worker")
    async with console.operator("sok") as sok:
        await sok.get(f"/console/cases/{case.number}")
        await sok.post(f"/console/cases/{case.number}/claim")
        await sok.post(f"/console/cases/{case.number}/reply", text="marker-operator")
        await sok.post(f"/console/cases/{case.number}/close", outcome="helped", note="marker-note")
    ours = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
    assert "marker" not in ours
    assert sok.password not in ours
    database = (Path(console.parts.settings.var_dir) / "helpline.db").read_bytes()
    assert b"marker" not in database


async def test_a_message_may_hold_anything(console: Console) -> None:
    case = await console.case(text="\ud800 lone, \x00 nul, 🧑‍🦽, ក្្្្, \u202e turned")
    async with console.operator("sok") as sok:
        assert (await sok.get(f"/console/cases/{case.number}")).status_code == 200
        assert (await sok.get(f"/api/cases/{case.number}")).status_code == 200
    async with console.parts.database.read() as session:
        assert "lone" in (await session.get_one(Message, 1)).text
