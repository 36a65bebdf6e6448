"""Measure extraction against the coded sets of documents: the frozen ones, never tuned on, and the open ones.

`python bench/evaluation.py` prints the figures; they go to bench/results.json, from which tables in documents are made.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from kept import keep

ROOT = Path(__file__).parents[1]
SETS = ("blind", "french", "russian", "open", "open2", "open3")


def evaluated(name: str) -> dict[str, Any]:
    """What `khronika evaluate` says of a set of documents that was coded by hand."""
    command = [sys.executable, "-c", "from khronika.cli import main; main()", "evaluate", "--gold"]
    folder = ROOT / "tests" / "evaluation" / name
    done = subprocess.run([*command, str(folder), "--json"], check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def main() -> None:
    """Measure every set and keep the figures."""
    figures = {name: kinds(evaluated(name)) for name in SETS}
    print(json.dumps(figures, indent=1))
    keep("evaluation", figures)


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
