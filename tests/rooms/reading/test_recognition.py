"""Pictures and scanned pages are read by Tesseract in the jail, in their places, with a confidence for every word."""

from __future__ import annotations

import io
import runpy
import struct
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from khronika.errors import UsageError
from khronika.reading import isolation_level, name_languages, open_up, page_image, read
from khronika.reading.png import encode
from khronika.reading.recognition import batches, packs
from khronika.reading.recognition.stitching import Piece, stitch
from khronika.reading.refusal import Refusal
from khronika.vocabulary.documents import Mark, MarkKind, Revision, Unread
from khronika.vocabulary.doubtful import doubtful

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image
    from reportlab.pdfgen.canvas import Canvas

SCANS = runpy.run_path(str(Path(__file__).parents[2] / "scans.py"))
THREE = tuple(SCANS[language] for language in ("ENGLISH", "RUSSIAN", "KAZAKH"))
SHORT = ("Twelve dockers were released in Ombrin on 3 May 2019.",)
lacking = packs.missing() or (
    None if {"eng", "rus", "kaz"} <= {*packs.installed()} else "packs eng, rus or kaz missing"
)
recognises = pytest.mark.skipif(bool(lacking) or not SCANS["FONT"].exists(), reason=lacking or "DejaVu Sans is missing")
needs_osd = pytest.mark.skipif(not any("osd" in each.name for each in packs.files()), reason="pack osd is missing")


def found_in(folder: Path, name: str, data: bytes) -> Revision:
    file = folder / "original"
    file.write_bytes(data)
    found = read(file, name, "0" * 64)
    assert isinstance(found, Revision), found
    assert found.isolation == isolation_level()
    return found


def saved(picture: Image, form: str, **more: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **more)
    return file.getvalue()


