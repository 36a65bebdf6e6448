"""What became of each judgement: it stands, or others say otherwise, or it was replaced, or it contradicts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from khronika.resolution.log import latest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.resolution.log import Log


class Fate(StrEnum):
    """What became of a judgement."""

    STANDS = "stands"
    DISPUTED = "disputed"  # somebody else says otherwise of the same pair
    CONTRADICTS = "contradicts"  # it would bring together what was judged apart
    REPLACED = "replaced"  # the same person said otherwise later of the same pair
    CLOSED = "closed"  # the same person parted its two sides later
    WITHDRAWN = "withdrawn"
    NOBODY = "reaches nobody"  # whom it names is in no document that stands


def fate(log: Log, key: str) -> tuple[Fate, tuple[str, ...]]:
    """Give what became of a judgement in the log, and the keys of those that made it so."""
    pairs = log.pairs(key)
    if not pairs:
        return Fate.NOBODY, ()
    on = [log.voices(pair) for pair in pairs]
    mine = next(voice for voice in on[0] if voice.key == key)
    last = [latest(voices) for voices in on]
    counting = [voices for voices in last if mine.key in {voice.key for voice in voices}]
    if not counting:
        return Fate.REPLACED, _keys(voice.key for voices in last for voice in voices if voice.by == mine.by)
    if others := _keys(voice.key for voices in counting for voice in voices if voice.verdict is not mine.verdict):
        return Fate.DISPUTED, others
    aside = [pair for pair in log.set_aside() if pair in pairs]
    against = _keys(voice.key for pair in aside for voice in log.against(pair))
    closed = all(log.closed(pair) for pair in aside)
    return (Fate.CLOSED if closed else Fate.CONTRADICTS, against) if aside else (Fate.STANDS, ())


def _keys(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
