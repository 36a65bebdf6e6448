"""A chronicle beside a gold, beside what people judged, and two people beside each other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from khronika import actions, pipeline
from khronika.cli import main
from khronika.errors import UsageError
from khronika.vocabulary.bodies import Count
from khronika.vocabulary.claims import Kind
from khronika.vocabulary.documents import Sensitivity
from khronika.vocabulary.judgements import Judging

if TYPE_CHECKING:
    from pathlib import Path

    from khronika.vocabulary.claims import Claim


def row(identity: str, file: str, text: str, words: str, low: int) -> dict[str, Any]:
    start = text.index(words)
    return {
        "id": identity,
        "kind": "count",
        "file": file,
        "exact": words,
        "locator_start": start,
        "locator_end": start + len(words),
        "start": start,
        "end": start + len(words),
        "quantity": "detained",
        "group": "all",
        "low": low,
        "high": low,
        "qualifier": "exact",
        "origin": ["author"],
    }


@pytest.fixture
def gold(tmp_path: Path, folder: Path) -> Path:
    """A gold of the two letters; of the second it knows a figure that nobody can find."""
    first, second = ((folder / name).read_text(encoding="utf-8") for name in ("a/first.txt", "b/second.txt"))
    rows = [
        row("a", "first.txt", first, "14 people", 14),
        row("b", "second.txt", second, "11 people", 11),
        row("c", "second.txt", second, "6 May 2015", 6),
    ]
    home = tmp_path / "coded"
    (home / "texts").mkdir(parents=True)
    (home / "counts.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    for name, text in (("first.txt", first), ("second.txt", second)):
        (home / "texts" / name).write_text(text, encoding="utf-8")
    return home


def filled(chronicle: actions.Chronicle, folder: Path, sensitivity: Sensitivity = Sensitivity.INTERNAL) -> list[Claim]:
    """Take the letters in, read them and find their claims; give the figures."""
    for step in (actions.intake(chronicle, [folder], sensitivity=sensitivity), actions.read_documents(chronicle)):
        assert list(step)
    assert list(actions.propose_claims(chronicle))
    return [claim for claim in actions.claims_now(chronicle) if claim.kind is Kind.COUNT]


def test_the_claims_of_a_chronicle_are_held_against_a_gold(
    chronicle: actions.Chronicle, folder: Path, gold: Path
) -> None:
    filled(chronicle, folder)
    outcome = actions.evaluate(chronicle, gold)
    measure = outcome.evaluation.measures[Kind.COUNT]
    assert (measure.gold, measure.found) == (3, 2)
    assert measure.precision is not None
    assert measure.precision.value == 1
    assert outcome.absent == ()
    assert outcome.silence.reasons == {"date": 8}
    assert outcome.silence.share("date") == 1


def test_without_a_chronicle_the_texts_are_coded_now_and_nothing_is_kept(gold: Path) -> None:
    with pipeline.coded_now(gold) as opened:
        home = opened.folder
        outcome = actions.evaluate(opened, gold)
    assert outcome.evaluation.measures[Kind.COUNT].found == 2
    assert not home.exists()


def test_a_gold_of_other_documents_and_one_of_another_form_are_refused(
    chronicle: actions.Chronicle, folder: Path, gold: Path, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="No document of"):
        actions.evaluate(chronicle, gold)
    with pytest.raises(UsageError, match="holds no rows"):
        actions.evaluate(chronicle, folder)
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "counts.jsonl").write_text('{"id": "a"}\nno json\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"Line 2 of .*counts\.jsonl"):
        actions.evaluate(chronicle, tmp_path / "bad")


def test_nothing_confidential_is_measured_unless_asked_for(
    chronicle: actions.Chronicle, folder: Path, gold: Path
) -> None:
    filled(chronicle, folder, Sensitivity.CONFIDENTIAL)
    with pytest.raises(UsageError, match="No document of"):
        actions.evaluate(chronicle, gold)
    assert actions.evaluate(chronicle, gold, confidential=True).evaluation.measures[Kind.COUNT].found == 2


def test_what_people_judged_gives_the_precision_and_the_fields_that_were_corrected(
    chronicle: actions.Chronicle, folder: Path
) -> None:
    with pytest.raises(UsageError, match="Nobody has judged"):
        actions.review(chronicle)
    one, other = filled(chronicle, folder)
    actions.judge(chronicle, one.id, Judging.ACCEPT, why="as it stands there")
    better = actions.judge(chronicle, other.id, Judging.CORRECT, why="misread", patch='{"low": 12, "high": 12}')
    actions.judge(chronicle, better.id, Judging.CORRECT, why="students", patch='{"population": "students"}')
    found = actions.review(chronicle).judged
    counts = found.kinds[Kind.COUNT]
    assert (counts.accepted, counts.corrected, counts.rejected, counts.waiting) == (1, 1, 0, 0)
    assert (counts.right.value, counts.usable.value) == (0.5, 1)
    assert set(counts.fields) == {"low", "high", "population"}
    assert [new.body.low for _, new in found.corrections if isinstance(new.body, Count)] == [12]


def test_two_people_who_judge_alike_agree_and_who_differ_do_not(tmp_path: Path, folder: Path) -> None:
    home = tmp_path / "two.chronicle"
    with actions.new(home, by="Ines") as opened:
        one, other = filled(opened, folder)
        for claim in (one, other):
            actions.judge(opened, claim.id, Judging.ACCEPT, why="checked")
        with pytest.raises(UsageError, match="agreement needs two"):
            actions.agree(opened)
    with actions.open_chronicle(home, by="Ondra") as opened:
        actions.judge(opened, one.id, Judging.ACCEPT, why="checked")
        actions.judge(opened, other.id, Judging.CORRECT, why="misread", patch='{"low": 12, "high": 12}')
        agreed = actions.agree(opened)
    alphas = {(each.field, each.level.value): each.alpha for each in agreed.codings}
    assert agreed.people == ("Ines", "Ondra")
    assert alphas["verdict", "nominal"] == 0
    # Values 14 14 and 11 12: observed 2 of 4 pairs apart by 1, expected from all pairs of 14 14 11 12.
    assert alphas["low", "interval"] == pytest.approx(1 - 3 * 2 * 1 / (2 * (2 * 9 + 2 * 4 + 1)))
    assert alphas["quantity", "nominal"] is None


def test_two_who_coded_apart_are_paired_by_the_words(tmp_path: Path, folder: Path) -> None:
    for name, judged in (("one", 2), ("two", 1)):
        with actions.new(tmp_path / f"{name}.chronicle", by=name) as opened:
            for claim in filled(opened, folder)[:judged]:
                actions.judge(opened, claim.id, Judging.ACCEPT, why="checked")
    with (
        actions.open_chronicle(tmp_path / "one.chronicle") as one,
        actions.open_chronicle(tmp_path / "two.chronicle") as two,
    ):
        apart = actions.agree(one, two).apart[Kind.COUNT]
    assert (apart.both, apart.first_only, apart.second_only) == (1, 1, 0)
    assert apart.f1 == pytest.approx(2 / 3)


def test_the_command_prints_measures_reasons_and_the_page(
    gold: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "misses.html"
    assert main(["evaluate", "--gold", str(gold), "--page", str(page)]) == 0
    shown = capfd.readouterr().out
    assert "count  3     2       2      1.000" in shown
    assert "date                8        100.0%" in shown
    assert "draws of sentences" in shown
    written = page.read_text(encoding="utf-8")
    assert "<mark>6 May 2015</mark>" in written
    assert "missed" in written
    assert "http://" not in written


def test_the_command_gives_json_of_the_same(gold: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", "--gold", str(gold), "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert told["kinds"]["count"]["recall"]["value"] == pytest.approx(2 / 3)
    assert told["abstentions"] == {
        "figures": 2,
        "left_alone": 8,
        "reasons": [{"reason": "date", "number": 8, "share": 1.0}],
    }


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ([], "Name a chronicle, or a gold"),
        (["--coders", "--gold", "y"], "Name the chronicle in which people judged"),
        (["x.chronicle", "--coders", "--gold", "y"], "needs no gold"),
        (["x.chronicle", "--page", "p.html", "--confidential"], "never quotes confidential"),
    ],
)
def test_options_that_contradict_each_other_are_refused(
    call: list[str], sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", *call]) == 2
    assert sentence in capfd.readouterr().err


def test_the_page_of_judgements_shows_both_sides_and_hides_nothing_else(
    chronicle: actions.Chronicle, folder: Path, tmp_path: Path
) -> None:
    one, other = filled(chronicle, folder)
    actions.judge(chronicle, one.id, Judging.REJECT, why="another event")
    actions.judge(chronicle, other.id, Judging.CORRECT, why="misread", patch='{"low": 12, "high": 12}')
    page = tmp_path / "misses.html"
    actions.write_misses(actions.review(chronicle), page)
    written = page.read_text(encoding="utf-8")
    assert "rejected by a person" in written
    assert '<td data-th="As judged">12</td><td data-th="Proposed"><mark>11</mark></td>' in written
    dossier = actions.write_dossier(chronicle)
    with pytest.raises(UsageError, match="another file"):
        actions.write_misses(actions.review(chronicle), dossier)
