"""Measure how well and how fast names are compared: real spellings, a public benchmark, peers where they are at hand.

`KHRONIKA_BENCH_DATA=folder python bench/names.py` reads `kz/names.csv` (columns name, id) and `nk/cases.csv` there.
`KHRONIKA_PEERS_PYTHON=/path/to/python` names an interpreter with nomenklatura, whose LogicV2 is then measured as well.
Nothing is tuned on either set, and no threshold: SAME is a match, everything else is none.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
import time
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from kept import keep

from khronika.resolution.bearers import keys
from khronika.resolution.folding import plain
from khronika.resolution.names import compare_names, parse
from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).parents[1]
Pair = tuple[str, str, bool]
RING = 200  # names crossed for the measure of speed
JW_BEST = 101  # thresholds from 0 to 1 that Jaro-Winkler is given its best of
PEER = """
import json, sys, time
from nomenklatura.matching import LogicV2
from nomenklatura.matching.types import ScoringConfig
from followthemoney import EntityProxy, model
def entity(name): return EntityProxy.from_dict({"id": name, "schema": "Person", "properties": {"name": [name]}})
pairs = json.load(sys.stdin)
config = LogicV2.default_config()
begun = time.process_time()
scores = [LogicV2.compare(entity(a), entity(b), config).score for a, b, _ in pairs]
json.dump({"scores": scores, "cpu_s": time.process_time() - begun}, sys.stdout)
"""


def half(known: str) -> bool:
    """Say whether something is in the half that was held out: by a hash, so that nobody chose."""
    return int(hashlib.sha256(known.encode()).hexdigest(), 16) % 2 == 1


def spellings(file: Path) -> list[tuple[str, str]]:
    """Give the names of a file and whose they are."""
    with file.open(encoding="utf-8") as rows:
        return [(row["name"], row["id"]) for row in csv.DictReader(rows)]


def in_pairs(known: list[tuple[str, str]]) -> list[Pair]:
    """Give all pairs of spellings, and whether they are of one person."""
    return [(a, b, mine == other) for (a, mine), (b, other) in combinations(known, 2) if a != b]


def cases(file: Path) -> list[Pair]:
    """Give the pairs of persons of a file of cases."""
    with file.open(encoding="utf-8") as rows:
        chosen = [row for row in csv.DictReader(rows) if row["schema"] == "Person"]
    return [(row["name1"], row["name2"], row["is_match"] == "true") for row in chosen]


def ours(a: str, b: str) -> float:
    """Give 1 where two names are SAME."""
    return float(compare_names(parse(a), parse(b))[0] is Sameness.SAME)


def scored(pairs: Iterable[Pair], said: Iterable[float], threshold: float = 0.7) -> dict[str, float]:
    """Give precision, recall and F1 of scores at a threshold."""
    counts = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    for (_, _, truth), score in zip(pairs, said, strict=True):
        counts[score >= threshold, truth] += 1
    hits, false, missed = counts[True, True], counts[True, False], counts[False, True]
    precision, recall = hits / max(hits + false, 1), hits / max(hits + missed, 1)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
        "wrong": false,
        "missed": missed,
    }


def jaro_winkler(pairs: list[Pair]) -> dict[str, float]:
    """Give what Jaro-Winkler on sorted words in plain letters reaches at the threshold that suits these pairs best."""
    from rapidfuzz.distance import JaroWinkler

    ready = {name: " ".join(sorted(plain(name).split())) for pair in pairs for name in pair[:2]}
    begun = time.process_time()
    said = [JaroWinkler.similarity(ready[a], ready[b]) for a, b, _ in pairs]
    spent = time.process_time() - begun
    best = max((scored(pairs, said, step / (JW_BEST - 1)) for step in range(JW_BEST)), key=lambda one: one["f1"])
    return best | {"pairs_per_cpu_s": round(len(pairs) / spent)}


def peer(pairs: list[Pair]) -> dict[str, float] | None:
    """Give what nomenklatura's LogicV2 reaches at its default threshold, where it can be run."""
    python = os.environ.get("KHRONIKA_PEERS_PYTHON")
    if not python:
        return None
    done = subprocess.run([python, "-c", PEER], input=json.dumps(pairs), capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"LogicV2 could not be run: {done.stderr.strip().splitlines()[-1]}")
        return None
    told = json.loads(done.stdout)
    return scored(pairs, told["scores"]) | {"pairs_per_cpu_s": round(len(pairs) / told["cpu_s"])}


