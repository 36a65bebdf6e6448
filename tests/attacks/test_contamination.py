"""Five hundred pairs of documents: nothing of one is in what comes back of the other, whatever their formats."""

from __future__ import annotations

import io
import random
import zipfile
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import TYPE_CHECKING

import pytest

from khronika.reading import read
from khronika.vocabulary.documents import Revision

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAIRS = 500
HELD = "CANARYCANARY"  # what a canary's word takes the place of in a template; of the same length
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf() -> bytes:
    canvas_module = pytest.importorskip("reportlab.pdfgen.canvas")
    file = io.BytesIO()
    canvas = canvas_module.Canvas(file, pageCompression=0)
    canvas.setTitle(HELD)
    canvas.drawString(70, 700, f"The letter names {HELD} as a witness.")
    canvas.save()
    return file.getvalue()


def docx() -> bytes:
    xml = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>Named: {HELD}</w:t></w:r></w:p></w:body></w:document>'
    return stored({"word/document.xml": xml.encode()})


def xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Name", "Place"])
    book.active.append([HELD, "Ombrin"])
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        return stored({name: archive.read(name) for name in archive.namelist()})


def stored(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def filled(template: bytes, word: str) -> bytes:
    """Put a canary's word into a template; a packed one is packed again, for its sums."""
    assert HELD.encode() in template
    if not template.startswith(b"PK"):
        return template.replace(HELD.encode(), word.encode())
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        members = {name: archive.read(name).replace(HELD.encode(), word.encode()) for name in archive.namelist()}
    return stored(members)


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "letter.txt": f"The letter names {HELD} as a witness.\n".encode,
    "letter.md": f"# {HELD}\n\nNamed as a witness.\n".encode,
    "page.html": f"<html><title>{HELD}</title><body><p>The page names {HELD}.</p></body></html>".encode,
    "list.csv": f"Name,Place\n{HELD},Ombrin\nSecond,Ombrin\n".encode,
    "letter.docx": docx,
    "list.xlsx": xlsx,
    "letter.pdf": pdf,
    "damaged.pdf": pdf,
    "damaged.docx": docx,
}


def output(folder: Path, name: str, data: bytes) -> str:
    """Give everything that comes back of a document."""
    folder.mkdir()
    file = folder / "original"
    file.write_bytes(data[: -len(data) // 4] if name.startswith("damaged") else data)
    found = read(file, name, "0" * 64)
    assert isinstance(found, Revision) or name.startswith("damaged"), found
    return repr(found)


def test_no_canary_of_one_document_is_in_the_output_of_another(tmp_path: Path) -> None:
    templates = {name: make() for name, make in TEMPLATES.items()}
    formats = list(product(templates, repeat=2))
    dice = random.Random(0)  # noqa: S311 - no secret
    words = [f"Zq{dice.randrange(10**10):010}" for _ in range(2 * PAIRS)]
    assert len(set(words)) == len(words)
    seen = 0
    with ThreadPoolExecutor(2) as side_by_side:
        for number in range(PAIRS):
            pair = words[2 * number : 2 * number + 2]
            names = formats[number % len(formats)]
            jobs = [
                (tmp_path / f"{number}-{at}", name, filled(templates[name], word))
                for at, (name, word) in enumerate(zip(names, pair, strict=True))
            ]
            # every second pair at the same time, the others one after the other
            said = (
                list(side_by_side.map(output, *zip(*jobs, strict=True))) if number % 2 else [output(*j) for j in jobs]
            )
            seen += sum(word in words_of for word, words_of in zip(pair, said, strict=True))
            for at, text in enumerate(said):
                strange = [word for word in words[: 2 * number + 2] if word in text and word != pair[at]]
                assert not strange, (names, number)
    assert seen > PAIRS  # the canaries are there to be seen
