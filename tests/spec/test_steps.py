"""How the steps of a case are read: examples that a trial monitor can check by eye. All of it is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = [
    ("Police arrested Vera Kolm in January 2014.", ["arrested: Vera Kolm, 2014-01"]),
    (
        "Vera Kolm, a union lawyer arrested on 3 January 2014, was released in May 2014.",
        ["arrested: Vera Kolm, 2014-01-03", "released: Vera Kolm, 2014-05"],
    ),
    (
        "On 8 October 2014 Vera Kolm was convicted and sentenced to seven-and-a-half years in prison.",
        ["convicted: Vera Kolm, 2014-10-08", "sentenced: Vera Kolm, 90 months, 2014-10-08"],
    ),
    (
        "Five officers were sentenced to between five and seven years in prison.",
        ["sentenced: 5 officers, 60-84 months"],
    ),
    (
        "Sixteen defendants were given suspended sentences of 1 to 3 years.",
        ["sentenced: 16 defendants, 12-36 months suspended"],
    ),
    ("Vera Kolm's sentence was reduced from 7 to 5 years.", ["reduced: Vera Kolm, 60 months"]),
    ("Vera Kolm was sentenced to three years and six months.", ["sentenced: Vera Kolm, 42 months"]),
    ("Vera Kolm's sentence was upheld on appeal.", ["upheld: Vera Kolm"]),
    ("An appeals court sent the case of Vera Kolm back for retrial.", ["retrial_ordered: Vera Kolm"]),
    ("The court ordered the confiscation of Vera Kolm's property.", ["confiscated: Vera Kolm"]),
    ("Ten witnesses withdrew their testimony in court.", ["recanted: 10 witnesses"]),
    (
        "Thirty-six persons were held in custody facing charges of sabotage.",
        ["remanded: 36 persons", "charged: 36 persons"],
    ),
    ("No charges were brought against the officers.", ["not charged: officers"]),
    ("The authorities closed two newspapers.", ["closed: 2 newspapers"]),
    ("Vera Kolm was charged; she was released in May 2014.", ["charged: Vera Kolm", "released: Vera Kolm, 2014-05"]),
]

NO_STEPS = [
    "We urge the government to release Vera Kolm.",
    "Police threatened to arrest Vera Kolm.",
    "Has a complaint been lodged by the victims?",
    "Those responsible should be prosecuted.",
    "The law bans strikes in ports.",
    "She was suspended by her hair.",
    "They took away our phones.",
]


@pytest.mark.parametrize(("sentence", "expected"), STEPS, ids=[text for text, _ in STEPS])
def test_a_step_is_read_with_whom_it_befell_its_penalty_and_its_date(
    steps: Callable[[str], list[str]], sentence: str, expected: list[str]
) -> None:
    assert steps(sentence) == expected


@pytest.mark.parametrize("sentence", NO_STEPS)
def test_a_demand_a_threat_a_question_and_a_law_are_no_steps(steps: Callable[[str], list[str]], sentence: str) -> None:
    assert steps(sentence) == []


def test_the_year_of_a_birth_is_not_that_of_the_charge(steps: Callable[[str], list[str]]) -> None:
    (charge,) = steps("The accused Vera Demko, born in 1985, was charged with riot.")
    assert "1985" not in charge
