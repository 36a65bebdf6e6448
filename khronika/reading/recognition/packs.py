"""Language packs of Tesseract: where they lie, which are there, and what to install where something is missing."""

from __future__ import annotations

import os
import tomllib
from importlib.util import find_spec
from pathlib import Path

from khronika.errors import UsageError

_LISTS = tomllib.loads(Path(__file__).with_name("packs.toml").read_text(encoding="utf-8"))
SCRIPTS: dict[str, tuple[str, ...]] = {script: tuple(packs) for script, packs in _LISTS["scripts"].items()}
CALLED: dict[str, str] = _LISTS["called"]
KNOWN = tuple(pack for packs in SCRIPTS.values() for pack in packs)
ORIENTATION = "osd"
ENDING = ".traineddata"
FOLDER = "TESSDATA_PREFIX"
LANGUAGES = "KHRONIKA_LANGUAGES"  # packs that a person names, as "eng+rus"
PLACES = (  # where systems keep the packs: Debian and Ubuntu, what was built here, macOS, Fedora and Arch
    *("/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata"),
    *("/usr/local/share/tessdata", "/opt/homebrew/share/tessdata", "/usr/share/tessdata"),
)
WAY = "read it elsewhere and add the result as PDF or text"
NOT_THERE, NONE_THERE = "text recognition is not installed", "text recognition has no language packs"
NO_LIBRARY = f"{NOT_THERE}: pip install 'khronika[ocr]', or {WAY}"
NO_PACKS = (
    f"{NONE_THERE}: install Tesseract's (on Debian and Ubuntu: apt install tesseract-ocr-eng "
    f"tesseract-ocr-rus tesseract-ocr-osd …), or {WAY}"
)
NO_PACK = "for which no language pack is installed"
THEN = "then khronika read CHRONICLE"


def folder() -> Path | None:
    """Give the folder of the packs: the one that TESSDATA_PREFIX names, or where systems keep them.

    Nothing is listed, since a confined child may not; it asks for the packs that are known by name.
    """
    named = os.environ.get(FOLDER)
    places = (named, f"{named}/tessdata") if named else PLACES
    return next((Path(place) for place in places if any(Path(place, name).is_file() for name in _names())), None)


def files() -> list[Path]:
    """Give the packs that may be read here, and no other file of their folder."""
    home = folder()
    return [home / name for name in _names() if (home / name).is_file()] if home else []


def _names() -> list[str]:
    named = filter(str.isidentifier, os.environ.get(LANGUAGES, "").split("+"))
    return [f"{name}{ENDING}" for name in dict.fromkeys((*KNOWN, *named, ORIENTATION))]


def installed() -> tuple[str, ...]:
    """Name the packs of languages that are there, in the order in which they are offered."""
    return tuple(file.name.removesuffix(ENDING) for file in files() if file.name != f"{ORIENTATION}{ENDING}")


def name_languages(named: str) -> None:
    """Read scans with these packs from now on, in this process; raises `UsageError` where one is not there."""
    os.environ[LANGUAGES] = named
    there = installed()
    lacking = [name for name in named.split("+") if name not in there]
    if lacking:
        listed = ", ".join(there) or "none"
        raise UsageError(f"No language pack {', '.join(lacking)} for text recognition here; there are: {listed}.")


def asked() -> tuple[str, ...]:
    """Name the packs that a person asked for, as far as they are there."""
    named = os.environ.get(LANGUAGES, "").split("+")
    there = installed()
    return tuple(name for name in named if name in there)


def missing() -> str | None:
    """Say what is missing for text recognition, and what to do, as the end of a sentence; None where nothing is."""
    if not (find_spec("tesserocr") and find_spec("PIL")):
        return f"{NO_LIBRARY} ({THEN})"
    return None if installed() else f"{NO_PACKS} ({THEN})"


def foreign(script: str) -> str:
    """Say that a page is in letters for which nothing is installed, and what would be."""
    lacking = f"seems to be in {script.title()} letters, {NO_PACK}"
    ways = " or ".join(f"tesseract-ocr-{pack.replace('_', '-')}" for pack in SCRIPTS.get(script, ()))
    return f"{lacking} (on Debian and Ubuntu: apt install {ways}, {THEN})" if ways else lacking


def has_come(sentence: str) -> bool:
    """Tell whether a sentence says that something was missing for text recognition which is there now."""
    if NOT_THERE in sentence or NONE_THERE in sentence:
        return not missing()
    there = {script_of(pack) for pack in installed()} if NO_PACK in sentence else set()
    return any(f"in {script.title()} letters, {NO_PACK}" in sentence for script in SCRIPTS if script in there)


def script_of(pack: str) -> str | None:
    """Name the script that a pack writes, where it is known here."""
    return next((script for script, packs in SCRIPTS.items() if pack in packs), None)
