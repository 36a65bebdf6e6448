"""What lies in a packed document beside its words: pictures and files pasted in, which are documents of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.reading.enclosures import Haul
from khronika.reading.sniff import picture

if TYPE_CHECKING:
    import zipfile

    from khronika.reading.limits import Limits

# Where OOXML (ECMA-376, part 2) and OpenDocument keep them by custom; what words refer to has other places.
INLAID = re.compile(r"(?:(?:word|xl)/(?:media|embeddings)|Pictures)/(?!.*/)(.+)")
DOCUMENT = re.compile(r"\.(?:docx?|xlsx?|pptx?|od[ts]|pdf|rtf|txt|csv|eml|msg|html?|zip)$", re.IGNORECASE)
UNSEEN = "is a drawing or an object that is not read here; if it shows words, save the document as PDF and add that"


def inlays(archive: zipfile.ZipFile, limits: Limits) -> Haul:
    """Take the pictures and documents out of a packed document; what is neither is listed as left out."""
    haul = Haul(limits)
    for member in archive.infolist():
        found = INLAID.fullmatch(member.filename)
        if found is None:
            continue
        name = found[1]
        if reason := haul.too_much(member.file_size):
            haul.leave(name, reason)
            continue
        data = archive.read(member)
        if picture(data) or DOCUMENT.search(name):
            haul.take(name, data)
        else:
            haul.leave(name, UNSEEN)
    return haul
