"""The shapes of names: runs of capitalised words with the particles, hyphens and initials that belong to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction.grammar.tongues.parsing import dictionary
from khronika.extraction.lists import kept, table, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.vocabulary.documents import Revision

INITIAL = 3  # letters of an initial at most: "T.", "Zh.", "Dzh."
ACRONYM = 7  # letters of an acronym at most
NICKNAMES = {"(": ")", "“": "”", "‘": "’"}
# Surnames and patronymics in Russian: how a man's and a woman's end, and how they do in other cases than the first.
FATHER = re.compile(r"ич(?:а|у|ем|е)?$|(?:[ое]вн|ичн)(?:а|ы|е|ой|у)$")
SURNAMES = (
    (re.compile(r"ич$"), re.compile(r"(?:[оеё]в|[иы]н|[сц]кий|енко|ук|юк|ян|дзе|швили)$")),
    (re.compile(r"вна$|чна$"), re.compile(r"(?:[оеё]ва|[иы]на|[сц]кая|енко|ук|юк|ян|дзе|швили)$")),
    (FATHER, re.compile(r"(?:[оеё]в|[иы]н)(?:а|у|ым|е|ой|ы)$|[сц]к(?:ого|ому|им|ом|ой|ую)$|(?:енко|дзе|швили)$")),
)
POSSESSIVES = frozenset({"'s", "'", "’s", "’"})


@kept
def _no_names() -> frozenset[str]:
    dated = set(table("dates", "months")) | set(table("dates", "weekdays").get("words", ()))
    return frozenset(words("persons", "function") | dated)


@kept
def given(gender: str) -> frozenset[str]:
    """Given names of a gender, as far as the list goes."""
    return words("given_names", gender)


def is_capital(token: Token) -> bool:
    """Whether the word begins with a capital and has nothing but letters, points, hyphens and apostrophes."""
    text = token.text
    return text[:1].isupper() and (text.isalpha() or all(c.isalpha() or c in "-'’.!" for c in text))


def is_initial(token: Token) -> bool:
    """Whether the word is an initial: "E.", "T", "Zh."."""
    bare = token.text.rstrip(".")
    return len(token.text) == 1 or (
        token.text.endswith(".") and 0 < len(bare) <= INITIAL and bare.lower() not in _titles()
    )


@kept
def _titles() -> frozenset[str]:
    return frozenset().union(*(words("titles", key) for key in ("female", "male", "address", "offices", "modifiers")))


def is_acronym(token: Token) -> bool:
    """Whether the word is written in capitals throughout, and short."""
    return 1 < len(token.text) <= ACRONYM and token.text.isupper() and token.text.isalpha()


def runs(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Spans of tokens (half-open) that are capitalised throughout, apart from particles and hyphens within."""
    tokens, i, end = sentence.tokens, 0, len(sentence.tokens)
    while i < end:
        if not _opens(sentence, i):
            i += 1
            continue
        start = i
        i += 1
        while i < end and (step := _continues(sentence, i) or follows_surname(sentence, start, i)):
            i += step
        if any(token.text[:1].isupper() for token in tokens[start:i]):
            yield start, i


