"""An action server for tests: what a turn's metadata asks for under "act", it does.

It speaks Rasa's protocol over real HTTP and can be dead. It refuses to be clever: it knows nothing of content.
"""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]


def _say(call: Body) -> list[Body]:
    heard = [event for event in call["tracker"]["events"] if event["event"] == "user"]
    values = {"action": call["next_action"], "heard": len(heard)}
    return [
        {"custom": {"helpline": {"say": {"text": "heard", "values": values}}}},
        {"custom": {"helpline": {"request": {"do": "set_topic", "topic": "rights_leave"}}}},
    ]


class ActionServer:
    """Answers on a port of its own. `calls` holds the bodies of all calls since the start."""

    def __init__(self) -> None:
        self.calls: list[Body] = []
        self._server = self._listen(0)
        self.port: int = self._server.server_address[1]

    @property
    def url(self) -> str:
        """What Rasa calls."""
        return f"http://127.0.0.1:{self.port}/webhook"

    def last_message(self) -> Body:
        """The message of the last call, as an action sees it."""
        message: Body = self.calls[-1]["tracker"]["latest_message"]
        return message

    def die(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def revive(self) -> None:
        """Listen again on the same port."""
        self._server = self._listen(self.port)

    def _listen(self, port: int) -> ThreadingHTTPServer:
        server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self.calls))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server


def _handler(calls: list[Body]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            call = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            calls.append(call)
            status, reply = _reply(call)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


def _reply(call: Body) -> tuple[int, bytes]:
    message = call["tracker"]["latest_message"]
    act, text = message["metadata"].get("act", "say"), message["text"]
    replies: dict[str, tuple[int, Any]] = {
        "say": (200, {"events": [], "responses": _say(call)}),
        "request": (200, {"events": [], "responses": _say(call)[1:]}),
        "nothing": (200, {"events": [], "responses": []}),
        "plain": (200, {"events": [], "responses": [{"text": text}]}),
        "fail": (500, {"error": text}),
        "refuse": (400, {"error": text, "action_name": call["next_action"]}),
        "misshapen": (200, {"events": text, "responses": {text: text}}),
    }
    if act == "no_json":
        return 200, f"<{text}>".encode()
    status, body = replies[act]
    return status, json.dumps(body).encode()
