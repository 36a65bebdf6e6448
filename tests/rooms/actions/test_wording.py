"""Words of one's own: a list in the chronicle changes what is proposed, and taking it away takes that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from khronika import actions
from khronika.cli.commands import khronika
from khronika.errors import UsageError
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.judgements import Judging

if TYPE_CHECKING:
    from pathlib import Path

SKITTLED = '[[entry]]\nlemmas = ["skittle"]\npeople = ["patient"]\nquantity = "injured"\n'


@pytest.fixture
def matter(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text(
        "The harbour cars skittled 41 dockers on 6 May 2014.\n\nPolice detained nine dockers.\n", encoding="utf-8"
    )
    return folder


def proposed(home: Path) -> list[tuple[str, int | None]]:
    with actions.open_chronicle(home, by="ana") as chronicle:
        list(actions.propose_claims(chronicle))
        claims = actions.claims_now(chronicle)
    return [(claim.body.quantity, claim.body.low) for claim in claims if isinstance(claim.body, Count)]


def begun(home: Path, folder: Path) -> None:
    with actions.new(home, by="ana") as chronicle:
        list(actions.intake(chronicle, [folder]))
        list(actions.read_documents(chronicle))


def put(home: Path, file: str, text: str) -> None:
    (home / "words").mkdir(exist_ok=True)
    (home / "words" / file).write_text(text, encoding="utf-8")


def test_a_new_word_supersedes_what_was_proposed_and_taking_it_away_restores_it(tmp_path: Path, matter: Path) -> None:
    home = tmp_path / "case.chronicle"
    begun(home, matter)
    before = proposed(home)
    assert ("detained", 9) in before
    assert ("injured", 41) not in before
    put(home, "lexicon.toml", SKITTLED)
    assert set(proposed(home)) >= {("injured", 41), ("detained", 9)}
    (home / "words" / "lexicon.toml").unlink()
    assert proposed(home) == before
    put(home, "lexicon.toml", SKITTLED)
    assert ("injured", 41) in proposed(home)
    with actions.open_chronicle(home) as chronicle:
        assert actions.verify(chronicle)[1] == []


def test_the_same_words_are_not_read_twice_and_each_claim_names_them(tmp_path: Path, matter: Path) -> None:
    home = tmp_path / "case.chronicle"
    begun(home, matter)
    put(home, "lexicon.toml", SKITTLED)
    with actions.open_chronicle(home, by="ana") as chronicle:
        assert len(list(actions.propose_claims(chronicle))) == 1
        put(home, "lexicon.toml", f"# the same words, with a remark\n{SKITTLED}")
        assert list(actions.propose_claims(chronicle)) == []
        methods = {claim.method for claim in actions.claims_now(chronicle)}
    assert len(methods) == 1
    assert "-words-" in methods.pop()


def test_what_a_person_accepted_survives_the_word_that_proposed_it(tmp_path: Path, matter: Path) -> None:
    home = tmp_path / "case.chronicle"
    begun(home, matter)
    put(home, "lexicon.toml", SKITTLED)
    proposed(home)
    with actions.open_chronicle(home, by="ana") as chronicle:
        found = next(c for c in actions.claims_now(chronicle) if isinstance(c.body, Count) and c.body.low == 41)
        actions.judge(chronicle, found.id, Judging.ACCEPT, why="checked")
    (home / "words" / "lexicon.toml").unlink()
    assert ("injured", 41) in proposed(home)


def test_a_fault_is_told_and_costs_nothing_else(tmp_path: Path, matter: Path) -> None:
    home = tmp_path / "case.chronicle"
    begun(home, matter)
    put(home, "lexicon.toml", f'{SKITTLED}[[entry]]\nlemmas = ["zap"]\npeople = ["patient"]\nquantitiy = "killed"\n')
    put(home, "roles.toml", "[either\n")
    (home / "words" / "titles.toml").write_bytes(b"\xff\xfe\x00")
    assert ("injured", 41) in proposed(home)
    told = CliRunner().invoke(khronika, ["read", str(home)])
    assert "words/lexicon.toml, entry 2: the key 'quantitiy' is unknown; did you mean 'quantity'?" in told.output
    assert "words/roles.toml is not used: it is no valid TOML" in told.output
    assert "words/titles.toml is not used: it is not written in UTF-8" in told.output


def test_a_sentence_can_be_explained_with_words_of_a_folder(tmp_path: Path) -> None:
    sentence = "The harbour cars skittled 41 dockers."
    put(tmp_path, "lexicon.toml", SKITTLED)
    plain = CliRunner().invoke(khronika, ["explain", sentence])
    told = CliRunner().invoke(khronika, ["explain", sentence, "--words", str(tmp_path / "words")])
    assert "quantity injured" not in plain.output
    assert "quantity injured" in told.output
    missing = CliRunner().invoke(khronika, ["explain", sentence, "--words", str(tmp_path / "none")])
    assert missing.exit_code != 0
    with pytest.raises(UsageError, match="There is no folder"):
        actions.words_in(tmp_path / "none")
