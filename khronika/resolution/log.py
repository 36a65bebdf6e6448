"""The log of judgements, folded: what people joined, what they parted, and where their words do not go together.

What stands is a function of the judgements that stand and of their order, whichever way it was arrived at:

- On one pair each person's latest word counts. Where people differ, the pair is in doubt, and nobody wins.
- A pair that is parted or in doubt stands in no cluster. Pairs that were joined are taken in the order in which they
  were judged; one that would bring a parted pair together is set aside and shown with what it contradicts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from khronika.vocabulary.people import Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Unit = str  # an address: what is joined and parted
Pair = tuple[Unit, Unit]  # the lesser first
Graph = dict[Unit, dict[Unit, int]]  # each pair both ways, with the place in the log of the word that made it


class Voice(NamedTuple):
    """One person's judgement on a pair; `number` is its place in the log, `key` what it is called there."""

    number: int
    key: str
    verdict: Sameness
    by: str
    reason: str


@dataclass
class Log:
    """All judgements that were not taken back, and the clusters that follow; each change touches its own cluster."""

    _said: dict[str, tuple[Pair, ...]] = field(default_factory=dict)
    _voices: dict[Pair, tuple[Voice, ...]] = field(default_factory=dict)
    _friends: Graph = field(default_factory=dict)  # pairs that were joined, set aside or not
    _foes: Graph = field(default_factory=dict)  # pairs that are parted or in doubt
    _aside: set[Pair] = field(default_factory=set)
    _home: dict[Unit, set[Unit]] = field(default_factory=dict)  # the clusters of two and more
    _number: int = 0

    def apply(self, key: str, pairs: Iterable[Pair], verdict: Sameness, by: str, reason: str) -> None:
        """Add a judgement on pairs of addresses at the end of the log."""
        self._number += 1
        voice = Voice(self._number, key, verdict, by, reason)
        self._said[key] = said = tuple(sorted({_pair(a, b) for a, b in pairs if a != b}))
        for pair in said:
            self._change(pair, (*self._voices.get(pair, ()), voice), added=True)

    def retract(self, key: str) -> None:
        """Take a judgement out, as if it had never been said; `KeyError` where it is not in the log."""
        for pair in self._said.pop(key):
            self._change(pair, tuple(voice for voice in self._voices[pair] if voice.key != key), added=False)

    def clusters(self) -> list[tuple[Unit, ...]]:
        """Give the clusters of two and more addresses, in a fixed order."""
        return sorted({tuple(sorted(self._home[address])) for address in self._home})

    def joined(self) -> Iterator[tuple[Unit, Unit, Voice]]:
        """Give the pairs that stand joined, with each word that joined them, in the order of the log."""
        pairs = ((a, b) for a, near in self._friends.items() for b in near if a < b and (a, b) not in self._aside)
        yield from sorted(((*pair, voice) for pair in pairs for voice in latest(self._voices[pair])), key=_in_order)

    def parted(self) -> Iterator[tuple[Pair, tuple[Voice, ...]]]:
        """Give the pairs that stand in no cluster because of what was said of them, with who said so."""
        for a in sorted(self._foes):
            yield from (((a, b), latest(self._voices[a, b])) for b in sorted(self._foes[a]) if a < b)

    def set_aside(self) -> list[Pair]:
        """Give the joined pairs that would bring a parted pair together."""
        return sorted(self._aside)

    def voices(self, pair: Pair) -> tuple[Voice, ...]:
        """Give every word on a pair that was not taken back, the person's later ones too, in order."""
        return self._voices.get(_pair(*pair), ())

    def against(self, pair: Pair) -> list[Voice]:
        """Give what a pair that is set aside contradicts: the parted pair, and what joins its ends to those."""
        a, b = pair
        for one in sorted(self._home.get(a, {a})):
            for other in sorted(self._foes.get(one, {}).keys() & self._home.get(b, {b})):
                ways = [*self._way(a, one), _pair(one, other), *self._way(b, other)]
                return [voice for way in ways for voice in latest(self._voices[way])]
        return []

    def closed(self, pair: Pair) -> bool:
        """Say whether all who joined a pair that is set aside parted its sides later: it contradicts nobody."""
        parting = [voice for voice in self.against(pair) if voice.verdict is not Sameness.SAME]
        return all(
            any(later.by == voice.by and later.number > voice.number for later in parting)
            for voice in latest(self.voices(pair))
        )

    def pairs(self, key: str) -> tuple[Pair, ...]:
        """Give the pairs that a judgement is about; none where it is not in the log."""
        return self._said.get(key, ())

    def state(self) -> dict[str, object]:
        """Give everything that follows from the log as plain values, for comparing bytes."""
        return {
            "clusters": self.clusters(),
            "joined": [(a, b, voice.key) for a, b, voice in self.joined()],
            "parted": [(*pair, [voice.key for voice in voices]) for pair, voices in self.parted()],
            "aside": self.set_aside(),
        }

    def _change(self, pair: Pair, voices: tuple[Voice, ...], *, added: bool) -> None:
        """Let other words count on a pair, and mend the clusters that this touches."""
        before, after = _standing(self._voices.get(pair, ())), _standing(voices)
        if voices:
            self._voices[pair] = voices
        else:
            del self._voices[pair]
        if before == after:
            return
        if before is not None:
            self._remove(pair, before)
        if after is not None:
            self._insert(pair, after, last=added and after[1] == self._number)

    def _remove(self, pair: Pair, before: tuple[Sameness, int]) -> None:
        if before[0] is Sameness.SAME:
            _untie(self._friends, pair)
            if pair in self._aside:
                self._aside.discard(pair)  # what was set aside had no effect
                return
        else:
            _untie(self._foes, pair)
            if not self._aside:
                return
        self._mend(pair)

    def _insert(self, pair: Pair, after: tuple[Sameness, int], *, last: bool) -> None:
        verdict, number = after
        if verdict is not Sameness.SAME:
            _tie(self._foes, pair, number)
            if pair[1] in self._home.get(pair[0], ()):
                self._mend(pair)
            return
        _tie(self._friends, pair, number)
        if last:
            self._join(pair)
        else:
            self._mend(pair)

    def _join(self, pair: Pair) -> None:
        """Bring two clusters together unless a parted pair forbids it."""
        a, b = pair
        one, other = sorted((self._home.get(a, {a}), self._home.get(b, {b})), key=len)
        if one is other:
            return
        if self._foes and any(not other.isdisjoint(self._foes.get(address, ())) for address in one):
            self._aside.add(pair)
            return
        other |= one
        for address in (*one, a, b):
            self._home[address] = other

    def _mend(self, pair: Pair) -> None:
        """Cluster anew what the joined pairs around a pair connect, in the order of the log."""
        addresses = self._around(pair)
        pairs = {
            (n, _pair(address, near)) for address in addresses for near, n in self._friends.get(address, {}).items()
        }
        for address in addresses:
            self._home.pop(address, None)
        for _, each in sorted(pairs):
            self._aside.discard(each)
            self._join(each)

    def _around(self, start: Sequence[Unit]) -> set[Unit]:
        seen, waiting = set(start), list(start)
        while waiting:
            for near in self._friends.get(waiting.pop(), ()):
                if near not in seen:
                    seen.add(near)
                    waiting.append(near)
        return seen

    def _way(self, start: Unit, end: Unit) -> list[Pair]:
        """Give the shortest chain of joined pairs from one address of a cluster to another."""
        came: dict[Unit, Unit] = {start: start}
        waiting = [start]
        for address in waiting:
            for near in sorted(self._friends.get(address, {})):
                if near not in came and _pair(address, near) not in self._aside:
                    came[near] = address
                    waiting.append(near)
        chain: list[Pair] = []
        while end != start:
            chain.append(_pair(came[end], end))
            end = came[end]
        return chain[::-1]


