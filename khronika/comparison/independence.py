"""How many origins of an account rest on none of the others, what each dependence shows, and what only echoes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.comparison.building import build, enumerate_few, sentence
from khronika.comparison.chains import handed_on, one_author, summed_up
from khronika.comparison.tellers import in_own_voice, told
from khronika.comparison.webs import Web
from khronika.vocabulary.accounts import Account, Verdict
from khronika.vocabulary.canonical import digest
from khronika.vocabulary.origins import Bond, Dependence, Ground

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from khronika.comparison.building import Told
    from khronika.comparison.lineage import Lineage, Tie
    from khronika.comparison.tellers import Voice
    from khronika.comparison.webs import Edge
    from khronika.vocabulary.claims import Claim

COPIED = 20  # words in a row that are no turn of phrase: with fewer, elsewhere in a document, nothing is in doubt


def with_independence(account: Account, claims: Sequence[Claim], lineage: Lineage) -> Account:
    """Give the account with its independent origins; a corroboration that is all of one origin is none any more."""
    web = _web(account, claims, lineage)
    counted, open_ = _counted(web, lineage)
    if counted:
        independent: int | None = len(counted)
    else:
        independent = 1 if len(open_) == 1 else None
    dependences = tuple(dict.fromkeys(sorted(web.why, key=lambda d: (d.a, d.b, d.ground, d.reason))))
    known = replace(account, independent=independent, dependences=dependences)
    if account.verdict is not Verdict.SAME:
        return known
    if len(web.origins(web.surely)) == 1:
        why = "; ".join(list(dict.fromkeys(d.reason.rstrip(".") for d in dependences if d.certain))[:2])
        reason = f"{account.reason} But it is one origin, told again: {why}."
        verdict = Verdict.RESTATES
        return replace(known, verdict=verdict, reason=reason, id=digest([account.id, verdict]), independent=1)
    return replace(known, reason=f"{account.reason} {_said(counted, open_, web)}")


def _counted(web: Web, lineage: Lineage) -> tuple[list[Voice], list[Voice]]:
    """Give the voices that are surely independent, one a root, and those of which nobody can say.

    A voice without a name counts where a person judged it independent of all that count.
    """
    origins = web.origins(web.rests)
    counted, open_ = [each for each in origins if each.named], [each for each in origins if not each.named]
    for voice in list(open_):
        others = [*counted, *(other for other in open_ if other is not voice)]
        if others and all(lineage.verdict(voice.key, other.key) is Bond.INDEPENDENT for other in others):
            counted.append(voice)
            open_.remove(voice)
    return counted, open_


def _said(counted: Sequence[Voice], open_: Sequence[Voice], web: Web) -> str:
    """Say how many independent origins there are, and of whom nobody can say."""
    number = len(counted)
    unsure = [d.reason for d in web.why if not d.certain]
    if not counted:
        names = enumerate_few(voice.name for voice in open_)
        return f"How many independent origins that is, is unknown: {names} may be one, or rest on one another."
    names = enumerate_few(voice.name for voice in counted)
    text = f"{number} independent origin{'s' if number > 1 else ''}: {names}."
    if open_:
        text += f" Not counted, because unknown: {enumerate_few(voice.name for voice in open_)}."
    return f"{text} {sentence(unsure[0].rstrip('.'))}" if unsure else text


def _web(account: Account, claims: Sequence[Claim], lineage: Lineage) -> Web:
    web = Web()
    for claim in claims:
        voice = lineage.names.origin(claim)
        web.voices.setdefault(voice.key, voice)
        web.own.add(voice.key)
    for voice, origin, why in (
        *summed_up(account, claims, lineage),
        *handed_on(claims, lineage),
        *_tied(claims, lineage),
    ):
        if lineage.verdict(voice.key, origin.key) is not Bond.INDEPENDENT:
            web.voices.setdefault(voice.key, voice)
            web.voices.setdefault(origin.key, origin)
            web.add((voice.key, origin.key, why))
    for edge in (*_elsewhere(claims, lineage, web), *_judged(lineage, web)):
        web.add(edge)
    web.why += one_author(claims, lineage)
    return web


def _tied(claims: Sequence[Claim], lineage: Lineage) -> Iterator[tuple[Voice, Voice, Dependence]]:
    """Give the dependences of claims whose own words come from elsewhere, or stand beside a reference.

    A claim on a named source's word rests on that source, wherever the words about it come from.
    """
    for claim in claims:
        voice = lineage.names.origin(claim)
        for tie in lineage.of(claim) if in_own_voice(claim) or not voice.named else ():
            met = [c for c in claims if c.document != claim.document and _meets(tie, c, claim, lineage)]
            beside = [c for c in claims if c.document != claim.document and not met and _shared(tie, claim, c, lineage)]
            targets = {lineage.names.origin(c) for c in (*met, *beside)} | (set() if met else {tie.source})
            for target in targets:
                if target.key != voice.key:
                    yield voice, target, tie.dependence((claim.id, *(c.id for c in (*met, *beside))))
            for further in _beyond(tie, lineage) if not met else ():
                yield further.voice, further.source, further.dependence()


def _meets(tie: Tie, other: Claim, claim: Claim, lineage: Lineage) -> bool:
    """Say whether another claim is what a tie leads to."""
    if tie.paper and tie.there:
        start, end = tie.there
        inside = other.passage.start < end and start < other.passage.end
        return other.document == tie.paper.document and inside
    return lineage.names.voice(other.speakers[-1], other).key == tie.source.key and told(other) == told(claim)


def _beyond(tie: Tie, lineage: Lineage) -> Iterator[Tie]:
    """Give from whom a document that is not compared here may have the same words, where no date says who was first."""
    if tie.paper and tie.there and not tie.directed:
        for each in lineage.ties.get(tie.paper.document, ()):
            meets = each.span[0] < tie.there[1] and tie.there[0] < each.span[1]
            if meets and not each.directed and each.source.key != each.voice.key:
                yield each


def _shared(tie: Tie, claim: Claim, other: Claim, lineage: Lineage) -> bool:
    """Say whether a claim may have the words of a third document by way of another one, which is no later.

    A run of words is tied to the first document that has it. Who repeats a repeater repeats what that rests on, too.
    """
    if tie.there is None or (tie.directed and lineage.before(claim, other)):
        return False
    alike = (each for each in lineage.of(other) if each.paper is tie.paper and each.there)
    return any(each.there and each.there[0] < tie.there[1] and tie.there[0] < each.there[1] for each in alike)


def _elsewhere(claims: Sequence[Claim], lineage: Lineage, web: Web) -> Iterator[Edge]:
    """Give the ties between authors of which both speak here in their own voice, but not in the tied words."""
    own = {lineage.names.origin(claim).key: claim for claim in claims if in_own_voice(claim)}
    for document in sorted({claim.document for claim in claims}):
        ties = [tie for tie in lineage.ties.get(document, ()) if tie.ground is Ground.REFERENCE or tie.words >= COPIED]
        for tie in {(tie.voice.key, tie.source.key): tie for tie in ties}.values():
            a, b = tie.voice.key, tie.source.key
            known = b in web.rests.get(a, ()) or lineage.verdict(a, b) is not None
            if a in own and b in own and a != b and not known:
                yield a, b, tie.dependence((own[a].id, own[b].id), certain=False)


def _judged(lineage: Lineage, web: Web) -> Iterator[Edge]:
    for pair, reliance in lineage.judged.items():
        if reliance.bond is Bond.DEPENDENT and len(pair) > 1 and pair <= web.own:
            a, b = sorted(pair)
            names = (web.voices[a].name, web.voices[b].name)
            reason = f"{reliance.by} judged that {names[0]} and {names[1]} rest on one another: {reliance.why}"
            yield a, b, Dependence(*names, Ground.JUDGEMENT, sentence(reason.rstrip(".")), (), directed=False)


def independent_among(told_by: Sequence[Told], lineage: Lineage) -> Callable[[Iterable[Told]], int | None]:
    """Give how to count the independent origins of any of what is told; null where nobody can say."""
    claims = [each.claim for each in told_by]
    web = _web(build("", None, Verdict.COMPATIBLE, "", told_by), claims, lineage)

    def count(some: Iterable[Told]) -> int | None:
        own = {lineage.names.origin(each.claim).key for each in some}
        counted, open_ = _counted(replace(web, own=own), lineage)
        return len(counted) or (1 if len(open_) == 1 else None)

    return count
