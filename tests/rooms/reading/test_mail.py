"""Mails: head, words and enclosed files, whatever charset and transfer encoding the sender's program chose."""

from __future__ import annotations

import base64
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from khronika.reading import Opened, open_up
from khronika.vocabulary.documents import MarkKind, Revision

if TYPE_CHECKING:
    from pathlib import Path

HEAD = (
    b"From: Mira Holt <mira@example.org>\r\nTo: Office of Korm <office@example.net>\r\n"
    b"Date: Mon, 3 May 2021 23:30:00 -0700\r\n"
)
LETTER = "Полиция задержала 14 человек в Корме."
PERSIAN = "پلیس چهارده نفر را بازداشت کرد"


def opened(folder: Path, data: bytes, name: str = "mail.eml") -> Opened:
    file = folder / "original"
    file.write_bytes(data)
    return open_up(file, name, "0" * 64)


def read(folder: Path, data: bytes, name: str = "mail.eml") -> Revision:
    outcome = opened(folder, data, name).outcome
    assert isinstance(outcome, Revision), outcome
    return outcome


def marked(found: Revision, kind: MarkKind) -> list[str]:
    return [found.text[mark.start : mark.end] for mark in found.marked(kind)]


def enclosed(found: Opened) -> dict[str, bytes]:
    return {each.path: bytes(each.data) for each in found.enclosed}


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in ({"From": "Mira Holt <mira@example.org>", "Subject": "List"} | headers).items():
        message[name.replace("_", "-")] = value
    return message


def test_the_head_is_furniture_and_says_who_wrote_to_whom_and_when(tmp_path: Path) -> None:
    received = b"Received: from a.example.org by b.example.net;\r\n\tMon, 3 May 2021 23:30:01 -0700\r\n"
    found = read(
        tmp_path, received * 2 + HEAD + b"Subject: The arrests\r\nMessage-ID: <1@x>\r\n\r\n14 people were held.\r\n"
    )
    assert marked(found, MarkKind.AUTHOR) == ["Mira Holt"]
    assert marked(found, MarkKind.ADDRESSEE) == ["Office of Korm"]
    assert [mark.value for mark in found.marked(MarkKind.DATED)] == ["2021-05-03"]
    assert marked(found, MarkKind.HEADING) == ["Subject: The arrests"]
    assert marked(found, MarkKind.PARAGRAPH) == ["14 people were held."]
    line = "Received: from a.example.org by b.example.net; Mon, 3 May 2021 23:30:01 -0700"
    assert marked(found, MarkKind.FURNITURE)[-2:] == [line, line]
    assert found.engine.startswith("khronika-mail/1")


@pytest.mark.parametrize(
    ("charset", "words"),
    [("koi8-r", LETTER), ("windows-1251", LETTER), ("utf-8", LETTER), ("windows-1256", PERSIAN.replace("ی", "ي"))],
)
@pytest.mark.parametrize("way", ["8bit", "base64", "quoted-printable"])
def test_words_in_any_charset(tmp_path: Path, charset: str, words: str, way: str) -> None:
    import quopri

    data = words.encode(charset)
    body = {"8bit": data, "base64": base64.encodebytes(data), "quoted-printable": quopri.encodestring(data)}[way]
    kind = f'Content-Type: text/plain; charset="{charset}"\r\nContent-Transfer-Encoding: {way}\r\n\r\n'
    assert words in read(tmp_path, HEAD + kind.encode() + body).text


def test_headers_in_any_charset(tmp_path: Path) -> None:
    word = base64.b64encode("Список".encode("koi8-r")).decode()
    raw = "Список".encode("cp1251")
    head = f"From: =?koi8-r?B?{word}?= <a@b.c>\nSubject: =?utf-8?Q?=D0=A1=D0?=\n =?utf-8?Q?=BF?= x\nTo: ".encode()
    found = read(tmp_path, head + raw + b"\nX-Broken: =?nonsense?B?!!?=\n\nWords.\n")
    assert "From: Список <a@b.c>" in found.text
    assert "Subject: Сп x" in found.text, "a letter may be cut in two by the fold of a header"
    assert "To: Список" in found.text