def latest(voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """Give the latest word of each person, in the order of the log."""
    if len(voices) == 1:
        return voices
    return tuple(sorted({voice.by: voice for voice in voices}.values()))


def verdict_of(voices: tuple[Voice, ...]) -> Sameness:
    """Give what people say of a pair together: unsure where they differ."""
    verdicts = {voice.verdict for voice in voices}
    return verdicts.pop() if len(verdicts) == 1 else Sameness.UNSURE


def _standing(voices: tuple[Voice, ...]) -> tuple[Sameness, int] | None:
    """Give what stands on a pair, and for a joined one since when."""
    if not voices:
        return None
    last = latest(voices)
    verdict = verdict_of(last)
    return verdict, last[0].number if verdict is Sameness.SAME else 0


def _pair(a: Unit, b: Unit) -> Pair:
    return (a, b) if a < b else (b, a)


def _in_order(row: tuple[Unit, Unit, Voice]) -> tuple[int, Unit, Unit]:
    return (row[2].number, row[0], row[1])


def _tie(graph: Graph, pair: Pair, number: int) -> None:
    for one, other in (pair, pair[::-1]):
        graph.setdefault(one, {})[other] = number


def _untie(graph: Graph, pair: Pair) -> None:
    for one, other in (pair, pair[::-1]):
        del graph[one][other]
        if not graph[one]:
            del graph[one]
