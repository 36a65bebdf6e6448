"""What could not be read is said: of pictures that break off, and of a file with more troubles than are listed."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from khronika.reading.answer import SENTENCES, at_most, pack, unpack
from khronika.reading.draft import Reading
from khronika.reading.limits import DEFAULT
from khronika.reading.pictures import read_picture

if TYPE_CHECKING:
    from collections.abc import Sequence

PIL = pytest.importorskip("PIL.Image")


def fax(cut: int | None = None) -> bytes:
    """Give a TIFF of three pages; what leads to the page after `cut` leads nowhere."""
    pages = [PIL.new("L", (60, 80), 200 + number) for number in range(3)]
    file = io.BytesIO()
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:])
    data = bytearray(file.getvalue())
    at, places = 4, []
    while here := int.from_bytes(data[at : at + 4], "little"):  # each directory says where the next one is
        places.append(at)
        at = here + 2 + 12 * int.from_bytes(data[here : here + 2], "little")
    if cut is not None:
        data[places[cut] : places[cut] + 4] = (len(data) + 1000).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")  # Pillow's own; in the jail nobody sees it
def test_a_file_of_pictures_that_breaks_off_says_so() -> None:
    whole, broken = read_picture(fax(), DEFAULT), read_picture(fax(2), DEFAULT)
    assert (whole.scanned, whole.partial) == ((1, 2, 3), ())
    assert broken.scanned == (1, 2)
    assert broken.partial == ("It is damaged behind the last page that could be read; ask for it again.",)


@pytest.mark.parametrize("count", [0, 1, SENTENCES])
def test_what_is_said_of_a_document_is_said_whole(count: int) -> None:
    assert at_most(troubles(count)) == troubles(count)


def test_of_more_troubles_than_are_listed_their_number_is_said() -> None:
    found = unpack(pack(Reading("Words.", (), "test", troubles(SENTENCES + 9))), DEFAULT)
    assert found.partial[:-1] == troubles(SENTENCES - 1)
    assert found.partial[-1] == "10 more troubles like these; compare it with the original."


def troubles(count: int) -> Sequence[str]:
    return tuple(f"Page {number} is damaged." for number in range(count))
