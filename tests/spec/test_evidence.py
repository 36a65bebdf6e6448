"""Beyond the name: what makes two mentions one person, what forbids it, and what leaves a doubt.

Every name is invented. A document is told as its text; `[Bolat Nurbaev]` in it is a mention of a person.
"""

from __future__ import annotations

import re
from itertools import count

import pytest

from khronika.resolution import resolve
from khronika.vocabulary.bodies import Act, Party, Penalty, Person, Relation, Step
from khronika.vocabulary.claims import Claim, Kind, Polarity, Role, Speaker, Stance
from khronika.vocabulary.dates import When, day
from khronika.vocabulary.documents import Document, Passage, Revision, Sensitivity
from khronika.vocabulary.extractions import Profile
from khronika.vocabulary.people import Entity, EntityKind, Mention, Sameness
from khronika.vocabulary.places import Where
from khronika.vocabulary.record import Source

NUMBERS = count()


class Told:
    """One invented document: its text with mentions, its date, and what claims tell of whom."""

    def __init__(self, text: str, written: When | None = None) -> None:
        self.sha256 = f"{next(NUMBERS):064x}"
        plain = re.sub(r"[\[\]]", "", text)
        self.revision = Revision(self.sha256, plain, (), "test@1", "none")
        self.file = f"{self.sha256[-4:]}.txt"
        self.mentions = [self._mention(found, text) for found in re.finditer(r"\[([^]]+)\]", text)]
        self.claims: list[Claim] = []
        self.written = written

    def _mention(self, found: re.Match[str], text: str) -> Mention:
        start = found.start() - 2 * text[: found.start()].count("[")
        at = (self.revision.id, self.sha256, self.file, start, start + len(found[1]))
        return Mention(EntityKind.PERSON, *at, found[1], found[1])

    def person(self, name: str, **told: object) -> Told:
        self._claim(Kind.PERSON, Person(name, name, **told), name)  # type: ignore[arg-type]
        return self

    def step(self, name: str, step: str, when: When | None = None, where: str | None = None, months: int = 0) -> Told:
        penalty = Penalty("imprisonment", months, months) if months else None
        self._claim(Kind.STEP, Step(step, (Party(name),), penalty=penalty), name, when, where)
        return self

    def act(self, name: str, act: str, when: When | None = None) -> Told:
        self._claim(Kind.ACT, Act(act, (Party(name),), ()), name, when)
        return self

    def _claim(self, kind: Kind, body: object, name: str, when: When | None = None, where: str | None = None) -> None:
        at = self.revision.text.index(name)
        passage = Passage.cut(self.revision, at, at + len(name))
        speakers = (Speaker("Rights League", Role.AUTHOR, None, Stance.ASSERTED),)
        place = Where(where, None) if where else None
        said = (Stance.ASSERTED, Polarity.AFFIRMED, when, place, body, "test@1")
        self.claims.append(Claim(kind, self.file, self.sha256, passage, speakers, *said))  # type: ignore[arg-type]

    @property
    def source(self) -> Source:
        document = Document(self.sha256, self.file, 1, Sensitivity.PUBLIC)
        return Source(document, (), self.revision, Profile(None, "ngo", self.written), None)


def people(*told: Told) -> list[Entity]:
    mentions = [mention for one in told for mention in one.mentions]
    return resolve(mentions, [claim for one in told for claim in one.claims], (), [one.source for one in told])


def reasons(entities: list[Entity], verdict: Sameness) -> str:
    return " ".join(link.reason for entity in entities for link in entity.links if link.verdict is verdict)


def welder(written: When | None = None) -> Told:
    return Told("[Bolat Nurbaev] spoke.", written)


def test_the_same_full_name_is_one_person_where_nothing_speaks_against_it() -> None:
    assert len(people(welder(), welder())) == 1


def test_another_role_alone_does_not_part_two_of_one_name() -> None:
    assert (
        len(
            people(
                welder().person("Bolat Nurbaev", roles=("welder",)),
                welder().person("Bolat Nurbaev", roles=("activist",)),
            )
        )
        == 1
    )


def test_another_role_place_and_fate_together_leave_a_doubt() -> None:
    one = welder().person("Bolat Nurbaev", roles=("welder",)).step("Bolat Nurbaev", "sentenced", where="Karad")
    other = welder().person("Bolat Nurbaev", roles=("physician",)).step("Bolat Nurbaev", "acquitted", where="Belin")
    entities = people(one, other)
    assert len(entities) == 2
    assert "their roles and the places and what became of them differ" in reasons(entities, Sameness.UNSURE)


