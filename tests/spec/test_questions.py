"""Open questions: what is asked, and of whom, to settle what is disputed or missing.

Two or three documents tell of one event. Every event, body and person is invented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.comparison import compare, ladders, questions, trace
from khronika.vocabulary.bodies import Body, Count, Party, Qualifier, Step
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import When, day
from khronika.vocabulary.documents import Document, Passage, Revision, Sensitivity
from khronika.vocabulary.extractions import Profile
from khronika.vocabulary.people import About, Entity, EntityKind, Mention
from khronika.vocabulary.places import Where
from khronika.vocabulary.record import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.vocabulary.enquiries import OpenQuestion

MINISTRY = Speaker("Ministry of Order", Role.AUTHORITY, "said", Stance.ASSERTED)
UNION = Speaker("Karad Union", Role.PARTY, "said", Stance.ASSERTED)
NURSE = Speaker("Ada Quill", Role.WITNESS, "said", Stance.ASSERTED)
TEXT = "Many words about what happened that day at the old harbour, and who was told of it afterwards."


def paper(document: str, author: str) -> Source:
    revision = Revision(document, TEXT, (), "test", "none")
    profile = Profile(author, "author", day(2031, 5, 9))
    return Source(Document(document, document, len(TEXT), Sensitivity.INTERNAL), (), revision, profile, None)


LEAGUE, WATCH = paper("league.txt", "Amity League"), paper("watch.txt", "Norvia Watch")


def told(source: Source, body: Body, *speakers: Speaker, when: When | None = None, place: str | None = None) -> Claim:
    assert source.revision
    assert source.profile
    at = sum(map(ord, f"{body}{speakers}{when}")) % 40
    chain = (*speakers, Speaker(source.profile.author, Role.AUTHOR, None, Stance.REPORTED))
    name = source.document.name
    where = Where(place) if place else None
    kind, passage = Kind(type(body).__name__.lower()), Passage.cut(source.revision, at, at + 9)
    return Claim(kind, name, name, passage, chain, Stance.ASSERTED, Polarity.AFFIRMED, when, where, body, "test")


def killed(number: int, as_of: When | None = None) -> Count:
    return Count("killed", "people", "all", number, number, Qualifier.EXACT, as_of)


def open_questions(claims: Sequence[Claim], entities: Sequence[Entity] = ()) -> list[OpenQuestion]:
    abouts = [About(claim.id, "harbour", "test", "") for claim in claims]
    lineage = trace((LEAGUE, WATCH), claims, entities)
    accounts = compare(claims, abouts, entities, lineage)
    return questions(claims, accounts, ladders(claims, abouts, entities, lineage), entities, lineage)


def asked(found: Sequence[OpenQuestion]) -> set[tuple[str, str]]:
    return {(question.to, question.text) for question in found}


def test_both_who_cannot_both_be_right_are_asked_and_each_is_told_what_the_other_says() -> None:
    found = open_questions([told(LEAGUE, killed(12), MINISTRY), told(WATCH, killed(15))])
    conflict = [question for question in found if "explains the difference" in question.text]
    assert [(question.to, question.text) for question in conflict] == [
        (
            "Ministry of Order",
            (
                "You are quoted with 12 killed (Amity League, 9 May 2031); Norvia Watch gives 15 killed. Whom does your"
                " figure count, on which list and as of which date, and what explains the difference?"
            ),
        ),
        (
            "Norvia Watch",
            (
                "You give 15 killed (in your document of 9 May 2031); Ministry of Order gives 12 killed. Whom does your"
                " figure count, on which list and as of which date, and what explains the difference?"
            ),
        ),
    ]


def test_who_gives_no_date_is_asked_for_it() -> None:
    found = open_questions([told(LEAGUE, killed(12), MINISTRY), told(WATCH, killed(15, day(2031, 3, 9)))])
    assert (
        "Ministry of Order",
        (
            "You are quoted with 12 killed (Amity League, 9 May 2031). As of which date were they counted? Another"
            " figure is of 9 March 2031."
        ),
    ) in asked(found)


def test_who_gives_no_place_is_asked_for_it() -> None:
    port = Speaker("Port Authority", Role.AUTHORITY, "said", Stance.ASSERTED)
    there = [told(WATCH, killed(12), speaker, place="Old Harbour") for speaker in (port, UNION)]
    found = open_questions([told(LEAGUE, killed(12), MINISTRY), told(WATCH, killed(15), place="Karad"), *there])
    assert (
        "Ministry of Order",
        (
            "You are quoted with 12 killed (Amity League, 9 May 2031). Does this figure count only Karad, or other"
            " places as well? Others name the place."
        ),
    ) in asked(found)


def test_somebody_at_risk_is_neither_asked_nor_named_to_others() -> None:
    found = open_questions([told(LEAGUE, killed(12), MINISTRY), told(WATCH, killed(15), NURSE)])
    assert all("Ada Quill" not in f"{question.to} {question.text}" for question in found)
    (ministry,) = [each.text for each in found if each.to == "Ministry of Order" and "Who are they" not in each.text]
    assert "15 killed" not in ministry, "what she told may show who she is"


def test_a_question_that_would_name_somebody_protected_is_not_asked() -> None:
    mention = Mention(EntityKind.PERSON, "r", "watch.txt", "watch.txt", 0, 4, "Ilse", "Ilse", pseudonym=True)
    ilse = Entity("ilse", EntityKind.PERSON, "Ilse", ("Ilse",), protected=True, mentions=(mention,))
    free = Step("released", (Party("Ilse"),))
    claims = [told(LEAGUE, free, MINISTRY, when=day(2031, 3, 9)), told(WATCH, free, when=day(2031, 4, 1))]
    assert any("On Ilse" in question.text for question in open_questions(claims))
    assert not any("Ilse" in question.text for question in open_questions(claims, [ilse]))


def test_two_dates_of_one_release_are_asked_of_both() -> None:
    free = Step("released", (Party("Orrin Vale"),))
    claims = [told(LEAGUE, free, MINISTRY, when=day(2031, 3, 9)), told(WATCH, free, when=day(2031, 4, 1))]
    assert (
        "Ministry of Order",
        (
            "On Orrin Vale: you are quoted with “released on 9 March 2031” (Amity League, 9 May 2031); Norvia Watch"
            " gives “released on 1 April 2031”. Which of the two is right, and which document shows it?"
        ),
    ) in asked(open_questions(claims))


def test_where_fewer_are_named_than_counted_the_list_is_asked_for_once() -> None:
    found = open_questions([told(LEAGUE, killed(12), MINISTRY), told(WATCH, killed(12))])
    lists = [question for question in found if question.to == "Ministry of Order" and "Who are they?" in question.text]
    assert [question.account for question in lists] == [None]


def test_a_word_without_a_number_is_asked_about() -> None:
    dozens = Count("killed", "dozens", "all", None, None, Qualifier.VAGUE)
    (question,) = open_questions([told(LEAGUE, dozens, MINISTRY)])
    assert question.text.startswith("You are quoted with no number for those killed (dozens)")


def test_the_gravest_comes_first_and_nothing_is_asked_twice() -> None:
    hurt = Count("injured", "people", "all", 40, 40, Qualifier.EXACT)
    more = Count("injured", "people", "all", 90, 90, Qualifier.EXACT)
    claims = [
        told(LEAGUE, hurt, MINISTRY),
        told(WATCH, more),
        told(LEAGUE, killed(12), MINISTRY),
        told(WATCH, killed(15)),
    ]
    found = [question for question in open_questions(claims) if question.to == "Norvia Watch"]
    assert "killed" in found[0].text
    assert len({question.text for question in found}) == len(found)
    assert open_questions(claims[::-1]) == open_questions(claims)
