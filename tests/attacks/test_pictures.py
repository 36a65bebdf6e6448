"""Pictures made to overload, to loop, or to carry words elsewhere: each ends as a sentence, and none costs another."""

from __future__ import annotations

import contextlib
import io
import os
import runpy
import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from khronika.reading import Limits, page_image, read, showing
from khronika.reading.confinement import LAYERS
from khronika.reading.draft import Reading
from khronika.reading.jail import PROOF, Outcome
from khronika.reading.limits import DEFAULT
from khronika.reading.recognition import batches, packs
from khronika.reading.recognition.batches import SEEING
from khronika.reading.refusal import Refusal
from khronika.vocabulary.documents import Mark, MarkKind, Revision, Unread

SCANS = runpy.run_path(str(Path(__file__).parents[1] / "scans.py"))
MIB = 1024 * 1024
LIMITS = Limits(wall_seconds=15, cpu_seconds=15)
recognises = pytest.mark.skipif(
    bool(packs.missing()) or not SCANS["FONT"].exists(), reason=packs.missing() or "DejaVu Sans is missing"
)


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    parts = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks]
    return b"".join([b"\x89PNG\r\n\x1a\n", *parts])


def tiff(*entries: tuple[int, int, int, int], following: int = 0) -> bytes:
    directory = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *each) for each in entries)
    return b"II*\0" + struct.pack("<I", 8) + directory + struct.pack("<I", following)


def tiny(width: int = 1, height: int = 1, following: int = 0) -> bytes:
    entries = ((256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1))
    strips = ((273, 4, 1, 0), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, width * height))
    return tiff(*entries, *strips, following=following)


def page() -> bytes:
    file = io.BytesIO()
    SCANS["picture"](("Twelve dockers were released in Ombrin on 3 May 2019.",))[0].save(file, "PNG")
    return file.getvalue()


def outcome(folder: Path, data: bytes, name: str = "picture.png") -> Revision | Unread:
    file = folder / "original"
    file.write_bytes(data)
    return read(file, name, "0" * 64, limits=LIMITS)


HOSTILE = {
    "declares ten thousand million pixels": lambda: png(100_000, 100_000),
    "unpacks to a bomb": lambda: png(8000, 7900, bytes(8000 * 3 + 1) * 7900),
    "is long and thin": lambda: png(60_000_000, 1),
    "declares nothing": lambda: png(0, 0),
    "TIFF that loops to itself": lambda: tiny(following=8),
    "TIFF of a huge strip": lambda: tiny(60_000, 60_000),
    "TIFF whose next page is beyond its end": lambda: tiny(following=0x7FFFFFFF),
    "GIF cut off": lambda: b"GIF89a" + bytes(20),
    "BMP with a negative size": lambda: (
        b"BM" + struct.pack("<IIIIiiHHIIiiII", 60, 0, 54, 40, -5, -5, 1, 24, 0, 0, 0, 0, 0, 0)
    ),
    "WebP of nothing": lambda: b"RIFF\x10\0\0\0WEBPVP8 \4\0\0\0\0\0\0\0",
    "JPEG of nothing": lambda: b"\xff\xd8\xff\xd9",
}


@recognises
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_picture_ends_as_a_sentence(tmp_path: Path, name: str) -> None:
    found = outcome(tmp_path, HOSTILE[name]())
    assert isinstance(found, Unread)
    assert found.reason.endswith(".")
    (tmp_path / "shown").write_bytes(HOSTILE[name]())
    with contextlib.suppress(Refusal):
        assert page_image(tmp_path / "shown", 1, limits=LIMITS).startswith(b"\x89PNG")


SHAPES = {
    "the picture of another program": png(2, 1, b"\0" + b"quillmark"),
    "more than pixels": b"\0" + struct.pack(">IIB", 2, 1, 1) + b"..quillmark",
    "fewer pixels": b"\0" + struct.pack(">IIB", 2, 1, 3) + b"..",
    "no pixel": b"\0" + struct.pack(">IIB", 0, 5, 1),
    "too many pixels": b"\0" + struct.pack(">IIB", 2**31, 2**31, 1),
    "two samples a pixel": b"\0" + struct.pack(">IIB", 1, 1, 2) + b"..",
    "no shape": b"\0..",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_that_comes_back_as_anything_but_its_pixels_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shape: str
) -> None:
    (tmp_path / "list.png").write_bytes(page())

    class Taken:
        def confine(self, *_: object, **__: object) -> Outcome:
            return Outcome(SHAPES[shape])

    monkeypatch.setattr(showing, "jail", Taken)
    with pytest.raises(Refusal):
        page_image(tmp_path / "list.png", 1)


