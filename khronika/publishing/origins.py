"""Who repeats whom, as a picture: origins on the left, documents on the right, and what ties them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.casework.register import plain
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.origins import Dependence, Drift, Ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.publishing.disclosure import Veil
    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.record import Source

ROW = 26.0  # units of height that a node needs
LEFT, RIGHT, BEND = 268.0, 470.0, 90.0
WIDTH = 760
MOST = 30  # origins that a picture can hold and a reader can follow
LETTERS = 36  # of a name that have room beside its node
FILE_LETTERS = 20


@dataclass(frozen=True, slots=True)
class Node:
    """An origin or a document: where it stands, what is written beside it, and whether it has a name of its own."""

    label: str
    note: str
    y: float
    named: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture: `d` is its path; `ground` says why it is drawn, `head` where its arrow is."""

    d: str
    ground: str
    weight: float
    head: str  # path of the arrow's head, at the one who took the words; empty where nobody knows


@dataclass(frozen=True, slots=True)
class Picture:
    """The graph as it is drawn; `left_out` origins have no room."""

    origins: tuple[Node, ...]
    documents: tuple[Node, ...]
    lines: tuple[Line, ...]
    height: float
    left_out: int
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Repeats:
    """The section: the picture, who reports each origin, what ties the documents, and what changed on the way."""

    picture: Picture | None
    reported: tuple[tuple[str, tuple[Claim, ...]], ...]
    ties: tuple[Dependence, ...]
    drifts: tuple[Drift, ...]


def repeats(evidence: Evidence, veil: Veil) -> Repeats:
    """Give who repeats whom in the figures of a record."""
    reported = _reported(evidence)
    ties = tuple(d for d in evidence.record.dependences if d.ground is not Ground.CHAIN)
    drifts = {(drift.claims, drift.aspect): drift for a in evidence.record.accounts for drift in a.drifts}
    ordered = sorted(drifts.values(), key=lambda drift: (not drift.own, drift.reason, drift.claims))
    drawn = _picture(evidence, reported, ties, veil) if len(evidence.sources) > 1 else None
    return Repeats(drawn, tuple(reported.items()), ties, tuple(ordered))


def _reported(evidence: Evidence) -> dict[str, tuple[Claim, ...]]:
    """Give the figures that a document has from somebody else, by origin; the one with the most comes first."""
    told: dict[str, list[Claim]] = defaultdict(list)
    for dependence in evidence.record.dependences:
        if dependence.ground is Ground.CHAIN:
            told[dependence.b] += [c for c in evidence.named(dependence.claims) if isinstance(c.body, Count)]
    found = sorted((item for item in told.items() if item[1]), key=lambda item: (-len(item[1]), item[0]))
    return {name: tuple(claims) for name, claims in found}


def _picture(
    evidence: Evidence, reported: Mapping[str, Sequence[Claim]], ties: Iterable[Dependence], veil: Veil
) -> Picture | None:
    documents = sorted(evidence.sources, key=lambda s: (_day(s), s.document.name, s.document.sha256))
    place = {source.document.sha256: at for at, source in enumerate(documents)}
    kept = list(reported)[:MOST]
    kept.sort(key=lambda name: (sum(place[c.document] for c in reported[name]) / len(reported[name]), name))
    if not kept and not ties:
        return None
    height = ROW * (max(len(kept), len(documents)) + 1)
    left, right = _heights(len(kept), height), _heights(len(documents), height)
    own = Counter(c.document for c in evidence.standing if isinstance(c.body, Count) and len(c.speakers) == 1)
    lines = [
        _chain(left[at], right[place[document]], times)
        for at, name in enumerate(kept)
        for document, times in Counter(claim.document for claim in reported[name]).items()
    ]
    lines += [line for tie in ties if (line := _tie(tie, documents, place, right))]
    return Picture(
        origins=tuple(
            Node(_short(veil(name)), "", y, not name[:1].islower()) for name, y in zip(kept, left, strict=True)
        ),
        documents=tuple(
            Node(
                _short(veil(_author(s))),
                _note(s, own[s.document.sha256], veil),
                y,
                bool(s.profile and s.profile.author),
            )
            for s, y in zip(documents, right, strict=True)
        ),
        lines=tuple(lines),
        height=height,
        left_out=len(reported) - len(kept),
    )


def _day(source: Source) -> str:
    date = source.profile.date if source.profile else None
    return (date.earliest if date else None) or "9999"


def _author(source: Source) -> str:
    return (source.profile.author if source.profile else None) or "author not named"


def _note(source: Source, own: int, veil: Veil) -> str:
    date = source.profile.date if source.profile else None
    told = [_short(veil(source.document.name), FILE_LETTERS), date.edtf if date and date.earliest else "no date"]
    return " · ".join([*told, *([f"{own} of its own"] if own else [])])


def _short(name: str, most: int = LETTERS) -> str:
    """Cut a name that was veiled before: half of a secret name would pass the veil."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _heights(number: int, height: float) -> list[float]:
    return [round(height * (at + 1) / (number + 1), 1) for at in range(number)]


def _chain(y: float, other: float, times: int) -> Line:
    bend = (LEFT + RIGHT) / 2
    path = f"M{LEFT + 6} {y}C{bend} {y} {bend} {other} {RIGHT - 6} {other}"
    return Line(path, Ground.CHAIN.value, min(1.0 + times / 4, 4.0), "")


def _tie(tie: Dependence, documents: Sequence[Source], place: Mapping[str, int], right: Sequence[float]) -> Line | None:
    """Draw a tie between two documents; one that names only an author leads to the first of that author's."""
    ends = [place[document] for document in tie.documents if document in place]
    if len(ends) == 1:
        ends += [at for at, s in enumerate(documents) if plain(_author(s)) == plain(tie.b) and at not in ends][:1]
    if len(set(ends)) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    y, other = right[ends[0]], right[ends[1]]
    bend = RIGHT - BEND
    head = f"M{RIGHT - 14} {y - 4}L{RIGHT - 7} {y}L{RIGHT - 14} {y + 4}" if tie.directed else ""
    return Line(f"M{RIGHT - 7} {y}C{bend} {y} {bend} {other} {RIGHT - 7} {other}", tie.ground.value, 1.4, head)
