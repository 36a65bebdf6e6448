"""What to ask about one account: of figures, of facts about a person, of what changed on the way."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from khronika.comparison.building import enumerate_few
from khronika.comparison.calendar import dated, in_words
from khronika.comparison.figures import figures_of, place_of
from khronika.comparison.intervals import is_vague, number, phrase
from khronika.comparison.pairs import TENFOLD
from khronika.comparison.words import families, question_words
from khronika.vocabulary.accounts import Verdict
from khronika.vocabulary.bodies import Act, Count, Step
from khronika.vocabulary.origins import Aspect
from khronika.vocabulary.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from khronika.comparison.addressees import Addressees
    from khronika.vocabulary.accounts import Account
    from khronika.vocabulary.claims import Claim

YEAR = 12

Asked = tuple[str, str, tuple["Claim", ...]]  # of whom, what, and the claims on which the question rests


@dataclass(frozen=True)
class Sides:
    """The claims of one account, by who can answer for them."""

    by: Addressees
    claims: Sequence[Claim]

    @property
    def answering(self) -> Mapping[str, list[Claim]]:
        """Give the claims for which each addressee can answer."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            to = self.by.name(claim)
            if to and self.by.may_tell(claim, to):
                found[to].append(claim)
        return found

    def beside(self, mine: Sequence[Claim]) -> list[Claim]:
        """Give the other claims of which whoever can answer for `mine` may be told."""
        to = self.by.name(mine[0]) or ""
        return [claim for claim in self.claims if claim not in mine and self.by.may_tell(claim, to)]

    def mine(self, claims: Iterable[Claim]) -> str:
        """Write what an addressee is known for: "you give 12 killed (in your document of 5 March 2031)"."""
        told: dict[bool, list[str]] = {True: [], False: []}
        for claim in claims:
            told[self.by.is_own(claim)].append(f"{said(claim)} ({self.by.whence(claim)})")
        own, quoted = enumerate_few(told[True]), enumerate_few(told[False])
        words = (f"you give {own}" if own else "", f"you are quoted with {quoted}" if quoted else "")
        return "; ".join(part for part in words if part)

    def theirs(self, claims: Sequence[Claim], to: str) -> str:
        """Write what others are known for: "Norvia Watch gives 15 killed"."""
        if not claims:
            return "others say otherwise"
        return enumerate_few(f"{self.by.as_other(claim, to)} gives {said(claim)}" for claim in claims)


def said(claim: Claim) -> str:
    """Write what a claim says in a few words: "at least 15 killed", "“released on 16 March 2031”"."""
    body = claim.body
    if isinstance(body, Count):
        label = str(word_list("quantities").get(body.quantity, {}).get("label", body.quantity))
        bare = body.group == "all" and not (is_vague(body) and body.population)
        people = "" if bare else f" ({body.population or body.group})"
        date = f", as of {in_words(body.as_of)}" if in_words(body.as_of) else ""
        return f"no number for those {label}{people}" if is_vague(body) else f"{phrase(body)} {label}{people}{date}"
    if isinstance(body, Step):
        label = str(word_list("steps").get(body.step, {}).get("label", body.step))
        term = body.penalty.months_low or body.penalty.months_high if body.penalty else None
        return f"“{label}{f' to {_months(term)}' if term else ''}{dated(claim.when)}”"
    if isinstance(body, Act):
        return f"“{word_list('acts').get(body.act, {}).get('label', body.act)}{dated(claim.when)}”"
    return claim.kind.value


def _months(term: int) -> str:
    return f"{term} months" if term % YEAR else f"{term // YEAR} year{'s' if term > YEAR else ''}"


def asked(account: Account, claims: Sequence[Claim], by: Addressees) -> Iterator[Asked]:
    """Give the questions about one account; `claims` are its claims."""
    known = {claim.id: claim for claim in claims}
    for assumption in account.assumptions:
        sides = Sides(by, [known[one] for one in assumption.claims if one in known] or claims)
        for to, mine in sides.answering.items():
            if len(sides.beside(mine)) + len(mine) < len(sides.claims):
                continue  # the question itself says what somebody at risk told
            told = sides.mine(mine)
            question = by.without_names(assumption.question, to)
            yield to, f"{told[:1].upper()}{told[1:]}. {question}", tuple(sides.claims)
    competing = {one for found in account.minimal_sets for one in found}
    sides = Sides(by, [claim for claim in claims if claim.id in competing] or claims)
    if account.verdict is Verdict.CONFLICT:
        yield from _which(sides)
    elif account.verdict is Verdict.UNRESOLVED and not account.assumptions:
        yield from _open(account, sides)
    yield from _drifts(account, known, by)


def _which(sides: Sides) -> Iterator[Asked]:
    """Ask all who can answer why their word and the others' cannot both be true."""
    for to, mine in sides.answering.items():
        if len(mine) < len(sides.claims):
            yield to, _put("conflict", sides, mine, sides.beside(mine)), tuple(sides.claims)


