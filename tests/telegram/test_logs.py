"""At the most talkative log level, nothing that a worker wrote, no name, no token and no button gets into a log."""

import logging

import pytest

from channels.telegram.client import Client, open_client
from channels.telegram.intake import Intake
from channels.telegram.outbound import Telegram
from core.contracts import Button, OutboundMessage
from core.db import Database
from tests.botapi.phone import Control
from tests.telegram.conftest import RECORDED, TOKEN, Polling, personal

WRITTEN = "នាយចិញ្ចឹមវាយខ្ញុំ Secret-of-mine"
ANSWERED = "answer-of-ours"
OF_THE_TEST_SERVER = ("python_multipart", "multipart")  # it runs in this process and logs the forms that it reads


async def test_a_whole_journey_leaves_no_words_in_the_log(
    control: Control,
    server: str,
    client: Client,
    polling: Polling,
    intake: Intake,
    database: Database,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    telegram = Telegram(open_client(TOKEN, server))
    worker = control.phone(8_712_345)
    await control.post("/updates/next", update_id=800_000_001)  # above those of the recorded updates
    await worker.text(WRITTEN)
    await control.fault("garbled", method="getUpdates")
    async with polling():
        written = await worker.text(WRITTEN)
        await worker.edit(written["message_id"], WRITTEN + "!")
        await worker.send("contact")
        await control.post("/updates", update={"message": {"text": WRITTEN, "from": {"first_name": "Sok-Invented"}}})
        await control.post("/updates", update=RECORDED["text_khmer"]["update"])
        await control.fault("error", method="getUpdates", code=502)
        await control.fault("cut", method="getUpdates")
        await telegram.send(_message(ANSWERED))
        await worker.press(data="part:steps")
        for fault in ("cut", "garbled", "error", "retry_after"):
            await control.fault(fault, method="sendMessage")
            with pytest.raises(Exception, match=r"^\w+$"):
                await telegram.send(_message(ANSWERED))
        await worker.block()
        await telegram.typing("8712345")
        await control.waiting(at_most=0)
    await telegram.close()
    said = "\n".join(
        f"{record.getMessage()} {record.exc_text or ''} {record.exc_info or ''}"
        for record in caplog.records
        if not record.name.startswith(OF_THE_TEST_SERVER)
    )
    assert said
    secrets = {
        WRITTEN,
        "Secret-of-mine",
        ANSWERED,
        TOKEN,
        TOKEN.partition(":")[2],
        "part:steps",
        "8712345",
        "8_712_345",
    }
    secrets |= {"Sok-Invented", "+10000000000", RECORDED["text_khmer"]["update"]["message"]["text"]}
    secrets |= personal(RECORDED["text_khmer"]["update"])
    assert [secret for secret in secrets if secret in said] == []


def _message(text: str) -> OutboundMessage:
    return OutboundMessage(
        id=1,
        conversation_id=1,
        channel="telegram",
        address="8712345",
        text=text,
        buttons=[[Button(text="Steps", payload="part:steps")]],
        attempts=1,
        urgent=False,
    )
