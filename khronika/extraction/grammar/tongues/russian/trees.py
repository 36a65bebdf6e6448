"""The words of one Russian sentence with the moves that its mending is made of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.words import Word
from khronika.extraction.lists import words as listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
APART = frozenset({"acl:relcl", "parataxis", "conj", "advcl"})


def words(key: str) -> frozenset[str]:
    """The words of a list of the Russian glosses."""
    return listed("tongues/ru", key)


class Tree:
    """Words by index, and the empty words that will stand between them."""

    def __init__(self, given: Sequence[Word]) -> None:
        self.words = list(given)
        self.empty: list[tuple[int, Word]] = []  # before which word; the head is an index among the words

    def __iter__(self) -> Iterator[Word]:
        """Give each word as it is when its turn comes."""
        return (self.words[i] for i in range(len(self.words)))

    def head(self, word: Word) -> Word:
        """The governor; the root governs itself."""
        return self.words[word.head]

    @property
    def root(self) -> Word:
        """The word that governs itself."""
        return next((w for w in self.words if w.head == w.i), self.words[0])

    def children(self, i: int, *deprels: str) -> list[Word]:
        """The dependents, all or those with one of these relations."""
        return [w for w in self.words if w.head == i and w.i != i and (not deprels or w.deprel in deprels)]

    def bare(self, word: Word) -> bool:
        """Whether no preposition stands with a word."""
        return not self.children(word.i, "case")

    def passive(self, verb: Word) -> bool:
        """Whether a verb is in the passive."""
        return bool(self.children(verb.i, "nsubj:pass", "aux:pass")) or verb.feats.get("Voice") == "Pass"

    def first(self, i: int) -> int:
        """The first word of the phrase of a word."""
        found, stack = i, [i]
        while stack:
            for child in self.children(stack.pop()):
                if child.upos != "PUNCT" and child.deprel not in APART:
                    found = min(found, child.i)
                    stack.append(child.i)
        return found

    def move(self, i: int, head: int, deprel: str) -> None:
        """Give a word another governor and relation."""
        self.words[i] = replace(self.words[i], head=head, deprel=deprel)

    def key(self, i: int, key: str, upos: str = "") -> None:
        """Give a word its English key, and a class."""
        self.words[i] = replace(self.words[i], key=key, role="word", upos=upos or self.words[i].upos)

    def swap(self, old: int, new: int, deprel: str) -> None:
        """Let `new` take the place and the other dependents of `old`, which hangs on it from now on."""
        above = self.words[old]
        self.move(new, new if above.head == old else above.head, above.deprel)
        for child in self.children(old):
            if child.i != new:
                self.move(child.i, new, child.deprel)
        self.move(old, new, deprel)

    def add(self, before: int, head: int, key: str, upos: str, deprel: str) -> None:
        """Add an empty word before a word of the sentence."""
        at = self.words[min(before, len(self.words) - 1)].start
        word = Word(-1, "", key, upos, deprel=deprel, head=head, start=at, end=at, key=key, role="word")
        self.empty.append((before, word))

    def complete(self) -> list[Word]:
        """The words with the empty ones in their places, numbered anew."""
        order: list[Word] = []
        place: dict[int, int] = {}
        pending = sorted(self.empty, key=lambda pair: pair[0])
        for word in self.words:
            while pending and pending[0][0] <= word.i:
                order.append(pending.pop(0)[1])
            place[word.i] = len(order)
            order.append(word)
        return [replace(w, i=i, head=place[w.head]) for i, w in enumerate(order)]
