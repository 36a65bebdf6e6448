"""What changes on the way: figures that drift from telling to telling, and offices that change their own word.

Two documents, of March and of May, both tell what an office said. Every event, body and person is invented.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.comparison import compare, trace
from khronika.vocabulary.accounts import Account, Verdict
from khronika.vocabulary.bodies import Act, Count, Party, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import When, day
from khronika.vocabulary.documents import Document, Passage, Revision, Sensitivity
from khronika.vocabulary.extractions import Profile
from khronika.vocabulary.origins import Aspect
from khronika.vocabulary.people import About
from khronika.vocabulary.places import Where
from khronika.vocabulary.record import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

MARCH, MAY = day(2031, 3, 5), day(2031, 5, 9)


def paper(file: str, author: str | None, date: When | None, text: str) -> Source:
    revision = Revision(file, text, (), "test", "none")
    profile = Profile(author, "author", date)
    return Source(Document(file, file, len(text), Sensitivity.INTERNAL), (), revision, profile, None)


def says(source: Source, words: str, figure: Count, *speakers: str | None, **more: object) -> Claim:
    """The figure at these words; speakers are given origin first, None is somebody without a name."""
    assert source.revision
    assert source.profile
    start = source.revision.text.index(words)
    told = [Speaker(name, Role.AUTHORITY if name else Role.UNNAMED, "said", Stance.ASSERTED) for name in speakers]
    chain = (*told, Speaker(source.profile.author, Role.AUTHOR, None, Stance.REPORTED))
    passage = Passage.cut(source.revision, start, start + len(words))
    fields: dict[str, object] = {"polarity": Polarity.AFFIRMED, "when": None, "where": None, "stance": Stance.ASSERTED}
    name = source.document.name
    return Claim(Kind.COUNT, name, name, passage, chain, body=figure, method="test", **(fields | more))  # type: ignore[arg-type]


def least(figure: int) -> Count:
    return Count("killed", None, "all", figure, None, Qualifier.AT_LEAST)


def exact(figure: int, group: str = "all", as_of: When | None = None) -> Count:
    return Count("killed", None, group, figure, figure, Qualifier.EXACT, as_of)


def drifts(first: Claim, second: Claim, *papers: Source) -> list[tuple[Aspect, str, str, bool]]:
    found = [drift for account in compare([first, second], lineage=trace(papers, [])) for drift in account.drifts]
    return [(drift.aspect, drift.before, drift.after, drift.own) for drift in found]


A = paper("a.txt", "Norvia Watch", MARCH, "The Ministry said that many were killed.")
B = paper("b.txt", "Amity League", MAY, "The Ministry said that many were killed.")
MANY = "many were killed"


def test_a_lost_qualifier_is_a_drift() -> None:
    told = says(A, MANY, least(5), "Ministry"), says(B, MANY, exact(5), "Ministry")
    assert drifts(*told, A, B) == [(Aspect.QUALIFIER, "at least 5", "5", False)]


def test_an_added_qualifier_is_a_drift() -> None:
    told = says(A, MANY, exact(64), "Ministry"), says(B, MANY, least(64), "Ministry")
    assert drifts(*told, A, B) == [(Aspect.QUALIFIER, "64", "at least 64", False)]


def test_an_author_who_sums_up_without_the_qualifier_lets_it_drift_within_one_document() -> None:
    one = paper("a.txt", "Norvia Watch", MARCH, "In all 64 were killed. The Ministry said at least 64 were killed.")
    told = says(one, "64 were killed", exact(64)), says(one, "at least 64 were killed", least(64), "Ministry")
    assert drifts(*told, one) == [(Aspect.QUALIFIER, "at least 64", "64", False)]


def test_people_who_become_civilians_are_a_drift() -> None:
    told = says(A, MANY, exact(64), "Ministry"), says(B, MANY, exact(64, "civilians"), "Ministry")
    assert drifts(*told, A, B) == [(Aspect.POPULATION, "all", "civilians", False)]


def test_another_place_is_a_drift() -> None:
    told = (
        says(A, MANY, exact(64), "Ministry", where=Where("Karad")),
        says(B, MANY, exact(64), "Ministry", where=Where("Belin")),
    )
    assert drifts(*told, A, B) == [(Aspect.PLACE, "karad", "belin", False)]


def test_another_date_is_a_drift() -> None:
    told = says(A, MANY, exact(64, as_of=MARCH), "Ministry"), says(B, MANY, exact(64, as_of=MAY), "Ministry")
    assert drifts(*told, A, B) == [(Aspect.DATE, "2031-03-05", "2031-05-09", False)]


def test_a_small_number_of_other_people_is_another_figure() -> None:
    told = says(A, MANY, exact(5), "Ministry"), says(B, MANY, exact(5, "civilians"), "Ministry")
    assert drifts(*told, A, B) == []


def test_another_origin_s_figure_is_no_drift() -> None:
    told = says(A, MANY, least(64), "Ministry"), says(B, MANY, exact(64), "Union")
    assert drifts(*told, A, B) == []


def test_an_origin_that_counts_again_changes_its_own_figure() -> None:
    told = says(A, MANY, exact(12, as_of=MARCH), "Ministry"), says(B, MANY, exact(15, as_of=MAY), "Ministry")
    assert drifts(*told, A, B) == [(Aspect.FIGURE, "12", "15", True)]


def test_figures_of_one_origin_in_documents_of_two_dates_may_have_moved() -> None:
    told = says(A, MANY, exact(12), "Ministry"), says(B, MANY, exact(15), "Ministry")
    assert drifts(*told, A, B) == [(Aspect.FIGURE, "12", "15", True)]


# ---------------------------------------------------------------- positions


def position(source: Source, stance: Stance, office: str = "Ministry", whom: str | None = None) -> Claim:
    body = Act("shooting", (Party(whom, "protesters"),), (Party(None, "police"),))
    claim = replace(says(source, MANY, exact(1), office), kind=Kind.ACT, body=body, stance=stance)
    return replace(claim, speakers=(replace(claim.origin, stance=stance), *claim.speakers[1:]))


def positions(*claims: Claim, papers: Sequence[Source] = (A, B)) -> list[Account]:
    return compare(claims, [About(claim.id, "e", "test", ".") for claim in claims], (), trace(papers, claims))


def test_an_office_that_denied_and_then_acknowledged_reversed_its_position() -> None:
    (found,) = positions(position(A, Stance.DENIED), position(B, Stance.ACKNOWLEDGED))
    assert (found.verdict, found.quantity) == (Verdict.EVOLUTION, "shooting")
    (drift,) = found.drifts
    assert (drift.aspect, drift.before, drift.after, drift.own) == (Aspect.POSITION, "denied", "acknowledged", True)


def test_without_dates_it_is_a_question_which_position_came_later() -> None:
    papers = [replace(each, profile=Profile("Norvia Watch", "author", None)) for each in (A, B)]
    (found,) = positions(position(A, Stance.DENIED), position(B, Stance.ACKNOWLEDGED), papers=papers)
    assert found.verdict is Verdict.UNRESOLVED
    assert found.reason.endswith("which of the two is its later word?")


def test_two_offices_or_two_victims_are_two_positions() -> None:
    told = positions(position(A, Stance.DENIED), position(B, Stance.ACKNOWLEDGED, "Karad Court"))
    assert [found.drifts for found in told if found.drifts] == [], "they contradict each other, neither itself"
    assert positions(position(A, Stance.DENIED, whom="Ada Orm"), position(B, Stance.ACKNOWLEDGED, whom="Bo Lind")) == []
