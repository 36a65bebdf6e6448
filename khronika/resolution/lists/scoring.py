"""How much speaks for two rows being one person: Splink on DuckDB, trained on the lists themselves."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from khronika.errors import MissingExtra
from khronika.resolution.lists import blocking
from khronika.resolution.lists.levels import ELSE, comparisons

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
FLOOR = 1e-5  # how rare a value may count at most
LOWEST = -10.0  # bits below which a pair says no more than that the two are apart
MISSING = 'Lists are matched by Splink, which is not installed here; install it with: pip install "khronika[lists]"'


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


def score(connection: DuckDBPyConnection, columns: Collection[str], blocks: list[Block]) -> tuple[str, dict[str, Any]]:
    """Weigh every pair that the blocks bring together; give the name of the table of pairs, and the model.

    The table has `unique_id_l`, `unique_id_r`, `match_weight` in bits, and `mw_` and `mw_tf_adj_` a comparison.
    """
    from splink import DuckDBAPI, Linker

    number = _number(connection)
    compared = comparisons(columns)
    strangers = dict(_strangers(connection, compared, number))
    rules = [blocking.condition(block.keys) for block in blocks if block.used]
    logging.getLogger("splink").setLevel(logging.CRITICAL)
    linker = Linker(DuckDBAPI(connection).register("rows"), _settings(compared, strangers, rules, number))
    for rule in blocking.training(columns):
        _train(connection, linker, rule)
    table = linker.inference.predict(threshold_match_weight=LOWEST, warning_mode="never").physical_name
    model: dict[str, Any] = linker.misc.save_model_to_json()
    return table, model


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


def _strangers(
    connection: DuckDBPyConnection, compared: list[Comparison], number: int
) -> Iterator[tuple[tuple[str, int], float]]:
    """Give how often two strangers reach each level: counted for equal values, from random pairs for the others."""
    cases = ", ".join(
        f"case when {each.missing} then null "
        + " ".join(f"when {level.sql} then {at}" for at, level in enumerate(each.levels) if level.sql != ELSE)
        + f" else {len(each.levels) - 1} end as {each.name}"
        for each in compared
    )
    pick = f"hash(i * 2 + {{}} + {SEED}) % {number}"
    drawn = f"select {pick.format(0)} as a, {pick.format(1)} as b from range({SAMPLE}) as drawn(i)"
    pairs = f"from ({drawn}) join rows l on l.unique_id = a join rows r on r.unique_id = b where a <> b"
    cursor = connection.cursor()
    cursor.execute(f"create or replace temp table strangers as select {cases} {pairs}")
    for each in compared:
        counted = dict(cursor.execute(f"select {each.name}, count(*) from strangers group by 1").fetchall())  # noqa: S608
        total = sum(times for level, times in counted.items() if level is not None)
        taken = 0.0
        for at, level in enumerate(each.levels):
            share = (counted.get(at, 0) + 0.5) / (total + 1)
            if level.frequency:
                agreeing = _agreeing(connection, level.frequency)
                share, taken = max(agreeing - taken, FLOOR / 10), agreeing
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
                    *(_level(each, at, strangers[each.name, at]) for at in range(len(each.levels))),
                ],
            }
            for each in compared
        ],
    }


def _level(compared: Comparison, at: int, strangers: float) -> dict[str, Any]:
    level = compared.levels[at]
    settings: dict[str, Any] = {
        "sql_condition": "ELSE" if level.sql == ELSE else sided(level.sql),
        "label_for_charts": level.says,
        "m_probability": level.share,
        "u_probability": strangers,
    }
    if level.frequency:
        settings |= {"tf_adjustment_column": level.frequency, "tf_minimum_u_value": FLOOR}
    return settings


def sided(sql: str) -> str:
    """Write `l.name` as Splink writes it, `"name_l"`."""
    return re.sub(r"\b([lr])\.(\w+)", r'"\2_\1"', sql)