def pdf(*pages: Callable[[Canvas], None]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def scan(picture: Image) -> Callable[[Canvas], None]:
    from reportlab.lib.utils import ImageReader

    high = 595 * picture.height / picture.width
    return lambda canvas: canvas.drawImage(ImageReader(picture), 0, 842 - high, 595, high)


def typed(words: str, mode: int = 0) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(mode)
        text.textLine(words)
        canvas.drawText(text)

    return draw


def together(*draws: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        for each in draws:
            each(canvas)

    return draw


@recognises
def test_a_clean_page_in_three_languages_is_read(tmp_path: Path) -> None:
    page, lines = SCANS["picture"](THREE)
    found = found_in(tmp_path, "page.png", saved(page, "PNG"))
    assert SCANS["character_error"](found.text, " ".join(lines)) <= 0.01
    assert found.engine.endswith("(eng+rus+kaz)")
    begins = [found.text[each.start :].split()[0] for each in found.marked(MarkKind.PARAGRAPH)]
    assert begins == ["At", "Не", "Он"]


@recognises
def test_doubtful_words_of_a_noisy_page_are_marked(tmp_path: Path) -> None:
    page, lines = SCANS["picture"](THREE)
    found = found_in(tmp_path, "page.png", saved(SCANS["copied"](page, grain=100, seed=5), "PNG"))
    words = found.marked(MarkKind.RECOGNISED)
    right = SCANS["right_words"]([found.text[each.start : each.end] for each in words], " ".join(lines).split())
    wrong = {each.start for at, each in enumerate(words) if at not in right}
    unsure = {mark.start for mark in doubtful(found)}
    assert len(wrong) >= 5
    assert len(wrong & unsure) >= 0.9 * len(wrong)
    assert len({words[at].start for at in right} & unsure) <= 0.3 * len(right)


@recognises
@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF"])
def test_every_format_of_pictures_is_read(tmp_path: Path, form: str) -> None:
    page, _ = SCANS["picture"](SHORT)
    found = found_in(tmp_path, f"list.{form.lower()}", saved(page, form))
    assert found.text == f"{SHORT[0]}\n\f"
    assert not found.partial


@recognises
@pytest.mark.parametrize("mode", ["RGB", "1", "P"])
def test_a_page_scanned_with_600_dpi_is_read(tmp_path: Path, mode: str) -> None:
    page, _ = SCANS["picture"](SHORT)
    sheet = page.convert("L").resize((4960, 4960 * page.height // page.width)).crop((0, 0, 4960, 7016))
    sheet.paste(255, (0, 4960 * page.height // page.width, 4960, 7016))
    found = found_in(tmp_path, "list.png", saved(sheet.convert(mode), "PNG"))
    assert found.text == f"{SHORT[0]}\n\f"


@recognises
def test_pages_of_a_tiff_are_pages(tmp_path: Path) -> None:
    pages = [SCANS["picture"]((f"The report has a page {name}.",))[0] for name in ("one", "two", "three")]
    found = found_in(tmp_path, "fax.tif", saved(pages[0], "TIFF", save_all=True, append_images=pages[1:]))
    assert [found.page_at(found.text.index(word)) for word in ("one", "two", "three")] == [1, 2, 3]


@recognises
@needs_osd
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_turned(tmp_path: Path, degrees: int) -> None:
    page, lines = SCANS["picture"](THREE)
    found = found_in(tmp_path, "page.png", saved(page.rotate(degrees, expand=True), "PNG"))
    assert SCANS["character_error"](found.text, " ".join(lines)) <= 0.01


@recognises
def test_a_photograph_is_turned_as_its_camera_says_and_nothing_else_of_that_is_read(tmp_path: Path) -> None:
    import PIL.Image

    exif = PIL.Image.Exif()
    exif[0x112], exif[0x10E] = 6, "Quillmark street 8"
    page, _ = SCANS["picture"](SHORT)
    found = found_in(tmp_path, "photo.jpg", saved(page.rotate(90, expand=True), "JPEG", exif=exif))
    assert found.text == f"{SHORT[0]}\n\f"


@recognises
def test_scanned_pages_stand_between_those_that_were_typed(tmp_path: Path) -> None:
    page, _ = SCANS["picture"](SHORT)
    data = pdf(
        typed("The first page was typed."), scan(page), lambda _: None, typed("The last one as well."), scan(page)
    )
    found = found_in(tmp_path, "mixed.pdf", data)
    assert found.text == f"The first page was typed.\n\f{SHORT[0]}\n\f\n\fThe last one as well.\n\f{SHORT[0]}\n\f"
    assert [mark.value for mark in found.marked(MarkKind.PAGE)] == ["1", "2", "3", "4", "5"]
    assert {found.page_at(mark.start) for mark in found.marked(MarkKind.RECOGNISED)} == {2, 5}
    paragraphs = [found.text[each.start : each.end] for each in found.marked(MarkKind.PARAGRAPH)]
    assert paragraphs == ["The first page was typed.", SHORT[0], "The last one as well.", SHORT[0]]


@recognises
def test_words_that_others_recognised_are_kept_and_said(tmp_path: Path) -> None:
    page, _ = SCANS["picture"](THREE * 3)
    hidden = together(scan(page), typed("Thirteen dockers were released.", mode=3))
    found = found_in(tmp_path, "layered.pdf", pdf(hidden))
    assert found.text == "Thirteen dockers were released.\n\f"
    assert "text recognition by others" in found.partial[0]
    assert [mark.value for mark in doubtful(found)] == [None]


def test_words_that_nobody_sees_are_said(tmp_path: Path) -> None:
    both = together(typed("The letter was typed."), typed("Forty officers were killed.", mode=3))
    found = found_in(tmp_path, "trap.pdf", pdf(typed("A page."), both))
    assert any("Page 2: words that are invisible" in sentence for sentence in found.partial)


def test_without_packs_the_sentence_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tesserocr")
    monkeypatch.setenv(packs.FOLDER, str(tmp_path / "nowhere"))
    page, _ = SCANS["picture"](SHORT) if SCANS["FONT"].exists() else pytest.skip("DejaVu Sans is missing")
    for name, data in (("list.png", saved(page, "PNG")), ("scan.pdf", pdf(scan(page)))):
        (tmp_path / "original").write_bytes(data)
        found = read(tmp_path / "original", name, "0" * 64)
        assert isinstance(found, Unread)
        assert "tesseract-ocr-eng" in found.reason
        assert "(then khronika read CHRONICLE)" in found.reason
    mixed = found_in(tmp_path, "mixed.pdf", pdf(typed("A page that was typed."), scan(page)))
    assert mixed.text.startswith("A page that was typed.")
    assert "Page 2: a scan, and text recognition has no language packs" in mixed.partial[0]
    whole, _ = SCANS["picture"](THREE * 3)
    stamped = found_in(tmp_path, "stamped.pdf", pdf(together(scan(whole), typed("Case 12, Ombrin court."))))
    assert stamped.text == "Case 12, Ombrin court.\n\f"
    assert stamped.partial == ("Page 1: a picture that was not read, and words printed on it, which were.",)


def test_a_pack_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(packs.LANGUAGES, "")
    with pytest.raises(UsageError, match="No language pack xyz"):
        name_languages("xyz")


@recognises
def test_a_bad_page_costs_no_other_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child that is asked for page 2 ends without an answer, also when asked for it with others."""
    page, _ = SCANS["picture"](SHORT)
    honest = batches._one

    def one(document: int, batch: list[int], *more: object, small: bool = False) -> int:
        if 2 in batch:
            raise Refusal("The parser broke down on this file (SIGSEGV).")
        return honest(document, batch, *more, small=small)

    monkeypatch.setattr(batches, "_one", one)
    steps: list[tuple[int, int]] = []
    file = tmp_path / "original"
    file.write_bytes(pdf(scan(page), scan(page), scan(page)))
    found = open_up(file, "scan.pdf", "0" * 64, watch=lambda *far: steps.append(far)).outcome
    assert isinstance(found, Revision)
    assert found.text == f"{SHORT[0]}\n\f\n\f{SHORT[0]}\n\f"
    assert found.partial == ("Page 2: The parser broke down on this file (SIGSEGV).",)
    assert steps[0] == (0, 3)
    assert steps[-1] == (3, 3)


def test_a_file_that_hangs_on_every_page_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def one(*_: object, **__: object) -> int:
        raise Refusal("Reading was stopped after 30 seconds.")

    monkeypatch.setattr(batches, "_one", one)
    monkeypatch.setattr(packs, "missing", lambda: None)
    file = tmp_path / "original"
    file.write_bytes(pdf(typed("A page that was typed."), *[lambda canvas: canvas.rect(9, 9, 9, 9)] * 20))
    found = read(file, "scan.pdf", "0" * 64)
    assert isinstance(found, Revision)
    assert found.partial[0] == "Pages 2, 3, 4, 5, 6: Reading was stopped after 30 seconds."
    assert found.partial[1].startswith("Pages 7, 8, 9, 10")
    assert "not tried" in found.partial[1]


@recognises
def test_reading_again_gives_the_same(tmp_path: Path) -> None:
    page, _ = SCANS["picture"](THREE)
    data = saved(page, "TIFF", save_all=True, append_images=[page.rotate(180), SCANS["picture"](SHORT)[0]])
    assert found_in(tmp_path, "fax.tiff", data).id == found_in(tmp_path, "fax.tiff", data).id


def test_marks_move_along_and_none_covers_a_page_that_came_between() -> None:
    from khronika.reading.draft import Reading

    text = "One half\n\f\n\fof it.\n\f"
    pages = (Mark(MarkKind.PAGE, 0, 10, "1"), Mark(MarkKind.PAGE, 10, 12, "2"), Mark(MarkKind.PAGE, 12, 20, "3"))
    marks = (*pages, Mark(MarkKind.PARAGRAPH, 0, 18), Mark(MarkKind.JOIN, 8, 12))
    read_page = Piece("Scanned.", (Mark(MarkKind.RECOGNISED, 0, 8, "90"),))
    whole = stitch(Reading(text, marks, "e", scanned=(2,)), {2: read_page})
    assert whole.text == "One half\n\fScanned.\n\fof it.\n\f"
    told = [(mark.kind.value, whole.text[mark.start : mark.end]) for mark in whole.marks]
    assert told == [
        ("page", "One half\n\f"),
        ("paragraph", "One half"),
        ("page", "Scanned.\n\f"),
        ("recognised", "Scanned."),
        ("page", "of it.\n\f"),
        ("paragraph", "of it."),
    ]


def test_a_page_can_be_looked_at(tmp_path: Path) -> None:
    pytest.importorskip("PIL")
    file = tmp_path / "original"
    file.write_bytes(pdf(typed("A page."), typed("Another one.")))
    image = page_image(file, 2)
    assert struct.unpack_from(">II", image, 16) == (2480, 3509)
    with pytest.raises(Refusal, match="no page 3"):
        page_image(file, 3)


def test_a_picture_is_written_as_others_read_it() -> None:
    image = pytest.importorskip("PIL.Image")
    for size, mode in ((6, "L"), (18, "RGB")):
        read_again = image.open(io.BytesIO(encode(3, 2, bytes(range(size)))))
        assert (read_again.size, read_again.mode, read_again.tobytes()) == ((3, 2), mode, bytes(range(size)))
