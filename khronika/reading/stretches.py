"""Stretches: files that stand in another one byte for byte, as mails do in a mailbox; read from there when wanted."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from khronika.reading.enclosures import Enclosure
from khronika.reading.refusal import Refusal

if TYPE_CHECKING:
    from pathlib import Path

    from khronika.reading.enclosures import Stretch

ALTERED = "A file was altered while what is inside it was taken out; run the command again."


@dataclass(frozen=True, slots=True)
class Cut(Sequence[Enclosure]):
    """The stretches of the file at `whole` as enclosures; no more than one of them is held at a time."""

    whole: Path
    stretches: tuple[Stretch, ...]

    def __len__(self) -> int:
        """Give how many there are."""
        return len(self.stretches)

    @overload
    def __getitem__(self, at: int) -> Enclosure: ...

    @overload
    def __getitem__(self, at: slice) -> Cut: ...

    def __getitem__(self, at: int | slice) -> Enclosure | Cut:
        """Read one; raises `Refusal` where the file has changed since it was looked through."""
        if isinstance(at, slice):
            return Cut(self.whole, self.stretches[at])
        stretch = self.stretches[at]
        try:
            document = os.open(self.whole, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                data = os.pread(document, stretch.end - stretch.start, stretch.start)
            finally:
                os.close(document)
        except OSError as error:
            raise Refusal(ALTERED) from error
        if len(data) != stretch.end - stretch.start:
            raise Refusal(ALTERED)
        return Enclosure(stretch.path, data)
