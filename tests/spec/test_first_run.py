"""The first run: a folder of letters goes in, a sourced record and a dossier come out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from khronika.cli import main

if TYPE_CHECKING:
    from pathlib import Path

UNION_LETTER = """\
Open letter of the Dockers' Union of Ombrin

12 March 2014

On 3 March 2014 police opened fire on striking dockers in Port Ombrin. At least 12 people were killed and 40 people
were injured. The Prosecutor's Office stated that nine people were killed.

On 10 April 2014 the City Court convicted Tomas Verrel and sentenced him to five years in prison.
"""
NEWSPAPER = """\
Harbour Gazette

20 March 2014

According to the Ministry of Health, 38 people were injured in Port Ombrin on 3 March 2014.
"""


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first") / "letters"
    folder.mkdir()
    (folder / "union-letter.txt").write_text(UNION_LETTER, encoding="utf-8")
    (folder / "gazette.txt").write_text(NEWSPAPER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def chronicle(letters: Path) -> Path:
    home = letters.parent / "ombrin.chronicle"
    assert main(["run", str(letters), "--chronicle", str(home), "--by", "Ines"]) == 0
    return home


def test_the_run_says_what_it_did_and_where_the_dossier_is(letters: Path, capfd: pytest.CaptureFixture[str]) -> None:
    home = letters.parent / "summary.chronicle"
    assert main(["run", str(letters), "--chronicle", str(home), "--by", "Ines"]) == 0
    said = capfd.readouterr().out
    assert f"Chronicle   {home} (new)" in said
    assert "Documents   2: 0 cannot be read, 0 passed over; this run took in 2, read 2, searched 2" in said
    assert f"Dossier     {home / 'dossier.html'}" in said


def test_the_dossier_shows_the_figures_with_their_words(chronicle: Path) -> None:
    page = (chronicle / "dossier.html").read_text(encoding="utf-8")
    assert "union-letter.txt" in page
    assert "at least 12" in page
    assert "opened fire on striking dockers" in page


def test_each_claim_stands_on_words_that_are_in_the_text(chronicle: Path, capfd: pytest.CaptureFixture[str]) -> None:
    exported = chronicle.parent / "claims.jsonl"
    assert main(["export", str(chronicle), "--claims", str(exported)]) == 0
    claims: list[dict[str, Any]] = [json.loads(line) for line in exported.read_text(encoding="utf-8").splitlines()]
    capfd.readouterr()
    assert claims
    for claim in claims:
        assert main(["text", str(chronicle), claim["file"]]) == 0
        passage = claim["passage"]
        assert capfd.readouterr().out[passage["start"] : passage["end"]] == passage["exact"]


def test_who_says_so_goes_along_with_the_figure(chronicle: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", str(chronicle), "--kind", "count", "--json"]) == 0
    counts = json.loads(capfd.readouterr().out)
    killed = [claim for claim in counts if claim["body"]["quantity"] == "killed"]
    assert {(claim["body"]["low"], claim["body"]["high"]) for claim in killed} == {(12, None), (9, 9)}
    [official] = [claim for claim in killed if claim["body"]["high"] == 9]
    assert "Prosecutor" in official["speakers"][0]["name"]


def test_a_correction_stands_beside_what_it_corrects(letters: Path, capfd: pytest.CaptureFixture[str]) -> None:
    home = letters.parent / "judged.chronicle"
    assert main(["run", str(letters), "--chronicle", str(home), "--by", "Ines"]) == 0
    capfd.readouterr()
    main(["claims", str(home), "--kind", "count", "--json"])
    [injured] = [claim for claim in json.loads(capfd.readouterr().out) if claim["body"]["low"] == 38]
    judged = main(
        [
            "judge",
            str(home),
            injured["id"][:10],
            "correct",
            "--by",
            "Ines",
            "--why",
            "misprint",
            "--with",
            '{"low": 36}',
        ]
    )
    assert judged == 0
    capfd.readouterr()
    main(["claims", str(home), "--kind", "count", "--json"])
    after = json.loads(capfd.readouterr().out)
    [correction] = [claim for claim in after if claim["method"] == "person:Ines"]
    assert correction["body"] | {"low": 38} == injured["body"]
    assert correction["passage"] == injured["passage"]