def _put(name: str, sides: Sides, mine: Sequence[Claim], others: Sequence[Claim] = (), **more: str) -> str:
    to = sides.by.name(mine[0]) or ""
    facts = any(isinstance(claim.body, Step) for claim in sides.claims)
    words = question_words()["facts" if facts else "figures"][name]
    person = _person(sides.claims) if facts else ""
    text = str(words).format(mine=sides.mine(mine), theirs=sides.theirs(others, to), person=person, **more)
    return text[:1].upper() + text[1:]


def _person(claims: Iterable[Claim]) -> str:
    names = (p.name for c in claims if isinstance(c.body, Step) for p in c.body.subjects if p.name)
    return next(names, "the accused")


def _open(account: Account, sides: Sides) -> Iterator[Asked]:
    for to, mine in sides.answering.items():
        if all(isinstance(claim.body, Count) for claim in sides.claims):
            others = sides.beside(mine)
            all_told = len(others) + len(mine) == len(sides.claims)
            text = _missing(sides, mine, others) or (_other(account, sides, mine) if all_told else None)
        else:
            text = _twice(sides, mine) if any(isinstance(claim.body, Step) for claim in sides.claims) else None
        if text:
            yield to, text, tuple(sides.claims)


def _twice(sides: Sides, mine: Sequence[Claim]) -> str:
    """Ask whether a step happened twice; where one addressee tells it once only, why others date it otherwise."""
    others = sides.beside(mine)
    if len({claim.body.step if isinstance(claim.body, Step) else "" for claim in sides.claims}) > 1:
        return _put("order", sides, mine, others) if others else _put("own_order", sides, mine)
    once = len({said(claim) for claim in mine}) == 1
    return _put("conflict", sides, mine, others) if once and others else _put("twice", sides, mine)


def _missing(sides: Sides, mine: Sequence[Claim], others: Sequence[Claim]) -> str | None:
    """Ask for what the figures of one addressee lack and others have, or what sets their own two figures apart."""
    theirs = [(claim, claim.body) for claim in others if isinstance(claim.body, Count)]
    ours = [(claim, claim.body) for claim in mine if isinstance(claim.body, Count)]
    dated = sorted(((c.as_of.earliest, in_words(c.as_of)) for _, c in theirs if c.as_of and c.as_of.earliest), key=str)
    dates = list(dict.fromkeys(words for _, words in dated if words))
    places = sorted({claim.where.text for claim, _ in theirs if claim.where and place_of(claim)})
    quantities = {count.quantity for _, count in (*ours, *theirs)}
    if len({number(count) for _, count in ours}) > 1:
        return _put("both", sides, mine)
    if theirs and _wide(count for _, count in (*ours, *theirs)):
        return _put("apart", sides, mine, others)
    if dates and not any(count.as_of for _, count in ours):
        return _put("undated", sides, mine, date=enumerate_few(dates))
    if places and not any(place_of(claim) for claim, _ in ours):
        return _put("placeless", sides, mine, place=enumerate_few(places))
    if theirs and quantities & set(families()["families"]["tried"]):
        wholes = [f.whole for f in figures_of(list(others), {}) if f.whole]
        if wholes and not any(f.whole for f in figures_of(list(mine), {})):
            return _put("wholeless", sides, mine, whole=str(wholes[0].low))
        return _put("proceeding", sides, mine, others)
    return _put("moving", sides, mine) if quantities & set(families()["states"]["quantities"]) else None


def _wide(counts: Iterable[Count]) -> bool:
    told = sorted(found[0] for count in counts if (found := number(count)) and found[0])
    return bool(told) and told[0] * TENFOLD < told[-1]


def _other(account: Account, sides: Sides, mine: Sequence[Claim]) -> str | None:
    """Put the question that the account's own reason asks, where it asks one."""
    _, _, why = account.reason.rpartition(": ")
    if not why.endswith("?"):
        return None
    question = why.rsplit("; ", 1)[-1]
    question = sides.by.without_names(question, sides.by.name(mine[0]) or "")
    return _put("other", sides, mine, question=question[:1].upper() + question[1:])


def _drifts(account: Account, known: Mapping[str, Claim], by: Addressees) -> Iterator[Asked]:
    words = question_words()["drifts"]
    for drift in account.drifts:
        claims = tuple(known[one] for one in drift.claims if one in known)
        to = by.name(claims[0]) if claims else None
        if to and to == by.name(claims[-1]):
            name = "position" if drift.aspect is Aspect.POSITION else "changed" if drift.own else "relayed"
            what = account.quantity.replace("_", " ")
            first, last = said(claims[0]), said(claims[-1])
            before, after = (first, last) if first != last and name != "position" else (drift.before, drift.after)
            yield to, words[name].format(what=what, before=before, after=after), claims
