"""What a web page says of itself where only machines look: who wrote it, and when it was published."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any

from khronika.reading.headers import day_of
from khronika.reading.sites import BENEATH, names_of
from khronika.reading.wording import NOBODY
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from khronika.reading.draft import Draft

# Names of `meta` elements, in the order in which they are believed. Source: Open Graph, Dublin Core, schema.org.
DATES = (
    "article:published_time",
    "datepublished",
    "og:article:published_time",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "publication_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "publishdate",
    "date",
)
AUTHORS = (
    "author",
    "article:author",
    "dcterms.creator",
    "dc.creator",
    "citation_author",
    "byl",
    "parsely-author",
    "sailthru.author",
)
LONGEST = 200  # characters of a byline
LINKED_DATA = 'script[type="application/ld+json"]'
LINKED_CHARS = 200_000
MOST_NODES = 2000
SHOWN_AUTHOR = (
    '[itemprop~="author"] [itemprop~="name"], [itemprop~="author"], [rel~="author"], .byline .author, .author .fn'
)
SHOWN_TIME = "article time[datetime], main time[datetime]"
MOST_LOOKED = 100  # elements that may show it, and elements around each
SHOWN_DATE = re.compile(r"publish|entry-date|post-date|pubdate", re.IGNORECASE)
ARTICLES = re.compile(r"(?:Article|Posting|Report)$")
DOTTED = re.compile(r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")  # day first, wherever dots are written
ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?!\d)")
ADDRESS = re.compile(r"https?://|^@|^\W*$")


def write_byline(draft: Draft, page: LexborHTMLParser) -> list[Mark]:
    """Write author and date as the page's head states them, as furniture with marks; give their blocks."""
    stated = list(_stated(page))
    settled: list[Mark] = []
    for kind in (MarkKind.AUTHOR, MarkKind.DATED):
        for name, value in stated:
            is_date = name.lower() in DATES
            day = day_in(value) if is_date else None
            if is_date is (kind is MarkKind.DATED) and (day or not is_date) and not NOBODY.fullmatch(value):
                start, end = draft.write(f"{name}: {value}")
                draft.write("\n")
                draft.mark(kind, end - len(value), end, day)
                settled.append(Mark(MarkKind.FURNITURE, start, end))
                break
    if settled:
        draft.write("\n")
    return settled


def day_in(value: str) -> str | None:
    """Give the day that a date of a page's head names, as ISO 8601."""
    found, dotted = ISO.match(value), DOTTED.match(value)
    if not (found or dotted):
        return day_of(value)
    numbers = found.groups() if found else dotted.groups()[::-1] if dotted else ()
    try:
        return dt.date(*map(int, numbers)).isoformat()
    except ValueError:
        return None


def _stated(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Give name and value of what the head states, `meta` elements in the order of belief, then linked data."""
    found: dict[str, tuple[str, str]] = {}
    for node in page.css("meta[content], time[datetime]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        name = "pubdate" if "pubdate" in attributes and not name else name
        value = " ".join((attributes.get("content") or attributes.get("datetime") or "").split())
        if 0 < len(value) <= LONGEST and not ADDRESS.search(value):
            found.setdefault(name.lower(), (name, value))
    yield from (found[name] for name in (*AUTHORS, *DATES) if name in found)
    for script in page.css(LINKED_DATA):
        yield from _linked(script.text() or "")
    yield from _shown(page)


def _shown(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Give author and date where only the page's words say so: an element that is marked as such, or the one time."""
    for node in filter(_is_own, page.css(SHOWN_AUTHOR)[:MOST_LOOKED]):
        name = " ".join(node.text().split())
        if 0 < len(name) <= LONGEST and not ADDRESS.search(name):
            yield "author", name
            break
    times = [node for node in page.css(SHOWN_TIME)[:MOST_LOOKED] if _is_own(node)]
    named = [node for node in times if SHOWN_DATE.search(node.attributes.get("class") or "")]
    if named or len({node.attributes["datetime"] for node in times}) == 1:
        yield "date", (named or times)[0].attributes["datetime"] or ""


def _is_own(node: LexborNode) -> bool:
    """Tell the page's own words from those of its readers."""
    above: LexborNode | None = node
    for _ in range(MOST_LOOKED):
        if above is None or above.tag in ("html", "body"):
            break
        if BENEATH.search(names_of(above)):
            return False
        above = above.parent
    return True


def _linked(script: str) -> Iterator[tuple[str, str]]:
    """Give author and date out of linked data (JSON-LD)."""
    if len(script) > LINKED_CHARS:
        return
    try:
        waiting = [json.loads(script, strict=False)]  # line breaks within words are common
    except (ValueError, RecursionError):
        return
    nodes = []
    for node in waiting:  # grows while it is gone through
        if isinstance(node, dict):
            nodes.append(node)
            waiting += node.get("@graph", []) if isinstance(node.get("@graph"), list) else []
        elif isinstance(node, list):
            waiting += node
        if len(waiting) > MOST_NODES:
            return
    for node in sorted(nodes, key=_is_no_article):
        yield from _of_node(node)


def _is_no_article(node: dict[str, Any]) -> bool:
    """Put the article itself before the page, the site and whatever else has a date."""
    kinds = node.get("@type")
    return not any(
        isinstance(kind, str) and ARTICLES.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _of_node(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    published = node.get("datePublished")
    if isinstance(published, str) and len(published) <= LONGEST:
        yield "datePublished", " ".join(published.split())
    author = node.get("author")
    author = author[0] if isinstance(author, list) and author else author
    name = author.get("name") if isinstance(author, dict) else author
    name = name[0] if isinstance(name, list) and name else name
    if isinstance(name, str) and 0 < len(name) <= LONGEST and not ADDRESS.search(name):
        yield "author", " ".join(name.split())
