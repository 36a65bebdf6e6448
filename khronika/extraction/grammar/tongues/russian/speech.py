"""Who says so in Russian: "по словам адвоката", "со ссылкой на врачей", "как сообщил", "сообщил о гибели"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.russian.trees import NOMINAL, Tree, words
from khronika.extraction.lists import table

if TYPE_CHECKING:
    from khronika.extraction.grammar.tongues.words import Word

POINTING = {"его": "he", "ее": "she", "её": "she", "их": "they"}
ABOUT = frozenset({"о", "об", "обо"})


def mend(tree: Tree) -> None:
    """Put the wordings of attribution as English has them."""
    for rule in (_according, _accounts, _as_said, _citing, _that, _impersonal, _about):
        rule(tree)


def _according(tree: Tree) -> None:
    """As in "согласно приговору"."""
    for word in tree:
        if word.text.lower() == "согласно" and word.deprel == "case":
            tree.key(word.i, "according")
            tree.add(word.i + 1, word.head, "to", "ADP", "case")


def _accounts(tree: Tree) -> None:
    """As in "по словам адвоката", "по данным прокуратуры", "по неподтверждённым данным", "по его словам"."""
    for word in tree:
        account = tree.head(word)
        if word.text.lower() != "по" or account.i < word.i or account.lemma not in words("accounts"):
            continue
        above = account.head if account.head != account.i else tree.root.i
        owner = _owner(tree, account)
        tree.key(word.i, "according")
        if owner is None:
            tree.move(account.i, above, "obl")
            tree.add(word.i + 1, account.i, "to", "ADP", "case")
        else:
            tree.swap(account.i, owner.i, "case")
            tree.move(owner.i, above, "obl")
            tree.key(account.i, "to", "ADP")
            if owner.text.lower() in POINTING:
                tree.key(owner.i, POINTING[owner.text.lower()], "PRON")


def _owner(tree: Tree, account: Word) -> Word | None:
    """Whose account it is, where nothing else is said of it."""
    behind = [w for w in tree.children(account.i, "nmod", "obl", "appos") if w.i > account.i and tree.bare(w)]
    before = [w for w in tree.children(account.i, "det", "nmod") if w.i < account.i and w.upos in {"DET", "PRON"}]
    return None if tree.children(account.i, "amod") else next(iter([*behind, *before]), None)


def _as_said(tree: Tree) -> None:
    """As in "Как сообщил адвокат, …"."""
    for word in tree:
        marked = any(w.text.lower() == "как" for w in tree.children(word.i))
        if marked and word.upos == "VERB" and word.deprel == "parataxis":
            tree.move(word.i, word.head, "advcl")


def _citing(tree: Tree) -> None:
    """As in "со ссылкой на врачей": a verb that has the one cited as its object."""
    for word in tree:
        if word.key != "citing" or word.i + 1 >= len(tree.words):
            continue
        cited = tree.words[word.i + 1]
        while cited.head > word.i and cited.head != cited.i and tree.head(cited).upos in NOMINAL:
            cited = tree.head(cited)
        if cited.upos in NOMINAL and cited.head != cited.i:
            above = tree.head(cited)
            while above.upos != "VERB" and above.head != above.i:
                above = tree.head(above)
            tree.move(word.i, above.i, "advcl")
            tree.move(cited.i, word.i, "obj")
            tree.words[word.i] = replace(tree.words[word.i], upos="VERB", feats={"VerbForm": "Conv"})


def _that(tree: Tree) -> None:
    """In "сообщил о том, что задержаны двое" the clause is what is told."""
    for word in tree:
        clauses = tree.children(word.i, "acl", "ccomp", "advcl", "acl:relcl") if word.lemma in {"то", "тот"} else []
        if clauses and tree.head(word).upos == "VERB" and clauses[0].i > word.i:
            tree.move(clauses[0].i, word.head, "ccomp")


def _impersonal(tree: Tree) -> None:
    """In "Сообщается, что ранены двое" nobody says so: English has "it"."""
    for word in tree:
        reflexive = word.upos == "VERB" and word.text.lower().endswith(("тся", "лось"))
        if reflexive and tree.children(word.i, "ccomp") and not tree.children(word.i, "nsubj", "nsubj:pass"):
            tree.add(word.i, word.i, "it", "PRON", "nsubj:pass")


def _about(tree: Tree) -> None:
    """In "сообщил о гибели рабочих" what is told of is an object."""
    for word in tree:
        above = tree.head(word)
        links = [w for w in tree.children(word.i, "case") if w.text.lower() in ABOUT]
        key = table("tongues/ru", "telling").get(above.lemma)
        if not links or not key or word.deprel not in {"obl", "nmod"} or above.upos != "VERB":
            continue
        if not tree.children(above.i, "obj", "ccomp"):
            tree.move(word.i, above.i, "nsubj:pass" if tree.passive(above) else "obj")
            tree.move(links[0].i, word.i, "det")
            tree.key(above.i, key)
