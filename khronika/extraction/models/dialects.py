"""The dialects in which servers take a schema for the answer, tried from the strictest to none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from khronika.extraction.lists import lists
from khronika.extraction.models.questions import limit

if TYPE_CHECKING:
    from collections.abc import Callable

    from khronika.extraction.models.questions import Question

    Dialect = Callable[[dict[str, Any]], dict[str, Any]]

# Said of a request for what the server cannot do; llama-cpp-python's says 500 for a form that it does not know.
NOT_UNDERSTOOD = frozenset({400, 404, 415, 422, 500, 501})


def _json_schema(schema: dict[str, Any]) -> dict[str, Any]:
    """As OpenAI has it, and Ollama, vLLM and llama.cpp's own server."""
    form = {"name": "rows", "strict": True, "schema": schema}
    return {"response_format": {"type": "json_schema", "json_schema": form}}


def _json_object(schema: dict[str, Any]) -> dict[str, Any]:
    """As llama-cpp-python has it."""
    return {"response_format": {"type": "json_object", "schema": schema}}


def _none(_schema: dict[str, Any]) -> dict[str, Any]:
    """For servers that take no form: the instruction alone asks for JSON."""
    return {}


DIALECTS: tuple[Dialect, ...] = (_json_schema, _json_object, _none)


def request(model: str, asked: Question, dialect: Dialect) -> dict[str, Any]:
    """Give the body of one request: the instruction, the question between its marks, and the form of the answer."""
    words = lists("model")["question"]
    material = f"{words['begin']}\n{asked.text}\n{words['end']}"
    return {
        "model": model,
        "messages": [{"role": "system", "content": words["rules"].strip()}, {"role": "user", "content": material}],
        "temperature": 0,
        "seed": 1,
        "max_tokens": limit("tokens"),
        "stream": False,
        **dialect(asked.schema),
    }
