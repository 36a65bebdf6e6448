"""Measure extraction against the coded sets of documents: the frozen ones, never tuned on, and the open ones.

`python bench/evaluation.py` prints the figures; they go to bench/results.json, from which tables in documents are made.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_name("results.json")
SETS = ("blind", "french", "russian", "open", "open2", "open3")


def evaluated(name: str) -> dict[str, Any]:
    """What `khronika evaluate` says of a set of documents that was coded by hand."""
    command = [sys.executable, "-c", "from khronika.cli import main; main()", "evaluate", "--gold"]
    folder = ROOT / "tests" / "evaluation" / name
    done = subprocess.run([*command, str(folder), "--json"], check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    """Measure every set and keep the figures."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    results["evaluation"] = {name: kinds(evaluated(name)) for name in SETS}
    RESULTS.write_text(json.dumps(results, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    print(json.dumps(results["evaluation"], indent=2))


def kinds(said: dict[str, Any]) -> dict[str, dict[str, float]]:
    """F1 and strict F1 by kind, each with the ends of its interval; recall alone where the set is not exhaustive."""
    found: dict[str, dict[str, float]] = {}
    for kind, figures in said["kinds"].items():
        rows = {"f1": figures["f1"], "strict": figures["strict_f1"], "recall": figures["recall"]}
        told = {name: row for name, row in rows.items() if row and row["value"] is not None}
        found[kind] = {f"{name}_{end}": round(row[end], 3) for name, row in told.items() for end in row}
        found[kind]["rows"] = figures["gold"]
    return found


if __name__ == "__main__":
    main()
