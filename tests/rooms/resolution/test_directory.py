"""The directory of known people: the same outcome as the batch, candidates with reasons, and nobody protected."""

from __future__ import annotations

import random

import pytest

from khronika.resolution import Directory, resolve
from khronika.resolution.words import words
from khronika.vocabulary.people import Entity, EntityKind, Link, Mention, Sameness

GIVEN = ["Bolat", "Berik", "Asem", "Rosa", "Roza", "Jana", "Zhana", "Yana", "Kim", "Ana"]
SURNAMES = ["Nurbaev", "Nurbaeva", "Orlov", "Orlova", "Kim", "Jurov", "Zhurov", "Yurov", "Choque", "Mamani"]
TITLES = ["President", "Prosecutor General", "Mr", "Ms", "Captain"]


def named(document: str, *names: str) -> list[Mention]:
    made = []
    for number, told in enumerate(names):
        name = told.lstrip("~")
        at = (100 * number, 100 * number + len(name))
        where = (f"r{document}", document, f"{document}.txt", *at, name, name)
        made.append(Mention(EntityKind.PERSON, *where, pseudonym=told != name))
    return made


def invented(chance: random.Random, document: str) -> list[Mention]:
    made = []
    for number in range(chance.randint(1, 6)):
        given, surname = chance.choice(GIVEN), chance.choice(SURNAMES)
        father = chance.choice(["Serikuly", "Berikuly"])
        full, short = [f"{given} {surname}"] * 4, [surname] * 3
        name = chance.choice([*full, *short, f"{given} {father} {surname}", f"{given[0]}. {surname}"])
        title = (chance.choice(TITLES),) if chance.random() < 0.3 else ()
        gender = chance.choice([None, None, None, "male", "female"])
        where = (f"r{document}", document, f"{document}.txt", 100 * number, 100 * number + len(name), name, name)
        made.append(Mention(EntityKind.PERSON, *where, title, gender, chance.random() < 0.05))
    return made


def invented_judgements(chance: random.Random, told: list[Mention]) -> list[Link]:
    known = [mention.name for mention in told] + [entity.id for entity in resolve(told)]
    sides = ((chance.choice(known), chance.choice(known)) for _ in range(chance.randint(0, 4)))
    return [Link(*side, chance.choice(list(Sameness)), "person:Ada", "because") for side in sides]


def by_id(entities: list[Entity]) -> dict[str, Entity]:
    return {entity.id: entity for entity in entities}


@pytest.mark.parametrize("crowd", [2.0, 12.0])
@pytest.mark.parametrize("seed", range(15))
def test_document_by_document_gives_what_the_batch_gives(
    seed: int, crowd: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(words("evidence")["limits"], "crowd", (crowd,))
    chance = random.Random(seed)  # noqa: S311 - invented names, no secrets
    documents = [invented(chance, f"d{number:02}") for number in range(chance.randint(2, 20))]
    told = [mention for document in documents for mention in document]
    judged = invented_judgements(chance, told)
    chance.shuffle(documents)
    directory = Directory(judged)
    for document in documents:
        directory.add(document)
    assert by_id(directory.entities()) == by_id(resolve(told, judged=judged))
    gone = documents[0][0].document
    directory.remove(gone)
    assert by_id(directory.entities()) == by_id(resolve([m for m in told if m.document != gone], judged=judged))
    whole = Directory.of(told, judged=judged)
    assert by_id(whole.entities()) == by_id(resolve(told, judged=judged))


def test_what_is_added_comes_back_with_all_whom_it_changed() -> None:
    directory = Directory()
    directory.add(named("a", "Bolat Nurbaev", "Vera Bozhen"))
    changed = directory.add(named("b", "Bolat Nurbayev"))
    assert [entity.names for entity in changed] == [("Bolat Nurbaev", "Bolat Nurbayev")]


def test_candidates_come_with_reasons_the_likeliest_first() -> None:
    directory = Directory.of([*named("a", "Bolat Serikuly Nurbaev"), *named("b", "Berik Nurbaev", "Asem Nurbaeva")])
    (found,) = directory.candidates(named("x", "Булат Нурбаев", "Bolat Nurbaev")[1])
    assert found.entity.name == "Bolat Serikuly Nurbaev"
    assert found.bits > 0
    assert found.reason
    names = {each.entity.name for each in directory.candidates(named("x", "B. Nurbaev")[0])}
    assert names == {"Bolat Serikuly Nurbaev", "Berik Nurbaev"}


def test_a_contradiction_makes_nobody_a_candidate() -> None:
    directory = Directory.of(named("a", "Bolat Serikuly Nurbaev"))
    assert directory.candidates(named("x", "Bolat Berikuly Nurbaev")[0]) == []


def test_a_protected_person_is_no_candidate_and_has_none() -> None:
    directory = Directory.of([*named("a", "~Temir Nurbaev"), *named("b", "Temir Nurbaev")])
    (found,) = directory.candidates(named("x", "Temir Nurbaev")[0])
    assert not found.entity.protected
    assert directory.candidates(named("x", "~Temir Nurbaev")[0]) == []


@pytest.mark.parametrize("asked", ["Rosa Orlova", "Orlova", "Rosa"])
def test_a_mention_has_no_candidates_where_its_document_protects_the_name(asked: str) -> None:
    directory = Directory.of([*named("a", "~Rosa Orlova", "Bolat Kim"), *named("b", "Rosa Orlova")])
    assert directory.candidates(named("a", asked)[0]) == []
