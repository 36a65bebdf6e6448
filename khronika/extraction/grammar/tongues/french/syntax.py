"""What French says in its own way, turned into what the grammar knows before the trees are converted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.french.mending import finite, saying

if TYPE_CHECKING:
    from khronika.extraction.grammar.tongues.nodes import Tree

REFLEXIVE = frozenset({"se", "s'"})
WITH_ETRE = frozenset({"die", "come", "go", "remain", "leave", "fall", "become", "return", "enter", "withdraw"})  # keys
NEGATING = frozenset({"plus", "jamais"})


def said_infinitives(tree: Tree) -> None:
    """Let an infinitive be what is said ("déclare avoir vu cinq corps"), as a clause with "that" would be."""
    for i, node in enumerate(tree.nodes):
        group = [tree.nodes[k] for k in tree.having(i, "aux", "auxpass")]
        past = any(n.word.feats.get("VerbForm") == "Inf" for n in group)
        if node.dep == "xcomp" and past and tree.nodes[node.head].key in saying():
            node.dep = "ccomp"


def sources(tree: Tree) -> None:
    """In "De source policière, …" the adjective says whose word it is."""
    for i, node in enumerate(tree.nodes):
        said = tree.having(i, "amod") if node.key == "according" else []
        if said and not tree.having(i, "pobj"):
            node.dep = "prep"
            tree.nodes[said[0]].dep = "pobj"


def partitive_relatives(tree: Tree) -> None:
    """Read "dont": including ("dont cinq grièvement"), of whom ("dont cinq ont été blessés"), or whose."""
    for i, node in enumerate(tree.nodes):
        if node.word.lower != "dont":
            continue
        noun = node.head
        verb = next((k for k in (noun, tree.nodes[noun].head) if finite(tree, k) and k > i), None)
        if verb is not None and (noun != verb) and any(n.word.text == "," for n in tree.nodes[noun:verb]):
            _resumed(tree, i, noun, verb)
            continue
        counted = any(n.role in {"number", "collective"} for n in tree.nodes[i + 1 : i + 4])
        if verb is not None and counted:
            node.key = "whom"
            tree.hang(i, tree.nodes[noun].head if noun == verb else noun, "poss")
        elif verb is None:
            _including(tree, i, noun)
        else:
            tree.nodes[i].dep = "poss" if tree.nodes[noun].pos in {"NOUN", "PROPN"} else "npadvmod"


def _resumed(tree: Tree, i: int, noun: int, verb: int) -> None:
    """In "Trois personnes, dont deux enfants, ont perdu la vie" the verb is that of the whole, no relative clause."""
    whole = tree.nodes[verb].head
    if whole < i and tree.nodes[verb].dep in {"relcl", "acl"}:
        tree.replace(whole, verb)
        tree.hang(whole, verb, "nsubjpass" if tree.having(verb, "auxpass") else "nsubj")
        tree.hang(noun, whole, "nmod")
        tree.hang(i, noun, "nmod")
        _including(tree, i, noun)


def _including(tree: Tree, i: int, noun: int) -> None:
    """Make "dont" a preposition: it hangs where its noun hung, on the noun before it if that is a verb."""
    first = next((k for k in range(i + 1, len(tree.nodes)) if tree.nodes[k].dep not in {"det", "quantmod"}), noun)
    head = noun if noun > i else first
    if tree.nodes[head].role in {"number", "collective"} and tree.nodes[head].dep == "nummod":
        head = tree.nodes[head].head
    if tree.nodes[head].word.lower.endswith("ment") and (numbers := tree.having(head, "nummod", "nmod")):
        tree.replace(head, numbers[0])  # "dont cinq grièvement": the adverb is no noun
        tree.hang(head, numbers[0], "advmod")
        tree.nodes[head].pos, head = "ADV", numbers[0]
    above = tree.nodes[head].head
    if head == above:
        return
    tree.nodes[i].key = "including"
    tree.hang(i, above, "prep")
    tree.hang(head, i, "pobj")
    tree.nodes[i].pos = "ADP"


def gerunds(tree: Tree) -> None:
    """In "en blessant des dizaines" the gerund is a clause, no noun behind a preposition."""
    for node in tree.nodes:
        head = tree.nodes[node.head]
        if node.word.lower == "en" and node.dep == "case" and head.word.feats.get("VerbForm") == "Part":
            node.dep = "mark"


def infinitives(tree: Tree) -> None:
    """What stands before an infinitive is "to"; before an infinitive of the past it is a preposition of its own."""
    for i, node in enumerate(tree.nodes):
        head = tree.nodes[node.head]
        if node.dep not in {"mark", "case"} or node.pos != "ADP" or not _infinitive(tree, node.head):
            continue
        if any(tree.nodes[k].word.feats.get("VerbForm") == "Inf" for k in tree.having(node.head, "aux", "auxpass")):
            node.dep = "case"
        else:
            tree.nodes[i].key, node.dep = "to", "aux"
        del head


def _infinitive(tree: Tree, i: int) -> bool:
    group = [i, *tree.having(i, "aux", "auxpass")]
    return any(tree.nodes[k].word.feats.get("VerbForm") == "Inf" for k in group)


def negations(tree: Tree) -> None:
    """Read "plus" as "not" where "ne" stands before it in the clause, and "ne" as nothing."""
    for node in tree.nodes:
        beside = {tree.nodes[k].word.lower for k in tree.children(node.head)}
        if node.word.lower in NEGATING and node.role != "qualifier" and beside & {"ne", "n'"}:
            node.key, node.dep = "not", "neg"


def actives(tree: Tree) -> None:
    """Let "sont mortes" and "se sont rassemblés" be active: "être" is there the auxiliary of the past."""
    for i, node in enumerate(tree.nodes):
        if node.key == "dead" and any(tree.nodes[k].universal == "cop" for k in tree.children(i)):
            node.key, node.pos = "die", "VERB"  # "12 personnes sont mortes" says that they died
        reflexive = any(tree.nodes[k].word.lower in REFLEXIVE for k in tree.children(i))
        if node.pos != "VERB" or not (reflexive or node.key in WITH_ETRE):
            continue
        for k in tree.children(i):
            dep = tree.nodes[k].dep if tree.nodes[k].word.lower != "été" else ""
            tree.nodes[k].dep = {"auxpass": "aux", "nsubjpass": "nsubj"}.get(dep, tree.nodes[k].dep)
            if tree.nodes[k].universal == "cop":
                tree.nodes[k].dep = tree.nodes[k].universal = "aux"


WAYS = (sources, gerunds, infinitives, said_infinitives, partitive_relatives, negations, actives)
