"""Alleged violations: what was done to whom and by whom, where a sentence tells it as having happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.extraction.cases import deeds
from khronika.extraction.cases.harm import Harm
from khronika.extraction.found import Found
from khronika.extraction.grammar.analysis import verb_group
from khronika.extraction.grammar.modes import Mode
from khronika.extraction.lists import words
from khronika.extraction.speaking.sources import phrase
from khronika.vocabulary.bodies import Act
from khronika.vocabulary.claims import Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.cases.deeds import Deed
    from khronika.extraction.cases.parties import Parties
    from khronika.extraction.grammar.analysis import Analysis
    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.syntax import Sentence, Token
    from khronika.vocabulary.bodies import Party

DURATIONS = frozenset({"minute", "hour", "day", "night", "week", "month", "year", "time"})
FAR = 15  # tokens between a deed and a party that its passage still takes in
INSTRUMENTS = ("with", "using")
LAWS = frozenset({"law", "code", "article", "constitution", "convention", "covenant", "bill", "act", "treaty"})
APART = frozenset({"relcl", "advcl", "nsubj", "nsubjpass", "parataxis"})  # clauses that tell of something else
MODALS = frozenset({"would", "could", "should", "may", "might", "must", "shall", "can", "will"})


def find(analysis: Analysis, parties: Parties, quoted: frozenset[int] = frozenset()) -> Iterator[Found]:
    """Give the acts that the sentence tells of; what is forbidden, feared, asked for or charged is none.

    `parties` must have entered the sentence, which reading its steps does; `quoted` are the tokens of a quoted norm.
    """
    if any(token.lower == "please" for token in analysis.sentence.tokens):
        return
    graph = analysis.graph.clauses(deeds.nouns(), frozenset())
    harm = Harm(analysis.sentence, parties, graph)
    said: set[tuple[str, frozenset[Party], str]] = set()
    for clause in (_mended(analysis.sentence, one, graph) for one in graph):
        deed = deeds.told(analysis.sentence, clause)
        if deed is None or clause.at in quoted or not _happened(analysis.sentence, clause, deed):
            continue
        heads = harm.heads(clause, deed)
        suffered, did = harm.named(clause, deed, *heads)
        body = Act(deed.act, suffered, did, _means(analysis.sentence, clause))
        key = (body.act, frozenset(body.victims), clause.lemma if body.victims and not clause.nominal else "")
        nobody = not (body.victims or body.perpetrators or any(heads))
        bare = clause.nominal or _describes(analysis.sentence, clause)
        if key in said or (nobody and bare and deed.victims and not _evident(analysis.sentence, clause)):
            continue
        said.add(key)
        parties.spoken.heard(analysis.sentence, suffered, did)
        denied = not deed.denied and (clause.negated or _lightly_denied(clause, analysis.sentence, graph))
        polarity = Polarity.NEGATED if denied else Polarity.AFFIRMED
        yield Found(body, _tokens(analysis.sentence, clause, deed, sum(heads, ())), clause.at, polarity)
    parties.go_on(analysis.sentence)


def _lightly_denied(clause: Clause, sentence: Sentence, graph: tuple[Clause, ...]) -> bool:
    """Whether a noun's deed is denied by the light verb above it: "did not use force"."""
    if not clause.nominal:
        return False
    above = {token.i for token in _noun_ancestors(sentence, sentence.tokens[clause.at])}
    return any(one.at in above and one.negated and one.lemma in words("acts", "light") for one in graph)


def _mended(sentence: Sentence, clause: Clause, graph: tuple[Clause, ...]) -> Clause:
    """In "were held for two days, whipped and …" the parser may hang the later participle on the duration."""
    token = sentence.tokens[clause.at]
    head = sentence.head(token)
    if token.tag != "VBN" or token.dep != "acl" or head.lemma not in DURATIONS:
        return clause
    above = {one.i for one in sentence.ancestors(token)}
    before = [one for one in graph if one.at in above and one.passive]
    return replace(clause, patients=before[-1].patients) if before else clause


