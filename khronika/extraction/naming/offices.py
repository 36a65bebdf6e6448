"""Titles, offices and roles around a name: "Prosecutor General X", "union lawyer X", "X, a labour activist"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.lists import kept, words
from khronika.extraction.naming.names import POSSESSIVES, is_capital

if TYPE_CHECKING:
    from khronika.extraction.grammar.syntax import Sentence, Token

MIN_HEAD = 5  # tokens of "the head of Karad," at least
WORDS = 14  # of an apposition at most
BEFORE = frozenset(
    {"NN", "NNS", "JJ", "JJS", "JJR", "VBN", "VBG", "NNP", "NNPS", "HYPH", "RB", "POS", "CD", ":", "AFX"}
)
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
STOPS = frozenset({",", ";", ".", ":", "(", ")", "—", "–", "who", "whose", "which", "that", "whom", "[", "“", '"'})


@kept
def roles() -> frozenset[str]:
    """Nouns for one person's role or relation, in small letters."""
    keys = ("female", "male", "either")
    return frozenset().union(*(words("roles", key) for key in keys), *(words("kinship", key) for key in keys))


@kept
def kin() -> frozenset[str]:
    """Words for relatives."""
    return words("kinship", "female") | words("kinship", "male") | words("kinship", "either")


@kept
def addresses() -> frozenset[str]:
    """Forms of address."""
    return words("titles", "female") | words("titles", "male") | words("titles", "address")


@kept
def offices() -> frozenset[str]:
    """Words of office that can end a title."""
    return words("titles", "offices")


def plain(token: Token) -> str:
    """The word in small letters without a point."""
    return token.lower.rstrip(".")


def is_role(sentence: Sentence, i: int) -> bool:
    """Whether a role ends here: "lawyer", "asylum-seeker", "editor-in-chief"."""
    tokens = sentence.tokens
    if tokens[i].lower in roles() and tokens[i].tag not in FINITE | {"NNS"}:
        return True
    return i > 1 and tokens[i - 1].text == "-" and tokens[i].lower in {"chief", "seeker", "by"}


def is_office(token: Token) -> bool:
    """Whether a word is an office or a role by itself."""
    return plain(token) in offices() or (token.lower in roles() and token.tag == "NN")


def governing(sentence: Sentence, j: int) -> tuple[int, int] | None:
    """The span of an office to which the name that ends at `j` is an apposition: "le ministre de l'Intérieur, X"."""
    last = sentence.tokens[j - 1]
    head = sentence.head(last)
    if (
        sentence.language == "en"
        or last.dep != "appos"
        or head.i > last.i
        or not is_office(head)
        or head.lower in kin()
    ):
        return None
    end = next((t.i for t in sentence.tokens[head.i : j] if t.text == ","), None)
    return None if end is None else (head.i, end)


def titles(sentence: Sentence, i: int, j: int) -> tuple[int, int] | None:
    """The first title within a run: office words with what modifies them, holding at least one office or address."""
    tokens = sentence.tokens
    known = offices() | addresses() | words("titles", "modifiers")
    at = i
    while at < j:
        end = at
        while end < j and (plain(tokens[end]) in known or (end > at and tokens[end].text == "-")):
            end += 1
        while end > at and tokens[end - 1].text == "-":
            end -= 1
        glued = at > i and tokens[at - 1].text == "-"  # "al-Sheikh" is a name
        if not glued and any(plain(t) in offices() | addresses() for t in tokens[at:end]):
            return at, end
        at = max(end, at + 1)
    return None


def role_before(sentence: Sentence, i: int) -> int | None:
    """Where the role begins that stands directly before the token, or None: "union lawyer", "18-year-old docker"."""
    tokens = sentence.tokens
    if i == 0 or not is_role(sentence, i - 1) or (is_capital(tokens[i - 1]) and i > 1):
        return None
    start = i - 1
    if tokens[start].lower == "chief" and start > 3 and tokens[start - 2].lower == "in":
        start -= 4
    if start > 1 and tokens[start - 1].lower == "of" and tokens[start].lower == "conscience":
        return start - 2
    while start and tokens[start - 1].tag in BEFORE and tokens[start - 1].text not in STOPS | POSSESSIVES:
        start -= 1
    return start


