"""One value, one sequence of bytes: frozen values to canonical JSON and back.

The form follows RFC 8785 in what Khronika needs of it: keys sorted, no white space, UTF-8, no floats.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
import types
import typing
from collections.abc import Callable
from enum import Enum
from functools import cache
from operator import attrgetter

from khronika.errors import InvalidValue

type_hints = cache(typing.get_type_hints)
quoted = json.encoder.encode_basestring  # JSON in the letters of the text itself, written in C
Json = typing.Any
Writer = Callable[[Json], str]
Builder = Callable[[Json], Json]
T = typing.TypeVar("T")
SURROGATE = re.compile("[\ud800-\udfff]")


def as_json(value: object) -> Json:
    """Turn a frozen value into plain JSON types; tuples become lists, enumerations their words."""
    return _PLAINER[type(value)](value)


class _Plainer(dict[type, Builder]):
    """How each type becomes plain, found out once a type: a list of claims has a hundred values a claim."""

    def __missing__(self, kind: type) -> Builder:
        """Find out how a type becomes plain, when its first value comes."""
        plainer = self[kind] = _plainer(kind)
        return plainer


_PLAINER = _Plainer()


def _plainer(kind: type) -> Builder:
    if dataclasses.is_dataclass(kind):
        names = [field.name for field in dataclasses.fields(kind)]
        return lambda value: {name: as_json(getattr(value, name)) for name in names}
    if issubclass(kind, Enum):
        return {member: member.value for member in kind}.__getitem__
    if issubclass(kind, (list, tuple)):
        return lambda items: [as_json(item) for item in items]
    if issubclass(kind, dict):
        return lambda value: {str(key): as_json(item) for key, item in value.items()}
    if issubclass(kind, str):
        return str
    if issubclass(kind, (int, type(None))):
        return _as_is
    raise _formless(kind)


def canonical(value: object) -> bytes:
    """Give the canonical JSON of a value, as UTF-8; a lone surrogate, as in a file name of odd bytes, is escaped."""
    text = _WRITERS[type(value)](value)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text).encode("utf-8")


def digest(value: object) -> str:
    """Give the SHA-256 of a value's canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


class _Writers(dict[type, Writer]):
    """How each type is written, found out once a type: a ledger writes ten thousand values a second."""

    def __missing__(self, kind: type) -> Writer:
        """Find out how a type is written, when its first value comes."""
        writer = self[kind] = _writer(kind)
        return writer


_WRITERS = _Writers()


def _writer(kind: type) -> Writer:
    if dataclasses.is_dataclass(kind):
        return _dataclass_writer(kind)
    if issubclass(kind, Enum):
        return {member: _text(member.value) for member in kind}.__getitem__
    for plain, writer in _PLAIN.items():
        if issubclass(kind, plain):
            return writer
    raise _formless(kind)


def _text(value: object) -> str:
    return _WRITERS[type(value)](value)


def _dataclass_writer(kind: type) -> Writer:
    names = sorted(field.name for field in dataclasses.fields(kind))
    template = "{" + ",".join(f'"{name}":%s' for name in names) + "}"
    if len(names) < 2:  # noqa: PLR2004 - attrgetter gives a tuple from two names on
        return lambda value: template % tuple(_text(getattr(value, name)) for name in names)
    fields = attrgetter(*names)
    return lambda value: template % tuple([_WRITERS[type(item)](item) for item in fields(value)])


def _write_dict(value: dict[object, object]) -> str:
    named = {str(key): item for key, item in value.items()}
    return "{" + ",".join(f"{quoted(name)}:{_text(named[name])}" for name in sorted(named)) + "}"


# In this order: a bool is an int too.
_PLAIN: dict[type, Writer] = {
    type(None): lambda _: "null",
    bool: lambda value: "true" if value else "false",
    int: int.__repr__,
    str: lambda value: quoted(str(value)),
    list: lambda items: f"[{','.join([_text(item) for item in items])}]",
    tuple: lambda items: f"[{','.join([_text(item) for item in items])}]",
    dict: _write_dict,
}
_WRITERS[str] = quoted


def _formless(kind: type) -> InvalidValue:
    return InvalidValue(f"A value of type {kind.__name__} has no canonical form; this is a mistake in the program.")


def from_json(shape: type[T], data: Json) -> T:
    """Build a value of the given dataclass from plain JSON; raises `InvalidValue` where the shape does not fit."""
    built: T = _builder(typing.cast("Json", shape))(data)
    return built


@cache
def _builder(shape: Json) -> Builder:
    origin: Json = typing.get_origin(shape)
    if origin in (typing.Union, types.UnionType):
        return _union_builder(typing.get_args(shape))
    if origin is tuple:
        inner = _builder(typing.get_args(shape)[0])
        return lambda data: tuple([inner(item) for item in data])
    if dataclasses.is_dataclass(shape):
        return _dataclass_builder(shape)
    if isinstance(shape, type) and issubclass(shape, Enum):
        return {member.value: member for member in shape}.__getitem__
    return _as_is


def _as_is(data: Json) -> Json:
    return data


def _union_builder(choices: tuple[Json, ...]) -> Builder:
    builders = [_builder(choice) for choice in choices if choice is not type(None)]
    if len(builders) == 1:
        only = builders[0]
        return only if only is _as_is else lambda data: None if data is None else only(data)
    shapes: list[Json] = [choice for choice in choices if dataclasses.is_dataclass(choice)]
    shaped = {_names(shape): _builder(shape) for shape in shapes}

    def build(data: Json) -> Json:
        fitting = shaped.get(frozenset(data))
        if fitting is None:
            msg = "A stored value fits no noun of the vocabulary; the chronicle may be of a newer version of Khronika."
            raise InvalidValue(msg)
        return fitting(data)

    return build


def misfits(value: object) -> list[str]:
    """Give the names of a value's fields that hold what their types do not allow, for what a person typed."""
    shape: Json = type(value)
    hints = type_hints(shape)
    return [
        field.name for field in dataclasses.fields(shape) if not _fits(hints[field.name], getattr(value, field.name))
    ]


def _fits(shape: Json, value: object) -> bool:
    origin: Json = typing.get_origin(shape)
    if origin in (typing.Union, types.UnionType):
        return any(_fits(choice, value) for choice in typing.get_args(shape))
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(typing.get_args(shape)[0], item) for item in value)
    if dataclasses.is_dataclass(shape):
        return isinstance(value, typing.cast("type", shape)) and not misfits(value)
    return isinstance(value, shape) and (shape is not int or not isinstance(value, bool))


def _names(shape: Json) -> frozenset[str]:
    return frozenset(field.name for field in dataclasses.fields(shape))


def _dataclass_builder(shape: Json) -> Builder:
    builders = {name: _builder(hint) for name, hint in type_hints(shape).items() if name in _names(shape)}

    def build(data: Json) -> Json:
        try:
            return shape(**{name: builders[name](item) for name, item in data.items()})
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            msg = f"A stored {shape.__name__} does not have the expected form; the chronicle may be of a newer version."
            raise InvalidValue(msg) from error

    return build
