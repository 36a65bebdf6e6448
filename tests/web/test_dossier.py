"""The dossier as a reader sees it: in a real browser, on a phone, in the dark and on paper."""

from __future__ import annotations

import runpy
import shutil
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from khronika.publishing import dossier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
LANTERN: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[1] / "golden" / "lantern_record.py"))
WIDTHS = (320, 390, 768, 1400)
READABLE = 4.5  # WCAG 2.2, level AA: contrast of text
# Contrast of every element that holds text, against the nearest background that is painted.
CONTRAST = """() => {
  const channel = c => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const rgb = words => words.match(/[\\d.]+/g).map(Number);
  const ground = e => { for (; e; e = e.parentElement) {
    const c = rgb(getComputedStyle(e).backgroundColor); if (c.length < 4 || c[3] > 0) return c; }
    return [255, 255, 255]; };
  const found = [];
  for (const e of document.body.querySelectorAll('*')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const style = getComputedStyle(e);
    const ink = light(rgb(e instanceof SVGElement ? style.fill : style.color)), paper = light(ground(e));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (ratio < LEAST)
      found.push(`${e.tagName}.${e.className} ${ratio.toFixed(2)} ${e.textContent.trim().slice(0, 30)}`);
  }
  return found;
}""".replace("LEAST", str(READABLE))


@pytest.fixture(scope="module", name="browser")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="module", name="address")
def page_on_disk(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("dossier") / "dossier.html"
    file.write_text(dossier(LANTERN["invented_record"]()), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(name="page")
def opened(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def test_the_page_asks_the_network_for_nothing_and_the_console_stays_silent(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    context.close()
    assert asked == [address]
    assert said == []


def test_the_style_is_admitted_by_the_policy(page: Page) -> None:
    assert page.evaluate("getComputedStyle(document.querySelector('.glance')).borderCollapse") == "collapse"


def test_every_line_leads_to_its_passage_and_back(page: Page) -> None:
    broken = page.evaluate(
        "[...document.querySelectorAll('a')].filter(a => !a.hash || !document.getElementById(a.hash.slice(1)))"
        ".map(a => a.outerHTML)"
    )
    assert broken == []
    page.locator("#figures table.counts a.ref").first.click()
    passage = page.locator(":target")
    assert passage.locator("mark").first.is_visible()
    assert passage.locator("mark").inner_text() == "at least 6 people were killed"
    passage.locator(".back a", has_text="figures").first.click()
    assert page.locator(":target").inner_text().startswith("at least 6")


def test_a_name_leads_to_its_page_and_a_folded_page_opens(page: Page) -> None:
    assert page.locator("#person-e-orsel .sheet").is_hidden()
    page.locator("#names + ul a", has_text="Tam Orsel").click()
    assert page.locator("#person-e-orsel .sheet mark").inner_text() == "Tam Orsel"
    assert page.locator("#person-e-orsel .sheet").is_visible()
    page.locator("#passages a.name", has_text="Orrin Vale").first.click()
    assert page.locator(":target h4").inner_text().startswith("Orrin Vale")


def test_an_address_from_before_two_were_joined_still_leads_to_the_page(page: Page, address: str) -> None:
    page.goto(f"{address}#person-e-ovale")
    heading = page.locator("#person-e-vale h4")
    box = heading.bounding_box()
    assert box
    assert 0 <= box["y"] < 200
    assert "Orrin Vale" in heading.inner_text()


def test_the_reasons_of_a_joined_name_unfold_without_a_script(page: Page) -> None:
    named = page.locator("#person-e-vale details.named")
    assert named.locator("dl").is_hidden()
    named.locator("summary", has_text="Named in 2 sources in 3 spellings").click()
    assert "The initial and the surname agree." in named.locator("dl").inner_text()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_screen_has_to_be_pushed_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_words_can_be_told_from_their_ground(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(22, 23, 24)") is (scheme == "dark")
    assert page.evaluate(CONTRAST) == []


def test_a_reader_without_a_mouse_can_skip_to_the_evidence(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0  # type: ignore[index]


def test_headings_descend_one_level_at_a_time_and_tables_have_heads(page: Page) -> None:
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert page.evaluate(
        "[...document.querySelectorAll('table')].every(t => t.caption && t.querySelector('th[scope]'))"
    )


def test_it_prints_with_every_passage_open_and_without_the_contents(page: Page, tmp_path: Path) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
    page.emulate_media(media="print")
    assert page.locator("nav").is_hidden()
    assert page.locator(".passage mark").first.is_visible()
    assert page.locator("#person-e-orsel .sheet mark").is_visible()
    assert page.locator("#person-e-vale .named dl").is_visible()
    printed = tmp_path / "dossier.pdf"
    page.pdf(path=printed, format="A4")
    assert printed.read_bytes().startswith(b"%PDF")
