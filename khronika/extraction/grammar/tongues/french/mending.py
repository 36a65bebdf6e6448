"""What is mended of the trees of the small French model: inverted subjects, ranges, names, verbs taken for nouns."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.words import features
from khronika.extraction.lists import kept, words

if TYPE_CHECKING:
    from khronika.extraction.grammar.tongues.nodes import Tree

STANCES = ("asserted", "alleged", "reported", "acknowledged", "denied")
VERBAL = frozenset({"VERB", "AUX"})
BESIDE = frozenset({",", "»", "”", '"', "-", "–"})  # what stands before an inverted verb: "…, a déclaré le procureur"


def inverted(tree: Tree) -> None:
    """In "…, a déclaré le procureur" what the parser takes for the object is the subject."""
    for i, node in enumerate(tree.nodes):
        bare = node.word.feats.get("VerbForm") != "Fin" and not tree.having(i, "aux")
        if node.pos != "VERB" or bare or tree.having(i, "auxpass"):
            continue
        first = min([i, *(k for k in tree.having(i, "aux") if k < i)])
        said = [k for k in tree.having(i, "nsubj", "nsubjpass") if _quoted(tree, k, first)]
        if tree.having(i, "nsubj", "nsubjpass") != said:
            continue
        before = tree.nodes[first - 1].word.text if first else ""
        if before in BESIDE and (subject := _behind(tree, i)) is not None:
            for k in said:
                tree.nodes[k].dep = "ccomp"
            tree.hang(subject, i, "nsubj")


def _quoted(tree: Tree, i: int, verb: int) -> bool:
    """Whether a quotation ends between a word and the verb behind it, so that the word is said and does not say."""
    return any(node.word.text in {"»", "”"} for node in tree.nodes[i:verb])


def _behind(tree: Tree, verb: int) -> int | None:
    """The first noun phrase behind a verb that no preposition governs, wherever the parser hangs it."""
    for k in range(verb + 1, min(len(tree.nodes), verb + 8)):
        node = tree.nodes[k]
        bare = node.dep in {"dobj", "npadvmod", "nmod", "appos"} and not tree.having(k, "case")
        if bare and (node.pos == "PROPN" or tree.having(k, "det")):
            return k
    return None


@kept
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
        for k in (k for part in (i, *parts[:-1]) for k in tree.children(part)):
            tree.nodes[k].head = last
        for k in (i, *parts[:-1]):
            tree.hang(k, last, "compound")


def ranges(tree: Tree) -> None:
    """In "entre cinq et sept personnes" the first number belongs to the second, whatever the parser hangs on it."""
    for i, node in enumerate(tree.nodes[:-2]):
        between, second = tree.nodes[i + 1 : i + 3]
        if node.role != "number" or second.role != "number" or not _bridge(tree, i):
            continue
        after = next((k for k in tree.children(i) if k > i + 2 and tree.nodes[k].dep == "conj"), None)
        if node.head != i + 2 and after is not None:
            tree.replace(i, after)
            if finite(tree, after) and tree.nodes[after].dep != "ROOT":
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


def finite(tree: Tree, i: int) -> bool:
    """Say whether a word is a verb in a form of its own, or is said by a copula."""
    node = tree.nodes[i]
    verbal = node.pos in VERBAL or any(tree.nodes[k].universal == "cop" for k in tree.children(i))
    bare = node.word.feats.get("VerbForm") == "Part" and not tree.having(i, "aux", "auxpass")
    return verbal and not bare


def after_sources(tree: Tree) -> None:
    """In "Selon le parquet, quinze personnes ont été tuées" who was killed does not belong to the source."""
    for i, node in enumerate(tree.nodes):
        verb = node.head
        if not any(tree.nodes[k].key == "according" for k in tree.having(i, "case")) or tree.nodes[verb].pos != "VERB":
            continue
        if node.dep in {"nsubj", "nsubjpass"}:
            node.dep = "npadvmod"
        own = (k for k in tree.having(i, "nmod", "conj", "appos") if not tree.having(k, "case", "cc"))
        subject = next((k for k in own if any(n.word.text == "," for n in tree.nodes[i:k])), None)
        if subject is not None and subject < verb and not tree.having(verb, "nsubj", "nsubjpass"):
            tree.hang(subject, verb, "nsubjpass" if tree.having(verb, "auxpass") else "nsubj")


def participles(tree: Tree) -> None:
    """In "tuant 17 habitants et en blessant 34 autres" the second goes with the first and has an object."""
    for i, node in enumerate(tree.nodes):
        if node.dep == "case" and node.pos == "DET":
            node.dep = "det"
        if node.dep != "conj" or not _gerund(tree, i) or tree.nodes[node.head].pos == "VERB":
            continue
        first = next((k for k in range(i - 1, -1, -1) if _gerund(tree, k)), None)
        if first is None:
            continue
        tree.nodes[i].head = first
        for k in range(i + 1, min(i + 5, len(tree.nodes))):
            if tree.nodes[k].pos in {"NOUN", "PRON", "ADJ"} and tree.nodes[k].head < i:
                tree.hang(k, i, "dobj")
                break


def _gerund(tree: Tree, i: int) -> bool:
    feats = tree.nodes[i].word.feats
    return tree.nodes[i].pos == "VERB" and feats.get("VerbForm") == "Part" and feats.get("Tense") == "Pres"


MENDS = (participles, after_sources, spoken, openings, names, mistaken_verbs, inverted, ranges, apposed)
