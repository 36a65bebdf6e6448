"""Nobody finds out who is who among the protected: not by judging, not by listing, not by asking for the past."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from khronika import actions
from khronika.cli import main
from khronika.errors import UsageError
from khronika.ledger.views import extractions, linkings
from khronika.resolution import resolve
from khronika.vocabulary.documents import Sensitivity
from khronika.vocabulary.people import Entity, EntityKind, Link, Mention, Sameness

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "Interview\n\n4 May 2015\n\nAnka Solveg [not her real name] said that police detained 14 people on 2 May 2015.\n"
OTHER = "Interview\n\n6 May 2015\n\nMira Dorn [not her real name] said that police detained 9 people on 3 May 2015.\n"
REPORT = "Report\n\n5 May 2015\n\nAnka Solveg, a nurse, was arrested on 2 May 2015. Jana Torell was released.\n"
TEXTS = {"note.txt": NOTE, "other.txt": OTHER, "report.txt": REPORT}


@pytest.fixture
def chronicle(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    home = tmp_path / "ombrin.chronicle"
    with actions.new(home, by="Ines") as opened:
        for step in (
            actions.intake(opened, [tmp_path / name for name in TEXTS]),
            actions.read_documents(opened),
            actions.propose_claims(opened),
        ):
            assert list(step)
    return home


def standing(home: Path) -> tuple[Entity, Entity, Entity, Entity]:
    """Both protected people, and both public ones."""
    with actions.open_chronicle(home) as opened:
        found = {(e.name, e.protected): e for e in actions.who_is_who(opened).entities if e.kind == "person"}
    return tuple(  # type: ignore[return-value]
        found[key]
        for key in [("Anka Solveg", True), ("Mira Dorn", True), ("Anka Solveg", False), ("Jana Torell", False)]
    )


def test_an_equal_spelling_makes_no_candidate(chronicle: Path) -> None:
    anka, mira, public, jana = standing(chronicle)
    assert anka.links == mira.links == ()
    hidden = {*anka.addresses, *mira.addresses}
    with actions.open_chronicle(chronicle) as opened:
        who = actions.who_is_who(opened)
    assert not [each for each in actions.doubts(who) if hidden & {each.a.id, each.b.id}]
    assert hidden.isdisjoint(public.addresses + jana.addresses)
    assert not [link for each in (public, jana) for link in each.links if "note.txt" in link.reason]


@pytest.mark.parametrize("verdict", ["same", "apart", "unsure"])
def test_no_answer_about_a_protected_and_a_public_name_is_recorded_or_echoed(
    chronicle: Path, verdict: str, capfd: pytest.CaptureFixture[str]
) -> None:
    anka, mira, public, jana = standing(chronicle)
    calls = [(anka.id, jana.id), (jana.id, anka.id[:10]), (anka.id, public.id), ("Mira Dorn", "Jana Torell")]
    calls += [("Jana Torell", mira.id[:8]), (anka.id, "Anka Solveg")]
    for one, other in calls:
        assert main([verdict, str(chronicle), one, other, "--why", "she told me", "--json"]) == 2
        said = capfd.readouterr()
        assert "is a pseudonym; who stands behind it is never recorded" in said.err
        assert not re.search("Anka|Mira|Jana|told me", said.out + said.err)
    with actions.open_chronicle(chronicle) as opened:
        assert linkings(opened.ledger) == []


def test_a_spelling_stands_for_public_people_only(chronicle: Path) -> None:
    anka, _, public, jana = standing(chronicle)
    with actions.open_chronicle(chronicle, by="Ines") as opened:
        link = actions.join(opened, "Anka Solveg", "Jana Torell", Sameness.SAME, why="one woman").opinion.linking.link
        assert {link.a, *link.beside_a, link.b, *link.beside_b} == {*public.addresses, *jana.addresses}
        who = actions.who_is_who(opened)
    assert who.homes[anka.id] == anka


def test_no_chain_leads_from_a_protected_person_to_a_public_name(chronicle: Path) -> None:
    anka, mira, public, jana = standing(chronicle)
    with actions.open_chronicle(chronicle, by="Ines") as opened:
        actions.join(opened, anka.id, mira.id, Sameness.SAME, why="one witness")
        actions.join(opened, public.id, jana.id, Sameness.SAME, why="one nurse")
        for address in (*anka.addresses, *mira.addresses):
            for name in (*public.addresses, "Anka Solveg", "Jana Torell"):
                with pytest.raises(UsageError, match="is a pseudonym"):
                    actions.join(opened, address, name, Sameness.SAME, why="she told me")
        who = actions.who_is_who(opened)
    assert [e.protected for e in who.entities if "Anka Solveg" in e.names] == [False, True]
    assert {len(e.addresses) for e in who.entities if e.kind == "person"} == {2}


def test_a_link_that_was_written_past_the_commands_is_not_followed_and_not_shown(
    chronicle: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    anka, mira, public, jana = standing(chronicle)
    before = standing(chronicle)
    why = "She is the nurse of the interview"
    forged = [
        Link(a, b, verdict, "person:Eve", why)
        for a, b in [(anka.id, public.id), (anka.id, jana.id), ("Anka Solveg", anka.id), (mira.id, "Jana Torell")]
        for verdict in Sameness
    ]
    forged += [Link(public.id, jana.id, Sameness.UNSURE, "person:Eve", why, beside_b=(anka.id,))]
    with actions.open_chronicle(chronicle) as opened:
        opened.ledger.record(forged[:-1], by="Eve")
        assert standing(chronicle) == before
        opened.ledger.record(forged, by="Eve")
    for words in ([], ["--doubts"], ["--judgements"], *(["--name", each.id] for each in before)):
        for form in ([], ["--json"]):
            assert main(["people", str(chronicle), *words, *form]) == 0
            said = capfd.readouterr()
            for line in (said.out + said.err).splitlines():
                assert "She is the nurse" not in line or anka.id[:12] not in line
    for name in (anka.id, mira.id):
        assert main(["people", str(chronicle), "--name", name, "--json"]) == 0
        shown = json.loads(capfd.readouterr().out)
        assert (shown["links"], shown["judgements"]) == ([], [])


def test_the_past_in_which_a_person_was_not_yet_protected_does_not_unmask_them(
    chronicle: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """An older grammar took the pseudonym for a name, and somebody joined it with the report's."""
    with actions.open_chronicle(chronicle, by="Ines") as opened:
        first, *rest = [run for run in extractions(opened.ledger) if any(m.pseudonym for m in run.mentions)]
        naive = [
            replace(
                run, method="grammar@0", mentions=tuple(replace(m, pseudonym=False) for m in run.mentions), claims=()
            )
            for run in (first, *rest)
        ]
        opened.ledger.record(naive, by="Ines")
        linked = actions.join(opened, "Mira Dorn", "Jana Torell", Sameness.SAME, why="they are one")
        assert len(linked.joined) == 1
        opened.ledger.record([replace(run, method="grammar@later") for run in (first, *rest)], by="Ines")
        then = linked.opinion.linking
    assert all(entity.protected is (entity.name != "Jana Torell") for entity in standing(chronicle)[1::2])
    for when in (str(then.seq), then.at):
        for words in ([], ["--doubts"], ["--judgements"], ["--name", "Jana Torell"]):
            assert main(["people", str(chronicle), "--as-of", when, *words, "--json"]) == 0
            said = capfd.readouterr().out
            assert "they are one" not in said
            if words[:1] == ["--name"]:
                assert "Mira" not in said


