"""What the small French model gets wrong of clauses: bare numbers as subjects, clefts, inverted pronouns, frames."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.french.mending import BESIDE, VERBAL, finite, saying
from khronika.extraction.grammar.tongues.words import features

if TYPE_CHECKING:
    from khronika.extraction.grammar.tongues.nodes import Tree

COUNTING = frozenset({"number", "collective"})
RELATIVES = frozenset({"qui", "que", "qu'", "dont", "où", "lesquels", "lesquelles"})
GROUP = frozenset({"aux", "auxpass", "cop"})
PRONOUNS = frozenset({"-il", "-elle", "-ils", "-elles", "-on"})


def frames(tree: Tree) -> None:
    """In "À en croire les autorités, …" the phrase that names a source is a preposition, no clause."""
    for i, node in enumerate(tree.nodes):
        if node.role != "phrase" or node.pos != "ADP" or node.dep in {"case", "mark", "fixed"}:
            continue
        noun = next((k for k in tree.children(i) if k > i and tree.nodes[k].pos in {"NOUN", "PROPN", "PRON"}), None)
        if noun is not None:
            tree.replace(i, noun)
            tree.nodes[noun].dep = "obl" if tree.nodes[noun].dep != "ROOT" else "ROOT"
            tree.hang(i, noun, "case")


def passives(tree: Tree) -> None:
    """In "a été mise en examen" a phrase that is a noun elsewhere is a verb."""
    for i, node in enumerate(tree.nodes[1:], 1):
        before = tree.nodes[i - 1]
        if node.role != "phrase" or node.pos != "NOUN" or not node.word.lower.startswith("mis"):
            continue
        if before.word.lower not in {"été", "est", "sont", "être"}:
            continue
        node.pos, node.word = "VERB", replace(node.word, upos="VERB", feats=features("VerbForm=Part|Tense=Past"))
        for k in tree.having(i, "cop", "aux", "nsubj"):
            tree.nodes[k].dep = {"cop": "auxpass", "nsubj": "nsubjpass"}.get(tree.nodes[k].dep, tree.nodes[k].dep)


def verb_of(tree: Tree, i: int) -> int | None:
    """The verb whose group a word begins: itself, or what it is an auxiliary of; None if it begins none."""
    node = tree.nodes[i]
    if node.dep in GROUP and node.head > i:
        return node.head
    return i if node.pos in VERBAL and node.word.feats.get("VerbForm") == "Fin" else None


def bare_subjects(tree: Tree) -> None:
    """In "Parmi les 82 prévenus, 31 ont été relaxés" the number before the verb is who was acquitted."""
    for i, node in enumerate(tree.nodes[:-1]):
        verb = verb_of(tree, i + 1) if node.role in COUNTING else None
        before = tree.nodes[i - 1] if i else None
        if verb is None or (before is not None and before.pos not in {"PUNCT", "CCONJ"} and before.role != "qualifier"):
            continue
        others = [k for k in tree.having(verb, "nsubj", "nsubjpass") if k != i]
        if any(k < i for k in others) and not _over(tree, verb, i):
            continue
        _freed(tree, verb, i)
        tree.hang(i, verb, _subject(tree, verb))


def _over(tree: Tree, verb: int, i: int) -> bool:
    """Say whether what stands before a comma is governed by a preposition, so that it is no subject."""
    found = [k for k in tree.having(verb, "nsubj", "nsubjpass") if k < i]
    governed = all(tree.having(k, "case") for k in found)
    for k in found if governed else ():
        tree.nodes[k].dep = "obl"
    return governed


def _subject(tree: Tree, verb: int) -> str:
    return "nsubjpass" if tree.having(verb, "auxpass") else "nsubj"


def _freed(tree: Tree, verb: int, subject: int) -> None:
    """Let a verb with a subject of its own be no relative clause of the noun before it."""
    whole = tree.nodes[verb].head
    relative = any(node.word.lower in RELATIVES for node in tree.nodes[whole:verb])
    if tree.nodes[verb].dep in {"relcl", "acl"} and whole < subject and not relative:
        root = tree.nodes[whole].dep == "ROOT"
        tree.replace(whole, verb)
        tree.hang(whole, verb, "obl" if root or tree.having(whole, "case") else "npadvmod")


def clefts(tree: Tree) -> None:
    """In "Ce sont 53 personnes qui ont été condamnées" the persons are the subject of the verb."""
    for i, node in enumerate(tree.nodes):
        if node.word.lower != "qui" or node.dep not in {"nsubj", "nsubjpass"}:
            continue
        verb, noun = node.head, tree.nodes[node.head].head
        says = [k for k in tree.having(noun, "nsubj", "expl", "cop") if k < noun]
        if tree.nodes[verb].dep == "ROOT" or not {"ce", "c'"} & {tree.nodes[k].word.lower for k in says}:
            continue
        tree.replace(noun, verb)
        tree.hang(noun, verb, _subject(tree, verb))
        for k in (*says, i):
            tree.hang(k, verb, "expl")
            tree.nodes[k].universal = "expl"


def coordinated(tree: Tree) -> None:
    """In "Des centaines ont été arrêtés, et la moitié d'entre eux ont été libérés" no clause is a subject."""
    for i, node in enumerate(tree.nodes):
        verb = node.head
        if node.dep not in {"nsubj", "nsubjpass"} or not tree.having(i, "auxpass", "aux") or not finite(tree, i):
            continue
        subject = next((k for k in tree.having(i, "conj") if i < k < verb and tree.having(k, "cc")), None)
        if subject is not None and tree.nodes[subject].pos not in VERBAL:
            tree.replace(verb, i)
            tree.hang(verb, i, "conj")
            tree.hang(subject, verb, _subject(tree, verb))


def inverted_pronouns(tree: Tree) -> None:
    """In "« … », a-t-il déclaré" the pronoun speaks and the quotation is what is said."""
    for i, node in enumerate(tree.nodes):
        if node.word.lower not in PRONOUNS or tree.nodes[node.head].key not in saying():
            continue
        verb = node.head
        first = min([verb, *(k for k in tree.having(verb, "aux") if k < verb)])
        for k in tree.having(verb, "nsubj", "nsubjpass"):
            tree.nodes[k].dep = "npadvmod"
        tree.hang(i, verb, "nsubj")
        said = tree.nodes[verb].head
        if first and tree.nodes[first - 1].word.text in BESIDE and said < first and tree.nodes[verb].dep != "ROOT":
            tree.replace(said, verb)
            tree.hang(said, verb, "ccomp")


def quoted_roots(tree: Tree) -> None:
    """A quotation mark governs no sentence; the first clause that the parser hangs on it does."""
    root = next((i for i, node in enumerate(tree.nodes) if node.head == i), 0)
    clause = next((k for k in tree.children(root) if finite(tree, k)), None)
    if tree.nodes[root].pos == "PUNCT" and clause is not None:
        tree.replace(root, clause)
        for k in (root, *tree.children(root)):
            if k != clause:
                tree.nodes[k].head = clause
        tree.nodes[root].dep = "punct"


def objects(tree: Tree) -> None:
    """In "On a arrêté dix-huit militants" a counted noun that no preposition governs is the object."""
    for i, node in enumerate(tree.nodes):
        verb = node.head
        numbered = any(tree.nodes[k].role in COUNTING for k in tree.children(i))
        if node.dep != "xcomp" or node.pos != "NOUN" or not numbered or tree.having(i, "case", "cop"):
            continue
        if tree.nodes[verb].pos == "VERB" and not tree.having(verb, "dobj"):
            node.dep = "dobj"


def deeds(tree: Tree) -> None:
    """In "a procédé à l'arrestation de Vera Kolm" the noun says what was done, and to whom."""
    known, light = tree.tongue.lists.get("deeds", {}), tree.tongue.lists["links"].get("light", ())
    for i, node in enumerate(tree.nodes):
        verb = node.head
        deed = known.get(node.word.lemma.lower())
        if deed is None or tree.nodes[verb].word.lemma.lower() not in light or verb > i:
            continue
        whom = next((k for k in tree.having(i, "nmod", "obl") if k > i and tree.having(k, "case")), None)
        if whom is None or any(tree.nodes[k].role in COUNTING for k in tree.children(i)):
            continue
        case = tree.having(whom, "case")[0]
        if tree.nodes[case].key != "of":
            continue
        tree.nodes[verb].key, tree.nodes[verb].pos = deed, "VERB"
        tree.hang(whom, verb, "dobj")
        tree.hang(case, whom, "det")
        node.dep = "npadvmod"
        for k in tree.having(i, "case"):
            tree.nodes[k].dep = "dep"


CLAUSES = (quoted_roots, frames, passives, bare_subjects, clefts, coordinated, inverted_pronouns, objects, deeds)
