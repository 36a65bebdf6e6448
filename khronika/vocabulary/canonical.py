"""One value, one sequence of bytes: frozen values to canonical JSON and back.

The form follows RFC 8785 in what Khronika needs of it: keys sorted, no white space, UTF-8, no floats.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from enum import Enum
from functools import cache

from khronika.errors import InvalidValue

type_hints = cache(typing.get_type_hints)
Json = typing.Any
T = typing.TypeVar("T")


def as_json(value: object) -> Json:
    """Turn a frozen value into plain JSON types; tuples become lists, enumerations their words."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return {f.name: as_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, (list, tuple)):
        return [as_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    msg = f"A value of type {type(value).__name__} has no canonical form; this is a mistake in the program."
    raise InvalidValue(msg)


def canonical(value: object) -> bytes:
    """Give the canonical JSON of a value, as UTF-8."""
    text = json.dumps(as_json(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def digest(value: object) -> str:
    """Give the SHA-256 of a value's canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def from_json(shape: type[T], data: Json) -> T:
    """Build a value of the given dataclass from plain JSON; raises `InvalidValue` where the shape does not fit."""
    built: T = _build(shape, data)
    return built


def _build(shape: Json, data: Json) -> Json:
    origin: Json = typing.get_origin(shape)
    if origin in (typing.Union, types.UnionType):
        return _build_union(typing.get_args(shape), data)
    if origin is tuple:
        inner = typing.get_args(shape)[0]
        return tuple(_build(inner, item) for item in data)
    if dataclasses.is_dataclass(shape):
        return _build_dataclass(shape, data)
    if isinstance(shape, type) and issubclass(shape, Enum):
        return shape(data)
    return data


def _build_union(choices: tuple[Json, ...], data: Json) -> Json:
    if data is None and type(None) in choices:
        return None
    shapes = [choice for choice in choices if choice is not type(None)]
    if len(shapes) == 1:
        return _build(shapes[0], data)
    fitting = [
        s for s in shapes if dataclasses.is_dataclass(s) and {f.name for f in dataclasses.fields(s)} == set(data)
    ]
    if len(fitting) != 1:
        msg = "A stored value fits no noun of the vocabulary; the chronicle may be of a newer version of Khronika."
        raise InvalidValue(msg)
    return _build(fitting[0], data)


def _build_dataclass(shape: Json, data: Json) -> Json:
    hints = type_hints(shape)
    try:
        return shape(**{name: _build(hints[name], item) for name, item in data.items()})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        msg = f"A stored {shape.__name__} does not have the expected form; the chronicle may be of a newer version."
        raise InvalidValue(msg) from error
