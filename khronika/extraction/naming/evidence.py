"""What speaks for a name being a person's, an organisation's or a place's: its shape, and the words around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from khronika.extraction.grammar.written import month_of
from khronika.extraction.lists import table, words
from khronika.extraction.naming import kinds, offices, withheld
from khronika.extraction.naming.names import FATHER, POSSESSIVES, given, is_acronym, is_initial
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.naming.candidates import Candidate
    from khronika.extraction.naming.names import Lexicon

QUOTES = ". \"'“”‘’«»"
MARK = 50  # characters after a name in which a pseudonym is marked
PERSON, ORGANISATION, PLACE = "person", "organisation", "place"
NAMED = "named"  # an organisation's own name, even if it is an ordinary word: "the Green party"
ENDINGS = re.compile(
    r"(?:ov|ova|ev|eva|yev|yeva|in|ina|enko|uk|sky|skiy|skii|skaya|ych|vich|vych|ić|ic|dze|shvili|ian|yan|uly|kyzy|zade|oglu|oğlu|"
    r"ова?|ева?|ёва?|ина?|енко|ук|юк|ский|ская|цкий|цкая|вич|вна|дзе|швили|ян|улы|оглы|кызы|заде|"
    r"ez|es|sson|sen|escu|opoulos|ski|ska|wicz|ani|awi|oui|adze|bayev|bekov)$"
)
PATRONYMIC = re.compile(r"(?:ovich|evich|ovna|evna|ivna|ovych|yevich|yevna)$")
AGED = re.compile(r"^(?:was|is|,? aged?) \d{1,2}(?: years old)?\b|^, known as ")
ONE_OF = re.compile(r"\b(?:one|two|some|several) of (?:the|those|his|her|their) [a-z -]{2,30} , $")
MIXED = re.compile(r"^(?!Mc|Mac|O['’]|De|Di|La|Le|Fitz)\w*[a-z]\w*[A-Z]")
PEOPLE = frozenset({"who", "whose", "whom"})
NER = {
    "PERSON": (PERSON, 1.0),
    "GPE": (PLACE, 0.7),
    "LOC": (PLACE, 0.7),
    "FAC": (PLACE, 0.5),
    "NORP": (PERSON, -0.5),
    "ORG": (ORGANISATION, 0.5),
}


def shape(candidate: Candidate, lexicon: Lexicon) -> float:
    """How much the words alone look like a person's name: from -4 to about 4."""
    tokens = [t for t in candidate.sentence.tokens[candidate.i : candidate.j] if t.text[:1].isupper()]
    full = [t for t in tokens if not is_initial(t)]
    plain = sum(lexicon.ordinary(t.text) for t in full)
    score = 0.0
    if len(tokens) == 1:
        score = -4.0 if is_acronym(tokens[0]) else -3.0 if plain else 2.5 if _general(candidate) else 0.0
    elif plain == len(full):
        score = -2.5 + 1.5 * (len(full) < len(tokens))
    else:
        score = 1.5 if plain == 0 else 1.0 if len(full) - plain > 1 else 0.5
        score += 1.5 if len(full) < len(tokens) else 0.0
        score += _loud(candidate)
    score += 1.0 if len(tokens) > 1 and full and full[0].lower in given("female") | given("male") else 0.0
    score += 1.0 if any(PATRONYMIC.search(t.text) for t in full[1:-1]) else 0.0
    score += 0.5 if full and ENDINGS.search(full[-1].text) else 0.0
    score -= 3.0 if len(tokens) > 1 and tokens[0].lower in words("places", "opening") else 0.0
    score += 1.5 * (len(tokens) == 1 < len(candidate.words))  # a given name that shares the surname of the next
    score -= 2.0 * any(MIXED.match(t.text) for t in full)
    return score - (1.0 if len(full) > 4 else 0.0)


def _general(candidate: Candidate) -> bool:
    """Whether "General" alone stands before: an officer's rank, where the name is no ordinary word."""
    title = candidate.sentence.tokens[slice(*candidate.title)] if candidate.title else ()
    return [t.lower for t in title] == ["general"]


