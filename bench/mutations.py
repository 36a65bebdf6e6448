"""Read thousands of damaged and hostile files in the jail and count how they end; nothing of the parent may break.

`python bench/mutations.py 20000` (half an hour of processor time): they are made of the documents in examples/ and one
more PDF, the same at every run (tests/attacks/mutations.py), and read under 15 s and 512 MB each. The tally goes to
bench/results.json.
"""

from __future__ import annotations

import json
import re
import resource
import runpy
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from kept import keep
from reportlab import rl_config

from khronika.reading import Limits, isolation_level, read
from khronika.reading.jail import jail
from khronika.vocabulary.documents import Revision

HOME = Path(__file__).parents[1]
MUTATIONS = runpy.run_path(str(HOME / "tests" / "attacks" / "mutations.py"))
PAGES = runpy.run_path(str(Path(__file__).with_name("reading.py")))["pdf_of"]
SEEDS = runpy.run_path(str(HOME / "tests" / "attacks" / "seeds.py"))
LIMITS = Limits()
TELL_EVERY = 1000
MIB = 1024 * 1024


def below(pid: int) -> int:
    """Count the processes that descend from one."""
    children = [each for path in Path(f"/proc/{pid}/task").glob("*/children") for each in path.read_text().split()]
    return len(children) + sum(below(int(each)) for each in children)


class Watch:
    """What the files cost: time and memory of each child, as the jail reports them."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self.memory: list[int] = []
        self._inner = jail().confine
        jail().confine = self  # type: ignore[method-assign]

    def __call__(self, *words: Any, **more: Any) -> Any:  # noqa: ANN401 - handed through
        """Run a child and note its cost."""
        start = time.monotonic()
        outcome = self._inner(*words, **more)
        self.seconds.append(time.monotonic() - start)
        self.memory.append(outcome.memory)
        return outcome


def ending(file: Path, name: str, limits: Limits = LIMITS) -> str:
    """Read one file and name how it ended."""
    try:
        found = read(file, name, "0" * 64, limits=limits)
    except Exception as error:  # noqa: BLE001 - what is counted here as a break of the parent
        return f"BROKE {type(error).__name__}"
    if isinstance(found, Revision):
        return "partial" if found.partial else "read"
    return "refused: " + re.sub(r"\d[\d,.]*", "N", found.reason)


def main() -> None:
    """Read them all, print how many ended how, and write the tally down."""
    if len(sys.argv) < 2:  # noqa: PLR2004 - the script and its one word
        print("Skipped: it takes half an hour. Say how many files: python bench/mutations.py 20000")
        return
    count = int(sys.argv[1])
    rl_config.invariant = 1  # no date in the PDF
    seeds = SEEDS["seeds"](HOME / "examples", [("pages.pdf", PAGES(3))])
    print(f"isolation: {isolation_level()}; {len(seeds)} seeds")
    before = below(os_pid := jail()._zygote.pid)  # noqa: SLF001
    ways: Counter[str] = Counter()
    watch = Watch()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "document")
        for number, name, data in MUTATIONS["mutants"](seeds, count):
            file.write_bytes(data)
            way = ending(file, name)
            ways[way] += 1
            if way.startswith("BROKE") or watch.seconds[-1] > LIMITS.wall_seconds:
                print(f"{number} {name}: {way}")
            if (number + 1) % TELL_EVERY == 0:
                print(f"{number + 1} …", flush=True)
        left = len(list(Path(folder).iterdir())) - 1
    time.sleep(0.1)
    parts: Counter[str] = Counter()
    for way, times in ways.items():
        parts[way.split(":")[0].split(" ")[0]] += times
    figures = {
        "files": count,
        "read": parts["read"],
        "partial": parts["partial"],
        "refused": parts["refused"],
        "parent_broke": parts["BROKE"],
        "stopped_for_time": sum(times for way, times in ways.items() if "stopped after" in way),
        "orphans": below(os_pid) - before,
        "files_left": left,
        "seconds_median": round(sorted(watch.seconds)[len(watch.seconds) // 2], 3),
        "seconds_most": round(max(watch.seconds), 1),
        "child_memory_most_mb": round(max(watch.memory) / MIB),
        "parent_memory_most_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    for way, times in ways.most_common():
        print(f"{times:6} {way}")
    print(json.dumps(figures, indent=2))
    keep("mutations", figures)


if __name__ == "__main__":
    main()
