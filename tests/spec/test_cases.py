"""Cases: how Khronika follows a person from arrest to release, and a group through its trial.

`told("2 April: sentenced to 90 months", "report")` is what one document says of Odda Brin.
Every person, court and event is invented.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

import pytest

from khronika.casework import proceedings
from khronika.vocabulary.bodies import Party, Penalty, Step
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import day
from khronika.vocabulary.documents import Passage
from khronika.vocabulary.people import Entity, EntityKind, Mention
from khronika.vocabulary.proceedings import Differing, Proceeding

if TYPE_CHECKING:
    from collections.abc import Sequence

TELLING = re.compile(r"(?:(\d+) (\w+): )?(not )?([\w ]+?)(?: to (\d+) months( suspended)?)?$")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August")
ODDA = Party("Odda Brin")


def told(words: str, document: str = "report", whom: Party = ODDA) -> Claim:
    found = TELLING.match(words)
    assert found, words
    number, month, negated, step, term, suspended = found.groups()
    penalty = Penalty("imprisonment", int(term), int(term), suspended=bool(suspended)) if term else None
    at = zlib.crc32(f"{words} {whom}".encode()) % 10_000
    return Claim(
        kind=Kind.STEP,
        file=f"{document}.txt",
        document=document,
        passage=Passage(f"r-{document}", at, at + len(words), words, "", ""),
        speakers=(Speaker(f"author of {document}", Role.AUTHOR, None, Stance.ASSERTED),),
        stance=Stance.ASSERTED,
        polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED,
        when=day(2031, MONTHS.index(month) + 1, int(number)) if number else None,
        where=None,
        body=Step(step.replace(" ", "_"), (whom,), penalty=penalty),
        method="test",
    )


def person(name: str, *written: tuple[str, str]) -> Entity:
    mentions = tuple(
        Mention(EntityKind.PERSON, f"r-{document}", document, f"{document}.txt", 0, len(words), words, words)
        for words, document in written
    )
    names = tuple(words for words, _ in written)
    return Entity(f"e-{name}", EntityKind.PERSON, name, names, protected=False, mentions=mentions)


def the_case(claims: Sequence[Claim], *entities: Entity) -> Proceeding:
    (case,) = proceedings(claims, entities)
    return case


def words(case: Proceeding) -> list[str]:
    return [step.claim.passage.exact for step in case.steps]


def test_steps_stand_in_the_order_of_their_dates() -> None:
    case = the_case([told("2 April: sentenced"), told("9 March: detained"), told("11 March: charged")])
    assert words(case) == ["9 March: detained", "11 March: charged", "2 April: sentenced"]


ORDERS = [
    ("charged", ["9 March: detained", "charged", "2 April: sentenced"]),
    ("recanted", ["11 March: confessed", "recanted", "2 April: sentenced"]),
    ("upheld", ["2 April: sentenced", "upheld", "8 August: released"]),
    ("sentenced", ["9 March: detained", "10 March: released", "5 May: trial opened", "sentenced"]),
    ("sentenced", ["9 March: detained", "10 March: complaint filed", "5 May: trial opened", "sentenced"]),
    ("complaint rejected", ["9 March: detained", "2 April: sentenced", "complaint rejected"]),
]


@pytest.mark.parametrize(("undated", "order"), ORDERS)
def test_a_step_without_a_date_stands_where_it_usually_comes_and_is_marked(undated: str, order: list[str]) -> None:
    case = the_case([told(step) for step in sorted(order)])
    assert words(case) == order
    assert [step.claim.passage.exact for step in case.steps if not step.dated] == [undated]


def test_that_no_charges_were_brought_is_a_step_of_its_own() -> None:
    officers = Party(None, "officers", 5)
    case = the_case([told("2 April: not charged", whom=officers), told("9 March: detained", whom=officers)])
    assert [step.claim.polarity for step in case.steps] == [Polarity.AFFIRMED, Polarity.NEGATED]


def test_a_confession_that_was_taken_back_names_the_recantation_and_the_other_way_round() -> None:
    confessed, recanted = told("11 March: confessed"), told("5 May: recanted", "letter")
    case = the_case([confessed, told("20 March: testified"), recanted])
    assert [(one.recanted, one.statements) for one in case.recantations] == [(recanted.id, (confessed.id,))]
    assert [step.recanted_by for step in case.steps] == [(recanted.id,), (), ()]


def test_where_no_confession_is_told_the_testimony_was_taken_back() -> None:
    testified, recanted = told("20 March: testified"), told("recanted")
    assert the_case([testified, recanted]).recantations[0].statements == (testified.id,)


NOTHING_TAKEN_BACK = [
    (["8 August: confessed", "5 May: recanted"], "the confession came later"),
    (["11 March: confessed", "5 May: not recanted"], "the confession was not taken back"),
    (["11 March: not confessed", "5 May: recanted"], "there was no confession"),
]


@pytest.mark.parametrize(("steps", "why"), NOTHING_TAKEN_BACK)
def test_not_every_recantation_takes_back_every_confession(steps: list[str], why: str) -> None:
    case = the_case([told(step) for step in steps])
    assert not any(step.recanted_by for step in case.steps), why


def test_another_persons_recantation_takes_nothing_back() -> None:
    claims = [told("11 March: confessed"), told("5 May: recanted", whom=Party("Ludo Brin"))]
    assert all(not step.recanted_by for case in proceedings(claims, ()) for step in case.steps)


CHAINS = [
    (["2 April: sentenced", "reduced", "8 August: released"], "sentenced reduced released", "the whole chain"),
    (["9 March: detained", "10 March: released", "2 April: sentenced"], "sentenced", "that release ended a custody"),
    (["2 April: sentenced", "released"], "sentenced", "a release without a date may have ended a custody"),
    (["sentenced", "upheld", "amnestied"], "sentenced upheld amnestied", "an amnesty ends a sentence, whenever it was"),
    (["2 April: sentenced", "5 May: not reduced"], "sentenced", "an appeal without success changes nothing"),
    (["9 March: detained", "10 March: released"], "", "nobody was sentenced"),
    (["9 March: detained", "10 March: amnestied"], "", "what the amnesty ended is not told"),
]


@pytest.mark.parametrize(("steps", "links", "why"), CHAINS)
def test_a_sentence_is_followed_to_its_end(steps: list[str], links: str, why: str) -> None:
    case = the_case([told(step) for step in reversed(steps)])
    assert [link.step for link in case.sentence] == links.split(), why


SIDE_BY_SIDE = [
    ("2 April: sentenced to 90 months", "2 April: sentenced to 90 months", ()),
    ("2 April: sentenced to 90 months", "sentenced", ()),
    ("2 April: sentenced to 90 months", "sentenced to 84 months", (Differing.PENALTY,)),
    ("sentenced to 12 months", "sentenced to 12 months suspended", (Differing.PENALTY,)),
    ("8 August: released", "6 August: released", (Differing.DATE,)),
    ("charged", "not charged", (Differing.HAPPENING,)),
]


@pytest.mark.parametrize(("report", "letter", "differ"), SIDE_BY_SIDE)
def test_one_step_in_two_documents_stands_side_by_side(report: str, letter: str, differ: tuple[Differing, ...]) -> None:
    claims = [told(report), told(letter, "letter")]
    (telling,) = the_case(claims).competing
    assert set(telling.claims) == {claim.id for claim in claims}
    assert telling.documents == 2
    assert telling.differ == differ


def test_a_step_that_one_document_dates_twice_happened_twice() -> None:
    first, again = told("9 March: detained"), told("5 May: detained")
    letter = told("9 March: detained", "letter")
    (telling,) = the_case([first, again, letter]).competing
    assert set(telling.claims) == {first.id, letter.id}
    assert telling.differ == ()


def test_a_persons_case_is_one_under_every_spelling() -> None:
    brin = person("Odda Brin", ("Odda Brin", "report"), ("O. Brin", "letter"))
    claims = [told("9 March: detained"), told("2 April: sentenced", "letter", Party("O. Brin"))]
    assert words(the_case(claims, brin)) == ["9 March: detained", "2 April: sentenced"]
    assert len(proceedings(claims, ())) == 2


def test_from_a_name_that_may_mean_two_people_nothing_is_concluded() -> None:
    both = [person("Odda Brin", ("Brin", "report")), person("Ludo Brin", ("Brin", "report"))]
    brin = Party("Brin")
    case = the_case([told("11 March: confessed", whom=brin), told("5 May: recanted", whom=brin)], *both)
    assert set(case.subject.doubt) == {"e-Odda Brin", "e-Ludo Brin"}
    assert [len(one.statements) for one in case.recantations] == [0]


def test_groups_are_followed_by_number_and_words_and_steps_of_nobody_named_are_kept() -> None:
    twelve = [Party(None, "people", 12), Party(None, "12 people", 12)]
    claims = [told("9 March: detained", whom=twelve[0]), told("2 April: sentenced", "letter", twelve[1])]
    group, nobody = proceedings([*claims, told("5 May: trial opened", whom=Party())], ())
    assert words(group) == ["9 March: detained", "2 April: sentenced"]
    assert words(nobody) == ["5 May: trial opened"]
