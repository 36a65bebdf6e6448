"""Judging: a person accepts, rejects or corrects a claim; each judgement is an entry of its own."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.errors import InvalidValue, UsageError
from khronika.ledger import verdicts, views
from khronika.vocabulary.canonical import as_json, from_json, misfits
from khronika.vocabulary.claims import Claim, Review
from khronika.vocabulary.judgements import Judgement, Judging

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.actions.chronicle import Chronicle
    from khronika.vocabulary.canonical import Json

SHORTEST = 4  # characters of an id that may stand for it
SHOWN = 12  # characters of an id in a sentence
FRAME = ("stance", "polarity", "speakers", "when", "where")  # what a correction may change beside the body


def judge(chronicle: Chronicle, claim: str, verdict: Judging, *, why: str, patch: str | None = None) -> Claim:
    """Record a judgement of the claim whose id begins so, and give the claim as it now stands.

    A correction takes `patch`, a JSON object with what is different: fields of the body, the stance, the polarity, the
    date, the place or the whole chain of speakers. It becomes a new claim of the same words by `person:NAME` that
    names what it corrects. Raises `UsageError` for an unknown claim, a judgement without a reason, or a patch that is
    missing or says nothing new; `InvalidValue` where the vocabulary refuses it.
    """
    if not why.strip():
        raise UsageError("A judgement needs its reason: add --why and the reason in a sentence.")
    claims = views.claims(chronicle.ledger)
    judged = find_claim(claims, claim)
    better = corrected(judged, patch, chronicle.by) if verdict is Judging.CORRECT else None
    if better is not None:
        must_not_have_fallen(better, claims)
    if better is None and patch is not None:
        raise UsageError("Only a correction takes other values; judge with correct, or leave them out.")
    judgement = Judgement(
        claim=judged.id,
        verdict=verdict,
        by=chronicle.by,
        why=why.strip(),
        document=judged.document,
        kind=judged.kind.value,
        start=judged.passage.start,
        end=judged.passage.end,
        key=verdicts.claim_key(judged),
        replacement=better.id if better else None,
    )
    chronicle.ledger.record([each for each in (better, judgement) if each], by=chronicle.by)
    return better or judged.reviewed(Review.ACCEPTED if verdict is Judging.ACCEPT else Review.REJECTED)


def find_claim(claims: list[Claim], beginning: str) -> Claim:
    """Find the one claim whose id begins so; raises `UsageError` where there is none or more than one."""
    found = [claim for claim in claims if claim.id.startswith(beginning.lower())] if len(beginning) >= SHORTEST else []
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{len(found)} claims begin with {beginning}; give more characters of the id.")
    raise UsageError(
        f"No claim begins with {beginning!r}; give {SHORTEST} characters or more of an id that khronika claims shows."
    )


def corrected(claim: Claim, patch: str | None, by: str) -> Claim:
    """Give the claim as a person corrects it: the same words, and what is different in what they say."""
    said = as_json(claim)
    given = changes(patch)
    for field, value in given.items():
        part = said if field in FRAME else said["body"]
        if field not in part:
            raise UsageError(f"A {claim.kind} has no field {field!r}; it has {', '.join([*said['body'], *FRAME])}.")
        part[field] = value
    better = replace(agreed(fitting(claim, said), given), review=claim.review)
    if better == claim:
        raise UsageError("The correction says the same as the claim; name the field that is different and its value.")
    return replace(better, method=f"person:{by}", review=Review.CORRECTED, corrects=claim.id)


def agreed(claim: Claim, given: dict[str, object]) -> Claim:
    """Keep the stance of a claim and that of its origin one, where only one of the two was given."""
    if "stance" in given and "speakers" not in given:
        return replace(claim, speakers=(replace(claim.origin, stance=claim.stance), *claim.speakers[1:]))
    return replace(claim, stance=claim.origin.stance) if "speakers" in given and "stance" not in given else claim


def fitting(claim: Claim, said: Json) -> Claim:
    """Build the claim that a person typed; raises `InvalidValue` with the fields that are not of their kind."""
    try:
        better = from_json(Claim, said)
        wrong = [*misfits(better.body), *(field for field in misfits(better) if field != "body")]
    except InvalidValue as error:
        if error.__cause__ is None:  # the vocabulary itself says what is wrong
            raise
        wrong = ["one of them"]
    if wrong:
        told = " and ".join(wrong)
        raise InvalidValue(f"The new values do not fit a {claim.kind} ({told}); docs/claims.md says what each may be.")
    return better


def must_not_have_fallen(better: Claim, claims: Iterable[Claim]) -> None:
    """Raise `UsageError` where another claim says so already and was rejected: the correction would fall with it."""
    for twin in claims:
        if twin.id == better.id and twin.corrects != better.corrects and twin.review is Review.REJECTED:
            raise UsageError(f"Claim {twin.id[:SHOWN]} says so already, and was rejected; accept that one instead.")


def changes(patch: str | None) -> dict[str, object]:
    """Read the changed fields of a body; raises `UsageError` where they are no JSON object."""
    try:
        fields = json.loads(patch or "")
    except ValueError:
        fields = None
    if not isinstance(fields, dict) or not fields:
        raise UsageError("""A correction needs the changed values as JSON, such as --with '{"low": 15, "high": 15}'.""")
    return fields
