"""A claim beside a gold: what is found, missed, wrong, and what is neither."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from khronika.errors import InvalidValue
from khronika.evaluation import Read, coded, evaluate
from khronika.evaluation.bootstrap import draws, shared
from khronika.evaluation.leftovers import Why
from khronika.evaluation.measures import recall
from khronika.evaluation.placing import Places
from khronika.vocabulary.bodies import Qualifier
from khronika.vocabulary.claims import Kind, Polarity

if TYPE_CHECKING:
    from collections.abc import Callable

    from khronika.evaluation import Evaluation
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.documents import Revision

Row = dict[str, Any]


@pytest.fixture
def compare(revision: Revision) -> Callable[[list[Row], list[Claim]], Evaluation]:
    def run(rows: list[Row], claims: list[Claim]) -> Evaluation:
        return evaluate([(coded(rows)[0], Read(revision.id, revision.text, tuple(claims)))])

    return run


def whys(found: Evaluation) -> list[Why]:
    return [each.why for compared in found.compared for each in compared.left]


def test_a_claim_on_the_words_with_the_figure_is_found_and_its_fields_are_asked(
    compare: Callable[..., Evaluation], claim: Callable[..., Claim], row: Callable[..., Row]
) -> None:
    rows = [row("a", "14 people", 14), row("b", "three minors", 3, group="minors")]
    found = compare(rows, [claim("14 people", "detained", 14), claim("three minors", "arrested", 3)])
    measure = found.measures[Kind.COUNT]
    assert (measure.gold, measure.claims, measure.found, measure.strict) == (2, 2, 2, 1)
    assert {name: share.value for name, share in measure.fields.items()} == {
        "quantity": 0.5,
        "qualifier": 1.0,
        "group": 0.5,
        "origin": 1.0,
    }


def test_another_figure_on_the_same_words_is_wrong_and_the_item_missed(
    compare: Callable[..., Evaluation], claim: Callable[..., Claim], row: Callable[..., Row]
) -> None:
    found = compare([row("a", "14 people", 14)], [claim("14 people", "detained", 15)])
    measure = found.measures[Kind.COUNT]
    assert (measure.found, measure.claims) == (0, 1)
    assert whys(found) == [Why.NOTHING]
    assert found.compared[0].missed[0].id == "a"


def test_a_term_that_is_read_as_a_figure_is_a_trap(
    compare: Callable[..., Evaluation], claim: Callable[..., Claim], row: Callable[..., Row]
) -> None:
    rows = [row("a", "14 people", 14), row("t", "21 days", kind="not_count", values=[21])]
    found = compare(rows, [claim("14 people", "detained", 14), claim("21 days", "detained", 21)])
    assert whys(found) == [Why.TRAP]
    assert found.measures[Kind.COUNT].precision is not None
    assert found.measures[Kind.COUNT].precision.value == 0.5


def test_what_is_optional_or_denied_is_neither_right_nor_wrong(
    compare: Callable[..., Evaluation], claim: Callable[..., Claim], row: Callable[..., Row]
) -> None:
    rows = [row("a", "14 people", 14), row("o", "6 who fled", 6, optional=True)]
    denied = claim("at least 9 injured", "injured", 9, polarity=Polarity.NEGATED)
    found = compare(rows, [claim("14 people", "detained", 14), claim("the 6 who fled", "other", 6), denied])
    assert sorted(whys(found)) == sorted([Why.OPTIONAL, Why.SILENT])
    assert found.measures[Kind.COUNT].claims == 1


def test_a_denial_of_what_the_text_affirms_is_wrong(
    compare: Callable[..., Evaluation], claim: Callable[..., Claim], row: Callable[..., Row]
) -> None:
    found = compare([row("a", "14 people", 14)], [claim("14 people", "detained", 14, polarity=Polarity.NEGATED)])
    assert whys(found) == [Why.DENIED]


def test_the_second_claim_on_an_item_is_told_twice(
    compare: Callable[..., Evaluation], claim: Callable[..., Claim], row: Callable[..., Row]
) -> None:
    found = compare(
        [row("a", "14 people", 14)], [claim("14 people", "detained", 14), claim("detained 14", "other", 14)]
    )
    assert whys(found) == [Why.TWICE]
    assert found.measures[Kind.COUNT].strict == 1


def test_a_part_names_its_whole(
    compare: Callable[..., Evaluation], claim: Callable[..., Claim], row: Callable[..., Row]
) -> None:
    rows = [row("a", "14 people", 14), row("b", "three minors", 3, part_of="a")]
    whole = claim("14 people", "detained", 14)
    for of, right in ((whole.id, 1.0), (None, 0.0)):
        found = compare(rows, [whole, claim("three minors", "detained", 3, of=of)])
        assert found.measures[Kind.COUNT].fields["part of"].value == right


def test_every_value_that_a_careful_reader_may_give_is_right(
    compare: Callable[..., Evaluation], claim: Callable[..., Claim], row: Callable[..., Row]
) -> None:
    rows = [row("a", "9 injured", 9, quantity_any=["injured", "hospitalised"], qualifier="at_least")]
    rows[0] |= {"values_any": [[9, 9], [9, None]]}
    hospital = claim("at least 9 injured", "hospitalised", 9, qualifier=Qualifier.AT_LEAST)
    assert compare(rows, [hospital]).measures[Kind.COUNT].strict == 1


def test_words_are_found_where_another_reading_broke_the_line_elsewhere() -> None:
    text = "Some lines.\nPolice detained 14\npeople — “all” men.\n"
    assert Places(text).find('detained 14 people - "all" men', 0) == (19, 49)
    assert Places(text).find("detained 15 people", 0) is None


def test_a_row_whose_words_stand_nowhere_is_lost_and_counts_as_missed(
    compare: Callable[..., Evaluation], claim: Callable[..., Claim], row: Callable[..., Row]
) -> None:
    rows = [row("a", "14 people", 14), row("b", "three minors", 3) | {"exact": "four minors"}]
    found = compare(rows, [claim("14 people", "detained", 14)])
    assert found.lost == 1
    assert found.measures[Kind.COUNT].recall.value == 0.5


def test_a_row_that_is_not_of_the_form_is_named(row: Callable[..., Row]) -> None:
    bad = row("a-7", "14 people", 14)
    del bad["locator_start"]
    with pytest.raises(InvalidValue, match="'a-7'"):
        coded([bad])


def test_the_interval_holds_the_share_is_the_same_each_time_and_narrows_with_more() -> None:
    few = [{"found": found, "gold": 4} for found in (4, 3, 2, 4, 1, 3)]
    many = few * 16
    sizes = ((few, 1), (many, 16))
    shares = [shared({"found": 17 * by, "gold": 24 * by}, draws(units), recall) for units, by in sizes]
    for share in shares:
        assert share.low is not None
        assert share.high is not None
        assert share.low < (share.value or 0) < share.high
    assert shares[0] == shared({"found": 17, "gold": 24}, draws(few), recall)
    assert (shares[1].high or 0) - (shares[1].low or 0) < ((shares[0].high or 0) - (shares[0].low or 0)) / 2


def test_one_document_alone_has_no_interval_of_documents() -> None:
    share = shared({"found": 1, "gold": 2}, draws([{"found": 1, "gold": 2}]), recall)
    assert (share.value, share.low, share.high) == (0.5, None, None)
