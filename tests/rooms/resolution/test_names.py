"""Spellings folded by rule, and the parts of a name."""

from __future__ import annotations

import pytest

from khronika.resolution.folding import alike
from khronika.resolution.names import FULL, GIVEN, INITIAL, SURNAME, parse


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
