"""Spellings folded by rule, and the parts of a name."""

from __future__ import annotations

import pytest

from khronika.resolution.folding import alike
from khronika.resolution.names import FULL, GIVEN, INITIAL, SURNAME, Likeness, gender_of, parse, slip_keys
from khronika.resolution.naming.comparing import judge


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Жаңасай", "Zhanasai"),
        ("Janaöser", "Zhanaoser"),
        ("Julia", "Юлия"),
        ("Natalya", "Nataliya"),
        ("Shahinian", "Shakhinyan"),
        ("Şevçenko", "Shevchenko"),
        ("O'Brien", "O’Brien"),
        ("Soloviev", "Solovyev"),
    ],
)
def test_spellings_of_one_word_fold_to_one(one: str, other: str) -> None:
    assert alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("Marat", "Murat"), ("Serik", "Berik"), ("Akhatov", "Akhatova")])
def test_what_tells_people_apart_is_not_folded(one: str, other: str) -> None:
    assert not alike(one, other)


@pytest.mark.parametrize(
    ("written", "surname", "level"),
    [
        ("NURBAEV Bolat", "NURBAEV", GIVEN),
        ("Nurbaev, B.", "Nurbaev", INITIAL),
        ("Bolat Serikuly Nurbaev", "Nurbaev", FULL),
        ("Slobodan Petrovich", "Petrovich", GIVEN),
        ("Nurbaev", "Nurbaev", SURNAME),
        ("J. E. Mendoza", "Mendoza", INITIAL),
    ],
)
def test_the_parts_of_a_name_are_told_apart(written: str, surname: str, level: int) -> None:
    assert (parse(written).surname, parse(written).level) == (surname, level)


@pytest.mark.parametrize(("written", "veiled"), [("Temir T.", True), ("Nurbaev B.", False), ("T. Temir", False)])
def test_a_given_name_with_a_last_initial_is_veiled(written: str, veiled: bool) -> None:  # noqa: FBT001
    assert parse(written).veiled is veiled


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Ormanova Zhanar Serikqyzy", ("Ormanova", ("Zhanar",), "Serikqyzy")),
        ("ORMANOVA ZhanarSerikovna", ("ORMANOVA", ("Zhanar",), "Serikovna")),
        ("Ilham Heydar oglu Mamedli", ("Mamedli", ("Ilham",), "Heydar oglu")),
        ("Abd al-Rahman al-Hadidi", ("al-Hadidi", ("Abd al-Rahman",), None)),
        ("欧阳明远", ("欧阳", ("明远",), None)),
        ("Li Mingyuan", ("Li", ("Mingyuan",), None)),
        ("Pieter van der Molen", ("Molen", ("Pieter",), None)),
        ("Sheikh Omar bin Tarif", ("Tarif", ("Omar",), None)),
    ],
)
def test_names_of_many_languages_are_taken_apart(written: str, parts: tuple[str, tuple[str, ...], str | None]) -> None:
    name = parse(written)
    assert (name.surname, name.given, name.patronymic) == parts


@pytest.mark.parametrize(
    ("written", "gender"),
    [("Zhanar Serikqyzy Orman", "female"), ("Valentina Orlo", "female"), ("محمد حسن", "male"), ("Sasha Orlo", None)],
)
def test_a_patronymic_or_a_given_name_shows_a_gender(written: str, gender: str | None) -> None:
    assert gender_of(parse(written)) == gender


@pytest.mark.parametrize("written", ["unidentified man", "N.N.", "неизвестный", "مجهول الهوية", "Jane Doe"])
def test_words_for_somebody_unknown_are_known_as_such(written: str) -> None:
    assert parse(written).placeholder
    assert not slip_keys(parse(written))


@pytest.mark.parametrize(
    ("one", "other", "grade"),
    [
        ("Bolat Nurtaev", "Bolat Nurtaev", Likeness.EXACT),
        ("Bolat Nurtaev", "Булат Нуртаев", Likeness.FORM),
        ("Rosa Nurtaeva", "Роза Нуртаева", Likeness.SPELLED),
        ("B. Nurtaev", "Bolat Nurtaev", Likeness.INITIAL),
        ("Vladmir Ostrunin", "Vladimir Ostrunin", Likeness.TYPO),
        ("Nurtaev", "Bolat Nurtaev", Likeness.DOUBT),
        ("Marat Nurtaev", "Murat Nurtaev", Likeness.NONE),
    ],
)
def test_the_evidence_of_two_names_is_graded(one: str, other: str, grade: Likeness) -> None:
    assert judge(parse(one), parse(other)).likeness is grade


def test_keys_are_few_and_part_strangers() -> None:
    one, other = slip_keys(parse("Bolat Nurtaev")), slip_keys(parse("Marat Ospanov"))
    assert len(one) < 12
    assert not one & other
