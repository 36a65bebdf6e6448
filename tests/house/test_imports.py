"""Who may import whom: the contracts of pyproject.toml hold, and they cover every room that exists."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
THINKING = {"reading", "extraction", "resolution", "comparison", "estimation", "evaluation", "casework", "publishing"}
RECORD = {"ledger", "originals", "protection"}
CONTRACTS = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}


def existing(rooms: set[str]) -> set[str]:
    return {f"khronika.{room}" for room in rooms if (ROOT / "khronika" / room / "__init__.py").exists()}


def test_the_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    outcome = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_every_thinking_room_is_kept_from_the_record() -> None:
    contract = CONTRACTS["thinking-rooms"]
    assert existing(THINKING) <= set(contract["source_modules"])
    assert existing(RECORD) <= set(contract["forbidden_modules"])


def test_every_part_of_the_record_is_opened_by_actions_only() -> None:
    contract = CONTRACTS["only-actions-open-the-record"]
    assert existing(RECORD) <= set(contract["protected_modules"])
    assert contract["allowed_importers"] == ["khronika.actions"]
