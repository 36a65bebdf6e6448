"""A sentence as the grammar sees it: tokens with their place in the revision and in the dependency tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from khronika.vocabulary.documents import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.extraction.grammar.blocks import Block
    from khronika.vocabulary.documents import Revision

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `start` and `end` are code points of the revision; `head` is an index in the sentence (its own: root).

    `pos` is the universal tag, `tag` the Penn Treebank tag, `dep` the ClearNLP label, `entity` the type of the named
    entity that the word belongs to, or an empty string; `begins` says whether it is that entity's first word. `lower`
    is the word in lower case, with a plain apostrophe. In a language other than English `lemma` and `lower` are the
    English key of the word (see tongues), while `text` is as written; `mood` is "future", "conditional" or
    "imperative" where the verb's own form says so; `name` is the word in the nominative where it is part of a person's
    name and the language declines names. A word without characters stands for what the language says by a case.
    """

    i: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    start: int
    end: int
    entity: str = ""
    begins: bool = False
    lower: str = field(default="", repr=False, compare=False)  # kept, for every stage asks for it many times
    mood: str = ""
    name: str = ""

    def __post_init__(self) -> None:
        if not self.lower:
            object.__setattr__(self, "lower", self.text.lower().replace("’", "'"))


@dataclass(frozen=True)
class Sentence:
    """One sentence of one block, in the order of the text; `number` counts sentences of the document.

    What a semicolon divides are two sentences; the second `continues` the first.
    """

    number: int
    block: Block
    tokens: tuple[Token, ...]
    continues: bool = False
    language: str = "en"  # ISO 639-1

    @cached_property
    def start(self) -> int:
        """First code point in the revision."""
        return self.tokens[0].start

    @cached_property
    def end(self) -> int:
        """The code point after the last."""
        return self.tokens[-1].end

    @cached_property
    def text(self) -> str:
        """The words, one space between, for printing and matching (never for passages)."""
        return " ".join(token.text for token in self.tokens)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """Indices of the dependents of each token, in the order of the text."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                found[token.head].append(token.i)
        return tuple(map(tuple, found))

    @cached_property
    def root(self) -> Token:
        """The head of the sentence."""
        return next(token for token in self.tokens if token.head == token.i)

    def head(self, token: Token) -> Token:
        """The token that governs this one; the root governs itself."""
        return self.tokens[token.head]

    def dependents(self, token: Token, *deps: str) -> list[Token]:
        """Direct dependents, all or those with one of these labels."""
        children = self.children[token.i]
        if not children:  # as of most words
            return []
        tokens = self.tokens
        return [t for i in children if (t := tokens[i]).dep in deps] if deps else [tokens[i] for i in children]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The governors from the nearest to the root."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token, *, without: frozenset[str] = frozenset()) -> list[int]:
        """Indices of the token and all below it, sorted, leaving out branches whose label is in `without`."""
        found, stack = [token.i], [token.i]
        while stack:
            for child in self.children[stack.pop()]:
                if self.tokens[child].dep not in without:
                    found.append(child)
                    stack.append(child)
        return sorted(found)

    def words(self, indices: Iterable[int]) -> str:
        """The words from the first to the last of these tokens, as they read with single spaces."""
        chosen = sorted(indices)
        return " ".join("".join(self._glued(range(chosen[0], chosen[-1] + 1))).split()) if chosen else ""

    def _glued(self, span: range) -> Iterator[str]:
        for i in span:
            if i > span.start and self.tokens[i].start > self.tokens[i - 1].end:
                yield " "
            yield self.tokens[i].text

    def passage(self, revision: Revision, indices: Iterable[int]) -> Passage:
        """Cut the passage from the first to the last of these tokens, in parts where other text lies between."""
        chosen = sorted(indices)
        first, last = self.tokens[chosen[0]], self.tokens[chosen[-1]]
        pieces, start, before = [], first.start, first.end
        for token in self.tokens[first.i + 1 : last.i + 1]:
            if revision.text[before : token.start].strip():
                pieces.append((start, before))
                start = token.start
            before = token.end
        pieces.append((start, last.end))
        return Passage.cut(revision, first.start, last.end, tuple(pieces))
