"""To whom "he", "her" and "the worker" refer: the nearest person who can be meant, or nobody where two can."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.extraction.grammar.syntax import SUBJECTS
from khronika.extraction.lists import words
from khronika.extraction.naming import offices
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.extraction.naming.candidates import Candidate
    from khronika.extraction.naming.forms import Forms

PRONOUNS = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
BACK = 3  # sentences


@dataclass(frozen=True)
class _Seen:
    """Somebody spoken of at a token; without a name it is an unnamed person, who competes."""

    at: int
    name: str | None
    subject: bool
    possessor: bool = False
    gender: str | None = None  # of an unnamed person: "the man"


def resolve(
    sentences: Sequence[Sentence], persons: Sequence[tuple[Candidate, str]], forms: Forms
) -> dict[tuple[int, int], str]:
    """Give the person behind each pronoun and definite role, by sentence number and token index."""
    named: dict[int, list[tuple[Candidate, str]]] = defaultdict(list)
    roles: dict[str, set[str]] = defaultdict(set)
    for candidate, full in persons:
        named[candidate.sentence.number].append((candidate, full))
        for role in _role_words(candidate):
            roles[role].add(full)
    return _Reader(forms, named, roles).read(sentences)


class _Reader:
    """Walks through the text once, and remembers who was spoken of lately."""

    def __init__(self, forms: Forms, named: dict[int, list[tuple[Candidate, str]]], roles: dict[str, set[str]]) -> None:
        self.forms = forms
        self.named = named
        self.roles = roles
        self.recent: list[list[_Seen]] = []
        self.found: dict[tuple[int, int], str] = {}

    def read(self, sentences: Sequence[Sentence]) -> dict[tuple[int, int], str]:
        for sentence in sentences:
            if sentence.block.kind in {MarkKind.HEADING, MarkKind.CELL}:
                self.recent = []
            self.recent = [*self.recent[-BACK:], self._spoken(sentence)]
            for token in sentence.tokens:
                if (gender := PRONOUNS.get(token.lower)) is not None:
                    self._pronoun(sentence, token, gender)
                elif token.lower in offices.roles() and token.tag == "NN" and _definite(sentence, token):
                    self._role(sentence, token)
        return self.found

    def _spoken(self, sentence: Sentence) -> list[_Seen]:
        seen = []
        for candidate, full in self.named.get(sentence.number, ()):
            last = sentence.tokens[candidate.j - 1]
            seen.append(_Seen(candidate.i, full, _is_subject(sentence, last), last.dep == "poss"))
        taken = {at for c, _ in self.named.get(sentence.number, ()) for at in range(max(0, c.i - 3), c.j + 6)}
        seen += [
            _Seen(t.i, None, subject=True, gender=_gender(t.lower)) for t in _unnamed(sentence) if t.i not in taken
        ]
        return sorted(seen, key=lambda s: s.at)

    def _pronoun(self, sentence: Sentence, token: Token, gender: str) -> None:
        subject = self._ahead(sentence, token)
        name = subject.name if subject and self._fits(subject.name, gender) else None
        if subject is None or (subject.name is not None and name is None):
            name = self._back(token, gender)
        if name:
            self.found[sentence.number, token.i] = name
            self.forms.tell(name, gender)
            self.recent[-1].append(_Seen(token.i, name, token.dep in SUBJECTS))

    def _ahead(self, sentence: Sentence, token: Token) -> _Seen | None:
        """As in "Following his visit Mr. X wrote": the subject still to come, where nobody stands before."""
        here = [s for s in self.recent[-1] if s.at < token.i]
        if here or token.dep in SUBJECTS:
            return None
        root = sentence.root
        if token.i > root.i:
            return None
        own = set(sentence.subtree(sentence.head(token))) if token.tag == "PRP$" else set()  # "His lawyer, X, wrote"
        return next((s for s in self.recent[-1] if token.i < s.at < root.i and s.subject and s.at not in own), None)

    def _back(self, token: Token, gender: str) -> str | None:
        for distance, spoken in enumerate(reversed(self.recent)):
            here = [s for s in spoken if distance or s.at < token.i]
            fitting = [s for s in here if self._fits(s.name, gender) and s.gender in {gender, None}]
            if not fitting:
                continue
            subjects = [s for s in fitting if s.subject]
            chosen = subjects or [s for s in fitting if not s.possessor] or fitting
            names = {s.name for s in chosen}
            if len(names) > 1:
                return None
            return next(iter(names))
        return None

    def _fits(self, name: str | None, gender: str) -> bool:
        return name is None or self.forms.gender(name) in {gender, None}

    def _role(self, sentence: Sentence, token: Token) -> None:
        wanted = self.roles.get(token.lower, set())
        near = {s.name for spoken in self.recent for s in spoken if s.name in wanted}
        if len(near) == 1 and (name := next(iter(near))):
            self.found[sentence.number, token.i] = name


def _is_subject(sentence: Sentence, token: Token) -> bool:
    while token.dep in {"appos", "compound", "flat", "conj"} and token.head != token.i:
        token = sentence.head(token)
    return token.dep in SUBJECTS


def _unnamed(sentence: Sentence) -> Iterator[Token]:
    """Single persons who are subjects without a name: "the city prosecutor", "a relative", "the Prosecutor General"."""
    for token in sentence.tokens:
        if (
            token.dep in SUBJECTS
            and token.tag in {"NN", "NNP"}
            and (token.lower in offices.roles() or offices.plain(token) in offices.offices())
        ):
            yield token


def _gender(word: str) -> str | None:
    return next((g for g in ("female", "male") if word in words("kinship", g) | words("roles", g)), None)


def _definite(sentence: Sentence, token: Token) -> bool:
    return any(t.lower in {"the", "this"} for t in sentence.dependents(token, "det"))


def _role_words(candidate: Candidate) -> Iterator[str]:
    sentence = candidate.sentence
    if offices.role_before(sentence, candidate.i) is not None:
        yield sentence.tokens[candidate.i - 1].lower
    if offices.relative_before(sentence, candidate.i) is not None:
        yield sentence.tokens[candidate.i - 2].lower
    if (span := offices.role_after(sentence, candidate.j)) is not None:
        yield from (t.lower for t in sentence.tokens[slice(*span)] if t.lower in offices.roles())
