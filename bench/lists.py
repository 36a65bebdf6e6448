"""Measure the linking of lists on public sets with known truth, and its cost on invented lists of a million rows.

`KHRONIKA_BENCH_DATA=FOLDER python bench/lists.py [SET ...]` prints precision, recall, F1, the bias of the count, CPU
seconds and memory of each set, each in a process of its own; without names all of them. What differs from set to set
is the column map and nothing else. `--peer` measures stock Splink on the same rows beside ours.
"""

from __future__ import annotations

import csv
import json
import os
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from kept import keep

from khronika.resolution.lists import Listed, link_lists
from khronika.vocabulary.lists import Field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

FOLDER = "KHRONIKA_BENCH_DATA"
SEED = 1
NAME_SLIPS, DATE_SLIPS, MOVED = 0.12, 0.1, 0.2  # shares of re-reports in which a field differs
FOUR = (Field.GIVEN, Field.FATHER, Field.GRANDFATHER, Field.FAMILY)
NINE_DIGITS = re.compile(r"\d{9}")  # of a person's own number; rows without one have no truth


@dataclass
class Known:
    """Lists with the truth of each row: rows of one truth are one person."""

    lists: list[Listed]
    truth: dict[str, str]

    def add(
        self, rows: Sequence[Mapping[str, str]], truth: Sequence[str], columns: Mapping[Field, str], **more: object
    ) -> Known:
        """Add one list: its rows, their truth, and what its columns say."""
        name = "abc"[len(self.lists)]
        ids = [f"{name}{at:07}" for at in range(len(rows))]
        said = {field: [row[head] or "" for row in rows] for field, head in columns.items()}
        self.lists.append(Listed(name, ids, said, **more))  # type: ignore[arg-type]
        self.truth |= dict(zip(ids, truth, strict=True))
        return self

    @property
    def pairs(self) -> int:
        """How many pairs of rows are one person in truth: across lists that are free of duplicates, else all."""
        if len(self.lists) > 1:
            a, b = ({self.truth[row] for row in each.ids} for each in self.lists)
            return len(a & b)
        return sum(times * (times - 1) // 2 for times in Counter(self.truth.values()).values())


def table(path: Path) -> list[dict[str, str]]:
    """Read a CSV file, with the spaces around heads and cells taken away."""
    with path.open(encoding="utf-8") as file:
        return [{k.strip(): v.strip() for k, v in row.items()} for row in csv.DictReader(file)]


def rldata(folder: Path) -> Known:
    """10,000 invented German records with 1,000 duplicates."""
    rows = table(folder / "rldata" / "RLdata10000.csv")
    columns = {
        Field.GIVEN: "fname_c1",
        Field.FAMILY: "lname_c1",
        Field.BORN_YEAR: "by",
        Field.BORN_MONTH: "bm",
        Field.BORN_DAY: "bd",
    }
    return Known([], {}).add(rows, [row["ent_id"] for row in rows], columns)


FEBRL = {
    Field.GIVEN: "given_name",
    Field.FAMILY: "surname",
    Field.BORN: "date_of_birth",
    Field.ADDRESS: "address_1",
    Field.PLACE: "suburb",
    Field.POSTCODE: "postcode",
    Field.NUMBER: "soc_sec_id",
}


def febrl3(folder: Path) -> Known:
    """5,000 invented Australian records, up to five a person."""
    return febrl(folder, "dataset3.csv", sole=False)


def febrl4(folder: Path) -> Known:
    """Two lists of 5,000 invented Australian records."""
    return febrl(folder, "dataset4a.csv", "dataset4b.csv", sole=True)


def febrl(folder: Path, *files: str, sole: bool) -> Known:
    """Read lists of FEBRL; the truth is the second part of a record's id."""
    known = Known([], {})
    for file in files:
        rows = table(folder / "febrl" / file)
        known.add(rows, [row["rec_id"].split("-")[1] for row in rows], FEBRL, sole=sole)
    return known


def historical(folder: Path) -> Known:
    """50,578 records of 5,156 historical people, badly copied."""
    import duckdb

    columns = {
        Field.GIVEN: "first_name",
        Field.FAMILY: "surname",
        Field.BORN: "dob",
        Field.PLACE: "birth_place",
        Field.POSTCODE: "postcode_fake",
        Field.OCCUPATION: "occupation",
    }
    file = folder / "historical" / "historical_50k.parquet"
    names = ["cluster", *columns.values()]
    found = duckdb.sql(f"select {', '.join(names)} from '{file}'").fetchall()  # noqa: S608 - a file of ours
    rows = [dict(zip(names, row, strict=True)) for row in found]
    return Known([], {}).add(rows, [row["cluster"] for row in rows], columns)


def arabic(folder: Path) -> Known:
    """Two lists of victims by name in Arabic script, age and sex."""
    return victims(folder, "name", "الاسم")


def english(folder: Path) -> Known:
    """The same two lists in two English romanisations."""
    return victims(folder, "en_name", "Name")


def victims(folder: Path, before: str, after: str) -> Known:
    """Read the lists of April 2024 and June 2025; a person's own number is the truth and is not compared."""
    import openpyxl

    book = openpyxl.load_workbook(folder / "gaza" / "20250615_ibc.xlsx", read_only=True)
    _, heads, *body = book.worksheets[0].iter_rows(values_only=True)
    later = [{str(head): str(cell) for head, cell in zip(heads, row, strict=True)} for row in body]
    known = Known([], {})
    for rows, own, name, age, sex in (
        (table(folder / "gaza" / "20240413killed-in-gaza.csv"), "id", before, "age", "sex"),
        (later, "ID", after, "Age", "Sex"),
    ):
        kept = [row for row in rows if NINE_DIGITS.fullmatch(row[own])]
        columns = {Field.NAME: name, Field.AGE: age, Field.SEX: sex}
        known.add(kept, [row[own] for row in kept], columns, order=FOUR, sole=True)
    return known


def invented(number: int) -> Known:
    """Invent a list in which a sixth of the rows are re-reports with slips: each name changed in 12 of 100."""
    draw = random.Random(SEED)  # noqa: S311
    syllables = [a + b for a in (*"bdfgklmnrstvz", "sh", "h") for b in "aeiou"]

    def names(count: int, most: int) -> list[str]:
        found: set[str] = set()
        while len(found) < count:
            found.add(
                "".join(draw.choices(syllables, k=draw.randint(most - 1, most))) + draw.choice(("", "n", "r", "s"))
            )
        return sorted(found)

    def drawn(pool: list[str], count: int) -> list[str]:
        return draw.choices(pool, weights=[1 / (at + 20) ** 0.8 for at in range(len(pool))], k=count)

    def slipped(word: str) -> str:
        at = draw.randrange(len(word))
        return word if draw.random() > NAME_SLIPS else word[:at] + draw.choice(("", *"aeioulmnrst")) + word[at + 1 :]

    first = number * 5 // 6
    given, family, place = names(3_000, 3), names(50_000, 4), names(400, 4)
    people = list(zip(drawn(given, first), drawn(given, first), drawn(family, first), drawn(place, first), strict=True))
    rows = [
        {
            "g": g,
            "f": f,
            "s": s,
            "p": p,
            "b": f"{draw.randint(1930, 2020)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
        }
        for g, f, s, p in people
    ]
    truth = [str(at) for at in range(first)]
    for at in draw.sample(range(first), number - first):
        row = rows[at] | {key: slipped(rows[at][key]) for key in "gfs"}
        if draw.random() < DATE_SLIPS:
            row["b"] = f"{row['b'][:8]}{draw.randint(1, 28):02}"
        if draw.random() < MOVED:
            row["p"] = draw.choice(place)
        rows.append(row)
        truth.append(str(at))
    columns = {Field.GIVEN: "g", Field.FATHER: "f", Field.FAMILY: "s", Field.PLACE: "p", Field.BORN: "b"}
    return Known([], {}).add(rows, truth, columns)


SETS: dict[str, Callable[[Path], Known]] = {
    "rldata10000": rldata,
    "febrl3": febrl3,
    "febrl4": febrl4,
    "historical_50k": historical,
    "victims_arabic": arabic,
    "victims_english": english,
    "invented_100k": lambda _: invented(100_000),
    "invented_1m": lambda _: invented(1_000_000),
}


def ours(known: Known) -> list[tuple[str, ...]]:
    """Link as a person would, all at its defaults."""
    return list(link_lists(known.lists).people)


def measure(name: str, folder: Path, *, peer: bool) -> dict[str, float]:
    """Link one set and give its quality and cost; CPU seconds without reading the set itself."""
    known = SETS[name](folder)
    method = ours
    if peer:
        sys.path.insert(0, str(Path(__file__).parent))
        from stock import stock

        method = stock
    begun = time.process_time()
    people = method(known)
    spent = time.process_time() - begun
    joined = [pair for rows in people for pair in combinations(rows, 2)]
    right = sum(known.truth[a] == known.truth[b] for a, b in joined)
    found, true = len(joined), known.pairs
    return {
        "precision": round(right / max(found, 1), 4),
        "recall": round(right / true, 4),
        "f1": round(2 * right / (found + true), 4),
        "bias": round(found / true - 1, 4),
        "cpu_s": round(spent, 1),
        "peak_mb": round(
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
        ),
    }


def main() -> None:
    """Measure each set in a process of its own, print, and write down."""
    peer = "--peer" in sys.argv
    names = [each for each in sys.argv[1:] if not each.startswith("--")] or list(SETS)
    folder = Path(os.environ.get(FOLDER, ""))
    if "--one" in sys.argv:
        print(json.dumps(measure(names[0], folder, peer=peer)))
        return
    found: dict[str, dict[str, float]] = {}
    for name in names:
        if not name.startswith("invented") and not os.environ.get(FOLDER):
            print(f"{name}: left out; {FOLDER} names no folder with the public sets.")
            continue
        words = [sys.executable, __file__, "--one", name, *(["--peer"] if peer else [])]
        outcome = subprocess.run(words, capture_output=True, text=True, check=False)
        if outcome.returncode:
            print(f"{name}: left out; {(outcome.stderr.strip().splitlines() or ['it failed'])[-1]}")
            continue
        found[name + (" (stock Splink)" if peer else "")] = told = json.loads(outcome.stdout.splitlines()[-1])
        print(f"{name}: {', '.join(f'{key} {value}' for key, value in told.items())}", flush=True)
    keep("lists", found)


if __name__ == "__main__":
    main()
