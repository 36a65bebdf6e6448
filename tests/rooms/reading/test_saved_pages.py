"""Web pages saved as one file, and what a page states of itself: who wrote it, and when it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika.reading import Opened, open_up
from khronika.vocabulary.documents import MarkKind, Revision

if TYPE_CHECKING:
    from pathlib import Path


def opened(folder: Path, data: bytes, name: str = "mail.eml") -> Opened:
    file = folder / "original"
    file.write_bytes(data)
    return open_up(file, name, "0" * 64)


def read(folder: Path, data: bytes, name: str = "mail.eml") -> Revision:
    outcome = opened(folder, data, name).outcome
    assert isinstance(outcome, Revision), outcome
    return outcome


def marked(found: Revision, kind: MarkKind) -> list[str]:
    return [found.text[mark.start : mark.end] for mark in found.marked(kind)]


SAVED = b"""From: <Saved by Blink>\r
Snapshot-Content-Location: https://example.org/deaths\r
Subject: Deaths in Korm\r
Date: Tue, 4 May 2021 10:00:00 -0000\r
MIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="----B"\r
\r
------B\r
Content-Type: text/html\r
Content-Transfer-Encoding: quoted-printable\r
\r
<html><head><meta name=3D"author" content=3D"Mira Holt"><meta property=3D"article:published_time" content=3D"2021-=\r
05-03T23:00:00+06:00"></head><body><nav>Home</nav><p>14 people died in Korm.</p></body></html>\r
------B\r
Content-Type: image/png\r
Content-Location: https://example.org/logo.png\r
Content-Transfer-Encoding: base64\r
\r
AAAA\r
------B--\r
"""


def test_a_page_saved_as_one_file_is_a_page_with_author_and_day_of_publication(tmp_path: Path) -> None:
    found = opened(tmp_path, SAVED, "page.mhtml")
    page = found.outcome
    assert isinstance(page, Revision)
    assert marked(page, MarkKind.PARAGRAPH) == ["14 people died in Korm."]
    assert marked(page, MarkKind.AUTHOR) == ["Mira Holt"]
    assert [mark.value for mark in page.marked(MarkKind.DATED)] == ["2021-05-03"], "and not the day of saving"
    assert "Home" in marked(page, MarkKind.FURNITURE)
    assert "look of a saved page" in found.left_out[0].reason


LINKED = (
    '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2021-05-03T10:00Z",'
    '"author":[{"name":"Mira Holt"}]}]}</script>'
)


@pytest.mark.parametrize(
    ("head", "author", "day"),
    [
        ('<meta name="dc.date" content="2021-05-03"><meta name="byl" content="Mira Holt">', "Mira Holt", "2021-05-03"),
        (LINKED, "Mira Holt", "2021-05-03"),
        ('<meta property="article:author" content="https://example.org/mira">', None, None),
        ('<meta name="date" content="2021-13-41">', None, None),
        ('<script type="application/ld+json">{"datePublished": ["x", {</script>', None, None),
        (f'<script type="application/ld+json">{"[" * 50_000}</script>', None, None),
    ],
)
def test_what_a_page_states_of_itself(tmp_path: Path, head: str, author: str | None, day: str | None) -> None:
    found = read(tmp_path, f"<html><head>{head}</head><body><p>Words.</p></body></html>".encode(), "page.html")
    assert marked(found, MarkKind.AUTHOR) == ([author] if author else [])
    assert [mark.value for mark in found.marked(MarkKind.DATED)] == ([day] if day else [])


WORDS = "<p>At least 14 people were detained in Ombrin.</p>"
REMARK = '<article id="c1"><b rel="author">trol</b> <time datetime="2024-01-01">now</time><p>I heard 300.</p></article>'
TWO = (
    '<script type="application/ld+json">[{"@type":"WebPage","datePublished":"2020-01-01","author":"The desk"},'
    '{"@type":["Thing","NewsArticle"],"datePublished":"2021-05-03","author":{"name":["Mira Holt"]},"about":"a\nb"}]'
    "</script>"
)


@pytest.mark.parametrize(
    ("page", "author", "day"),
    [
        (f"{TWO}<article>{WORDS}</article>", "Mira Holt", "2021-05-03"),
        (f'<article><p>By <a rel="author">Mira Holt</a></p>{WORDS}</article>', "Mira Holt", None),
        (
            (
                '<div itemscope><p itemprop="author"><span itemprop="name">Mira Holt</span></p>'
                f'<time itemprop="datePublished" datetime="2021-05-03">May</time>{WORDS}</div>'
            ),
            "Mira Holt",
            "2021-05-03",
        ),
        (f'<article><p><time datetime="2021-05-03">3 May</time></p>{WORDS}</article>', None, "2021-05-03"),
        (
            (
                '<main><time class="entry-date published" datetime="2021-05-03">3 May</time> '
                f'<time class="updated" datetime="2022-01-01">later</time>{WORDS}</main>'
            ),
            None,
            "2021-05-03",
        ),
        (
            f'<main><p><time datetime="2021-05-03">a</time> <time datetime="2021-06-03">b</time></p>{WORDS}</main>',
            None,
            None,
        ),
        (f'<main>{WORDS}<div class="comments">{REMARK}</div></main>', None, None),
        (f'<meta name="date" content="03.05.2021"><article>{WORDS}</article>', None, "2021-05-03"),
    ],
)
def test_what_only_the_words_of_a_page_say_of_it(
    tmp_path: Path, page: str, author: str | None, day: str | None
) -> None:
    found = read(tmp_path, f"<html><body>{page}</body></html>".encode(), "page.html")
    assert marked(found, MarkKind.AUTHOR) == ([author] if author else [])
    assert [mark.value for mark in found.marked(MarkKind.DATED)] == ([day] if day else [])


@pytest.mark.parametrize(
    "beneath",
    [
        f'<div id="comments" class="comments-area"><h2>One thought</h2>{REMARK}</div>',
        '<section id="disqus_thread"><p>I heard 300.</p></section>',
        '<ul class="related-posts"><li>Twelve killed in Korm</li></ul>',
        '<div class="site-footer"><p>Published by a house of 300 people.</p></div>',
    ],
)
def test_what_stands_beneath_a_page_is_no_testimony_of_it(tmp_path: Path, beneath: str) -> None:
    data = f'<html><body class="comments-closed"><main><h1>Held</h1>{WORDS}{beneath}</main></body></html>'
    found = read(tmp_path, data.encode(), "page.html")
    assert marked(found, MarkKind.PARAGRAPH) == ["At least 14 people were detained in Ombrin."]
    assert not found.marked(MarkKind.ITEM)


def test_the_lines_of_a_russian_site_are_no_part_of_the_article(tmp_path: Path) -> None:
    lines = ["Читайте также", "Мы используем файлы cookie. Продолжая, вы соглашаетесь.", "Все права защищены"]
    page = "".join(f"<p>{line}</p>" for line in lines)
    article = "<article><p>Задержаны 14 человек.</p></article>"
    data = f"<html><meta charset=utf-8><body><p>Меню</p>{article}{page}</body></html>"
    found = read(tmp_path, data.encode(), "page.html")
    assert marked(found, MarkKind.PARAGRAPH) == ["Задержаны 14 человек."]
    assert set(lines) <= set(marked(found, MarkKind.FURNITURE))


@pytest.mark.parametrize(
    "frame",
    [
        '<div class="main has-sidebar">{}</div>',
        '<form action="/page.aspx">{}</form>',
        '<div class="l-sidebar-fixed article-body">{}<div class="sidebar"><p>Most read</p></div></div>',
        '<footer><div class="row site_header">{}</div></footer>',
        '<div class="no-share">{}</div><div id="comments"><p>I heard 300.</p><p>And I heard of 400 and more.</p></div>',
    ],
)
def test_the_frame_around_the_article_is_no_part_of_the_site_whatever_it_is_called(tmp_path: Path, frame: str) -> None:
    page = frame.format("<p>14 people died in Korm.</p><p>Nobody was told why.</p>")
    found = read(tmp_path, f"<html><body><nav>Home</nav>{page}</body></html>".encode(), "page.html")
    assert marked(found, MarkKind.PARAGRAPH) == ["14 people died in Korm.", "Nobody was told why."]


def test_a_part_of_the_site_that_holds_fewer_words_than_the_rest_stays_its_own(tmp_path: Path) -> None:
    page = '<p>14 people died in Korm, it is said.</p><div class="main-sidebar"><p>Read on here.</p></div>'
    found = read(tmp_path, f"<html><body>{page}</body></html>".encode(), "page.html")
    assert marked(found, MarkKind.FURNITURE) == ["Read on here."]


@pytest.mark.parametrize("name", ["null", "No Author", "wordpressadmin", "Admin", "Админ"])
def test_what_stands_for_no_author_is_none(tmp_path: Path, name: str) -> None:
    head = f'<html><head><meta charset="utf-8"><meta name="author" content="{name}"></head>'
    assert marked(read(tmp_path, f"{head}<body>{WORDS}</body></html>".encode(), "page.html"), MarkKind.AUTHOR) == []
