"""What mutants are made of: the documents of a folder, and files that hold or enclose such, invented here."""

from __future__ import annotations

import gzip
import io
import runpy
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Files = list[tuple[str, bytes]]

NO_DOCUMENTS = {".py", ".json", ".jsonl", ".toml"}
FORMS = runpy.run_path(str(Path(__file__).parents[1] / "forms.py"))
COMPOUND = runpy.run_path(str(Path(__file__).parents[1] / "compound.py"))
OFTEN = {".pdf": 6, ".docx": 6, ".xlsx": 5, ".html": 4, ".odt": 4, ".eml": 3, ".msg": 3, ".ods": 2, ".gz": 2}
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ODT = (
    f'<office:document-content xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0"><office:body>'
    "<office:text><text:h>The list</text:h><text:p>Twelve <text:span>dockers</text:span> were held.</text:p>"
    "</office:text></office:body></office:document-content>"
)
ODS = ODT.replace("<office:text>", "<office:spreadsheet>").replace("</office:text>", "</office:spreadsheet>")
DOCX = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    b"The list</w:t></w:r></w:p></w:body></w:document>"
)
TABLE = (
    '<t:table t:name="Held"><t:table-row><t:table-cell t:number-columns-repeated="2"><text:p>Ana Kor</text:p>'
    '</t:table-cell><t:table-cell/></t:table-row><t:table-row t:number-rows-repeated="3"/></t:table>'
)
SAVED = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://ombrin.example/list\r\nSubject: The list\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="=page="\r\n\r\n--=page=\r\n'
    b'Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p class=3D"a">'
    b"Twelve dockers were held.</p></body></html>\r\n--=page=\r\nContent-Type: image/png\r\n"
    b"Content-Transfer-Encoding: base64\r\nContent-Location: https://ombrin.example/a.png\r\n\r\niVBORw==\r\n--=page=--\r\n"
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
        ("form.pdf", FORMS["form"]()),
        ("photographs.docx", zipped([("word/document.xml", DOCX), ("word/media/image1.png", b"\x89PNG\r\n\x1a\n...")])),
        ("letter.rtf", RTF),
        (
            "held.ods",
            zipped([("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", sheet())]),
        ),
        ("letter.msg", outlook_mail(found[:2])),
        ("page.mhtml", SAVED),
        ("letters.tar.gz", tarred([*found[:3], ("letter.eml", mail)])),
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


def sheet() -> bytes:
    """Give the content of a spreadsheet with repeated cells and rows."""
    table = TABLE.replace("<t:table ", f'<t:table xmlns:t="{OFFICE}:table:1.0" ', 1)
    return ODS.replace("<text:h>The list</text:h>", table).encode()


def outlook_mail(attached: Files) -> bytes:
    """Give a mail of Outlook's with attachments, one of them a mail again."""
    outlook = COMPOUND["outlook"]
    fields = {
        0x37: "The list",
        0x1000: "Twelve dockers were held.",
        0x0C1A: "Ines",
        0x1013: b"<p>Twelve were held.</p>",
    }
    files = {
        f"__attach_version1.0_#{number:08X}": outlook({0x3707: name, 0x3701: data[:20_000]}, top=False)
        for number, (name, data) in enumerate(attached)
    }
    message = {"__substg1.0_3701000D": outlook(fields, top=False)}
    files[f"__attach_version1.0_#{len(files):08X}"] = outlook({0x3001: "inner"}, message, top=False)
    return bytes(COMPOUND["compound"](outlook(fields, files)))


def tarred(members: Files) -> bytes:
    """Give a packed archive of these files, without a date."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, data in members:
            told = tarfile.TarInfo(name)
            told.size = len(data)
            archive.addfile(told, io.BytesIO(data))
    return gzip.compress(file.getvalue(), mtime=0)


def zipped(members: Files) -> bytes:
    """Give an archive of these files, without a date."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return file.getvalue()
