"""What a sentence says changes with its words and with nothing else: names, places, numbers, dates, voice, negation.

Each template is filled many times with invented words; the lines beside it are what must be read, filled likewise.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from khronika.extraction import extract
from khronika.vocabulary.bodies import Count, Person, Qualifier, Step
from khronika.vocabulary.claims import Claim, Polarity, Role
from khronika.vocabulary.documents import Document, Mark, MarkKind, Revision, Sensitivity

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMES = 8  # fillings of each template
SPELLED = {7: "seven", 9: "nine", 12: "twelve", 18: "eighteen", 24: "twenty-four", 36: "thirty-six", 65: "sixty-five"}
WHO = "dockers|villagers|miners|students|teachers|journalists|protesters|women|police officers"
NAMES = "Vera Kolm|Osmin Tark|Nadia Wreth|Ilka Moravin|Ruan Tesk|Milos Dravik|Anders Molk|Mira Tolvan"
PLACES = "Sulmark|Port Ombrin|Corvenna|Kalvo|Merrin|Tessaly"
DATES = {
    "6 May 2014": "2014-05-06",
    "12 March 2017": "2017-03-12",
    "30 November 2009": "2009-11-30",
    "August 1, 2012": "2012-08-01",
    "3 January 2021": "2021-01-03",
}
TERMS = {"five years": 60, "18 months": 18, "seven and a half years": 90, "six months": 6, "ten years": 120}

FIGURES = [
    ("Soldiers shot dead {n} {who} in {place}.", ["killed {n} {who}"]),
    ("{N} {who} were shot dead in {place} on {date}.", ["killed {n} {who} {day}"]),
    ("On {date} {n} {who} were killed in {place}.", ["killed {n} {who} {day}"]),
    ("At least {n} {who} were killed in {place}.", ["killed at_least {n} {who}"]),
    ("More than {n} {who} were injured.", ["injured more_than {n} {who}"]),
    ("Up to {n} {who} were detained in {place}.", ["detained up_to {n} {who}"]),
    ("About {n} {who} were wounded on {date}.", ["injured about {n} {who} {day}"]),
    ("Police detained {n} {who} in {place} on {date}.", ["detained {n} {who} {day}"]),
    ("Police arrested {n} {who} and {m} nurses in {place}.", ["arrested {n} {who}", "arrested {m} nurses"]),
    ("Police killed {n} {who} and wounded {m}.", ["killed {n} {who}", "injured {m}"]),
    ("{N} {who} were killed and {m} were injured in {place}.", ["killed {n} {who}", "injured {m}"]),
    ("A total of {n} {who} were arrested.", ["arrested {n} {who}"]),
    ("The number of {who} killed in {place} rose to {n}.", ["killed {n}"]),
    ("The shooting led to the death of {n} {who}.", ["died {n} {who}"]),
    ("{N} {who} died in hospital in {place}.", ["died {n} {who}"]),
    ("{N} {who} are missing.", ["missing {n} {who}"]),
    ("{N} {who} were released on {date}.", ["released {n} {who} {day}"]),
    ("A court in {place} sentenced {n} {who} to {term} in prison.", ["imprisoned {n} {who}"]),
    ("{N} {who} were put on trial in {place} on {date}.", ["tried {n} {who} {day}"]),
    ("{N} {who} were fined in {place}.", ["fined {n} {who}"]),
    ("The ministry said that {n} {who} had been killed.", ["killed {n} {who}, ministry"]),
    ("According to the union, {n} {who} were injured in {place}.", ["injured {n} {who}, union"]),
    ("{N} {who} were injured, the hospital said.", ["injured {n} {who}, hospital"]),
    ("The police acknowledged that {n} {who} had been detained on {date}.", ["detained {n} {who} {day}, police"]),
    ("{N} of the {who} were acquitted.", ["acquitted {n} {who}"]),
    ("We interviewed {n} {who} in {place}.", ["interviewed {n} {who}"]),
    ("{N} {who} were taken to hospital in {place}.", ["hospitalised {n} {who}"]),
    ("{N} {who} went on strike in {place} on {date}.", ["striking {n} {who} {day}"]),
    ("Between {n} and {more} {who} were arrested.", ["arrested {n} to {more} {who}"]),
]
STEPS = [
    ("Police arrested {name} in {place} on {date}.", ["arrested {name} {day}"]),
    ("{name} was arrested on {date}.", ["arrested {name} {day}"]),
    ("{name} was detained in {place} on {date} and released on {later}.",
     ["detained {name} {day}", "released {name} {then}"]),
    ("On {date} a court in {place} sentenced {name} to {term} in prison.", ["sentenced {name} {day}, {months} months"]),
    ("{name} was sentenced to {term} in prison on {date}.", ["sentenced {name} {day}, {months} months"]),
    ("{name} was charged with sabotage on {date}.", ["charged {name} {day}"]),
    ("{name} was acquitted by a court in {place}.", ["acquitted {name}"]),
    ("{name} was convicted of rioting and sentenced to {term} in prison.",
     ["convicted {name}", "sentenced {name}, {months} months"]),
    ("The court upheld the sentence of {name}.", ["upheld {name}"]),
    ("{name} and {other} were arrested in {place}.", ["arrested {name} and {other}"]),
    ("{name} withdrew her testimony on {date}.", ["recanted {name} {day}"]),
    ("Police searched the home of {name} on {date}.", ["searched {name} {day}"]),
    ("{name} was released on {date}.", ["released {name} {day}"]),
    ("{N} {who} were charged with rioting in {place}.", ["charged {n} {who}"]),
    ("The court in {place} acquitted {n} {who}.", ["acquitted {n} {who}"]),
    ("{name}, a union lawyer, was fined on {date}.", ["fined {name} {day}"]),
]  # fmt: skip
# Who did what to whom, in the active, the passive and as a noun.
VOICES = [
    ("detained", "Police detained {n} {who}.", "{N} {who} were detained by police.",
     "The detention of {n} {who} by police was condemned."),
    ("killed", "Soldiers killed {n} {who}.", "{N} {who} were killed by soldiers.",
     "The killing of {n} {who} by soldiers was condemned."),
    ("arrested", "Police arrested {n} {who}.", "{N} {who} were arrested by police.",
     "The arrest of {n} {who} by police was condemned."),
    ("killed", "Soldiers shot dead {n} {who}.", "{N} {who} were shot dead by soldiers.",
     "{N} {who}, shot dead by soldiers, were buried."),
    ("injured", "Police wounded {n} {who}.", "{N} {who} were wounded by police.", "{N} {who} wounded by police left."),
]  # fmt: skip
NEGATIONS = [
    ("{name} was charged.", "{name} was not charged.", "charged"),
    ("{name} was released on {date}.", "{name} was not released on {date}.", "released"),
    ("Charges were brought against {name}.", "No charges were brought against {name}.", "charged"),
    ("The {who} were charged.", "None of the {who} was charged.", "charged"),
    ("{name} was arrested.", "{name} was never arrested.", "arrested"),
    ("The court acquitted {name}.", "The court did not acquit {name}.", "acquitted"),
    ("Police opened an investigation.", "Police did not open an investigation.", "investigation_opened"),
    ("{name} has been sentenced.", "{name} has not been sentenced.", "sentenced"),
    ("{N} {who} were killed.", "No {who} were killed.", "killing"),
    ("Police detained {n} {who}.", "Police did not detain {n} {who}.", "detained"),
    ("{N} {who} were released.", "{N} {who} were not released.", "released"),
    ("{N} {who} have been charged.", "{N} {who} have never been charged.", "charged"),
    (
        "The ministry said that {n} {who} had been killed.",
        "The ministry said that no {who} had been killed.",
        "killing",
    ),
]
UNRELATED = "The harbour was closed for repairs.|The weather in the valley was calm.|The road leads to the sea."


def read(text: str) -> tuple[Claim, ...]:
    revision = Revision("0" * 64, text, (Mark(MarkKind.PARAGRAPH, 0, len(text)),), "example", "none")
    return extract(revision, Document("0" * 64, "example.txt", len(text), Sensitivity.INTERNAL)).claims


def filling(dice: random.Random) -> dict[str, object]:
    """Give words for all slots; those of one kind differ."""
    n, m = dice.sample(sorted(SPELLED), 2)
    (name, other), (date, later) = (dice.sample(pool, 2) for pool in (NAMES.split("|"), sorted(DATES)))
    spelled = dice.random() < 0.5
    term = dice.choice(sorted(TERMS))
    shown = SPELLED[n] if spelled else str(n)
    return {
        "n": shown, "N": shown.capitalize(), "low": n, "m": SPELLED[m] if spelled else str(m), "other_n": m,
        "more": n + 11, "who": dice.choice(WHO.split("|")), "place": dice.choice(PLACES.split("|")),
        "name": name, "other": other,
        "date": date, "later": later, "day": DATES[date], "then": DATES[later], "term": term, "months": TERMS[term],
    }  # fmt: skip


def fillings(template: str) -> list[dict[str, object]]:
    dice = random.Random(template)  # noqa: S311 - no secret
    return [filling(dice) for _ in range(TIMES)]


def expected(lines: list[str], words: dict[str, object]) -> list[str]:
    return sorted(line.format_map(words | {"n": words["low"], "m": words["other_n"]}) for line in lines)


def figures(claims: tuple[Claim, ...]) -> list[str]:
    return sorted(_figure(claim, claim.body) for claim in claims if isinstance(claim.body, Count))


def _figure(claim: Claim, count: Count) -> str:
    value = f"{count.low} to {count.high}" if count.qualifier is Qualifier.RANGE else count.low or count.high
    shade = "" if count.qualifier in {Qualifier.EXACT, Qualifier.RANGE} else f"{count.qualifier} "
    day = f" {count.as_of.edtf}" if count.as_of is not None else ""
    origin = "" if claim.origin.role is Role.AUTHOR else f", {_plain(claim.origin.name)}"
    return f"{_denied(claim)}{count.quantity} {shade}{value} {count.population or ''}".rstrip() + day + origin


def _plain(name: str | None) -> str:
    return (name or "unnamed").lower().removeprefix("the ")


def _denied(claim: Claim) -> str:
    return "not " if claim.polarity is Polarity.NEGATED else ""


def steps(claims: tuple[Claim, ...]) -> list[str]:
    return sorted(_step(claim, claim.body) for claim in claims if isinstance(claim.body, Step))


def _step(claim: Claim, step: Step) -> str:
    who = " and ".join(party.name or f"{party.number or ''} {party.population}".strip() for party in step.subjects)
    day = f" {claim.when.edtf}" if claim.when is not None else ""
    term = f", {step.penalty.months_low} months" if step.penalty is not None and step.penalty.months_low else ""
    return f"{_denied(claim)}{step.step} {who}{day}{term}"


@pytest.mark.parametrize(("template", "lines"), FIGURES, ids=[template for template, _ in FIGURES])
def test_figures_follow_the_words(template: str, lines: list[str]) -> None:
    for words in fillings(template):
        text = template.format_map(words)
        assert figures(read(text)) == expected(lines, words), text


@pytest.mark.parametrize(("template", "lines"), STEPS, ids=[template for template, _ in STEPS])
def test_steps_follow_the_words(template: str, lines: list[str]) -> None:
    for words in fillings(template):
        text = template.format_map(words)
        assert steps(read(text)) == expected(lines, words), text


@pytest.mark.parametrize(("quantity", "active", "passive", "nominal"), VOICES, ids=[row[1] for row in VOICES])
def test_voice_does_not_change_who_did_what_to_whom(quantity: str, active: str, passive: str, nominal: str) -> None:
    for words in fillings(active):
        told = {voice: list(_deeds(read(voice.format_map(words)))) for voice in (active, passive, nominal)}
        doer = active.split(maxsplit=1)[0].lower()
        same = [(quantity, words["low"], words["who"], doer)]
        assert told == dict.fromkeys(told, same), words


def _deeds(claims: tuple[Claim, ...]) -> Iterator[tuple[str, int | None, str | None, str]]:
    for claim in claims:
        if isinstance(claim.body, Count):
            yield claim.body.quantity, claim.body.low, claim.body.population, (claim.body.by or "").lower()


def told(claims: tuple[Claim, ...]) -> list[str]:
    persons = [claim.body.name or "" for claim in claims if isinstance(claim.body, Person)]
    return [*figures(claims), *steps(claims), *sorted(persons)]


@pytest.mark.parametrize("template", [template for template, _ in FIGURES + STEPS])
def test_an_unrelated_sentence_before_or_after_changes_nothing(template: str) -> None:
    for words, unrelated in zip(fillings(template), UNRELATED.split("|"), strict=False):
        text = template.format_map(words)
        alone = told(read(text))
        assert told(read(f"{unrelated} {text}")) == alone, unrelated
        assert told(read(f"{text} {unrelated}")) == alone, unrelated


@pytest.mark.parametrize(("affirmed", "negated", "what"), NEGATIONS, ids=[row[1] for row in NEGATIONS])
def test_a_negation_is_never_lost(affirmed: str, negated: str, what: str) -> None:
    for words in fillings(negated):
        said, denied = (_polarities(read(template.format_map(words)), what) for template in (affirmed, negated))
        assert said == {Polarity.AFFIRMED}, affirmed.format_map(words)
        assert denied == {Polarity.NEGATED}, negated.format_map(words)


def _polarities(claims: tuple[Claim, ...], what: str) -> set[Polarity]:
    return {
        claim.polarity
        for claim in claims
        if what in {getattr(claim.body, kind, None) for kind in ("quantity", "step", "act")}
    }
