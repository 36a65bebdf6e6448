"""Who repeats whom: how many independent origins stand behind a figure, and what only echoes.

`paper("b.txt", "Norvia Watch", MAY, "…")` is one document; `says(paper, "15 people were killed", 15)` is the figure at
these words, in the author's own voice unless somebody is named. Every event, body and person is invented.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.comparison import compare, dependences, trace
from khronika.vocabulary.accounts import Account, Verdict
from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import When, day
from khronika.vocabulary.documents import Document, Mark, MarkKind, Passage, Revision, Sensitivity
from khronika.vocabulary.extractions import Profile
from khronika.vocabulary.origins import Bond, Ground, Reliance
from khronika.vocabulary.people import Entity, EntityKind
from khronika.vocabulary.places import Where
from khronika.vocabulary.record import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

MARCH, MAY = day(2031, 3, 5), day(2031, 5, 9)
COPIED = "soldiers opened fire on the crowd near the old harbour gate and 15 people were killed"


def paper(file: str, author: str | None, date: When | None, text: str) -> Source:
    revision = Revision(file, text, (), "test", "none")
    profile = Profile(author, "author", date)
    return Source(Document(file, file, len(text), Sensitivity.INTERNAL), (), revision, profile, None)


def says(source: Source, words: str, figure: int | Count, *speakers: str | None, **more: object) -> Claim:
    """The figure at these words; speakers are given origin first, None is somebody without a name."""
    assert source.revision
    assert source.profile
    start = source.revision.text.index(words)
    body = Count("killed", None, "all", figure, figure, Qualifier.EXACT) if isinstance(figure, int) else figure
    told = [Speaker(name, Role.AUTHORITY if name else Role.UNNAMED, "said", Stance.ASSERTED) for name in speakers]
    chain = (*told, Speaker(source.profile.author, Role.AUTHOR, None, Stance.REPORTED))
    passage = Passage.cut(source.revision, start, start + len(words))
    fields: dict[str, object] = {"polarity": Polarity.AFFIRMED, "when": None, "where": None, "stance": Stance.ASSERTED}
    name = source.document.name
    return Claim(Kind.COUNT, name, name, passage, chain, body=body, method="test", **(fields | more))  # type: ignore[arg-type]


def accounts(
    papers: Sequence[Source], claims: Sequence[Claim], *reliances: Reliance, entities: Sequence[Entity] = ()
) -> list[Account]:
    return compare(claims, [], entities, trace(papers, claims, entities, reliances))


def account(papers: Sequence[Source], claims: Sequence[Claim], *reliances: Reliance) -> Account:
    (found,) = accounts(papers, claims, *reliances)
    return found


# ---------------------------------------------------------------- independent origins


def test_two_documents_that_share_nothing_are_two_independent_origins() -> None:
    one = paper("a.txt", "Norvia Watch", MARCH, "We counted ourselves: 15 people were killed.")
    other = paper("b.txt", "Amity League", MAY, "Our doctors in Karad saw the bodies; 15 people were killed.")
    found = account([one, other], [says(p, "15 people were killed", 15) for p in (one, other)])
    assert (found.verdict, found.independent, found.dependences) == (Verdict.SAME, 2, ())
    assert found.reason.endswith("2 independent origins: Amity League, Norvia Watch.")


def test_five_reports_of_one_origin_are_one() -> None:
    papers = [paper(f"{n}.txt", f"League {n}", MARCH, "The Ministry said 15 people were killed.") for n in "ABCDE"]
    found = account(papers, [says(each, "15 people were killed", 15, "Ministry") for each in papers])
    assert (found.verdict, found.independent, len(found.echoes)) == (Verdict.RESTATES, 1, 4)
    assert {dependence.ground for dependence in found.dependences} <= {Ground.CHAIN}


def test_two_names_of_one_office_are_one_voice() -> None:
    papers = [paper(f"{n}.txt", f"League {n}", MARCH, "They said 15 people were killed.") for n in "AB"]
    names = ("Prosecutor General", "the General Prosecutor's Office")
    claims = [says(p, "15 people were killed", 15, name) for p, name in zip(papers, names, strict=True)]
    assert account(papers, claims).independent == 1


def test_a_document_that_quotes_an_authority_does_not_confirm_the_authority() -> None:
    report = paper("a.txt", "Norvia Watch", MARCH, "The Ministry said 15 people were killed. Later: the 15 dead.")
    claims = [says(report, "15 people were killed", 15, "Ministry"), says(report, "15 dead", 15)]
    bulletin = paper("m.txt", "Ministry", MARCH, "In all 15 died.")
    found = account([report, bulletin], [*claims, says(bulletin, "15 died", 15)])
    assert (found.verdict, found.independent) == (Verdict.RESTATES, 1)


def test_a_second_document_of_an_author_who_had_it_from_an_office_confirms_nothing() -> None:
    first = paper("a.txt", "Norvia Watch", MARCH, "The Ministry said 15 people were killed.")
    later = paper("b.txt", "Norvia Watch", MAY, "We recall that 15 people were killed.")
    claims = [says(first, "15 people were killed", 15, "Ministry"), says(later, "15 people were killed", 15)]
    found = account([first, later], claims)
    assert (found.verdict, found.independent) == (Verdict.RESTATES, 1)
    assert "Norvia Watch (a.txt) says so on the word of Ministry (“said”)" in found.reason


def test_two_documents_of_one_author_are_one_voice() -> None:
    papers = [paper(f"{n}.txt", "Norvia Watch", None, f"Report {n}: 15 people were killed.") for n in "ab"]
    found = account(papers, [says(each, "15 people were killed", 15) for each in papers])
    assert found.independent == 1
    assert "a.txt and b.txt are both by Norvia Watch: one voice." in [d.reason for d in found.dependences]


def test_two_mails_with_one_subject_do_not_cite_each_other_and_one_that_names_it_does() -> None:
    head = "Subject: Food for the families of Korm"

    def mail(file: str, author: str, date: When, text: str) -> Source:
        found = paper(file, author, date, text)
        assert found.revision
        revision = replace(found.revision, marks=(Mark(MarkKind.HEADING, 0, text.index("\n")),))
        return replace(found, revision=revision)

    first = mail("1.eml", "Ada Voss", MARCH, f"{head}\n\nIn all 15 people were killed.")
    second = mail("2.eml", "Ben Orlo", MAY, f"{head}\n\nWe saw that 15 people were killed.")
    reply = mail("3.eml", "Cleo Marn", MAY, f"Note\n\nOn {head}: no, 15 people were killed.")
    papers = [first, second, reply]
    claims = [says(each, "15 people were killed", 15) for each in papers]
    ties = dependences(claims, trace(papers, claims))
    assert [(each.ground, {each.a, each.b}) for each in ties if each.ground is Ground.REFERENCE] == [
        (Ground.REFERENCE, {"Cleo Marn", "Ada Voss"})
    ]


def test_unnamed_sources_of_two_documents_are_neither_one_nor_two() -> None:
    papers = [paper(f"{n}.txt", f"League {n}", MARCH, "Reportedly 15 people were killed.") for n in "AB"]
    found = account(papers, [says(each, "15 people were killed", 15, None) for each in papers])
    assert (found.verdict, found.independent) == (Verdict.SAME, None)
    assert "is unknown" in found.reason


def test_somebody_described_is_not_somebody_named() -> None:
    papers = [paper(f"{n}.txt", f"League {n}", MARCH, "A nurse said 15 people were killed.") for n in "AB"]
    found = account(
        papers,
        [
            says(each, "15 people were killed", 15, name)
            for each, name in zip(papers, ("a nurse", "a hospital nurse"), strict=True)
        ],
    )
    assert found.independent is None


def test_according_to_the_information_received_is_an_unknown_origin() -> None:
    """A league's figure that an international body repeats so may be the league's own."""
    league = paper("a.txt", "Norvia Watch", MARCH, "We counted ourselves: 15 people were killed.")
    appeal = paper("b.txt", "Special Mandates", MAY, "According to the information received, 15 people were killed.")
    claims = [says(league, "15 people were killed", 15), says(appeal, "15 people were killed", 15, None)]
    found = account([league, appeal], claims)
    assert (found.verdict, found.independent) == (Verdict.SAME, 1)
    assert "Not counted, because unknown: an unnamed source in b.txt." in found.reason


def test_whether_an_office_is_another_source_than_its_government_nobody_can_say() -> None:
    papers = [paper(f"{n}.txt", f"League {n}", MARCH, "They said 15 people were killed.") for n in "AB"]
    claims = [
        says(p, "15 people were killed", 15, n) for p, n in zip(papers, ("Ministry", "the government"), strict=True)
    ]
    assert account(papers, claims).independent == 1


# ---------------------------------------------------------------- judgement


def test_a_person_may_say_that_two_are_independent_after_all() -> None:
    one = paper("a.txt", "Norvia Watch", MARCH, f"On Monday {COPIED}.")
    other = paper("b.txt", "Amity League", MAY, f"We learnt that {COPIED}.")
    claims = [says(p, "15 people were killed", 15) for p in (one, other)]
    judged = Reliance("Norvia Watch", "b.txt", Bond.INDEPENDENT, "Ada", "both saw the same list of the morgue")
    found = account([one, other], claims, judged)
    assert (found.verdict, found.independent) == (Verdict.SAME, 2)


def test_a_person_may_say_that_one_rests_on_the_other() -> None:
    one = paper("a.txt", "Norvia Watch", MARCH, "We counted: 15 people were killed.")
    other = paper("b.txt", "Amity League", MAY, "Our doctors saw 15 people who were killed.")
    claims = [says(one, "15 people were killed", 15), says(other, "15 people who were killed", 15)]
    judged = Reliance("Amity League", "Norvia Watch", Bond.DEPENDENT, "Ada", "the league told me so")
    found = account([one, other], claims, judged)
    assert (found.verdict, found.independent) == (Verdict.RESTATES, 1)
    assert "Ada judged that" in found.reason
    assert "the league told me so" in found.reason


def test_a_person_may_say_that_an_unnamed_source_is_another_one() -> None:
    papers = [paper(f"{n}.txt", f"League {n}", MARCH, "They say 15 people were killed.") for n in "AB"]
    claims = [says(papers[0], "15 people were killed", 15), says(papers[1], "15 people were killed", 15, None)]
    judged = Reliance("an unnamed source in B.txt", "League A", Bond.INDEPENDENT, "Ada", "I know who it is")
    assert account(papers, claims).independent == 1
    assert account(papers, claims, judged).independent == 2


# ---------------------------------------------------------------- equal numbers


def test_equal_numbers_are_no_link() -> None:
    text = "The Ministry said 5 people were killed in Karad. In Belin we counted 5 people who were killed."
    report = paper("a.txt", "Norvia Watch", MARCH, text)
    claims = [
        says(report, "5 people were killed", 5, "Ministry", where=Where("Karad")),
        says(report, "5 people who were killed", 5, where=Where("Belin")),
    ]
    found = account([report], claims)
    assert (found.verdict, found.echoes, found.drifts) == (Verdict.DIFFERENT_POPULATION, (), ())


def test_a_protected_person_is_taken_for_nobody_of_another_document() -> None:
    papers = [paper(f"{n}.txt", f"League {n}", MARCH, "Tam T. said 15 people were killed.") for n in "AB"]
    hidden = Entity("e", EntityKind.PERSON, "Tam T.", ("Tam T.",), protected=True, mentions=())
    claims = [says(each, "15 people were killed", 15, "Tam T.") for each in papers]
    (found,) = accounts(papers, claims, entities=[hidden])
    assert (found.independent, found.echoes) == (None, ())


# ---------------------------------------------------------------- the whole record


def test_the_record_knows_every_tie_once_with_its_reason() -> None:
    one = paper("a.txt", "Norvia Watch", None, f"On Monday {COPIED}. The Ministry said 15 people were buried.")
    other = paper("b.txt", "Amity League", None, f"We learnt that {COPIED}. As Norvia Watch reported, it was dark.")
    claims = [says(one, "15 people were buried", 15, "Ministry"), says(other, "15 people were killed", 15)]
    found = dependences(claims, trace([one, other], claims))
    assert [(each.ground, {each.a, each.b}) for each in found] == [
        (Ground.CHAIN, {"Norvia Watch", "Ministry"}),
        (Ground.REFERENCE, {"Amity League", "Norvia Watch"}),
        (Ground.WORDS, {"Amity League", "Norvia Watch"}),
    ]
