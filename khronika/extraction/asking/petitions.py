"""Demands under a word that asks: "urges X to", "calls for", "requests were made to", one for each thing asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from khronika.extraction.asking import wishes
from khronika.extraction.asking.addressees import addressee, turns
from khronika.extraction.asking.asked import (
    ASIDE,
    QUOTES,
    SUBJECTS,
    cut,
    has_to,
    joined,
    stranded,
    strays,
    things,
    trimmed,
)
from khronika.extraction.found import Found
from khronika.extraction.lists import table, words
from khronika.vocabulary.bodies import Demand, Force
from khronika.vocabulary.claims import Polarity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence, Token

NOT_DEMANDED = frozenset({"whether", "if", "who", "what", "why", "how", "when", "where", "which"})
FOR = "for"
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def find(sentence: Sentence) -> Iterator[Found]:
    """Find what is asked for in a sentence by a verb or noun of asking, with whom it is asked of."""
    taken: set[int] = set()  # "asks the partners to press for release" asks once
    for token in sentence.tokens:
        if token.i in taken and token.tag not in FINITE:
            continue
        for found in _under(sentence, token):
            taken |= {i for i in found.tokens if i > token.i}
            yield found


def _under(sentence: Sentence, token: Token) -> Iterator[Found]:
    force = _force(token)
    if force is not None and not _tells_an_offence(sentence, token):
        yield from _demands(sentence, token, Force(force))
    elif token.lemma in words("demands", "polite"):
        yield from _polite(sentence, token)
    else:
        yield from wishes.find(sentence, token)


def opens(sentence: Sentence, colon: int) -> tuple[Force, str | None, bool] | None:
    """The force and addressee of words that ask and leave what they ask to the list behind a colon.

    The third says whether nouns of the list are asked for: "We demand:", "Our demands are:", "calls for:".
    """
    for token in sentence.tokens[:colon]:
        if (force := _force(token)) is not None and not _told_in_passing(sentence, token):
            nouns = sentence.root.lemma in words("demands", "listing") if token.pos == "NOUN" else _takes(token)
            return Force(force), addressee(sentence, token, None), nouns or sentence.tokens[colon - 1].lower == FOR
    return None


def _takes(cue: Token) -> bool:
    return cue.lemma in words("demands", "with_object")


def _force(token: Token) -> str | None:
    key = {"VERB": "verbs", "NOUN": "nouns"}.get(token.pos) or ("verbs" if token.tag.startswith("VB") else None)
    force = table("demands", key).get(token.lemma) if key else None
    return str(force) if force else None


def _demands(sentence: Sentence, cue: Token, force: Force) -> Iterator[Found]:
    infinitive = _infinitive(sentence, cue)
    finite = None if infinitive else _that(sentence, cue)
    polarity = Polarity.NEGATED if sentence.dependents(cue, "neg") else Polarity.AFFIRMED
    begin = _voice(sentence, cue)
    if _told_in_passing(sentence, cue):
        return
    if (verb := infinitive or finite) is not None:
        if _coerced(sentence, cue, verb):
            return
        yield from _each(sentence, cue, verb, force, polarity, begin)
        yield from _also(sentence, cue, verb, force, polarity)
    elif (named := _thing(sentence, cue)) is not None:
        own = _behind(sentence, cue, named)
        tokens = trimmed(sentence, list(range(min(begin, own[0]), max(own[-1], cue.i) + 1)))
        body = Demand(force, addressee(sentence, cue, None), sentence.words(trimmed(sentence, own)))
        yield Found(body, tuple(tokens), cue.i, polarity)


def _each(sentence: Sentence, cue: Token, verb: Token, force: Force, polarity: Polarity, begin: int) -> Iterator[Found]:
    asked = joined(sentence, [*things(sentence, verb), *stranded(sentence, cue, verb), *strays(sentence, verb)])
    to = addressee(sentence, cue, verb)
    for one in asked:
        own = cut(sentence, one, asked)
        if has_to(sentence, one):  # "for the judge to step down"
            own = [i for i in own if i >= min(t.i for t in sentence.dependents(one, "aux"))] or own
        action = sentence.words(own).removeprefix("to ")
        span = list(range(begin, own[-1] + 1)) if one is verb else own
        yield Found(Demand(force, to, action), tuple(trimmed(sentence, span)), cue.i, polarity)


def _told_in_passing(sentence: Sentence, cue: Token) -> bool:
    """What is expected, what somebody had been invited to, and a request that was granted or refused ask nothing."""
    passive = bool(sentence.dependents(cue, "nsubjpass", "auxpass"))
    having = any(t.lower == "having" for t in sentence.dependents(cue, "aux"))
    answered = cue.dep in {"nsubjpass", "dobj"} and sentence.head(cue).lemma in words("demands", "answering")
    return (cue.lemma == "expect" and passive) or (passive and having) or (cue.pos == "NOUN" and answered)


def _also(sentence: Sentence, cue: Token, verb: Token, force: Force, polarity: Polarity) -> Iterator[Found]:
    """In "calls on them to refrain, and for an inquiry" what stands behind "for" is asked as well."""
    preps = sentence.dependents(cue, "prep", "conj")
    preps += [p for first in preps for p in sentence.dependents(first, "conj", "prep")]
    for prep in preps if cue.pos == "VERB" else ():
        for named in sentence.dependents(prep, "pobj") if prep.lower == FOR and prep.i > verb.i else ():
            tokens = trimmed(sentence, sentence.subtree(named))
            yield Found(Demand(force, None, sentence.words(tokens)), tuple(tokens), cue.i, polarity)


def _coerced(sentence: Sentence, cue: Token, verb: Token) -> bool:
    """Whether it is what only a captor makes somebody do, "that he sign a confession", or a wish not to be named."""
    if verb.lemma in words("demands", "unnamed") and sentence.dependents(verb, "neg", "auxpass"):
        return True
    whom = [*sentence.dependents(verb, "nsubj"), *sentence.dependents(cue, "dobj")]
    return verb.lemma in words("demands", "coerced") and any(t.pos == "PRON" for t in whom)


def _infinitive(sentence: Sentence, cue: Token) -> Token | None:
    """The nearest infinitive that is asked for: below the word of asking, its object, or its light verb ("made")."""
    light = cue.pos == "NOUN" and sentence.head(cue).lemma in words("demands", "light")
    root = sentence.head(cue) if light else cue
    if cue.lemma == "welcome" or (cue.lemma in words("demands", "towards") and not _turns_to(sentence, cue)):
        return None
    below = set(sentence.subtree(root))
    for token in sentence.tokens[cue.i + 1 :]:
        if token.i not in below or not has_to(sentence, token):
            continue
        return token if _reaches(sentence, token, root) else None
    return None


def _turns_to(sentence: Sentence, cue: Token) -> bool:
    """To call somebody is no demand, to call on somebody is one."""
    near = [*sentence.dependents(cue, "prep", "prt", "dative")]
    toward = any(p.lower in words("demands", "to_whom") for p in near)
    return toward or cue.pos == "NOUN" or not sentence.dependents(cue, "dobj", "nsubjpass")


def _reaches(sentence: Sentence, verb: Token, root: Token) -> bool:
    """Whether no other verb stands between: in "called for those who refused to leave" nobody is asked to leave."""
    for above in sentence.ancestors(verb):
        if above.i == root.i:
            return verb.dep in {"xcomp", "ccomp", "advcl", "acl", "relcl", "dobj", "conj"} and not _purpose(
                sentence, verb, root
            )
        if above.pos in {"VERB", "AUX"} or (
            above.pos == "NOUN" and above.dep == "pobj" and sentence.head(above).lower == FOR
        ):
            return False
    return False


def _purpose(sentence: Sentence, verb: Token, cue: Token) -> bool:
    """In "demanded talks to end the strike" the infinitive says what for."""
    taker = verb.head != cue.i and cue.lemma in words("demands", "with_object")
    return taker or any(t.lower == "order" and t.i == verb.i - 2 for t in sentence.tokens)


def _that(sentence: Sentence, cue: Token) -> Token | None:
    root = sentence.head(cue)  # "the main recommendation is that"
    told = sentence.dependents(root, "ccomp") if cue.dep == "nsubj" and root.lemma == "be" else []
    for verb in [*sentence.dependents(cue, "ccomp", "acl", "advcl", "relcl"), *told]:
        if verb.i < cue.i or (verb.pos not in {"VERB", "AUX"} and not sentence.dependents(verb, *SUBJECTS)):
            continue
        marks = {t.lower for t in sentence.dependents(verb, "mark", "advmod", "nsubj", "dobj")}
        if marks & NOT_DEMANDED or (cue.pos == "NOUN" and "that" not in marks) or verb.dep in {"advcl", "relcl"}:
            continue
        strict = cue.lemma in words("demands", "subjunctive")
        bare = verb.tag == "VB" or any(t.lower == "be" for t in sentence.dependents(verb, "auxpass", "aux"))
        if "that" in marks and (bare or not strict):
            return verb
        if bare and sentence.dependents(verb, *SUBJECTS):
            return verb
    return None


def _thing(sentence: Sentence, cue: Token) -> Token | None:
    """The noun phrase that is asked for: behind "for" ("insist on"), or the object."""
    behind = table("demands", "behind").get(cue.lemma, FOR)
    objects = sentence.dependents(cue, "dobj", "nsubjpass")
    if objects and objects[0].lemma in words("demands", "not_asked"):
        return None  # "demanded the death penalty for two"
    for prep in sentence.dependents(cue, "prep"):
        if prep.lower == behind and (named := sentence.dependents(prep, "pobj", "pcomp")):
            return named[0] if _askable(sentence, cue, named[0]) else None
    if cue.pos == "VERB" and cue.lemma in words("demands", "with_object"):
        return objects[0] if objects and _askable(sentence, cue, objects[0]) else None
    return None


def _askable(sentence: Sentence, cue: Token, thing: Token) -> bool:
    """Whether it is neither a penalty nor a matter of procedure nor, behind a word of every day, a private thing."""
    heads = [thing, *sentence.dependents(thing, "compound")]
    known = thing.lemma in words("demands", "asked_for") or (
        thing.lemma in words("demands", "of_others")
        and any(t.lower == "of" for t in sentence.dependents(thing, "prep"))
    )
    public = known or cue.lemma not in words("demands", "also_private")
    money = not known and bool(sentence.dependents(thing, "nummod"))
    refused = any(t.lemma in words("demands", "not_asked") for t in heads) or thing.tag in {"WP", "WDT"} or money
    return public and not refused


def _behind(sentence: Sentence, cue: Token, thing: Token) -> list[int]:
    """The thing asked for, with the phrases that the parser hangs on the word of asking instead."""
    own = set(sentence.subtree(thing))
    for prep in sentence.dependents(cue, "prep"):
        close = prep.i == max(own) + 1 and prep.lower in words("demands", "of_the_thing")
        if prep.i > thing.i and ((cue.pos == "NOUN" and not turns(cue, prep.lower)) or close):
            own |= set(sentence.subtree(prep))
    return sorted(own)


def _voice(sentence: Sentence, cue: Token) -> int:
    """Where the clause of asking begins: its subject, or that of "we would like to" above it."""
    top = cue
    while top.dep == "xcomp" and sentence.head(top).pos == "VERB":
        top = sentence.head(top)
    if cue.pos == "NOUN":
        while top.dep in {"pobj", "prep"} and sentence.head(top).pos in {"NOUN", "ADP", "SCONJ"}:
            top = sentence.head(top)  # "in response to calls for"
        return min([cue.i, top.i, *(t.i for t in sentence.dependents(cue, "amod", "det", "poss"))])
    subjects = sentence.dependents(top, "nsubj", "nsubjpass")
    own = sentence.subtree(subjects[0], without=ASIDE) if subjects else []
    return min([cue.i, top.i, *own, *(t.i for t in sentence.dependents(top, "aux", "auxpass"))])


def _polite(sentence: Sentence, cue: Token) -> Iterator[Found]:
    """Read "we would appreciate" and "I would be grateful if"."""
    root = sentence.head(cue) if cue.pos == "ADJ" else cue
    subjects = sentence.dependents(root, "nsubj", "nsubjpass")
    would = any(t.lower in {"would", "should", "'d"} for t in sentence.dependents(root, "aux"))
    ours = subjects and (
        subjects[0].lower in words("demands", "first_person") or (subjects[0].i > 0 and cue.tag == "VBN")
    )
    if not would or not ours:
        return
    tokens = trimmed(sentence, sentence.subtree(root, without=frozenset({"punct"})))
    tokens = [i for i in tokens if i >= min(sentence.subtree(subjects[0]))]
    action = [i for i in tokens if i > cue.i] if cue.tag != "VBN" else sentence.subtree(subjects[0])
    if action:
        yield Found(Demand(Force.REQUEST, None, sentence.words(trimmed(sentence, action))), tuple(tokens), cue.i)


def _tells_an_offence(sentence: Sentence, cue: Token) -> bool:
    """Whether the word of asking only says of what somebody is accused."""
    accused = any(above.lemma in words("demands", "accusing") for above in sentence.ancestors(cue))
    if cue.pos == "NOUN":
        return accused and cue.dep == "pobj" and sentence.head(cue).lower == FOR
    quoted = cue.i > 0 and sentence.tokens[cue.i - 1].text in QUOTES
    return cue.tag == "VBG" and accused and (quoted or cue.dep == "pcomp")
