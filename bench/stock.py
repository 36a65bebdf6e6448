"""Stock Splink on the same rows: the library's own comparisons of raw columns, and clusters by connected components."""

from __future__ import annotations

import logging
from typing import Any

from khronika.vocabulary.lists import Field

SURE = 0.95  # the probability at which its examples cluster


def stock(known: Any) -> list[tuple[str, ...]]:  # noqa: ANN401 - `Known` of the script beside
    """Link as Splink's examples do: raw words, two blockings of training, probability .95, connected components."""
    import pyarrow as pa
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.CRITICAL)
    api = DuckDBAPI()
    tables, columns = [], []
    for each in known.lists:
        raw = columns_of(each)
        columns = list(raw)
        tables.append(
            api.register(pa.table({"unique_id": list(each.ids), **raw}), source_dataset_name=f"list_{each.name}")
        )
    settings = SettingsCreator(
        link_type="link_only" if len(tables) > 1 else "dedupe_only",
        comparisons=[compared(column) for column in columns],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in blockings(columns)],
        retain_intermediate_calculation_columns=False,
    )
    linker = Linker(tables, settings)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in blockings(columns)[:2]:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    one_to_one = {"duplicate_free_datasets": [f"list_{each.name}" for each in known.lists]}
    if len(tables) > 1:
        clusters = linker.clustering.cluster_using_single_best_links(
            pairs, threshold_match_probability=0.5, **one_to_one
        )
    else:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, threshold_match_probability=SURE)
    people: dict[str, list[str]] = {}
    for row in clusters.as_record_dict():
        people.setdefault(row["cluster_id"], []).append(row["unique_id"])
    return [tuple(sorted(rows)) for rows in people.values()]


def columns_of(listed: Any) -> dict[str, list[str | None]]:  # noqa: ANN401 - as above
    """Give the raw columns; a whole name becomes its first, second, third and last word."""
    raw: dict[str, list[str | None]] = {}
    for field, values in listed.said.items():
        if field is Field.NAME:
            cut = [value.split() for value in values]
            raw |= {f"name_{at}": [name[at] if len(name) > at + 1 else None for name in cut] for at in range(3)}
            raw["name_last"] = [name[-1] if name else None for name in cut]
        else:
            raw[str(field)] = [value or None for value in values]
    return raw


def compared(column: str) -> Any:  # noqa: ANN401 - Splink's own
    """Give the library's comparison for a column."""
    import splink.comparison_library as cl

    if column.startswith("name_") or column in ("given", "family"):
        return cl.NameComparison(column)
    if column in ("number", "postcode", "born", "address"):
        return cl.LevenshteinAtThresholds(column, [1, 2])
    return cl.ExactMatch(column).configure(term_frequency_adjustments=column in ("place", "occupation"))


def blockings(columns: list[str]) -> list[tuple[str, ...]]:
    """Give pairs of columns as the examples block, those that the rows have."""
    told = (
        ("given", "family"),
        ("born",),
        ("born_year", "born_month", "born_day"),
        ("family", "born_year"),
        ("number",),
        ("given", "postcode"),
        ("family", "postcode"),
        ("family", "place"),
        ("name_0", "name_last"),
        ("name_0", "name_1"),
        ("name_1", "name_2", "name_last"),
        ("name_1", "name_last", "age"),
    )
    return [rule for rule in told if set(rule) <= set(columns)]
