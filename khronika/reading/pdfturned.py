"""Pages whose text runs up, down or upside down in the file's own coordinates, as on most landscape pages, set upright.

Where a page is turned for showing, its text is turned back in the file; only the text's own direction counts here.
"""

from __future__ import annotations

from typing import Any

# Matrices (a, b, c, d) that turn back text which runs so many quarters of a circle clockwise from upright.
BACK = {1: (0, 1, -1, 0), 2: (-1, 0, 0, -1), 3: (0, -1, 1, 0)}


def upright(document: Any, number: int, quarters: int) -> Any:  # noqa: ANN401 - a library without types
    """Give a page turned back by so many quarters; its text has to be read from this one."""
    from pypdfium2 import raw

    page = document[number]
    a, b, c, d = BACK[quarters]
    left, bottom, right, top = page.get_mediabox()
    shift = (-min(a * left + c * bottom, a * right + c * top), -min(b * left + d * bottom, b * right + d * top))

    def moved(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        across = sorted(a * x + c * y + shift[0] for x, y in (box[:2], box[2:]))
        along = sorted(b * x + d * y + shift[1] for x, y in (box[:2], box[2:]))
        return across[0], along[0], across[1], along[1]

    crop, media = moved(page.get_cropbox()), moved((left, bottom, right, top))
    raw.FPDFPage_TransFormWithClip(page, raw.FS_MATRIX(a, b, c, d, *shift), None)
    raw.FPDFPage_SetRotation(page, 0)
    page.set_mediabox(*media)
    page.set_cropbox(*crop)
    page.close()
    return document[number]
