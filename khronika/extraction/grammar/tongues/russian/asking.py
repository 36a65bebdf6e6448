"""What Russian asks for, as English has it: "требуем освободить", "должны освободить", "необходимо расследовать"."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.russian.trees import NOMINAL, Tree, words
from khronika.extraction.lists import table

if TYPE_CHECKING:
    from khronika.extraction.grammar.tongues.words import Word

BELOW = ("xcomp", "csubj", "ccomp", "advcl", "nsubj", "acl")
PRESENT = MappingProxyType({"VerbForm": "Fin", "Tense": "Pres", "Mood": "Ind"})
BARE = MappingProxyType({"VerbForm": "Inf"})


def mend(tree: Tree) -> None:
    """Put duties, impersonal needs and what is asked for as English has them."""
    for rule in (_duties, _needs, _called, _that, _infinitives):
        rule(tree)


def _infinitive(tree: Tree, word: Word) -> Word | None:
    """The infinitive that hangs on a word, or on whose subject the parser hung it."""
    found = [w for w in tree.children(word.i, *BELOW) if w.feats.get("VerbForm") == "Inf" and w.i > word.i]
    return found[0] if found else None


def _duties(tree: Tree) -> None:
    """In "власти должны освободить" the word of duty is an auxiliary."""
    for word in tree:
        key = table("tongues/ru", "duties").get(word.text.lower())
        verb = _infinitive(tree, word) if key else None
        if verb is not None:
            tree.swap(word.i, verb.i, "aux")
            tree.key(word.i, str(key), "AUX")


def _needs(tree: Tree) -> None:
    """In "властям следует расследовать" the dative is who should; alone, "необходимо" asks as a verb does."""
    for word in tree:
        known = table("tongues/ru", "needs").get(word.text.lower())
        verb = _infinitive(tree, word) if known else None
        if known is None or verb is None or verb.lemma in words("noting") or _past(tree, word):
            continue
        modal, asking = known
        whom = [w for w in tree.children(word.i) if w.feats.get("Case") == "Dat" and w.i < verb.i and tree.bare(w)]
        if whom:
            tree.swap(word.i, verb.i, "aux")
            tree.move(whom[0].i, verb.i, "nsubj")
            tree.key(word.i, modal, "AUX")
        else:
            tree.key(word.i, asking, "VERB")
            tree.words[word.i] = replace(tree.words[word.i], feats=PRESENT)
            tree.move(verb.i, word.i, "xcomp")
            tree.add(verb.i, verb.i, "to", "PART", "aux")


def _past(tree: Tree, word: Word) -> bool:
    """Whether a need is told of the past, or denied."""
    return any(w.text.lower() in {"было", "не"} for w in tree.children(word.i))


def _called(tree: Tree) -> None:
    """In "призывает власти освободить" the object is who is called on."""
    for word in tree:
        if word.lemma not in words("calling") or word.upos != "VERB":
            continue
        for whom in tree.children(word.i, "obj", "iobj"):
            if whom.upos in NOMINAL and tree.bare(whom):
                tree.move(whom.i, word.i, "obl")
                tree.add(tree.first(whom.i), whom.i, "on", "ADP", "case")


def _that(tree: Tree) -> None:
    """In "требуем, чтобы власти освободили" English has the bare form."""
    for word in tree:
        marked = any(w.text.lower() == "чтобы" for w in tree.children(word.i, "mark"))
        if marked and tree.head(word).lemma in words("asking"):
            tree.move(word.i, word.head, "ccomp")
            tree.words[word.i] = replace(tree.words[word.i], feats=BARE) if not tree.passive(word) else word


def _infinitives(tree: Tree) -> None:
    """An infinitive that is asked for has "to"."""
    for word in tree:
        above = tree.head(word)
        listed = word.deprel == "conj" and above.feats.get("VerbForm") == "Inf"
        above = tree.head(above) if listed else above
        asked = above.lemma in words("asking") and above.upos == "VERB" and above.i < word.i
        if word.feats.get("VerbForm") == "Inf" and word.i != word.head and asked:
            if not listed and word.deprel != "conj":
                tree.move(word.i, above.i, "xcomp")
            tree.add(word.i, word.i, "to", "PART", "aux")
