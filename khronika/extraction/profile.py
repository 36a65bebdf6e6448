"""What a document says of itself: who wrote it and as what, when, to whom, in which language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.extraction.grammar.dates import Calendar
from khronika.extraction.languages import Languages
from khronika.extraction.naming import authorship
from khronika.vocabulary.claims import Role
from khronika.vocabulary.dates import Precision, When
from khronika.vocabulary.documents import MarkKind
from khronika.vocabulary.extractions import Profile
from khronika.vocabulary.people import EntityKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.people import People
    from khronika.vocabulary.documents import Document, Mark, Revision

HEAD, FOOT = 24, 14  # sentences in which a letterhead or a title, a signature or an imprint may stand
TITLE = 10  # words of a title
LINE = 14  # words of a line that is about its date
TOP = 1500  # characters in which an addressee may stand
DEAR = re.compile(
    r"\bDear\s+(?P<who>[^,:\n]{2,80}?)\s*[,:\n]|^\W*(?:To|Attn|Attention)\s*:\s*(?P<to>[^\n]{3,120})", re.MULTILINE
)
EXCELLENCY = re.compile(r"^\W*(?:Your )?Excellency\W*$", re.MULTILINE)
HEADED = (MarkKind.AUTHOR, MarkKind.ADDRESSEE, MarkKind.DATED)
TIMED = (Precision.DAY, Precision.MONTH)


def profile(sentences: Sequence[Sentence], revision: Revision, document: Document, people: People) -> Profile:
    """Read a document's head and foot; what it does not say of itself is None, and the role then is `author`."""
    del document  # a file's name is its sender's, not its author's
    head = {mark.kind: mark for mark in reversed(revision.marked(*HEADED))}
    named = {kind: revision.text[mark.start : mark.end] for kind, mark in head.items()}
    # A letter's sender is its author; a page's byline is a person, and the body that publishes it speaks.
    sender = named.get(MarkKind.AUTHOR) if MarkKind.ADDRESSEE in named else None
    author = sender or authorship.author(sentences, revision, people) or named.get(MarkKind.AUTHOR)
    return Profile(
        author=author,
        author_role=str(authorship.role(author) if author else Role.AUTHOR),
        date=_stated(head.get(MarkKind.DATED), named) or _date(sentences),
        addressee=named.get(MarkKind.ADDRESSEE) or _addressee(revision, people),
        language=Languages.of(revision).usual,
    )


def _stated(dated: Mark | None, named: dict[MarkKind, str]) -> When | None:
    """The day that a document's head states: of a mail, or of a web page's publication."""
    if dated is None or dated.value is None:
        return None
    return When(named[MarkKind.DATED], dated.value, dated.value, Precision.DAY)


def _date(sentences: Sequence[Sentence]) -> When | None:
    """The date in a line of its own near the head, else near the foot: the most precise first."""
    for part in (sentences[:HEAD], sentences[-FOOT:]):
        found = [when for sentence in part if (when := _dated(sentence))]
        for precision in TIMED:
            if chosen := next((when for when in found if when.precision is precision), None):
                return chosen
    return next((when for sentence in sentences[:HEAD] if (when := _yearly(sentence))), None)


def _yearly(sentence: Sentence) -> When | None:
    """The year of a title such as "Events of 2016" or "Annual report 2012", over undated days of that year."""
    if len(sentence.tokens) > TITLE or any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in sentence.tokens):
        return None
    years = [d.when for d in Calendar().read(sentence) if d.written and d.when.precision is Precision.YEAR]
    return years[0] if len(years) == 1 else None


def _dated(sentence: Sentence) -> When | None:
    """The date of a line that says little else: no sentence that tells what happened then."""
    if (
        len(sentence.tokens) > LINE
        or sentence.block.kind is MarkKind.CELL
        or any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in sentence.tokens)
    ):
        return None
    dated = [d for d in Calendar().read(sentence) if d.written and d.when.precision in TIMED]
    if len(dated) != 1:
        return None
    rest = [t for t in sentence.tokens if not dated[0].first <= t.i <= dated[0].last]
    told = any(
        t.lower in {"on", "in", "since", "of", "after", "before", "until", "between"}
        for t in sentence.tokens[: dated[0].first][-2:]
    )
    return None if told and len(rest) > 2 else dated[0].when


def _addressee(revision: Revision, people: People) -> str | None:
    """To whom a letter is written: "Dear …" with the full name that the letter gives, "To: …", or "Excellency"."""
    top = revision.text[:TOP]
    if match := DEAR.search(top):
        who = " ".join((match["who"] or match["to"]).split())
        start = match.start("who") if match["who"] else match.start("to")
        end = start + len(match["who"] or match["to"])
        named = next((m for m in people.mentions if m.kind is EntityKind.PERSON and start <= m.start < end), None)
        if named is None:
            return _holder(people, who, match.start()) or who
        return next((full for full in people.names if named.name.split()[-1] == full.split()[-1]), who)
    return "Excellency" if EXCELLENCY.search(top) else None


def _holder(people: People, office: str, before: int) -> str | None:
    """The person whom the address block names with the office that the letter greets."""
    here = (one.person for one in people.introduced if one.sentence.start < before)
    return next((person.name for person in here if any(office.lower() in role.lower() for role in person.roles)), None)
