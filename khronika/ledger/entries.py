"""Entries: how a frozen value becomes a line of the ledger, and a line a value again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from khronika.errors import UsageError
from khronika.vocabulary.accounts import Account
from khronika.vocabulary.anchors import Anchored
from khronika.vocabulary.canonical import Json, canonical, from_json
from khronika.vocabulary.claims import Claim, Review
from khronika.vocabulary.conclusions import Conclusion
from khronika.vocabulary.documents import Custody, Document, Enclosed, Revision, Unread
from khronika.vocabulary.extractions import Abstention, Profile  # noqa: TC001 - from_json reads the types of Run
from khronika.vocabulary.judgements import Judgement
from khronika.vocabulary.ladders import Declaration
from khronika.vocabulary.lists import Linkage, Register
from khronika.vocabulary.origins import Reliance
from khronika.vocabulary.people import About, Event, Link, Mention

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger; `leaf` is SHA-256(nonce ‖ payload), `at` is UTC in ISO 8601."""

    seq: int
    leaf: str
    kind: str
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found: `exact == text[start:end]` in the named revision; `context` is the text around them."""

    document: str
    revision: str
    start: int
    end: int
    exact: str
    context: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That an entry no longer counts, and why; the entry itself stays. A withdrawal can be withdrawn."""

    leaf: str
    why: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """That the payload of an entry was destroyed, and why; only after it can the payload be deleted."""

    leaf: str
    why: str


@dataclass(frozen=True, slots=True)
class Run:
    """An extraction run without its claims, which are entries of their own; `claims` are the keys of these."""

    document: str
    revision: str
    method: str
    profile: Profile
    claims: tuple[str, ...]
    mentions: tuple[Mention, ...]
    abstentions: tuple[Abstention, ...]


class Draft(NamedTuple):
    """A value on its way into the ledger: its kind, its canonical JSON and its key."""

    kind: str
    value: object
    json: bytes
    key: str


KINDS: dict[type, str] = {
    Document: "document",
    Custody: "custody",
    Enclosed: "enclosed",
    Unread: "unread",
    Revision: "revision",
    Run: "extraction",
    Claim: "claim",
    Judgement: "judgement",
    Event: "event",
    About: "about",
    Link: "link",
    Reliance: "reliance",
    Account: "account",
    Register: "list",
    Linkage: "linkage",
    Declaration: "declaration",
    Conclusion: "conclusion",
    Anchored: "anchor",
    Withdrawal: "withdrawal",
    Erasure: "erased",
}
SHAPES: dict[str, type] = {kind: shape for shape, kind in KINDS.items()}


def kind_of(shape: type) -> str:
    """Give the kind under which values of a type are recorded; `UsageError` where they are not recorded."""
    if shape not in KINDS:
        raise UsageError(f"A {shape.__name__} is nothing that the ledger records; it records {', '.join(SHAPES)}.")
    return KINDS[shape]


def draft(value: object) -> Draft:
    """Make a value ready to be recorded. A claim is recorded unjudged: its review follows from judgements."""
    kind = kind_of(type(value))
    if isinstance(value, Claim) and value.review is not Review.PROPOSED:
        value = value.reviewed(Review.PROPOSED)
    written = canonical(value)
    return Draft(kind, value, written, key_of(kind, written))


def key_of(kind: str, written: bytes) -> str:
    """Give the key that lets a value in only once. That of an erasure names its leaf, for the guard to see."""
    if kind == KINDS[Erasure]:
        return f"erased:{json.loads(written)['leaf']}"
    return hashlib.sha256(kind.encode() + b"\n" + written).hexdigest()


def next_key(key: str, leaf: str) -> str:
    """Give the key of the same value said anew, after the entry `leaf` said it first and was overruled."""
    return hashlib.sha256(f"{key}\n{leaf}".encode()).hexdigest()


def sealed(written: bytes, head: bytes) -> bytes:
    """Put who, when and what into one canonical JSON, so that the leaf proves all of it."""
    return head + b',"value":' + written + b"}"


def head_of(kind: str, at: str, by: str) -> bytes:
    """Give what `sealed` needs of an entry's kind, moment and author, once for all entries that share them."""
    return canonical({"at": at, "by": by, "kind": kind})[:-1]


def leaf_of(nonce: bytes, payload: bytes) -> str:
    """Give the leaf of an entry: SHA-256(nonce ‖ canonical JSON), in hexadecimal."""
    return hashlib.sha256(nonce + payload).hexdigest()


def opened(payload: bytes) -> Json:
    """Give `{at, by, kind, value}` of a payload as plain JSON."""
    return json.loads(payload.decode("utf-8", "surrogatepass"))


def value_of(kind: str, payload: bytes) -> object:
    """Give the frozen value that a payload holds."""
    built: object = from_json(SHAPES[kind], opened(payload)["value"])
    return built


def subject(value: object) -> Hashable | None:
    """Give what a reversible decision is about: said again after it was overruled, it is a new entry."""
    if isinstance(value, Judgement):
        return ("claim", value.claim)
    if isinstance(value, Link):
        return ("link", frozenset((value.a, value.b)), value.by)
    if isinstance(value, Reliance):
        return ("reliance", frozenset((value.a, value.b)), value.by)
    if isinstance(value, Declaration):
        return ("declaration",)
    if isinstance(value, Anchored):
        return ("anchor", value.subject)
    if isinstance(value, About):
        return ("about", value.claim, value.by)
    if isinstance(value, Register):
        return ("list", value.name)
    return None


def withdrawn(withdrawals: Sequence[tuple[str, Withdrawal]]) -> dict[str, str]:
    """Fold (leaf, withdrawal) in order of recording into the leaves that no longer count, each with what says so."""
    dead: dict[str, str] = {}
    for leaf, withdrawal in reversed(withdrawals):
        if leaf not in dead:
            dead[withdrawal.leaf] = leaf
    return dead