def _loud(candidate: Candidate) -> float:
    """A listed name such as "DOVRIN Remi" gains; other words in capitals beside small ones are acronyms."""
    loud = [t.text.isupper() and len(t.text) > 1 for t in candidate.sentence.tokens[candidate.i : candidate.j]]
    if not any(loud) or all(loud):
        return -1.0 if all(loud) else 0.0
    return 1.0 if loud[0] and not loud[-1] and len(candidate.words[0]) > 3 else -2.0


def context(candidate: Candidate) -> Iterator[tuple[str, float]]:
    """Votes of the words around one occurrence, as kind and weight."""
    yield from _before(candidate)
    yield from _after(candidate)
    yield from _syntax(candidate)
    if kinds.own_name_beside(candidate.sentence, candidate.i, candidate.j):
        yield NAMED, 1.0
    entities = {t.entity for t in candidate.sentence.tokens[candidate.i : candidate.j]}
    if len(entities) == 1 and (vote := NER.get(entities.pop())):
        yield vote
    if all(t.name and t.entity == "PERSON" for t in candidate.sentence.tokens[candidate.i : candidate.j]):
        yield PERSON, 3.0  # as a tagger says that knows how names decline
    if candidate.j - candidate.i > 2 and FATHER.search(candidate.sentence.tokens[candidate.j - 1].lower):
        yield PERSON, 3.0  # surname, given name, patronymic
    block = candidate.sentence.block
    if block.kind is MarkKind.CELL and "name" in (block.column or "").lower():
        yield PERSON, 4.0
    if block.kind is MarkKind.CELL and (block.column or "").strip().lower() in table("tables", "labels")["place"]:
        yield PLACE, 4.0
    if candidate.company:
        yield ORGANISATION, 4.0
    if _address(candidate.sentence):
        yield PERSON, -1.5


def _address(sentence: Sentence) -> bool:
    """Whether the sentence is a line of an address: no verb, and a long number."""
    numbered = any(t.text.isdigit() and len(t.text) > 3 for t in sentence.tokens)
    return numbered and not any(t.tag.startswith("V") for t in sentence.tokens)


def _before(candidate: Candidate) -> Iterator[tuple[str, float]]:
    sentence, i = candidate.sentence, candidate.i
    if candidate.title:
        title = {offices.plain(t) for t in sentence.tokens[slice(*candidate.title)]}
        yield PERSON, 5.0 if title & offices.addresses() else 0.5 if title == {"general"} else 3.0
    if i:
        if ONE_OF.search(" ".join(t.lower for t in sentence.tokens[max(0, i - 8) : i]) + " "):
            yield PERSON, 2.0
        if sentence.tokens[i - 1].text == ":" and i > 1 and offices.plain(sentence.tokens[i - 2]) in offices.offices():
            yield PERSON, 3.0
        if len(candidate.words) > 1 and offices.head_before(sentence, i):
            yield PERSON, 2.0
        yield from _introduced(candidate)


def _introduced(candidate: Candidate) -> Iterator[tuple[str, float]]:
    """Votes of the word directly before: a role, an organisation's noun, an article, a preposition of place."""
    sentence, i = candidate.sentence, candidate.i
    before = sentence.tokens[i - 1]
    if offices.role_before(sentence, i) is not None or offices.relative_before(sentence, i) is not None:
        yield PERSON, 3.0
    elif before.tag == "NNS" and before.lower.removesuffix("s") in offices.roles():
        yield PERSON, 2.5  # "journalists X and Y"
    elif before.lower in words("organisations", "introducers"):
        yield ORGANISATION, 3.0
    elif before.lower in {"the", "a", "an"}:
        yield ORGANISATION, 0.5
        yield PERSON, -2.0
    elif before.lower in words("places", "sure") and _ends_phrase(candidate):
        yield PLACE, 1.0
        yield PERSON, -1.5
    elif before.lower in words("places", "before"):
        yield PLACE, 0.4
    elif not candidate.title and before.tag in {"NN", "NNP", "NNPS"} and _ends_phrase(candidate):
        yield PERSON, 3.0 if offices.office_phrase(sentence, i) else 0.0


def _ends_phrase(candidate: Candidate) -> bool:
    tokens = candidate.sentence.tokens
    return candidate.j >= len(tokens) or tokens[candidate.j].tag not in {"NN", "NNS", "JJ", "POS", "VBG"}


