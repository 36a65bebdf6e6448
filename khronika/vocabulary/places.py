"""A place as named, and as located, with the difference kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """The words as written, and the gazetteer's id (`geonames:NNN`) where it is sure."""

    text: str
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """The gazetteer's id of a place (`geonames:NNN`) where it is sure, and why it is, or why it is not."""

    id: str | None
    why: str
