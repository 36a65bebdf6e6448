"""README shows what the program does today: its tour is walked, its figures are those that were measured."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TOUR: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "tour.py"))
FIGURES: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "figures.py"))
MOST_BYTES = 300_000
WALKED = {
    "run",
    "claims",
    "accounts",
    "people",
    "search",
    "explain",
    "judge",
    "text",
    "export",
    "dossier",
    "lists",
    "tolls",
    "questions",
}
# These do not hang on how well a sentence is read and are compared whole; of other lines the first word is, since every
# better rule of the grammar moves some figure in them. `make docs` brings those up to date.
WHOLE = re.compile(r"\$|Not read|Chronicle|Documents|Dossier|The dossier|Claim |[A-Z]+ +[A-Z]+|\*\*|.* \(protected\)")
LINK = re.compile(r"\]\((?!https?:)(?P<path>[^)#]+)\)")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(TOUR["told"](README, tmp_path_factory.mktemp("tour")))


def keys(readme: str) -> list[set[str]]:
    """The key lines of each block of the tour, without the ids, which differ from machine to machine."""
    whole = [TOUR["ID"].sub("(id)", block[0]) for block in TOUR["BLOCK"].finditer(readme)]
    return [{key(line) for line in block.splitlines()[1:]} for block in whole]


def key(line: str) -> str:
    words = line.split()
    return " ".join(words) if WHOLE.match(line) else re.sub(r"\d+", "(number)", "".join(words[:1]))


def test_the_tour_shows_every_command_of_the_main_job() -> None:
    commands = [block["command"].split() for block in TOUR["BLOCK"].finditer(README)]
    assert {program for program, *_ in commands} == {"khronika"}
    assert {words[0] for _, *words in commands} == WALKED


def test_the_tour_shows_what_the_program_prints(walked: str) -> None:
    assert keys(README) == keys(walked), "run: make docs"


def test_the_tour_shows_what_the_example_is_for(walked: str) -> None:
    for line in ("Not read: procurator-bulletin.pdf", "Anka (protected)", "Remi Dovrina", "is accepted."):
        assert line in walked


def test_the_figures_are_those_that_were_measured() -> None:
    results = json.loads((ROOT / "bench" / "results.json").read_text(encoding="utf-8"))
    assert FIGURES["BEGIN"] in README
    assert FIGURES["tabled"](README, results) == README, "run: make docs"


def test_a_figure_that_was_not_measured_is_not_in_the_table() -> None:
    whole = {"wall_s": 9.04, "peak_mb": 99.6}
    run = {"documents": "example", "help_s": 0.2, "run": whole, "run_again": whole, "documents_s": 1, "claims_s": 1}
    table = FIGURES["table"]({"run": run | {"run_200": whole, "run_40": whole}})
    assert "| `khronika run` on the bundled example | 9.0 s, at most 100 MB of memory |" in table
    assert table.index("on 40 varied") < table.index("on 200 varied")
    assert "executemany" not in table


def test_the_picture_is_there_and_small() -> None:
    picture = (ROOT / "docs" / "dossier.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) <= MOST_BYTES


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "GLOSSARY.md"])
def test_what_a_document_links_to_is_there(name: str) -> None:
    for link in LINK.finditer((ROOT / name).read_text(encoding="utf-8")):
        assert (ROOT / link["path"]).exists(), f"{name} links to {link['path']}"
