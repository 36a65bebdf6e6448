"""Which violations a sentence tells of, to whom and by whom; and which it only names, forbids, fears or denies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika.extraction import acts, people, statements
from khronika.extraction.cases import deeds
from khronika.extraction.cases.parties import Parties
from khronika.extraction.grammar.analysis import Analysis
from khronika.extraction.grammar.blocks import blocks
from khronika.extraction.grammar.dates import Calendar
from khronika.extraction.grammar.parse import sentences
from khronika.vocabulary.bodies import Act, Party, Statement
from khronika.vocabulary.documents import Document, Revision, Sensitivity
from khronika.vocabulary.words import word_list

if TYPE_CHECKING:
    from khronika.extraction.found import Found


def read(text: str) -> tuple[list[Found], list[Found]]:
    """Give the acts and the statements of a text."""
    revision, document = Revision("d", text, (), "test", "none"), Document("d", "d.txt", len(text), Sensitivity.PUBLIC)
    parsed = list(sentences(blocks(revision)))
    named = people.find(parsed, revision, document)
    parties, calendar = Parties(named), Calendar.over(text, None)
    told: tuple[list[Found], list[Found]] = ([], [])
    for sentence in parsed:
        analysis = Analysis(sentence, tuple(calendar.read(sentence)))
        parties.enter(analysis)
        told[0].extend(acts.find(analysis, parties))
        told[1].extend(statements.find(analysis, named))
    return told


def said(parties: tuple[Party, ...]) -> list[str]:
    """Give parties as words."""
    return [f"{party.number or ''} {party.name or party.population or ''}".strip() for party in parties]


def told(text: str) -> list[tuple[str, list[str], list[str]]]:
    """Give act, victims and perpetrators of what a text affirms."""
    bodies = [one.body for one in read(text)[0] if one.polarity == "affirmed"]
    return [(body.act, said(body.victims), said(body.perpetrators)) for body in bodies if isinstance(body, Act)]


ACTS = [
    ("Soldiers beat the miners with rifle butts.", [("beating", ["miners"], ["Soldiers"])]),
    ("Six dockers were killed.", [("killing", ["6 dockers"], [])]),
    ("More than 90 people met. Money was paid to the families of three of those killed.", [("killing", [], [])]),
    ("Soldiers opened fire on the crowd.", [("shooting", ["crowd"], ["Soldiers"])]),
    ("The jail was feared. Jon Kabo died in police custody.", [("death_in_custody", ["Jon Kabo"], [])]),
    ("The guards subjected the detainees to beatings.", [("beating", ["detainees"], ["guards"])]),
    ("The detainees complained of beatings.", [("beating", ["detainees"], [])]),
    ("Two women were raped by soldiers.", [("sexual_violence", ["2 women"], ["soldiers"])]),
    ("Ana Bel was denied access to a lawyer.", [("denial_of_counsel", ["Ana Bel"], [])]),
    ("Journalists were prevented from entering the town.", [("denial_of_access", ["Journalists"], [])]),
    ("A curfew was imposed.", [("curfew", [], [])]),
    ("The crowd threw stones at the police.", [("violence_by_protesters", ["police"], ["crowd"])]),
]

NO_ACTS = [
    "Torture is a crime, and the prohibition of torture is absolute.",
    "The Special Rapporteur on torture visited the town.",
    "They would risk torture if they were returned.",
    "He was accused of beating two officers.",
    "Nobody may be tortured.",
    "The union called for an end to torture.",
    "Please explain whether the detainees were beaten.",
]


@pytest.mark.parametrize(("text", "expected"), ACTS, ids=[text[:40] for text, _ in ACTS])
def test_an_act_names_what_was_done_to_whom_and_by_whom(
    text: str, expected: list[tuple[str, list[str], list[str]]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", NO_ACTS)
def test_what_is_forbidden_feared_charged_or_asked_for_is_no_act(text: str) -> None:
    assert told(text) == []


def test_what_did_not_happen_is_negated() -> None:
    found = read("Police did not fire at the crowd.")[0]
    assert [(one.body.act, str(one.polarity)) for one in found if isinstance(one.body, Act)] == [
        ("shooting", "negated")
    ]


def test_an_agent_behind_the_last_of_two_verbs_did_both() -> None:
    assert {tuple(by) for _, _, by in told("Jon Kabo was beaten and tortured by soldiers.")} == {("soldiers",)}


def test_every_act_of_the_lexicon_stands_in_the_vocabulary() -> None:
    used = {deed.act for entries in deeds.deeds().values() for deed in entries}
    assert used <= set(word_list("acts"))
    assert set(word_list("acts")) <= used


def test_a_dated_statement_of_an_office_is_kept_with_its_words() -> None:
    (found,) = read("On 4 May 2020 the Ministry of the Interior announced that nine people had died.")[1]
    assert found.body == Statement("Ministry of the Interior", None, "nine people had died")
    (found,) = read("The prosecutor said at a press conference that no shots were fired.")[1]
    assert found.body == Statement("prosecutor", "press conference", "no shots were fired")


def test_what_witnesses_say_and_what_was_not_said_is_no_official_statement() -> None:
    assert read("A witness said on 5 May 2020 that he was there.")[1] == []
    assert read("On 9 May 2020 the Governor did not say who had fired.")[1] == []
