"""How much speaks for two rows being one person: Splink on DuckDB, trained on the lists themselves."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from khronika.errors import MissingExtra
from khronika.resolution.lists import blocking
from khronika.resolution.lists.levels import ELSE, comparisons
from khronika.vocabulary.canonical import digest
from khronika.vocabulary.lists import Weight

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from duckdb import DuckDBPyConnection

    from khronika.resolution.lists.blocking import Block
    from khronika.resolution.lists.levels import Comparison
    from khronika.resolution.lists.records import Columns

SEED = 1
SAMPLE = 250_000  # random pairs that show how often strangers are alike
TRAINED_ON = 500_000  # pairs of one training
LEAST_TRAINED = 1_000  # fewer pairs than this teach nothing; then the shares of the levels count
SMALL = 100  # rows from which on random pairs are strangers; among fewer, one in as many is the same person
RARE = 0.1  # how often strangers are alike where all that are alike may be the same person, by the number of rows
FLOOR = 1e-5  # how rare a value may count at most
SHOWN = -3.0  # bits from which on a pair is worth a look
LOWEST = -10.0  # bits below which a pair says no more than that the two are apart
FETCHED = 10_000  # pairs taken from the database at a time
MISSING = 'Lists are matched by Splink, which is not installed here; install it with: pip install "khronika[lists]"'


class Veto(NamedTuple):
    """What forbids that two rows are one person, whatever else speaks for it; where both rows say it."""

    columns: tuple[str, ...]
    sql: str
    says: str


class Scored(NamedTuple):
    """Two rows by their numbers, the bits for their being one person, the veto between them, and what was weighed."""

    a: int
    b: int
    bits: float
    veto: str | None
    weights: tuple[Weight, ...]


VETOES = (
    Veto(("sex",), "l.sex <> r.sex", "one is a man and the other a woman"),
    Veto(
        ("date", "born"), "l.date < r.born or r.date < l.born", "what befell the one was before the birth of the other"
    ),
)


def connect() -> DuckDBPyConnection:
    """Open a database in memory; `MissingExtra` where the extra is not installed."""
    try:
        import duckdb
        import splink  # noqa: F401 - asked for here, so that the sentence comes before the work
    except ImportError as error:
        raise MissingExtra(MISSING) from error
    connection = duckdb.connect()
    connection.execute("set preserve_insertion_order = false")
    return connection


def load(connection: DuckDBPyConnection, columns: Columns) -> None:
    """Put the columns of keys into the table `rows`, with a number a row from 0 on."""
    import pyarrow as pa

    connection.register("given_rows", pa.table(columns))
    connection.execute("create table rows as select * from given_rows")
    connection.unregister("given_rows")


def weighed(connection: DuckDBPyConnection, columns: Collection[str], blocks: list[Block]) -> tuple[list[Scored], str]:
    """Weigh every pair that the blocks bring together; give those that can matter, and the SHA-256 of the model.

    A pair matters where each of its rows has some pair that is worth a look.
    """
    compared = comparisons(columns)
    rules = [blocking.condition(block.keys) for block in blocks if block.used]
    if not compared or not rules:
        return [], digest({})
    table, model = _predicted(connection, columns, compared, rules)
    vetoes = [veto for veto in VETOES if {*veto.columns} <= {*columns}]
    forbidden = " ".join(f"when {veto.sql} then {at}" for at, veto in enumerate(vetoes))
    framed = {each.name for each in compared if any(level.frequency for level in each.levels)}
    bits = [f"round(mw_{each.name}{f' + mw_tf_adj_{each.name}' * (each.name in framed)}, 2)" for each in compared]
    cases = [case(each) for each in compared]
    asked = ", ".join(
        ("unique_id_l", "unique_id_r", "round(match_weight, 4)", f"case {forbidden} end" if vetoes else "null")
    )
    hot = f"select unnest([unique_id_l, unique_id_r]) as row from {table} where match_weight > {SHOWN}"  # noqa: S608
    found = connection.cursor().execute(
        f"with hot as ({hot}) select {', '.join((asked, *cases, *bits))} from {table} "  # noqa: S608 - our own names
        "join rows l on l.unique_id = unique_id_l join rows r on r.unique_id = unique_id_r "
        "where unique_id_l in (select row from hot) and unique_id_r in (select row from hot) "
        "order by unique_id_l, unique_id_r"
    )
    vetoing = [veto.says for veto in vetoes]
    weight = _Weights(compared)
    scored = []
    while some := found.fetchmany(FETCHED):
        for a, b, total, veto, *rest in some:
            said = zip(range(len(compared)), rest[: len(compared)], rest[len(compared) :], strict=True)
            weights = tuple([weight[at, level, bits] for at, level, bits in said if level is not None])
            scored.append(Scored(a, b, total, None if veto is None else vetoing[veto], weights))
    return scored, model


class _Weights(dict[tuple[int, int, float], Weight]):
    """What the comparisons can say, each made once: the same few words come a million times."""

    def __init__(self, compared: list[Comparison]) -> None:
        super().__init__()
        self.compared = compared

    def __missing__(self, said: tuple[int, int, float]) -> Weight:
        """Make the weight of a level, when it is first reached."""
        at, level, bits = said
        weight = self[said] = Weight(self.compared[at].name, self.compared[at].levels[level].says, bits)
        return weight


def _predicted(
    connection: DuckDBPyConnection, columns: Collection[str], compared: list[Comparison], rules: list[str]
) -> tuple[str, str]:
    """Give the name of Splink's table of weighed pairs, and the SHA-256 of its model."""
    from splink import DuckDBAPI, Linker

    number = _number(connection)
    strangers = dict(_strangers(connection, compared, number))
    logging.getLogger("splink").setLevel(logging.CRITICAL)  # it would print what it does, with values of rows
    settings = _settings(compared, strangers, rules, number)
    linker = Linker(DuckDBAPI(connection).register("rows"), settings, log_level=None)
    for rule in blocking.training(columns):
        _train(connection, linker, rule)
    table = linker.inference.predict(threshold_match_weight=LOWEST, warning_mode="never").physical_name
    return table, digest(_exact(linker.misc.save_model_to_json()))


