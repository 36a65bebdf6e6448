"""The tolls and open questions of the invented record; what rests on a confidential claim is shown nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from khronika.vocabulary.accounts import Account, Assumption, Verdict
from khronika.vocabulary.enquiries import OpenQuestion
from khronika.vocabulary.ladders import Aside, Declaration, Declared, Ladder, Rule, Rung
from khronika.vocabulary.origins import Aspect, Drift, Echo

if TYPE_CHECKING:
    from khronika.vocabulary.claims import Claim

DECLARED = Declared(
    Declaration(Rule.OWN, "Desk officer", "The ministry holds the list of the morgue.", ("Harbour ministry",)),
    "2019-05-05T10:00:00+00:00",
)


def ladders(six: Claim, least: Claim, eleven: Claim, twenty: Claim, secret: Claim) -> tuple[Ladder, ...]:
    """Give one ladder that may be shown and one that may not: a confidential claim stands beside it."""
    shown = Ladder(
        event="v-pier",
        quantity="killed",
        named=2,
        hidden=1,
        named_by=(),
        low=Rung(6, 6, (six.id,)),
        high=Rung(20, 20, (twenty.id,)),
        supported=(Rung(11, 20, (eleven.id, twenty.id, least.id), 2),),
        best=Rung(6, 6, (six.id,)),
        rule=DECLARED,
        dissent=(Aside(six.id, "it fits no number that others bear out"),),
        other_scope=(),
        unresolved=True,
        rests=(six.id, least.id, eleven.id, twenty.id),
    )
    secrets: dict[str, Any] = {
        "named": 9,
        "low": Rung(9, 9, ()),
        "high": None,
        "supported": (),
        "best": None,
        "rule": None,
    }
    silent = replace(shown, quantity="died", dissent=(), rests=(secret.id,), **secrets)
    return shown, silent


def questions(six: Claim, eleven: Claim, secret: Claim) -> tuple[OpenQuestion, ...]:
    """Give questions to two addressees, and one that rests on a confidential claim."""
    both = (six.id, eleven.id)
    asked = "You give 6 killed (in your document); Ferry union gives 11 killed. Whom does your figure count?"
    again = "You are quoted with 11 killed (Tide Watch, 3 May 2019). Who are they?"
    return (
        OpenQuestion("Harbour ministry", asked, "a-conflict", both, (0, 0, -2), both),
        OpenQuestion("Ferry union", again, None, (eleven.id,), (2, 0, -1), both),
        OpenQuestion("Ferry union", "Did Brannoc Teel count nine?", None, (eleven.id,), (2, 0, -1), (secret.id,)),
    )


def assumed(six: Claim, two: Claim, twenty: Claim) -> Account:
    """Give an account that hangs on an assumption, with an echo and a drift."""
    return Account(
        "a-assumed",
        "killed",
        "v-pier",
        Verdict.UNRESOLVED,
        (six.id, two.id, twenty.id),
        "Whether all can be true hangs on what nobody says.",
        ((six.id, twenty.id),),
        independent=2,
        echoes=(Echo(two.id, six.id, "Both go back to the harbour ministry."),),
        drifts=(Drift((six.id, two.id), Aspect.POPULATION, "all", "officers", own=False, reason="Six became two."),),
        assumptions=(Assumption("among-1", "Do the six take in everybody who died on the pier?", (six.id, twenty.id)),),
        derivation=("Killed: at most 6, because the ministry gives 6.", "Killed cannot be at most 6 and 20 at once."),
    )
