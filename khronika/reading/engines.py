"""Engines: whether a text was read by what reads today."""

from __future__ import annotations

from importlib import metadata

from khronika.reading.parsing import LAYOUT_VERSION

OWN = "khronika-"


def outdated(engine: str) -> bool:
    """Say whether the layout rules, or the library that read, are of another version now."""
    for each in engine.split():
        name, _, version = each.partition("/")
        if name == "layout":
            if version != LAYOUT_VERSION:
                return True
        elif version and not name.startswith(OWN) and _present(name) not in (None, version):
            return True
    return False


def _present(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
