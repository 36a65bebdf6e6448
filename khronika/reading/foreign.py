"""What is known by its first bytes and is not read here, and the way out for each."""

from __future__ import annotations

import re

ARCHIVE = "is an archive ({}); unpack it and add what is inside"
PICTURE = "is a picture ({}); save it as JPEG or PNG, and add that"
RECORDING = "is a recording of sound or pictures ({}); write down what is said and shown, and add that as a document"
DATABASE = "is a database ({}); export its tables as CSV or XLSX, and add those"
PROGRAM = "is a program; do not open it, and ask the sender what it is"
# Source: the formats' own specifications; most are listed in the IANA media types and in file(1)'s magic.
FIRST_BYTES = (
    (rb"7z\xbc\xaf", ARCHIVE.format("7-Zip")),
    (rb"Rar!", ARCHIVE.format("RAR")),
    (rb"MSCF\0\0\0\0", ARCHIVE.format("CAB")),
    (rb"\x28\xb5\x2f\xfd", ARCHIVE.format("Zstandard")),
    (rb"\x04\x22\x4d\x18", ARCHIVE.format("LZ4")),
    (rb"\x1f\x9d", ARCHIVE.format("compress")),
    (rb"LZIP\x01|\x5d\0\0.{2}[\0\xff]{5}", ARCHIVE.format("LZMA")),
    (rb"0707(?:0[12][0-9A-Fa-f]{104}|07[0-7]{70})", ARCHIVE.format("cpio")),
    (rb"..-l[hz][0-9ds]-", ARCHIVE.format("LHA")),
    (rb"!<arch>\n", ARCHIVE.format("ar")),
    (rb"\xed\xab\xee\xdb", ARCHIVE.format("RPM")),
    (rb".{4}ftyp(?:hei[cmsx]|hev[cmsx]|mif1|msf1)", PICTURE.format("HEIC, as phones take them")),
    (rb".{4}ftyp(?:avif|avis)", PICTURE.format("AVIF")),
    (rb"\0\0\0\x0cjP  \r\n\x87\n|\xff\x4f\xff\x51", PICTURE.format("JPEG 2000")),
    (rb"8BPS\0\x01", PICTURE.format("Photoshop")),
    (rb"\0\0[\x01\x02]\0[\x01-\x40]\0", PICTURE.format("icon")),
    (rb"\x01\0\0\0.{36} EMF|\xd7\xcd\xc6\x9a\0\0", PICTURE.format("Windows metafile")),
    (rb"DDS \x7c\0\0\0", PICTURE.format("DDS")),
    (rb"%!PS|\xc5\xd0\xd3\xc6", "is PostScript; convert it to PDF elsewhere, and add that"),
    (rb".{4}ftyp|\x1a\x45\xdf\xa3|\0\0\x01[\xba\xb3]|FLV\x01|RIFF.{4}AVI ", RECORDING.format("video")),
    (rb"ID3[\2-\4]|OggS\0|fLaC\0|#!AMR|\x02?#!SILK|RIFF.{4}WAVE|\xff[\xf1-\xf3\xf9\xfb]", RECORDING.format("sound")),
    (rb"!BDN", "is a whole mailbox of Outlook's (PST); export its mails as EML, MSG or MBOX, and add those"),
    (rb"\0\x01\0\0Standard (?:Jet|ACE) DB\0", DATABASE.format("Access")),
    (rb"SQLite format 3\0", DATABASE.format("SQLite")),
    (rb"\x78\x9f\x3e\x22", "is a packet of Outlook's own (winmail.dat); ask the sender to send the files as they are"),
    (rb"BEGIN:VCARD", "is an address book (vCard); if it is evidence, save it elsewhere as CSV or PDF and add that"),
    (rb"BEGIN:VCALENDAR", "is a calendar (iCalendar); if it is evidence, save it elsewhere as PDF and add that"),
    (rb"\x7fELF|MZ\x90|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe", PROGRAM),
)
KNOWN = tuple((re.compile(first, re.DOTALL), what) for first, what in FIRST_BYTES)


def known(data: bytes) -> str | None:
    """Say what a file of a format that is not read here is, and what to do, as the end of a sentence."""
    return next((what for first, what in KNOWN if first.match(data)), None)
