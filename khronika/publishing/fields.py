"""The fields of a kind side by side: what the gold says, and what a claim says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.publishing import wording
from khronika.vocabulary.bodies import Act, Count, Demand, Norm, Person, Step
from khronika.vocabulary.claims import Kind
from khronika.vocabulary.dates import Precision, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from khronika.evaluation import Item
    from khronika.vocabulary.canonical import Json
    from khronika.vocabulary.claims import Claim

# In the order of a table; the first is what makes a claim and an item the same.
FIELDS = {
    Kind.COUNT: ("figure", "quantity", "qualifier", "group", "origin", "as_of"),
    Kind.STEP: ("step", "subjects", "penalty", "date", "articles", "body"),
    Kind.NORM: ("instrument", "provision"),
    Kind.DEMAND: ("force", "addressee", "what"),
    Kind.PERSON: ("name", "age", "born", "pseudonym"),
    Kind.ACT: ("act", "victims", "perpetrators"),
    Kind.STATEMENT: ("speaker", "gist"),
}


def of_item(item: Item) -> Mapping[str, str]:
    """Give what the gold says, field by field, with every value that it allows."""
    row = item.row
    said = {name: _words(item.any(name)) for name in FIELDS[item.kind] if f"{name}_any" in row or name in row}
    if item.kind is Kind.COUNT:
        values = row.get("values_any") or [[row.get("low"), row.get("high")]]
        said["figure"] = _words(wording.interval(low, high) for low, high in values)
    if item.kind is Kind.STEP:
        said["subjects"] = " and ".join(_party(each) for each in item.told("subjects"))
        said["penalty"] = _term(row.get("penalty"))
        said["articles"] = ", ".join(str(each.get("article")) for each in item.told("articles"))
    for name in ("as_of", "date"):
        window = row.get(name)
        if window:
            said[name] = wording.date(When(None, window["earliest"], window["latest"], Precision.RANGE))
    if item.kind is Kind.DEMAND:
        said["what"] = str(row.get("gist") or "")
    return said


def of_claim(claim: Claim) -> Mapping[str, str]:
    """Give what a claim says, field by field."""
    return {name: value for name, value in _of_body(claim).items() if value}


def _of_body(claim: Claim) -> dict[str, str]:
    date = wording.date(claim.when)
    match claim.body:
        case Count() as body:
            return {
                "figure": wording.interval(body.low, body.high),
                "quantity": body.quantity,
                "qualifier": body.qualifier.value,
                "group": body.group,
                "origin": wording.origin(claim),
                "as_of": wording.date(body.as_of) or date,
            }
        case Step() as body:
            return {
                "step": body.step,
                "subjects": wording.parties(body.subjects),
                "penalty": wording.penalty(body.penalty),
                "date": date,
                "articles": ", ".join(wording.article(each) for each in body.articles),
                "body": body.body or "",
            }
        case Norm() as body:
            return {"instrument": body.instrument or body.as_written, "provision": body.provision or ""}
        case Demand() as body:
            return {"force": body.force.value, "addressee": body.addressee or "", "what": body.action}
        case Person() as body:
            return {
                "name": body.name or body.as_written,
                "age": str(body.age or ""),
                "born": str(body.born or ""),
                "pseudonym": "yes" if body.pseudonym else "",
            }
        case Act() as body:
            sides = (body.victims, body.perpetrators)
            return {"act": body.act, "victims": wording.parties(sides[0]), "perpetrators": wording.parties(sides[1])}
        case body:
            return {"speaker": body.speaker, "gist": body.gist}


def _words(values: Iterable[Json]) -> str:
    """Write the values that are allowed as a choice."""
    flat = [each for value in values for each in (value if isinstance(value, list) else [value])]
    said = ("yes" if value is True else str(value) for value in flat if value not in (None, False))
    return " or ".join(dict.fromkeys(said))


def _party(row: Json) -> str:
    return row.get("name") or " ".join(str(each) for each in (row.get("number"), row.get("population")) if each)


def _term(row: Json) -> str:
    if not row:
        return ""
    low, high = row.get("months_low"), row.get("months_high")
    term = f"{wording.interval(low, high)} months" if low is not None or high is not None else row.get("kind") or ""
    return f"{term}, suspended" if row.get("suspended") else term