def test_whose_name_is_spelled_alike_comes_before_one_letter_off() -> None:
    both = Told("[Walid Mansouri], [Walid Mansour] and [Omar Najjar] were held.")
    entities = people(both, Told("[Waleed Mansouri] was held."))
    assert {"Walid Mansouri", "Waleed Mansouri"} in [set(one.names) for one in entities]


def test_a_rank_that_rises_parts_nobody() -> None:
    one = welder().person("Bolat Nurbaev", roles=("Captain",)).step("Bolat Nurbaev", "sentenced", where="Karad")
    other = welder().person("Bolat Nurbaev", roles=("Colonel",)).step("Bolat Nurbaev", "acquitted", where="Karad")
    assert len(people(one, other)) == 1


@pytest.mark.parametrize(("ages", "number"), [((41, 42), 1), ((41, 44), 1), ((19, 41), 2)])
def test_an_age_is_that_of_its_document_and_may_be_off_by_a_year(ages: tuple[int, int], number: int) -> None:
    one = welder(day(2031, 5, 16)).person("Bolat Nurbaev", age=ages[0])
    other = welder(day(2033, 5, 16)).person("Bolat Nurbaev", age=ages[1])
    assert len(people(one, other)) == number


def test_two_of_one_name_and_of_other_ages_in_one_list_are_two() -> None:
    listed = Told("[Bolat Nurbaev], 19\n[Asem Tulen], 30\n[Bolat Nurbaev] , 52", day(2031, 5, 16))
    listed.person("Bolat Nurbaev", age=19)
    listed._claim(Kind.PERSON, Person("Bolat Nurbaev", "Bolat Nurbaev", age=52), "Bolat Nurbaev ")
    assert len(people(listed)) == 3


LISTS = [
    "[Marat Nurpeis] and [Murat Nurpeis] were held.",
    "Held: [Ivan Petrov], [Ivan Petrov].",
    "1. [Ivan Petrov]\n2. [Ivan Petrov]",
    "[Rosa Tulenova], 34, and [Roza Tulenova], 19, were held.",
]


@pytest.mark.parametrize("text", LISTS)
def test_two_names_beside_each_other_in_one_list_or_sentence_are_two_people(text: str) -> None:
    assert len(people(Told(text))) == 2


@pytest.mark.parametrize(
    "text", ["[Rosa Tulenova] ([Roza Tulenova]) was held.", "[Rosa Tulenova]\n\n[Rosa Tulenova] was held."]
)
def test_another_spelling_in_brackets_and_a_heading_are_the_same_person(text: str) -> None:
    assert len(people(Told(text))) == 1


def test_a_name_that_two_people_of_a_list_bear_goes_to_neither() -> None:
    entities = people(Told("Held: [Ivan Petrov], [Ivan Petrov]."), Told("[Ivan Petrov] spoke."))
    assert len(entities) == 3
    assert "more than one person" in reasons(entities, Sameness.UNSURE)


def test_kin_are_two_even_where_one_is_named_by_the_surname_alone() -> None:
    text = "[Jean Koudo] was held. [Koudo]'s brother [Luc Koudo] fled."
    told = Told(text).person("Luc Koudo", relation=Relation("Koudo", "brother"))
    entities = people(told)
    assert sorted(len(entity.mentions) for entity in entities) == [1, 2]
    assert "one is told to be the other's brother" in reasons(entities, Sameness.APART)


def test_whose_kin_a_name_is_shows_which_of_two_it_is_not() -> None:
    told = Told("[Jean Koudo] met [Luc Koudo]. [Koudo], his brother, spoke.")
    told.person("Luc Koudo", relation=Relation("Koudo", "brother"))
    assert {entity.name: len(entity.mentions) for entity in people(told)} == {"Jean Koudo": 2, "Luc Koudo": 1}


def test_a_surname_alone_means_somebody_who_was_named_before_it() -> None:
    entities = people(Told("[Jean Koudo] was held. [Koudo] was beaten. [Luc Koudo] fled. [Koudo] fell ill."))
    assert {entity.name: len(entity.mentions) for entity in entities} == {"Jean Koudo": 2, "Luc Koudo": 1, "Koudo": 1}
    assert "fits 2 people in this document" in reasons(entities, Sameness.UNSURE)


