"""Numbers and what they count, where a parser of Universal Dependencies hangs them otherwise or wrongly."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.extraction.counting.population import group_of

if TYPE_CHECKING:
    from khronika.extraction.grammar.tongues.nodes import Tree

ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "obl", "pobj", "attr", "nmod", "conj", "appos", "ROOT", "acl"})
BETWEEN = frozenset({"other", "young", "former", "first", "last"})  # keys of adjectives between number and noun


def counted(tree: Tree) -> None:
    """Hang numbers on their nouns; a noun that is a number ("une vingtaine d'ouvriers") stands before its noun too."""
    _qualifiers(tree)
    for i, node in enumerate(tree.nodes):
        if node.role == "collective":
            _collective(tree, i)
        elif node.role == "number":
            _number(tree, i)
    _qualifiers(tree)  # articles that the collectives made qualifiers


def _qualifiers(tree: Tree) -> None:
    for i, node in enumerate(tree.nodes):
        if node.role == "qualifier" and node.head != i and node.dep != "quantmod":
            _qualifier(tree, i)


def _qualifier(tree: Tree, i: int) -> None:
    """Hang the words of a qualifier on the number behind; the number takes their place if it hung on them."""
    following = next((k for k in range(i + 1, len(tree.nodes)) if tree.nodes[k].role != "qualifier"), None)
    if following is None:
        return
    top = following
    if tree.nodes[top].role in {"number", "collective"} and tree.nodes[top].dep == "nummod":
        top = tree.nodes[top].head
    if tree.nodes[top].head == i:
        tree.replace(i, top)
    for k in tree.children(i):
        if k not in {top, following} and tree.nodes[k].role != "qualifier":
            tree.nodes[k].head = top
    tree.hang(i, following, "quantmod")


def _number(tree: Tree, i: int) -> None:
    """A number stands before its noun: the next word, if that names people or is governed by the number."""
    node = tree.nodes[i]
    node.pos = "NUM"
    if node.dep in {"det", "amod"}:
        node.dep = "nummod"
    noun = i + 1
    while noun < len(tree.nodes) and tree.nodes[noun].key in BETWEEN and tree.nodes[noun].pos == "ADJ":
        noun += 1
    if noun >= len(tree.nodes) or (noun > i + 1 and tree.nodes[noun].pos != "NOUN"):
        noun = i + 1  # "34 autres"
    if noun >= len(tree.nodes) or (node.head == noun and tree.nodes[noun].pos == "NOUN"):
        _object(tree, node.head, noun)
        return
    plain = tree.nodes[noun].pos == "NOUN" and not tree.having(noun, "case", "det")
    beside = plain and node.dep != "nummod" and tree.nodes[noun].head == node.head and noun == i + 1
    if _names_people(tree, noun) or beside or (tree.nodes[noun].head == i and tree.nodes[noun].pos == "NOUN"):
        _attach(tree, i, noun)
        _object(tree, noun, noun)


def _attach(tree: Tree, i: int, noun: int) -> None:
    """Hang a number on the noun behind it, which takes the number's place unless it has one of its own."""
    if node_above(tree, noun, i) or (tree.nodes[noun].dep not in ARGUMENTS and tree.nodes[i].head != noun):
        tree.replace(i, noun)
    for k in tree.children(i):
        if k != noun and tree.nodes[k].dep not in {"quantmod", "advmod", "det"}:
            tree.nodes[k].head = noun
    tree.hang(i, noun, "nummod")


def node_above(tree: Tree, i: int, above: int) -> bool:
    """Whether a node stands somewhere below another."""
    for _ in tree.nodes:  # a rule may have made a circle, which is cut only at the end
        i = tree.nodes[i].head
        if i == above:
            return True
    return False


def _names_people(tree: Tree, i: int) -> bool:
    """Whether a word behind a number is a noun for people, which the parser may take for an adjective or participle."""
    node = tree.nodes[i]
    if node.pos == "NOUN" and tree.nodes[i].word.deprel != "case":
        return group_of(node.key) is not None
    if node.pos not in {"ADJ", "VERB", "PRON", "PROPN", "ADV"} or node.word.feats.get("VerbForm") == "Fin":
        return False
    group = [k for k in tree.children(i) if tree.nodes[k].dep in {"aux", "auxpass"}]
    if any(k > i - 2 for k in group):
        return False
    gloss = tree.tongue.of(replace(node.word, upos="NOUN"))
    if gloss is None or group_of(gloss) is None:
        return False
    node.key, node.pos = gloss, "NOUN"
    return True


def _object(tree: Tree, i: int, noun: int) -> None:
    """A counted noun beside a verb without preposition is its object or its subject, no measure."""
    if i != noun or i >= len(tree.nodes):
        return
    node = tree.nodes[i]
    verb = node.head
    alone = node.dep in {"npadvmod", "obl", "advmod"} and not tree.having(i, "case") and group_of(node.key) is not None
    if not alone or tree.nodes[verb].pos != "VERB":
        return
    if i > verb and not tree.having(verb, "dobj", "auxpass"):
        node.dep = "dobj"
    elif i < verb and not tree.having(verb, "nsubj", "nsubjpass"):
        node.dep = "nsubjpass" if tree.having(verb, "auxpass") else "nsubj"


def _collective(tree: Tree, i: int) -> None:
    """Make "une vingtaine d'ouvriers" a number of workers; "une vingtaine des ouvriers" stays a part of them."""
    node = tree.nodes[i]
    node.pos = "NUM"
    article = next((k for k in tree.having(i, "det") if tree.nodes[k].word.feats.get("Definite") == "Ind"), None)
    if article is not None and not any(n.role == "qualifier" for n in tree.nodes[max(0, article - 1) : article]):
        tree.nodes[article].key, tree.nodes[article].role = "about", "qualifier"
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
