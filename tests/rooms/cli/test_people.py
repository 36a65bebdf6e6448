"""The commands of who is who, as a person and as a program reads them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from khronika.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LETTERS = {
    "one.txt": "Tomas Verrel was arrested on 2 May 2015. Anton Kessel was arrested on 3 May 2015.",
    "two.txt": "Vera Kolm, 34, was arrested on 4 May 2015. Tomas Verrel was released on 5 May 2015.",
}


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Run a command on a chronicle with two letters; gives what it says, as JSON where it was asked for that."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letters").mkdir()
    for name, text in LETTERS.items():
        (tmp_path / "letters" / name).write_text(f"Letter\n\n6 May 2015\n\n{text}\n", encoding="utf-8")
    assert main(["run", "letters", "--chronicle", "m.chronicle"]) == 0
    capfd.readouterr()

    def run(command: str, *words: str, code: int = 0) -> Any:  # noqa: ANN401
        assert main([command, "m.chronicle", *words]) == code
        said = capfd.readouterr()
        return json.loads(said.out) if "--json" in words else said.out + said.err

    return run


def test_a_judgement_is_told_with_what_it_changed_and_can_be_taken_back(call: Callable[..., Any]) -> None:
    (claim, *_) = call("claims", "--json")
    words = ("Tomas Verrel", "Anton Kessel", "--why", "exile", "--by", "Ada", "--claim", claim["id"][:12])
    same = call("same", *words, "--json")
    assert (same["verdict"], same["by"], same["why"], same["state"]) == ("same", "person:Ada", "exile", "stands")
    assert same["claims"] == [claim["id"]]
    ((joined),) = same["changed"]["joined"]
    assert joined["into"] in joined["from"]
    told = call("withdraw", same["id"][:8], "--why", "another man", "--by", "Ben")
    assert told.startswith("Withdrawn: judgement")
    (row,) = call("people", "--judgements", "--json")
    assert (row["state"], row["withdrawn"]["by"], row["withdrawn"]["why"]) == ("withdrawn", "Ben", "another man")
    assert "withdrawn by Ben" in call("people", "--judgements")


def test_one_person_is_shown_with_every_spelling_claim_and_judgement(call: Callable[..., Any]) -> None:
    call("same", "Tomas Verrel", "Anton Kessel", "--why", "exile", "--by", "Ada")
    call("apart", "Tomas Verrel", "Anton Kessel", "--why", "seen together", "--by", "Ben")
    for named in ("Tomas Verrel", call("people", "--name", "Tomas Verrel", "--json")["addresses"][-1][:10]):
        shown = call("people", "--name", named, "--json")
        assert {(row["spelled"], row["file"]) for row in shown["spellings"]} == {
            ("Tomas Verrel", "one.txt"),
            ("Tomas Verrel", "two.txt"),
        }
        assert {row["address"] for row in shown["spellings"]} == set(shown["addresses"])
        assert [row["state"] for row in shown["judgements"]] == ["disputed", "disputed"]
        assert shown["disagreements"] == [row["id"] for row in shown["judgements"]]
    said = call("people", "--name", "Tomas Verrel")
    assert all(words in said for words in ("exile", "seen together", "Ada", "Ben", "somebody else says otherwise"))
    vera = call("people", "--name", "Vera Kolm", "--json")
    assert ("age", "34") in [(row["aspect"], row["value"]) for row in vera["traits"] if row["claims"]]


def test_doubts_are_listed_with_their_reason(call: Callable[..., Any]) -> None:
    call("unsure", "Tomas Verrel", "Vera Kolm", "--why", "a blurred photograph")
    (row,) = call("people", "--doubts", "--json")
    assert "a blurred photograph" in row["reason"]
    assert set(row["names"]) == {"Tomas Verrel", "Vera Kolm"}
    assert "a blurred photograph" in call("people", "--doubts")
    assert call("people", "--doubts", "--kind", "place", "--json") == []


def test_a_past_state_is_shown_and_a_wrong_call_is_a_sentence(call: Callable[..., Any]) -> None:
    same = call("same", "Tomas Verrel", "Anton Kessel", "--why", "exile", "--json")
    assert len(call("people", "--json")) == 2
    assert len(call("people", "--as-of", str(same["seq"] - 1), "--json")) == 3
    assert "give a day such as" in call("people", "--as-of", "then", code=2)
    assert "choose one of" in call("people", "--doubts", "--judgements", code=2)
    assert "Nobody here is written" in call("people", "--name", "Nobody", code=2)
    assert "No judgement of who is who begins" in call("withdraw", "ffff", "--why", "x", code=2)


def test_a_name_is_found_whatever_its_capitals(call: Callable[..., Any]) -> None:
    assert call("people", "--name", "tomas verrel").startswith("Tomas Verrel, person")


def test_events_are_listed_with_the_claims_under_them(call: Callable[..., Any], tmp_path: Path) -> None:
    told = "On 2 May 2015, police shot at workers in Karad. Six workers were killed in Karad on 2 May 2015."
    (tmp_path / "letters" / "three.txt").write_text(f"Report\n\n6 May 2015\n\n{told}\n", encoding="utf-8")
    assert main(["run", "letters", "--chronicle", "m.chronicle"]) == 0
    call("documents")
    (event,) = call("people", "--kind", "event", "--json")
    assert event["place"] == "Karad"
    assert event["claims"] > 1
    assert "1 event" in call("people", "--kind", "event")
