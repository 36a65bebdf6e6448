"""Write docs/security.md: what each level of isolation keeps inside, found by trying to get out of it."""

from __future__ import annotations

import re
import runpy
import sys
from pathlib import Path

from khronika.reading.confinement import LAYERS
from khronika.vocabulary.documents import Isolation

TARGET = Path(__file__).with_name("security.md")
PROBING = runpy.run_path(str(Path(__file__).parents[1] / "tests" / "attacks" / "probing.py"))
BEGIN, END = "<!-- probes: written by `make docs` -->", "<!-- end of probes -->"
COLUMNS: dict[str, tuple[str, ...] | None] = {
    "no jail": None,
    Isolation.BASIC.value: (),
    "with Landlock only": ("landlock",),
    "with seccomp only": ("seccomp",),
    Isolation.CONFINED.value: ("landlock", "seccomp"),
    Isolation.STRICT.value: LAYERS,
}


def reached() -> dict[str, dict[str, bool]]:
    """Give for each column and probe whether it got through; ends the program where a layer is missing here."""
    found: dict[str, dict[str, bool]] = {}
    with PROBING["Surroundings"]() as surroundings:
        for column, layers in COLUMNS.items():
            if layers is None:
                found[column] = {what: surroundings.from_no_jail(what) for what in PROBING["PROBES"]}
                continue
            jail = PROBING["jailed"](layers)
            if missing := set(layers) - set(jail.layers.split("+")):
                sys.exit(f"{TARGET} stays as it is: this machine does not offer {', '.join(sorted(missing))}.")
            found[column] = {what: surroundings.from_jail(jail, what) for what in PROBING["PROBES"]}
            jail.close()
    return found


def table(found: dict[str, dict[str, bool]]) -> str:
    """Give the probes as a table; what got through is written out."""
    probes = PROBING["PROBES"]
    lines = ["| A parser that was taken over tries to | " + " | ".join(found) + " |", "|---" * (len(found) + 1) + "|"]
    for what, (sentence, _) in probes.items():
        cells = ["**through**" if column[what] else "kept in" for column in found.values()]
        lines.append(f"| {sentence} | " + " | ".join(cells) + " |")
    kept = [f"{sum(not through for through in column.values())} of {len(probes)}" for column in found.values()]
    return "\n".join([*lines, "| **kept in** | " + " | ".join(kept) + " |"])


def written(document: str, probes: str) -> str:
    """Give the document with the table put in its place."""
    return re.sub(f"({BEGIN}\n).*?(\n{END})", lambda found: found[1] + probes + found[2], document, flags=re.DOTALL)


if __name__ == "__main__":
    TARGET.write_text(written(TARGET.read_text(encoding="utf-8"), table(reached())), encoding="utf-8")
    print(f"Written: {TARGET}")
