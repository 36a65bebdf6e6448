"""The lexicon: predicate and role to quantity and step, read from `data/lexicon.toml`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from khronika.extraction.lists import kept, lists

if TYPE_CHECKING:
    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.syntax import Sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """What a predicate means for the people in one of the relations `people`."""

    lemmas: tuple[str, ...]
    people: tuple[str, ...]
    company: frozenset[str]  # content words, one of which must accompany the predicate; empty: none is needed
    needs: frozenset[str]  # content words that must all accompany it
    without: frozenset[str]  # content words that must not
    subject: frozenset[str]  # lemmas, one of which must be the subject
    noun: bool
    adjective: bool
    passive: bool  # only in the passive
    bodies: bool  # of organisations, outlets and assemblies, never of persons
    to_term: bool  # only with a term as in "reduced to 5 years"
    quantity: str | None
    step: str | None
    also: str | None  # a second step that the same words say

    @property
    def weight(self) -> int:
        """How specific the entry is."""
        return 2 * bool(self.company) + bool(self.needs) + 2 * bool(self.subject) + self.passive + self.to_term


@kept
def entries() -> dict[str, tuple[Entry, ...]]:
    """Give the entries by lemma, the most specific first, in the order of the file."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for row in lists("lexicon")["entry"]:
        entry = _entry(row)
        for lemma in entry.lemmas:
            found[lemma].append(entry)
    return {lemma: tuple(sorted(rows, key=lambda e: -e.weight)) for lemma, rows in found.items()}


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        tuple(row["lemmas"]),
        tuple(row["people"]),
        frozenset(row.get("with", ())),
        frozenset(row.get("needs", ())),
        frozenset(row.get("without", ())),
        frozenset(row.get("subject", ())),
        bool(row.get("noun")),
        bool(row.get("adjective")),
        bool(row.get("passive")),
        bool(row.get("bodies")),
        bool(row.get("to_term")),
        row.get("quantity"),
        row.get("step"),
        row.get("also"),
    )


@kept
def nouns() -> frozenset[str]:
    """The lemmas of nouns that name an event."""
    return frozenset(lemma for lemma, rows in entries().items() if any(entry.noun for entry in rows))


@kept
def adjectives() -> frozenset[str]:
    """The lemmas of adjectives that name a state of people."""
    return frozenset(lemma for lemma, rows in entries().items() if any(entry.adjective for entry in rows))


def meanings(sentence: Sentence, clause: Clause) -> list[Entry]:
    """The entries that fit a clause, the most specific first."""
    pos = sentence.tokens[clause.at].pos
    said = clause.said
    subjects = {sentence.tokens[i].lemma for i in (*clause.agents, *clause.patients)}
    return [
        entry
        for entry in entries().get(clause.lemma) or entries().get(f"{clause.lemma}e", ())  # "rap" for "raped"
        if entry.noun == clause.nominal
        and (entry.adjective or pos not in {"ADJ", "ADV"})
        and (not entry.adjective or pos in {"ADJ", "ADV", "VERB"})
        and (not entry.company or entry.company & said)
        and entry.needs <= said
        and not entry.without & said
        and (not entry.subject or entry.subject & subjects)
        and (not entry.passive or clause.passive)
        and (
            not entry.to_term
            or any(c.relation == "to" and c.words & {"year", "month", "day"} for c in clause.companions)
        )
    ]
