"""Pages are made even before they are read; what one of two looks alone has seen, and figures in doubt, are marked."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("PIL")

from PIL import Image

from khronika.reading.recognition import looking, packs
from khronika.reading.recognition.comparing import compared
from khronika.reading.recognition.figures import unsure_figures
from khronika.reading.recognition.paper import inks, lit, slope, turned
from khronika.reading.recognition.words import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

SCANS = runpy.run_path(str(Path(__file__).parents[2] / "scans.py"))
needs_font = pytest.mark.skipif(not SCANS["FONT"].exists(), reason="DejaVu Sans is missing")


def page() -> Any:  # noqa: ANN401 - a picture
    """Give a page of print, not as wide as a scan."""
    image, _ = SCANS["picture"]((SCANS["ENGLISH"],) * 3, size=22, width=1400)
    return image


@needs_font
@pytest.mark.parametrize("degrees", [-4.4, -1.6, 2.2, 5.0])
def test_lines_that_slope_are_made_level(degrees: float) -> None:
    assert slope(turned(page(), degrees)) == pytest.approx(-degrees, abs=0.3)


@needs_font
def test_a_level_page_is_left_as_it_is() -> None:
    level = page()
    assert slope(level) == 0
    assert lit(level) is level
    assert turned(level, 0) is level


@needs_font
def test_paper_in_the_shade_becomes_as_light_as_the_rest_and_ink_stays_dark() -> None:
    from PIL import ImageChops

    light = page()
    shade = Image.linear_gradient("L").rotate(90).resize(light.size).point(lambda value: 110 + value * 145 // 255)
    even = lit(ImageChops.multiply(light, shade))
    assert sorted(even.tobytes())[len(even.tobytes()) // 10] > 235
    assert even.getextrema()[0] < 60


def test_a_stamp_in_colour_is_lifted_off_black_ink() -> None:
    sheet = Image.new("RGB", (30, 10), "white")
    sheet.paste((60, 80, 190), (10, 0, 20, 10))
    sheet.paste((10, 10, 10), (20, 0, 30, 10))
    black, every = inks(sheet)
    assert [black.getpixel((at, 5)) for at in (5, 15, 25)] == [255, 190, 10]
    assert every.getpixel((15, 5)) < 110


def line(*texts: str, gap: int = 8, down: int = 0, confidence: int = 96) -> list[Word]:
    """Set words beside each other, ten pixels a letter and twenty high."""
    words, across = [], 0
    for text in texts:
        box = (across, down, across + 10 * len(text), down + 20)
        words.append(Word(text, confidence, box, "eng", line=not across))
        across = box[2] + gap
    return words


def unsure(words: Sequence[Word]) -> list[str]:
    return [word.text for word in words if not word.confidence]


@pytest.mark.parametrize(
    ("texts", "doubted"),
    [
        (("released", "|", "docker"), ["|"]),
        (("killed", "$", "people"), ["$"]),
        (("on", "5", "06", "2013"), ["5", "06", "2013"]),
        (("charged", "1", "17."), ["1", "17."]),
        (("in", "20l6"), ["20l6"]),
        (("7", "275", "people"), []),
        (("12", "000", "000"), []),
        (("16-го", "мая", "–", "27", "человек,", "12,", "14"), []),
        (("65%", "of", "§5", "(3)"), []),
    ],
)
def test_what_may_hide_another_figure_is_doubtful(texts: Sequence[str], doubted: list[str]) -> None:
    found = unsure_figures(line(*texts))
    assert [word.text for word in found] == list(texts)
    assert unsure(found) == doubted


def test_figures_in_columns_are_figures_of_their_own() -> None:
    assert unsure(unsure_figures(line("Ombrin", "3", "14", "7", gap=60))) == []


def test_what_one_look_alone_has_seen_is_put_in_its_place_and_is_doubtful() -> None:
    top, foot = line("At", "least", "27"), line("were", "held", down=90)
    first = [*top[:1], *top[2:], *foot]
    second = [*top, *line("in", "Ombrin", down=45), *foot]
    small = [Word(word.text, 96, tuple(edge // 2 for edge in word.box), "eng", line=word.line) for word in second]  # type: ignore[arg-type]
    found = compared(first, small)
    assert [word.text for word in found] == ["At", "least", "27", "in", "Ombrin", "were", "held"]
    assert unsure(found) == ["least", "in", "Ombrin"]
    assert [word.text for word in found if word.line] == ["At", "in", "were"]


def test_without_time_for_a_second_look_no_word_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    words = line("At", "least", "27")
    looks = iter((None, words))
    monkeypatch.setattr(looking, "read", lambda *_: next(looks))
    monkeypatch.setattr(looking, "lying", lambda *_: (0, ""))
    seen = looking.look_at(Image.new("L", (800, 600), 255), ("eng",), 1, chosen=True)
    assert seen is not None
    assert seen.once
    assert unsure(seen.words) == ["At", "least", "27"]
    monkeypatch.setattr(looking, "read", lambda *_: None)
    assert looking.look_at(Image.new("L", (800, 600), 255), ("eng",), 1, chosen=True) is None


def test_a_sentence_says_what_was_missing_and_it_is_known_when_that_has_come(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wanting = f"Page 2: a scan, and {packs.NO_PACKS} ({packs.THEN})."
    georgian = f"Page 1: {packs.foreign('GEORGIAN')}."
    assert "apt install tesseract-ocr-kat" in georgian
    monkeypatch.setattr(packs, "missing", lambda: packs.NO_PACKS)
    monkeypatch.setattr(packs, "installed", lambda: ("eng",))
    assert not packs.has_come(wanting)
    assert not packs.has_come(georgian)
    monkeypatch.setattr(packs, "missing", lambda: None)
    monkeypatch.setattr(packs, "installed", lambda: ("eng", "kat"))
    assert packs.has_come(wanting)
    assert packs.has_come(georgian)
    assert not packs.has_come("It is damaged or cut off.")
