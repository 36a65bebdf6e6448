"""HTML: the text that a reader of the page sees, with the site's own parts marked as furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.reading.bylines import write_byline
from khronika.reading.draft import Draft, Reading
from khronika.reading.encoding import decode
from khronika.reading.footnotes import tie
from khronika.reading.gaps import MEASURES
from khronika.reading.layout import lay_out
from khronika.reading.sites import body_of, is_set_aside, is_site
from khronika.reading.tables import write_table
from khronika.vocabulary.documents import Mark, MarkKind

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from khronika.reading.limits import Limits

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "object", "canvas", "math", "select"})
INLINE = frozenset(
    re.findall(
        r"\S+",
        "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp small span strike "
        "strong sub sup time tt u var wbr img -text",
    )
)
ROOMS = frozenset({"article", "main"})  # inside these a header or an aside belongs to the document
WHITE = re.compile(r"[ \t\r\n\f]+")
NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]|[ivx]{1,4})[\])]?")
HEADINGS = {f"h{level}": str(level) for level in range(1, 7)}
LINK_ONLY = 80  # characters of a block of nothing but links that is a way through the site
LAYOUT_CELL = 600  # characters of a cell that is no table's


@dataclass(slots=True)
class Page:
    """A page being walked through: the block in the making, and what it stands in."""

    limits: Limits
    draft: Draft = field(default_factory=Draft)
    body: frozenset[int] = frozenset()
    settled: list[Mark] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    linked: int = 0
    notes: list[tuple[int, int]] = field(default_factory=list)
    open: dict[str, int] = field(default_factory=dict)
    heading: str | None = None
    rows: list[list[str]] | None = None
    link: str = ""  # where on the page the link leads that is open
    called: dict[str, str] = field(default_factory=dict)  # of each note that is called its number, by its place
    label: str = ""  # the number of the note that begins now


def read_html(data: bytes, limits: Limits) -> Reading:
    """Read a page; scripts are left out, everything else that holds words is text."""
    import selectolax

    declared = CHARSET.search(data[:4096])
    text, notes = decode(data, declared.group(1).decode("ascii", "replace") if declared else None)
    draft = Draft()
    settled = write_page(draft, text, limits, alone=True)
    words = draft.text()
    marks = lay_out(words, settled, tie(words, draft.marks))
    return Reading(words, marks, f"selectolax/{selectolax.__version__}", (*notes, *draft.partial))


def write_page(draft: Draft, text: str, limits: Limits, *, alone: bool = False) -> list[Mark]:
    """Write a page's words; give the blocks whose kind is known. One that stands `alone` says who wrote it and when."""
    from selectolax.lexbor import LexborHTMLParser

    page = Page(limits, draft)
    tree = LexborHTMLParser(text)
    root = tree.root
    if alone:
        page.settled += write_byline(draft, tree)
    if root is not None:
        page.body = body_of(root)
        _walk(page, root)
    _flush(page)
    return page.settled


def _walk(page: Page, root: LexborNode) -> None:
    """Go through the tree without recursion: a page may be nested as deep as its author likes."""
    node: LexborNode | None = root
    path: list[tuple[LexborNode, tuple[str, ...]]] = []
    while node is not None or path:
        if node is None:
            node, opened = path.pop()
            _leave(page, node, opened)
            node = node.next
            continue
        if node.tag == "-text":
            _say(page, node.text_content or "")
            node = node.next
        elif node.tag in SILENT or not node.is_element_node:
            node = node.next
        else:
            path.append((node, _enter(page, node)))
            node = node.child


def _enter(page: Page, node: LexborNode) -> tuple[str, ...]:
    tag = node.tag or ""
    if tag == "br":
        _break(page)
    elif tag not in INLINE and (page.rows is None or tag == "table"):
        _flush(page)
    if tag in HEADINGS:
        page.heading = HEADINGS[tag]
    opened = tuple(_rooms(page, node, tag))
    attributes = node.attributes
    if tag == "a":
        page.link = (attributes.get("href") or "").partition("#")[2]
    place = attributes.get("id") or (attributes.get("name") if tag == "a" else None) or ""
    if place in page.called and not page.pieces and page.rows is None:
        page.label = page.called.pop(place)
        opened += ("note",)
    for room in opened:
        page.open[room] = page.open.get(room, 0) + 1
    if "table" in opened:
        page.rows = []
    elif page.rows is not None:
        _enter_cell(page, tag)
    return opened


