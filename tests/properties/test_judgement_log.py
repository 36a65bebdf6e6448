"""Whatever people judge, withdraw and judge again: the log folds to one state, and the same from empty."""

from __future__ import annotations

from itertools import combinations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from khronika.resolution.log import Log
from khronika.resolution.opinions import fate
from khronika.vocabulary.canonical import canonical
from khronika.vocabulary.people import Sameness

UNITS = "abcdefgh"
SEQUENCES = 1_000
units = st.sampled_from(UNITS)
some = st.lists(units, min_size=1, max_size=3, unique=True)
Said = tuple[str, list[tuple[str, str]], Sameness, str]


def replay(said: list[Said]) -> Log:
    log = Log()
    for key, pairs, verdict, by in said:
        log.apply(key, pairs, verdict, by, f"reason {key}")
    return log


class Judging(RuleBasedStateMachine):
    """Several people merge, split, doubt and withdraw."""

    def __init__(self) -> None:
        super().__init__()
        self.log = Log()
        self.said: list[Said] = []
        self.number = 0

    @rule(left=some, right=some, verdict=st.sampled_from(Sameness), by=st.sampled_from(["Ada", "Ben"]))
    def judge(self, left: list[str], right: list[str], verdict: Sameness, by: str) -> None:
        self.number += 1
        self.said.append((str(self.number), [(a, b) for a in left for b in right], verdict, by))
        self.log.apply(*self.said[-1], f"reason {self.number}")

    @precondition(lambda self: self.said)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        gone = self.said.pop(data.draw(st.integers(0, len(self.said) - 1)))
        self.log.retract(gone[0])

    @rule(a=units, b=units, verdict=st.sampled_from(Sameness))
    def undo(self, a: str, b: str, verdict: Sameness) -> None:
        before = canonical(self.log.state())
        self.log.apply("new", [(a, b)], verdict, "Ada", "a slip")
        self.log.retract("new")
        assert canonical(self.log.state()) == before

    @invariant()
    def a_replay_from_empty_gives_the_same_bytes(self) -> None:
        assert canonical(self.log.state()) == canonical(replay(self.said).state())

    @invariant()
    def no_parted_pair_stands_in_a_cluster(self) -> None:
        together = {pair for cluster in self.log.clusters() for pair in combinations(cluster, 2)}
        assert together.isdisjoint(pair for pair, _ in self.log.parted())
        assert together.isdisjoint(self.log.set_aside())

    @invariant()
    def the_joined_pairs_are_what_the_clusters_are_made_of(self) -> None:
        home = {unit: cluster for cluster in self.log.clusters() for unit in cluster}
        pairs = {(a, b) for a, b, _ in self.log.joined()}
        assert all(home[a] == home[b] for a, b in pairs)
        assert {unit for pair in pairs for unit in pair} == home.keys()

    @invariant()
    def every_judgement_is_found_and_every_silence_has_its_reason(self) -> None:
        for key, pairs, _, _ in self.said:
            assert set(self.log.pairs(key)) == {tuple(sorted(pair)) for pair in pairs if pair[0] != pair[1]}
            state, because = fate(self.log, key)
            assert bool(because) == (state.value not in {"stands", "reaches nobody"})
        assert all(self.log.against(pair) for pair in self.log.set_aside())


Judging.TestCase.settings = settings(
    max_examples=SEQUENCES, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
test_a_thousand_sequences_keep_the_invariants = Judging.TestCase