def test_a_mail_that_lies_about_its_charset_is_read_all_the_same(tmp_path: Path) -> None:
    kind = b"Content-Type: text/plain; charset=us-ascii\n\n"
    assert LETTER in read(tmp_path, HEAD.replace(b"\r\n", b"\n") + kind + LETTER.encode()).text
    unknown = kind.replace(b"us-ascii", b"x-unknown")
    assert LETTER in read(tmp_path, HEAD.replace(b"\r\n", b"\n") + unknown + LETTER.encode("cp1251")).text


def test_the_plain_version_is_read_and_an_html_one_that_says_the_same_is_none_of_its_own(tmp_path: Path) -> None:
    message = mail()
    message.set_content("At least 14 people died.")
    message.add_alternative("<html><body><p>At least <b>14</b> people died.</p></body></html>", subtype="html")
    found = opened(tmp_path, message.as_bytes())
    assert isinstance(found.outcome, Revision)
    assert found.outcome.text.count("14") == 1
    assert found.enclosed == ()


def test_an_html_version_that_says_more_is_read_as_words_of_the_mail(tmp_path: Path) -> None:
    """A file of its own would have neither the author nor the date of the mail."""
    message = mail()
    message.set_content("Your program shows no HTML.")
    message.add_alternative("<html><body><p>At least 14 people died in Korm.</p></body></html>", subtype="html")
    found = opened(tmp_path, message.as_bytes())
    assert isinstance(found.outcome, Revision)
    assert "Your program shows no HTML." in found.outcome.text
    assert "At least 14 people died in Korm." in found.outcome.text
    assert found.enclosed == ()
    assert any("both were read" in sentence for sentence in found.outcome.partial)


def test_a_plain_version_that_stands_in_the_html_one_is_not_read_twice(tmp_path: Path) -> None:
    message = mail()
    message.set_content("At least 14 people died.")
    page = "<html><body><p>At least 14 people died.</p><p>Nine others were detained on Monday.</p></body></html>"
    message.add_alternative(page, subtype="html")
    found = opened(tmp_path, message.as_bytes())
    assert isinstance(found.outcome, Revision)
    assert found.outcome.text.count("14") == 1
    assert "Nine others" in found.outcome.text
    assert found.outcome.partial == ()


def test_a_mail_in_html_alone_is_read_like_a_page(tmp_path: Path) -> None:
    message = mail()
    message.set_content(
        "<html><body><p>We saw it.</p><table><tr><th>Name</th><th>Age</th></tr>"
        "<tr><td>Ana</td><td>34</td></tr></table></body></html>",
        subtype="html",
    )
    found = read(tmp_path, message.as_bytes())
    assert "We saw it." in marked(found, MarkKind.PARAGRAPH)
    assert "34" in marked(found, MarkKind.CELL)


def test_attachments_come_out_byte_by_byte(tmp_path: Path) -> None:
    inner = mail(Subject="Inner")
    inner.set_content("inner words")
    message = mail()
    message.set_content("See the files.")
    message.add_attachment(bytes(range(256)), maintype="application", subtype="octet-stream", filename="список.bin")
    message.add_attachment("name;age\nAna;34\n", subtype="csv", filename="list.csv")
    message.add_attachment(inner)
    message.get_payload()[-1].set_param("name", "forwarded.eml")
    found = opened(tmp_path, message.as_bytes())
    files = enclosed(found)
    assert list(files) == ["список.bin", "list.csv", "forwarded.eml"]
    assert files["список.bin"] == bytes(range(256))
    assert files["forwarded.eml"].rstrip() == inner.as_bytes().rstrip()
    assert isinstance(found.outcome, Revision)
    assert marked(found.outcome, MarkKind.FURNITURE)[-3:] == list(files)
    assert "inner words" not in found.outcome.text


@pytest.mark.parametrize(
    "header",
    [
        b'filename="' + "список.csv".encode("cp1251") + b'"',
        b'filename="' + "список.csv".encode() + b'"',
        b'filename="=?koi8-r?B?' + base64.b64encode("список.csv".encode("koi8-r")) + b'?="',
        b"filename*0*=utf-8''%D1%81%D0%BF; filename*1*=%D0%B8%D1%81%D0%BE%D0%BA.csv",
    ],
)
def test_names_of_attachments_however_they_are_written(tmp_path: Path, header: bytes) -> None:
    body = b"--b\r\nContent-Disposition: attachment;\r\n " + header + b"\r\n\r\nname;age\r\n--b--\r\n"
    found = opened(tmp_path, HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + body)
    assert list(enclosed(found)) == ["список.csv"]


