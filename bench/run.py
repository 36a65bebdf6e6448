"""Measure the whole run as a person meets it: time, work of the processor, memory; and whether memory stays flat.

`python bench/run.py [COPIES]` measures a folder of real documents where it is there, else the bundled example, and
then so many perturbed copies of it (200 unless said otherwise; 0 leaves that out). The figures go to
bench/results.json, from which tables in documents are made.
"""

from __future__ import annotations

import json
import os
import platform
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

from kept import keep

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
EXAMPLE = ROOT / "examples" / "port-ombrin"
KHRONIKA = [sys.executable, "-c", "import sys; from khronika.cli import main; sys.exit(main())"]
FEW = 40  # perturbed copies whose peak the many are compared with
TIMES = 7
TEXTS = {".txt", ".md"}


def measure(*words: str | Path) -> dict[str, float]:
    """Run a command in a child and give seconds of wall and processor, and the peak memory of the largest process."""
    begun = time.perf_counter()
    child = os.posix_spawn(
        KHRONIKA[0],
        [*KHRONIKA, *map(str, words)],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, each, os.devnull, os.O_WRONLY, 0) for each in (1, 2)],
    )
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"khronika {' '.join(map(str, words))} ended with {os.waitstatus_to_exitcode(status)}")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in kilobytes elsewhere
    return {
        "wall_s": round(time.perf_counter() - begun, 3),
        "cpu_s": round(used.ru_utime + used.ru_stime, 3),
        "peak_mb": round(used.ru_maxrss * unit / 1e6, 1),
    }


def usual(*words: str | Path) -> float:
    """Give the median wall time of a quick command."""
    return statistics.median(measure(*words)["wall_s"] for _ in range(TIMES))


def perturb(folder: Path, into: Path, copies: int) -> Path:
    """Write that many variants of the folder's texts: other figures and other names, so that each is read anew."""
    into.mkdir()
    texts = sorted(file for file in folder.iterdir() if file.suffix in TEXTS)
    for number in range(copies):
        text = texts[number % len(texts)].read_text(encoding="utf-8")
        text = re.sub(r"\b\d{1,2}\b", lambda found, by=number: str(1 + (int(found[0]) + by) % 28), text)
        text = re.sub(r"\b([A-Z][a-z]{6,})\b", lambda found, by=number: f"{found[1]}{'aeiou'[by % 5]}", text)
        (into / f"copy-{number:04}.txt").write_text(text, encoding="utf-8")
    return into


def main() -> None:
    """Measure, print and write down."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    folder = SEEDS if SEEDS.is_dir() else EXAMPLE
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "first.chronicle"
        found = {
            "documents": "real" if folder is SEEDS else "example",
            "machine": f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
            f"Python {platform.python_version()}",
            "help_s": usual("--help"),
            "run": measure("run", folder, "--chronicle", home),
            "run_again": measure("run", folder, "--chronicle", home),
            "documents_s": usual("documents", home),
            "claims_s": usual("claims", home, "--json"),
        }
        for number in (FEW, copies) if copies > FEW else ():
            papers = perturb(folder, Path(place) / f"papers-{number}", number)
            found[f"run_{number}"] = measure("run", papers, "--chronicle", Path(place) / f"{number}.chronicle")
    print(json.dumps(found, indent=1))
    keep("run", found)


if __name__ == "__main__":
    main()
