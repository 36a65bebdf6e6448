"""Each run of capitalised words cut into organisations, titles, places and what may be a person's name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.extraction.naming import offices, withheld
from khronika.extraction.naming.names import NICKNAMES, cut_short, follows_surname, given, is_initial, trimmed
from khronika.extraction.naming.places import countries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.naming.names import Lexicon
    from khronika.extraction.naming.places import Places

ATTACHED = frozenset({"of", "on", "for", "and", "to"})
ANYWHERE = (
    3  # tokens of a sentence's start, with quotation marks and bullets, that may be capitalised only for the start
)


ALSO_NAMES = frozenset({"justice"})  # titles that also begin names of bodies


@dataclass(frozen=True)
class Candidate:
    """Tokens `i` to `j` (half-open) of a sentence that may name somebody; `title` is the span of a title before it."""

    sentence: Sentence
    i: int
    j: int
    title: tuple[int, int] | None = None
    coded: bool = False  # a code or initials stand for a name kept back: "Witness A"
    company: bool = False  # a country's name ends it: "Acme Utopia"
    words: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> tuple[str, ...]:
        """The words in small letters, by which mentions of one spelling are one form."""
        return tuple(word.lower().strip(".!’'") for word in self.words)


@dataclass(frozen=True)
class Cut:
    """What one sentence's runs were cut into: spans of tokens, and candidates."""

    organisations: list[tuple[int, int]]
    places: list[tuple[int, int]]
    candidates: list[Candidate]


def cut(
    sentence: Sentence, spans: list[tuple[int, int]], found: list[tuple[int, int]], places: Places, lexicon: Lexicon
) -> Cut:
    """Cut the runs of a sentence; `found` are its organisations."""
    kept_back = list(withheld.codes(sentence))
    result = Cut(found, [], [])
    result.candidates.extend(Candidate(sentence, i, j, coded=True, words=_coded(sentence, i, j)) for i, j in kept_back)
    for i, j in _without(spans, [*found, *kept_back]):
        for start, end, title in _titled(sentence, i, j):
            _piece(sentence, (start, end), title, places, lexicon, result)
    return result


def _coded(sentence: Sentence, i: int, j: int) -> tuple[str, ...]:
    return tuple(token.text for token in sentence.tokens[i:j])


def _without(spans: list[tuple[int, int]], holes: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for i, j in spans:
        at = i
        for a, b in holes:
            if b <= at or a >= j:
                continue
            if a > at:
                yield at, a
            at = max(at, b)
        if at < j:
            yield at, j


def _titled(sentence: Sentence, i: int, j: int) -> Iterator[tuple[int, int, tuple[int, int] | None]]:
    title: tuple[int, int] | None = None
    while i < j:
        following = offices.titles(sentence, i, j)
        end = following[0] if following else j
        if end > i:
            yield i, end, title
        title = following
        i = following[1] if following else j


def _piece(
    sentence: Sentence,
    span: tuple[int, int],
    title: tuple[int, int] | None,
    places: Places,
    lexicon: Lexicon,
    result: Cut,
) -> None:
    tokens = sentence.tokens
    i, j = trimmed(sentence, *span)
    i = _start(sentence, i, j, title, lexicon)
    if title and j - i == 1 and tokens[title[0]].lower in ALSO_NAMES and lexicon.ordinary(tokens[i].text):
        result.organisations.append((title[0], j))  # "Justice Now" is a body, "Justice Adeyemi" a judge
        return
    located = [] if title else list(places.spans(sentence, i, j))
    for a, b in located:
        if a == i and b < j and not _name_goes_on(sentence, a, j):
            result.places.append((a, b))
            i = b
        elif (a, b) == (i, j):
            result.places.append((a, b))
            return
        elif b == j and a > i and all(not lexicon.ordinary(t.text) for t in tokens[i:a]):
            if tokens[a].lower in countries():
                result.candidates.append(_candidate(sentence, i, j, title, company=True))
                return
            result.places.append((a, b))
            j = a
    i, j = trimmed(sentence, i, j)
    i = _peeled(sentence, i, j, lexicon)
    if i < j and any(not is_initial(t) for t in tokens[i:j]):
        result.candidates.append(_candidate(sentence, i, j, title))


def _candidate(
    sentence: Sentence, i: int, j: int, title: tuple[int, int] | None, *, company: bool = False
) -> Candidate:
    texts = list(_said(sentence, i, j))
    glued: list[str] = []
    for k, text in enumerate(texts):
        if glued and (text == "-" or texts[k - 1] == "-"):
            glued[-1] += text
        else:
            glued.append(text.removesuffix("'s").removesuffix("’s"))
    following = sentence.tokens[j : j + 2]
    if len(glued) > 1 and cut_short(glued[-1]) and following and following[0].text == "." and len(following) > 1:
        glued[-1] += "."  # the tokenizer took the point of "Zh." for the end of a sentence
        j += 1
    return Candidate(sentence, i, j, title, company=company, words=tuple(glued))


def _said(sentence: Sentence, i: int, j: int) -> Iterator[str]:
    """The words of a span without a nickname that stands in it in brackets or quotation marks."""
    aside = False
    for token in sentence.tokens[i:j]:
        if token.text in NICKNAMES.values():
            aside = False
        elif aside or token.text in NICKNAMES:
            aside = True
        else:
            yield token.name or token.text


def _start(sentence: Sentence, i: int, j: int, title: tuple[int, int] | None, lexicon: Lexicon) -> int:
    """Leave out a word that is capitalised only because the sentence starts with it."""
    first = sentence.tokens[i]
    opening = i < ANYWHERE and not first.name and not any(t.text[:1].isalpha() for t in sentence.tokens[:i])
    if (
        title is None
        and opening
        and j - i > 1
        and first.lower in offices.roles()
        and not lexicon.ordinary(sentence.tokens[i + 1].text)
    ):
        return i + 1
    ordinary = first.tag not in {"NNP", "NNPS"} and lexicon.ordinary(first.text)
    if title is None and opening and j - i > 1 and ordinary and not follows_surname(sentence, i, i + 1):
        return i + 1
    return i


def _peeled(sentence: Sentence, i: int, j: int, lexicon: Lexicon) -> int:
    """As in "of Slavery Mira Tolvan": what a link governs is ordinary, and two words that are not follow."""
    at = i
    if _governed(sentence, i):
        while at < j and (lexicon.ordinary(sentence.tokens[at].text) or sentence.tokens[at].text == "-"):
            at += 1
    names = sentence.tokens[at:j]
    known = names and names[0].lower in given("female") | given("male")
    return at if len(names) > 1 and (known or not any(lexicon.ordinary(t.text) for t in names)) else i


def _governed(sentence: Sentence, i: int) -> bool:
    """Whether a link stands before, with or without an article: "on Freedom", "of the Media"."""
    before = [t.lower for t in sentence.tokens[max(0, i - 2) : i]]
    if before and before[-1] == "and":
        return offices.office_phrase(sentence, i) is not None
    return bool(before) and (
        before[-1] in ATTACHED or (len(before) > 1 and before[-1] == "the" and before[0] in ATTACHED)
    )


def _name_goes_on(sentence: Sentence, i: int, j: int) -> bool:
    """Whether a place's word at the start is a given name: it is on that list, and the whole is tagged a person."""
    tokens = sentence.tokens
    known = given("female") | given("male")
    return tokens[i].lower in known and tokens[i].begins and all(t.entity == "PERSON" for t in tokens[i:j])
