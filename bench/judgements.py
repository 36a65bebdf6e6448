"""Measure the log of judgements: events a second, undoing one among 100,000, a replay from empty, and the ledger below.

Clusters have the sizes of real ones: most of two or three names, a few of hundreds. Times are those of the processor. A
peer, nomenklatura's resolver, is measured where KHRONIKA_PEERS_PYTHON names a python that can import it. The figures go
to bench/results.json.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kept import keep

from khronika.ledger import open_ledger
from khronika.ledger.views import last_word, linkings
from khronika.resolution.log import Log
from khronika.vocabulary.canonical import canonical, digest
from khronika.vocabulary.people import Link, Sameness

EVENTS = 100_000
UNDONE = 300
LARGEST = 400  # names in the largest cluster
PEER_EVENTS = 3_000  # a peer that rebuilds everything takes minutes for more
PEER = """
import json, sys, time
from nomenklatura.db import make_session
from nomenklatura.judgement import Judgement
from nomenklatura.resolver import Resolver
said = json.load(sys.stdin)
resolver = Resolver(make_session("sqlite:///:memory:"), create=True)
judgements = {"same": Judgement.POSITIVE, "apart": Judgement.NEGATIVE, "unsure": Judgement.UNSURE}
begun = time.process_time()
for a, b, verdict in said:
    resolver.decide(a, b, judgements[verdict], user="Ada")
taken = time.process_time() - begun
undone = []
for a, b, verdict in said[:: max(1, len(said) // 20)]:
    begun = time.process_time()
    resolver.decide(a, b, Judgement.NO_JUDGEMENT, user="Ada")
    resolver.load_into_memory()  # the edge is taken back in its table only
    undone.append(time.process_time() - begun)
median = sorted(undone)[len(undone) // 2]
figures = {"judgements": len(said), "events_per_second": round(len(said) / taken), "undo_ms": round(1000 * median, 2)}
print(json.dumps(figures))
"""


def said(events: int, chance: random.Random) -> list[tuple[str, str, Sameness]]:
    """Invent judgements: of ten, seven join names of one cluster, two part clusters, one leaves a doubt."""
    clusters: list[list[str]] = []
    while sum(len(each) - 1 for each in clusters) < events * 0.7:
        size = min(LARGEST, 1 + int(chance.paretovariate(1.3)))
        clusters.append([digest(f"{len(clusters)} {number}")[:40] for number in range(size)])
    joined = [(chance.choice(each[:n]), each[n], Sameness.SAME) for each in clusters for n in range(1, len(each))]
    while len(joined) < events:
        one, other = chance.sample(clusters, 2)
        verdict = Sameness.APART if chance.random() < 2 / 3 else Sameness.UNSURE
        joined.append((chance.choice(one), chance.choice(other), verdict))
    chance.shuffle(joined)
    return joined[:events]


def replay(judgements: list[tuple[str, str, Sameness]]) -> tuple[Log, float]:
    """Fold judgements from empty; gives the log and the seconds."""
    begun = time.process_time()
    log = Log()
    for number, (a, b, verdict) in enumerate(judgements):
        log.apply(str(number), ((a, b),), verdict, "person:Ada", "because")
    return log, time.process_time() - begun


def undo(log: Log, judgements: list[tuple[str, str, Sameness]], chance: random.Random) -> list[float]:
    """Take single judgements back, those in the largest cluster among them; gives the seconds of each, longest last."""
    largest = set(max(log.clusters(), key=len))
    numbers = [n for n, (a, b, _) in enumerate(judgements) if a in largest or b in largest][:UNDONE]
    taken = []
    for number in {*numbers, *chance.sample(range(len(judgements)), UNDONE)}:
        begun = time.process_time()
        log.retract(str(number))
        taken.append(time.process_time() - begun)
    return sorted(taken)


def ledger(judgements: list[tuple[str, str, Sameness]], folder: Path) -> dict[str, float]:
    """Record judgements as entries, read them back and withdraw one."""
    with open_ledger(folder / "c.db", create=True) as opened:
        begun = time.process_time()
        opened.record([Link(a, b, v, "person:Ada", "because") for a, b, v in judgements], by="Ada")
        recorded = time.process_time() - begun
        begun = time.process_time()
        found = last_word(linkings(opened))
        read = time.process_time() - begun
        begun = time.process_time()
        opened.withdraw(found[len(found) // 2].id, why="a slip", by="Ada")
        withdrawn = time.process_time() - begun
    return {
        "ledger_entries_per_second": round(len(judgements) / recorded),
        "ledger_read_s": round(read, 2),
        "ledger_withdraw_ms": round(1000 * withdrawn, 2),
    }


def peer(judgements: list[tuple[str, str, Sameness]]) -> dict[str, float]:
    """Give the same figures of nomenklatura's resolver, on fewer judgements; nothing where it is not at hand."""
    python = os.environ.get("KHRONIKA_PEERS_PYTHON")
    if not python:
        print("nomenklatura is not measured: KHRONIKA_PEERS_PYTHON names no python that has it.")
        return {}
    few = json.dumps([(a, b, verdict.value) for a, b, verdict in judgements[:PEER_EVENTS]])
    done = subprocess.run([python, "-c", PEER], input=few, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"nomenklatura is not measured: {done.stderr.strip().splitlines()[-1]}")
        return {}
    return {f"nomenklatura_{name}": value for name, value in json.loads(done.stdout).items()}


def main() -> None:
    """Print the figures; `--json` for a machine."""
    chance = random.Random(4)  # noqa: S311 - the same judgements each time
    judgements = said(EVENTS, chance)
    log, taken = replay(judgements)
    before = canonical(log.state())
    again, _ = replay(judgements)
    undone = undo(again, judgements, chance)
    with tempfile.TemporaryDirectory() as folder:
        below = ledger(judgements, Path(folder))
    figures = {
        "judgements": EVENTS,
        "events_per_second": round(EVENTS / taken),
        "replay_s": round(taken, 2),
        "replay_is_identical": canonical(replay(judgements)[0].state()) == before,
        "largest_cluster": max(map(len, log.clusters())),
        "undo_median_ms": round(1000 * undone[len(undone) // 2], 3),
        "undo_longest_ms": round(1000 * undone[-1], 2),
        **below,
        **peer(judgements),
    }
    keep("judgements", figures)
    if "--json" in sys.argv:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name.replace('_', ' '):<36} {figure:>12,}")


if __name__ == "__main__":
    main()