def _after(candidate: Candidate) -> Iterator[tuple[str, float]]:
    sentence, j = candidate.sentence, candidate.j
    if j >= len(sentence.tokens):
        return
    if candidate.i == 0 and (title := offices.titles(sentence, j, min(j + 4, len(sentence.tokens)))) and title[0] == j:
        yield PERSON, 3.0
    if pseudonym(sentence, candidate.i, j):
        yield PERSON, 6.0
    if AGED.match(" ".join(t.lower for t in sentence.tokens[j : j + 5])):
        yield PERSON, 2.0
    first, second = sentence.tokens[j].lower, sentence.tokens[j + 1].lower if j + 1 < len(sentence.tokens) else ""
    if offices.role_after(sentence, j) or offices.one_of(sentence, j):
        yield PERSON, 3.0
    elif first in {",", "("} and (second in PEOPLE or second == "aged" or _age(sentence, j + 1)):
        yield PERSON, 2.0
    if first in PEOPLE:
        yield PERSON, 1.0
    yield from _owned(first, second, sentence.tokens[j].tag)


def _owned(first: str, second: str, tag: str) -> Iterator[tuple[str, float]]:
    """Votes of the noun that the name possesses or modifies: "X's daughter", "X fighters"; and of ", which"."""
    if first in POSSESSIVES:
        if second in words("persons", "possessions"):
            yield PERSON, 2.0 if second in offices.kin() else 1.5
    elif first in words("organisations", "introducers") | words("organisations", "members"):
        yield ORGANISATION, 2.0
        yield PERSON, -1.0
    elif tag in {"NN", "NNS"}:
        yield PERSON, -1.0
        yield ORGANISATION, 0.5
    if (first, second) == (",", "which"):
        yield ORGANISATION, 1.0


def _age(sentence: Sentence, at: int) -> bool:
    """Whether a number is an age, as in "Name, 17, was"; the day of "Place, 25 May 2021" is none."""
    first, second = (sentence.tokens[i].lower if i < len(sentence.tokens) else "" for i in (at, at + 1))
    return first.isdigit() and len(first) < 3 and int(first) > 0 and month_of(second) is None


def _syntax(candidate: Candidate) -> Iterator[tuple[str, float]]:
    sentence = candidate.sentence
    last = sentence.tokens[candidate.j - 1]
    head = sentence.head(last)
    if (
        last.dep in {"nsubj", "dobj"}
        and candidate.j - candidate.i > 1
        and head.lemma in words("organisations", "doings")
    ):
        yield ORGANISATION, 0.8
    if last.dep in {"nsubj", "nsubjpass", "dobj"} and head.lemma in words("persons", "verbs"):
        yield PERSON, 0.7 if head.lemma in {"say", "tell", "claim", "add", "urge", "write"} else 1.2
    elif last.dep == "pobj" and sentence.head(head).lemma in {"speak", "talk", "meet"}:
        yield PERSON, 1.2
    elif last.dep == "appos" and offices.is_office(head):
        yield PERSON, 1.5
    elif last.dep in {"conj", "appos"} and candidate.j - candidate.i > 1:
        yield PERSON, 0.5


def pseudonym(sentence: Sentence, i: int, j: int) -> bool:
    """Whether a mark such as "[not his real name]" follows the tokens `i` to `j`, or "identified here as" precedes."""
    block = sentence.block
    before = " ".join(t.lower for t in sentence.tokens[max(0, i - 6) : i]).rstrip(QUOTES)
    if any(before.endswith(mark) for mark in words("persons", "pseudonyms_before")):
        return True
    if withheld.called(sentence, i, j):
        return True
    at = bisect_left(block.at, sentence.tokens[j - 1].end)
    said = block.text[at : at + MARK].lower().lstrip(QUOTES)
    if withheld.marked(sentence, j - 1, block.text[at : at + 3 * MARK].lower().lstrip(QUOTES)):
        return True
    return said[:1] in {"[", "(", ","} and any(
        mark in said[: said.find("]") if "]" in said else MARK] for mark in words("persons", "pseudonyms")
    )
