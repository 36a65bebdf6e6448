"""Events: what is one, what is two, and which claims are about which, in sentences that a researcher can check.

All people and places are invented. `told("a", 12, "killed", day(2019, 3, 4), "Karad")`: document, figure, day, town.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.resolution import propose_events
from khronika.vocabulary.bodies import Act, Body, Count, Qualifier, Statement
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import When, day, span
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.people import EntityKind, Mention
from khronika.vocabulary.places import Where

if TYPE_CHECKING:
    from collections.abc import Sequence

AUTHOR = Speaker("Norvia Watch", Role.AUTHOR, None, Stance.ASSERTED)
OFFICIAL = Speaker("Prosecutor General", Role.AUTHORITY, "said", Stance.ASSERTED)


def claim(
    document: str, at: int, body: Body, when: When | None, where: str | None, speakers: Sequence[Speaker] = (AUTHOR,)
) -> Claim:
    exact = f"words at {at}"
    passage = Passage(f"r{document}", at, at + len(exact), exact, "", "")
    kind = {Count: Kind.COUNT, Act: Kind.ACT, Statement: Kind.STATEMENT}[type(body)]
    said = (tuple(speakers), Stance.ASSERTED, Polarity.AFFIRMED, when, Where(where) if where else None)
    return Claim(kind, f"{document}.txt", document, passage, *said, body, "test")


def told(document: str, number: int, quantity: str, when: When | None = None, where: str | None = None) -> Claim:
    body = Count(quantity, "people", "all", number, number, Qualifier.EXACT)
    return claim(document, number * 1000, body, when, where)


def names(document: str, place: str, times: int = 1) -> list[Mention]:
    spans = [(n * 50, n * 50 + len(place)) for n in range(times)]
    return [Mention(EntityKind.PLACE, f"r{document}", document, f"{document}.txt", *s, place, place) for s in spans]


def filed(claims: list[Claim], mentions: Sequence[Mention] = ()) -> dict[str, set[int]]:
    """By the event's name: the figures that are filed under it (of an act: its place in the text)."""
    events, abouts = propose_events(claims, list(mentions), {})
    assert propose_events(claims[::-1], list(mentions)[::-1], {}) == (events, abouts), "the order changes nothing"
    assert all(about.reason.endswith(".") for about in abouts)
    name, by_id = {event.id: event.name for event in events}, {one.id: one for one in claims}
    found: dict[str, set[int]] = {event.name: set() for event in events}
    for about in abouts:
        body = by_id[about.claim].body
        low = body.low if isinstance(body, Count) else None
        found[name[about.event]].add(low if low is not None else by_id[about.claim].passage.start)
    return found


FOURTH, FIFTH = day(2019, 3, 4), day(2019, 3, 5)


def test_two_towns_on_one_day_are_two_events_of_one_document() -> None:
    claims = [
        told("a", 12, "killed", FOURTH, "Karad"),
        told("a", 30, "injured", FOURTH, "Karad"),
        told("a", 2, "killed", FOURTH, "Belin"),
        told("a", 7, "injured", FOURTH, "Belin"),
    ]
    assert filed(claims) == {
        "Events of 4 March 2019 in Karad": {12, 30},
        "Events of 4 March 2019 in Belin": {2, 7},
    }


def test_a_clash_and_deaths_in_a_prison_a_week_later_are_two_events() -> None:
    claims = [
        told("a", 12, "killed", FOURTH, "Karad"),
        told("a", 30, "injured", FOURTH, "Karad"),
        told("a", 3, "died", day(2019, 3, 12), "Belin"),
        told("b", 4, "died", day(2019, 3, 12), "Belin"),
    ]
    assert filed(claims) == {
        "Events of 4 March 2019 in Karad": {12, 30},
        "Events of 12 March 2019 in Belin": {3, 4},
    }


def test_a_single_killing_elsewhere_and_later_is_neither_an_event_nor_about_this_one() -> None:
    later = told("a", 1, "died", day(2019, 3, 12), "Belin")
    claims = [told("a", 12, "killed", FOURTH, "Karad"), told("a", 30, "injured", FOURTH, "Karad"), later]
    assert filed(claims) == {"Events of 4 March 2019 in Karad": {12, 30}}


def test_two_days_in_one_town_are_one_event() -> None:
    claims = [told("a", 12, "killed", FOURTH, "Karad"), told("b", 15, "killed", FIFTH, "Karad")]
    assert filed(claims) == {"Events of 4-5 March 2019 in Karad": {12, 15}}


def test_a_town_under_two_names_is_one_place_of_one_event() -> None:
    claims = [told("a", 12, "killed", FOURTH, "Uralsk"), told("b", 15, "killed", FOURTH, "Oral")]
    mentions = [*names("a", "Uralsk"), *names("b", "Oral"), *names("a", "Kazakhstan"), *names("b", "Kazakhstan")]
    (event,) = filed(claims, mentions).values()
    assert event == {12, 15}
    assert len(filed(claims)) == 0, "without a country the gazetteer is not asked, and each town has one claim"


def test_figures_without_a_town_belong_to_the_event_of_their_days_that_the_document_tells_most_of() -> None:
    claims = [
        told("a", 12, "killed", FOURTH, "Karad"),
        told("a", 30, "injured", FOURTH, "Karad"),
        told("a", 31, "injured", FIFTH, "Karad"),
        told("a", 2, "killed", FOURTH, "Belin"),
        told("a", 7, "injured", FOURTH, "Belin"),
        told("a", 14, "killed", FOURTH),
    ]
    assert filed(claims)["Events of 4-5 March 2019 in Karad"] == {12, 30, 31, 14}