def test_what_is_confidential_now_is_in_no_past_state(
    chronicle: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with actions.open_chronicle(chronicle, by="Ines") as opened:
        then = [entry.seq for entry in opened.ledger.entries()][-1]
        linked = actions.join(opened, "Anka Solveg", "Jana Torell", Sameness.UNSURE, why="a secret reason")
        assert list(actions.intake(opened, [tmp_path / "report.txt"], sensitivity=Sensitivity.CONFIDENTIAL))
    for when in (str(then), str(linked.opinion.linking.seq), "2999-01-01"):
        for words in ([], ["--doubts"], ["--judgements"]):
            assert main(["people", str(chronicle), "--as-of", when, *words, "--json"]) == 0
            said = capfd.readouterr()
            assert not re.search("Jana|report.txt|secret reason", said.out + said.err)
    assert main(["people", str(chronicle), "--confidential", "--judgements"]) == 0
    assert "a secret reason" in capfd.readouterr().out


@pytest.mark.parametrize("spelled", ["Temir Nurbaev", "Temir T.", "Nurbaev", "T. Nurbaev", "TEMIR NURBAEV"])
def test_no_rule_ties_a_protected_person_to_a_likeness_in_another_document(spelled: str) -> None:
    def mention(name: str, document: str, *, veiled: bool) -> Mention:
        place = ("r" + document, document, f"{document}.txt", 0, len(name))
        return Mention(EntityKind.PERSON, *place, name, name, pseudonym=veiled)

    entities = resolve([mention("Temir Nurbaev", "a", veiled=True), mention(spelled, "b", veiled=False)])
    assert len(entities) == 2
    assert [entity.links for entity in entities] == [(), ()]


@pytest.mark.parametrize("rests_on", ["a mention", "a claim"])
def test_a_reason_that_rests_on_a_confidential_document_is_told_nowhere(
    tmp_path: Path, rests_on: str, capfd: pytest.CaptureFixture[str]
) -> None:
    home, secret = tmp_path / "o.chronicle", "as she told us in the shelter"
    for number, text in enumerate(("Jana Torell was arrested on 3 May 2015.", "Vera Kolm was arrested on 4 May 2015.")):
        (tmp_path / f"{number}.txt").write_text(f"Report\n\n6 May 2015\n\n{text}\n", encoding="utf-8")
    (tmp_path / "inner.txt").write_text("Note\n\n6 May 2015\n\nVera Kolm was beaten on 4 May 2015.\n", encoding="utf-8")
    files = [tmp_path / name for name in ("0.txt", "1.txt")]
    with actions.new(home, by="Ines") as opened:
        assert list(actions.intake(opened, files))
        assert list(actions.intake(opened, [tmp_path / "inner.txt"], sensitivity=Sensitivity.CONFIDENTIAL))
        assert list(actions.read_documents(opened))
        assert list(actions.propose_claims(opened))
        hidden = actions.confidential_documents(opened)
        inner = [claim.id for claim in actions.claims_now(opened, confidential=True) if claim.document in hidden]
        at = {form.document: at for at, form in actions.who_is_who(opened).forms.items() if form.spelled == "Vera Kolm"}
        (public,) = at.values()
        if rests_on == "a mention":
            actions.join(opened, "Vera Kolm", "Jana Torell", Sameness.SAME, why=secret)
        else:
            link = Link(
                public, actions.find(actions.who_is_who(opened), "Jana Torell").id, Sameness.SAME, "person:Ines", secret
            )
            opened.ledger.record([replace(link, claims=(inner[0],))], by="Ines")
        assert {frozenset(e.names) for e in actions.who_is_who(opened).entities} == {
            frozenset({"Vera Kolm", "Jana Torell"})
        }
        people = tmp_path / "people.json"
        actions.export(opened, people=people)
        dossier = actions.write_dossier(opened, tmp_path / "dossier.html")
        assert secret not in people.read_text(encoding="utf-8") + dossier.read_text(encoding="utf-8")
    for words in (
        [],
        ["--doubts"],
        ["--judgements"],
        ["--name", "Vera Kolm"],
        ["--as-of", "2999-01-01", "--judgements"],
    ):
        for form in ([], ["--json"]):
            assert main(["people", str(home), *words, *form]) == 0
            said = capfd.readouterr()
            assert secret not in said.out + said.err
            assert inner[0][:12] not in said.out
    assert main(["people", str(home), "--confidential", "--name", "Vera Kolm"]) == 0
    assert secret in capfd.readouterr().out
