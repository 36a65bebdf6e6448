"""Dependences that the claims themselves tell: who says something on whose word, and documents by one author."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.comparison.figures import speaker_name
from khronika.comparison.lineage import author_ties, labelled
from khronika.comparison.tellers import in_own_voice, is_distinct, same_scope, told
from khronika.vocabulary.claims import Role
from khronika.vocabulary.origins import Dependence, Ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from khronika.comparison.lineage import Lineage
    from khronika.comparison.tellers import Voice
    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.claims import Claim


def handed_on(claims: Sequence[Claim], lineage: Lineage) -> Iterator[tuple[Voice, Voice, Dependence]]:
    """Give who, of those who tell something in their own voice, has it from somebody else by their own words.

    An author who gives a figure as an office's, there or in an earlier document, does not confirm that office. Of what
    is compared elsewhere only that counts which is not the same by accident.
    """
    here = {claim.id for claim in claims}
    for claim in claims:
        voice = lineage.names.origin(claim)
        for other, origin in lineage.relays.get((told(claim), voice.key), ()) if told(claim) else ():
            meant = other.id in here or is_distinct(claim)
            if meant and origin.key != voice.key and same_scope(claim, other) and not lineage.before(claim, other):
                yield voice, origin, _on_the_word(other, voice, origin, (claim.id, other.id))


def summed_up(account: Account, claims: Sequence[Claim], lineage: Lineage) -> Iterator[tuple[Voice, Voice, Dependence]]:
    """Give who sums up, in the author's voice, a figure that the account files under a source of the same document."""
    filed = {claim: origin.name for origin in account.origins for claim in origin.claims}
    for claim in claims:
        name = filed.get(claim.id)
        if in_own_voice(claim) and name and name != speaker_name(claim):
            speaker = replace(claim.origin, name=name, role=Role.AUTHORITY, cue=None)
            voice, origin = lineage.names.origin(claim), lineage.names.voice(speaker, claim)
            if voice.key != origin.key:
                yield voice, origin, _on_the_word(replace(claim, speakers=(speaker,)), voice, origin, (claim.id,))


def _on_the_word(claim: Claim, voice: Voice, origin: Voice, ids: tuple[str, ...]) -> Dependence:
    cue = f" (“{claim.origin.cue}”)" if claim.origin.cue else ""
    reason = f"{labelled(voice, claim.file)} says so on the word of {origin.name}{cue}."
    return Dependence(voice.name, origin.name, Ground.CHAIN, reason, (claim.document,), ids)


def one_author(claims: Iterable[Claim], lineage: Lineage) -> list[Dependence]:
    """Give the documents of one author that both speak in the author's voice: one voice, not two."""
    by_author: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        if in_own_voice(claim) and claim.origin.name:
            by_author[lineage.names.origin(claim).key].setdefault(claim.document, claim)
    found = []
    for told_by in by_author.values():
        first, *others = told_by.values()
        for other in others:
            reason = f"{first.file} and {other.file} are both by {first.origin.name}: one voice."
            ends = (other.file, first.file, Ground.AUTHOR, reason, (other.document, first.document))
            found.append(Dependence(*ends, (other.id, first.id), directed=False))
    return found


def relayed(claims: Iterable[Claim], lineage: Lineage) -> list[Dependence]:
    """Give, for a whole record, which document's author reports whom, with all claims through which it is known.

    Of the names of one origin the one that is told most often stands for all.
    """
    found: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in claims:
        if not in_own_voice(claim):
            origin, teller = lineage.names.origin(claim), lineage.names.voice(claim.speakers[-1], claim)
            names[origin.key][origin.name] += 1
            if origin.key != teller.key:
                found[claim.document, teller.key, origin.key].append(claim)
    answers = []
    for (_, _, key), told_of in found.items():
        teller, origin = lineage.names.voice(told_of[0].speakers[-1], told_of[0]), lineage.names.origin(told_of[0])
        name = min(names[key], key=lambda name: (-names[origin.key][name], name))
        ids = tuple(claim.id for claim in told_of)
        answers.append(_on_the_word(told_of[0], teller, replace(origin, name=name), ids))
    return answers


def dependences(claims: Iterable[Claim], lineage: Lineage) -> list[Dependence]:
    """Give who rests on whom in a whole record, by speakers, shared words, references and authors."""
    held = list(claims)
    found = [*relayed(held, lineage), *author_ties(lineage), *one_author(held, lineage)]
    return sorted(found, key=lambda each: (each.ground, each.a, each.b, each.reason))
