"""Steps of a case: who was detained, charged, tried, sentenced, released, by whom, when and with which outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.cases.parties import Parties, owners
from khronika.extraction.cases.penalties import articles, penalty
from khronika.extraction.counting import population
from khronika.extraction.found import Found
from khronika.extraction.grammar.analysis import verb_group
from khronika.extraction.grammar.companions import coordinated
from khronika.extraction.grammar.modes import Mode
from khronika.extraction.lists import words
from khronika.extraction.speaking.sources import phrase
from khronika.vocabulary.bodies import Party, Step
from khronika.vocabulary.claims import Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.analysis import Analysis
    from khronika.extraction.grammar.clauses import Clause
    from khronika.extraction.grammar.lexicon import Entry
    from khronika.extraction.grammar.syntax import Sentence, Token

WITH_OFFENCE = frozenset(
    {
        "charged",
        "convicted",
        "sentenced",
        "detained",
        "arrested",
        "trial_opened",
        "fined",
        "remanded",
        "acquitted",
        "investigation_opened",
        "summoned",
    }
)
WITH_PENALTY = frozenset({"sentenced", "reduced", "increased", "fined"})
CUT = frozenset({"conj", "ccomp", "parataxis", "cc", "advcl"})
COURT = frozenset({"court", "tribunal", "office", "prosecutor", "judge", "ministry"})
OFFENCE = {
    "with": frozenset({"charge", "accuse", "indict", "prosecute"}),
    "of": frozenset({"convict", "acquit", "accuse", "suspect", "find", "charge"}),
    "for": frozenset(
        {"sentence", "arrest", "convict", "charge", "fine", "try", "detain", "prosecute", "jail", "imprison", "hold"}
    ),
}
LAWS = frozenset({"law", "provision", "code", "constitution", "article", "act", "rule", "bill", "which", "that"})
THINGS = frozenset({"everything", "nothing", "anything", "something", "that", "this"})
OF_THINGS = frozenset(
    {"fined", "searched", "confiscated", "banned", "closed", "suspended", "appealed", "complaint_filed"}
)
WITHOUT_SUBJECT = frozenset({"investigation_opened", "investigation_closed", "complaint_rejected", "trial_opened"})
LONGEST_OFFENCE = 30  # tokens


def find(analysis: Analysis, parties: Parties) -> Iterator[Found]:
    """Give the steps that the sentence presents as taken or as not taken; threats, demands and questions are none."""
    parties.enter(analysis)
    told: dict[int, tuple[Party, ...]] = {}
    for clause, entries in analysis.meanings:
        fits = [entry for entry in entries if entry.step] if _happened(analysis, clause) else []
        read = ((entry, _subjects(analysis, clause, entry, parties, told)) for entry in fits)
        entry, subjects = next(((entry, found) for entry, found in read if found is not None), (None, None))
        if entry is None or subjects is None:
            continue
        if _goes_on(analysis, clause, entry, told):
            continue
        told[clause.at] = subjects
        for step in (entry.step, entry.also):
            if step is not None:
                yield _step(analysis, clause, entry, subjects, step, parties)


def _goes_on(analysis: Analysis, clause: Clause, entry: Entry, told: dict[int, tuple[Party, ...]]) -> bool:
    """In "was detained at the border and held for 30 hours" the second verb tells of the same custody."""
    sentence = analysis.sentence
    token = sentence.tokens[clause.at]
    lasting = any(
        t.lower == "being" for t in sentence.dependents(token, "auxpass", "aux")
    )  # "are being held in a wing"
    after = token.dep in {"conj", "advcl", "acl"} and any(t.i in told for t in sentence.ancestors(token))
    return entry.step == "detained" and clause.lemma in {"hold", "keep"} and (lasting or after)


def _happened(analysis: Analysis, clause: Clause) -> bool:
    """Whether the clause tells of the step; a participle before a noun ("detained nurses") only describes."""
    if clause.nominal or analysis.sentence.tokens[clause.at].dep == "amod":
        return False
    if any(analysis.sentence.tokens[i].lemma in LAWS for i in clause.agents):
        return False
    if _in_a_number(analysis, clause):
        return False
    if clause.lemma == "suspend" and _of_the_sentence(analysis, clause):
        return False
    return clause.mode is Mode.ASSERTED or (clause.mode is Mode.FUTURE and clause.lemma == "serve")


def _in_a_number(analysis: Analysis, clause: Clause) -> bool:
    """In "the number of lawyers arrested rose" the participle says what the number counts."""
    sentence = analysis.sentence
    token = sentence.tokens[clause.at]
    of = sentence.head(sentence.head(token))
    return token.dep == "acl" and of.lower == "of" and sentence.head(of).lemma in words("nouns", "sums")


def _of_the_sentence(analysis: Analysis, clause: Clause) -> bool:
    """In "sentenced to eight months in prison, suspended for two years" it is the sentence that is suspended."""
    token = analysis.sentence.tokens[clause.at]
    bare = token.tag == "VBN" and not analysis.sentence.dependents(token, "auxpass", "nsubjpass", "aux")
    return bare and token.dep in {"acl", "advcl", "conj", "dep", "amod"}


def _subjects(
    analysis: Analysis, clause: Clause, entry: Entry, parties: Parties, told: dict[int, tuple[Party, ...]]
) -> tuple[Party, ...] | None:
    """The parties of a step; empty where the text leaves them to its context, None where the clause is no step."""
    sentence = analysis.sentence
    token = sentence.tokens[clause.at]
    if token.dep == "acl" and sentence.head(token).pos in {"PRON", "DET"}:  # "those detained" only describes
        return None
    heads = _heads(sentence, clause, entry)
    if heads and all(sentence.tokens[i].lower in THINGS for i in heads):  # "they took everything away"
        return None
    if entry.bodies:
        heads = [i for i in heads if _is_body(sentence, i, parties)]
        if not heads:
            return None
    parties.any_kind = entry.bodies or entry.step in OF_THINGS
    found = parties.at(sentence, [i for i in heads if not sentence.tokens[i].text.isdigit() or i in parties.numbers])
    return found or _from_context(analysis, clause, entry, parties, told)


def _heads(sentence: Sentence, clause: Clause, entry: Entry) -> list[int]:
    """The phrases in the relations that the entry names, and the owners of those that it names with "of-"."""
    heads = list(clause.people(tuple(r for r in entry.people if "-" not in r)))
    for relation in entry.people:
        if relation == "of-subject":
            heads += owners(sentence, (*clause.agents, *clause.patients))
        elif relation.startswith("of-"):
            heads += owners(sentence, clause.people((relation.removeprefix("of-"),)))
        elif relation.endswith("-object"):  # "brought charges against 31 strikers"
            things = [sentence.tokens[i] for i in (*clause.patients, *clause.people(("object",)))]
            preps = [p for t in things for p in sentence.dependents(t, "prep") if p.lower == relation.split("-")[0]]
            heads += [i for p in preps for t in sentence.dependents(p, "pobj") for i in coordinated(sentence, t)]
    return list(dict.fromkeys(heads))


def _from_context(
    analysis: Analysis, clause: Clause, entry: Entry, parties: Parties, told: dict[int, tuple[Party, ...]]
) -> tuple[Party, ...] | None:
    """Whom a step concerns that names nobody: those of the clause above, else the person spoken of just before."""
    sentence = analysis.sentence
    token = sentence.tokens[clause.at]
    own = [i for i in _heads(sentence, clause, entry) if sentence.tokens[i].pos not in {"PRON", "DET"}]
    if token.dep == "conj" and token.head in told and not own:  # "found them guilty and imposed suspended sentences"
        return told[token.head]
    leaning = not entry.people or any("-" in relation for relation in entry.people)
    for above in sentence.ancestors(sentence.tokens[clause.at]) if leaning else ():
        if above.i in told:
            return told[above.i]
    if entry.step in WITHOUT_SUBJECT:
        return ()
    pointing = any(sentence.tokens[i].pos == "PRON" for i in _heads(sentence, clause, entry))
    return parties.topic(sentence, clause.at) if pointing or leaning else None


def _is_body(sentence: Sentence, i: int, parties: Parties) -> bool:
    token = sentence.tokens[i]
    outlet = token.lemma in words("nouns", "outlets") or any(
        t.lemma in words("nouns", "outlets") for t in sentence.dependents(token, "compound", "amod")
    )
    return outlet or (
        parties.person_at(sentence, token) is None and bool(parties.people.organisation_at(sentence, token))
    )


def _step(
    analysis: Analysis, clause: Clause, entry: Entry, subjects: tuple[Party, ...], step: str, parties: Parties
) -> Found:
    sentence = analysis.sentence
    below = sentence.subtree(sentence.tokens[clause.at], without=CUT)
    body = Step(
        step,
        subjects,
        offence=_offence(analysis, clause) if step in WITH_OFFENCE else None,
        articles=articles(analysis) if step in WITH_OFFENCE else (),
        body=_body(analysis, clause, entry, parties),
        penalty=penalty(analysis, below, clause.lemma) if step in WITH_PENALTY else None,
    )
    polarity = Polarity.NEGATED if clause.negated else Polarity.AFFIRMED
    return Found(body, _tokens(analysis, clause, entry, body), clause.at, polarity)


def _offence(analysis: Analysis, clause: Clause) -> str | None:
    """What somebody is accused of: behind "with", "of", "for" or "on charges of"."""
    sentence = analysis.sentence
    for companion in clause.companions:
        head = sentence.tokens[companion.head]
        if companion.relation == "on" and head.lemma in {"charge", "suspicion"}:
            inner = [
                o
                for p in sentence.dependents(head, "prep")
                if p.lower == "of"
                for o in sentence.dependents(p, "pobj", "pcomp")
            ]
            return _words(analysis, inner[0].i) if inner else None
        if clause.lemma in OFFENCE.get(companion.relation, ()) and not _measures(analysis, companion.head):
            return _words(analysis, companion.head)
    return None


def _measures(analysis: Analysis, head: int) -> bool:
    token = analysis.sentence.tokens[head]
    return token.lemma in words("numbers", "units") | {"charge"} or token.pos == "NUM"


def _words(analysis: Analysis, head: int) -> str:
    sentence = analysis.sentence
    below = [i for i in sentence.subtree(sentence.tokens[head]) if i >= head - 4][:LONGEST_OFFENCE]
    return sentence.words(below).strip(" \"“”'‘’.,;")


def _body(analysis: Analysis, clause: Clause, entry: Entry, parties: Parties) -> str | None:
    """The court, office or service that took the step: who does it, else before or with whom it is taken."""
    sentence = analysis.sentence
    if "agent" not in entry.people:
        for i in clause.agents:
            if (named := _acting(sentence, sentence.tokens[i], parties)) is not None:
                parties.body = sentence.number, named
                return named
    relations = {"by", "in", "at", "before", "to", *(("with",) if entry.step == "complaint_filed" else ())}
    for head in (c.head for c in clause.companions if c.relation in relations):
        token = sentence.tokens[head]
        near = {t.lower for t in sentence.dependents(token, "compound")}
        if token.lemma in COURT or (token.pos == "PROPN" and near & COURT):
            return phrase(sentence, token)
    return None


def _acting(sentence: Sentence, token: Token, parties: Parties) -> str | None:
    """Who acts: a person or body by name, an office by its words; "it" is the body that acted before."""
    if token.lower == "it":
        before = parties.body
        return before[1] if before is not None and sentence.number - before[0] <= 1 else None
    if token.pos == "PRON":
        return parties.people.refer(sentence, token)
    bodies = COURT | words("speakers", "bodies")
    known = token.pos == "PROPN" or token.lemma in bodies or population.group_of(token.lemma) is not None
    if not known or token.pos not in {"NOUN", "PROPN"} or token.lemma in LAWS:
        return None
    own = any(t.lower == "your" for t in sentence.dependents(token, "poss"))
    return f"your {phrase(sentence, token)}" if own else phrase(sentence, token)


def _tokens(analysis: Analysis, clause: Clause, entry: Entry, body: Step) -> tuple[int, ...]:
    """The smallest clause: the verb group, the subject and what makes the verb this step."""
    sentence = analysis.sentence
    found = set(verb_group(sentence, clause.at))
    near = (*clause.people(tuple(r for r in entry.people if "-" not in r)), *clause.agents, *clause.patients)
    found |= {i for i in near if abs(i - clause.at) < 15}
    found |= {c.head for c in clause.companions if c.words & entry.company}
    if body.penalty is not None:
        terms = [
            i
            for i in sentence.subtree(sentence.tokens[clause.at], without=CUT)
            if sentence.tokens[i].lemma in {"year", "month"}
        ]
        found |= set(terms)
    return tuple(sorted(found))
