"""Every stage through which a sentence goes, as text for a person who wants to know why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction import acts, counts, people, statements, steps
from khronika.extraction.cases.parties import Parties
from khronika.extraction.counting.parts import Figure, Told
from khronika.extraction.demands import Demands
from khronika.extraction.grammar.analysis import Analysis
from khronika.extraction.grammar.blocks import blocks
from khronika.extraction.grammar.dates import Calendar
from khronika.extraction.grammar.tongues.parsing import sentences, unreadable
from khronika.extraction.norms import Citations
from khronika.extraction.speaking.chains import Attribution
from khronika.extraction.speaking.quotations import Quotations
from khronika.vocabulary.canonical import Json, as_json
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity
from khronika.vocabulary.extractions import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.found import Found
    from khronika.extraction.grammar.syntax import Sentence

NOBODY = "0" * 64


def explained(text: str, language: str) -> str:
    """Show each sentence of a text as tokens, dates, numbers, clauses, scopes and claims."""
    if reason := unreadable(language):
        return reason
    revision = Revision(NOBODY, text, (Mark(MarkKind.LANGUAGE, 0, len(text), language),), "explain", "none")
    parsed = list(sentences(blocks(revision)))
    named = people.find(parsed, revision, Document(NOBODY, "sentence", len(text), Sensitivity.INTERNAL))
    attribution = Attribution(named, Profile(None, "author", None))
    calendar, parties, told = Calendar.over(text, None), Parties(named), Told()
    citations, demands, quotations = Citations.over(text), Demands(), Quotations()
    lines: list[str] = []
    for sentence in parsed:
        attribution.enter(sentence)
        analysis = Analysis(sentence, tuple(calendar.read(sentence)))
        outcomes = list(counts.find(analysis, told))
        lines += [f"SENTENCE  {sentence.text}", "", *_syntax(sentence), "", *_stages(analysis), *_scopes(attribution)]
        lines += _numbers(sentence, outcomes)
        found = [outcome.found for outcome in outcomes if isinstance(outcome, Figure)]
        norms = citations.find(sentence)
        quoted = quotations.enter(sentence, cited=bool(norms))
        found += [*steps.find(analysis, parties), *norms, *demands.find(sentence, cited=bool(norms))]
        found += [*acts.find(analysis, parties, quoted), *statements.find(analysis, named)]
        lines += _claims(sentence, found, attribution)
        lines.append("")
    return "\n".join(lines)


def _syntax(sentence: Sentence) -> Iterator[str]:
    yield "TOKENS    word / lemma / tag / relation <- governor"
    for token in sentence.tokens:
        yield f"  {token.i:>3}  {token.text} / {token.lemma} / {token.tag} / {token.dep} <- {sentence.head(token).text}"


def _stages(analysis: Analysis) -> Iterator[str]:
    sentence = analysis.sentence
    for dated in analysis.dated:
        yield f"DATE      {dated.when.text} = {dated.when.edtf} ({dated.when.precision})"
    for clause in analysis.clauses:
        agents, patients = ([sentence.tokens[i].text for i in heads] for heads in (clause.agents, clause.patients))
        kind = "noun" if clause.nominal else "passive" if clause.passive else "active"
        shade = f"{clause.mode}{', negated' if clause.negated else ''}"
        who, whom = (", ".join(heads) or "nobody named" for heads in (agents, patients))
        yield f"CLAUSE    {sentence.tokens[clause.at].text} ({kind}, {shade}): who: {who}; whom: {whom}"
    for clause, entries in analysis.meanings:
        meaning = entries[0]
        means = ", ".join(
            f"{name} {what}" for name, what in (("quantity", meaning.quantity), ("step", meaning.step)) if what
        )
        yield f"LEXICON   {clause.lemma}: {means or 'known'}; people stand as {' or '.join(meaning.people) or 'nobody'}"


def _scopes(attribution: Attribution) -> Iterator[str]:
    sentence, scopes = attribution.here or (None, [])
    for scope in scopes if sentence is not None else []:
        words = sentence.words(i for i in scope.tokens if i < len(sentence.tokens)) if sentence is not None else ""
        yield f"SCOPE     {scope.source.name or scope.source.role} ({scope.cue}, {scope.stance}): {words}"


def _numbers(sentence: Sentence, outcomes: list[counts.Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        if not isinstance(outcome, Figure):
            numeral, reason = outcome
            yield f"NO COUNT  {sentence.words(range(numeral.first, numeral.last + 1))}: {reason}"


def _claims(sentence: Sentence, found: list[Found], attribution: Attribution) -> Iterator[str]:
    for one in found:
        said = "; ".join(
            f"{key} {_plain(value)}" for key, value in as_json(one.body).items() if value not in (None, [])
        )
        chain = " <- ".join(f"{s.name or s.role} ({s.stance})" for s in attribution.chain(one.at))
        yield f"CLAIM     {said}; {one.polarity}; said by {chain}"
        yield f"          “{sentence.words(one.tokens)}”"


def _plain(value: Json) -> str:
    """A value of a claim in words, without what it does not say."""
    if isinstance(value, dict):
        return ", ".join(_plain(item) for item in value.values() if item not in (None, [], False))
    if isinstance(value, list):
        return " and ".join(_plain(item) for item in value)
    return str(value)
