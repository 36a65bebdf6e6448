"""Where measured figures are kept: bench/results.json, from which `make docs` writes README's table."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

RESULTS = Path(__file__).with_name("results.json")


def keep(part: str, figures: Mapping[str, object]) -> None:
    """Write the figures of one part over those that it had before; what was not measured this time stays."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept[part] = kept.get(part, {}) | dict(figures)
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
