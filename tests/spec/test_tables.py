"""Tables: a figure is read under its headings, a total is the whole of its parts, a register has a line a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from khronika.extraction import extract
from khronika.reading import read
from khronika.vocabulary.bodies import Act, Count, Person, Step
from khronika.vocabulary.documents import Document, Revision, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.extractions import Extraction

    Reading = Callable[[str, str], Extraction]

BY_DISTRICT = """\
District,Killed,Officers injured,Detained,Rate per 100
Ombrin,12,4,"1,205",3
Korm,3,1,96,2
Total,15,5,"1,301",
"""
BY_GROUP = ",Officers,Demonstrators,Total\nKilled,2,14,16\nWounded,31,120,151\n"
REGISTER = """\
No.,Name,Age,Date of arrest,Status
1,VELDAR Ines,41,14 March 2017,remanded in custody
2,HOLLEN Marek,17,15 March 2017,released without charge
3,ASTRID Joana,36,15.03.2017,moved to another ward
4,BRONT Emil,52,16 March 2017,died in custody
"""
BY_DAY = (
    "<p>The police said little about what happened on these two days in the valley.</p>"
    "<p>Persons killed, by day</p>"
    "<table><tr><th>Date</th><th>Officers</th><th>Residents</th></tr>"
    "<tr><td>4 May 2015</td><td>1</td><td>7</td></tr><tr><td>5 May 2015</td><td>2</td><td>5</td></tr></table>"
)


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    def run(name: str, text: str) -> Extraction:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        found = read(file, name, "0" * 64)
        assert isinstance(found, Revision)
        return extract(found, Document("0" * 64, name, len(text), Sensitivity.INTERNAL))

    return run


def counts(found: Extraction) -> dict[str, str]:
    """What is counted where, of whom, of which whole; by the figure as written."""
    ids = {claim.id: claim for claim in found.claims}
    return {
        claim.passage.parts[-1].exact if claim.passage.parts else claim.passage.exact: said(claim, claim.body, ids)
        for claim in found.claims
        if isinstance(claim.body, Count)
    }


def said(claim: Claim, count: Count, ids: dict[str, Claim]) -> str:
    whole = ids[count.of].body if count.of else None
    parts = (
        count.quantity,
        count.population,
        claim.where.text if claim.where else None,
        claim.when.edtf if claim.when else None,
        f"of {whole.low}" if isinstance(whole, Count) else None,
    )
    return ", ".join(part for part in parts if part)


def test_a_figure_takes_what_is_counted_from_its_column_and_where_from_its_row(reading: Reading) -> None:
    found = reading("toll.csv", BY_DISTRICT)
    assert counts(found) == {
        "12": "killed, Ombrin, of 15",
        "4": "injured, Officers, Ombrin, of 5",
        "1,205": "detained, Ombrin, of 1301",
        "3": "killed, Korm, of 15",
        "1": "injured, Officers, Korm, of 5",
        "96": "detained, Korm, of 1301",
        "15": "killed",
        "5": "injured, Officers",
        "1,301": "detained",
    }
    assert not [claim for claim in found.claims if isinstance(claim.body, Act)]


def test_a_rate_is_no_figure_and_says_so(reading: Reading) -> None:
    left = {(each.exact, each.reason) for each in reading("toll.csv", BY_DISTRICT).abstentions}
    assert left == {("100", "a cell of a table"), ("3", "a cell of a table"), ("2", "a cell of a table")}


def test_the_row_may_say_what_is_counted_and_the_column_of_whom(reading: Reading) -> None:
    assert counts(reading("toll.csv", BY_GROUP)) == {
        "2": "killed, Officers, of 16",
        "14": "killed, Demonstrators, of 16",
        "16": "killed",
        "31": "injured, Officers, of 151",
        "120": "injured, Demonstrators, of 151",
        "151": "injured",
    }


def test_the_passage_has_the_headings_and_the_figure_as_parts(reading: Reading) -> None:
    claims = [claim for claim in reading("toll.csv", BY_DISTRICT).claims if isinstance(claim.body, Count)]
    assert [part.exact for part in claims[0].passage.parts] == ["Killed", "Ombrin", "12"]


def test_a_heading_a_page_above_is_no_part_of_the_passage(reading: Reading) -> None:
    rows = "".join(f"Village {number} of the long valley,{number}\n" for number in range(20, 80))
    found = reading("toll.csv", f"Village,Killed\n{rows}")
    last = [claim for claim in found.claims if isinstance(claim.body, Count)][-1]
    assert [part.exact for part in last.passage.parts] == ["Village 79 of the long valley", "79"]
    assert isinstance(last.body, Count)
    assert last.body.quantity == "killed"


CAPTIONED = (
    "<p>The police said little about what happened on these two days in the valley of Korm, and less later.</p>"
    "<p>Table 1. Persons killed, injured and detained by family</p>"
    "<table><tr><th>Family</th><th>Killed</th><th>Detained</th></tr><tr><td>Veldar</td><td>1</td><td>2</td></tr></table>"
)


def test_a_heading_and_a_caption_say_of_nobody_what_befell_them(reading: Reading) -> None:
    """Also where the rows are not understood; what is in the cells is left alone with its reason."""
    found = reading("report.html", CAPTIONED)
    assert not [claim for claim in found.claims if isinstance(claim.body, (Act, Step))]
    assert [(each.exact, each.reason) for each in found.abstentions if each.exact == "2"] == [
        ("2", "a cell of a table")
    ]


def test_who_stands_in_a_column_of_places_is_no_person(reading: Reading) -> None:
    found = reading(
        "register.csv", "Name,Place,Status\nInes Veldar,Arran Tolm,released\nMarek Hollen,Brisk Vale,charged\n"
    )
    assert [claim.body.name for claim in found.claims if isinstance(claim.body, Person)] == [
        "Ines Veldar",
        "Marek Hollen",
    ]


BY_SOURCE = """\
Source,Killed,Injured
Ministry of the Interior,3,14
Union of Dockers,at least 8,more than 60
"""


def test_each_line_of_a_table_of_sources_is_on_the_word_of_its_source(reading: Reading) -> None:
    """With the qualifier that the cell has; "figures by source" is what a report is made to compare."""
    claims = [claim for claim in reading("toll.csv", BY_SOURCE).claims if isinstance(claim.body, Count)]
    assert {
        (claim.speakers[0].name, claim.body.quantity, claim.body.low, claim.body.high, claim.body.qualifier.value)
        for claim in claims
        if isinstance(claim.body, Count)
    } == {
        ("Ministry of the Interior", "killed", 3, 3, "exact"),
        ("Ministry of the Interior", "injured", 14, 14, "exact"),
        ("Union of Dockers", "killed", 8, None, "at_least"),
        ("Union of Dockers", "injured", 60, None, "more_than"),
    }
    assert {claim.speakers[0].cue for claim in claims} == {"Source"}
    assert {claim.speakers[-1].role.value for claim in claims} == {"author"}
    assert [part.exact for part in claims[0].passage.parts] == ["Killed", "Ministry of the Interior", "3"]


def test_the_caption_says_what_is_counted_where_no_heading_does(reading: Reading) -> None:
    assert counts(reading("report.html", BY_DAY)) == {
        "1": "killed, Officers, 2015-05-04",
        "7": "killed, Residents, 2015-05-04",
        "2": "killed, Officers, 2015-05-05",
        "5": "killed, Residents, 2015-05-05",
    }


@pytest.mark.parametrize(
    "table",
    [
        "Unit,Vehicles\nNorth,12\nSouth,15\n",  # no heading says that people are counted
        "Detained protesters,Released\nOmbrin,12\n",  # the label of the row is not understood
        "Name,Detained\nVELDAR Ines,12\nHOLLEN Marek,30\n",  # days of one person, perhaps
        "Group,Days detained\nOfficers,12\nResidents,30\n",
    ],
)
def test_what_is_not_understood_is_left_alone(reading: Reading, table: str) -> None:
    found = reading("list.csv", table)
    assert counts(found) == {}
    assert {each.reason for each in found.abstentions} == {"a cell of a table"}


def test_each_line_of_a_register_is_a_person_with_steps(reading: Reading) -> None:
    found = reading("register.csv", REGISTER)
    people = {claim.body.name: claim.body.age for claim in found.claims if isinstance(claim.body, Person)}
    assert people == {"Ines Veldar": 41, "Marek Hollen": 17, "Joana Astrid": 36, "Emil Bront": 52}
    steps = {
        (claim.body.step, claim.body.subjects[0].name, claim.when.edtf if claim.when else None)
        for claim in found.claims
        if isinstance(claim.body, Step)
    }
    assert steps == {
        ("arrested", "Ines Veldar", "2017-03-14"),
        ("remanded", "Ines Veldar", None),
        ("arrested", "Marek Hollen", "2017-03-15"),
        ("released", "Marek Hollen", None),
        ("arrested", "Joana Astrid", "2017-03-15"),
        ("arrested", "Emil Bront", "2017-03-16"),
    }
    acts = [(claim.body.act, claim.body.victims[0].name) for claim in found.claims if isinstance(claim.body, Act)]
    assert acts == [("death_in_custody", "Emil Bront")]


def test_the_passage_of_a_register_has_the_name_and_what_is_said(reading: Reading) -> None:
    found = reading("register.csv", REGISTER)
    person = next(claim for claim in found.claims if isinstance(claim.body, Person))
    assert [part.exact for part in person.passage.parts] == ["VELDAR Ines", "41"]
    step = next(claim for claim in found.claims if isinstance(claim.body, Step))
    assert [part.exact for part in step.passage.parts] == ["Date of arrest", "VELDAR Ines", "14 March 2017"]


def test_a_fate_that_no_list_knows_and_other_numbers_are_left_with_their_reasons(reading: Reading) -> None:
    left = {(each.exact, each.reason) for each in reading("register.csv", REGISTER).abstentions}
    assert ("moved to another ward", "a fate that no list knows") in left
    assert ("41", "age") in left
    assert ("3", "list number") in left
