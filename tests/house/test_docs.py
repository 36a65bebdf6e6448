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
