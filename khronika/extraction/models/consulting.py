"""A model that is consulted on one sentence after another, and the account of what it was good for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from khronika.extraction.models import gate
from khronika.extraction.models.answers import Refusal, rows
from khronika.extraction.models.dialects import DIALECTS, NOT_UNDERSTOOD, request
from khronika.extraction.models.grounding import grounded
from khronika.extraction.models.questions import limit, question
from khronika.extraction.models.wire import Reply, Silence, exchange
from khronika.vocabulary.bodies import Count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from khronika.extraction.cases.parties import Parties
    from khronika.extraction.found import Found
    from khronika.extraction.grammar.analysis import Analysis
    from khronika.extraction.models.address import Address
    from khronika.extraction.models.answers import Row
    from khronika.extraction.models.dialects import Dialect
    from khronika.extraction.models.questions import Question
    from khronika.vocabulary.bodies import Body
    from khronika.vocabulary.claims import Claim
    from khronika.vocabulary.extractions import Abstention

OK = 200
PLAIN = re.compile(r"[^\w.:/+-]+", re.ASCII)
LONGEST = 80  # characters of a name in a record


@dataclass(frozen=True, slots=True)
class Page:
    """What the reader lends: the text, and how a body becomes a claim with the grammar's speakers, date and place."""

    text: str
    claim: Callable[[Found], Claim]


@dataclass
class Model:
    """A model at an address; the counters say what was asked of it and what came of it."""

    address: Address
    name: str
    version: str
    seconds: float
    silence: str | None = None  # why nothing more is asked
    questions: int = 0
    claims: int = 0
    known: int = 0  # rows that said what the grammar had said
    refused: Counter[str] = field(default_factory=Counter)
    silent: int = 0  # answers one after another that did not come
    dialects: tuple[Dialect, ...] = DIALECTS

    @property
    def method(self) -> str:
        """The name under which its proposals are recorded."""
        return f"llm:{plain(self.name)}@{self.version}"

    def consult(
        self, analysis: Analysis, parties: Parties, told: Sequence[Claim], left: Sequence[Abstention], page: Page
    ) -> Iterator[Claim | Refusal]:
        """Ask about one sentence, where there is something to ask; give each new claim, and what was refused and why.

        `told` are the grammar's claims from it, `left` the numbers that it left alone; nothing of either is changed.
        """
        asked = question(analysis, parties, told, left) if self.silence is None else None
        if asked is None:
            return
        self.questions += 1
        answer = self._ask(asked)
        outcomes = [answer] if isinstance(answer, Refusal) else [self._claim(asked, row, page) for row in answer]
        heard = list(told)
        for outcome in outcomes:
            if isinstance(outcome, Refusal):
                self.refused[outcome.reason] += 1
                yield outcome
            elif any(same(outcome, claim) for claim in heard):
                self.known += 1
            else:
                self.claims += 1
                heard.append(outcome)
                yield outcome

    def _ask(self, asked: Question) -> tuple[Row, ...] | Refusal:
        """Ask in each dialect until the server understands one, which is kept."""
        outcome: Reply | Silence = Silence("nothing was asked")
        for dialect in self.dialects:
            send = request(self.name, asked, dialect)
            outcome = exchange(self.address, f"{self.address.path}/chat/completions", send=send, seconds=self.seconds)
            if isinstance(outcome, Reply) and outcome.status == OK:
                self.dialects, self.silent = (dialect,), 0
                return rows(outcome.value, asked)
            if isinstance(outcome, Silence) or outcome.status not in NOT_UNDERSTOOD:
                break
        return self._unanswered(outcome)

    def _unanswered(self, outcome: Reply | Silence) -> Refusal:
        """Count a silence; after a few in a row, or where nobody is there any more, nothing more is asked."""
        absent = isinstance(outcome, Silence) and outcome.absent
        reason = outcome.reason if isinstance(outcome, Silence) else f"the server failed (status {outcome.status})"
        self.silent += 1
        if absent or self.silent >= limit("silences"):
            self.silence = reason
        return Refusal(reason)

    def _claim(self, asked: Question, row: Row, page: Page) -> Claim | Refusal:
        found = grounded(asked, row)
        if isinstance(found, Refusal):
            return found
        claim = replace(page.claim(found), method=self.method)
        fault = gate.fault(claim, asked.analysis, page.text)
        return claim if fault is None else Refusal(fault)


def same(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same of the same place, whoever proposed them."""
    overlap = one.passage.start < other.passage.end and other.passage.start < one.passage.end
    return one.id == other.id or (overlap and one.polarity is other.polarity and _said(one) == _said(other))


def _said(claim: Claim) -> Body:
    """What a claim says, without what links it to other claims."""
    return replace(claim.body, of=None, by=None) if isinstance(claim.body, Count) else claim.body


def plain(name: str) -> str:
    """Give a server's word in letters that a record can hold; of a path on somebody's disk only the file's name."""
    last = re.split(r"[/\\]", name)[-1] if name.startswith(("/", "~", ".")) or "\\" in name else name
    return PLAIN.sub("_", last)[-LONGEST:]
