"""Which elements of a web page are its site's own: menus, side bars, what readers say beneath, what is hidden."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

SITE = frozenset({"nav", "footer", "header", "aside", "form", "button", "title", "dialog", "menu"})
SITE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "complementary"})
SITE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|share|sharing|social|sidebar|menu|navbar|newsletter|popup|"
    r"(?:site|page|global)[-_](?:header|footer))(?=$|[\s_-])",
    re.IGNORECASE,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What readers say under an article, and the ways to others: whole words of `class` and `id`.
BENEATH = re.compile(
    r"(?:^|\s)(?:comments|commentlist|comments?[-_]{1,2}(?:area|list|section|wrapper|container|block|thread|box)|"
    r"disqus[\w-]*|fb-comments|(?:jp-)?related-?(?:articles?|posts?|news|stories|content|links))(?=$|\s)",
    re.IGNORECASE,
)
WHOLE = ("html", "body")
MOST_PARAGRAPHS = 5000  # of a page that are weighed
MOST_AROUND = 100  # elements around a paragraph that are looked at
MOST_OF_IT = 0.5  # share of the running words in which nothing is a site's own part


def names_of(node: LexborNode) -> str:
    """Give an element's names: its classes and its id."""
    attributes = node.attributes
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}"


def is_set_aside(node: LexborNode) -> bool:
    """Tell what is hidden, and what readers say."""
    attributes = node.attributes
    if "hidden" in attributes or HIDDEN.search(attributes.get("style") or ""):
        return True
    return node.tag not in WHOLE and BENEATH.search(names_of(node)) is not None


def is_site(node: LexborNode) -> bool:
    """Tell by an element's tag, role and names that it is a part of the site; a `body_of` the page is none."""
    if node.tag in SITE or node.attributes.get("role") in SITE_ROLES:
        return True
    return node.tag not in WHOLE and SITE_NAMES.search(names_of(node)) is not None


def body_of(root: LexborNode) -> frozenset[int]:
    """Give the elements (`mem_id`) that hold most of the page's paragraphs, whatever they are called.

    A class such as "has-sidebar" names the frame around the article, a `form` may be around the whole page.
    """
    words: Counter[int] = Counter()
    whole, most = 0, len(root.text())
    aside: dict[int, bool] = {}
    for paragraph in root.css("p")[:MOST_PARAGRAPHS]:
        around = _around(paragraph)
        aside |= {node.mem_id: is_set_aside(node) for node in around if node.mem_id not in aside}
        if not any(aside[node.mem_id] for node in around):
            length = len(paragraph.text())
            whole += length
            words.update(dict.fromkeys((node.mem_id for node in around), length))
        if whole > most:  # paragraphs within paragraphs: made to overload
            break
    return frozenset(each for each, length in words.items() if length > MOST_OF_IT * whole)


def _around(node: LexborNode) -> list[LexborNode]:
    """Give an element and those that it stands in, the innermost first."""
    around = [node]
    while len(around) < MOST_AROUND and (above := around[-1].parent) is not None:
        around.append(above)
    return around
