"""What a document asks of somebody: by a word of asking, by "should" and "must", by questions and by lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from khronika.extraction.asking import duties, lists, orders, petitions, questions
from khronika.extraction.speaking.quotations import Quotations
from khronika.vocabulary.bodies import Demand, Force
from khronika.vocabulary.documents import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.asking.lists import Opened
    from khronika.extraction.found import Found
    from khronika.extraction.grammar.syntax import Sentence

FOLLOWING = re.compile(
    r"following (?:questions?|matters|points|issues|information)|questions? below|answers? to|observations on",
    re.IGNORECASE,
)
SECOND = frozenset({"you", "your"})
THEM = frozenset({"them", "it", "they", "him", "her"})
NEAR = 2  # sentences


@dataclass
class Demands:
    """What the text has opened so far: a quotation, a list of questions, a list of recommendations."""

    addressee: str | None = None  # of the letter, for questions and for "you"
    asking: bool = False
    opened: Opened | None = None
    asked: str | None = None  # of whom was asked last, for "calling on them"
    asked_at: int = -9  # in which sentence
    quotations: Quotations = field(default_factory=Quotations)

    def find(self, sentence: Sentence, *, cited: bool = False) -> list[Found]:
        """Find the demands of the next sentence; `cited` says that it cites a norm."""
        if sentence.block.kind is MarkKind.HEADING or lists.is_heading(sentence, self.opened):
            self.opened = lists.headline(sentence, self.opened)
            return [] if self.opened else list(petitions.find(sentence))
        if not any(token.text[:1].isalnum() for token in sentence.tokens):
            return []  # a bullet alone
        self._close(sentence)
        spoken = self.quotations.open or sentence.tokens[0].text in {"“", '"'}
        quoted = self.quotations.enter(sentence, cited=cited)
        followed = sentence.number - self.asked_at <= NEAR
        due = list(duties.find(sentence, quoted, cited=cited, followed=followed))
        found = list(self._items(sentence)) or _apart(due, petitions.find(sentence))
        found = found or list(self._questions(sentence)) or list(orders.find(sentence, quoted, spoken=spoken))
        found = self._open(sentence, found)
        self._listen(found, sentence.number)
        return [self._addressed(one) for one in found]

    def _items(self, sentence: Sentence) -> Iterator[Found]:
        """What an item below a heading or stem asks, or the first item within the sentence that opens the list."""
        if within := lists.inline(sentence):
            self.opened, begin = within
            yield from lists.items(sentence, self.opened, begin)
        elif self.opened is not None:
            yield from lists.items(sentence, self.opened)

    def _listen(self, found: list[Found], number: int) -> None:
        """A letter that names no addressee at its head names one where it first says "your Government"."""
        said = [one.body.addressee for one in found if isinstance(one.body, Demand) and one.body.addressee]
        self.addressee = self.addressee or next((whom for whom in said if whom.startswith("your ")), None)
        if named := [whom for whom in said if whom.lower() not in THEM]:
            self.asked, self.asked_at = named[-1], number

    def _addressed(self, found: Found) -> Found:
        body = found.body
        if not isinstance(body, Demand):
            return found
        if (body.addressee or "").lower() in THEM:
            return replace(found, body=replace(body, addressee=self.asked or body.addressee))
        if self.addressee is None or (
            (body.addressee or "").lower() != "you" and (body.addressee or not self._to_you(body))
        ):
            return found
        return replace(found, body=replace(body, addressee=self.addressee))

    def _to_you(self, body: Demand) -> bool:
        return body.force is Force.ASK or bool(re.search(r"\byour?\b", body.action))

    def _close(self, sentence: Sentence) -> None:
        """A list that a sentence opened ends with its items."""
        first = sentence.tokens[0].start <= sentence.block.at[0] + 3
        if self.opened and not self.opened.headed and first and not lists.is_item(sentence):
            self.opened = None

    def _open(self, sentence: Sentence, found: list[Found]) -> list[Found]:
        """Open what the words before a colon open; what they leave to the items is not asked twice."""
        text = sentence.text.rstrip()
        if opened := lists.stem(sentence):
            self.opened = opened
            kept = [] if lists.is_cut(sentence) else found
            found = [one for one in kept if sentence.tokens[max(one.tokens)].tag not in {"IN", "TO"}]
        self.asking = self.asking or bool(FOLLOWING.search(text) and (found or text.endswith(":")))
        return found

    def _questions(self, sentence: Sentence) -> Iterator[Found]:
        """Questions of a numbered list, and sentences with "please"."""
        found = list(questions.please(sentence))
        self.asking = self.asking or bool(found)
        yield from found
        if not found and questions.is_question(sentence) and not self.quotations.open:
            numbered = sentence.block.kind is MarkKind.ITEM or bool(lists.NUMBERED.match(sentence.block.text))
            second = any(token.lower in SECOND for token in sentence.tokens)
            if numbered or self.asking or (second and self.addressee):
                yield from questions.each(sentence)


def _apart(due: list[Found], petitioned: Iterator[Found]) -> list[Found]:
    """Of a duty within a petition keep the petition ("urge that they should"), of a petition within a duty the duty."""
    free = [one for one in petitioned if not any(one.at in duty.tokens and duty.at <= one.at for duty in due)]
    taken = {i for one in free for i in range(one.at, max(one.tokens) + 1)}
    return [*free, *(duty for duty in due if duty.at not in taken)]
