"""What a dossier shows and what it withholds."""

from __future__ import annotations

import re
import runpy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from khronika.publishing import dossier
from khronika.publishing.disclosure import Veil, disclose, secret_names
from khronika.publishing.evidence import evidence
from khronika.publishing.passages import Texts, passages
from khronika.vocabulary.judgements import Judging
from khronika.vocabulary.record import Record

LANTERN: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[2] / "golden" / "lantern_record.py"))
RECORD: Record = LANTERN["invented_record"]()
judged = LANTERN["JUDGED"]["judged"]
PAGE = dossier(RECORD)


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_nothing_of_a_confidential_source_is_shown_but_its_number() -> None:
    hidden = next(source for source in RECORD.sources if source.document.name == "safe-house.txt")
    for secret in ("Teel", "safe-house", "at the mill", "9 dead", hidden.document.sha256):
        assert secret not in PAGE
    assert "Withheld: confidential. 1 source with 1 claim" in words_of(PAGE).replace("confidential .", "confidential.")


def test_a_protected_person_appears_by_the_pseudonym_only() -> None:
    assert "Ilse" in PAGE
    assert "Marta" not in PAGE
    assert "Quell" not in PAGE
    assert "a cousin of [name withheld]." in words_of(PAGE)


def test_half_of_a_secret_name_does_not_stay_at_the_edge_of_a_context() -> None:
    veil = Veil.over(secret_names(RECORD))
    assert veil(veil.mask("Marta\n Quell's boat")) == "[name withheld]'s boat"
    assert len(veil.mask("Marta Quell's boat")) == len("Marta Quell's boat")


def test_every_claim_that_may_be_shown_has_a_passage_and_every_link_resolves() -> None:
    shown, withheld = disclose(RECORD)
    assert len(shown.claims) + withheld.claims == len(RECORD.claims)
    for claim in shown.claims:
        assert f'id="c-{claim.id[:12]}"' in PAGE
    anchors = re.findall(r'\bid="([^"]+)"', PAGE)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', PAGE)) <= set(anchors)


def test_every_standing_claim_is_told_in_some_section_besides_its_passage() -> None:
    before, _, _ = PAGE.partition('<section id="passages"')
    known = evidence(disclose(RECORD)[0])
    told = set(re.findall(r'id="[a-z]+-([0-9a-f]{12})"', before))
    assert {claim.id[:12] for claim in known.claims} <= told


def test_a_passage_that_a_page_turn_cuts_is_marked_in_its_parts_only() -> None:
    known = evidence(disclose(RECORD)[0])
    split = [
        [piece.text for piece in passage.pieces if piece.marked]
        for _, shown in passages(Texts.under(Veil.over(()), known))
        for passage in shown
    ]
    assert ["guards had beaten", "him with cables"] in split


def test_a_rejected_claim_counts_nowhere_and_a_correction_shows_what_it_corrects() -> None:
    known = evidence(disclose(RECORD)[0])
    wrong = LANTERN["WRONG"]
    assert wrong not in known.standing
    assert [(new.corrects, old) for new, old in known.corrections] == [(wrong.id, wrong)]
    told = words_of(PAGE.partition('<section id="judged"')[2].partition("</section>")[0])
    assert "protesting: about 700" in told
    assert "corrects protesting: 700" in told
    assert "other figures: 7" in told


def section_of(record: Record) -> str:
    return words_of(dossier(record).partition('<section id="judged"')[2].partition("</section>")[0])


def test_each_judgement_is_told_with_who_why_and_when_and_two_people_who_differ_are_seen() -> None:
    told = section_of(RECORD)
    assert "corrected by Desk officer, 5 May 2019, 10:15 UTC: “About” was dropped." in told
    both = (
        "accepted by Desk officer, 5 May 2019, 10:15 UTC: It is a number. rejected by Second coder, 5 May 2019, 11:15"
    )
    assert both in told
    assert told.count("People differ on this.") == 1
    assert "An article, as [name withheld] said; no figure." in told


def test_a_claim_that_stands_although_somebody_rejected_it_is_told_too() -> None:
    six = LANTERN["SIX"]
    doubted = (
        judged(six, Judging.REJECT, "Second coder", "Not the same day.", 9),
        judged(six, Judging.ACCEPT, "Desk officer", "It is the same day.", 10),
    )
    told = section_of(replace(RECORD, judgements=(*RECORD.judgements, *doubted)))
    _, _, stands = told.partition("Accepted by one, rejected by another")
    assert "killed: 6 people" in stands
    assert stands.index("Not the same day.") < stands.index("It is the same day.")
    agreed = replace(doubted[1], judgement=replace(doubted[1].judgement, by="Second coder"))
    assert "Accepted by one" not in section_of(replace(RECORD, judgements=(doubted[0], agreed)))


def test_who_accepts_a_correction_agrees_with_who_made_it() -> None:
    better = next(claim for claim in RECORD.claims if claim.corrects)
    for verdict, differ in ((Judging.ACCEPT, False), (Judging.REJECT, True)):
        second = judged(better, verdict, "Second coder", "Read again.", 13)
        told = section_of(replace(RECORD, judgements=(RECORD.judgements[0], second)))
        assert ("People differ" in told) is differ


def test_an_account_that_rests_on_a_confidential_source_withholds_its_reason() -> None:
    assert "because a confidential source is compared as well (1 withheld)" in PAGE


def test_a_step_is_filed_under_the_person_whom_a_short_name_means() -> None:
    people = words_of(PAGE.partition('<section id="people"')[2].partition("Groups without names")[0])
    assert people.count("Orrin Vale") >= 1
    for told in ("confessed later recanted", "sentenced 7 years 6 months, prison Bay Court", "arrested"):
        assert told in people
    assert "could not be matched" not in people


@pytest.mark.parametrize("kept", ["claims", "sources", "nothing"])
def test_an_emptier_record_gives_a_page_as_well(kept: str) -> None:
    empty = Record("Empty", (), (), (), (), (), ())
    if kept == "claims":  # claims whose source is not known are withheld
        empty = replace(empty, claims=RECORD.claims)
    if kept == "sources":
        empty = replace(empty, sources=RECORD.sources)
    page = dossier(empty)
    assert page.count("<section") == page.count("</section>")
    assert "6 people" not in page
