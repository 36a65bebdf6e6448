"""Which rows are compared at all: those that share all keys of one rule, of several; what each rule costs is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from duckdb import DuckDBPyConnection

Rule = tuple[str, ...]
PAIRS_A_ROW = 40  # a rule that brings more pairs together costs more than it finds
LEAST_PAIRS = 2_000_000  # unless that many are few anyway

NAMES: tuple[Rule, ...] = (
    ("given_bone", "family_bone"),
    ("given_bone", "born"),
    ("family_bone", "born"),
    ("family_bone", "born_year", "born_month"),
    ("family_bone", "born_year", "born_day"),
    ("family_bone", "born_month", "born_day"),
    ("given_bone", "born_month", "born_day"),
    ("given_bone", "born_year", "born_month"),
    ("given_bone", "born_year", "born_day"),
)
LINES: tuple[Rule, ...] = (
    ("line_bone", "sex"),
    ("given_bone", "born"),
    ("line_bone", "born_year"),
    ("given_bone", "father_bone", "grandfather_bone"),
    ("given_bone", "father_bone", "family_bone"),
    ("given_bone", "grandfather_bone", "family_bone"),
    *(
        (*two, when)
        for when in ("born_year", "age")
        for two in (
            ("given_bone", "father_bone"),
            ("given_bone", "family_bone"),
            ("father_bone", "family_bone"),
            ("grandfather_bone", "family_bone"),
        )
    ),
)
PLACES: tuple[Rule, ...] = (
    ("number",),
    ("born", "place"),
    ("born", "postcode"),
    ("born", "occupation"),
    ("given_bone", "postcode"),
    ("family_bone", "postcode"),
    ("address", "postcode"),
    ("given_bone", "address"),
    ("family_bone", "address"),
    ("family_bone", "place", "age"),
    ("given_bone", "place", "age", "date"),
)
BORN: Rule = ("born",)


@dataclass(frozen=True, slots=True)
class Block:
    """One rule with the number of pairs it brings together; `used` says whether it is within the budget."""

    keys: Rule
    pairs: int
    used: bool


def rules(columns: Collection[str]) -> list[Rule]:
    """Give the rules whose keys the lists have, those of few keys first."""
    told = [*(LINES if "line" in columns else NAMES), *PLACES]
    if not {"place", "postcode"} & set(columns):
        told.append(BORN)
    return sorted((rule for rule in told if set(rule) <= set(columns)), key=lambda rule: (len(rule), rule))


def blocks(connection: DuckDBPyConnection, columns: Collection[str], number: int) -> list[Block]:
    """Count what each rule costs on the table `rows` of so many rows, before any pair is made.

    A rule whose pairs another one in use brings together anyway is left out.
    """
    budget = max(LEAST_PAIRS, PAIRS_A_ROW * number)
    found: list[Block] = []
    for rule in rules(columns):
        if any(each.used and set(each.keys) < set(rule) for each in found):
            continue
        filled = " and ".join(f"{key} is not null" for key in rule)
        counted = f"select count(*) as n from rows where {filled} group by {', '.join(rule)} having n > 1"  # noqa: S608 - our own names of columns
        pairs = connection.cursor().execute(f"select coalesce(sum(n * (n - 1) // 2), 0) from ({counted})").fetchone()  # noqa: S608
        found.append(Block(rule, int(pairs[0]) if pairs else 0, bool(pairs and pairs[0] <= budget)))
    return found


def condition(rule: Rule) -> str:
    """Say a rule in SQL; two rows of a list that is free of duplicates are never compared."""
    return " and ".join(f"l.{key} = r.{key}" for key in rule) + " and (l.list <> r.list or not l.sole)"


def training(columns: Collection[str]) -> list[Rule]:
    """Give the rules under which weights are learnt, so that each comparison stays open under one of them."""
    beside = next((key for key in ("born", "age", "born_year", "place", "postcode", "date") if key in columns), None)
    if "line" in columns:
        told: list[Rule] = [("line_bone",), ("given_bone", beside or "sex", "sex")]
    elif beside == "born":
        told = [("given_bone", "family_bone"), BORN]
    else:
        told = [("given_bone", "family_bone"), ("given_bone", beside or "sex"), ("family_bone", beside or "sex")]
    return [tuple(dict.fromkeys(rule)) for rule in told if set(rule) <= set(columns)]
