"""Events proposed from dated violence, and which claims are filed under them."""

from __future__ import annotations

from khronika.resolution import propose_events
from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import When, day
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.extractions import Profile
from khronika.vocabulary.people import EntityKind, Mention
from khronika.vocabulary.places import Where


def told(document: str, at: int, quantity: str, when: When | None = None, where: str | None = None) -> Claim:
    exact = f"{at} {quantity}"
    passage = Passage(f"r{document}", at, at + len(exact), exact, "", "")
    body = Count(quantity, "people", "all", at, at, Qualifier.EXACT)
    speaker = Speaker("Norvia Watch", Role.AUTHOR, None, Stance.ASSERTED)
    place = Where(where) if where else None
    said = (speaker,), Stance.ASSERTED, Polarity.AFFIRMED, when, place
    return Claim(Kind.COUNT, f"{document}.txt", document, passage, *said, body, "test")


def names(document: str, place: str) -> Mention:
    return Mention(EntityKind.PLACE, f"r{document}", document, f"{document}.txt", 0, len(place), place, place)


def test_near_days_and_one_place_in_two_spellings_are_one_event() -> None:
    claims = [told("a", 12, "killed", day(2019, 3, 4), "Karad"), told("b", 15, "killed", day(2019, 3, 6), "Qarad city")]
    (event,), abouts = propose_events(claims, [], {})
    assert event.name == "Events of 4-6 March 2019 in Karad"
    assert {about.claim for about in abouts} == {claim.id for claim in claims}


def test_another_place_in_other_documents_is_another_event() -> None:
    one = [told("a", 12, "killed", day(2019, 3, 4), "Karad"), told("a", 30, "injured", day(2019, 3, 4), "Karad")]
    other = [told("b", 5, "killed", day(2019, 3, 4), "Belin"), told("b", 8, "injured", day(2019, 3, 5), "Belin")]
    events, abouts = propose_events([*one, *other], [], {})
    assert {event.place for event in events} == {"Belin", "Karad"}
    assert len({about.event for about in abouts if about.claim in {claim.id for claim in one}}) == 1


def test_what_has_no_date_is_filed_under_the_only_event_of_its_document_and_says_so() -> None:
    dated = [told("a", 12, "killed", day(2019, 3, 4), "Karad"), told("a", 30, "injured", day(2019, 3, 4), "Karad")]
    trial = told("a", 37, "tried")
    _, abouts = propose_events([*dated, trial], [], {})
    (about,) = [about for about in abouts if about.claim == trial.id]
    assert "the only one its document dates" in about.reason


def test_what_happened_before_the_event_is_not_about_it() -> None:
    dated = [told("a", 12, "killed", day(2019, 3, 4), "Karad"), told("a", 30, "injured", day(2019, 3, 4), "Karad")]
    before = told("a", 5, "detained", day(2018, 12, 1))
    _, abouts = propose_events([*dated, before], [], {})
    assert before.id not in {about.claim for about in abouts}


def test_a_document_that_tells_of_two_events_alike_files_nothing_by_guess() -> None:
    spring = [told("a", n, "killed", day(2019, 3, 4), "Karad") for n in (12, 13)]
    autumn = [told("a", n, "killed", day(2019, 9, 4), "Karad") for n in (2, 3)]
    undated = told("a", 37, "tried")
    events, abouts = propose_events([*spring, *autumn, undated], [], {})
    assert len(events) == 2
    assert undated.id not in {about.claim for about in abouts}


def test_a_document_that_only_names_the_place_is_filed_unless_it_is_older() -> None:
    dated = [told("a", 12, "killed", day(2019, 3, 4), "Karad"), told("a", 30, "injured", day(2019, 3, 4), "Karad")]
    trial = told("b", 37, "tried")
    later, older = (Profile(None, "unnamed", day(year, 1, 1)) for year in (2020, 2018))
    mentions = [names("b", "Karad")]
    assert trial.id in {about.claim for about in propose_events([*dated, trial], mentions, {"b": later})[1]}
    assert trial.id not in {about.claim for about in propose_events([*dated, trial], mentions, {"b": older})[1]}
    assert trial.id not in {about.claim for about in propose_events([*dated, trial], [], {})[1]}


def test_the_order_of_the_claims_changes_nothing() -> None:
    claims = [told("a", n, "killed", day(2019, 3, n), "Karad") for n in (4, 6, 9)] + [told("a", 37, "tried")]
    assert propose_events(claims, [], {}) == propose_events(claims[::-1], [], {})


def test_what_is_told_of_the_state_as_a_whole_is_no_event_beside_that_of_its_town() -> None:
    town = [told("a", n, "killed", day(2019, 3, 4), "Karad") for n in (12, 13)]
    state = [told("b", n, "injured", day(2019, 3, 4), "Norvania") for n in (30, 40)]
    office = "Office of the Prosecutor of the Republic of Norvania"
    calls_it_so = Mention(EntityKind.ORGANISATION, "rc", "c", "c.txt", 0, len(office), office, office)
    seen = [names("a", "Karad"), names("b", "Karad"), names("b", "Norvania"), calls_it_so]
    (event,), abouts = propose_events([*town, *state], seen, {})
    assert event.place == "Karad"
    assert {about.claim for about in abouts} == {claim.id for claim in (*town, *state)}
