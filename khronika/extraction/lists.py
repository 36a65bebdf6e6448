"""The grammar's word lists: TOML data packaged with this room, with people's own words over them while in use."""

from __future__ import annotations

import tomllib
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from importlib import resources
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from khronika.extraction.own import NOTHING, OwnWords, over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = ParamSpec("P")
T = TypeVar("T")

_in_use: ContextVar[OwnWords] = ContextVar("words of one's own", default=NOTHING)


@contextmanager
def using(own: OwnWords) -> Iterator[None]:
    """Read with these words over the packaged lists, in this thread and until the block ends."""
    token = _in_use.set(own)
    try:
        yield
    finally:
        _in_use.reset(token)


def in_use() -> OwnWords:
    """Give the words of one's own that are in use now; `NOTHING` where nobody added any."""
    return _in_use.get()


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what is made of word lists, as `functools.cache` does, but for each set of own words apart."""
    bare: Callable[..., T] = function
    by_words = cache(lambda _digest, *args: bare(*args))

    @wraps(function)
    def now(*args: P.args, **_: P.kwargs) -> T:
        return by_words(_in_use.get().digest, *args)

    return now


@cache
def packaged(name: str) -> dict[str, Any]:
    """Give a packaged list by its name, as its tables."""
    text = resources.files("khronika.extraction").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@kept
def lists(name: str) -> dict[str, Any]:
    """Give a list by its name, as its tables, with one's own words over the packaged ones."""
    return over(packaged(name), _in_use.get().lists.get(name, {}))


def table(name: str, key: str) -> dict[str, Any]:
    """Give one table of a list."""
    found: dict[str, Any] = lists(name)[key]
    return found


@kept
def words(name: str, key: str) -> frozenset[str]:
    """Give the `words` of one table of a list as a set."""
    return frozenset(table(name, key)["words"])
