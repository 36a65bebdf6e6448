"""Who has it from whom, by the texts: words that two documents share, and references of one to the other.

`says(paper, "15 people were killed")` is a figure at these words in the author's own voice. All of it is invented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika.comparison import compare, trace
from khronika.vocabulary.accounts import Account, Verdict
from khronika.vocabulary.bodies import Count, Qualifier
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import When, day
from khronika.vocabulary.documents import Document, Passage, Revision, Sensitivity
from khronika.vocabulary.extractions import Profile
from khronika.vocabulary.origins import Ground
from khronika.vocabulary.record import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

MARCH, MAY, JUNE = day(2031, 3, 5), day(2031, 5, 9), day(2031, 6, 2)
COPIED = "soldiers opened fire on the crowd near the old harbour gate and 15 people were killed"


def paper(file: str, author: str | None, date: When | None, text: str) -> Source:
    revision = Revision(file, text, (), "test", "none")
    profile = Profile(author, "author", date)
    return Source(Document(file, file, len(text), Sensitivity.INTERNAL), (), revision, profile, None)


def says(source: Source, words: str) -> Claim:
    """Fifteen people killed, at these words and in the author's own voice."""
    assert source.revision
    assert source.profile
    start = source.revision.text.index(words)
    author = Speaker(source.profile.author, Role.AUTHOR, None, Stance.REPORTED)
    body = Count("killed", None, "all", 15, 15, Qualifier.EXACT)
    passage = Passage.cut(source.revision, start, start + len(words))
    where = (source.document.name, source.document.name, passage, (author,), Stance.REPORTED, Polarity.AFFIRMED)
    return Claim(Kind.COUNT, *where, when=None, where=None, body=body, method="test")


def account(papers: Sequence[Source], claims: Sequence[Claim]) -> Account:
    (found,) = compare(claims, lineage=trace(papers, claims))
    return found


def copies(first: When | None, second: When | None, between: str = "{}") -> Account:
    one = paper("a.txt", "Norvia Watch", first, f"On Monday {COPIED}.")
    other = paper("b.txt", "Amity League", second, f"We learnt that {between.format(COPIED.upper())}.")
    claims = [says(one, "15 people were killed"), says(other, "15 PEOPLE WERE KILLED")]
    return account([one, other], claims)


def test_the_later_of_two_documents_with_one_run_of_words_has_it_from_the_earlier() -> None:
    found = copies(MARCH, MAY)
    assert (found.verdict, found.independent) == (Verdict.RESTATES, 1)
    (dependence,) = found.dependences
    assert (dependence.a, dependence.b, dependence.ground) == ("Amity League", "Norvia Watch", Ground.WORDS)
    assert dependence.directed
    assert "has 16 words in a row from Norvia Watch (a.txt), which is earlier" in dependence.reason
    assert [passage.exact.casefold() for passage in dependence.passages] == [COPIED, COPIED]
    (echo,) = found.echoes
    assert echo.claim != echo.of


def test_without_dates_nobody_knows_who_was_first_but_they_are_not_independent() -> None:
    for dates in ((None, None), (MARCH, None), (MARCH, MARCH)):
        found = copies(*dates)
        assert (found.independent, [d.directed for d in found.dependences]) == (1, [False])


def test_words_in_quotation_marks_say_nothing_of_who_has_it_from_whom() -> None:
    assert copies(MARCH, MAY, "a witness wrote: “{}”").independent == 2


BOILERPLATE = [
    "the Convention against Torture and other cruel, inhuman or degrading treatment or punishment of 1984",
    "the Special Rapporteur on the promotion and protection of the right to freedom of opinion and expression",
    "12 Harbour Street, Old Town, Karad, Republic of Norvia, telephone 555 01 02, fax 555 01 03",
]


