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
    """A word on its way from one tree to the other."""

    word: Word
    key: str
    role: str
    pos: str
    dep: str
    head: int
    tag: str = ""
    mood: str = ""
    universal: str = ""  # the relation that the parser gave


class Tree:
    """The nodes of one sentence, with the moves that the conversion is made of."""

    def __init__(self, words: Sequence[Glossed], tongue: Glosses) -> None:
        self.tongue = tongue
        self.nodes = [
            Node(g.word, g.key, g.role, g.word.upos, _label(g.word), g.word.head, universal=g.word.deprel)
            for g in words
        ]

    def children(self, i: int) -> list[int]:
        """Indices of the dependents."""
        return [k for k, node in enumerate(self.nodes) if node.head == i and k != i]

    def having(self, i: int, *deps: str) -> list[int]:
        """Indices of the dependents with one of these labels."""
        return [k for k in self.children(i) if self.nodes[k].dep in deps]

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