def _rooms(page: Page, node: LexborNode, tag: str) -> list[str]:
    """Name what the element opens, as far as it decides what its words are."""
    rooms = [tag] if tag in ("article", "main", "li", "blockquote", "a", "sup") else []
    if tag in ROOMS:
        return rooms
    inside = any(page.open.get(room) for room in ROOMS)
    site = node.mem_id not in page.body and is_site(node) and not (inside and tag in ("aside", "header"))
    if site or is_set_aside(node):
        rooms.append("site")
    elif inside and tag == "aside":
        rooms.append("aside")
    if tag == "table" and page.rows is None and _is_table(node):
        rooms.append("table")
    return rooms


def _is_table(node: LexborNode) -> bool:
    """Tell a table from a page laid out with one: no table inside, two columns, no cell as long as a text."""
    cells = node.css("td, th")
    if not cells or len(node.css("table")) > 1:
        return False
    return len(cells) > len(node.css("tr")) and all(len(cell.text()) <= LAYOUT_CELL for cell in cells)


def _enter_cell(page: Page, tag: str) -> None:
    if tag in ("tr", "td", "th", "caption"):
        _end_cell(page)
    if page.rows is not None and tag == "tr":
        page.rows.append([])
    elif page.rows is not None and tag in ("td", "th"):
        page.rows = page.rows or [[]]
        page.rows[-1].append("")
    elif tag not in INLINE:
        _say(page, " ")


def _end_cell(page: Page) -> None:
    words = "".join(page.pieces).strip()
    if page.rows and page.rows[-1] and words:
        page.rows[-1][-1] = words
        _clear(page)
    elif words:
        page.draft.block(words)
        _clear(page)


def _leave(page: Page, node: LexborNode, opened: tuple[str, ...]) -> None:
    tag = node.tag or ""
    if "table" in opened:
        _end_cell(page)
        rows, page.rows = page.rows or [], None
        page.settled += write_table(page.draft, rows, page.limits)
    elif page.rows is None and tag not in INLINE and tag != "br":
        _flush(page)
    if tag in HEADINGS:
        page.heading = None
    for room in opened:
        page.open[room] -= 1


def _say(page: Page, words: str) -> None:
    """Add words to the block in the making, white space folded as a browser folds it."""
    folded = WHITE.sub(" ", words)
    if not page.pieces or page.pieces[-1][-1] in " \n":
        folded = folded.lstrip(" ")
    if not folded:
        return
    if page.open.get("sup") and page.pieces and NOTE.fullmatch(folded.strip()) and _after_word(page.pieces[-1]):
        page.notes.append((page.length, page.length + len(folded.rstrip())))
        if page.link and page.open.get("a"):
            page.called.setdefault(page.link, folded.strip(" []()"))
    page.pieces.append(folded)
    page.length += len(folded)
    page.linked += len(folded) if page.open.get("a") else 0


def _after_word(before: str) -> bool:
    last_word = re.search(r"[^\W\d_]*$", before)
    return not before[-1].isspace() and not before[-1].isdigit() and (not last_word or last_word[0] not in MEASURES)


def _break(page: Page) -> None:
    if page.pieces:
        page.pieces.append("\n" if page.rows is None else " ")
        page.length += 1


def _flush(page: Page) -> None:
    """End the block in the making and write it."""
    words = "".join(page.pieces).rstrip()
    if words:
        start = page.draft.length
        kind, value = _kind(page, words)
        words, start = _with_label(page, words, start)
        page.settled += page.draft.block(words, kind, value)
        for first, last in page.notes:
            page.draft.mark(MarkKind.NOTE, start + first, start + last)
    _clear(page)


def _with_label(page: Page, words: str, start: int) -> tuple[str, int]:
    """Give the words of a block and where they begin: a note's number, which a list does not write, before them."""
    label, page.label = page.label, ""
    if not label:
        return words, start
    written = re.match(rf"[\[(^\u2191 ]*({re.escape(label)})(?!\w)", words)
    first = start + (written.start(1) if written else 0)
    page.draft.mark(MarkKind.FOOTNOTE, first, first + len(label), label)
    return (words, start) if written else (f"{label} {words}", start + len(label) + 1)


def _kind(page: Page, words: str) -> tuple[MarkKind | None, str | None]:
    if page.open.get("site"):
        return MarkKind.FURNITURE, None
    if page.heading:
        return MarkKind.HEADING, page.heading
    if page.label or page.open.get("note"):
        return MarkKind.BOX, None
    if len(words) <= LINK_ONLY and page.linked >= len(words):
        return MarkKind.FURNITURE, None
    for room, kind in (("aside", MarkKind.BOX), ("li", MarkKind.ITEM), ("blockquote", MarkKind.QUOTE)):
        if page.open.get(room):
            return kind, None
    return None, None


def _clear(page: Page) -> None:
    page.pieces, page.notes, page.length, page.linked = [], [], 0, 0
