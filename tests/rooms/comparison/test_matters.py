"""Figures of two matters in one folder are not held against each other."""

from __future__ import annotations

from khronika.comparison import compare
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.documents import Passage, Revision
from khronika.vocabulary.people import Entity, EntityKind, Mention


def figure(document: str, number: int, name: str) -> Claim:
    text = f"{number} people were killed."
    revision = Revision(document, text, (), "test", "none")
    said = Speaker(name, Role.AUTHOR, None, Stance.ASSERTED)
    body = Count("killed", "people", "all", number, number, Qualifier.EXACT)
    passage = Passage.cut(revision, 0, len(text))
    return Claim(
        Kind.COUNT, document, document, passage, (said,), Stance.ASSERTED, Polarity.AFFIRMED, None, None, body, "test@1"
    )


def place(name: str, *documents: str) -> Entity:
    mentions = tuple(Mention(EntityKind.PLACE, d, d, d, 0, len(name), name, name) for d in documents)
    return Entity(name, EntityKind.PLACE, name, (name,), protected=False, mentions=mentions)


CLAIMS = [figure("a", 9, "Harbour Union"), figure("b", 7, "Ministry of Roads"), figure("c", 40, "Valley Watch")]


def conflicts(*places: Entity) -> set[frozenset[int | None]]:
    numbers = {claim.id: claim.body.low for claim in CLAIMS if isinstance(claim.body, Count)}
    found = [account for account in compare(CLAIMS, (), places) if account.verdict is Verdict.CONFLICT]
    return {frozenset(numbers[i] for i in pair) for account in found for pair in account.minimal_sets}


def test_documents_of_two_places_are_two_matters() -> None:
    assert conflicts(place("Merrin", "a", "b"), place("Sulmark", "c")) == {frozenset({9, 7})}


def test_documents_that_share_a_place_are_one_matter() -> None:
    assert frozenset({9, 40}) in conflicts(place("Merrin", "a", "b", "c"))


def test_where_no_place_and_no_event_is_known_all_are_compared() -> None:
    assert frozenset({9, 40}) in conflicts()
