"""The chronicle: one folder with the ledger, the originals and a note for whoever finds it."""

from __future__ import annotations

import getpass
import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from khronika.errors import ChronicleError, UsageError
from khronika.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.ledger import Ledger

LEDGER = "chronicle.db"
ORIGINALS = "originals"
NOTE = "README.txt"
DOSSIER = "dossier.html"
WORDS = "words"
SUFFIX = ".chronicle"

# Whoever finds the folder learns what it is and nothing of what it holds.
NOTE_TEXT = """\
This folder is a chronicle made with Khronika, a program that keeps a sourced record of documents.

Please change, rename and delete nothing in here by hand: the record would no longer match its sources.
chronicle.db   the record; only ever added to
originals/     the files as they were handed in, named by their SHA-256
words/         word lists of one's own, if there are any: these may be changed by hand
To look into it: khronika claims FOLDER, khronika dossier FOLDER. To keep it safe: copy the whole folder.
"""


@dataclass(frozen=True, slots=True)
class Chronicle:
    """An open chronicle: its folder, its ledger, and who is said to be at work."""

    folder: Path
    ledger: Ledger
    named: str | None = None

    @property
    def by(self) -> str:
        """Who acts; asked only when something is recorded."""
        return member(self.named)

    @property
    def originals(self) -> Path:
        """Where the originals are held."""
        return self.folder / ORIGINALS

    @property
    def words(self) -> Path:
        """Where word lists of one's own stand, if there are any."""
        return self.folder / WORDS

    @property
    def name(self) -> str:
        """What the matter is called: the folder's name."""
        return self.folder.resolve().name.removesuffix(SUFFIX)


def member(name: str | None = None) -> str:
    """Say who acts: the name given, else KHRONIKA_MEMBER, else the login name; `UsageError` where there is none."""
    try:
        who = name or os.environ.get("KHRONIKA_MEMBER") or getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise UsageError("Nobody knows who is at work here: say so with --by NAME or set KHRONIKA_MEMBER.") from error
    return " ".join(who.split())


def is_chronicle(folder: Path) -> bool:
    """Say whether a folder holds a chronicle."""
    ledger = folder / LEDGER
    return ledger.is_file() and ledger.stat().st_size > 0


def beside(folder: Path) -> Path:
    """Give where the chronicle of a folder of documents stands by default: in the present folder, named after it."""
    return Path(folder.resolve().name + SUFFIX)


@contextmanager
def new(folder: Path, *, by: str | None = None) -> Iterator[Chronicle]:
    """Make an empty chronicle, readable by its owner only; `UsageError` where something else stands already."""
    if is_chronicle(folder):
        raise UsageError(f"{folder} is a chronicle already; add documents with: khronika add {folder} FILES")
    make_room(folder)
    with open_chronicle(folder, by=by, create=True) as chronicle:
        yield chronicle


@contextmanager
def open_chronicle(folder: Path, *, by: str | None = None, create: bool = False) -> Iterator[Chronicle]:
    """Open a chronicle and close it after use; with `create`, make it first where there is none."""
    if not is_chronicle(folder):
        if not create:
            raise ChronicleError(f"There is no chronicle in {folder}. Make one with: khronika new {folder}")
        make_room(folder)
    with open_ledger(folder / LEDGER, create=create) as ledger:
        yield Chronicle(folder, ledger, by)


def make_room(folder: Path) -> None:
    """Make the folder of a chronicle with its note; two runs may do so at once."""
    ours = (LEDGER, ORIGINALS, NOTE, DOSSIER, WORDS)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        foreign = sorted(each.name for each in folder.iterdir() if not each.name.startswith(ours))
        if foreign:
            raise UsageError(f"{folder} holds other files, such as {foreign[0]}; name a new folder for the chronicle.")
        (folder / ORIGINALS).mkdir(mode=0o700, exist_ok=True)
        (folder / NOTE).write_text(NOTE_TEXT, encoding="utf-8")
    except OSError as error:
        sentence = f"No chronicle can be made in {folder}: {error.strerror}. Choose another place or mend this one."
        raise ChronicleError(sentence) from error
