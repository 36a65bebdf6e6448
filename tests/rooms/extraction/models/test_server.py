"""A server that is dead, slow, mad or on its way elsewhere costs nothing but itself."""

from __future__ import annotations

import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from khronika.errors import UsageError
from khronika.extraction import METHOD, second_reader
from khronika.extraction.models.wire import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from khronika.vocabulary.extractions import Extraction

MANY = "Guards dragged 12 clerks into a truck. " * 6


def refused(extraction: Extraction) -> list[str]:
    begin = "a model's proposal refused: "
    return [each.reason.removeprefix(begin) for each in extraction.abstentions if each.reason.startswith(begin)]


def test_a_port_where_nobody_listens_leaves_the_grammars_reading(
    reads: Callable[..., Any], alone: Callable[[str], Extraction], van: str
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
    found, model = reads(van, url)
    assert found == alone(van)
    assert model.silence == "nobody answers there (connection refused)"
    assert model.questions == 0


def test_a_server_that_fails_is_asked_no_more_after_three_times(
    reads: Callable[..., Any], double: dict[str, Any]
) -> None:
    found, model = reads(MANY, double["saying"](500, {"error": "out of memory"}))
    assert refused(found) == ["the server failed (status 500)"] * 3
    assert model.silence == "the server failed (status 500)"
    assert found.method == METHOD  # so that the next run asks again


def test_a_server_that_hangs_is_left_in_time(reads: Callable[..., Any], double: dict[str, Any], van: str) -> None:
    begun = time.monotonic()
    found, _ = reads(van, double["saying"](200, None), seconds=0.3)
    assert refused(found) == ["no answer in time"]
    assert time.monotonic() - begun < 10


def test_a_server_that_drips_is_left_in_time_too(reads: Callable[..., Any], van: str) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def drip() -> None:
        for head in (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{", b"HTTP/1.1 200 OK\r\nX-Slow: "):
            caller, _ = listening.accept()
            with caller:
                caller.recv(65536)
                caller.sendall(head)
                try:
                    while not done.wait(0.05):
                        caller.sendall(b" ")
                except OSError:
                    continue

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    from khronika.extraction.models import address, connect

    url = f"http://127.0.0.1:{listening.getsockname()[1]}"
    for _ in range(2):
        begun = time.monotonic()
        model = connect(address(url), "tiny", seconds=0.4)
        assert model.silence == "no answer in time"
        assert time.monotonic() - begun < 3
    done.set()
    thread.join()
    listening.close()


def test_an_answer_without_end_is_not_held(reads: Callable[..., Any], double: dict[str, Any], van: str) -> None:
    found, _ = reads(van, double["saying"](200, b" " * (LARGEST + 10)))
    assert refused(found) == ["an answer without end"]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_redirect_is_followed(
    status: int, reads: Callable[..., Any], model_server: Callable[..., Any], double: dict[str, Any], van: str
) -> None:
    other = model_server(double["replaying"](double["eager"]))
    found, _ = reads(van, double["saying"](status, {}, Location=f"{other.url}/v1/chat/completions"))
    assert refused(found) == ["the server points elsewhere, where nothing is ever sent"]
    assert other.seen == []


def test_no_proxy_of_the_environment_is_asked(
    reads: Callable[..., Any],
    model_server: Callable[..., Any],
    double: dict[str, Any],
    van: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proxy = model_server(double["saying"](200, {}))
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url)
    monkeypatch.setenv("no_proxy", "")
    _, model = reads(van, double["replaying"]([double["row"]("E1", "count:detained", "N1")]))
    assert model.claims == 1
    assert proxy.seen == []


ELSEWHERE = (
    "http://example.org:8080",
    "http://10.0.0.7:11434",
    "http://0.0.0.0:11434",
    "http://127.0.0.1.example.org",
    "http://localhost.example.org",
    "http://2130706433:80",
    "http://[2001:db8::1]:80",
    "models.example.org",
)


@pytest.mark.parametrize("url", ELSEWHERE)
def test_words_leave_this_machine_only_where_somebody_says_so(url: str) -> None:
    with pytest.raises(UsageError, match="words of documents would leave it"):
        second_reader(url)


@pytest.mark.parametrize("url", ELSEWHERE)
def test_and_then_only_under_a_lock(url: str) -> None:
    with pytest.raises(UsageError, match="could be read by anybody"):
        second_reader(url, elsewhere=True)


@pytest.mark.parametrize("url", ["http://ines:secret@127.0.0.1", "ftp://127.0.0.1", "http://", "http://127.0.0.1:x"])
def test_what_is_no_address_is_a_sentence_that_repeats_no_password(url: str) -> None:
    with pytest.raises(UsageError, match="Name it as in http:") as said:
        second_reader(url)
    assert "secret" not in str(said.value)


@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1/", "/v1/chat/completions"])
def test_an_address_may_end_as_people_copy_it(
    ending: str, model_server: Callable[..., Any], double: dict[str, Any]
) -> None:
    server = model_server(double["replaying"]([]))
    assert second_reader(server.url + ending).method == "llm:tiny@0123456789ab"
    assert {path for path, _ in server.seen} == {"/v1/models"}


def holding(*rows: dict[str, Any]) -> Any:  # noqa: ANN401
    return lambda path, _body: (200, {"data": list(rows)}, {}) if path == "/v1/models" else (404, {}, {})


def test_among_several_models_a_person_chooses(model_server: Callable[..., Any]) -> None:
    url = model_server(holding({"id": "small"}, {"id": "large"})).url
    with pytest.raises(UsageError, match=r"holds 2 models \(small, large \.\.\.\); name one with --model-name"):
        second_reader(url)
    with pytest.raises(UsageError, match="holds no model huge, but: small, large"):
        second_reader(url, "huge")
    assert second_reader(url, "large").method == "llm:large@unknown"


def test_a_server_that_lists_nothing_is_told_the_name(model_server: Callable[..., Any]) -> None:
    url = model_server(lambda _path, _body: (404, {}, {})).url
    with pytest.raises(UsageError, match="does not say which models it holds"):
        second_reader(url)
    assert second_reader(url, "tiny").method == "llm:tiny@unknown"


def test_the_digest_is_taken_from_ollama_where_the_list_has_none(model_server: Callable[..., Any]) -> None:
    def answer(path: str, _body: Any) -> tuple[int, Any, dict[str, str]]:  # noqa: ANN401
        if path == "/api/tags":
            return 200, {"models": [{"name": "tiny:1b", "digest": "sha256:feedc0ffee112233"}]}, {}
        return 200, {"data": [{"id": "tiny:1b"}]}, {}

    assert second_reader(model_server(answer).url).method == "llm:tiny:1b@feedc0ffee11"


@pytest.mark.parametrize("name", ["vast:120b-cloud", "vast:cloud"])
def test_a_server_here_that_only_passes_words_on_is_elsewhere(name: str, model_server: Callable[..., Any]) -> None:
    with pytest.raises(UsageError, match="does not run on this machine"):
        second_reader(model_server(holding({"id": name})).url)


def test_a_servers_name_for_its_model_is_kept_in_plain_letters(model_server: Callable[..., Any]) -> None:
    path = second_reader(model_server(holding({"id": "/home/ines/models/tiny.gguf"})).url)
    assert path.method == "llm:tiny.gguf@unknown"
    hostile = second_reader(model_server(holding({"id": "x\x1b[31m\n<b>" + "y" * 500})).url)
    assert set(hostile.method) <= set("llm:@unknownxyb_31")
    assert len(hostile.method) < 100
