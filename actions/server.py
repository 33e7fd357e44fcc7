"""Serves the actions to Rasa on loopback: `python -m actions.server --port 5055`.
rasa-sdk runs them; its own server is not used: it listens everywhere and puts whole requests into its errors."""

import argparse
import logging
from json import JSONDecodeError

import uvicorn
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionNotFoundException
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from actions.answers import AnswerTopic, AnswerUrgent
from actions.base import SafeAction
from actions.contacts import FindContact
from actions.people import CaseStatus, DeleteMyData, HandOver
from actions.service import ChangeLanguage, Privacy, SmallTalk
from actions.shelf import content

log = logging.getLogger(__name__)
ACTIONS: tuple[type[SafeAction], ...] = (
    AnswerTopic,
    AnswerUrgent,
    HandOver,
    CaseStatus,
    DeleteMyData,
    FindContact,
    ChangeLanguage,
    Privacy,
    SmallTalk,
)


def make_app() -> Starlette:
    """The action server: `POST /webhook` in rasa-sdk's format, `GET /health`.

    Raises:
        SetupError: the content is broken; better now than at a worker's first question.
    """
    content()
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action())

    async def webhook(request: Request) -> JSONResponse:
        try:
            result = await executor.run(await request.json())
        except (JSONDecodeError, UnicodeDecodeError):
            return JSONResponse({"error": "malformed"}, 400)
        except ActionNotFoundException:
            return JSONResponse({"error": "unknown_action"}, 404)
        except Exception as error:  # whatever it was, its text may hold the worker's words
            log.error("an action call failed: %s", type(error).__name__)
            return JSONResponse({"error": "failed"}, 500)
        return JSONResponse(result.model_dump() if result else None)

    async def health(_: Request) -> JSONResponse:
        return JSONResponse({"ok": True})

    routes = [Route("/webhook", webhook, methods=["POST"]), Route("/health", health)]
    return Starlette(routes=routes)


def main() -> None:
    """Run the server until it is stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5055)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    uvicorn.run(make_app(), host=arguments.host, port=arguments.port, access_log=False, log_level="warning")


if __name__ == "__main__":
    main()
