"""What the claims of a document tell of each person it names: role, birth, kin, place, and what befell them when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.resolution.folding import folds, plain
from khronika.resolution.whereabouts import bare_place
from khronika.resolution.words import words
from khronika.vocabulary.bodies import Act, Person, Step
from khronika.vocabulary.claims import Polarity, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.record import Source

Mark = tuple[str, str]  # an aspect and what is told of it
UNSAID = {Stance.DENIED, Stance.RECANTED, Stance.WITHDRAWN}


@dataclass(frozen=True, slots=True)
class Fact:
    """What one claim tells of one person, and where its passage stands."""

    revision: str
    start: int
    end: int
    marks: frozenset[Mark]
    gender: str | None = None
    pseudonym: bool = False


Facts = dict[tuple[str, str], list[Fact]]  # (document, plain name) -> what claims tell of that person there


def facts_of(claims: Iterable[Claim], dates: Mapping[str, str] | None = None) -> Facts:
    """Gather what the claims tell of persons; `dates` are the documents' own, ISO days by SHA-256."""
    claims = list(claims)
    written = {**_last_days(claims), **(dates or {})}
    facts: Facts = defaultdict(list)
    for claim in claims:
        for name, fact in _told(claim, written.get(claim.document)):
            facts[claim.document, plain(name)].append(fact)
    return facts


def dates_of(sources: Iterable[Source]) -> dict[str, str]:
    """Give the day on which each document says that it was written, where it does."""
    dated = ((source.document.sha256, source.profile.date) for source in sources if source.profile)
    return {sha256: date.latest for sha256, date in dated if date and date.latest}


def _last_days(claims: Iterable[Claim]) -> dict[str, str]:
    """Give the last day that the claims of each document name: it was written then or later."""
    last: dict[str, str] = {}
    for claim in claims:
        if claim.when and claim.when.latest:
            last[claim.document] = max(claim.when.latest, last.get(claim.document, ""))
    return last


def _told(claim: Claim, written: str | None) -> Iterator[tuple[str, Fact]]:
    where = (claim.passage.revision, claim.passage.start, claim.passage.end)
    body = claim.body
    if isinstance(body, Person):
        for name in {body.name, body.as_written} - {None}:
            yield name or "", Fact(*where, frozenset(_described(body, claim, written)), body.gender, body.pseudonym)
    elif isinstance(body, Step | Act) and claim.polarity is not Polarity.NEGATED and claim.stance not in UNSAID:
        marks = frozenset(_befell(claim, body.step if isinstance(body, Step) else body.act))
        for party in body.subjects if isinstance(body, Step) else body.victims:
            if party.name and (party.number or 1) == 1:
                yield party.name, Fact(*where, marks)


def _described(body: Person, claim: Claim, written: str | None) -> Iterator[Mark]:
    if body.born:
        yield "born", f"{body.born}-{body.born}"
    day = (claim.when.latest if claim.when else None) or written
    if body.age is not None and day and not body.born:
        yield "born", f"{int(day[:4]) - body.age - 1}-{int(day[:4]) - body.age}"
    for role in body.roles:
        for word in role_words(role):
            yield "role", word
    if body.relation and plain(body.relation.to) not in {plain(body.name or ""), plain(body.as_written)}:
        yield "kin", f"{body.relation.kind} of {body.relation.to}"


def role_words(role: str) -> set[str]:
    """Give the words of a role that say what it is: no rank, which changes, and no number."""
    table = words("evidence")
    empty = {plain(word) for name in ("ranks", "filler") for word in table[name]["words"]}
    return {word for word in plain(role).split() if word not in empty and not word.isdigit()}


def _befell(claim: Claim, what: str) -> Iterator[Mark]:
    table = words("evidence")
    if claim.where:
        yield "place", min(folds(bare_place(claim.where.text)))
    for fate in table["fates"].get(what, ()):
        yield "fate", fate
    first, last = (claim.when.earliest, claim.when.latest) if claim.when else (None, None)
    if first and first == last:
        yield "day", f"{what} {first}"
    if last and what in table["died"]["acts"]:
        yield "died", last
    if first and what in table["alive"]["steps"]:
        yield "alive", first