def test_what_one_sentence_alone_puts_in_another_town_is_no_event_of_its_own() -> None:
    hospital = [
        claim("a", 90_000 + at, Count("died", "people", "all", n, n, Qualifier.EXACT), FOURTH, "Belin")
        for at, n in ((0, 2), (40, 1))
    ]
    claims = [told("a", 12, "killed", FOURTH, "Karad"), told("a", 30, "injured", FOURTH, "Karad"), *hospital]
    assert filed(claims) == {"Events of 4 March 2019 in Karad": {12, 30, 2, 1}}


def test_violence_without_a_day_is_filed_where_it_is_placed() -> None:
    claims = [
        told("a", 12, "killed", FOURTH, "Karad"),
        told("a", 30, "injured", FOURTH, "Karad"),
        told("a", 31, "injured", FIFTH, "Karad"),
        told("a", 2, "killed", FOURTH, "Belin"),
        told("a", 7, "injured", FOURTH, "Belin"),
        told("a", 5, "seriously_injured", None, "Belin"),
    ]
    assert 5 in filed(claims)["Events of 4 March 2019 in Belin"]


def test_the_day_of_a_statement_is_not_that_of_what_it_tells() -> None:
    later = day(2019, 4, 20)
    statement = claim("a", 50_000, Statement("Prosecutor General", None, "14 people died"), later, None)
    reported = [
        claim("a", 50_000 + n, Count(q, "people", "all", n, n, Qualifier.EXACT), later, "Karad", (OFFICIAL, AUTHOR))
        for n, q in ((14, "died"), (64, "injured"))
    ]
    claims = [told("a", 12, "killed", FOURTH, "Karad"), told("a", 30, "injured", FOURTH, "Karad")]
    assert list(filed([*claims, statement, *reported])) == ["Events of 4 March 2019 in Karad"]
    assert len(filed([*claims, *reported])) == 2, "nobody says that it was told on that day"


def test_a_document_that_names_two_events_towns_is_filed_under_the_one_it_clearly_names_most() -> None:
    claims = [told(d, n, "killed", FOURTH, p) for d, n, p in (("a", 12, "Karad"), ("a", 13, "Karad"))]
    claims += [told(d, n, "killed", FOURTH, p) for d, n, p in (("b", 2, "Belin"), ("b", 3, "Belin"))]
    trial = told("c", 37, "tried")
    often = [*names("c", "Karad", 4), *names("c", "Belin")]
    assert 37 in filed([*claims, trial], often)["Events of 4 March 2019 in Karad"]
    evenly = [*names("c", "Karad"), *names("c", "Belin")]
    assert all(37 not in numbers for numbers in filed([*claims, trial], evenly).values())


def test_an_act_with_a_day_of_its_own_long_after_is_not_about_the_event() -> None:
    beating = claim("a", 70_000, Act("beating", (), ()), day(2019, 10, 16), None)
    claims = [told("a", 12, "killed", FOURTH, "Karad"), told("a", 30, "injured", FOURTH, "Karad"), beating]
    assert filed(claims) == {"Events of 4 March 2019 in Karad": {12, 30}}


def test_a_month_is_no_day_but_fits_the_event_of_its_town() -> None:
    month = span("2019-03-01", "2019-03-31", "March 2019")
    claims = [
        told("a", 12, "killed", FOURTH, "Karad"),
        told("a", 30, "injured", FOURTH, "Karad"),
        told("b", 14, "killed", month, "Karad"),
    ]
    assert filed(claims, names("b", "Karad"))["Events of 4 March 2019 in Karad"] == {12, 30, 14}


def test_another_document_changes_neither_the_id_nor_the_filing_of_an_event() -> None:
    claims = [told("a", 12, "killed", FOURTH, "Karad"), told("a", 30, "injured", FIFTH, "Karad")]
    (before,), _ = propose_events(claims, [], {})
    (after,), abouts = propose_events([*claims, told("b", 15, "killed", FIFTH, "Qarad city")], [], {})
    assert before.id == after.id
    assert {claim.id for claim in claims} < {about.claim for about in abouts}


def figure(document: str, at: int, number: int, when: When | None = None, where: str | None = None) -> Claim:
    return claim(document, at, Count("killed", "people", "all", number, number, Qualifier.EXACT), when, where)


def test_what_follows_at_once_on_one_of_two_events_is_about_that_one() -> None:
    claims = [
        told("b", 11, "killed", FOURTH, "Karad"),
        told("b", 2, "killed", day(2020, 6, 1), "Belin"),
        figure("a", 100, 12, FOURTH, "Karad"),
        figure("a", 200, 13),
        figure("a", 1500, 3, day(2020, 6, 1), "Belin"),
        figure("a", 1600, 4),
    ]
    assert filed(claims) == {
        "Events of 4 March 2019 in Karad": {11, 12, 13},
        "Events of 1 June 2020 in Belin": {2, 3, 4},
    }


def test_violence_told_once_is_an_event_where_something_else_has_its_day_and_town() -> None:
    march = claim("b", 0, Count("tried", "people", "defendants", 22, 22, Qualifier.EXACT), FOURTH, "Karad")
    claims = [figure("a", 100, 12, FOURTH, "Karad"), march]
    assert filed(claims) == {"Events of 4 March 2019 in Karad": {12, 22}}
    assert filed(claims[:1]) == {}
