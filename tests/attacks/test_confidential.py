"""Nothing of a confidential document leaves: no name, no word, no figure, on no way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika.cli import main

if TYPE_CHECKING:
    from pathlib import Path

SECRETS = ("quillmark", "Edda Marrow", "Brisefer", "8431")
NOTE = "Interview with Edda Marrow\n\n3 March 2014\n\nEdda Marrow said that 8431 people were detained in Brisefer.\n"
OPEN = "Report\n\n5 March 2014\n\nThe ministry said that 12 people were detained in Ombrin on 3 March 2014.\n"


@pytest.fixture
def chronicle(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "open").mkdir()
    (tmp_path / "closed").mkdir()
    (tmp_path / "open/report.txt").write_text(OPEN, encoding="utf-8")
    (tmp_path / "closed/quillmark.txt").write_text(NOTE, encoding="utf-8")
    (tmp_path / "closed/.quillmark").write_text("x", encoding="utf-8")
    (tmp_path / "closed/quillmark-broken.pdf").write_bytes(b"%PDF-1.7 quillmark")
    home = tmp_path / "ombrin.chronicle"
    assert main(["run", str(tmp_path / "closed"), "--chronicle", str(home), "--sensitivity", "confidential"]) == 0
    assert main(["run", str(tmp_path / "open"), "--chronicle", str(home)]) == 0
    said = capfd.readouterr()
    assert leaks(said.out + said.err) == []
    assert "cannot be read" in said.out
    return home


def leaks(words: str) -> list[str]:
    return [secret for secret in SECRETS if secret.casefold() in words.casefold()]


@pytest.mark.parametrize(
    "call",
    [["documents"], ["claims"], ["people"], ["accounts"], ["search", "Marrow"], ["search", "detained"], ["read"]],
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_no_list_shows_it(chronicle: Path, call: list[str], form: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    if call == ["read"] and form:
        pytest.skip("read lists nothing, so it has no --json")
    assert main([call[0], str(chronicle), *call[1:], *form]) == 0
    said = capfd.readouterr()
    assert leaks(said.out + said.err) == []


def test_no_file_shows_it(chronicle: Path, tmp_path: Path) -> None:
    outs = [tmp_path / name for name in ("claims.jsonl", "people.json", "accounts.json")]
    options = [word for out in outs for word in (f"--{out.stem}", str(out))]
    assert main(["export", str(chronicle), *options]) == 0
    for out in [*outs, chronicle / "dossier.html", chronicle / "README.txt"]:
        assert leaks(out.read_text(encoding="utf-8")) == []
    assert "report.txt" in (tmp_path / "claims.jsonl").read_text(encoding="utf-8")


def test_who_asks_for_it_sees_it(chronicle: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", str(chronicle), "--confidential"]) == 0
    assert "quillmark.txt" in capfd.readouterr().out


def test_no_name_in_the_folder_shows_it(chronicle: Path) -> None:
    assert leaks(" ".join(each.name for each in chronicle.rglob("*"))) == []