def _exact(value: object) -> object:
    """Write the figures of a model so that noise of the machine in the last digits changes nothing."""
    if isinstance(value, dict):
        return {key: _exact(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_exact(each) for each in value]
    return f"{value:.6g}" if isinstance(value, float) else value


def _number(connection: DuckDBPyConnection) -> int:
    found = connection.cursor().execute("select count(*) from rows").fetchone()
    return int(found[0]) if found else 0


def _train(connection: DuckDBPyConnection, linker: Any, rule: blocking.Rule) -> None:  # noqa: ANN401 - Splink's own
    """Let the weights be learnt among the pairs of one rule, where these are enough."""
    filled = " and ".join(f"{key} is not null" for key in rule)
    grouped = f"select count(*) as n from rows where {filled} group by {', '.join(rule)}"  # noqa: S608 - our own names of columns
    found = connection.cursor().execute(f"select coalesce(sum(n * (n - 1) // 2), 0) from ({grouped})").fetchone()  # noqa: S608
    if found and found[0] >= LEAST_TRAINED:
        linker.training.estimate_parameters_using_expectation_maximisation(
            blocking.condition(rule), estimate_without_term_frequencies=True, max_pairs=TRAINED_ON
        )


def case(compared: Comparison) -> str:
    """Say in SQL which level two rows reach; null where nothing can be said."""
    levels = " ".join(f"when {level.sql} then {at}" for at, level in enumerate(compared.levels) if level.sql != ELSE)
    return f"case when {compared.missing} then null {levels} else {len(compared.levels) - 1} end"


def _strangers(
    connection: DuckDBPyConnection, compared: list[Comparison], number: int
) -> Iterator[tuple[tuple[str, int], float]]:
    """Give how often two strangers reach each level: counted for equal values, from random pairs for the others."""
    cases = ", ".join(f"{case(each)} as {each.name}" for each in compared)
    pick = f"hash(i * 2 + {{}} + {SEED}) % {number}"
    drawn = (
        f"select {pick.format(0)} as a, {pick.format(1)} as b from range({min(SAMPLE, number * number)}) as drawn(i)"  # noqa: S608
    )
    pairs = f"({drawn}) join rows l on l.unique_id = a join rows r on r.unique_id = b"
    cursor = connection.cursor()
    drawing = f"create or replace temp table strangers as select {cases} from {pairs} where a <> b"  # noqa: S608 - ours
    cursor.execute(drawing)
    for each in compared:
        counted = dict(cursor.execute(f"select {each.name}, count(*) from strangers group by 1").fetchall())  # noqa: S608
        total = sum(times for level, times in counted.items() if level is not None)
        taken = 0.0
        for at, level in enumerate(each.levels):
            share = (counted.get(at, 0) + 0.5) / (total + 1)
            if level.frequency:
                agreeing = _agreeing(connection, level.frequency)
                share, taken = max(agreeing - taken, FLOOR / 10), agreeing
            if number < SMALL and level.sql != ELSE:
                share = max(
                    share - 1 / number, RARE / number
                )  # among so few, the same person is what is alike by chance
            yield (each.name, at), min(share, 0.999)


def _agreeing(connection: DuckDBPyConnection, column: str) -> float:
    """Give how often two rows have the same value in a column, among those that have one."""
    counted = f"select count(*) as n from rows where {column} is not null group by {column}"  # noqa: S608 - our own name
    asked = f"select sum(n * (n - 1.0)), sum(n) from ({counted})"  # noqa: S608
    found = connection.cursor().execute(asked).fetchone()
    same, number = found if found and found[1] else (0.0, 2)
    return float(same) / max(float(number) * (float(number) - 1), 1.0)


def _settings(
    compared: list[Comparison], strangers: dict[tuple[str, int], float], rules: list[str], number: int
) -> dict[str, Any]:
    """Give the whole model as Splink takes it, before training."""
    return {
        "link_type": "dedupe_only",  # of all rows in one table; the rules say which lists are compared within
        "sql_dialect": "duckdb",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": 1 / max(number, 2),
        "em_convergence": 0.001,
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
        "linker_uid": "khronika",  # names nothing outside this run, and must not differ from run to run
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule, "sql_dialect": "duckdb"} for rule in rules],
        "comparisons": [
            {
                "output_column_name": each.name,
                "comparison_levels": [
                    {"sql_condition": sided(each.missing), "label_for_charts": "missing", "is_null_level": True},
                    *(_level(each, at, strangers[each.name, at], number) for at in range(len(each.levels))),
                ],
            }
            for each in compared
        ],
    }


def _level(compared: Comparison, at: int, strangers: float, number: int) -> dict[str, Any]:
    """Give one level as Splink takes it; among few rows, what two share may be rare elsewhere: it counts as it is."""
    level = compared.levels[at]
    settings: dict[str, Any] = {
        "sql_condition": "ELSE" if level.sql == ELSE else sided(level.sql),
        "label_for_charts": level.says,
        "m_probability": level.share,
        "u_probability": strangers,
    }
    if level.frequency:
        counts = 1.0 if number >= SMALL else 1e-9  # nought would be taken for nothing said
        settings |= {"tf_adjustment_column": level.frequency, "tf_minimum_u_value": FLOOR}
        settings["tf_adjustment_weight"] = counts
    return settings


def sided(sql: str) -> str:
    """Write `l.name` as Splink writes it, `"name_l"`."""
    return re.sub(r"\b([lr])\.(\w+)", r'"\2_\1"', sql)
