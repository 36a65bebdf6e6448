"""From Universal Dependencies to the tree that the grammar reads: labels of ClearNLP, tags of the Penn Treebank.

Where the two differ: a preposition governs its noun there and hangs on it here; a copula governs its complement there;
a modal verb is an auxiliary there. Every token keeps its words and its place in the text; `lemma` and `lower` become
the English key of the gloss list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.grammar.syntax import Token
from khronika.extraction.grammar.tongues import tags
from khronika.extraction.grammar.tongues.counted import counted
from khronika.extraction.grammar.tongues.glossing import glossed
from khronika.extraction.grammar.tongues.nodes import Node, Tree
from khronika.extraction.grammar.tongues.words import ENTITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from khronika.extraction.grammar.tongues.glosses import Glosses
    from khronika.extraction.grammar.tongues.words import Word

OF_CLAUSE = frozenset({"nsubj", "nsubjpass", "csubj", "aux", "auxpass", "mark", "punct", "advcl", "parataxis", "ccomp"})
OF_CLAUSE |= {"advmod", "neg", "npadvmod", "dobj", "dative", "expl", "xcomp", "cc", "intj"}
VERBAL = frozenset({"VERB", "AUX"})


def converted(words: Sequence[Word], tongue: Glosses, *rules: Callable[[Tree], None]) -> tuple[Token, ...]:
    """Turn the words of a sentence into tokens with English keys; `rules` are what the language adds, done first."""
    tree = Tree(glossed(words, tongue), tongue)
    _govern(tree, tongue)
    for rule in (*rules, counted, _copulas, _modals, _cases, _negations):
        rule(tree)
    _rooted(tree)
    for i, node in enumerate(tree.nodes):
        node.tag = tags.tag(node.word, node.pos, node.key, have=bool(tree.having(i, "aux")))
    return tuple(_token(i, node) for i, node in enumerate(tree.nodes))


def _rooted(tree: Tree) -> None:
    """Leave one root and no circle, whatever the rules made of a tree that the parser had wrong."""
    root = next((i for i, node in enumerate(tree.nodes) if node.head == i), 0)
    tree.hang(root, root, "ROOT")
    for i in range(len(tree.nodes)):
        seen, at = set[int](), i
        while at != root:
            seen.add(at)
            above = tree.nodes[at].head
            if above in seen or (above == at):
                tree.hang(at, root, "dep")
            at = tree.nodes[at].head


def _govern(tree: Tree, tongue: Glosses) -> None:
    """Gloss the verbs that mean something else with a preposition: "condamner à"."""
    for i, node in enumerate(tree.nodes):
        if node.pos == "VERB" and node.role in {"", "word"}:
            cases = [tree.nodes[c].word for k in tree.children(i) for c in tree.having(k, "case", "mark")]
            node.key = tongue.governed(node.word, cases) or node.key


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
        for k in tree.having(said, "nummod"):
            if k < i:  # "trois sont en grève": the number is who is on strike
                tree.nodes[k].dep = "nsubj"
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
        entity="" if node.pos == "NUM" else ENTITIES.get(word.entity, ""),
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
