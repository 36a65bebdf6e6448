"""Some of the damaged and hostile files of bench/mutations.py: each is read, or refused with a sentence."""

from __future__ import annotations

import runpy
from pathlib import Path

from khronika.reading import Limits, read
from khronika.vocabulary.documents import Revision, Unread

HOME = Path(__file__).parents[2]
MUTATIONS = runpy.run_path(str(Path(__file__).with_name("mutations.py")))
SEEDS = runpy.run_path(str(Path(__file__).with_name("seeds.py")))["seeds"]
COUNT = 150
LIMITS = Limits()


def test_mutants_are_the_same_at_every_run() -> None:
    seeds = SEEDS(HOME / "examples")
    first, again = (list(MUTATIONS["mutants"](seeds, 40)) for _ in range(2))
    assert first == again
    assert sum(data != seeds[number % len(seeds)][1] for number, _, data in first) > 30
    assert {Path(name).suffix for name, _ in seeds} >= {
        ".pdf",
        ".docx",
        ".xlsx",
        ".html",
        ".txt",
        ".csv",
        ".eml",
        ".zip",
        ".odt",
    }


def test_every_mutant_is_read_or_refused_and_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "document"
    outcomes = set()
    for number, name, data in MUTATIONS["mutants"](SEEDS(HOME / "examples"), COUNT):
        file.write_bytes(data)
        found = read(file, name, "0" * 64, limits=LIMITS)
        outcomes.add(type(found))
        assert isinstance(found, Revision) or found.reason.endswith("."), number
    assert outcomes == {Revision, Unread}
    assert [path.name for path in tmp_path.iterdir()] == ["document"]
