"""Generated documents say what the program says today."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def written() -> str:
    return str(runpy.run_path(str(DOCS / "write_cli.py"))["reference"]())


def test_the_reference_shows_the_commands_of_the_main_job(written: str) -> None:
    for command in ("run", "add", "claims", "dossier", "export", "judge", "explain"):
        assert f"\n## khronika {command}\n" in written


def test_the_reference_is_up_to_date(written: str) -> None:
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == written, "run: make docs"


def test_the_table_of_isolation_names_every_probe_and_lets_none_through_at_the_strictest_level() -> None:
    probes = runpy.run_path(str(DOCS.parent / "tests" / "attacks" / "probes.py"))["PROBES"]
    rows = [line.split(" | ") for line in (DOCS / "security.md").read_text(encoding="utf-8").splitlines()]
    last = {row[0].removeprefix("| "): row[-1] for row in rows if len(row) == 7}
    assert {last.get(sentence) for sentence, _ in probes.values()} == {"kept in |"}, "run: make docs"
