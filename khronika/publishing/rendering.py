"""Templates: what every page shares, from its style to the veil that each printed value passes."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from khronika.casework.testimony import taken_back
from khronika.publishing import saying, wording
from khronika.publishing.anchors import SHORT
from khronika.publishing.chronology import as_of
from khronika.publishing.opinions import words as judged_words
from khronika.publishing.tolls import rung
from khronika.publishing.traits import traits
from khronika.vocabulary.claims import Review
from khronika.vocabulary.documents import MarkKind
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.runtime import Context
    from markupsafe import Markup

    from khronika.publishing.disclosure import Veil
    from khronika.publishing.names import Names
    from khronika.publishing.pages import Place
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.record import Source


def style() -> str:
    """Give the style of every page."""
    return resources.files("khronika.publishing").joinpath("templates/dossier.css").read_text(encoding="utf-8")


def fingerprint(css: str) -> str:
    """Give the hash by which a page allows this style and no other."""
    return base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()


@cache
def environment() -> Environment:
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
        "named": jinja2.pass_context(_named),
        "pages": _pages,
        "rung": rung,
        "short": lambda claim_id: claim_id[:SHORT],
        "stance": wording.stance,
        "taken_back": taken_back,
        "who": wording.judge,
        "whom": saying.people,
    }
    environment.globals |= {
        "figure": wording.figure,
        "groups": wording.GROUPS,
        "instrument": wording.instrument,
        "differing": wording.differing,
        "label": wording.label,
        "ruled": {Sameness.SAME: "the same", Sameness.APART: "not the same", Sameness.UNSURE: "not decided"},
        "step_words": wording.step,
        "terms": wording.terms,
        "traits": traits,
        "verdicts": wording.VERDICTS,
        "judged": [review.value for review in Review],
    }
    return environment


def _pages(source: Source) -> int:
    return len(source.revision.marked(MarkKind.PAGE)) if source.revision else 0


def _languages(source: Source) -> str:
    marked = source.revision.marked(MarkKind.LANGUAGE) if source.revision else ()
    found = {mark.value for mark in marked if mark.value}
    if source.profile and source.profile.language:
        found.add(source.profile.language)
    return ", ".join(sorted(found))


def _named(
    context: Context, text: str, where: Claim | Place | None = None, here: str = "", *, bodies: bool = False
) -> Markup:
    """Give words in which each person's name leads to the page of the one whom it means there.

    The page on which the words stand is not linked to. Secret names are hidden first: a link could cut one in two.
    """
    from markupsafe import Markup, escape

    veil: Veil = context["veil"]
    names: Names = context["names"]
    page = Markup('<a class="name" href="#{}">{}</a>')
    pieces = names.pieces(veil(text), where.document if where else "", bodies=bodies)
    return Markup("").join(
        page.format(home, words) if home not in ("", here) else escape(words) for words, home in pieces
    )