def _opens(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens[i]
    if is_capital(token) and token.lower not in _no_names():
        return True
    if (token.lower in words("persons", "particles") or is_capital(token)) and i + 2 < len(sentence.tokens):
        hyphen, name = sentence.tokens[i + 1 : i + 3]
        return hyphen.text == "-" and is_capital(name) and name.lower not in _no_names()
    return False


def _continues(sentence: Sentence, i: int) -> int:
    """How many tokens more belong to the run that reaches up to `i`."""
    token = sentence.tokens[i]
    if token.name and token.begins:  # "дочь Ивана Дарина Анна": another name begins
        return 0
    if is_capital(token):
        named = token.tag == "NNP" and len(token.text) > 1 and not token.text.isupper()
        return int(named or token.lower not in _no_names())
    return _joins(sentence, i) if i + 1 < len(sentence.tokens) else 0


def follows_surname(sentence: Sentence, start: int, i: int) -> int:
    """How many tokens of a given name and patronymic belong to the surname before it, as lists in Russian put it."""
    if i != start + 1 or i + 1 >= len(sentence.tokens) or not is_capital(sentence.tokens[i + 1]):
        return 0
    surname, father = sentence.tokens[start].lower, sentence.tokens[i + 1].lower
    fitting = next((surnames for fathers, surnames in SURNAMES if fathers.search(father)), None)
    return 2 if fitting is not None and fitting.search(surname) else 0


def _joins(sentence: Sentence, i: int) -> int:
    """How many tokens a hyphen, a nickname's bracket or a particle at `i` takes into the name."""
    tokens, token, following = sentence.tokens, sentence.tokens[i], sentence.tokens[i + 1]
    if token.text == "-":
        glued = token.start == tokens[i - 1].end and following.start == token.end
        return 2 if glued and following.text.isalpha() else 0
    if token.text in NICKNAMES:
        return 3 if _nickname(sentence, i) else 0
    particles = words("persons", "particles")
    named = is_capital(following) and following.lower not in _no_names()
    return int(token.lower in particles and (named or following.lower in particles or following.text == "-"))


def _nickname(sentence: Sentence, i: int) -> bool:
    """Whether one name in brackets or quotation marks stands within a longer one: "Mara (Jana) Ellik"."""
    inside = sentence.tokens[i + 1 : i + 4]
    return (
        len(inside) == 3
        and inside[1].text == NICKNAMES[sentence.tokens[i].text]
        and is_capital(inside[0])
        and is_capital(inside[2])
        and not is_acronym(inside[0])
        and inside[2].lower not in _no_names()
    )


@dataclass(frozen=True)
class Lexicon:
    """What counts as an ordinary word in one document: in the dictionary, or written small somewhere in the text."""

    small: frozenset[str]
    languages: frozenset[str] = frozenset({"en"})

    @classmethod
    def of(cls, sentences: Iterable[Sentence]) -> Lexicon:
        """Collect the words that the document writes small."""
        read = list(sentences)
        small = frozenset(token.text for sentence in read for token in sentence.tokens if token.text.islower())
        return cls(small, frozenset(sentence.language for sentence in read))

    def ordinary(self, word: str) -> bool:
        """Whether the word is no name by itself."""
        low = word.lower().strip(".!'’")
        if low in given("female") or low in given("male"):
            return low in self.small
        known = [dictionary(language) for language in self.languages]
        return any(form in self.small or any(form in listed for listed in known) for form in _forms(low))


def _forms(word: str) -> Iterator[str]:
    yield word
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("s"):
        yield word[:-1]
        yield word[:-2]
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word[: -len(ending)]
            yield word[: -len(ending)] + "e"


def cut_short(word: str) -> bool:
    """Whether a surname is cut to an initial: "T", "Zh"."""
    bare = word.lower().rstrip(".")
    return len(bare) == 1 or (len(bare) <= INITIAL and not set(bare) & set("aeiouy"))


def trimmed(sentence: Sentence, i: int, j: int) -> tuple[int, int]:
    """A span without possessive and hyphens at its ends."""
    tokens = sentence.tokens
    while j > i and (tokens[j - 1].text in POSSESSIVES or tokens[j - 1].text == "-"):
        j -= 1
    while i < j and tokens[i].text == "-":
        i += 1
    return i, j


def written(revision: Revision, sentence: Sentence, i: int, j: int) -> tuple[int, int, str]:
    """Start, end and verbatim words of a span of tokens, without a possessive glued to its last word."""
    start, end = sentence.tokens[i].start, sentence.tokens[j - 1].end
    exact = revision.text[start:end]
    for ending in ("'s", "’s"):
        exact = exact.removesuffix(ending)
    return start, start + len(exact), exact


def spelled(words_of_name: Iterable[str]) -> str:
    """A name in ordinary spelling: "DOVRIN Remi" is Remi Dovrin, "REMI DOVRIN" is Remi Dovrin."""
    parts = list(words_of_name)
    loud = [part for part in parts if part.isupper() and len(part) > 2]
    if loud and len(loud) < len(parts) and parts[0] in loud and parts[-1] not in loud:
        split = next(i for i, part in enumerate(parts) if part not in loud)
        parts = [*parts[split:], *parts[:split]]
    return " ".join(part.title() if part in loud else part for part in parts)
