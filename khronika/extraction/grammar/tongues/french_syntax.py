"""What French says in its own way, turned into what the grammar knows before the trees are converted."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.words import features
from khronika.extraction.lists import words

if TYPE_CHECKING:
    from khronika.extraction.grammar.tongues.nodes import Tree

STANCES = ("asserted", "alleged", "reported", "acknowledged", "denied")

VERBAL = frozenset({"VERB", "AUX"})
BESIDE = frozenset({",", "»", "”", '"', "-", "–"})  # what stands before an inverted verb: "…, a déclaré le procureur"
REFLEXIVE = frozenset({"se", "s'"})
WITH_ETRE = frozenset(
    {"die", "come", "go", "remain", "leave", "fall", "become", "return", "enter", "withdraw"}
)  # by key
NEGATING = frozenset({"plus", "jamais"})


def inverted(tree: Tree) -> None:
    """In "…, a déclaré le procureur" what the parser takes for the object is the subject."""
    for i, node in enumerate(tree.nodes):
        bare = node.word.feats.get("VerbForm") != "Fin" and not tree.having(i, "aux")
        if node.pos != "VERB" or bare or tree.having(i, "nsubj", "nsubjpass", "auxpass"):
            continue
        first = min([i, *(k for k in tree.having(i, "aux") if k < i)])
        before = tree.nodes[first - 1].word.text if first else ""
        objects = [k for k in tree.having(i, "dobj", "npadvmod") if k > i and not tree.having(k, "case")]
        if before in BESIDE and objects:
            tree.nodes[objects[0]].dep = "nsubj"


def said_infinitives(tree: Tree) -> None:
    """Let an infinitive be what is said ("déclare avoir vu cinq corps"), as a clause with "that" would be."""
    for i, node in enumerate(tree.nodes):
        group = [tree.nodes[k] for k in tree.having(i, "aux", "auxpass")]
        past = any(n.word.feats.get("VerbForm") == "Inf" for n in group)
        if node.dep == "xcomp" and past and tree.nodes[node.head].key in saying():
            node.dep = "ccomp"


@cache
def saying() -> frozenset[str]:
    """The keys of the verbs of saying."""
    return frozenset().union(*(words("speakers", stance) for stance in STANCES))


def spoken(tree: Tree) -> None:
    """In "…, raconte une habitante" the parser may take the verb for an adjective."""
    for i, node in enumerate(tree.nodes):
        before = tree.nodes[i - 1].word.text if i else ""
        following = tree.nodes[i + 1].pos if i + 1 < len(tree.nodes) else ""
        if before not in BESIDE or node.pos not in {"ADJ", "NOUN"} or following not in {"DET", "PROPN"}:
            continue
        _reclass(tree, i, _infinitive_of(node.word.lower), "VerbForm=Fin|Mood=Ind|Tense=Pres")


def _infinitive_of(form: str) -> str:
    """The infinitive of a verb of the first group, from its third person ("raconte") or participle ("condamnée")."""
    stem = form.removesuffix("s")
    for ending in ("ée", "é", "ent", "e"):
        if stem.endswith(ending):
            return stem.removesuffix(ending) + "er"
    return form


def _reclass(tree: Tree, i: int, infinitive: str, feats: str) -> bool:
    """Make a verb of a word if the gloss list knows it as one (as one of saying, if it is finite)."""
    node = tree.nodes[i]
    verb = replace(node.word, upos="VERB", lemma=infinitive, feats=features(feats))
    gloss = tree.tongue.lists["verbs"].get(infinitive)
    if gloss is None or ("Fin" in feats and gloss not in saying()):
        return False
    node.word, node.pos, node.key = verb, "VERB", gloss
    return True


def openings(tree: Tree) -> None:
    """In "Condamné à douze ans de prison, …" the parser may take the participle for a noun."""
    node = tree.nodes[0]
    participle = node.word.lower.endswith(("é", "és", "ée", "ées")) and not tree.having(0, "det", "case")
    governs = len(tree.nodes) > 1 and tree.nodes[1].pos == "ADP" and node.head != 0
    if node.pos in {"NOUN", "ADJ"} and participle and governs:
        cases = [tree.nodes[1].word]
        if _reclass(tree, 0, _infinitive_of(node.word.lower), "VerbForm=Part|Tense=Past"):
            node.dep, node.key = "advcl", tree.tongue.governed(node.word, cases) or node.key


def names(tree: Tree) -> None:
    """Let the last word of a name be its head, as the modules of names expect."""
    for i in range(len(tree.nodes)):
        parts = [k for k in tree.having(i, "compound") if k > i]
        while parts and (further := [k for k in tree.having(parts[-1], "compound") if k > parts[-1]]):
            parts += further
        if not parts or tree.nodes[parts[-1]].pos != "PROPN" or parts != list(range(i + 1, i + 1 + len(parts))):
            continue
        last = parts[-1]
        tree.replace(i, last)
        for k in tree.children(i):
            tree.nodes[k].head = last
        for k in (i, *parts[:-1]):
            tree.hang(k, last, "compound")


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
        verb = next((k for k in (noun, tree.nodes[noun].head) if _finite(tree, k) and k > i), None)
        counted = any(n.role in {"number", "collective"} for n in tree.nodes[i + 1 : i + 4])
        if verb is not None and counted:
            node.key = "whom"
            tree.hang(i, tree.nodes[noun].head if noun == verb else noun, "poss")
        elif verb is None:
            _including(tree, i, noun)
        else:
            tree.nodes[i].dep = "poss" if tree.nodes[noun].pos in {"NOUN", "PROPN"} else "npadvmod"


def _finite(tree: Tree, i: int) -> bool:
    node = tree.nodes[i]
    verbal = node.pos in VERBAL or any(tree.nodes[k].universal == "cop" for k in tree.children(i))
    bare = node.word.feats.get("VerbForm") == "Part" and not tree.having(i, "aux", "auxpass")
    return verbal and not bare


def _including(tree: Tree, i: int, noun: int) -> None:
    """Make "dont" a preposition: it hangs where its noun hung, on the noun before it if that is a verb."""
    first = next((k for k in range(i + 1, len(tree.nodes)) if tree.nodes[k].dep not in {"det", "quantmod"}), noun)
    head = noun if noun > i else first
    while tree.nodes[head].role in {"number", "collective"} and tree.nodes[head].dep == "nummod":
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


def ranges(tree: Tree) -> None:
    """In "entre cinq et sept personnes" the first number belongs to the second, whatever the parser hangs on it."""
    for i, node in enumerate(tree.nodes[:-2]):
        between, second = tree.nodes[i + 1 : i + 3]
        if node.role != "number" or second.role != "number" or not _bridge(tree, i):
            continue
        after = next((k for k in tree.children(i) if k > i + 2 and tree.nodes[k].dep == "conj"), None)
        if node.head != i + 2 and after is not None:
            tree.replace(i, after)
            if _finite(tree, after) and tree.nodes[after].dep != "ROOT":
                tree.nodes[after].dep = "ccomp"
        for k in tree.children(i):
            if k not in {i - 1, i + 1, i + 2}:
                tree.nodes[k].head = i + 2 if after is None else after
        if tree.nodes[i + 2].head == i:
            tree.replace(i, i + 2)
        _apart(tree, i, between.word.i)


def _bridge(tree: Tree, i: int) -> bool:
    """Whether two numbers are the ends of a range: "entre 5 et 7", "20 à 30"."""
    before = tree.nodes[i - 1].word.lower if i else ""
    link = tree.nodes[i + 1].word.lower
    return (link == "et" and before == "entre") or link in {"à", "-", "–", "ou"}


def _apart(tree: Tree, i: int, link: int) -> None:
    """Hang the first number and the words of the range on the second."""
    for k in (i - 1, i, link):
        if k >= 0 and (k != i - 1 or tree.nodes[k].word.lower in {"entre", "de"}):
            tree.hang(k, i + 2, "quantmod")
    noun = i + 3 if i + 3 < len(tree.nodes) and tree.nodes[i + 3].pos in {"NOUN", "ADJ"} else None
    if noun is not None and tree.nodes[i + 2].head != noun:
        if tree.nodes[noun].head == i + 2:
            tree.replace(i + 2, noun)
        tree.hang(i + 2, noun, "nummod")


def apposed(tree: Tree) -> None:
    """A bare noun behind a name and a comma ("Arno Belk, avocat, …") is no second person."""
    for i, node in enumerate(tree.nodes):
        head = tree.nodes[node.head]
        named = head.pos == "PROPN" or any(tree.nodes[k].pos == "PROPN" for k in tree.having(node.head, "compound"))
        alone = not tree.having(i, "cc") and tree.nodes[i - 1].word.text == ","
        if node.dep == "conj" and node.pos == "NOUN" and named and alone:
            node.dep = "appos"


def mistaken_verbs(tree: Tree) -> None:
    """In "Les autorités affirment que …" a finite verb that the parser takes for an adjective governs what follows."""
    for i, node in enumerate(tree.nodes):
        if node.dep != "amod" or node.pos != "VERB" or node.word.feats.get("VerbForm") != "Fin":
            continue
        subject = node.head
        verb = tree.nodes[subject].head
        marked = any(i < k < verb and tree.nodes[k].word.lower in {"que", "qu'"} for k in tree.having(verb, "mark"))
        if subject < i < verb and marked:
            tree.replace(verb, i)
            tree.hang(verb, i, "ccomp")
            tree.hang(subject, i, "nsubj")


RULES = (
    spoken,
    openings,
    names,
    mistaken_verbs,
    sources,
    gerunds,
    infinitives,
    said_infinitives,
    inverted,
    ranges,
    partitive_relatives,
    negations,
    apposed,
    actives,
)
