"""What mutants are made of: the documents of a folder, and files that hold or enclose such, invented here."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    Files = list[tuple[str, bytes]]

NO_DOCUMENTS = {".py", ".json", ".jsonl", ".toml"}
OFTEN = {".pdf": 6, ".docx": 6, ".xlsx": 5, ".html": 4, ".odt": 4, ".eml": 3, ".zip": 2, ".rtf": 2}
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ODT = (
    f'<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0"><office:body>'
    "<office:text><text:h>The list</text:h><text:p>Twelve <text:span>dockers</text:span> were held.</text:p>"
    "</office:text></office:body></office:document-content>"
)
RTF = (
    rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Times;}}{\*\generator x;}\pard\plain\fs24 Twelve \b dockers\b0  "
    rb"were \'e4\'e5\u1088?{\pict\pngblip 00ff}\par{\field{\*\fldinst HYPERLINK x}{\fldrslt held}}.\par}"
)


def seeds(folder: Path, more: Files | None = None) -> Files:
    """Give name and bytes of documents of every format, those with more structure more often."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in NO_DOCUMENTS]
    found = [(path.name, path.read_bytes()) for path in paths] + (more or [])
    mail = letter(found[:3])
    inner = ("inner.zip", zipped(found[3:5]))
    found += [
        ("letter.eml", mail),
        (
            "letters.mbox",
            b"From ines Tue Mar 14 10:00:00 2017\n" + mail + b"\nFrom ines Wed Mar 15 10:00:00 2017\n" + mail,
        ),
        ("letters.zip", zipped([*found[:3], inner, ("letter.eml", mail)])),
        (
            "letter.odt",
            zipped([("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", ODT.encode())]),
        ),
        ("letter.rtf", RTF),
    ]
    return [(name, data) for name, data in found for _ in range(OFTEN.get("." + name.rpartition(".")[2], 1))]


def letter(attached: Files) -> bytes:
    """Give a mail in plain text and HTML with attachments, the same at every run."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ines@ombrin.example", "desk@ombrin.example", "Список: the list"
    mail["Date"], mail["Message-ID"] = "Tue, 14 Mar 2017 10:00:00 +0300", "<1@ombrin.example>"
    mail.set_content("The list that we spoke of.\n> Twelve dockers were held.\n")
    mail.add_alternative("<p>The list that we <b>spoke</b> of.</p>", subtype="html")
    for name, data in attached:
        mail.add_attachment(data[:20_000], maintype="application", subtype="octet-stream", filename=name)
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=khronika={number}=")
    return mail.as_bytes()


def zipped(members: Files) -> bytes:
    """Give an archive of these files, without a date."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()
