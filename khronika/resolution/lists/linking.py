"""Linking: rows are keyed, brought together, weighed, and put together as people under what people judged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from khronika.resolution.agglomeration import agglomerate
from khronika.resolution.bearers import outline
from khronika.resolution.lists import blocking, choosing, records, scoring
from khronika.resolution.lists.cells import said
from khronika.resolution.lists.rows import Linked, Listed
from khronika.vocabulary.lists import Field, Match
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from khronika.resolution.agglomeration import Contradiction
    from khronika.resolution.lists.scoring import Scored
    from khronika.vocabulary.lists import Threshold

FORBIDDEN = -1e6  # bits of a pair under a veto: no evidence outweighs it, while a person's word does

LETTERS = re.compile(r"(?:[^\W\d_]{1,2}\. ?|[^\W\d_] )+(?:[^\W\d_]\.?)?|[^\W\d_]")
CUT_OFF = re.compile(r"\s[^\W\d_]\.?$")  # a name whose last word is one letter

Pair = tuple[str, str]
Numbers = tuple[int, int]


def link_lists(
    lists: Sequence[Listed],
    *,
    same: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    threshold: float | None = None,
    balanced: bool = False,
) -> Linked:
    """Say which rows of these lists are one person, within a list and across lists.

    `same` and `apart` are pairs of row ids that people judged: they stand above every weight and veto. `threshold` is
    in bits; without it, it is chosen on the judged pairs, or is the stated default. Raises `MissingExtra` where Splink
    is not installed. The order of the lists and rows changes nothing.
    """
    connection = scoring.connect()
    lists = [_ordered(each) for each in sorted(lists, key=lambda each: each.name)]
    ids = [row for each in lists for row in each.ids]
    at = {row: number for number, row in enumerate(ids)}
    told = [{(at[a], at[b]) for a, b in pairs if a in at and b in at} for pairs in (same, apart)]
    columns = records.together([(records.keyed(each.said, each.order), each.sole) for each in lists])
    unnamed = _unnamed(lists)
    records.silence(columns, unnamed)
    names, sole = list(columns), [each.sole for each in lists]
    scoring.load(connection, columns)
    of = columns["list"]
    del columns  # of a million rows they are large, and the database has them now
    blocks = blocking.blocks(connection, names, len(ids))
    scored, model = scoring.weighed(connection, names, blocks)
    chosen = choosing.choose(_judged(scored, *told), _best(scored), bits=threshold, balanced=balanced)
    home, contradictions = _people(scored, chosen, told, lambda row: lists[of[row]].name if sole[of[row]] else None)
    people: dict[int, list[str]] = {
        number: [row] for number, row in enumerate(ids) if home.get(number) in (None, number)
    }
    for number in sorted(home):
        if home[number] != number:
            people[home[number]].append(ids[number])
    return Linked(
        lists=tuple(each.name for each in lists),
        matches=tuple(_matches(scored, ids, home, told)),
        people=tuple(map(tuple, people.values())),
        threshold=chosen,
        blocks=tuple(blocks),
        contradictions=tuple(_in_rows(each, ids) for each in contradictions),
        unnamed=tuple(ids[number] for number in unnamed),
        model=model,
    )


def _ordered(listed: Listed) -> Listed:
    """Give a list with its rows in the order of their ids, so that no draw depends on how the file was sorted."""
    order = sorted(range(len(listed.ids)), key=listed.ids.__getitem__)
    said = {field: [values[at] for at in order] for field, values in listed.said.items()}
    return Listed(listed.name, [listed.ids[at] for at in order], said, listed.order, listed.sole)


def _unnamed(lists: Sequence[Listed]) -> list[int]:
    """Give the numbers of rows whose name is a word for nobody, letters alone ("A. K."), or kept back ("Aida S.")."""
    nobody = said("placeholder", "pseudonym")
    found, before = [], 0
    for each in lists:
        for field in (Field.NAME, Field.GIVEN, Field.FAMILY):
            found += [
                before + at
                for at, value in enumerate(each.said.get(field, ()))
                if nobody.search(value)
                or LETTERS.fullmatch(value)
                or (field is Field.NAME and CUT_OFF.search(value) and outline(value).veiled)
            ]
        before += len(each.ids)
    return sorted(set(found))


def _judged(scored: Sequence[Scored], same: set[Numbers], apart: set[Numbers]) -> list[choosing.Judged]:
    told = {frozenset(pair): False for pair in apart} | {frozenset(pair): True for pair in same - apart}
    if not told:
        return []
    return [(each.bits, told[pair]) for each in scored if (pair := frozenset((each.a, each.b))) in told]


def _best(scored: Sequence[Scored]) -> list[float]:
    """Give the bits of the pairs that are the strongest of both of their rows."""
    strongest: dict[int, float] = {}
    for each in scored:
        for row in (each.a, each.b):
            strongest[row] = max(each.bits, strongest.get(row, each.bits))
    return [each.bits for each in scored if each.bits == strongest[each.a] == strongest[each.b]]


def _people(
    scored: Sequence[Scored], chosen: Threshold, told: list[set[Numbers]], alone_in: Callable[[int], str | None]
) -> tuple[dict[int, int], Sequence[Contradiction[int]]]:
    """Give for each row that has any pair the first row of its person, and what contradicts itself.

    `alone_in` gives the list that is free of duplicates in which a row stands.
    """
    same, apart = told
    rows = {row for each in scored for row in each[:2]} | {row for pair in (*same, *apart) for row in pair}
    found = agglomerate(
        rows,
        [(each.a, each.b, FORBIDDEN if each.veto else each.bits - chosen.bits) for each in scored],
        same=same,
        apart=apart,
        groups={row: name for row in rows if (name := alone_in(row)) is not None},
    )
    return {row: cluster[0] for cluster in found.clusters for row in cluster}, found.contradictions


def _matches(
    scored: Sequence[Scored], ids: Sequence[str], home: Mapping[int, int], told: list[set[Numbers]]
) -> Iterator[Match]:
    """Give the pairs that are worth a look, the strongest first, with what came of each and why."""
    same, apart = ({frozenset(pair) for pair in pairs} for pairs in told)
    for each in sorted(scored, key=lambda each: (-each.bits, each.a, each.b)):
        pair = frozenset((each.a, each.b))
        joined = home[each.a] == home[each.b]
        if each.bits < scoring.SHOWN and not joined:
            break
        verdict, why = Sameness.SAME if joined else Sameness.UNSURE, ""
        if pair in same | apart:
            verdict, why = Sameness.SAME if joined else Sameness.APART, "people judged so"
        elif each.veto:
            verdict, why = Sameness.SAME if joined else Sameness.APART, each.veto
        yield Match(ids[each.a], ids[each.b], verdict, each.bits, each.weights, why)


def _in_rows(told: Contradiction[int], ids: Sequence[str]) -> Contradiction[str]:
    from khronika.resolution.agglomeration import Contradiction

    a, b = told.apart
    return Contradiction((ids[a], ids[b]), tuple((ids[x], ids[y]) for x, y in told.same), told.group)