def relative_before(sentence: Sentence, i: int) -> int | None:
    """Where a relation or role in apposition before a comma begins: "her husband, X", "The Minister, X, said"."""
    tokens = sentence.tokens
    if i < 2 or tokens[i - 1].text != ",":
        return None
    if is_role(sentence, i - 2) and not is_capital(tokens[i - 2]):
        return role_before(sentence, i - 1)
    start = i - 1
    while (
        start and is_capital(tokens[start - 1]) and plain(tokens[start - 1]) in offices() | words("titles", "modifiers")
    ):
        start -= 1
    return start if start < i - 1 and any(plain(t) in offices() for t in tokens[start : i - 1]) else None


def head_before(sentence: Sentence, i: int) -> bool:
    """Whether an office with its body stands before a comma: "the editor of the newspaper Free Day, X"."""
    tokens = sentence.tokens
    if i < MIN_HEAD or tokens[i - 1].text != ",":
        return False
    for at in range(i - 2, max(0, i - WORDS), -1):
        if tokens[at].text in STOPS or tokens[at].tag in FINITE:
            return False
        if is_role(sentence, at) and tokens[at + 1].lower == "of":
            return tokens[at - 1].tag in {"DT", "PRP$", "JJ", "NN"}
    return False


def role_after(sentence: Sentence, j: int) -> tuple[int, int] | None:
    """The span of a role in apposition after a comma: "X, a former bus driver", "X, 41, secretary of the branch"."""
    tokens = sentence.tokens
    at = j = _past_brackets(sentence, j)
    while (
        at < len(tokens)
        and at < j + 4
        and (tokens[at].text in {",", ")", "("} or tokens[at].text.isdigit() or tokens[at].lower in {"aged", "year"})
    ):
        at += 1
    if at == j:
        return None
    end, role = at, None
    while end < len(tokens) and end < at + WORDS and tokens[end].text not in STOPS and tokens[end].tag not in FINITE:
        if role is not None and (tokens[end].tag in {"VBN", "VBG"} or tokens[end].lower in {"to", "from", "by"}):
            break
        if role is not None and _another(sentence, role, end):
            return None
        if (role is None or end == role + 1) and (
            is_role(sentence, end) or (is_capital(tokens[end]) and plain(tokens[end]) in offices())
        ):
            role = end
        if role is None and (tokens[end].tag == "IN" or tokens[end].lower == "and"):
            return None
        end += 1
    if role is None:
        return None
    while tokens[at].tag in {"DT", "PRP$"} and at < role:
        at += 1
    return at, end


def one_of(sentence: Sentence, j: int) -> bool:
    """Whether the name is one of several: "X, one of the oil workers"."""
    said = [t.lower for t in sentence.tokens[j : j + 10]]
    return said[:3] == [",", "one", "of"] and any(word.removesuffix("s") in roles() for word in said[3:])


def _past_brackets(sentence: Sentence, j: int) -> int:
    """Step over a short note in brackets: "X [not her real name], a nurse"."""
    while j < len(sentence.tokens) and sentence.tokens[j].text in {"”", "’", '"', "»", "''"}:
        j += 1
    tokens = sentence.tokens[j : j + 9]
    if tokens and tokens[0].text in {"[", "("} and len(tokens) > 1 and not tokens[1].text.isdigit():
        return next((t.i + 1 for t in tokens if t.text in {"]", ")"}), j)
    return j


def _another(sentence: Sentence, role: int, end: int) -> bool:
    """Whether the role belongs to the name that follows it, as in a list: "X, union lawyer Y"."""
    token = sentence.tokens[end]
    return end == role + 1 and is_capital(token) and token.tag in {"NNP", "NNPS"} and plain(token) not in offices()


def office_phrase(sentence: Sentence, i: int) -> tuple[int, int] | None:
    """The span of an office whose description ends right before the name.

    "UN Special Rapporteur on Contemporary Forms of Slavery X", "Deputy head of the department of the province X".
    """
    tokens = sentence.tokens
    for at in range(i - 1, max(-1, i - 24), -1):
        token = tokens[at]
        if (
            token.text in {";", ":", "•", ".", "“", "”"}
            or token.tag in FINITE | {"VBN", "VBG", "VB", "PRP"}
            or (token.text == "," and tokens[at + 1].lower != "and")
        ):
            return None
        if plain(token) in offices() or token.lower in roles() - kin():
            start = at
            while start and (
                plain(tokens[start - 1]) in offices() | words("titles", "modifiers")
                or tokens[start - 1].text == "-"
                or (is_capital(tokens[start - 1]) and tokens[start - 1].tag in {"NNP", "NNPS"})
            ):
                start -= 1
            return start, i
    return None
