"""The dossier: the state of the evidence as one HTML file that needs no network; same record, same bytes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from khronika.casework import correspondence, norms
from khronika.publishing import anchors, figures, proceedings, voices
from khronika.publishing.chronology import chronology, strip
from khronika.publishing.disclosure import Veil, disclose, secret_names
from khronika.publishing.disputes import disputes
from khronika.publishing.evidence import evidence
from khronika.publishing.gaps import gaps
from khronika.publishing.names import Names
from khronika.publishing.opinions import opinions
from khronika.publishing.origins import repeats
from khronika.publishing.pages import pages
from khronika.publishing.passages import Texts, passages
from khronika.publishing.rendering import environment, fingerprint, style
from khronika.publishing.tolls import asked, tolls
from khronika.vocabulary.claims import Kind
from khronika.vocabulary.documents import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.publishing.evidence import Evidence
    from khronika.vocabulary.record import Record, Source

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
    homes = anchors.homes(known.people)
    cases = proceedings.cases(known, homes)
    dates = chronology(known)
    questions = asked(known)
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
            anchors=anchors.Anchors(known),
            as_of=_latest(record.sources, shown),
            internal=any(source.document.sensitivity is Sensitivity.INTERNAL for source in shown.sources),
            kinds=_kinds(known),
            reviews=Counter(claim.review.value for claim in known.claims),
            tallies=tallies,
            disputes=disputes(known, tallies, cases, questions),
            questions=questions,
            tolls=tolls(known),
            cases=cases,
            pages=pages(texts, homes),
            names=Names.of(shown.entities, homes),
            dates=dates,
            strip=strip(dates),
            letters=correspondence(known.standing, shown.entities),
            norms=norms(known.standing),
            acts=voices.acts(known),
            voices=voices.voices(known),
            gaps=gaps(known, veil, cases),
            repeats=repeats(known, veil),
            opinions=opinions(known),
            texts=texts,
            passages=passages(texts),
        )
    )


def _latest(sources: Sequence[Source], record: Record) -> str:
    """Give the moment of the latest receipt or decision: the page tells the ledger's time and never the clock's."""
    receipts = (receipt.at for source in sources for receipt in source.receipts)
    declared = (ladder.rule.at for ladder in record.ladders if ladder.rule)
    return max((*receipts, *declared, *(judged.at for judged in record.judgements)), default="")


def _kinds(known: Evidence) -> tuple[tuple[int, str], ...]:
    counted = Counter(claim.kind for claim in known.standing)
    return tuple((counted[kind], one if counted[kind] == 1 else many) for kind, (one, many) in KINDS.items())
