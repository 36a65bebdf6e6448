"""Write what the commands of README's tour print today into README.md, shortened by whole lines.

Each block of the tour begins with one command after a `$`; what follows it is taken from the program, on a terminal of
`COLUMNS` columns. Lines that `KEPT` does not name are left out, and `…` stands for them.
"""

from __future__ import annotations

import os
import pty
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
EXAMPLE = "examples/port-ombrin"
COLUMNS = 116
PIECE = 65536
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
ID = re.compile(r"\b[0-9a-f]{12}\b")
LEFT_OUT = "…"
# By command, the lines that are shown; a command that is not named here shows all it prints.
KEPT = {
    "run": r"Not read|Chronicle|Documents|Claims|Left alone|Conflicts|  - (Killed|Detained)|Dossier",
    "claims": r"CLAIM|killed|\d+ claims",
    "accounts": r"QUANTITY|killed|detained|\d+ account",
    "people": r"NAME|WRITTEN|Aleksan|Anka|Luzia|Lusia|Remi|same:|\d+ (name|judgement)",
    "tolls": r"EVENT|.*(killed|died|injured) ",
    "questions": r"To |  [123]\.|\d+ question",
    "explain": r"SENTENCE|CLAUSE|LEXICON|SCOPE|CLAIM|LEFT|   +“",
    "text": r"Interview|.*not (his|her) real name",
}


def told(readme: str, folder: Path) -> str:
    """Give README with each command of the tour run in `folder`, in order; raises where one of them fails.

    An id in a command becomes that of the first claim that was shown: ids depend on how strictly a machine confines
    its readers.
    """
    shutil.copytree(ROOT / EXAMPLE, folder / EXAMPLE)
    shown: list[str] = []

    def tell(block: re.Match[str]) -> str:
        command = ID.sub(lambda found: shown[0] if shown else found[0], block["command"])
        output = shortened(command, printed(command, folder))
        shown.extend(ID.findall(output) if " claims " in command else ())
        return f"```console\n$ {command}\n{output}```"

    return BLOCK.sub(tell, readme)


def printed(command: str, folder: Path) -> str:
    """Run a command of the tour as on a terminal and give what a person sees: notes first, then the answer."""
    _, *words = shlex.split(command)
    master, slave = pty.openpty()
    with subprocess.Popen(  # noqa: S603 -- our own program, beside the Python that runs this
        [Path(sys.executable).with_name("khronika"), *words],
        cwd=folder,
        env=os.environ | {"COLUMNS": str(COLUMNS), "NO_COLOR": "1", "KHRONIKA_MEMBER": "Ines"},
        stdout=slave,
        stderr=subprocess.PIPE,
    ) as running:
        os.close(slave)
        answer = drained(master)
        notes = running.stderr.read() if running.stderr else b""
    if running.returncode:
        failure = subprocess.CalledProcessError(running.returncode, command)
        failure.add_note(notes.decode("utf-8"))
        raise failure
    return (notes + answer).decode("utf-8").replace("\r\n", "\n")


def drained(terminal: int) -> bytes:
    """Read a terminal until the program on it has ended, which Linux tells by an error and macOS by nothing."""
    pieces: list[bytes] = []
    with os.fdopen(terminal, "rb", buffering=0) as file, suppress(OSError):
        while piece := file.read(PIECE):
            pieces.append(piece)
    return b"".join(pieces)


def shortened(command: str, output: str) -> str:
    """Leave out the lines that the tour does not show, and what stands beyond the last column."""
    kept = re.compile(KEPT.get(shlex.split(command)[1], ""))
    lines: list[str] = []
    for line in output.splitlines():
        shown = kept.match(line) is not None
        if shown:
            lines.append(line if len(line) <= COLUMNS else f"{line[: COLUMNS - 1].rpartition(' ')[0]} {LEFT_OUT}")
        elif lines[-1:] != [LEFT_OUT]:
            lines.append(LEFT_OUT)
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        README.write_text(told(README.read_text(encoding="utf-8"), Path(place)), encoding="utf-8")
    print(f"Written: the tour in {README}")
