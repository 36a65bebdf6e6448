"""What a sentence bears: a model that says yes to everything gets only what the sentence connects."""

from __future__ import annotations

import tomllib
from functools import partial
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

from khronika.vocabulary.bodies import Count
from khronika.vocabulary.words import word_list

if TYPE_CHECKING:
    from collections.abc import Callable

LISTS = {"count": "quantities", "step": "steps", "act": "acts"}


def one_pair(number: int, asked: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Claim an act of one of all pairs of people there are."""
    pairs = [(one, other) for one in asked["people"] for other in asked["people"]][number : number + 1]
    said = {"event": "E1", "meaning": "act:arbitrary_detention", "number": "none"}
    return [{**said, "people": [whom], "by": [who]} for whom, who in pairs]


def every_number(asked: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Claim the first figure that each event may mean, of every number there is."""
    rows = []
    for event, told in asked["events"].items():
        meaning = next((each for each in told["meanings"] if each.startswith("count:")), None)
        rows += [
            {"event": event, "meaning": meaning, "number": number, "people": [], "by": []}
            for number in asked["numbers"]
            if meaning
        ]
    return rows


FIGURES = {
    "Soldiers grabbed 12 nurses and 7 drivers watched.": [(12, "nurses")],
    "9 drivers watched and soldiers grabbed 12 nurses.": [(12, "nurses")],
    "Two of the four nurses were grabbed.": [(2, "nurses")],
    "Only 19 were grabbed.": [(19, None)],
    "The 12 nurses who were grabbed met 3 drivers.": [(12, "nurses")],
    "At least 12 nurses were grabbed on 3 May 2014 at the age of 30.": [(12, "nurses")],
    "Soldiers grabbed 12 boxes.": [],
    "Soldiers grabbed 12 bodies.": [],
    "Nine sheep fell near the bridge.": [],
    "Soldiers did not grab 12 nurses.": [],
    "None of the 12 nurses were grabbed.": [],
    "All but 12 nurses were grabbed.": [],
    "Soldiers threatened to grab 12 nurses.": [],
    "Did soldiers grab 12 nurses?": [],
    "Soldiers would grab 12 nurses.": [],
    "Please grab 12 nurses.": [],
    "They demanded that soldiers grab 12 nurses.": [],
    "Soldiers grabbed nurses for 12 days.": [],
    "Soldiers grabbed Odo Marrin, 12.": [],
}


@pytest.mark.parametrize("sentence", FIGURES)
def test_only_people_whom_the_event_befell_are_counted(
    sentence: str, reads: Callable[..., Any], double: dict[str, Any]
) -> None:
    found, _ = reads(f"{sentence}\n", double["replaying"](every_number))
    bodies = [claim.body for claim in found.claims if claim.method.startswith("llm:")]
    assert [(body.low, body.population) for body in bodies if isinstance(body, Count)] == FIGURES[sentence]


PEOPLE = {
    "Soldiers grabbed Odo Marrin.": ({"Odo Marrin"}, {"Soldiers"}),
    "Odo Marrin was grabbed by soldiers.": ({"Odo Marrin"}, {"soldiers"}),
    "Odo Marrin saw how soldiers grabbed 12 nurses.": ({"nurses"}, {"soldiers"}),
    "Soldiers grabbed him.": (set(), set()),
    "Soldiers grabbed the documents.": (set(), set()),
}


@pytest.mark.parametrize("sentence", PEOPLE)
def test_who_did_it_and_whom_it_befell_are_not_mixed_up(
    sentence: str, reads: Callable[..., Any], double: dict[str, Any]
) -> None:
    victims, doers = set(), set()
    for pair in range(6):  # one at a time: an answer gives an event one meaning
        found, _ = reads(f"{sentence}\n", double["replaying"](partial(one_pair, pair)))
        for claim in found.claims:
            if claim.method.startswith("llm:"):
                victims |= {party.name or party.population for party in claim.body.victims}
                doers |= {party.name or party.population for party in claim.body.perpetrators}
    assert (victims, doers) == PEOPLE[sentence]


def test_every_meaning_of_the_list_is_a_word_of_the_vocabulary() -> None:
    text = resources.files("khronika.extraction").joinpath("data", "senses.toml").read_text(encoding="utf-8")
    meanings = [meaning.split(":") for row in tomllib.loads(text)["sense"] for meaning in row["means"]]
    assert len(meanings) > 50
    assert [each for each in meanings if each[1] not in word_list(LISTS[each[0]])] == []
