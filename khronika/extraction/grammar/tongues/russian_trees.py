"""Russian trees as the conversion expects them: dates, ranges and wordings mended, bare cases with an empty preposition.

English says with a word what Russian says with a case: "гибель 14 рабочих" becomes "гибель [of] 14 рабочих", an agent in
the instrumental gets an empty "by". Empty words have no characters and stand where the next word begins.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.words import Word
from khronika.extraction.lists import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
LINKED = frozenset({"nmod", "obl", "iobj", "obl:agent", "appos"})
TIMES = ("утро", "день", "вечер", "ночь", "зима", "весна", "лето", "осень")


def listed(key: str) -> frozenset[str]:
    """The words of a list of the Russian glosses."""
    return frozenset(table("tongues/ru", key)["words"])


def mended(words: Sequence[Word]) -> list[Word]:
    """Give the words of a sentence as the conversion expects them."""
    tree = _Tree(list(words))
    for rule in (_unlooped, _names, _dates, _counted, _including, _sources, _cited, _about, _complements, _undergone, _keyed):
        rule(tree)
    _cases(tree)
    _copulas(tree)
    return tree.with_empty()


class _Tree:
    """The words of one sentence with the moves that rules are made of."""

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.empty: list[tuple[int, Word]] = []  # before which word, and an empty word whose head is meant

    def children(self, i: int, *deprels: str) -> list[Word]:
        return [w for w in self.words if w.head == i and w.i != i and (not deprels or w.deprel in deprels)]

    def move(self, i: int, head: int, deprel: str) -> None:
        self.words[i] = replace(self.words[i], head=head, deprel=deprel)

    def key(self, i: int, key: str, upos: str = "") -> None:
        self.words[i] = replace(self.words[i], key=key, upos=upos or self.words[i].upos)

    def swap(self, old: int, new: int, deprel: str) -> None:
        """Let `new` take the place and the other dependents of `old`, which hangs on it from now on."""
        above = self.words[old]
        self.move(new, new if above.head == old else above.head, above.deprel)
        for child in self.children(old):
            if child.i != new:
                self.move(child.i, new, child.deprel)
        self.move(old, new, deprel)

    def add(self, before: int, head: int, key: str, upos: str, deprel: str) -> None:
        """Add an empty word before a word of the sentence."""
        at = self.words[before].start
        self.empty.append((before, Word(-1, "", key, upos, deprel=deprel, head=head, start=at, end=at, key=key)))

    def first(self, i: int) -> int:
        """The first word of a phrase."""
        found, stack = i, [i]
        while stack:
            for child in self.children(stack.pop()):
                if child.upos != "PUNCT" and child.deprel not in {"acl:relcl", "parataxis", "conj"}:
                    found = min(found, child.i)
                    stack.append(child.i)
        return found

    def with_empty(self) -> list[Word]:
        """The words with the empty ones in their places, numbered anew."""
        order: list[Word] = []
        place: dict[int, int] = {}
        pending = sorted(self.empty, key=lambda pair: pair[0])
        for word in self.words:
            while pending and pending[0][0] == word.i:
                order.append(pending.pop(0)[1])
            place[word.i] = len(order)
            order.append(word)
        return [replace(w, i=i, head=place[w.head]) for i, w in enumerate(order)]


def _unlooped(tree: _Tree) -> None:
    """Hang on the root what the parser hung on itself."""
    root = next((w.i for w in tree.words if w.deprel == "root"), 0)
    tree.move(root, root, "root")
    for word in list(tree.words):
        seen, at = set[int](), word.i
        while tree.words[at].head != at and at not in seen:
            seen.add(at)
            at = tree.words[at].head
        if at != root:
            case = tree.words[at].feats.get("Case", "")
            deprel = {"Acc": "obj", "Nom": "parataxis"}.get(case, "obl") if tree.words[at].upos in NOMINAL else "parataxis"
            tree.move(at, root, deprel)


def _names(tree: _Tree) -> None:
    """Let the words of one name hang on its first."""
    first = -1
    for word in list(tree.words):
        if word.entity != "PER":
            first = -1
        elif word.begins or first < 0:
            first = word.i
        elif word.i != first:
            for at in (word.i, first):
                if first < tree.words[at].head <= word.i:
                    tree.swap(tree.words[at].head, first, "flat:name")
            tree.move(word.i, first, "flat:name")


def _dates(tree: _Tree) -> None:
    """In "16 декабря 2011 года" let the month govern the day and the year."""
    months = table("tongues/ru", "months")
    for word in list(tree.words[1:]):
        day = tree.words[word.i - 1]
        if word.lemma not in months or not day.text[:1].isdigit():
            continue
        if tree.words[word.i].head == day.i:
            tree.swap(day.i, word.i, "nummod")
        elif day.head != word.i:
            tree.move(day.i, word.i, "nummod")
    for word in list(tree.words):
        if word.lemma == "год" and tree.words[word.head].lemma in months:
            tree.move(word.i, word.head, "flat")


def _counted(tree: _Tree) -> None:
    """Let the noun govern its number: "пятеро (задержанных)", "двое полицейских"."""
    for word in list(tree.words):
        if not (word.key.isdigit() or word.key == "one"):
            continue
        behind = [w for w in tree.children(word.i, "nmod", "obl", "appos") if w.i > word.i and _bare(tree, w)]
        if behind and behind[0].feats.get("Case") == "Gen" and behind[0].upos in {"NOUN", "ADJ"}:
            tree.swap(word.i, behind[0].i, "nummod")


def _bare(tree: _Tree, word: Word) -> bool:
    return not tree.children(word.i, "case")


def _including(tree: _Tree) -> None:
    """In "15 человек, в том числе трое полицейских" the part hangs on its whole."""
    for word in list(tree.words):
        if word.key != "including" or word.i + 1 >= len(tree.words):
            continue
        head = word.i + 1
        while tree.words[head].head > word.i and tree.words[head].upos in NOMINAL | {"PUNCT", "ADV"}:
            if tree.words[head].head == head:
                break
            head = tree.words[head].head
        whole = next((w for w in reversed(tree.words[: word.i]) if w.upos in {"NOUN", "PROPN", "NUM"}), None)
        if whole is None or tree.words[head].upos not in NOMINAL:
            continue
        while whole.upos != "NUM" and whole.head < word.i and tree.words[whole.head].upos == "NOUN" and whole.head != whole.i:
            whole = tree.words[whole.head]
        if tree.words[head].deprel == "root":
            continue
        tree.move(head, whole.i, "nmod")
        tree.words[word.i] = replace(tree.words[word.i], upos="ADP", head=head, deprel="case")


def _sources(tree: _Tree) -> None:
    """As in "по словам адвоката", "по данным прокуратуры", "согласно приговору": "according to"."""
    for word in list(tree.words):
        if word.text.lower() == "согласно" and word.deprel == "case":
            tree.key(word.i, "according")
            tree.add(word.i + 1, word.head, "to", "ADP", "case")
        if word.text.lower() != "по" or word.head <= word.i or tree.words[word.head].lemma not in listed("accounts"):
            continue
        account = tree.words[word.head]
        root = next(w.i for w in tree.words if w.deprel == "root")
        above = account.head if account.head != account.i else root
        owners = [w for w in tree.children(account.i, "nmod", "obl", "appos") if w.i > account.i and _bare(tree, w)]
        owned = [w for w in tree.children(account.i, "det", "nmod") if w.i < account.i and w.upos in {"DET", "PRON"}]
        tree.key(word.i, "according")
        if owners and not tree.children(account.i, "amod"):
            tree.swap(account.i, owners[0].i, "case")
            tree.move(owners[0].i, above, "obl")
            tree.key(account.i, "to", "ADP")
        elif owned and account.lemma in listed("words_of"):
            tree.swap(account.i, owned[0].i, "case")
            tree.move(owned[0].i, above, "obl")
            tree.key(account.i, "to", "ADP")
        else:
            tree.move(account.i, above, "obl")
            tree.add(word.i + 1, account.i, "to", "ADP", "case")


def _cited(tree: _Tree) -> None:
    """As in "как сообщил адвокат", "со ссылкой на врачей"."""
    for word in list(tree.words):
        if word.deprel == "parataxis" and word.upos == "VERB" and any(w.text.lower() == "как" for w in tree.children(word.i)):
            tree.move(word.i, word.head, "advcl")
        if word.key == "citing":
            head = tree.words[word.i + 1 : word.i + 2]
            while head and head[0].head > word.i and head[0].head != head[0].i:
                head = [tree.words[head[0].head]]
            if head and head[0].upos in NOMINAL and head[0].head != head[0].i:
                tree.move(word.i, head[0].head, "advcl")
                tree.move(head[0].i, word.i, "obj")
                tree.words[word.i] = replace(tree.words[word.i], upos="VERB", feats={"VerbForm": "Conv"})


def _about(tree: _Tree) -> None:
    """In "сообщил о гибели рабочих" what is said is an object."""
    for word in list(tree.words):
        preps = [w for w in tree.children(word.i, "case") if w.text.lower() in {"о", "об", "обо"}]
        above = tree.words[word.head]
        key = table("tongues/ru", "telling").get(above.lemma)
        if preps and key and word.deprel in {"obl", "nmod"} and above.upos == "VERB" and not tree.children(above.i, "obj"):
            tree.move(word.i, above.i, "nsubj:pass" if _is_passive(tree, above) else "obj")
            tree.move(preps[0].i, word.i, "det")
            tree.key(above.i, key)


def _complements(tree: _Tree) -> None:
    """In "признаны виновными" the adjective is a complement."""
    for word in list(tree.words):
        if word.deprel == "xcomp" and word.upos in {"ADJ", "NOUN"} or (word.upos == "ADJ" and word.deprel == "obl" and _bare(tree, word)):
            tree.move(word.i, word.head, "oprd")
        if word.deprel == "advmod" and word.text.lower() == "бы":
            tree.move(word.i, word.head, "aux")


def _is_passive(tree: _Tree, verb: Word) -> bool:
    return bool(tree.children(verb.i, "nsubj:pass", "aux:pass")) or verb.feats.get("Voice") == "Pass"


def _undergone(tree: _Tree) -> None:
    """Subjects of passive participles and of verbs such as "пострадать" undergo; active participles act."""
    for word in list(tree.words):
        if word.upos != "VERB":
            continue
        participle = word.feats.get("VerbForm") == "Part"
        if word.lemma in listed("undergoing") or (participle and word.feats.get("Voice") == "Pass"):
            for subject in tree.children(word.i, "nsubj"):
                tree.move(subject.i, word.i, "nsubj:pass")
        if participle and word.feats.get("Voice") != "Pass" and word.lemma not in listed("undergoing"):
            tree.words[word.i] = replace(word, feats={**word.feats, "Tense": "Pres"})


def _keyed(tree: _Tree) -> None:
    """Give the words whose meaning depends on their neighbours their keys."""
    senses = table("tongues/ru", "senses")
    for word in list(tree.words):
        if word.lemma == "который" and not word.key:
            tree.key(word.i, "whom" if tree.children(word.i, "case") else "who", "PRON")
        for said, key in senses.get(word.lemma, {}).items():
            if word.upos in {"VERB", "NOUN"} and _beside(tree, word, said):
                tree.key(word.i, key)
                break
        if word.upos == "ADP" and word.deprel == "case" and not word.key:
            governor = tree.words[tree.words[word.head].head]
            if key := _governed(governor, word.text.lower()):
                tree.key(word.i, key)


def _beside(tree: _Tree, word: Word, lemma: str) -> bool:
    """Whether a lemma stands among what hangs on a word, directly or at one remove."""
    for child in tree.children(word.i):
        if child.lemma == lemma or any(w.lemma == lemma for w in tree.children(child.i)):
            return True
    return False


def _governed(governor: Word, link: str) -> str | None:
    """The English preposition that a verb or noun asks for a Russian preposition or case."""
    found = table("tongues/ru", "government").get(governor.lemma, {}).get(link)
    return str(found) if found else None


def _cases(tree: _Tree) -> None:
    for word in list(tree.words):
        if word.deprel not in LINKED or word.upos not in NOMINAL or not _bare(tree, word) or word.head == word.i:
            continue
        if key := _empty(tree, word):
            tree.add(tree.first(word.i), word.i, key, "ADP", "case")
            if word.deprel in {"iobj", "appos", "obl:agent"}:
                tree.move(word.i, word.head, "obl")


def _empty(tree: _Tree, word: Word) -> str | None:
    """The preposition that English has for a bare case."""
    governor, case = tree.words[word.head], word.feats.get("Case", "")
    if word.deprel == "appos":
        return None
    if key := _governed(governor, case):
        return key
    if case == "Gen" and word.deprel == "nmod" and word.upos not in {"DET"}:
        return None if word.upos == "PRON" and word.i < governor.i else "of"
    if case == "Dat":
        return "to"
    if case == "Ins" and word.lemma not in TIMES and word.upos != "ADJ":
        agent = word.feats.get("Animacy") == "Anim" or word.lemma in listed("agents") or word.entity in {"PER", "ORG"}
        return "by" if agent and (governor.upos != "VERB" or _is_passive(tree, governor)) else "with"
    return None


def _copulas(tree: _Tree) -> None:
    """Add the copula that Russian leaves out: "пятеро — полицейские", "двое мертвы"."""
    for word in list(tree.words):
        short = word.upos == "ADJ" and word.feats.get("Variant") == "Short"
        if (word.upos == "NOUN" or short) and tree.children(word.i, "nsubj") and not tree.children(word.i, "cop"):
            tree.add(tree.first(word.i) if short else _after_dash(tree, word), word.i, "be", "AUX", "cop")


def _after_dash(tree: _Tree, word: Word) -> int:
    dashes: Iterator[int] = (w.i for w in tree.words[: word.i] if w.text in {"—", "–", "-"})
    return max(dashes, default=word.i - 1) + 1
