"""One document from its revision to its claims: every stage once, in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

from khronika.extraction import acts, counts, method, people, profile, statements, steps
from khronika.extraction.asking.questions import is_question
from khronika.extraction.cases.parties import Parties
from khronika.extraction.counting.parts import Figure, Told
from khronika.extraction.demands import Demands
from khronika.extraction.grammar.analysis import Analysis
from khronika.extraction.grammar.blocks import Block, blocks
from khronika.extraction.grammar.dates import Calendar
from khronika.extraction.grammar.tongues.parsing import sentences, unreadable
from khronika.extraction.languages import Languages
from khronika.extraction.naming.sites import Sites
from khronika.extraction.norms import Citations
from khronika.extraction.speaking.chains import Attribution
from khronika.extraction.speaking.quotations import Quotations
from khronika.extraction.tabulating.labels import reason_under
from khronika.extraction.tabulating.tabulation import Tabulation
from khronika.vocabulary.bodies import Count, Norm, Person
from khronika.vocabulary.claims import SHAPES, Claim, Polarity, Speaker, Stance
from khronika.vocabulary.documents import MarkKind
from khronika.vocabulary.extractions import Abstention, Extraction, Profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.extraction.counting.numbers import Numeral
    from khronika.extraction.found import Found
    from khronika.extraction.grammar.dates import Dated
    from khronika.extraction.grammar.syntax import Sentence
    from khronika.extraction.models import Model
    from khronika.vocabulary.dates import When
    from khronika.vocabulary.documents import Document, Revision
    from khronika.vocabulary.people import Mention


SECTION = 400_000  # characters read together; who is named is known within a section, so memory does not grow
KINDS = {shape: kind for kind, shape in SHAPES.items()}


def read(revision: Revision, document: Document, model: Model | None = None) -> Extraction:
    """Propose the claims of one revision; what stays without a claim is listed with its reason.

    A `model` is asked about the sentences that the grammar left open. It adds proposals and changes none.
    """
    reader: _Reader | None = None
    unread: list[Abstention] = []
    number = 0
    for section in _sections(revision, unread):
        parsed = list(sentences(section, number))
        number += len(parsed)
        if not parsed:
            continue
        named = people.find(parsed, revision, document)
        reader = reader or _Reader(revision, document, profile.profile(parsed, revision, document, named), model)
        reader.read(parsed, named)
    if reader is None:
        nothing = Profile(None, "author", None)
        return Extraction(revision.id, _method(model), nothing, (), (), tuple(unread))
    return reader.outcome(unread)


def _sections(revision: Revision, unread: list[Abstention]) -> Iterator[list[Block]]:
    """The blocks of a language that has a grammar, in sections; the others are listed."""
    section, length = list[Block](), 0
    for block in chain.from_iterable(map(Languages.of(revision).parts, blocks(revision))):
        if reason := unreadable(block.language):
            unread.append(
                Abstention(revision.id, block.start, block.end, revision.text[block.start : block.end], reason)
            )
            continue
        section.append(block)
        length += len(block.text)
        if length > SECTION:
            yield section
            section, length = [], 0
    yield section


@dataclass
class _Reader:
    """Carries what one sentence tells the next through a document."""

    revision: Revision
    document: Document
    profile: Profile
    model: Model | None = None
    claims: list[Claim] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    abstentions: list[Abstention] = field(default_factory=list)
    told: Told = field(default_factory=Told)
    counted: list[int] = field(default_factory=list)  # where in `claims` the claim of each figure told stands

    def __post_init__(self) -> None:
        self.calendar = Calendar.over(self.revision.text, self.profile.date)
        self.citations = Citations.over(self.revision.text)
        self.demands = Demands(addressee=self.profile.addressee)
        self.quotations = Quotations()
        self.dated: tuple[Dated, ...] = ()  # of the sentence before, up to a semicolon

    def read(self, parsed: list[Sentence], named: people.People) -> None:
        """Read the sentences of a section in order."""
        self.mentions += named.mentions
        self.attribution = Attribution.over(named, self.profile, self.revision)
        self.parties = Parties(named)
        self.sites = Sites.of(named.mentions, self.revision.text)
        places = [place.exact for place in self.sites.places]
        self.cells = Tabulation.over(parsed, named.named, self.calendar.again(), places)
        self.abstentions += self.cells.left_alone(self.revision)
        introduced = people.claims(named)
        presented: dict[int, list[tuple[list[int], Person]]] = {}
        for sentence, tokens, person in introduced:
            presented.setdefault(sentence.number, []).append((tokens, person))
        for sentence in parsed:
            self.attribution.enter(sentence)
            analysis = Analysis(sentence, tuple(self.calendar.read(sentence)))
            before = len(self.claims), len(self.abstentions)
            for tokens, person in presented.get(sentence.number, ()):
                self._person(sentence, tokens, person)
            self._cell(sentence)
            if not self.cells.is_figure(sentence):
                self._counts(analysis)
            if self.cells.has_read(sentence) or self.cells.is_label(sentence):
                continue
            for found in self._others(analysis):
                self._claim(analysis, found)
            if self.model is not None:
                self._consult(self.model, analysis, *before)
            if analysis.dated or not sentence.continues:
                self.dated = analysis.dated
        self.claims = self.cells.with_wholes(self.claims)

    def _cell(self, sentence: Sentence) -> None:
        """What a cell of a table says, with the cells that name it as parts of its passage."""
        for tabled in self.cells.said(sentence):
            first = None
            if tabled.source:
                heading, label = tabled.source
                first = self.attribution.tabled(label.sentences[0], heading.written)
            speakers = self.attribution.chain(0, first=first)
            claim = tabled.claim(self.revision, self.document, speakers, method())
            self.claims.append(claim)
            if isinstance(claim.body, Count):
                self.cells.told[sentence.block.start] = claim

    def _consult(self, model: Model, analysis: Analysis, claims: int, abstentions: int) -> None:
        """Let a model read the sentence after the grammar, whose outcomes of it begin at these numbers."""
        from khronika.extraction.models.consulting import Page

        sentence, page = analysis.sentence, Page(self.revision.text, lambda found: self._made(analysis, found))
        told, left = self.claims[claims:], self.abstentions[abstentions:]
        for outcome in model.consult(analysis, self.parties, told, left, page):
            if isinstance(outcome, Claim):
                self.claims.append(outcome)
                continue
            exact = self.revision.text[sentence.start : sentence.end]
            reason = f"a model's proposal refused: {outcome.reason}"
            self.abstentions.append(Abstention(self.revision.id, sentence.start, sentence.end, exact, reason))

    def _others(self, analysis: Analysis) -> Iterator[Found]:
        sentence = analysis.sentence
        norms = self.citations.find(sentence)
        quoted = self.quotations.enter(sentence, cited=bool(norms))
        yield from steps.find(analysis, self.parties)
        yield from norms
        yield from (d for d in self.demands.find(sentence, cited=bool(norms)) if not self._rhetorical(sentence, d))
        yield from acts.find(analysis, self.parties, quoted)
        yield from statements.find(analysis, self.attribution.people)

    def _rhetorical(self, sentence: Sentence, demand: Found) -> bool:
        """Whether a question stands in somebody's told words ("I said 'What are you doing?'"): it asks nothing here."""
        opened = any(t.text in {"‘", "“", '"', "«"} for t in sentence.tokens[: demand.at + 1])
        told = opened or len(self.attribution.chain(demand.at)) > 1
        return is_question(sentence) and told

    def _counts(self, analysis: Analysis) -> None:
        for outcome in counts.find(analysis, self.told):
            if isinstance(outcome, Figure):
                claim = self._claim(analysis, self._linked(outcome), self._whole_speakers(outcome))
                self.counted.append(len(self.claims) - 1)
                self._belongs(outcome.part, claim)
            else:
                self._abstain(analysis.sentence, *outcome)

    def _belongs(self, part: int | None, whole: Claim) -> None:
        """Let a part told before its whole name it; the id of a claim does not depend on that."""
        if part is None:
            return
        before = self.claims[self.counted[part]]
        if isinstance(before.body, Count):
            self.claims[self.counted[part]] = replace(before, body=replace(before.body, of=whole.id))

    def _whole_speakers(self, figure: Figure) -> tuple[Speaker, ...]:
        """Who gives the whole gives its parts in the same sentence: "recorded six deaths, four of them in …"."""
        whole = figure.whole
        same = whole is not None and self.told.figures[whole].sentence == figure.sentence
        return self.claims[self.counted[whole]].speakers if same and whole is not None else ()

    def _linked(self, figure: Figure) -> Found:
        if figure.whole is None:
            return figure.found
        return replace(figure.found, body=replace(figure.count, of=self.claims[self.counted[figure.whole]].id))

    def _abstain(self, sentence: Sentence, numeral: Numeral, reason: str) -> None:
        if sentence.block.kind is MarkKind.CELL and reason == "nothing says what is counted":
            reason = reason_under((sentence.block.column or "").casefold())
        start, end = sentence.tokens[numeral.first].start, sentence.tokens[numeral.last].end
        self.abstentions.append(Abstention(self.revision.id, start, end, self.revision.text[start:end], reason))

    def _claim(self, analysis: Analysis, found: Found, otherwise: tuple[Speaker, ...] = ()) -> Claim:
        claim = self._made(analysis, found, otherwise)
        self.claims.append(claim)
        return claim

    def _made(self, analysis: Analysis, found: Found, otherwise: tuple[Speaker, ...] = ()) -> Claim:
        sentence, body = analysis.sentence, found.body
        dated = None if isinstance(body, Norm) else analysis.date_for(found.at) or self._carried(sentence)
        if isinstance(body, Count) and dated is not None:
            body = replace(body, as_of=dated.when)
        return self._said(sentence, replace(found, body=body), dated, otherwise)

    def _carried(self, sentence: Sentence) -> Dated | None:
        """Behind a semicolon the one date before it holds on: "On 18 March 46 were brought in; 39 were remanded"."""
        before = self.dated if sentence.continues else ()
        return before[0] if len(before) == 1 else None

    def _said(self, sentence: Sentence, found: Found, dated: Dated | None, otherwise: tuple[Speaker, ...]) -> Claim:
        speakers = self.attribution.chain(found.at)
        speakers = otherwise if len(speakers) == 1 and len(otherwise) > 1 else speakers
        when: When | None = dated.when if dated else None
        return Claim(
            kind=KINDS[type(found.body)],
            file=self.document.name,
            document=self.document.sha256,
            passage=sentence.passage(self.revision, found.tokens),
            speakers=speakers,
            stance=found.stance or speakers[0].stance,
            polarity=found.polarity,
            when=when,
            where=self.sites.near(sentence, found.at),
            body=found.body,
            method=method(),
        )

    def _person(self, sentence: Sentence, tokens: list[int], person: Person) -> None:
        speakers = self.attribution.chain(tokens[-1])
        passage = self.cells.passage(self.revision, sentence.passage(self.revision, tokens), sentence, person)
        self.claims.append(
            Claim(
                KINDS[Person],
                self.document.name,
                self.document.sha256,
                passage,
                speakers,
                speakers[0].stance if len(speakers) > 1 else Stance.ASSERTED,
                Polarity.AFFIRMED,
                None,
                None,
                person,
                method(),
            )
        )

    def outcome(self, unread: Iterable[Abstention]) -> Extraction:
        """What the whole document gave; a claim told twice in the same words at the same place is one."""
        claims = tuple({claim.id: claim for claim in self.claims}.values())
        return Extraction(
            self.revision.id,
            _method(self.model),
            self.profile,
            claims,
            tuple(self.mentions),
            (*unread, *self.abstentions),
        )


def _method(model: Model | None) -> str:
    """What proposed: the grammar, and a model that answered to the end."""
    return method() if model is None or model.silence else f"{method()}+{model.method}"