def _happened(sentence: Sentence, clause: Clause, deed: Deed) -> bool:
    token = sentence.tokens[clause.at]
    if (
        _wished(sentence, token)
        or _charged(sentence, token, deed)
        or any(sentence.tokens[i].lemma in LAWS for i in clause.agents)
    ):
        return False
    if clause.nominal:
        above = list(_noun_ancestors(sentence, token))
        used = {one.i for one in above if one.lemma == "use" and one.pos == "VERB"}  # "used torture" is no mere word
        unreal = any(one.lemma in words("acts", "unreal") and one.i not in used for one in above)
        return not unreal and clause.mode in {Mode.ASSERTED, Mode.POSSIBLE} and not _supposed(sentence, token)
    if any(above.lemma in words("demands", "accusing") for above in _governors(sentence, token)):
        return False
    if token.dep == "amod" and token.tag == "VBG":  # "the following individuals"
        return False
    if token.dep in {"relcl", "acl"} and deed.near and not deed.company:
        return False  # what only stands in the same sentence says nothing of a deed told in passing
    if clause.mode is Mode.ASSERTED:
        return True
    helped = {t.lower for t in sentence.dependents(token, "aux")}
    return deed.purpose and clause.mode is Mode.POSSIBLE and not helped & MODALS


def _wished(sentence: Sentence, token: Token) -> bool:
    """Whether a verb above ensures, forbids or fears the deed: "to ensure that they are not beaten".

    A list of demands goes on behind a semicolon with "to release …; and to end …".
    """
    while token.head != token.i and token.dep not in APART:
        token = sentence.head(token)
        if token.lemma in words("acts", "unreal_verbs"):
            return True
    wanted = any(t.lower == "to" for t in sentence.dependents(sentence.root, "aux"))
    return wanted and not sentence.dependents(sentence.root, "nsubj", "nsubjpass")


def _charged(sentence: Sentence, token: Token, deed: Deed) -> bool:
    """Whether the deed is the offence of a charge: "convicted of arson"."""
    crime = deed.act in {"arson", "theft", "violence_by_protesters", "killing", "extortion"}
    above = sentence.ancestors(token) if token.pos != "VERB" else _governors(sentence, token)
    return crime and any(one.lemma in words("acts", "charging") for one in above)


def _describes(sentence: Sentence, clause: Clause) -> bool:
    """Whether a participle before a noun only describes it: "with restricted access"."""
    token = sentence.tokens[clause.at]
    return token.dep == "amod" and token.i > 0 and sentence.tokens[token.i - 1].pos not in {"PUNCT", "CCONJ"}


def _evident(sentence: Sentence, clause: Clause) -> bool:
    """Whether the words above a deed's noun say that it is told of: "allegations of torture", "under torture"."""
    token = sentence.tokens[clause.at]
    above = {one.lemma for one in _noun_ancestors(sentence, token)}
    return clause.nominal and bool(above & words("acts", "evident"))


def _governors(sentence: Sentence, token: Token) -> Iterator[Token]:
    """The verbs of which a gerund tells the reason: "accused of threatening"."""
    if token.dep == "pcomp":
        yield sentence.head(sentence.head(token))
    elif token.dep == "conj" and token.tag == "VBG":
        yield from _governors(sentence, sentence.head(token))


def _noun_ancestors(sentence: Sentence, token: Token) -> Iterator[Token]:
    """What governs a noun, up to and with the next verb."""
    for above in sentence.ancestors(token):
        yield above
        if above.pos in {"VERB", "AUX"}:
            return


def _supposed(sentence: Sentence, token: Token) -> bool:
    """Whether the verb above a deed's noun is itself no fact: "they would risk torture", "to prevent torture"."""
    for above in sentence.ancestors(token):
        if above.pos in {"VERB", "AUX"}:
            helped = {t.lower for t in sentence.dependents(above, "aux")}
            return bool(helped & MODALS)
    return False


def _means(sentence: Sentence, clause: Clause) -> str | None:
    """With what it was done: "with truncheons"."""
    for companion in clause.companions:
        token = sentence.tokens[companion.head]
        if (
            companion.relation in INSTRUMENTS
            and token.pos == "NOUN"
            and not deeds.is_somebody(sentence, companion.head)
        ):
            return phrase(sentence, token)
    return None


def _tokens(sentence: Sentence, clause: Clause, deed: Deed, heads: tuple[int, ...]) -> tuple[int, ...]:
    """The predicate, its parties near by and what makes it this deed."""
    found = set(verb_group(sentence, clause.at))
    found |= {i for i in heads if abs(i - clause.at) < FAR}
    found |= {c.head for c in clause.companions if c.words & deed.company and abs(c.head - clause.at) < FAR}
    found |= {i for i in clause.patients if deed.object and abs(i - clause.at) < FAR}
    return tuple(sorted(found))
