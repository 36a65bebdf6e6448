"""A file in; its text with positions out, or the reason why not. Parsing happens in the jail.

How marks stand to each other: a PARAGRAPH (ITEM, QUOTE, HEADING) spans a whole block, also where a page's end or a box
cuts it in two; the box or the page's header inside it is marked BOX or FURNITURE, and the white space around those is
JOIN. A JOIN with the value "hyphen" follows a hyphen at a line's end. A BOX has PARAGRAPH marks of its own.
"""

from __future__ import annotations

from khronika.reading.anchoring import RULES, Anchor, anchor
from khronika.reading.enclosures import Enclosure, LeftOut, left_out
from khronika.reading.engines import outdated
from khronika.reading.isolation import demand
from khronika.reading.jail import isolation_level
from khronika.reading.languages import likeliest as likeliest_language
from khronika.reading.limits import Limits
from khronika.reading.reader import Opened, open_up, read
from khronika.reading.recognition.batches import Watch
from khronika.reading.recognition.packs import has_come, name_languages
from khronika.reading.refusal import Refusal
from khronika.reading.showing import page_image

__all__ = [
    "RULES",
    "Anchor",
    "Enclosure",
    "LeftOut",
    "Limits",
    "Opened",
    "Refusal",
    "Watch",
    "anchor",
    "demand",
    "has_come",
    "isolation_level",
    "left_out",
    "likeliest_language",
    "name_languages",
    "open_up",
    "outdated",
    "page_image",
    "read",
]
