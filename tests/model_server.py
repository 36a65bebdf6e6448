"""A server on this machine that speaks as those of language models do, and answers what a test wants it to answer."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    # Gets the path and the JSON that was sent (null for GET); gives status, value or bytes, and headers.
    Answer = Callable[[str, Any], tuple[int, Any, dict[str, str]]]

MODEL = {"id": "tiny", "object": "model", "digest": "sha256:0123456789abcdef"}


class ModelServer:
    """Answers on a free port until it is stopped; `seen` are the paths and bodies that were sent, in order."""

    def __init__(self, answer: Answer) -> None:
        self.seen: list[tuple[str, Any]] = []
        self.stopping = threading.Event()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self, answer))
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Close the port; asking again then is asking nobody."""
        self.stopping.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def asked(self) -> list[Any]:
        """The questions that were sent, as a model reads them."""
        return [question(body) for path, body in self.seen if path.endswith("/chat/completions")]


def handler(double: ModelServer, answer: Answer) -> type[BaseHTTPRequestHandler]:
    """Give the class that answers each request."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send(None)

        def do_POST(self) -> None:
            self.send(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def send(self, body: Any) -> None:  # noqa: ANN401
            double.seen.append((self.path, body))
            status, value, headers = answer(self.path, body)
            if value is None:  # hangs
                double.stopping.wait(20)
                return
            sent = value if isinstance(value, bytes) else json.dumps(value).encode()
            self.send_response(status)
            for name, said in {"Content-Length": str(len(sent)), **headers}.items():
                self.send_header(name, said)
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def question(body: Any) -> Any:  # noqa: ANN401
    """Give the question inside a request."""
    _begin, asked, _end = body["messages"][1]["content"].split("\n")
    return json.loads(asked)


def replaying(rows: Callable[[Any], list[dict[str, Any]]] | list[dict[str, Any]]) -> Answer:
    """Answer every question with these rows, or with what a function makes of the question."""

    def answer(path: str, body: Any) -> tuple[int, Any, dict[str, str]]:  # noqa: ANN401
        if body is None:
            return (200, {"data": [MODEL]}, {}) if path == "/v1/models" else (404, {}, {})
        told = rows(question(body)) if callable(rows) else rows
        return 200, completion(json.dumps({"rows": told})), {}

    return answer


def completion(content: str, finish: str | None = "stop") -> dict[str, Any]:
    """Give an answer in the form of OpenAI's protocol."""
    return {"choices": [{"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": finish}]}


def saying(status: int, value: Any, **headers: str) -> Answer:  # noqa: ANN401
    """Answer every question with this value, and say properly which model is there."""

    def answer(_path: str, body: Any) -> tuple[int, Any, dict[str, str]]:  # noqa: ANN401
        return (200, {"data": [MODEL]}, {}) if body is None else (status, value, headers)

    return answer


def eager(asked: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Say everything that ids and meanings can say: every meaning of every number and of everybody."""
    rows = []
    for event, told in asked["events"].items():
        for meaning in told["meanings"]:
            if meaning.startswith("count:"):
                rows += [row(event, meaning, number) for number in asked["numbers"]]
            else:
                rows += [row(event, meaning, people=[one]) for one in asked["people"]]
    return rows


def row(event: str, meaning: str, number: str = "none", people: Any = (), by: Any = ()) -> dict[str, Any]:  # noqa: ANN401
    """Give one row of an answer."""
    return {"event": event, "meaning": meaning, "number": number, "people": list(people), "by": list(by)}
