"""Measure how long accounts take: 2,000, 5,000 and 10,000 claims, fifty an event, and two great events.

Work of the processor is measured, from claims to accounts; the claims are invented. Each event has twelve sources that
tell tolls, parts of them, places, trials and their outcomes. The knot is one event of 500 figures that all exclude each
other, the tangle one of 500 claims of every kind. The figures are printed and go to bench/results.json.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from kept import keep

from khronika.comparison import compare
from khronika.vocabulary.bodies import Count, Party, Penalty, Qualifier, Step
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import day
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.people import About
from khronika.vocabulary.places import Where

if TYPE_CHECKING:
    from khronika.vocabulary.accounts import Account

CLAIMS = 50  # an event
EVENTS = (40, 100, 200)
KNOT = 500
USUAL = {"killed": 15, "died": 17, "injured": 80, "seriously_injured": 20, "arrested": 130, "tried": 37}
USUAL |= {"sentenced": 13, "suspended_sentence": 16, "acquitted": 3, "charged": 37}
EXACT, LEAST = Qualifier.EXACT, Qualifier.AT_LEAST


def claim(body: Count | Step, source: str, document: str, at: int, **more: object) -> Claim:
    """Give one claim by a named source in an invented document."""
    speakers = (
        Speaker(source, Role.AUTHORITY, "said", Stance.ASSERTED),
        Speaker(document, Role.AUTHOR, None, Stance.REPORTED),
    )
    passage = Passage(f"r {document}", at * 40, at * 40 + 5, "words", "", "")
    kind = Kind.COUNT if isinstance(body, Count) else Kind.STEP
    told = {"when": None, "where": None} | more
    return Claim(
        kind,
        f"{document}.txt",
        document,
        passage,
        speakers,
        Stance.ASSERTED,
        Polarity.AFFIRMED,
        body=body,
        method="bench",
        **told,
    )


def event(number: int, claims: int = CLAIMS) -> list[Claim]:
    """Tell of one event: figures near the usual ones, some dated, some of a place or a group, and steps of cases."""
    chance = random.Random(number)  # noqa: S311 - the same event every time
    made: list[Claim] = []
    for at in range(claims):
        source, document = f"Source {chance.randrange(12)}", f"paper {number} {chance.randrange(6)}"
        if chance.random() < 0.2:  # noqa: PLR2004 - a fifth are steps
            term = chance.choice((36, 48, 60))
            step = Step(
                "sentenced", (Party(f"Person {number} {chance.randrange(8)}"),), penalty=Penalty("prison", term, term)
            )
            made.append(claim(step, source, document, at, when=day(2019, chance.randrange(5, 8), 1)))
            continue
        quantity = chance.choice(sorted(USUAL))
        told = USUAL[quantity] + chance.choice((-1, 0, 0, 0, 0, 1, 2))
        low, high, how = chance.choice(((told, told, EXACT), (told, told, EXACT), (told, None, LEAST)))
        group, where = chance.choice((("all", None), ("all", None), ("officers", None), ("all", Where("Karad"))))
        counted = chance.choice((None, None, day(2019, 3, chance.randrange(4, 7))))
        made.append(claim(Count(quantity, None, group, low, high, how, counted), source, document, at, where=where))
    return made


def knot(claims: int) -> list[Claim]:
    """Tell of one event by figures of which each excludes each."""
    bodies = (Count("killed", None, "all", n, n, EXACT) for n in range(1, claims + 1))
    return [claim(body, f"Source {n}", f"paper {n}", n) for n, body in enumerate(bodies)]


def cpu(claims: list[Claim], abouts: list[About]) -> tuple[float, list[Account]]:
    """Compare, and give the seconds of processor with the accounts."""
    begun = time.process_time()
    accounts = compare(claims, abouts)
    return round(time.process_time() - begun, 2), accounts


def main() -> None:
    """Measure and write."""
    figures: dict[str, object] = {"cpu_s": {}}
    for events in EVENTS:
        told = [(number, one) for number in range(events) for one in event(number)]
        abouts = [About(one.id, f"event {number}", "bench", ".") for number, one in told]
        seconds, accounts = cpu([one for _, one in told], abouts)
        figures["cpu_s"] |= {str(len(told)): seconds}  # type: ignore[operator]
        print(f"{len(told):6} claims about {events} events: {seconds} s, {len(accounts)} accounts")
    for name, claims in (("knot", knot(KNOT)), ("tangle", event(0, KNOT))):
        seconds, accounts = cpu(claims, [])
        says = any("Only" in account.reason or "ended" in account.reason for account in accounts)
        figures |= {f"{name}_claims": KNOT, f"{name}_cpu_s": seconds, f"{name}_says_so": says}
        print(f"one {name} of {KNOT} claims: {seconds} s; says what was left out: {says}")
    keep("comparison", figures)


if __name__ == "__main__":
    main()
