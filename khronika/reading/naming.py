"""How the pages of a document are named in a sentence about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_NAMED = 12


def named(numbers: Sequence[int]) -> str:
    """Name pages: "Page 3", "Pages 2, 5"; of many the first ones."""
    listed = ", ".join(map(str, numbers[:MOST_NAMED])) + (" …" if len(numbers) > MOST_NAMED else "")
    return f"Page {listed}" if len(numbers) == 1 else f"Pages {listed}"
