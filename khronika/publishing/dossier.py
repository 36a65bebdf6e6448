"""The dossier: the state of the evidence as one HTML file that needs no network; same record, same bytes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khronika.casework import correspondence, norms
from khronika.publishing import figures, proceedings, voices
from khronika.publishing.anchors import Anchors
from khronika.publishing.chronology import chronology, strip
from khronika.publishing.disclosure import Veil, disclose, secret_names
from khronika.publishing.disputes import disputes
from khronika.publishing.evidence import evidence
from khronika.publishing.gaps import gaps
from khronika.publishing.opinions import opinions
from khronika.publishing.origins import repeats
from khronika.publishing.passages import Texts, passages
from khronika.publishing.rendering import environment, fingerprint, style
from khronika.vocabulary.claims import Kind
from khronika.vocabulary.documents import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.record import Judged, Record, Source

KINDS = {
    Kind.COUNT: ("figure", "figures"),
    Kind.STEP: ("step in a case", "steps in cases"),
    Kind.ACT: ("alleged act", "alleged acts"),
    Kind.PERSON: ("presentation of a person", "presentations of persons"),
    Kind.STATEMENT: ("statement", "statements"),
    Kind.DEMAND: ("demand", "demands"),
    Kind.NORM: ("cited norm", "cited norms"),
}


def dossier(record: Record) -> str:
    """Give the dossier of a record as one HTML page; nothing in it is loaded from elsewhere."""
    veil = Veil.over(secret_names(record))
    shown, withheld = disclose(record)
    known = evidence(shown)
    texts = Texts.under(veil, known)
    tallies = figures.tallies(known)
    cases = proceedings.cases(known)
    dates = chronology(known)
    css = style()
    return (
        environment()
        .get_template("dossier.html")
        .render(
            veil=veil,
            css=css,
            css_hash=fingerprint(css),
            record=shown,
            withheld=withheld,
            evidence=known,
            anchors=Anchors(known),
            as_of=_latest(record.sources, shown.judgements),
            internal=any(source.document.sensitivity is Sensitivity.INTERNAL for source in shown.sources),
            kinds=_kinds(known),
            reviews=Counter(claim.review.value for claim in known.claims),
            tallies=tallies,
            disputes=disputes(known, tallies, cases),
            cases=cases,
            unplaced=proceedings.unplaced(known, cases),
            dates=dates,
            strip=strip(dates),
            letters=correspondence(known.standing, shown.entities),
            norms=norms(known.standing),
            acts=voices.acts(known),
            voices=voices.voices(known),
            repeats=repeats(known, veil),
            gaps=gaps(known, veil),
            opinions=opinions(known),
            texts=texts,
            passages=passages(texts),
        )
    )


def _latest(sources: Sequence[Source], judgements: Sequence[Judged]) -> str:
    """Give the moment of the latest receipt or judgement: the page tells the ledger's time and never the clock's."""
    receipts = (receipt.at for source in sources for receipt in source.receipts)
    return max((*receipts, *(judged.at for judged in judgements)), default="")


def _kinds(known: Evidence) -> tuple[tuple[int, str], ...]:
    counted = Counter(claim.kind for claim in known.standing)
    return tuple((counted[kind], one if counted[kind] == 1 else many) for kind, (one, many) in KINDS.items())
