"""Russian cases, voices and empty copulas as English words: what stands in no preposition gets one."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.russian.trees import NOMINAL, Tree, words
from khronika.extraction.lists import table

if TYPE_CHECKING:
    from khronika.extraction.grammar.tongues.words import Word

LINKED = frozenset({"nmod", "obl", "iobj", "obl:agent"})
POSSESSIVE = {"его": "his", "ее": "her", "её": "her", "их": "their"}
WHOSE = frozenset({"det", "nmod", "amod"})
DASHES = frozenset({"—", "–", "-"})


def mend(tree: Tree) -> None:
    """Put cases, voices and copulas as English has them."""
    for rule in (_complements, _violent, _voices, _pronouns, _senses, _prepositions, _cases, _copulas):
        rule(tree)


def _complements(tree: Tree) -> None:
    """In "признаны виновными" the adjective is a complement; "бы" is an auxiliary."""
    for word in tree:
        small = word.upos == "ADJ" and word.deprel == "obl" and tree.bare(word)
        if small or (word.deprel == "xcomp" and word.upos in {"ADJ", "NOUN"}):
            tree.move(word.i, word.head, "oprd")
            below = [w for w in tree.children(word.i, "nmod", "obl", "obj") if w.i > word.i and tree.bare(w)]
            if below and not tree.children(word.head, "obj", "nsubj:pass"):  # "признал виновными 45 докеров"
                tree.move(below[0].i, word.head, "obj")
        if word.text.lower() == "бы":
            tree.move(word.i, word.head, "aux")


def _voices(tree: Tree) -> None:
    """Subjects of passive participles and of verbs such as "пострадать" undergo; active participles act."""
    for word in tree:
        if word.upos != "VERB":
            continue
        participle, undergoes = word.feats.get("VerbForm") == "Part", word.lemma in words("undergoing")
        if word.lemma in words("intransitive") and word.key != "kill":
            for whom in tree.children(word.i, "obj"):
                tree.move(whom.i, word.i, "nsubj")
        elif undergoes or (participle and word.feats.get("Voice") == "Pass"):
            for subject in tree.children(word.i, "nsubj"):
                tree.move(subject.i, word.i, "nsubj:pass")
        elif _impersonal(tree, word):
            for whom in tree.children(word.i, "obj"):
                tree.move(whom.i, word.i, "nsubj:pass")
        elif participle:
            feats = MappingProxyType({**word.feats, "Tense": "Pres"})  # "погибшие рабочие": "workers dying"
            tree.words[word.i] = replace(word, feats=feats)


def _impersonal(tree: Tree, verb: Word) -> bool:
    """Whether a verb is in the plural without a subject, as in "задержали 15 человек": English has the passive."""
    plural = verb.feats.get("VerbForm") == "Fin" and verb.feats.get("Number") == "Plur"
    shares = verb.deprel in {"conj", "xcomp", "advcl"} and not tree.children(tree.head(verb).i, "nsubj:pass")
    person = verb.feats.get("Person", "3") == "3" and verb.feats.get("Mood", "Ind") == "Ind"
    return plural and person and not shares and not tree.children(verb.i, "nsubj", "csubj")


def _violent(tree: Tree) -> None:
    """Who perished where a sentence tells of shooting or a clash was killed."""
    if any(word.lemma in words("violent") for word in tree):
        for word in tree:
            if word.lemma in words("perishing") and word.upos == "VERB":
                tree.key(word.i, "kill")
                for whom in tree.children(word.i, "nsubj", "obj"):
                    tree.move(whom.i, word.i, "nsubj:pass")


def _pronouns(tree: Tree) -> None:
    """The forms of pronouns that mean two things: "его" is his or him, "который" who or whom."""
    for word in tree:
        low = word.text.lower()
        if word.lemma == "который" and not word.key:
            tree.key(word.i, "who" if tree.bare(word) else "whom", "PRON")
        elif low in POSSESSIVE and word.deprel in WHOSE and tree.bare(word):
            tree.key(word.i, POSSESSIVE[low], "PRON")
            owned = replace(tree.words[word.i], feats=MappingProxyType({"Poss": "Yes"}), deprel="poss")
            tree.words[word.i] = owned


def _senses(tree: Tree) -> None:
    """Words that mean something else beside another word: "признать виновным"."""
    for word in tree:
        senses = table("tongues/ru", "senses").get(word.lemma, {}) if word.upos in {"VERB", "NOUN"} else {}
        found = next((key for said, key in senses.items() if _beside(tree, word, said)), None)
        if found is not None:
            tree.key(word.i, found)


def _beside(tree: Tree, word: Word, said: str) -> bool:
    """Whether a lemma stands among what hangs on a word, directly or at one remove; "год:к" wants a preposition."""
    lemma, _, link = said.partition(":")
    near = [w for child in tree.children(word.i) for w in (child, *tree.children(child.i)) if w.lemma == lemma]
    return any(not link or link in {w.text.lower() for w in tree.children(one.i, "case")} for one in near)


def _governed(governor: Word, link: str) -> str | None:
    """The English preposition that a word asks for, by a Russian preposition or a bare case."""
    found = table("tongues/ru", "government").get(governor.lemma, {}).get(link)
    return str(found) if found else None


def _prepositions(tree: Tree) -> None:
    for word in tree:
        plain = word.upos == "ADP" and word.deprel == "case" and not word.key
        if plain and (key := _governed(tree.head(tree.head(word)), word.text.lower())):
            tree.key(word.i, key)


def _cases(tree: Tree) -> None:
    for i in range(len(tree.words)):
        word = tree.words[i]
        objects = tree.children(word.head, "obj", "nsubj:pass") if tree.head(word).lemma in words("lessening") else []
        if objects and word.feats.get("Case") == "Dat" and word.deprel in LINKED and tree.bare(word):
            tree.move(word.i, objects[0].i, "nmod")  # "смягчил наказание шестерым": their sentence
            word = tree.words[i]
        linked = word.deprel in LINKED and word.upos in NOMINAL and tree.bare(word) and word.head != word.i
        if linked and (key := _empty(tree, word)):
            tree.add(tree.first(word.i), word.i, key, "ADP", "case")
            tree.move(word.i, tree.words[word.i].head, "nmod" if tree.words[word.i].deprel == "nmod" else "obl")


def _empty(tree: Tree, word: Word) -> str | None:
    """The preposition that English has for a bare case."""
    governor, case = tree.head(word), word.feats.get("Case", "")
    if key := _governed(governor, case):
        return key
    if case == "Gen" and {word.lemma, governor.lemma} <= words("provisions"):
        return None
    if case == "Gen":
        return "of" if word.deprel == "nmod" and word.i > governor.i else None
    if case == "Dat":
        return "to"
    if case != "Ins" or word.lemma in words("times") or word.upos == "ADJ":
        return None
    acts = word.feats.get("Animacy") == "Anim" or word.lemma in words("agents") or word.entity in {"PER", "ORG"}
    return "by" if acts and (governor.upos != "VERB" or tree.passive(governor)) else "with"


def _copulas(tree: Tree) -> None:
    """Add the copula that Russian leaves out: "пятеро — полицейские", "двое мертвы"."""
    for word in tree:
        short = word.upos == "ADJ" and word.feats.get("Variant") == "Short"
        subjects = tree.children(word.i, "nsubj") if short or word.upos == "NOUN" else []
        if subjects and not tree.children(word.i, "cop"):
            dash = max((w.i for w in tree.words[: word.i] if w.text in DASHES), default=word.i - 1)
            tree.add(tree.first(word.i) if short and subjects[0].i > word.i else dash + 1, word.i, "be", "AUX", "cop")