def test_the_first_of_two_surnames_stands_for_its_bearer_in_the_same_document() -> None:
    assert len(people(Told("[Fabricio Landi Toro] spoke. [Landi] was held."))) == 1


def test_a_given_name_alone_is_nobody_by_itself() -> None:
    assert len(people(Told("[Karim Bekov] spoke. [Karim], a child, was killed."))) == 2


def test_who_was_seen_alive_well_after_a_death_is_left_to_a_person() -> None:
    dead = welder().act("Bolat Nurbaev", "killing", day(2031, 5, 16))
    entities = people(dead, welder().step("Bolat Nurbaev", "arrested", day(2032, 1, 9)))
    assert len(entities) == 2
    assert "seen alive" in reasons(entities, Sameness.UNSURE)


def test_a_day_or_two_beside_a_death_and_a_trial_after_it_contradict_nothing() -> None:
    dead = welder().act("Bolat Nurbaev", "killing", day(2031, 5, 16))
    held = (
        welder().step("Bolat Nurbaev", "arrested", day(2031, 5, 18)).step("Bolat Nurbaev", "sentenced", day(2032, 1, 9))
    )
    assert len(people(dead, held)) == 1


def test_acquitted_and_sentenced_on_one_day_is_left_to_a_person() -> None:
    verdict = day(2032, 6, 4)
    one = welder().step("Bolat Nurbaev", "acquitted", verdict)
    entities = people(one, welder().step("Bolat Nurbaev", "sentenced", verdict))
    assert len(entities) == 2
    assert "acquitted" in reasons(entities, Sameness.UNSURE)


def test_terms_and_days_of_release_that_sources_dispute_part_nobody() -> None:
    one = welder().step("Bolat Nurbaev", "sentenced", day(2032, 6, 4), months=72)
    one.step("Bolat Nurbaev", "released", day(2033, 5, 16))
    other = welder().step("Bolat Nurbaev", "sentenced", day(2032, 6, 4), months=90)
    other.step("Bolat Nurbaev", "released", day(2033, 5, 18))
    assert len(people(one, other)) == 1


def test_a_surname_alone_in_another_document_joins_by_what_is_told_of_both() -> None:
    full = (
        welder().step("Bolat Nurbaev", "arrested", day(2031, 5, 16)).person("Bolat Nurbaev", roles=("union treasurer",))
    )
    short = Told("[Nurbaev] was held.").step("Nurbaev", "arrested", day(2031, 5, 16))
    short.person("Nurbaev", roles=("treasurer",))
    (person,) = people(full, short)
    assert "both are called treasurer" in reasons([person], Sameness.SAME)
    assert len(people(welder(), Told("[Nurbaev] was held."))) == 2


def test_a_further_name_left_out_is_a_doubt_until_something_else_agrees() -> None:
    entities = people(Told("[Ahmad Ali] spoke."), Told("[Ahmad Ali Hassan] spoke."))
    assert len(entities) == 2
    assert "the longer name goes on" in reasons(entities, Sameness.UNSURE)
    one = Told("[Ahmad Ali] spoke.").person("Ahmad Ali", roles=("nurse",))
    assert len(people(one, Told("[Ahmad Ali Hassan] spoke.").person("Ahmad Ali Hassan", roles=("nurse",)))) == 1


def test_what_a_source_denies_is_no_evidence() -> None:
    dead = welder().act("Bolat Nurbaev", "killing", day(2031, 5, 16))
    alive = welder().step("Bolat Nurbaev", "arrested", day(2032, 1, 9))
    claims = [claim.reviewed(claim.review) for claim in (*dead.claims, *alive.claims)]
    denied = [Claim(**{**_fields(claim), "polarity": Polarity.NEGATED}) for claim in claims]
    told = [*dead.mentions, *alive.mentions]
    assert len(resolve(told, denied, (), [dead.source, alive.source])) == 1


def _fields(claim: Claim) -> dict[str, object]:
    return {name: getattr(claim, name) for name in Claim.__dataclass_fields__}


def test_a_surname_borne_by_very_many_means_nobody_in_a_document_without_a_full_name() -> None:
    letters = "ABCDEFGHIJKLMNOP"
    crowd = [Told(f"[{letter}o{letter.lower()}u Nurbaev] spoke.") for letter in letters]
    entities = people(*crowd, Told("[Nurbaev] was held."))
    (alone,) = [entity for entity in entities if entity.name == "Nurbaev"]
    assert alone.links == ()
