"""Read public collections of difficult PDFs in the jail, and compare with what a second engine opens.

Nothing of them is in this repository: KHRONIKA_CORPORA names a folder with a folder for each (such as the test files of
pdf.js, qpdf and pypdf), KHRONIKA_PEERS_PYTHON a Python that has pypdf and cryptography. `python bench/corpora.py -v`
prints the files that only the second engine opens, or finds text in. The tally goes to bench/results.json.
"""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from kept import keep

from khronika.reading import isolation_level
from khronika.reading.jail import jail

MUTATIONS = runpy.run_path(str(Path(__file__).with_name("mutations.py")), run_name="mutations")
MIB = 1024 * 1024
# Opened, though nothing is in it that could be read, or no words are on its pages; neither opens one with a password.
OPENED = ("read", "partial", "refused: It holds no text", "refused: It has no pages", "refused: Page")
PEER = """
import io, logging, signal, sys
logging.disable(logging.CRITICAL)
from pypdf import PdfReader
def stop(*_): raise TimeoutError
signal.signal(signal.SIGALRM, stop)
for line in sys.stdin:
    signal.alarm(15)
    try:
        reader = PdfReader(io.BytesIO(open(line.rstrip("\\n"), "rb").read()))
        opened = not (reader.is_encrypted and not reader.decrypt("")) and len(reader.pages) > 0
        words = reader.pages[0].extract_text() if opened else ""
    except BaseException:
        opened, words = False, ""
    signal.alarm(0)
    print(opened + (opened and sum(each.isalpha() for each in words) >= 20), flush=True)
"""


def opened_by_peer(files: list[Path]) -> list[int]:
    """Tell for each file whether pypdf opens it and goes through its first page: 0 no, 1 yes, 2 and finds words."""
    python = os.environ["KHRONIKA_PEERS_PYTHON"]
    asked = "\n".join(map(str, files)) + "\n"
    said = subprocess.run([python, "-c", PEER], input=asked, capture_output=True, text=True, check=True)
    return [int(line) for line in said.stdout.split()]


def is_pdf(file: Path) -> bool:
    """Tell whether a file says that it is a PDF."""
    return file.is_file() and b"%PDF-" in file.read_bytes()[:1024]


def main() -> None:
    """Read each folder's files, print the tally and write it down."""
    if not (os.environ.get("KHRONIKA_CORPORA") and os.environ.get("KHRONIKA_PEERS_PYTHON")):
        print("Skipped: KHRONIKA_CORPORA names no folder of PDFs, or KHRONIKA_PEERS_PYTHON no Python with pypdf.")
        return
    print(f"isolation: {isolation_level()}")
    before = MUTATIONS["below"](jail()._zygote.pid)  # noqa: SLF001
    watch, tally, figures = MUTATIONS["Watch"](), Counter[str](), {}
    for folder in sorted(path for path in Path(os.environ["KHRONIKA_CORPORA"]).iterdir() if path.is_dir()):
        files = [file for file in sorted(folder.rglob("*")) if is_pdf(file)]
        figures[folder.name] = compare(files, tally)
        print(folder.name, figures[folder.name], flush=True)
    time.sleep(0.1)
    both = sum(each["both"] for each in figures.values())
    peer = sum(each["peer"] for each in figures.values())
    whole = {
        "files": sum(each["files"] for each in figures.values()),
        "peer_opens": peer,
        "opened_of_these": both,
        "share": round(both / peer, 4) if peer else None,
        "peer_finds_words": sum(each["peer_words"] for each in figures.values()),
        "words_found_of_these": sum(each["both_words"] for each in figures.values()),
        "parent_broke": sum(times for way, times in tally.items() if way.startswith("BROKE")),
        "orphans": MUTATIONS["below"](jail()._zygote.pid) - before,  # noqa: SLF001
        "seconds_most": round(max(watch.seconds), 1),
        "child_memory_most_mb": round(max(watch.memory) / MIB),
    }
    for way, times in tally.most_common():
        print(f"{times:6} {way}")
    print(json.dumps(whole, indent=2))
    keep("corpora", whole)


def compare(files: list[Path], tally: Counter[str]) -> dict[str, int]:
    """Count what both open and what the second engine opens, and the same of finding words in it."""
    ours = [MUTATIONS["ending"](file, "document.pdf") for file in files]
    tally.update(ours)
    theirs = opened_by_peer(files)
    counts = Counter(files=len(files))
    for file, way, peer in zip(files, ours, theirs, strict=True):
        opened, words = way.startswith(OPENED), way.startswith(OPENED[:2])
        counts.update(peer=peer > 0, both=peer > 0 and opened, peer_words=peer > 1, both_words=peer > 1 and words)
        if "-v" in sys.argv and ((peer > 0 and not opened) or (peer > 1 and not words)):
            print(f"only the second engine: {file.name}: {re.sub('^refused: ', '', way)}")
    return dict(counts)


if __name__ == "__main__":
    main()
