"""Conclusions and declarations are entries: recorded once, withdrawn with a reason, in ids only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika import actions
from khronika.errors import UsageError
from khronika.ledger import views
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.canonical import canonical
from khronika.vocabulary.conclusions import Conclusion
from khronika.vocabulary.documents import Sensitivity
from khronika.vocabulary.judgements import Judging
from khronika.vocabulary.ladders import Rule

if TYPE_CHECKING:
    from pathlib import Path

    from khronika.vocabulary.conclusions import Concluded

TOLD = {
    "league.txt": "The Ministry of Order said that 12 people were killed at the harbour of Karad on 5 March 2031.",
    "watch.txt": "Norvia Watch said that 15 people were killed at the harbour of Karad on 5 March 2031.",
}
LATER = "The Karad Union said that 19 people were killed at the harbour of Karad on 5 March 2031."


@pytest.fixture
def filled(chronicle: actions.Chronicle, tmp_path: Path) -> actions.Chronicle:
    for name, text in TOLD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    take_in(chronicle, *(tmp_path / name for name in TOLD))
    return chronicle


def take_in(chronicle: actions.Chronicle, *files: Path, sensitivity: Sensitivity = Sensitivity.INTERNAL) -> None:
    assert list(actions.intake(chronicle, list(files), sensitivity=sensitivity))
    assert list(actions.read_documents(chronicle))
    assert list(actions.propose_claims(chronicle))


def conclude(chronicle: actions.Chronicle) -> tuple[int, int]:
    return actions.conclude(chronicle, actions.record_now(chronicle))


def conflicts(chronicle: actions.Chronicle) -> list[Concluded]:
    return [each for each in actions.history(chronicle) if each.conclusion.verdict is Verdict.CONFLICT]


def test_what_comparing_came_to_is_recorded_once(filled: actions.Chronicle) -> None:
    new, _ = conclude(filled)
    assert new == len(actions.record_now(filled).accounts)
    assert conclude(filled) == (0, 0)
    (conflict,) = conflicts(filled)
    assert conflict.fell is None
    assert conflict.conclusion.rules.startswith("comparison@")


def test_a_rejected_claim_makes_a_conclusion_fall_and_its_return_raises_it_again(filled: actions.Chronicle) -> None:
    conclude(filled)
    (conflict,) = conflicts(filled)
    claim = conflict.conclusion.claims[0]
    actions.judge(filled, claim, Judging.REJECT, why="It is misread.")
    conclude(filled)
    (fallen,) = conflicts(filled)
    assert fallen.why == f"Of its 2 claims these are compared no more: {claim[:12]}."
    actions.judge(filled, claim, Judging.ACCEPT, why="It is right after all.")
    conclude(filled)
    assert [each.fell is None for each in conflicts(filled)] == [False, True]
    assert filled.ledger.verify() == []


def test_a_new_document_changes_a_conclusion_and_the_reason_says_so(filled: actions.Chronicle, tmp_path: Path) -> None:
    conclude(filled)
    (tmp_path / "union.txt").write_text(LATER, encoding="utf-8")
    take_in(filled, tmp_path / "union.txt")
    conclude(filled)
    old, new = conflicts(filled)
    assert (old.why or "").startswith("Other claims are compared with these now: ")
    assert len(new.conclusion.claims) == len(old.conclusion.claims) + 1


def test_a_conclusion_holds_ids_only_and_nothing_of_a_confidential_document(
    filled: actions.Chronicle, tmp_path: Path
) -> None:
    (tmp_path / "safe.txt").write_text(LATER, encoding="utf-8")
    take_in(filled, tmp_path / "safe.txt", sensitivity=Sensitivity.CONFIDENTIAL)
    secret = {claim.id for claim in actions.claims_now(filled, confidential=True)}
    secret -= {claim.id for claim in actions.claims_now(filled)}
    assert secret
    conclude(filled)
    for value in filled.ledger.values(Conclusion):
        assert secret.isdisjoint(value.claims)
        assert not any(word in canonical(value).decode() for word in ("Norvia", "Karad", "harbour", "Ministry"))


def test_a_rule_is_declared_with_a_reason_overruled_and_taken_back(filled: actions.Chronicle) -> None:
    assert {ladder.best for ladder in actions.record_now(filled).ladders} == {None}
    actions.declare(filled, Rule.ACLED, why="The yearly table does so.")
    assert [ladder.best.low for ladder in actions.record_now(filled).ladders if ladder.best] == [12]
    actions.declare(filled, Rule.OWN, why="It has the list.", origins=["Norvia Watch"])
    (ladder,) = [ladder for ladder in actions.record_now(filled).ladders if ladder.best]
    assert ladder.best
    assert ladder.best.low == 15
    assert ladder.rule
    assert ladder.rule.declaration.why == "It has the list."
    actions.declare(filled, Rule.ACLED, why="The yearly table does so.")
    assert views.declared(filled.ledger)
    actions.declare(filled, Rule.NONE, why="We name no figure.")
    assert views.declared(filled.ledger) is None


WRONG = [
    (Rule.ACLED, " ", [], "needs its reason"),
    (Rule.OWN, "Why.", [], "needs the origins"),
    (Rule.UCDP, "Why.", ["Norvia Watch"], "needs the origins"),
    (Rule.OWN, "Why.", ["Radio Karad"], "Nobody here speaks"),
]


@pytest.mark.parametrize(("rule", "why", "origins", "told"), WRONG)
def test_a_declaration_that_says_too_little_is_refused(
    filled: actions.Chronicle, rule: Rule, why: str, origins: list[str], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        actions.declare(filled, rule, why=why, origins=origins)
