"""One claim beside one item of the gold: whether it is the same, and which of its fields are right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.evaluation import parties
from khronika.evaluation.likeness import close, either, names, plain, words
from khronika.evaluation.placing import mostly_inside, overlap
from khronika.vocabulary.bodies import Act, Count, Demand, Norm, Person, Step
from khronika.vocabulary.claims import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from khronika.evaluation.gold import Item, Span
    from khronika.vocabulary.canonical import Json
    from khronika.vocabulary.claims import Claim, Speaker
    from khronika.vocabulary.dates import When

PROVISION = re.compile(r"\d+(?:\(\w+\))*")


@dataclass(frozen=True)
class Standing:
    """A claim at its place in the text; `unit` is one provision of a norm that cites several."""

    claim: Claim
    span: Span | None  # None where its words do not stand in the text, or are longer than a clause
    unit: str | None = None


@dataclass(frozen=True)
class Agreement:
    """What comparing says: `found`, it is the same; `strict`, its main values are right; None: the gold is silent."""

    found: bool
    strict: bool
    fields: Mapping[str, bool | None] = field(default_factory=dict)


def agree(item: Item, standing: Standing, authors: Sequence[str]) -> Agreement:
    """Compare a claim with an item of its kind."""
    claim = standing.claim
    body = claim.body
    if isinstance(body, Count):
        return _count(item, claim, body, authors)
    if isinstance(body, Step):
        return _step(item, claim, body)
    if isinstance(body, Norm):
        instrument = _instrument(item, body)
        found = instrument and _provision(item, standing.unit)
        return Agreement(found, found, {"instrument": instrument})
    if isinstance(body, Demand):
        return _demand(item, standing.span or (0, 0), body)
    if isinstance(body, Act):
        found = body.act in item.any("act") or any({body.act, item.row.get("act")} <= pair for pair in either())
        victims = parties.side(body.victims, item.told("victims"))
        return Agreement(
            found,
            found,
            {"victims": victims, "perpetrators": parties.side(body.perpetrators, item.told("perpetrators"))},
        )
    return _person(item, body) if isinstance(body, Person) else Agreement(found=False, strict=False)


def _count(item: Item, claim: Claim, body: Count, authors: Sequence[str]) -> Agreement:
    values = item.row.get("values_any") or [[item.row.get("low"), item.row.get("high")]]
    found = [body.low, body.high] in [list(pair) for pair in values]
    qualifier = body.qualifier in item.any("qualifier")
    quantity = body.quantity in item.any("quantity")
    origins = item.told("origin")
    origin = same_origin(origins, claim.origin, authors) if origins else None
    fields = {
        "quantity": quantity,
        "qualifier": qualifier,
        "group": body.group in item.any("group"),
        "origin": origin,
        # Asked only where the author is no acceptable origin: who names the author everywhere is right in none.
        "origin beside the author": None if "author" in origins else origin,
        "as_of": within(body.as_of or claim.when, item.row.get("as_of")),
    }
    return Agreement(found, found and qualifier and quantity, fields)


def same_origin(origins: Sequence[str], first: Speaker, authors: Sequence[str]) -> bool:
    """Say whether the first speaker goes by one of these names; `author` and `unnamed` stand for themselves."""
    if "author" in origins and (first.role is Role.AUTHOR or close(first.name, authors)):
        return True
    if "unnamed" in origins and first.role is not Role.AUTHOR and (first.role is Role.UNNAMED or not first.name):
        return True
    return close(first.name, [name for name in origins if name not in {"author", "unnamed"}])


def within(when: When | None, window: Json) -> bool | None:
    """Say whether a date lies in the window of the gold; None where the gold has no date."""
    if not window:
        return None
    days = (when.earliest or when.latest, when.latest or when.earliest) if when else (None, None)
    if days[0] is None or days[1] is None:
        return None if window.get("doubt") else False
    return bool(window["earliest"] <= days[0] <= days[1] <= window["latest"])


def _step(item: Item, claim: Claim, body: Step) -> Agreement:
    found = body.step in item.any("step") and parties.subject_agrees(item, body.subjects)
    window = item.row.get("date")
    term, number = parties.term_agrees(item, body.penalty), parties.number_agrees(item, body.subjects)
    date = within(claim.when, window)
    dated = date is not False or (window or {}).get("stated_in") == "context"
    fields = {
        "penalty": term,
        "suspended": parties.suspended_agrees(item, body.penalty),
        "number": number,
        "date": date,
        "articles": parties.articles_agree(item, body.articles),
        "body": close(body.body, item.told("body")) if item.row.get("body") else None,
    }
    return Agreement(found, found and term is not False and number is not False and dated, fields)


def _demand(item: Item, span: Span, body: Demand) -> Agreement:
    clause, locator = item.sentence, item.locator
    holds = overlap(span, locator) == locator[1] - locator[0]
    found = 2 * overlap(span, clause) >= clause[1] - clause[0] or (holds and mostly_inside(span, clause))
    force = body.force in item.any("force")
    silent = not body.addressee and item.row.get("addressee_stated") is False
    addressee = None if silent else close(body.addressee, item.told("addressee"))
    return Agreement(found, found and force, {"force": force, "addressee": addressee})


def _person(item: Item, body: Person) -> Agreement:
    said, forms = (
        words(body.name or body.as_written),
        [words(form) for form in item.told("variants") or item.any("name")],
    )
    known = {word for form in forms for word in form}
    found = said in forms or (set(said) <= known and any(form[-1] in said for form in forms if form))
    return Agreement(bool(said) and found, strict=False)


def provisions(text: str | None) -> list[str | None]:
    """Give each provision that a norm cites: "9 and 14(3)" are two, "7.6" is "7(6)"; [None] where it cites none."""
    joined = re.sub(r"(\d+)\.(\d+)", r"\1(\2)", (text or "").lower()).replace(" (", "(")
    return list(dict.fromkeys(PROVISION.findall(joined))) or [None]


def _provision(item: Item, unit: str | None) -> bool:
    wanted = [provisions(each)[0] for each in item.any("provision")]
    return unit in wanted or any(
        unit is not None and each is not None and "(" not in each and unit.startswith(f"{each}(") for each in wanted
    )


def _instrument(item: Item, body: Norm) -> bool:
    """By its id; where the gold does not know the id, by the words of the norm."""
    said = plain(body.instrument)
    if said and said in map(plain, item.any("instrument")):
        return True
    written = f" {said} {plain(body.as_written)} {plain(body.provision)} "
    return said not in item.told("others") and any(f" {plain(form)} " in written for form in item.told("words"))


def names_nobody(body: Person, item: Item) -> bool:
    """Say whether a person's "name" only describes somebody whom the gold has without a name."""
    return names(body.name or body.as_written, [item.exact, *item.told("forms_here")])
