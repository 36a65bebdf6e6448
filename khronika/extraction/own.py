"""Words of one's own: what people add to the packaged lists, and how the two are laid over each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

WITH = "-words-"
SHOWN = 12  # characters of the digest that a method names


@dataclass(frozen=True)
class OwnWords:
    """Tables by the list to which they are added; `digest` tells one set from another and is empty where there is none.

    `faults` are sentences about what could not be used, each with its file, the place in it, and what to do.
    """

    lists: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    digest: str = ""
    faults: tuple[str, ...] = ()

    def named(self, method: str) -> str:
        """Give the name of a method that reads with these words: another one than without them."""
        return f"{method}{WITH}{self.digest[:SHOWN]}" if self.digest else method

    @staticmethod
    def bare(method: str) -> str:
        """Give a method's own name and version, without the words with which it read and without a model."""
        return method.partition("+")[0].partition(WITH)[0]


NOTHING = OwnWords()


def over(packaged: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Lay tables over tables: words and entries are added, one's own first; single values are replaced."""
    found = dict(packaged)
    for key, value in own.items():
        there = found.get(key)
        if isinstance(value, dict) and isinstance(there, dict):
            found[key] = over(there, value)
        elif isinstance(value, list) and isinstance(there, list):
            found[key] = [*value, *(each for each in there if each not in value)]
        else:
            found[key] = value
    return found
