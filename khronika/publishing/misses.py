"""The misses of an evaluation as one HTML page: each sentence, what the gold or a person says, what was proposed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.evaluation.leftovers import Why
from khronika.evaluation.measures import LISTED
from khronika.publishing import saying
from khronika.publishing.disclosure import Veil, secret_names
from khronika.publishing.fields import FIELDS, of_claim, of_item
from khronika.publishing.passages import Piece, in_context
from khronika.publishing.rendering import environment, fingerprint, style
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.canonical import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from khronika.evaluation import Evaluation, Item, Judged
    from khronika.evaluation.leftovers import Leftover
    from khronika.evaluation.pairing import Compared, Hit
    from khronika.vocabulary.claims import Claim, Kind
    from khronika.vocabulary.record import Record

AROUND = 120  # characters of context on each side of a sentence
# Where a field of the measures is seen in another field of the table.
SEEN_IN = {"suspended": "penalty", "number": "subjects", "origin beside the author": "origin"}
PART = "part of"


@dataclass(frozen=True)
class Field:
    """One line of a table: a field, what should stand there, what was proposed, and whether that is wrong."""

    name: str
    wanted: str
    proposed: str
    wrong: bool


@dataclass(frozen=True)
class Miss:
    """One thing that went wrong at one place in a text."""

    kind: Kind
    what: str
    at: int
    pieces: tuple[Piece, ...]
    fields: tuple[Field, ...]
    name: str  # the id of the gold's row, or of the claim


def misses(evaluation: Evaluation, texts: Mapping[str, str], record: Record) -> str:
    """Give the page of an evaluation against a gold: missed, with other values, and wrong, document by document."""
    veil = Veil.over(secret_names(record))
    found: dict[str, list[Miss]] = {file: [] for file in evaluation.documents}
    for compared in evaluation.compared:
        if compared.kind not in evaluation.measures:
            continue  # the gold codes no claim of this kind
        found[compared.file] += _of_document(compared, veil.mask(texts[compared.file]))
    return _page(record, veil, found, evaluation=evaluation)


def reviewed(judged: Judged, record: Record) -> str:
    """Give the page of what people corrected and rejected, document by document."""
    veil = Veil.over(secret_names(record))
    revisions = (source.revision for source in record.sources if source.revision)
    texts = {revision.id: veil.mask(revision.text) for revision in revisions}
    found: dict[str, list[Miss]] = {}
    for old, new in judged.corrections:
        miss = _miss(old, "corrected by a person", texts, _beside(_said(new), _said(old)))
        found.setdefault(old.file, []).append(miss)
    for claim in judged.rejected:
        miss = _miss(claim, "rejected by a person", texts, _beside({}, of_claim(claim)))
        found.setdefault(claim.file, []).append(miss)
    return _page(record, veil, found, judged=judged)


def _page(record: Record, veil: Veil, found: Mapping[str, Sequence[Miss]], **known: Evaluation | Judged) -> str:
    css = style()
    chapters = [(file, sorted(each, key=lambda miss: (miss.at, miss.kind))) for file, each in sorted(found.items())]
    values = {"evaluation": None, "judged": None, **known}
    template = environment().get_template("misses.html")
    return template.render(veil=veil, css=css, css_hash=fingerprint(css), name=record.name, chapters=chapters, **values)


def _of_document(compared: Compared, text: str) -> Iterable[Miss]:
    for item in compared.missed:
        near = [each.standing.claim for each in compared.left if each.near is item]
        proposed = of_claim(near[0]) if near else {}
        what = "missed; something else was proposed" if near else "missed"
        yield _at(item, what, text, _beside(of_item(item), proposed))
    for hit in compared.hits:
        if any(value is False for value in hit.fields.values()):
            yield _at(hit.item, "found with other values", text, (*_of_hit(hit), *_whole(hit, compared)))
    if compared.kind not in LISTED:
        return
    known = {item.id for item in compared.missed}
    for each in compared.left:
        if each.why.wrong and not (each.near and each.near.id in known):
            yield _wrong(compared.kind, each, text)


def _at(item: Item, what: str, text: str, fields: tuple[Field, ...]) -> Miss:
    return Miss(item.kind, what, item.locator[0], in_context(text, item.locator, item.sentence), fields, item.id)


def _wrong(kind: Kind, each: Leftover, text: str) -> Miss:
    claim, span = each.standing.claim, each.standing.span
    pieces = in_context(text, span, span, AROUND) if span else (Piece(claim.passage.exact, marked=True),)
    denied = of_item(each.near) if each.near and each.why is Why.DENIED else {}
    return Miss(
        kind,
        f"proposed wrongly: {each.why.value}",
        span[0] if span else claim.passage.start,
        pieces,
        _beside(denied, of_claim(claim)),
        saying.gist(claim),
    )


def _of_hit(hit: Hit) -> tuple[Field, ...]:
    wrong = {SEEN_IN.get(name, name) for name, value in hit.fields.items() if value is False}
    wanted, proposed = of_item(hit.item), of_claim(hit.standing.claim)
    return tuple(
        Field(name, wanted.get(name, ""), proposed.get(name, ""), name in wrong)
        for name in FIELDS[hit.item.kind]
        if wanted.get(name) or proposed.get(name)
    )


def _whole(hit: Hit, compared: Compared) -> tuple[Field, ...]:
    """Give the whole of which a count is a part, where the claim names another one, or none."""
    if hit.fields.get(PART) is not False:
        return ()
    whole = next((other.item.exact for other in compared.hits if other.item.id == hit.item.row["part_of"]), "")
    body = hit.standing.claim.body
    return (Field(PART, whole, "another figure" if isinstance(body, Count) and body.of else "none", wrong=True),)


def _beside(wanted: Mapping[str, str], proposed: Mapping[str, str]) -> tuple[Field, ...]:
    return tuple(
        Field(name, told, said, said not in told.split(" or "))
        for name in dict.fromkeys([*wanted, *proposed])
        for told, said in [(wanted.get(name, ""), proposed.get(name, ""))]
        if told or said
    )


def _said(claim: Claim) -> Mapping[str, str]:
    """Give all that a correction may change, in words."""
    frame = {"stance": claim.stance.value, "polarity": claim.polarity.value}
    place = claim.where.text if claim.where else ""
    body = as_json(claim.body)
    more = {name: str(body[name]) for name in ("population", "by", "means", "offence") if body.get(name)}
    return {**of_claim(claim), **more, **frame, "where": place or ""}


def _miss(claim: Claim, what: str, texts: Mapping[str, str], fields: tuple[Field, ...]) -> Miss:
    passage = claim.passage
    text, span = texts.get(passage.revision), (passage.start, passage.end)
    pieces = in_context(text, span, span, AROUND) if text else (Piece(passage.exact, marked=True),)
    return Miss(claim.kind, what, passage.start, pieces, fields, saying.gist(claim))
