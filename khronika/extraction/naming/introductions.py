"""What a document says of a person at a mention: role, age, year of birth, relation, pseudonym."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction.lists import words
from khronika.extraction.naming import listed, offices
from khronika.extraction.naming.names import POSSESSIVES, is_capital, written
from khronika.vocabulary.bodies import Person, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.naming.candidates import Candidate
    from khronika.extraction.naming.forms import Forms
    from khronika.vocabulary.documents import Revision

AGE_AFTER = re.compile(
    r"^(?:, |\( ?)(?:aged? |then |now |about )?(?P<age>\d{1,2})(?: ,| \)| \.| ;|$)|"
    r"^,? ?(?:\( )?aged? (?P<aged>\d{1,2})\b|"
    r"^, (?:an?|the|then) [^,;.()]{2,40}? aged (?P<role_aged>\d{1,2})\b|"
    r"^, (?!and )[^,;.()\d]{2,40}, aged (?P<role_then_aged>\d{1,2})\b|"
    r"^,? ?(?:\( )?(?P<bare_years>\d{1,2}) year(?: old)? [,.)]|"
    r"^, (?:an?|the) [^,;.()\d]{2,40}, (?P<role_age>\d{1,2}) ,|"
    r"^(?:, an? | \( an? )(?P<old>\d{1,2}) - year - old|^,? ?(?:(?:who )?(?:was|is) )?(?:only |just |about )?"
    r"(?P<years>\d{1,2}) years old|"
    r"^, [^,;:]{0,40} of (?P<of>\d{2})(?: year)?(?: ,| who| \.|$)|^ ?, (?:then|now) (?P<then>\d{1,2})\b|"
    r"^(?:, |\[)[^.;]{0,80}?about (?P<about>\d{1,2}) years old"
)
AGE_BEFORE = re.compile(r"(?P<age>\d{1,2}) - year - old(?: [\w-]+){0,4} $")
BORN = re.compile(r"^[,(]? ?(?:who was )?(?:born|b\.)(?: in| on)?(?: \w+){0,3}? (?P<year>(?:18|19|20)\d\d)\b")
QUOTES = frozenset({"”", "’", '"', "»"})
NEAR = 30  # tokens after a name in which its age or birth may stand


@dataclass(frozen=True)
class Introduction:
    """A person as one place presents them, with the tokens that say so."""

    sentence: Sentence
    tokens: tuple[int, ...]
    person: Person


@dataclass
class _Said:
    """What a mention adds, and the span of tokens that carries it."""

    first: int
    last: int
    roles: tuple[str, ...] = ()
    age: int | None = None
    born: int | None = None
    relation: Relation | None = None

    def cover(self, first: int, last: int) -> None:
        self.first, self.last = min(self.first, first), max(self.last, last)


def introductions(
    persons: Sequence[tuple[Candidate, str]],
    forms: Forms,
    revision: Revision,
    referents: dict[tuple[int, int], str],
    table: dict[int, listed.Row],
) -> Iterator[Introduction]:
    """Give each mention that is the first of its written form, or that adds something new."""
    known: dict[str, set[object]] = {}
    named = {(c.sentence.number, at): full for c, full in persons for at in range(c.i, c.j)} | referents
    for candidate, full in persons:
        said = _said(candidate, named)
        if candidate.i == 0 and (office := forms.signed.get(candidate.sentence.number)):
            said.roles += (office.words(range(len(office.tokens))).rstrip(".,;"),)
        if row := table.get(candidate.sentence.block.start):
            said.age = said.age or listed.age(row)
            said.born = said.born or listed.born(row)
        _, _, exact = written(revision, candidate.sentence, candidate.i, candidate.j)
        news: set[object] = {exact, *said.roles, ("age", said.age), ("born", said.born), said.relation}
        news.discard(None)
        before = known.setdefault(full, {("age", None), ("born", None)})
        if not news - before:
            continue
        before |= news
        person = Person(
            name=full,
            as_written=" ".join(exact.split()),
            roles=said.roles,
            age=said.age,
            born=said.born,
            gender=forms.gender(full),
            relation=said.relation,
            pseudonym=forms.protected(candidate),
        )
        yield Introduction(candidate.sentence, tuple(range(said.first, said.last + 1)), person)


def _said(candidate: Candidate, named: dict[tuple[int, int], str]) -> _Said:
    sentence, i, j = candidate.sentence, candidate.i, candidate.j
    said = _Said(candidate.title[0] if candidate.title else i, j - 1)
    said.roles = tuple(_roles(candidate, said))
    after = j + (j < len(sentence.tokens) and sentence.tokens[j].text in QUOTES)
    rest = " ".join(t.lower for t in sentence.tokens[after : j + NEAR])
    if (match := AGE_AFTER.match(rest)) and (age := next(filter(None, match.groups()), None)):
        said.age = int(age)
        said.cover(i, after + rest[: match.end(match.lastgroup or 0)].count(" "))
    before = " ".join(t.lower for t in sentence.tokens[max(0, i - 12) : i]) + " "
    if said.age is None and (found := AGE_BEFORE.search(before)):
        said.age = int(found["age"])
        said.cover(max(0, i - 12) + before[: found.start()].count(" "), j - 1)
    if match := BORN.match(rest):
        said.born = int(match["year"])
        said.cover(i, after + rest[: match.end("year")].count(" "))
    said.relation = _of_another(candidate, named, said) or _relation(candidate, named, said)
    said.last = min(said.last, len(sentence.tokens) - 1)
    return said


def _roles(candidate: Candidate, said: _Said) -> Iterator[str]:
    sentence, i, j = candidate.sentence, candidate.i, candidate.j
    if candidate.title:
        title = [t for t in sentence.tokens[slice(*candidate.title)] if offices.plain(t) not in offices.addresses()]
        if title:
            first = _stretched(sentence, title[0].i)
            said.cover(first, j - 1)
            yield sentence.words(range(first, title[-1].i + 1))
    elif (start := offices.role_before(sentence, i)) is not None:
        said.cover(start, j - 1)
        if sentence.tokens[i - 1].lower not in offices.kin():
            yield sentence.words(range(start, i))
    elif (start := offices.relative_before(sentence, i)) is not None:
        said.cover(start, j - 1)
        if sentence.tokens[i - 2].lower not in offices.kin() | {"man", "woman", "boy", "girl", "guy"}:
            yield sentence.words(range(start, i - 1))
    elif (span := offices.governing(sentence, j)) is not None:
        said.cover(span[0], j - 1)
        yield sentence.words(range(*span))
    elif _direct(sentence, i) and (phrase := offices.office_phrase(sentence, i)):
        said.cover(phrase[0], j - 1)
        yield sentence.words(range(*phrase))
    yield from _apposed(candidate, said)
    yield from _headed(candidate, said)
    yield from _signed(candidate, said)


def _apposed(candidate: Candidate, said: _Said) -> Iterator[str]:
    """The role after a comma, without the kinship that may follow on it: that is a relation."""
    sentence, i, j = candidate.sentence, candidate.i, candidate.j
    if (span := offices.role_after(sentence, j)) is not None:
        first, last = span
        if kin := next((t.i for t in sentence.tokens[first:last] if t.lower in offices.kin()), None):
            last = next((t.i for t in sentence.tokens[first:kin] if t.lower == "and"), first)
        if last > first:
            said.cover(i, last - 1)
            yield sentence.words(range(first, last))


def _stretched(sentence: Sentence, first: int) -> int:
    """As in "UN Special Rapporteur", "OSCE representative": the acronym before belongs to the office."""
    while first and sentence.tokens[first - 1].text.isupper() and len(sentence.tokens[first - 1].text) > 1:
        first -= 1
    return first


def _direct(sentence: Sentence, i: int) -> bool:
    """Whether the name follows a noun with nothing between, as after a long office."""
    behind = {"NN", "NNP", "NNPS", *(() if sentence.language == "en" else ("NNS",))}  # "министр внутренних дел"
    return i > 0 and sentence.tokens[i - 1].tag in behind


def _headed(candidate: Candidate, said: _Said) -> Iterator[str]:
    """As in "General Secretary: Jane Roe", as in a letterhead."""
    sentence, i = candidate.sentence, candidate.i
    if i > 1 and sentence.tokens[i - 1].text == ":" and offices.plain(sentence.tokens[i - 2]) in offices.offices():
        start = i - 2
        while start and offices.plain(sentence.tokens[start - 1]) in offices.offices() | words("titles", "modifiers"):
            start -= 1
        said.cover(start, candidate.j - 1)
        yield sentence.words(range(start, i - 1))


def _signed(candidate: Candidate, said: _Said) -> Iterator[str]:
    """An office directly after a name that opens its block, as under a letter: "Jane Roe Special Rapporteur on …"."""
    sentence, i, j = candidate.sentence, candidate.i, candidate.j
    if i or j >= len(sentence.tokens) or sentence.start != sentence.block.at[0]:
        return
    found = offices.titles(sentence, j, len(sentence.tokens))
    if found and found[0] == j:
        end = next(
            (t.i for t in sentence.tokens[j:] if t.text in {".", ";", ":"} or t.tag in offices.FINITE),
            len(sentence.tokens),
        )
        said.cover(i, end - 1)
        yield sentence.words(range(j, end))


def _kin_before(candidate: Candidate, named: dict[tuple[int, int], str]) -> tuple[Relation, int] | None:
    """As in "the father of X, Y": the relation, and the token at which it begins."""
    sentence, tokens = candidate.sentence, candidate.sentence.tokens
    last = tokens[candidate.j - 1]
    kin = sentence.head(last)
    if last.dep != "appos" or kin.i > candidate.i or kin.lower not in offices.kin():
        return None
    if tokens[kin.i + 1].lower != "of" or (to := named.get((sentence.number, kin.i + 2))) is None:
        return None
    return Relation(to, kin.lower), kin.i


def _relation(candidate: Candidate, named: dict[tuple[int, int], str], said: _Said) -> Relation | None:
    """As in "X's brother, Y", "her husband, Y", "Y, X's daughter": what the person named is to whom."""
    sentence, i, j = candidate.sentence, candidate.i, candidate.j
    tokens = sentence.tokens
    if (found := _kin_before(candidate, named)) is not None:
        said.cover(found[1], j - 1)
        return found[0]
    places = [i - 1, i - 2 if i > 1 and tokens[i - 1].text == "," else -1]
    places += range(j + 1, min(j + 6, len(tokens))) if j < len(tokens) and tokens[j].text == "," else ()
    for at in places:
        if at < 0 or tokens[at].lower not in offices.kin():
            continue
        if at > j and any(t.text in {",", "."} for t in tokens[j + 1 : at]):
            break
        if (owned := _owner(sentence, at, range(i, j), named)) is not None:
            owner, to = owned
            said.cover(min(owner, i), max(at, j - 1))
            return Relation(to, tokens[at].lower)
        of = _of(sentence, at, named) if at > j else None
        if of is not None:
            said.cover(i, of)
            return Relation(named[sentence.number, of], tokens[at].lower)
    return None


def _owner(sentence: Sentence, at: int, own: range, named: dict[tuple[int, int], str]) -> tuple[int, str] | None:
    """Whose relative a kinship word names: the token and name of the possessor that stands before it."""
    tokens = sentence.tokens
    for k in range(at - 1, max(-1, at - 6), -1):
        to = named.get((sentence.number, k))
        if tokens[k].lower == "whose":
            to = next((n for b in range(k - 1, k - 4, -1) if (n := named.get((sentence.number, b)))), None)
        if tokens[k].text == "," or k in own:
            return None
        if to and (tokens[k].tag in {"PRP$", "WP$"} or tokens[k + 1].text in POSSESSIVES):
            return k, to
    return None


def _of(sentence: Sentence, at: int, named: dict[tuple[int, int], str]) -> int | None:
    """Where the name behind a kinship word and "of" stands: "wife of the detained poet X"."""
    tokens = sentence.tokens
    if at + 1 >= len(tokens) or tokens[at + 1].lower != "of":
        return None
    for token in tokens[at + 2 : at + 9]:
        if (sentence.number, token.i) in named and is_capital(token):
            return token.i
        if token.text in {",", ".", ";", "who", "whose"} or token.tag in offices.FINITE:
            return None
    return None


def _of_another(candidate: Candidate, named: dict[tuple[int, int], str], said: _Said) -> Relation | None:
    """As in "The daughter of X, Y": the kinship and the other name stand before."""
    sentence, at = candidate.sentence, candidate.i - 1
    at -= at > 0 and sentence.tokens[at].text == ","
    to = named.get((sentence.number, at))
    while at > 1 and to is not None and named.get((sentence.number, at)) == to:
        at -= 1
    kin = sentence.tokens[at - 1].lower if at > 0 else ""
    if to is None or sentence.tokens[at].lower != "of" or kin not in offices.kin():
        return None
    said.cover(at - 1, candidate.j - 1)
    return Relation(to, kin)
