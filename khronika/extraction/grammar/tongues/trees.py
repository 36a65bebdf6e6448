"""From Universal Dependencies to the tree that the grammar reads: labels of ClearNLP, tags of the Penn Treebank.

Where the two differ: a preposition governs its noun there and hangs on it here; a copula governs its complement there;
a modal verb is an auxiliary there. Every token keeps its words and its place in the text; `lemma` and `lower` become
the English key of the gloss list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction.grammar.syntax import Token
from khronika.extraction.grammar.tongues import tags
from khronika.extraction.grammar.tongues.glossing import Glossed, glossed
from khronika.extraction.grammar.tongues.words import ENTITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from khronika.extraction.grammar.tongues.glosses import Glosses
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
OF_CLAUSE = frozenset({"nsubj", "nsubjpass", "csubj", "aux", "auxpass", "mark", "punct", "advcl", "parataxis", "ccomp"})
OF_CLAUSE |= {"advmod", "neg", "npadvmod", "dobj", "dative", "expl", "xcomp", "cc", "intj"}
VERBAL = frozenset({"VERB", "AUX"})


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

    def __init__(self, words: Sequence[Glossed]) -> None:
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


def converted(words: Sequence[Word], tongue: Glosses, *rules: Callable[[Tree], None]) -> tuple[Token, ...]:
    """Turn the words of a sentence into tokens with English keys; `rules` are what the language adds, done first."""
    tree = Tree(glossed(words, tongue))
    for rule in (*rules, _numbers, _copulas, _modals, _cases, _negations):
        rule(tree)
    for i, node in enumerate(tree.nodes):
        node.tag = tags.tag(node.word, node.pos, node.key, have=bool(tree.having(i, "aux")))
    return tuple(_token(i, node) for i, node in enumerate(tree.nodes))


def _label(word: Word) -> str:
    if word.head == word.i:
        return "ROOT"
    relation = word.deprel.lower()
    return LABELS.get(relation) or PLAIN.get(relation.split(":")[0]) or relation.split(":")[0]


def _numbers(tree: Tree) -> None:
    """Numbers stand before their noun; a noun that is a number ("une vingtaine d'ouvriers") does too."""
    for i, node in enumerate(tree.nodes):
        if node.role == "collective":
            _collective(tree, i)
        elif node.role == "number":
            node.pos = "NUM"
            if node.dep in {"det", "amod"}:
                node.dep = "nummod"
    for i, node in enumerate(tree.nodes):
        if node.role == "qualifier":
            following = next((k for k in range(i + 1, len(tree.nodes)) if tree.nodes[k].role != "qualifier"), None)
            if following is not None and tree.nodes[i].head != i:
                tree.hang(i, following, "quantmod")


def _collective(tree: Tree, i: int) -> None:
    """Make "une vingtaine d'ouvriers" a number of workers; "une vingtaine des ouvriers" stays a part of them."""
    node = tree.nodes[i]
    node.pos = "NUM"
    of = next((k for k in tree.having(i, "nmod") if k > i), None)
    if of is None:
        return
    links = [k for k in tree.having(of, "case", "det") if i < k < of]
    if len(links) != 1 or tree.nodes[links[0]].word.feats.get("Definite"):
        return
    tree.replace(i, of)
    for child in tree.children(i):
        if child != of and tree.nodes[child].dep not in {"det", "amod", "quantmod", "advmod"}:
            tree.nodes[child].head = of
    tree.hang(links[0], i, "fixed")
    tree.hang(i, of, "nummod")


def _copulas(tree: Tree) -> None:
    """Let the copula govern: "12 are dead" hangs on "are" there."""
    for i, node in enumerate(tree.nodes):
        if node.universal != "cop" or node.head == i:
            continue
        said = node.head
        if tree.nodes[said].pos == "VERB":  # a participle: the copula is its auxiliary
            node.dep = "auxpass"
            for k in tree.having(said, "nsubj"):
                tree.nodes[k].dep = "nsubjpass"
            continue
        dep = "acomp" if tree.nodes[said].pos == "ADJ" else "attr"
        tree.replace(said, i)
        for k in tree.children(said):
            moves = tree.nodes[k].dep in OF_CLAUSE or (tree.nodes[k].dep in {"conj", "obl"} and _verbal(tree, k))
            if k != i and moves:
                tree.nodes[k].head = i
        tree.hang(said, i, dep)
        node.pos = "AUX"


def _verbal(tree: Tree, i: int) -> bool:
    return tree.nodes[i].pos in VERBAL or any(tree.nodes[k].universal == "cop" for k in tree.children(i))


def _modals(tree: Tree) -> None:
    """Make a modal verb the auxiliary of its infinitive: "must be released"."""
    for i, node in enumerate(tree.nodes):
        below = [k for k in tree.having(i, "xcomp", "ccomp") if tree.nodes[k].pos in VERBAL]
        if node.key not in tags.MODALS or not below:
            continue
        verb = below[0]
        tree.replace(i, verb)
        passive = bool(tree.having(verb, "auxpass"))
        for k in tree.children(i):
            if k != verb:
                tree.nodes[k].head = verb
                if passive and tree.nodes[k].dep == "nsubj":
                    tree.nodes[k].dep = "nsubjpass"
        done = bool(tree.having(verb, "aux")) and tags.perfect(node.word)  # "ont dû être hospitalisés": it happened
        node.key = "do" if done else node.key
        tree.hang(i, verb, "aux")
        node.pos = "AUX"


def _cases(tree: Tree) -> None:
    """Let a preposition govern its noun; a bare genitive is a possessor."""
    for i, node in enumerate(tree.nodes):
        cases = [k for k in tree.having(i, "case") if tree.nodes[k].role != "qualifier"]
        if not cases:
            if node.dep == "nmod" and node.word.feats.get("Case") == "Gen":
                node.dep = "poss"
            continue
        first = cases[0]
        _prepose(tree, i, first)
        for k in cases[1:]:
            tree.hang(k, first, "fixed")


def _prepose(tree: Tree, i: int, prep: int) -> None:
    node = tree.nodes[i]
    above = node.head
    by = tree.nodes[prep].key == "by" and bool(tree.having(above, "auxpass", "nsubjpass"))
    dep = "agent" if by else "prep"
    if node.dep == "conj" and tree.nodes[above].dep in {"pobj", "pcomp"}:
        above, dep = tree.nodes[above].head, "conj"
    elif node.dep == "ROOT":
        above, dep = prep, "ROOT"
    elif node.dep in {"conj", "appos"} and tree.nodes[above].dep != "ROOT" and node.dep == "conj":
        dep = "prep"
    tree.hang(prep, above, dep)
    tree.hang(i, prep, "pcomp" if node.pos in VERBAL else "pobj")
    tree.nodes[prep].pos = "ADP"


def _negations(tree: Tree) -> None:
    for node in tree.nodes:
        if node.key in {"not", "never"} and node.dep in {"advmod", "aux"}:
            node.dep = "neg"


def _token(i: int, node: Node) -> Token:
    word = node.word
    lower = node.key.lower() or word.lower
    return Token(
        i=i,
        text=word.text,
        lemma=(tags.lemma(node.key) or word.lemma).lower(),
        pos=node.pos,
        tag=node.tag,
        dep=node.dep,
        head=node.head,
        start=word.start,
        end=word.end,
        entity=ENTITIES.get(word.entity, ""),
        begins=word.begins,
        lower=lower,
        mood=node.mood or tags.mood(word),
        name=word.name,
    )


def governors(tree: Tree, i: int) -> Iterator[int]:
    """The governors from the nearest to the root."""
    while tree.nodes[i].head != i:
        i = tree.nodes[i].head
        yield i
