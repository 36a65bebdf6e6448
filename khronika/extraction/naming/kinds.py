"""What kind of body a name is of, from the word beside it: the party "Vorga", the Teldvik newspaper."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from khronika.extraction.lists import words
from khronika.extraction.naming.names import is_acronym, is_capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token

OPENING = frozenset({"“", "«", "„", '"', "``", "‘", "*", "_", "”"})  # "”" opens in some languages
CLOSING = frozenset({"”", "»", "“", '"', "''", "’", "*", "_"})
LONGEST = 7  # words of a name in quotation marks at most
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SLIPPED = 8  # letters a word must have for a slip in it to be seen
LIKE = 0.8  # of 1: how like a misspelt word of office is to the right one


def kind_beside(sentence: Sentence, i: int, j: int) -> str | None:
    """The word for a kind of body directly before or after a name, in small letters; None where there is none."""
    return _kind_before(sentence, i) or _kind_after(sentence, j)


def own_name_beside(sentence: Sentence, i: int, j: int) -> bool:
    """Whether the word beside it takes a name of one's own, however ordinary: "the Green party", not "Health ministry".

    At a sentence's start a capital says nothing: "Ruling party members voted".
    """
    kind = kind_beside(sentence, i, j)
    opens = not any(token.text[:1].isalpha() for token in sentence.tokens[:i])
    general = sentence.tokens[i].lower in words("titles", "modifiers")  # "a State party"
    return kind is not None and kind in words("organisations", "namers") and not opens and not general


def quoted(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Spans of tokens that quotation marks (or stars of a marked-up text) enclose beside a word for a kind of body."""
    at = 0
    for token in sentence.tokens:
        if token.i < at or token.text not in OPENING:
            continue
        end = _closed(sentence, token.i + 1)
        if end is not None and (_kind_before(sentence, token.i + 1) or _kind_after(sentence, end)):
            yield token.i + 1, end
            at = end + 1


def _closed(sentence: Sentence, i: int) -> int | None:
    """Where a quoted name ends; an exclamation mark that is part of it may have ended the sentence for the parser."""
    tokens = sentence.tokens
    if i >= len(tokens) or not tokens[i].text[:1].isupper():
        return None
    for at in range(i + 1, min(len(tokens), i + LONGEST + 1)):
        if tokens[at].text in CLOSING:
            return at - 1 if tokens[at - 1].text in {"!", ","} else at
        if tokens[at].tag in FINITE or tokens[at].text in {".", ";", ":"}:
            return None
    return len(tokens) - 1 if tokens[-1].text == "!" and len(tokens) - 1 - i <= LONGEST else None


def _kind_before(sentence: Sentence, i: int) -> str | None:
    at = i - 1
    while at >= 0 and sentence.tokens[at].text in OPENING:
        at -= 1
    return _kind(sentence.tokens[at]) if at >= 0 else None


def _kind_after(sentence: Sentence, j: int) -> str | None:
    at = j
    while at < len(sentence.tokens) and sentence.tokens[at].text in CLOSING | {"!"}:
        at += 1
    return _kind(sentence.tokens[at]) if at < len(sentence.tokens) else None


def _kind(token: Token) -> str | None:
    """The English word for a kind of body, in the singular; a form of company is one, too."""
    if token.lower in words("organisations", "companies"):
        return "company"
    known = words("organisations", "introducers")
    if token.tag.startswith("V") or (is_capital(token) and token.tag == "NNP" and token.lower == token.text.lower()):
        return None  # a capital makes it part of the name, unless a gloss shows that it is another language's word
    return next((form for form in (token.lower, token.lower.removesuffix("s")) if form in known), None)


def slipped(word: str) -> bool:
    """Whether a word is a word of office but for a slip: "prosecturor"."""
    low = word.lower().strip("'’")
    if len(low) < SLIPPED:
        return False
    return bool(get_close_matches(low.removesuffix("s"), sorted(words("titles", "offices")), n=1, cutoff=LIKE))


def tagged(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Spans that the tagger of another language than English holds for a body, if they show what kind of body it is.

    A line's capitals say little there: "Комитет национальной безопасности" has one.
    """
    known = words("organisations", "heads") | words("organisations", "introducers") | words("titles", "offices")
    tokens, at = sentence.tokens, 0
    said = [token.text for token in tokens if token.text.isalpha()]
    loud = len(said) > 1 and all(word.isupper() for word in said)  # in "LIST OF NAMES" no word is an acronym
    while sentence.language != "en" and at < len(tokens):
        end = at + 1
        if tokens[at].entity == "ORG":
            while end < len(tokens) and (
                not tokens[end].text or (tokens[end].entity == "ORG" and not tokens[end].begins)
            ):
                end += 1
            while not tokens[end - 1].text:
                end -= 1
            if (end - at == 1 and is_acronym(tokens[at]) and not loud) or _shows_kind(tokens[at:end], known):
                yield at, end
        at = end


def _shows_kind(tokens: tuple[Token, ...], known: frozenset[str]) -> bool:
    """Whether a span says what kind of body it is; not a minister, and not a heading in capitals."""
    office = tokens[0].lower in words("titles", "offices") and tokens[0].lower != "prosecutor"
    loud = all(token.text.isupper() for token in tokens if token.text)
    return not office and not loud and any(token.lower in known for token in tokens)