def hard(known: list[tuple[str, str]]) -> list[Pair]:
    """Give invented full names that share a word: each given name with each surname of a list, paired in a ring."""
    parts = sorted({tuple(name.split()[:2]) for name, _ in known if len(name.split()) > 1})
    names = [f"{given} {surname}" for (surname, _), (_, given) in combinations(parts[:RING], 2)]
    return [(a, b, False) for step in (1, 2, 3) for a, b in zip(names, names[step:], strict=False)]


def speed(pairs: list[Pair]) -> dict[str, float]:
    """Give pairs a second of processor time on parsed names, and names parsed a second."""
    names = sorted({name for pair in pairs for name in pair[:2]})
    begun = time.process_time()
    parsed = {name: parse(name) for name in names}
    parsing = time.process_time() - begun
    ready = [(parsed[a], parsed[b]) for a, b, _ in pairs]
    ours("Vladmir Ostrunin", "Vladimir Ostrunin")  # what is loaded once is no part of the measure
    begun = time.process_time()
    for a, b in ready:
        compare_names(a, b)
    spent = time.process_time() - begun
    filed = {name: keys(name) for name in names}
    shared = [truth for a, b, truth in pairs if truth and filed[a] & filed[b]]
    return {
        "pairs_per_cpu_s": round(len(pairs) / spent),
        "parsed_per_cpu_s": round(len(names) / max(parsing, 1e-9)),
        "keys_per_name": round(sum(map(len, filed.values())) / len(filed), 1),
        "true_pairs_under_a_key": round(len(shared) / max(sum(truth for *_, truth in pairs), 1), 4),
        "pairs_under_a_key": sum(bool(filed[a] & filed[b]) for a, b, _ in pairs),
    }


def measured(pairs: list[Pair], *, peers: bool = True) -> dict[str, object]:
    """Measure ours and the peers on the same pairs."""
    found: dict[str, object] = {"pairs": len(pairs), "true": sum(truth for *_, truth in pairs)}
    found["khronika"] = scored(pairs, [ours(a, b) for a, b, _ in pairs])
    if peers:
        found["jaro_winkler_at_its_best"] = jaro_winkler(pairs)
        found["logic_v2"] = peer(pairs)
    return found


def main() -> None:
    """Measure, print and write down."""
    data = os.environ.get("KHRONIKA_BENCH_DATA")
    files = [Path(data or "") / "kz" / "names.csv", Path(data or "") / "nk" / "cases.csv"]
    if not data or not all(file.is_file() for file in files):
        sys.exit("Nothing to measure: KHRONIKA_BENCH_DATA names no folder with kz/names.csv and nk/cases.csv.")
    known, listed = spellings(files[0]), cases(files[1])
    pairs = in_pairs(known)
    found = {
        "kazakh_speed": speed(pairs),
        "speed_of_pairs_sharing_a_word": speed(hard(known)),
        "kazakh": measured(pairs),
        "kazakh_held_out": measured(in_pairs([one for one in known if half(one[1])]), peers=False),
        "cases_speed": speed(listed),
        "cases": measured(listed),
        "cases_held_out": measured([one for one in listed if half(one[0] + one[1])], peers=False),
    }
    print(json.dumps(found, indent=1))
    keep("names", found)


if __name__ == "__main__":
    main()
