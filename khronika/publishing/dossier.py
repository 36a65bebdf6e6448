"""The dossier: the state of the evidence as one HTML file that needs no network; same record, same bytes."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from khronika.casework import correspondence, norms
from khronika.casework.testimony import taken_back
from khronika.publishing import figures, proceedings, saying, voices, wording
from khronika.publishing.anchors import SHORT, Anchors
from khronika.publishing.chronology import as_of, chronology, strip
from khronika.publishing.disclosure import Veil, disclose, secret_names
from khronika.publishing.disputes import disputes
from khronika.publishing.evidence import evidence
from khronika.publishing.gaps import gaps
from khronika.publishing.opinions import opinions
from khronika.publishing.opinions import words as judged_words
from khronika.publishing.passages import Texts, passages
from khronika.vocabulary.claims import Kind, Review
from khronika.vocabulary.documents import MarkKind, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from jinja2.runtime import Context

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
    css = _packaged("templates/dossier.css")
    return (
        _environment()
        .get_template("dossier.html")
        .render(
            veil=veil,
            css=css,
            css_hash=base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
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


def _pages(source: Source) -> int:
    return len(source.revision.marked(MarkKind.PAGE)) if source.revision else 0


def _languages(source: Source) -> str:
    marked = source.revision.marked(MarkKind.LANGUAGE) if source.revision else ()
    found = {mark.value for mark in marked if mark.value}
    if source.profile and source.profile.language:
        found.add(source.profile.language)
    return ", ".join(sorted(found))


def _packaged(name: str) -> str:
    return resources.files("khronika.publishing").joinpath(name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    """Give the templates; every value passes the record's veil and is escaped on its way to the page."""
    import jinja2
    from markupsafe import Markup

    @jinja2.pass_context
    def finalize(context: Context, value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
        veil: Veil = context["veil"]
        return veil(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("khronika.publishing"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        name: getattr(wording, name)
        for name in (
            "article",
            "chain",
            "date",
            "moment",
            "number",
            "origin",
            "parties",
            "party",
            "penalty",
            "plural",
            "speaker",
        )
    }
    environment.filters |= {
        "as_of": as_of,
        "decision": saying.decision,
        "gist": saying.gist,
        "judged_words": judged_words,
        "languages": _languages,
        "pages": _pages,
        "short": lambda claim_id: claim_id[:SHORT],
        "stance": wording.stance,
        "taken_back": taken_back,
        "whom": saying.people,
    }
    environment.globals |= {
        "figure": wording.figure,
        "groups": wording.GROUPS,
        "instrument": wording.instrument,
        "differing": wording.differing,
        "label": wording.label,
        "mentioned": proceedings.mentioned,
        "step_words": wording.step,
        "terms": wording.terms,
        "verdicts": wording.VERDICTS,
        "judged": [review.value for review in Review],
    }
    return environment