@pytest.mark.parametrize("title", BOILERPLATE)
def test_titles_names_and_addresses_count_for_nothing(title: str) -> None:
    papers = [
        paper(f"{n}.txt", f"League {n}", date, f"{n} {title}. {n}: 15 people were killed.")
        for n, date in (("A", MARCH), ("B", MAY))
    ]
    assert account(papers, [says(each, "15 people were killed") for each in papers]).independent == 2
    assert trace(papers, []).ties == {}


def test_seven_words_in_a_row_meet_by_accident() -> None:
    papers = [
        paper("a.txt", "Norvia Watch", MARCH, "We know that on the square 15 people were killed."),
        paper("b.txt", "Amity League", MAY, "It is said that on the square 15 people were killed."),
    ]
    assert account(papers, [says(each, "15 people were killed") for each in papers]).independent == 2


def test_a_text_copied_elsewhere_puts_this_figure_in_doubt_and_no_more() -> None:
    long = "the guards moved the men from one cell to another at night and nobody was told where they had been taken"
    one = paper("a.txt", "Norvia Watch", MARCH, f"In May {long}.\n\nWe counted 15 people who were killed.")
    other = paper("b.txt", "Amity League", MAY, f"In spring {long}.\n\nOur own doctors saw 15 bodies.")
    found = account([one, other], [says(one, "15 people who were killed"), says(other, "15 bodies")])
    assert (found.verdict, found.independent) == (Verdict.SAME, 1)
    assert [dependence.certain for dependence in found.dependences] == [False]
    assert "whether this figure is from there too is not said." in found.reason


def test_three_copies_of_one_text_that_gives_no_figure_are_one_origin() -> None:
    """The first to print the words is the origin, though nobody made a claim of what it says."""
    wire = paper("w.txt", "Radio Karad", MARCH, f"On Monday {COPIED}.")
    papers = [paper(f"{n}.txt", f"League {n}", MAY, f"{n} writes that {COPIED}.") for n in "AB"]
    found = account([wire, *papers], [says(each, "15 people were killed") for each in papers])
    assert (found.verdict, found.independent) == (Verdict.RESTATES, 1)
    assert {dependence.b for dependence in found.dependences} == {"Radio Karad"}


# ---------------------------------------------------------------- references


REFERENCES = [
    "According to a report of Norvia Watch dated 5 March 2031, 15 people were killed.",
    "As Norvia Watch reported, 15 people were killed.",
    "We refer to your letter of 5 March 2031. It says that 15 people were killed.",
    "Selon un rapport de Norvia Watch, 15 people were killed.",
    "По данным Norvia Watch, 15 people were killed.",
]


@pytest.mark.parametrize("text", REFERENCES)
def test_who_refers_to_a_document_beside_the_figure_has_it_from_there(text: str) -> None:
    one = paper("a.txt", "Norvia Watch", MARCH, "We counted ourselves: 15 people were killed.")
    other = paper("b.txt", "Amity League", MAY, text)
    found = account([one, other], [says(p, "15 people were killed") for p in (one, other)])
    assert (found.verdict, found.independent) == (Verdict.RESTATES, 1)
    assert found.dependences[0].ground is Ground.REFERENCE


def test_a_name_alone_is_no_reference() -> None:
    one = paper("a.txt", "Norvia Watch", MARCH, "We counted ourselves: 15 people were killed.")
    other = paper(
        "b.txt", "Amity League", MAY, "Norvia Watch had no access. Our doctors saw 15 people who were killed."
    )
    claims = [says(one, "15 people were killed"), says(other, "15 people who were killed")]
    assert account([one, other], claims).independent == 2


def test_a_document_refers_to_no_later_one() -> None:
    one = paper("a.txt", "Norvia Watch", JUNE, "We counted ourselves: 15 people were killed.")
    other = paper("b.txt", "Amity League", MAY, "We refer to your letter of 2 June 2031: 15 people were killed.")
    claims = [says(p, "15 people were killed") for p in (one, other)]
    assert account([one, other], claims).independent == 2
