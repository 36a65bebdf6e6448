"""Old Office files where a person names LibreOffice: converted in namespaces of their own, and then read like any."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from khronika.reading import isolation_level, open_up, read
from khronika.reading.isolation import level_of
from khronika.vocabulary.documents import Isolation, MarkKind, Revision, Unread

EXAMPLES = Path(__file__).parents[3] / "examples" / "port-ombrin"
SOFFICE = shutil.which("soffice")
installed = pytest.mark.skipif(
    SOFFICE is None or level_of(isolation_level()) is not Isolation.STRICT,
    reason="LibreOffice (soffice) is not installed here, or bubblewrap does not hold",
)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with old Office files, made of the examples by LibreOffice itself."""
    folder = tmp_path_factory.mktemp("old")
    for name, ending in (("joint-letter.docx", "doc"), ("hospital-register.xlsx", "xls")):
        made = [f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending]
        subprocess.run(
            [str(SOFFICE), *made, "--outdir", str(folder), str(EXAMPLES / name)],
            check=True,
            capture_output=True,
            timeout=120,
        )
    return folder


@installed
@pytest.mark.parametrize(
    ("name", "like", "engine"),
    [
        ("joint-letter.doc", "joint-letter.docx", "khronika-docx/"),
        ("hospital-register.xls", "hospital-register.xlsx", "openpyxl/"),
    ],
)
def test_an_old_file_says_what_the_new_one_says(
    old: Path, monkeypatch: pytest.MonkeyPatch, name: str, like: str, engine: str
) -> None:
    assert isinstance(read(old / name, name, "0" * 64), Unread), "nobody named a program"
    monkeypatch.setenv("KHRONIKA_LIBREOFFICE", str(SOFFICE))
    found = read(old / name, name, "0" * 64)
    new = read(EXAMPLES / like, like, "0" * 64)
    assert isinstance(found, Revision), found
    assert isinstance(new, Revision)
    assert found.text.split() == new.text.split()
    assert len(found.marked(MarkKind.CELL)) == len(new.marked(MarkKind.CELL))
    converted, _, read_by = found.engine.partition(" > ")
    assert converted.startswith("libreoffice/")
    assert converted[len("libreoffice/")].isdigit()
    assert read_by.startswith(engine)
    assert found.isolation == f"rlimits+bubblewrap > {isolation_level()}"
    assert found.partial == ()


@installed
def test_a_damaged_old_file_is_refused_with_the_way_out(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHRONIKA_LIBREOFFICE", str(SOFFICE))
    data = (old / "joint-letter.doc").read_bytes()
    (old / "cut.doc").write_bytes(data[:1500] + data[-3000:])
    found = open_up(old / "cut.doc", "cut.doc", "0" * 64).outcome
    if isinstance(found, Unread):
        assert "save it as DOCX" in found.reason or "damaged" in found.reason or "no text" in found.reason
    assert not (old / "joint-letter.docx").exists(), "nothing of it is written beside it"