def test_what_is_not_taken_out_is_listed_with_its_reason(tmp_path: Path) -> None:
    message = mail()
    message.set_content("See the files.")
    message.add_attachment(b"x" * 9, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    message.add_attachment(b"x" * 9, maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    message.add_attachment(b"", maintype="image", subtype="png", filename="list.png")
    found = opened(tmp_path, message.as_bytes())
    reasons = {each.path: each.reason for each in found.left_out}
    assert "Outlook's own" in reasons["winmail.dat"]
    assert "digital signature" in reasons["smime.p7s"]
    assert "empty" in reasons["list.png"]
    assert isinstance(found.outcome, Revision)
    assert len(found.outcome.partial) == 3


def test_an_encrypted_mail_says_so(tmp_path: Path) -> None:
    body = b"--b\n\nVersion: 1\n--b\nContent-Type: application/octet-stream; name=x.asc\n\nSECRET\n--b--\n"
    found = opened(tmp_path, HEAD + b'Content-Type: multipart/encrypted; boundary="b"\r\n\r\n' + body)
    assert [each.reason for each in found.left_out] == ["is encrypted; ask the sender for a decrypted copy"]


def test_a_mail_cut_off_keeps_what_came(tmp_path: Path) -> None:
    message = mail()
    message.set_content("The first part.")
    message.add_attachment(b"A list of 14 names. " * 40, maintype="text", subtype="plain", filename="list.txt")
    data = message.as_bytes()
    found = opened(tmp_path, data[: len(data) - 300])
    assert b"A list of 14 names." in enclosed(found)["list.txt"]


def test_a_missing_boundary_leaves_a_text(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + b"Content-Type: multipart/mixed; boundary=nowhere\r\n\r\n14 people were held.\r\n")
    assert "14 people were held." in found.text


def test_a_letter_with_a_memo_s_head_stays_a_text(tmp_path: Path) -> None:
    found = read(tmp_path, b"To: The Minister\nFrom: The Union\nDate: 3 May\n\nWe demand an answer.\n", "memo.txt")
    assert found.engine.startswith("khronika-text/")


@pytest.mark.parametrize("line", [b"From mira@example.org\r\n", b">From mira@example.org\n", b"From ???@???\n"])
def test_a_mail_with_a_mailbox_s_line_before_it(tmp_path: Path, line: bytes) -> None:
    data = line + b"From: Mira Holt <mira@example.org>\r\nMIME-Version: 1.0\r\nSubject: Korm\r\n\r\n14 died.\r\n"
    found = read(tmp_path, data)
    assert marked(found, MarkKind.AUTHOR) == ["Mira Holt"]
    assert found.partial == ()


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("Ana Kor [mailto:ana@example.org]", "Ana Kor"),
        ('"Kor, Ana" <ana@example.org>', "Kor, Ana"),
        ("ana@example.org", "ana@example.org"),
        ("<ana@example.org>", "ana@example.org"),
        ("Анна Кор <ana@example.org> от имени союза", "Анна Кор"),
        ("O'Neil, Ana (office) <ana@example.org>", "O'Neil, Ana"),
    ],
)
def test_who_wrote_a_message_that_a_mail_brings_along_is_marked(tmp_path: Path, sender: str, name: str) -> None:
    message = mail()
    message.set_content(
        f"See below.\n\n-----Original Message-----\nFrom: {sender}\nSent: Monday\nSubject: List\n\nWords."
    )
    found = read(tmp_path, message.as_bytes())
    assert [found.text[mark.start : mark.end] for mark in found.marked(MarkKind.RELAYED)] == [name]


def test_a_line_that_only_begins_with_from_brings_no_message_along(tmp_path: Path) -> None:
    message = mail()
    message.set_content("From: the gate\nWe went home.\n\nTo: the hall\nFrom: the square\n")
    assert read(tmp_path, message.as_bytes()).marked(MarkKind.RELAYED) == ()


def test_the_address_before_wrote_is_no_part_of_the_text(tmp_path: Path) -> None:
    message = mail()
    message.set_content("On 3 May 2021, Ana Kor <ana@example.org> wrote:\n> Six people died.\n")
    found = read(tmp_path, message.as_bytes())
    assert "<ana@example.org>" in [found.text[m.start : m.end] for m in found.marked(MarkKind.FURNITURE)]
