"""Words on their way from one tree to the other, and the moves that the conversion is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.extraction.grammar.tongues.glosses import Glosses
    from khronika.extraction.grammar.tongues.glossing import Glossed
    from khronika.extraction.grammar.tongues.words import Word

LABELS = {
    "nsubj:pass": "nsubjpass",
    "csubj:pass": "csubjpass",
    "aux:pass": "auxpass",
    "obj": "dobj",
    "iobj": "dative",
    "acl:relcl": "relcl",
    "root": "ROOT",
    "compound": "compound",
    "flat": "compound",
    "fixed": "fixed",
    "discourse": "intj",
    "vocative": "npadvmod",
    "dislocated": "npadvmod",
}
PLAIN = {"aux": "aux", "flat": "compound", "obl": "npadvmod", "expl": "expl", "nmod": "nmod", "cop": "aux"}


@dataclass(slots=True)
class Node:
    """A word on its way from one tree to the other; `below` lists the dependents of every word of the tree."""

    i: int
    word: Word
    key: str
    role: str
    pos: str
    dep: str
    below: list[set[int]]
    tag: str = ""
    mood: str = ""
    universal: str = ""  # the relation that the parser gave
    _head: int = -1

    @property
    def head(self) -> int:
        """The index of the governor; a root governs itself."""
        return self._head

    @head.setter
    def head(self, head: int) -> None:
        if self._head >= 0:
            self.below[self._head].discard(self.i)
        self._head = head
        if head != self.i:
            self.below[head].add(self.i)


class Tree:
    """The nodes of one sentence, with the moves that the conversion is made of."""

    def __init__(self, words: Sequence[Glossed], tongue: Glosses) -> None:
        self.tongue = tongue
        below: list[set[int]] = [set() for _ in words]
        self.nodes = [
            Node(i, g.word, g.key, g.role, g.word.upos, _label(g.word), below, universal=g.word.deprel)
            for i, g in enumerate(words)
        ]
        for node in self.nodes:
            node.head = node.word.head
        self._below = below

    def children(self, i: int) -> list[int]:
        """Indices of the dependents, in the order of the text."""
        return sorted(self._below[i])

    def having(self, i: int, *deps: str) -> list[int]:
        """Indices of the dependents with one of these labels."""
        return sorted([k for k in self._below[i] if self.nodes[k].dep in deps])

    def hang(self, i: int, head: int, dep: str) -> None:
        """Give a node another governor; a governor of itself is the root."""
        self.nodes[i].head, self.nodes[i].dep = head, dep

    def replace(self, old: int, new: int) -> None:
        """Put a node in the place of another, which the caller then hangs elsewhere."""
        node = self.nodes[old]
        self.hang(new, new if node.head == old else node.head, node.dep)


def _label(word: Word) -> str:
    if word.head == word.i:
        return "ROOT"
    relation = word.deprel.lower()
    return LABELS.get(relation) or PLAIN.get(relation.split(":")[0]) or relation.split(":")[0]