@pytest.mark.parametrize("words", [None, "Twenty dockers were released.\n\f"])
def test_finding_the_layout_of_recognised_pages_changes_no_word_and_takes_no_doubt_away(
    monkeypatch: pytest.MonkeyPatch, words: str | None
) -> None:
    text = "Twelve dockers were released.\n\f"
    whole = Reading(
        text, (Mark(MarkKind.PAGE, 0, len(text), "1"), Mark(MarkKind.RECOGNISED, 0, 6, "40")), "tesseract/5"
    )
    answer = replace(whole, text=words) if words else replace(whole, marks=whole.marks[:1])
    monkeypatch.setattr(batches, "_in_jail", lambda *_: answer)
    monkeypatch.setattr(batches, "_all", lambda *_: batches.Outcome())
    monkeypatch.setattr(packs, "missing", lambda: None)
    with pytest.raises(Refusal, match="cannot be true"):
        batches.recognised(-1, whole, DEFAULT, lambda *_: None)


@recognises
@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.97])
def test_a_picture_that_is_cut_off_is_said_to_be(tmp_path: Path, form: str, share: float) -> None:
    whole = io.BytesIO()
    SCANS["picture"](("Twelve dockers were released.",))[0].save(whole, form)
    data = whole.getvalue()
    found = outcome(tmp_path, data[: int(len(data) * share)])
    said = (found.reason,) if isinstance(found, Unread) else (*found.partial, found.text)
    assert all(said)


@recognises
def test_no_word_of_one_picture_is_in_another_s_text(tmp_path: Path) -> None:
    words = [f"The letter names Quill{letter * 3}mark as a witness." for letter in "abcdefgh"]
    files = []
    for number, sentence in enumerate(words):
        files.append(tmp_path / f"{number}.png")
        SCANS["picture"]((sentence,))[0].save(files[-1])
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda file: read(file, file.name, "0" * 64), files))
    for mine, letter in zip(found, "abcdefgh", strict=True):
        assert isinstance(mine, Revision)
        assert f"{letter * 3}mark" in mine.text
        assert not any(f"{other * 3}mark" in mine.text for other in "abcdefgh" if other != letter)


@recognises
def test_words_beside_the_pixels_reach_neither_text_nor_image(tmp_path: Path) -> None:
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    about = PngInfo()
    about.add_text("Comment", "quillmark lives in Tallow Lane")
    Image.open(io.BytesIO(page())).save(tmp_path / "list.png", pnginfo=about)
    found = read(tmp_path / "list.png", "list.png", "0" * 64)
    assert isinstance(found, Revision)
    assert "quillmark" not in found.text + repr(found.marks) + "".join(found.partial)
    assert b"quillmark" not in page_image(tmp_path / "list.png", 1)


@recognises
def test_nothing_gets_out_where_tesseract_is_loaded() -> None:
    """The strict jail holds as it does without; a machine without namespaces shows the confined one."""
    probing = runpy.run_path(str(Path(__file__).with_name("probing.py")))
    with probing["Surroundings"]() as surroundings:
        jail = probing["jailed"](LAYERS)
        loaded = jail.confine(PROOF, os.open(os.devnull, os.O_RDONLY), {}, DEFAULT, cap=200, warm=SEEING)
        assert loaded.ended_well
        strict = "bubblewrap" in jail.layers
        probes = [each for each in probing["PROBES"] if strict or each != "stat"]
        through = [each for each in probes if surroundings.from_jail(jail, each)]
        jail.close()
    if not {"landlock", "seccomp"} <= set(loaded.answer.decode().split("+")):
        pytest.skip("this machine offers no Landlock or no seccomp")
    assert through == []
