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
        verb = node.head
        if node.word.lower != "qui" or node.dep not in {"nsubj", "nsubjpass"} or tree.nodes[verb].dep == "ROOT":
            continue
        this = next((k for k in range(i - 1) if _this_is(tree, k)), None)
        noun = next((k for k in range(i - 1, 0, -1) if tree.nodes[k].pos == "NOUN"), None)
        if this is None or noun is None or noun < this or tree.having(noun, "case"):
            continue
        top = this + 1 if tree.nodes[noun].head == this + 1 else noun
        tree.replace(top, verb)
        for k in (this, this + 1, i):
            tree.hang(k, verb, "expl")
            tree.nodes[k].universal = "expl"
        tree.hang(noun, verb, _subject(tree, verb))


def _this_is(tree: Tree, i: int) -> bool:
    return tree.nodes[i].word.lower in {"ce", "c'"} and tree.nodes[i + 1].key == "be"


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


def objects(tree: Tree) -> None:
    """In "On a arrêté dix-huit militants" and "écopé de peines" a bare noun behind the verb is its object."""
    for i, node in enumerate(tree.nodes[1:], 1):
        verb, before = node.head, tree.nodes[i - 1]
        counted = node.dep == "xcomp" and before.role in COUNTING
        some = node.dep in {"npadvmod", "obl"} and before.pos == "DET" and before.word.lower in {"de", "d'", "des"}
        some = some or (before.role == "number" and tree.nodes[i - 2].role == "phrase" and node.dep == "npadvmod")
        if node.pos != "NOUN" or not (counted or some) or verb > i or tree.having(i, "case", "cop"):
            continue
        if tree.nodes[verb].pos == "VERB" and not tree.having(verb, "dobj", "auxpass"):
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


def mains(tree: Tree) -> None:
    """In "Dix personnes, parmi lesquelles deux enfants, ont été tuées" the verb is that of the sentence."""
    for i, node in enumerate(tree.nodes):
        noun = node.head
        if node.dep not in {"acl", "relcl"} or tree.nodes[noun].dep != "ROOT" or tree.having(noun, "case", "cop"):
            continue
        group = tree.having(i, "aux", "auxpass")
        if not group or any(tree.nodes[k].word.lower in RELATIVES for k in (*tree.children(i), group[0] - 1)):
            continue
        if noun < i and not tree.having(i, "nsubj", "nsubjpass"):
            tree.replace(noun, i)
            tree.hang(noun, i, _subject(tree, i))


def among(tree: Tree) -> None:
    """In "…, parmi lesquelles neuf femmes, …" they are included in those before; with a verb it is "of whom"."""
    for i, node in enumerate(tree.nodes[:-1]):
        if node.role != "phrase" or node.key != "whom" or tree.nodes[i + 1].role not in COUNTING:
            continue
        comma = next((k for k in range(i, len(tree.nodes)) if tree.nodes[k].word.text == ","), len(tree.nodes))
        noun = next((k for k in range(i + 1, comma) if tree.nodes[k].pos == "NOUN"), i + 1)
        whole = next((k for k in range(i - 1, -1, -1) if tree.nodes[k].pos in {"NOUN", "PROPN"}), None)
        if whole is None or any(verb_of(tree, k) is not None for k in range(i + 1, comma)):
            continue
        for k in (i, *(k for k in range(i + 1, comma) if tree.nodes[k].pos == "NOUN" and tree.nodes[k].dep == "conj")):
            tree.hang(k, noun, "conj")
        node.key, node.pos = "including", "ADP"
        tree.hang(i, whole, "prep")
        tree.hang(noun, i, "pobj")


def opened(tree: Tree) -> None:
    """In "Condamné à cinq ans, Arno Belk …" the participle is a clause, with all that stands before the comma."""
    node = tree.nodes[0]
    verb = node.head
    past = (
        node.pos == "VERB" and node.word.feats.get("Tense", "Past") == "Past" and not tree.having(0, "aux", "auxpass")
    )
    comma = next((k for k, n in enumerate(tree.nodes) if n.word.text == ","), 0)
    if not past or node.dep == "ROOT" or not 0 < comma < verb:
        return
    node.dep = "advcl"
    for k in tree.children(verb):
        if 0 < k < comma:
            tree.nodes[k].head = 0
    cases = [tree.nodes[c].word for k in tree.children(0) for c in tree.having(k, "case", "mark")]
    node.key = tree.tongue.governed(node.word, cases) or node.key


def counted_nouns(tree: Tree) -> None:
    """In "dix-neuf corps" what follows the number is a noun, whatever else the parser takes it and the number for."""
    for i, node in enumerate(tree.nodes[:-1]):
        noun = tree.nodes[i + 1]
        if node.role != "number" or noun.dep in GROUP or noun.word.lower in RELATIVES:
            continue
        lists = tree.tongue.lists
        gloss = lists["nouns"].get(noun.word.lower) or lists["nouns"].get(noun.word.lower.removesuffix("s"))
        known = noun.word.lemma.lower() in lists["verbs"] or noun.word.lower in lists["forms"]
        before_noun = noun.pos == "ADJ" and i + 2 < len(tree.nodes) and tree.nodes[i + 2].pos == "NOUN"
        if noun.pos in {"VERB", "ADV", "ADP", "ADJ"} and not before_noun and isinstance(gloss, str) and not known:
            noun.pos, noun.key, noun.role = "NOUN", gloss, "word"
            noun.word = replace(noun.word, upos="NOUN", feats=features("Number=Plur"))
        if noun.pos == "NOUN" and node.dep in {"case", "mark", "nsubj", "advmod"} and noun.head != i:
            tree.hang(i, i + 1, "nummod")


def quoted_roots(tree: Tree) -> None:
    """A quotation mark governs nothing; the clause that the parser hangs on it stands in its place."""
    for i, node in enumerate(tree.nodes):
        below = tree.children(i) if node.pos == "PUNCT" else []
        clause = next((k for k in below if finite(tree, k)), None)
        if clause is None:
            continue
        tree.replace(i, clause)
        for k in (i, *below):
            if k != clause:
                tree.nodes[k].head = clause
        node.dep = "punct"


FIRST = (quoted_roots, counted_nouns)
CLAUSES = (
    frames,
    passives,
    opened,
    among,
    mains,
    bare_subjects,
    clefts,
    coordinated,
    inverted_pronouns,
    objects,
    deeds,
)
