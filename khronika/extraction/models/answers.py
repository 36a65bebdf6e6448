"""An answer taken apart: rows of ids and meanings, or the reason why it counts for nothing."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from khronika.extraction.models.questions import NONE, limit

if TYPE_CHECKING:
    from khronika.extraction.models.questions import Question

FENCED = re.compile(r"\s*```(?:json)?\s*\n(?P<inside>.*?)\n?```\s*", re.DOTALL)
KEYS = ("event", "meaning", "number", "people", "by")
CUT_OFF = "the answer was cut off"
UNENDED = "the answer did not end by itself"
EMPTY = "the answer was empty"
NO_JSON = "the answer is no JSON"
OTHER_FORM = "the answer has another form than asked for"
UNKNOWN_ID = "the answer names an id that does not exist"
UNKNOWN_MEANING = "the answer names a meaning that does not exist"
TWO_MEANINGS = "the answer gives one word two meanings"
NOTHING = "the model found nothing to add"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an answer; `number` is null for "none"."""

    event: str
    meaning: str
    number: str | None
    people: tuple[str, ...]
    by: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The kind of claim that the row stands for."""
        return self.meaning.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer, or one row of it, counts for nothing."""

    reason: str


def rows(value: Any, asked: Question) -> tuple[Row, ...] | Refusal:  # noqa: ANN401 - whatever a server sends
    """Give the rows of a chat completion, or why there are none; one row out of form costs the whole answer."""
    content = _content(value)
    if isinstance(content, Refusal):
        return content
    try:
        told = json.loads(_unfenced(content))
    except (ValueError, RecursionError):
        return Refusal(NO_JSON)
    listed = told.get("rows") if isinstance(told, dict) and set(told) == {"rows"} else None
    if not isinstance(listed, list) or len(listed) > limit("rows"):
        return Refusal(OTHER_FORM)
    if not listed:
        return Refusal(NOTHING)
    read = [_row(each, asked) for each in listed]
    refused = next((each for each in read if isinstance(each, Refusal)), None)
    given = tuple(dict.fromkeys(each for each in read if isinstance(each, Row)))
    if refused is None and len({(row.event, row.kind, row.number) for row in given}) < len(given):
        return Refusal(TWO_MEANINGS)
    return refused or given


def _content(value: Any) -> str | Refusal:  # noqa: ANN401
    """The words of the one answer, if it is whole."""
    choices = value.get("choices") if isinstance(value, dict) else None
    first = choices[0] if isinstance(choices, list) and len(choices) == 1 else None
    message = first.get("message") if isinstance(first, dict) else None
    if not isinstance(first, dict) or not isinstance(message, dict):
        return Refusal(OTHER_FORM)
    if first.get("finish_reason") == "length":
        return Refusal(CUT_OFF)
    if first.get("finish_reason") != "stop":
        return Refusal(UNENDED)
    content = message.get("content")
    return content if isinstance(content, str) and content.strip() else Refusal(EMPTY)


def _unfenced(content: str) -> str:
    """The JSON inside a fence, where the whole answer is one fence: nothing else is mended."""
    fenced = FENCED.fullmatch(content)
    return fenced["inside"] if fenced else content


def _row(told: Any, asked: Question) -> Row | Refusal:  # noqa: ANN401
    if not isinstance(told, dict) or set(told) != set(KEYS):
        return Refusal(OTHER_FORM)
    event, meaning, number = (told[key] for key in KEYS[:3])
    people, by = _ids(told["people"]), _ids(told["by"])
    if not all(isinstance(word, str) for word in (event, meaning, number)) or people is None or by is None:
        return Refusal(OTHER_FORM)
    if event not in asked.events or number not in {*asked.numbers, NONE} or {*people, *by} - set(asked.people):
        return Refusal(UNKNOWN_ID)
    if not any(meaning in each.options for each in asked.events.values()):
        return Refusal(UNKNOWN_MEANING)
    return Row(event, meaning, None if number == NONE else number, people, by)


def _ids(told: Any) -> tuple[str, ...] | None:  # noqa: ANN401
    if not isinstance(told, list) or not all(isinstance(each, str) for each in told):
        return None
    return tuple(dict.fromkeys(each for each in told if each != NONE))
