"""What the parser of Russian gets wrong or tells differently: loops, names, dates, numbers, parts of a whole."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.russian import forms
from khronika.extraction.grammar.tongues.russian.trees import NOMINAL, Tree, words
from khronika.extraction.grammar.tongues.russian.view import is_month
from khronika.extraction.lists import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.extraction.grammar.tongues.words import Word

NAMING = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod"})
POSSESSIVE = frozenset({"его", "ее", "её", "их"})
FINITE = MappingProxyType({"VerbForm": "Fin", "Tense": "Past", "Mood": "Ind"})
PARTITIVE = frozenset({"из", "среди"})
DECLINED = ("а", "я")  # how a man's name ends in the accusative
LONGEST = 8  # tokens of a name in quotation marks
NEAR = 4  # words behind a whole in which its part stands: "из них, по данным МВД, двое"


def read_again(given: list[Word]) -> list[Word]:
    """What the tagger read wrongly: a singular subject of a plural verb, a participle that is counted or governed."""
    objects = [_as_object(word) if _disagrees(given, word) else word for word in given]
    return [_as_people(word) if _governed(given, word) else word for word in map(_as_noun, objects)]


def _as_noun(word: Word) -> Word:
    """An adjective that names people, "рабочий", "полицейский", where it stands for them."""
    other = (word.upos == "ADJ" and word.deprel != "amod") or (word.upos == "PROPN" and word.entity != "PER")
    people = other and word.lemma in table("tongues/ru", "nouns")  # and "Суд" at the start of a sentence
    if word.upos == "PROPN" and word.deprel == "root" and forms.is_verb(word.text):  # "Бастовали …"
        return replace(word, upos="VERB", lemma=forms.lemma(word.text, "VERB", {}), feats=FINITE)
    return replace(word, upos="NOUN") if people else word


def _governed(given: Sequence[Word], word: Word) -> bool:
    """Whether a participle stands for people: "12 погибших", "среди задержанных"."""
    if word.upos != "VERB" or word.feats.get("VerbForm") != "Part" or word.feats.get("Variant") == "Short":
        return False
    below = any(w.head == word.i and w.deprel.split(":")[0] in {"case", "nummod"} and w.i < word.i for w in given)
    return word.deprel in NAMING or below


def _as_people(word: Word) -> Word:
    return replace(word, upos="NOUN", lemma=forms.lemma(word.text, "NOUN", word.feats))


def _disagrees(given: Sequence[Word], word: Word) -> bool:
    """In "Дарина задержали" a singular with a plural verb is no subject but whom."""
    verb = given[word.head]
    below = any(w.head == word.i and w.deprel in {"conj", "nmod", "appos", "nummod", "nummod:gov"} for w in given)
    plural = verb.upos == "VERB" and verb.feats.get("Number") == "Plur" and verb.feats.get("VerbForm") == "Fin"
    alone = word.upos == "PROPN" and word.feats.get("Number") == "Sing" and not below
    return plural and alone and word.deprel == "nsubj" and word.text.endswith(DECLINED)


def _as_object(word: Word) -> Word:
    feats = MappingProxyType({**word.feats, "Case": "Acc", "Gender": "Masc"})
    return replace(word, deprel="obj", feats=feats)


def mend(tree: Tree) -> None:
    """Mend the tree, what later steps rely on first."""
    for rule in (_unlooped, _possessives, _names, _titles, _appositions, _dates, _counted, _partitive, _including):
        rule(tree)


def _unlooped(tree: Tree) -> None:
    """Hang on the root what the parser hung on itself."""
    root = next((w.i for w in tree if w.deprel == "root"), 0)
    tree.move(root, root, "root")
    for word in tree:
        seen, at = set[int](), word.i
        while tree.words[at].head != at and at not in seen:
            seen.add(at)
            at = tree.words[at].head
        if at != root:
            tree.move(at, root, _relation(tree, tree.words[at]))


def _relation(tree: Tree, lost: Word) -> str:
    """How a word that the parser lost hangs on the root: by its case."""
    case = lost.feats.get("Case", "") if lost.upos in NOMINAL else "Nom"
    subjects = tree.children(tree.root.i, "nsubj", "nsubj:pass")
    if case == "Nom" and lost.upos in NOMINAL and tree.root.upos == "VERB" and not subjects:
        return "nsubj"
    return {"Acc": "obj", "Nom": "parataxis"}.get(case, "obl")


def _possessives(tree: Tree) -> None:
    """In "её подзащитного избивали" the pronoun is whose, the noun whom."""
    for word in tree:
        if word.text.lower() not in POSSESSIVE or word.deprel != "obj":
            continue
        noun = next((w for w in tree.words[word.i + 1 : word.i + 3] if w.upos in {"NOUN", "PROPN"}), None)
        if noun is not None and noun.head == word.head and noun.deprel != "nsubj" and tree.bare(noun):
            tree.move(noun.i, noun.head, "obj")
            tree.move(word.i, noun.i, "det")


def _names(tree: Tree) -> None:
    """Let the words of one name hang on its first."""
    first = -1
    for word in tree:
        if word.entity != "PER":
            first = -1
        elif word.begins or first < 0:
            first = word.i
        else:
            if first < tree.words[first].head <= word.i:
                tree.swap(tree.words[first].head, first, "flat:name")
            tree.move(word.i, first, "flat:name")


def _titles(tree: Tree) -> None:
    """Let the name in quotation marks behind a noun belong to it: "центр «Надежда»"."""
    for mark in tree:
        closing = next((w.i for w in tree.words[mark.i : mark.i + LONGEST] if w.text == "»"), None)
        if mark.text != "«" or closing is None or not mark.i or not tree.words[mark.i + 1].text[:1].isupper():
            continue
        noun, inside = tree.words[mark.i - 1], range(mark.i, closing + 1)
        if noun.upos in {"NOUN", "PROPN"} and noun.text != "»":
            for i in inside:
                if tree.words[i].head not in inside or tree.words[i].upos == "PUNCT" or tree.words[i].deprel == "appos":
                    tree.move(i, noun.i, "flat")


def _appositions(tree: Tree) -> None:
    """In "города Карамыс" the name belongs to the noun; in "Вера Дарина, 35 лет, журналистка" the noun to the name."""
    for word in tree:
        head = tree.head(word)
        if word.deprel == "appos" and word.upos == "PROPN" and head.lemma in words("places") and head.i == word.i - 1:
            tree.move(word.i, head.i, "flat")
        named = _named_before(tree, word) if word.upos == "NOUN" and not word.entity else None
        if (
            named is not None
            and named.head != word.i
            and not tree.children(word.i, "cc", "case", "nsubj", "nsubj:pass")
        ):
            tree.move(word.i, named.i, "appos")


def _named_before(tree: Tree, word: Word) -> Word | None:
    """The name that stands before a noun with a comma, and perhaps an age, between, in the same number."""
    at = word.i - 1
    if at < 0 or tree.words[at].text != "," or word.feats.get("Number") != "Sing":
        return None
    while at >= 0 and (
        tree.words[at].text in {",", ""} or tree.words[at].role == "number" or tree.words[at].lemma == "год"
    ):
        at -= 1
    last = tree.words[at] if at >= 0 else word
    same = last.feats.get("Case", "Nom") == word.feats.get("Case", "")
    return (tree.head(last) if last.deprel == "flat:name" else last) if same and last.entity == "PER" else None


def _dates(tree: Tree) -> None:
    """In "16 декабря 2011 года" let the month govern the day and the year."""
    for word in tree:
        if not is_month(word.text):
            continue
        day = tree.words[word.i - 1] if word.i else word
        if day.text[:1].isdigit():
            if tree.words[word.i].head == day.i:
                tree.swap(day.i, word.i, "nummod")
            else:
                tree.move(day.i, word.i, "nummod")
    for word in tree:
        if word.lemma == "год" and is_month(tree.head(word).text):
            tree.move(word.i, word.head, "flat")


def _counted(tree: Tree) -> None:
    """Let the noun govern its number: "двое (полицейских)"."""
    for word in tree:
        noun = tree.head(word)
        if word.role == "number" and word.deprel.startswith("nummod") and _clashes(word, noun) and noun.i < word.i:
            tree.move(word.i, noun.head, "obj")  # "отпустил под залог двоих"
        behind = tree.children(word.i, "nmod", "obl", "appos") if word.role == "number" else []
        behind = [w for w in behind if w.i > word.i and tree.bare(w) and w.feats.get("Case") == "Gen"]
        if behind and behind[0].upos in {"NOUN", "ADJ"}:
            tree.swap(word.i, behind[0].i, "nummod")


def _clashes(number: Word, noun: Word) -> bool:
    """Whether a number that counts people ("двоих") stands behind a thing in the singular."""
    return number.text.lower() in words("people_only") and noun.feats.get("Number") == "Sing"


def _partitive(tree: Tree) -> None:
    """In "Из 34 подсудимых 29 признаны …", "из них двое" the whole hangs on its part."""
    for word in tree:
        links = tree.children(word.i, "case") if word.deprel in {"obl", "nmod"} else []
        if not any(link.text.lower() in PARTITIVE for link in links):
            continue
        near = tree.words[word.i + 1 : word.i + 1 + NEAR]
        part = next((w for w in near if w.role == "number" and w.head == word.head and w.deprel != "nummod"), None)
        if part is not None:
            tree.move(word.i, part.i, "nmod")


def _including(tree: Tree) -> None:
    """In "15 человек, в том числе трое полицейских" the part hangs on its whole by a preposition."""
    for word in tree:
        if word.key != "including" or word.i + 1 >= len(tree.words):
            continue
        part, whole = _topmost(tree, word.i), _whole(tree, word.i)
        if part is None or whole is None or part.upos not in NOMINAL or part.head == part.i:
            continue
        tree.move(part.i, whole.i, "nmod")
        tree.move(word.i, part.i, "case")
        tree.key(word.i, "including", "ADP")


def _topmost(tree: Tree, at: int) -> Word | None:
    """The head of the phrase that begins behind a word."""
    found = tree.words[at + 1]
    while found.head > at and found.head != found.i and tree.head(found).upos in NOMINAL:
        found = tree.head(found)
    return found


def _whole(tree: Tree, at: int) -> Word | None:
    """The noun before, with a number if one stands before."""
    before = [w for w in tree.words[:at] if w.upos in {"NOUN", "PROPN", "NUM"} and not is_month(w.text)]
    numbered = [w for w in before if w.role == "number" and w.head < at]
    if numbered:
        number = numbered[-1]
        return tree.head(number) if number.deprel.startswith("nummod") else number
    return before[-1] if before else None
