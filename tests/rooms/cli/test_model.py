"""`--model` on the command line: what it adds is told, kept and never asked twice; a dead server stops nothing."""

from __future__ import annotations

import json
import runpy
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from khronika.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable

DOUBLE = runpy.run_path(str(Path(__file__).parents[2] / "model_server.py"))
LETTER = "Soldiers bundled 30 students into a van in Ombrin on 2 May 2015.\n\nGuards dragged 12 clerks into a truck.\n"
RUN = ["run", "letters", "--chronicle", "ombrin.chronicle"]


@pytest.fixture(autouse=True)
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/letter.txt").write_text(LETTER, encoding="utf-8")


def says_detained_once(asked: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    known = "students" in asked["sentence"]
    return [DOUBLE["row"]("E1", "count:detained", "N1" if known else "N7")]


def proposed(capfd: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capfd.readouterr()
    assert main(["claims", "ombrin.chronicle", "--json"]) == 0
    rows: list[dict[str, Any]] = json.loads(capfd.readouterr().out)
    return [row for row in rows if row["method"].startswith("llm:")]


def test_a_run_tells_what_the_model_was_good_for(
    model_server: Callable[..., Any], capfd: pytest.CaptureFixture[str]
) -> None:
    server = model_server(DOUBLE["replaying"](says_detained_once))
    assert main([*RUN, "--model", server.url]) == 0
    said = capfd.readouterr().out
    assert (
        "Model       llm:tiny@0123456789ab: 2 questions, 1 new proposal, 0 known before; "
        "refused 1: the answer names an id that does not exist 1\n"
    ) in said
    assert "a model's proposal refused: the answer names an id that does not exist 1" in said
    assert main(["claims", "ombrin.chronicle"]) == 0
    assert "proposed (model)" in capfd.readouterr().out
    (claim,) = proposed(capfd)
    assert (claim["body"]["quantity"], claim["body"]["low"], claim["review"]) == ("detained", 30, "proposed")


def test_nothing_is_asked_twice_and_a_run_without_a_model_keeps_what_it_said(
    model_server: Callable[..., Any], capfd: pytest.CaptureFixture[str]
) -> None:
    server = model_server(DOUBLE["replaying"](says_detained_once))
    assert main(RUN) == 0
    assert proposed(capfd) == []
    assert main([*RUN, "--model", server.url]) == 0
    asked, claims = len(server.asked), proposed(capfd)
    assert (asked, len(claims)) == (2, 1)
    assert main([*RUN, "--model", server.url]) == 0
    assert main(RUN) == 0
    assert main(["read", "ombrin.chronicle", "--model", server.url]) == 0
    assert len(server.asked) == asked
    assert proposed(capfd) == claims


def test_a_dead_server_is_said_and_costs_nothing_that_was_there(
    model_server: Callable[..., Any], capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{probe.getsockname()[1]}"
    assert main([*RUN, "--model", dead]) == 0
    said = capfd.readouterr()
    assert "fell silent: nobody answers there" in said.err
    assert "Start it and give the same command again." in said.err
    assert "count 2" in said.out
    server = model_server(DOUBLE["replaying"](says_detained_once))
    assert main([*RUN, "--model", server.url]) == 0
    claims = proposed(capfd)
    assert len(claims) == 1
    assert main([*RUN, "--model", dead, "--model-name", "other"]) == 0
    broken = model_server(DOUBLE["saying"](500, {}))
    assert main([*RUN, "--model", broken.url, "--model-name", "tiny"]) == 0
    assert proposed(capfd) == claims


def test_a_model_that_fails_half_way_takes_nothing_back(
    model_server: Callable[..., Any], capfd: pytest.CaptureFixture[str]
) -> None:
    Path("letters/letter.txt").write_text("Guards dragged 12 clerks into a truck.\n\n" * 9, encoding="utf-8")
    good = model_server(DOUBLE["replaying"]([DOUBLE["row"]("E1", "count:detained", "N1")]))
    assert main([*RUN, "--model", good.url]) == 0
    claims = proposed(capfd)
    other = {"id": "other"}
    bad = model_server(lambda _path, body: (500, {}, {}) if body else (200, {"data": [other]}, {}))
    assert main([*RUN, "--model", bad.url]) == 0
    assert "fell silent: the server failed (status 500)" in capfd.readouterr().err
    assert len(claims) == 9
    assert proposed(capfd) == claims


def test_json_tells_it_as_well(model_server: Callable[..., Any], capfd: pytest.CaptureFixture[str]) -> None:
    server = model_server(DOUBLE["replaying"](says_detained_once))
    assert main([*RUN, "--model", server.url, "--json"]) == 0
    model = json.loads(capfd.readouterr().out)["work"]["model"]
    assert (model["questions"], model["claims"]) == (2, 1)
    assert model["refused"] == {"the answer names an id that does not exist": 1}


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (["--model-name", "tiny"], "name the server as well"),
        (["--model", "http://example.org"], "words of documents would leave it"),
        (["--model", "http://example.org", "--model-elsewhere"], "could be read by anybody"),
    ],
)
def test_a_wrong_call_is_refused_before_anything_is_done(
    call: list[str], sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([*RUN, *call]) == 2
    assert sentence in capfd.readouterr().err
    assert not Path("ombrin.chronicle").exists()
