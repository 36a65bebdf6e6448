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
from khronika.vocabulary.record import Record

LANTERN: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[2] / "golden" / "lantern_record.py"))
RECORD: Record = LANTERN["invented_record"]()
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
    judged = words_of(PAGE.partition('<section id="judged"')[2].partition("</section>")[0])
    assert "protesting: about 700" in judged
    assert "corrects protesting: 700" in judged
    assert "other figures: 7" in judged


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
