"""Finding out which model answers at an address, before any word of a document is sent there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khronika.errors import UsageError
from khronika.extraction.lists import lists
from khronika.extraction.models.consulting import Model, plain
from khronika.extraction.models.questions import limit
from khronika.extraction.models.wire import Silence, exchange

if TYPE_CHECKING:
    from khronika.extraction.models.address import Address

UNKNOWN = "unknown"
LISTED = 5  # names that an error shows
VERSIONS = ("digest", "version", "revision", "sha256")
FIRST = 10.0  # seconds within which a server must say what it holds


def connect(address: Address, name: str | None = None, *, seconds: float | None = None) -> Model:
    """Ask a server which model it holds and give that model, ready to be asked; one that is silent asks nothing.

    `seconds` is how long one answer may take. `UsageError` where the name is not held or must be chosen, or where the
    server would only pass the words on to another one and nobody said that they may leave this machine.
    """
    waits = seconds or float(limit("seconds"))
    outcome = exchange(address, f"{address.path}/models", seconds=min(FIRST, waits))
    if isinstance(outcome, Silence):
        return Model(address, name or UNKNOWN, UNKNOWN, seconds=waits, silence=outcome.reason)
    rows = _rows(outcome.value, "data")
    chosen = _chosen(address, name, [str(row.get("id", "")) for row in rows])
    if not address.elsewhere and chosen.endswith(tuple(lists("model")["elsewhere"]["endings"])):
        raise UsageError(
            f"The model {plain(chosen)} does not run on this machine: the server only passes words on to it. "
            "Choose another one, or say that they may leave with --model-elsewhere."
        )
    row = next((row for row in rows if row.get("id") == chosen), {})
    return Model(address, chosen, _version(row) or _digest(address, chosen) or UNKNOWN, seconds=waits)


def _chosen(address: Address, name: str | None, held: list[str]) -> str:
    """The model that a person named, or the only one there."""
    shown = ", ".join(plain(each) for each in held[:LISTED])
    if name is None and len(held) == 1:
        return held[0]
    if name is None:
        said = f"holds {len(held)} models ({shown} ...)" if held else "does not say which models it holds"
        raise UsageError(f"The server at {address} {said}; name one with --model-name.")
    if held and name not in held:
        raise UsageError(f"The server at {address} holds no model {plain(name)}, but: {shown}.")
    return name


def _version(row: dict[str, Any]) -> str | None:
    found = next((row[key] for key in VERSIONS if isinstance(row.get(key), str) and row[key]), None)
    return plain(found).removeprefix("sha256:")[:12] if found else None


def _digest(address: Address, name: str) -> str | None:
    """What Ollama calls the model's digest; other servers do not know the question."""
    outcome = exchange(address, f"{address.path.removesuffix('/v1')}/api/tags", seconds=FIRST)
    rows = [] if isinstance(outcome, Silence) else _rows(outcome.value, "models")
    return next((_version(row) for row in rows if row.get("name") == name), None)


def _rows(value: Any, key: str) -> list[dict[str, Any]]:  # noqa: ANN401 - whatever a server sends
    listed = value.get(key) if isinstance(value, dict) else None
    return [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
