"""How a figure in a sentence is read: examples that a researcher can check by eye.

Each example gives a sentence and the lines that Khronika reads from it: quantity, figure with its qualifier,
group, and who says so. The people, places and events are invented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

FIGURES = [
    # who did what to whom, whatever the form of the sentence
    ("Soldiers shot dead nine villagers at the dam.", ["killed 9 civilians, author"]),
    ("Nine villagers were shot dead at the dam.", ["killed 9 civilians, author"]),
    ("The shooting led to the death of 14 people.", ["died 14 all, author"]),
    (
        "The police opened fire, killing 12 and wounding dozens.",
        ["killed 12 all, author", "injured dozens all, author"],
    ),
    ("Charges were brought against five officers.", ["charged 5 officers, author"]),
    (
        "A court convicted a total of 45 dockers and put 17 behind bars.",
        ["convicted 45 workers, author", "imprisoned 17 workers, author, of 45"],
    ),
    ("The 21 who were released had been held for a week.", ["released 21 all, author"]),
    ("In early June 13 defendants received prison terms.", ["sentenced 13 defendants, author"]),
    # the qualifier is kept, and never added
    ("At least 15 people were killed.", ["killed at least 15 all, author"]),
    (
        "Up to 70 people were killed and 800 have been injured.",
        ["killed up to 70 all, author", "injured 800 all, author"],
    ),
    ("More than 100 people were seriously injured.", ["seriously_injured more than 100 all, author"]),
    ("About 700 persons were detained.", ["detained about 700 all, author"]),
    ("Between 20 and 30 workers were arrested.", ["arrested 20 to 30 workers, author"]),
    ("At least 40 and possibly as many as 65 people were arrested.", ["arrested 40 to 65 all, author"]),
    ("Fewer than 50 people were detained.", ["detained fewer than 50 all, author"]),
    ("Hundreds of residents were detained.", ["detained hundreds civilians, author"]),
    # parts and wholes
    ("34 people were detained, including six minors.", ["detained 34 all, author", "detained 6 minors, author, of 34"]),
    (
        "91 people were detained; seventy were released, including seven minors.",
        ["detained 91 all, author", "released 70 all, author, of 91", "released 7 minors, author, of 70"],
    ),
    (
        "99 people were treated, 75 of whom had gunshot wounds.",
        ["hospitalised 99 all, author", "gunshot_wounds 75 all, author, of 99"],
    ),
    (
        "Of the 21 who were released, five were given amnesty.",
        ["released 21 all, author", "amnestied 5 all, author, of 21"],
    ),
    (
        "86 people were injured, of whom at least five were police officers.",
        ["injured 86 all, author", "injured at least 5 officers, author, of 86"],
    ),
    (
        "12 people were injured; six were hospitalised, five were discharged and one died.",
        [
            "injured 12 all, author",
            "hospitalised 6 all, author, of 12",
            "discharged 5 all, author, of 6",
            "died 1 all, author, of 6",
        ],
    ),
    ("Twelve people died in Merrin and nine in Sulmark.", ["died 12 all, author", "died 9 all, author"]),
    # what denies, and what only describes
    ("None of the six officers brought to the hospital had gunshot wounds.", ["hospitalised 6 officers, author"]),
    ("No charges were brought against the eight soldiers.", ["not charged 8 officers, author"]),
    # who says so
    ("According to the ministry, 15 people died.", ["died 15 all, ministry"]),
    (
        "The Prosecutor's Office acknowledges that at least 64 persons were wounded.",
        ["injured at least 64 all, Prosecutor's Office (acknowledged)"],
    ),
    ("A nurse told Open Docket that three men were brought in with gunshot wounds.", ["gunshot_wounds 3 all, nurse"]),
    (
        "It is reported that 12 people were injured; six were hospitalised.",
        ["injured 12 all, unnamed (reported)", "hospitalised 6 all, unnamed (reported), of 12"],
    ),
    ("According to unconfirmed reports, up to 20 people were killed.", ["killed up to 20 all, unnamed (unconfirmed)"]),
    ("Thirty-eight people died in the fire, the Ministry of Health said.", ["died 38 all, Ministry of Health"]),
    (
        "The army denies that any civilians were killed and says that four soldiers were wounded.",
        ["injured 4 officers, army"],
    ),
]

NOT_FIGURES = [
    ("He was sentenced to between five and seven years in prison.", "unit"),
    ("Alma Dorin, 20, testified in court.", "age"),
    ("A boy of 14 ran away.", "age"),
    ("They were charged under article 308, part 4b.", "provision"),
    ("The square is about 100 kilometres north of the port.", "unit"),
    ("He was fined 900 dollars.", "money"),
    ("On 16 December 2011 the square was closed.", "date"),
    ("The law sets a 50 person membership requirement.", "a threshold or measure"),
    ("Some 40 newspapers were closed.", "counts no people"),
    ("Police threatened to arrest 30 more drivers.", "only intended"),
    ("The camp was built for 450 prisoners.", "a capacity"),
    ("All but two were released.", "all but"),
]


@pytest.mark.parametrize(("sentence", "expected"), FIGURES, ids=[text for text, _ in FIGURES])
def test_a_figure_is_read_with_its_qualifier_its_people_and_its_origin(
    figures: Callable[[str], list[str]], sentence: str, expected: list[str]
) -> None:
    assert figures(sentence) == expected


@pytest.mark.parametrize(("sentence", "reason"), NOT_FIGURES, ids=[text for text, _ in NOT_FIGURES])
def test_a_number_that_counts_no_people_is_left_with_its_reason(
    figures: Callable[[str], list[str]], left_alone: Callable[[str], set[str]], sentence: str, reason: str
) -> None:
    assert figures(sentence) == []
    assert reason in left_alone(sentence)
