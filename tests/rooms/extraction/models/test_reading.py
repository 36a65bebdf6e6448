"""What a model may add to the grammar's reading, in every dialect; each bad answer is refused with its reason."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from khronika.extraction import METHOD
from khronika.extraction.models import answers, grounding
from khronika.vocabulary.bodies import Act, Count, Party, Qualifier, Step
from khronika.vocabulary.claims import Polarity

if TYPE_CHECKING:
    from collections.abc import Callable

    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.extractions import Extraction


def added(extraction: Extraction) -> list[Claim]:
    return [claim for claim in extraction.claims if claim.method.startswith("llm:")]


def first(asked: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    meaning = next(each for each in asked["events"]["E1"]["meanings"] if each.startswith("count:"))
    number = next(iter(asked["numbers"]))
    return [{"event": "E1", "meaning": meaning, "number": number, "people": [], "by": []}]


def reasons(extraction: Extraction) -> list[str]:
    begin = "a model's proposal refused: "
    return [each.reason.removeprefix(begin) for each in extraction.abstentions if each.reason.startswith(begin)]


def test_number_qualifier_date_speaker_and_place_are_the_grammars(
    reads: Callable[..., Any], double: dict[str, Any], van: str
) -> None:
    text = van.replace("Soldiers", "The ministry said that soldiers")
    found, model = reads(text, double["replaying"]([double["row"]("E1", "count:detained", "N1")]))
    (claim,) = added(found)
    assert isinstance(claim.body, Count)
    assert (claim.body.low, claim.body.high, claim.body.qualifier) == (30, None, Qualifier.AT_LEAST)
    assert (claim.body.quantity, claim.body.population) == ("detained", "students")
    assert claim.passage.exact == "bundled at least 30 students"
    assert [speaker.name for speaker in claim.speakers] == ["ministry", None]
    assert claim.when is not None
    assert claim.when.earliest == "2015-05-02"
    (grammars,) = (each for each in found.claims if each.method == METHOD and isinstance(each.body, Count))
    assert (claim.speakers, claim.stance, claim.where) == (grammars.speakers, grammars.stance, grammars.where)
    assert claim.method == "llm:tiny@0123456789ab"
    assert claim.review == "proposed"
    assert found.method == f"{METHOD}+llm:tiny@0123456789ab"
    assert (model.questions, model.claims) == (1, 1)


def test_a_step_and_an_act_are_made_of_those_who_are_named(reads: Callable[..., Any], double: dict[str, Any]) -> None:
    text = "Soldiers grabbed 30 students in Korm on 2 May 2015.\n"
    row = double["row"]
    rows = [row("E1", "step:detained", people=["P2"]), row("E1", "act:arbitrary_detention", people=["P2"], by=["P1"])]
    step, act = (claim.body for claim in added(reads(text, double["replaying"](rows))[0]))
    assert step == Step("detained", (Party(population="students", number=30),))
    assert act == Act("arbitrary_detention", step.subjects, (Party(population="Soldiers"),))


def test_what_did_not_happen_stays_denied(reads: Callable[..., Any], double: dict[str, Any]) -> None:
    text = "Three porters were not let out.\n"
    (claim,) = added(reads(text, double["replaying"]([double["row"]("E1", "step:released", people=["P1"])]))[0])
    assert claim.polarity is Polarity.NEGATED


def test_the_grammars_own_reading_is_not_touched(
    reads: Callable[..., Any], alone: Callable[[str], Extraction], double: dict[str, Any], van: str
) -> None:
    text = f"{van}The court sentenced Karel Dovrin to two years in prison. They were later released. 19 came out.\n"
    plain, (beside, model) = alone(text), reads(text, double["replaying"](first))
    assert model.claims > 0
    mine = tuple(claim for claim in beside.claims if claim.method == METHOD)
    others = tuple(each for each in beside.abstentions if "model" not in each.reason)
    assert replace(beside, method=METHOD, claims=mine, abstentions=others) == plain


def test_where_the_grammar_understood_everything_nothing_is_asked(
    reads: Callable[..., Any], double: dict[str, Any]
) -> None:
    text = "Police detained 14 people in Ombrin on 2 May 2015.\n"
    _, model = reads(text, double["replaying"](double["eager"]))
    assert model.questions == 0


def test_what_the_grammar_said_is_not_proposed_again(reads: Callable[..., Any], double: dict[str, Any]) -> None:
    text = "Police detained 14 people and bundled 30 students into a van.\n"
    rows = [double["row"]("E1", "count:detained", "N1"), double["row"]("E2", "count:detained", "N2")]
    found, model = reads(text, double["replaying"](rows))
    assert [claim.body.low for claim in added(found)] == [30]
    assert model.known == 1


@pytest.mark.parametrize("refused", [400, 422, 500])
def test_a_server_that_wants_the_schema_elsewhere_gets_it_there(
    refused: int, reads: Callable[..., Any], model_server: Callable[..., Any], double: dict[str, Any], van: str
) -> None:
    good = double["replaying"]([double["row"]("E1", "count:detained", "N1")])

    def answer(path: str, body: Any) -> tuple[int, Any, dict[str, str]]:  # noqa: ANN401
        form = (body or {}).get("response_format", {})
        ours = body is None or (form.get("type") == "json_object" and "schema" in form)
        return good(path, body) if ours else (refused, {"error": "response_format"}, {})

    server = model_server(answer)
    found, _ = reads(f"{van}Guards dragged 12 clerks into a truck.\n", server.url)
    assert len(added(found)) == 2
    assert len(server.asked) == 3  # the dialect that was understood is kept


def test_a_server_without_forms_may_put_its_json_in_a_fence(
    reads: Callable[..., Any], double: dict[str, Any], van: str
) -> None:
    told = json.dumps({"rows": [double["row"]("E1", "count:detained", "N1")]})

    def answer(path: str, body: Any) -> tuple[int, Any, dict[str, str]]:  # noqa: ANN401
        if body is not None and "response_format" in body:
            return 400, {}, {}
        return double["saying"](200, double["completion"](f"```json\n{told}\n```"))(path, body)

    assert len(added(reads(van, answer)[0])) == 1


ROWS = {
    "an id that is not there": ({"event": "E9"}, answers.UNKNOWN_ID),
    "a number that is not there": ({"number": "N500"}, answers.UNKNOWN_ID),
    "a person who is not there": ({"people": ["P7"]}, answers.UNKNOWN_ID),
    "a meaning that is in no list": ({"meaning": "count:vaporised"}, answers.UNKNOWN_MEANING),
    "a meaning that the word has not": ({"meaning": "count:killed"}, answers.UNKNOWN_MEANING),
    "more than was asked for": ({"low": 500}, answers.OTHER_FORM),
    "a number in place of an id": ({"number": 500}, answers.OTHER_FORM),
    "no list of people": ({"people": "P2"}, answers.OTHER_FORM),
    "a figure with people": ({"people": ["P2"]}, grounding.MIXED),
    "a figure without a number": ({"number": "none"}, grounding.NOT_OF_NUMBER),
    "who did it as whom it befell": ({"meaning": "step:detained", "number": "none", "people": ["P1"]}, "people named"),
    "a step that befalls nobody": ({"meaning": "step:detained", "number": "none"}, grounding.NOT_OF_PEOPLE),
    "a step with a number": ({"meaning": "step:detained", "people": ["P2"]}, grounding.MIXED),
}


@pytest.mark.parametrize("case", ROWS)
def test_a_row_that_the_sentence_does_not_bear_is_refused(
    case: str, reads: Callable[..., Any], double: dict[str, Any], van: str
) -> None:
    changed, reason = ROWS[case]
    told = double["row"]("E1", "count:detained", "N1") | changed
    found, model = reads(van, double["replaying"]([told]))
    assert added(found) == []
    (said,) = reasons(found)
    assert reason in said
    assert model.refused == {said: 1}


def contents(double: dict[str, Any]) -> dict[str, tuple[Any, str]]:
    """Bad answers, each with the reason that is told."""
    good = json.dumps({"rows": [double["row"]("E1", "count:detained", "N1")]})
    say = double["completion"]
    return {
        "cut off": (say(good, "length"), answers.CUT_OFF),
        "never ended": (say(good, None), answers.UNENDED),
        "a call of a tool": (say(good, "tool_calls"), answers.UNENDED),
        "half of it": (say(good[:-9]), answers.NO_JSON),
        "said twice": (say(good + good), answers.NO_JSON),
        "with a preface": (say(f"Here it is: {good}"), answers.NO_JSON),
        "deep": (say("[" * 100_000), answers.NO_JSON),
        "empty": (say("  "), answers.EMPTY),
        "nothing": (say(json.dumps({"rows": []})), answers.NOTHING),
        "a list": (say("[]"), answers.OTHER_FORM),
        "rows without end": (say(json.dumps({"rows": [{}] * 50})), answers.OTHER_FORM),
        "no choices": ({"choices": []}, answers.OTHER_FORM),
        "no object": ([1, 2], answers.OTHER_FORM),
        "no JSON at all": (b"<html>", answers.OTHER_FORM),
        "no content": ({"choices": [{"message": {"content": None}, "finish_reason": "stop"}]}, answers.EMPTY),
    }


CASES = ("cut off", "never ended", "a call of a tool", "half of it", "said twice", "with a preface", "deep", "empty")
FORMS = ("nothing", "a list", "rows without end", "no choices", "no object", "no JSON at all", "no content")


@pytest.mark.parametrize("case", [*CASES, *FORMS])
def test_a_bad_answer_counts_for_nothing(
    case: str, reads: Callable[..., Any], double: dict[str, Any], van: str
) -> None:
    value, reason = contents(double)[case]
    found, model = reads(van, double["saying"](200, value))
    assert added(found) == []
    assert reasons(found) == [reason]
    assert model.refused == {reason: 1}
    assert [claim.method for claim in found.claims] == [METHOD] * len(found.claims)
    assert found.claims


def test_the_same_row_twice_is_one_claim_and_two_meanings_are_none(
    reads: Callable[..., Any], double: dict[str, Any]
) -> None:
    text = "Nine nurses fell near the bridge.\n"
    died, killed = (double["row"]("E1", f"count:{word}", "N1") for word in ("died", "killed"))
    assert len(added(reads(text, double["replaying"]([died, died]))[0])) == 1
    assert reasons(reads(text, double["replaying"]([died, killed]))[0]) == [answers.TWO_MEANINGS]
