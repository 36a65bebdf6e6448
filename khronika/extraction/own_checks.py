"""Reading people's own word lists: what can be used of each file, and a sentence for each thing that cannot."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from khronika.extraction.lists import packaged
from khronika.extraction.own import NOTHING, OwnWords
from khronika.vocabulary.bodies import Force
from khronika.vocabulary.claims import Stance
from khronika.vocabulary.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable

INSTRUMENTS = "instruments"  # the catalogue of norms, which the vocabulary packages as `norms`
NO_LISTS = frozenset({"shapes"})
Table = dict[str, Any]


class Unfit(Exception):
    """What is wrong at one place of a file, and what to do."""


def own_words(files: Mapping[str, str]) -> OwnWords:
    """Take word lists as text by file name ("lexicon.toml"); what is at fault, and only that, is left out and said.

    An empty mapping, or files of which nothing can be used, give the packaged lists alone.
    """
    found: dict[str, Table] = {}
    faults: list[str] = []
    for file in sorted(files):
        try:
            name, tables = _opened(file, files[file])
        except Unfit as unfit:
            faults.append(f"words/{file} is not used: {unfit}")
            continue
        kept = dict(_fit(file, name, tables, faults))
        if kept:
            found[name] = kept
    if not found:
        return OwnWords(faults=tuple(faults)) if faults else NOTHING
    said = json.dumps(found, sort_keys=True, ensure_ascii=False)
    return OwnWords(found, hashlib.sha256(said.encode()).hexdigest(), tuple(faults))


def _opened(file: str, text: str) -> tuple[str, Table]:
    """The list that a file adds to, and its tables."""
    known = _known()
    stem = file.removesuffix(".toml")
    if stem not in known:
        raise Unfit(f"there is no list of that name{_or(stem, known)}; the lists are {', '.join(sorted(known))}.")
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unfit(f"it is no valid TOML ({error}). Mend that line and run again.") from error
    return known[stem], {key: value for key, value in tables.items() if key != "about"}


@cache
def _known() -> dict[str, str]:
    data = resources.files("khronika.extraction").joinpath("data")
    lists = {each.name.removesuffix(".toml"): each.name.removesuffix(".toml") for each in _toml(data)}
    tongues = {
        each.name.removesuffix(".toml"): f"tongues/{each.name.removesuffix('.toml')}"
        for each in _toml(data / "tongues")
    }
    return {stem: name for stem, name in {**lists, **tongues, INSTRUMENTS: INSTRUMENTS}.items() if stem not in NO_LISTS}


def _toml(folder: Traversable) -> list[Traversable]:
    return [each for each in folder.iterdir() if each.name.endswith(".toml")]


def _fit(file: str, name: str, tables: Table, faults: list[str]) -> Iterator[tuple[str, Any]]:
    """The tables of a file that can be used, without what is at fault in them."""
    shapes = {key: _shape() for key in tables} if name == INSTRUMENTS else packaged(name)
    for key, value in tables.items():
        try:
            _must_be_known("the list has no such table", key, shapes)
            kept = _table(f"{name}.{key}", key, value, shapes[key], faults, file)
        except Unfit as unfit:
            faults.append(_fault(file, f"[{key}]", unfit))
            continue
        if kept:
            yield key, kept


def _shape() -> Table:
    """An entry of the catalogue of norms with everything that one may say."""
    entries = word_list("norms").values()
    return {key: value for entry in entries for key, value in entry.items()}


def _table(where: str, key: str, value: object, shape: object, faults: list[str], file: str) -> object:
    if where in _listed("fixed"):
        raise Unfit("nothing can be added to this table")
    if isinstance(shape, list):
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise Unfit(f"entries are written as [[{key}]]")
        return list(_rows(where, value, shape, faults, file))
    if not isinstance(value, dict) or not isinstance(shape, dict):
        raise Unfit("it must be a table with words under it")
    if where.startswith(INSTRUMENTS):
        return _instrument(value, shape)
    return dict(_cells(where, key, value, shape, faults, file))


def _cells(where: str, key: str, value: Table, shape: Table, faults: list[str], file: str) -> Iterator[tuple[str, Any]]:
    plain = all(isinstance(each, (str, int)) for each in shape.values()) or where in _listed("open")
    for word, said in value.items():
        try:
            if not plain:
                _must_be_known("there is no such key", word, shape)
            _check_type(said, shape.get(word, next(iter(shape.values()))))
            _check_value(where, said, ())
        except Unfit as unfit:
            faults.append(_fault(file, f"[{key}] {word}", unfit))
            continue
        yield word, said


def _rows(where: str, rows: list[Table], shape: list[Table], faults: list[str], file: str) -> Iterator[Table]:
    keys = {key: value for row in shape for key, value in row.items()}
    needed = [key for key in shape[0] if all(key in row for row in shape)]
    for number, row in enumerate(rows, start=1):
        try:
            _check_row(where, row, keys, needed, shape)
        except Unfit as unfit:
            faults.append(_fault(file, f"entry {number}", unfit))
            continue
        yield row


def _check_row(where: str, row: Table, keys: Table, needed: Iterable[str], shape: list[Table]) -> None:
    for key, value in row.items():
        _must_be_known(f"the key {key!r} is unknown", key, keys)
        _check_type(value, keys[key], key)
        _check_value(f"{where}.{key}", value, [each.get(key) for each in shape])
    if missing := [key for key in needed if key not in row]:
        raise Unfit(f"the key {missing[0]!r} is missing")


def _instrument(value: Table, shape: Table) -> Table:
    defaults = _shapes()[INSTRUMENTS]
    row = {**defaults, **value}
    for key, said in row.items():
        _must_be_known(f"the key {key!r} is unknown", key, shape)
        _check_type(said, shape[key], key)
        _check_value(f"{INSTRUMENTS}.{key}", said, ())
    if missing := [key for key in ("title", "names") if key not in row]:
        raise Unfit(f"the key {missing[0]!r} is missing")
    return row


def _check_type(value: object, like: object, key: str = "") -> None:
    named = f"{key!r} " if key else "it "
    if isinstance(like, list):
        if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
            raise Unfit(f'{named}must be a list of words, such as ["one", "another"]')
    elif type(value) is not type(like):
        kinds = {str: 'text in quotation marks, such as "word"', int: "a whole number", bool: "true or false"}
        raise Unfit(f"{named}must be {kinds.get(type(like), 'of another kind')}")


def _check_value(where: str, value: object, packaged_values: Iterable[object]) -> None:
    """Check words of a closed set and patterns."""
    said = value if isinstance(value, list) else [value]
    if closed := _shapes()["values"].get(where):
        allowed = _flat(packaged_values) if closed == "packaged" else _set(closed)
        for each in said:
            if each not in allowed:
                raise Unfit(f"{each!r} is none of {', '.join(sorted(map(str, allowed)))}")
    for each in said if where in _listed("patterns") else ():
        try:
            re.compile(str(each))
        except re.error as error:
            raise Unfit(f"{each!r} is no valid pattern ({error})") from error


def _set(name: str) -> set[str]:
    fixed = {"force": Force, "stance": Stance}
    return {str(each) for each in fixed[name]} if name in fixed else set(word_list(name))


def _flat(values: Iterable[object]) -> set[str]:
    return {str(each) for value in values if value for each in (value if isinstance(value, list) else [value])}


@cache
def _shapes() -> Table:
    return packaged("shapes")


def _listed(name: str) -> frozenset[str]:
    return frozenset(_shapes()[name]["words"])


def _or(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word, [each for each in known if each != "about"], n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _must_be_known(what: str, word: str, known: Mapping[str, object]) -> None:
    if word not in known or word == "about":
        raise Unfit(what + _or(word, known))


def _fault(file: str, place: str, unfit: Unfit) -> str:
    said = str(unfit).rstrip("?.")
    end = "?" if str(unfit).endswith("?") else "."
    return f"words/{file}, {place}: {said}{end} This is left out; mend it and run again."
