"""Figures, dates, steps, penalties and chains of speakers in words."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from khronika.vocabulary.bodies import Qualifier, Step
from khronika.vocabulary.claims import Polarity, Stance
from khronika.vocabulary.dates import Precision
from khronika.vocabulary.proceedings import Differing
from khronika.vocabulary.words import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khronika.vocabulary.bodies import Article, Count, Party, Penalty
    from khronika.vocabulary.claims import Claim, Speaker
    from khronika.vocabulary.correspondence import Cited
    from khronika.vocabulary.dates import When

# Written out, since the calendar module speaks the language of the machine.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# The words of a figure without numbers: the first pattern that is found says how it was put.
VAGUE = (
    re.compile(
        r"\b(?:(?:tens|hundreds|thousands|dozens|scores)(?: of (?:hundreds|thousands))?"
        r"|(?:several|many|a few) (?:hundred|thousand|dozen))\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:most|majority|several|numerous|many|a number|a few|few)\b", re.IGNORECASE),
    re.compile(r"\bsome(?! \d)\b", re.IGNORECASE),
)
BEFORE = {
    Qualifier.AT_LEAST: "at least ",
    Qualifier.MORE_THAN: "more than ",
    Qualifier.UP_TO: "up to ",
    Qualifier.FEWER_THAN: "fewer than ",
    Qualifier.ABOUT: "about ",
    Qualifier.MAJORITY: "most of ",
}
STANCES = {
    Stance.ASSERTED: "states",
    Stance.ALLEGED: "alleges",
    Stance.REPORTED: "reports",
    Stance.UNCONFIRMED: "unconfirmed",
    Stance.ACKNOWLEDGED: "acknowledges",
    Stance.DENIED: "denies",
    Stance.JUSTIFIED: "justifies",
    Stance.RECANTED: "took it back",
    Stance.WITHDRAWN: "withdrew it",
    Stance.DECIDED: "decided",
}
UNNAMED = {
    "author": "the author",
    "authority": "an authority, not named",
    "court": "a court, not named",
    "witness": "a witness, not named",
    "victim": "a victim, not named",
    "relative": "a relative, not named",
    "professional": "a professional, not named",
    "monitor": "a monitor, not named",
    "media": "media, not named",
    "ngo": "an organisation, not named",
    "un": "a United Nations body, not named",
    "party": "a party, not named",
    "document": "a document, not named",
    "unnamed": "a source not named",
}
VERDICTS = {
    "conflict": "cannot all be true",
    "unresolved": "unresolved",
    "evolution": "moved over time",
    "restates": "one repeats another",
    "different_population": "different people counted",
    "different_date": "different dates",
    "compatible": "compatible",
    "same": "agree",
}
GROUPS = {
    "all": "everybody counted",
    "civilians": "civilians",
    "officers": "officers and other forces",
    "minors": "minors",
    "women": "women and girls",
    "workers": "workers",
    "activists": "activists",
    "defendants": "defendants",
    "witnesses": "witnesses",
    "journalists": "journalists",
    "foreigners": "foreigners",
    "other": "others",
}
DIFFERENCES = {
    Differing.HAPPENING: "whether it happened at all",
    Differing.DATE: "the date",
    Differing.PENALTY: "the penalty",
}
# Labels that name a thing done ("trial opened") are denied with "no"; the others ("charged") with "not".
THINGS = ("investigation", "complaint", "trial", "retrial", "extradition sought")


def number(value: int) -> str:
    """Write a whole number with a comma between thousands."""
    return f"{value:,}"


def interval(low: int | None, high: int | None) -> str:
    """Write an interval: one number, both ends with a dash, or the end that is known."""
    if low is not None and high is not None and low != high:
        return f"{number(low)}–{number(high)}"
    known = low if low is not None else high
    return "" if known is None else number(known)


def figure(claim: Claim, count: Count) -> str:
    """Write a count with its qualifier, never sharper than its source: "at least 15", "up to 70", "hundreds"."""
    written = interval(count.low, count.high)
    if not written:
        written = _vague(count.population or "") or _vague(claim.passage.exact) or "no figure given"
    elif count.qualifier is Qualifier.VAGUE:
        written = f"{written} (vague)"
    else:
        written = BEFORE.get(count.qualifier, "") + written
    return f"not: {written}" if claim.polarity is Polarity.NEGATED else written


def _vague(words: str) -> str:
    found = next((hit for pattern in VAGUE if (hit := pattern.search(words))), None)
    return found.group().lower() if found else ""


def calendar_day(iso: str) -> str:
    """Write an ISO day in words: 16 December 2011."""
    day = dt.date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def date(when: When | None) -> str:
    """Write a date as precisely as its source, and no more; "" where there is none."""
    if when is None:
        return ""
    if not (when.earliest and when.latest):
        return _open_date(when)
    first = dt.date.fromisoformat(when.earliest)
    month = f"{MONTHS[first.month - 1]} {first.year}"
    if when.precision is Precision.YEAR:
        return str(first.year)
    if when.precision is Precision.MONTH:
        return month
    days = f"{first.day} {month}" if when.earliest == when.latest else _span(when.earliest, when.latest)
    return f"{days}, {when.clock}" if when.clock else days


def _open_date(when: When) -> str:
    if when.earliest:
        return f"from {calendar_day(when.earliest)}"
    if when.latest:
        return f"until {calendar_day(when.latest)}"
    return f"“{when.text}” (not resolved)" if when.text else "unknown"


def _span(earliest: str, latest: str) -> str:
    first, last = dt.date.fromisoformat(earliest), dt.date.fromisoformat(latest)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{calendar_day(latest)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {calendar_day(latest)}"
    return f"{calendar_day(earliest)} – {calendar_day(latest)}"


def moment(iso: str) -> str:
    """Write a UTC moment to the minute."""
    at = dt.datetime.fromisoformat(iso)
    at = at.astimezone(dt.UTC) if at.tzinfo else at
    return f"{calendar_day(at.date().isoformat())}, {at:%H:%M} UTC"


def months(total: int) -> str:
    """Write a term in years and months: 90 is 7 years 6 months."""
    years, rest = divmod(total, 12)
    parts = [_plural(years, "year")] if years else []
    if rest or not parts:
        parts.append(_plural(rest, "month"))
    return " ".join(parts)


def _plural(value: int, noun: str) -> str:
    return f"{number(value)} {noun}" if value == 1 else f"{number(value)} {noun}s"


def plural(value: int, noun: str, many: str = "") -> str:
    """Write a number with its noun: "1 claim", "2 claims", "2 people"."""
    return f"{number(value)} {many or noun + 's'}" if value != 1 else f"1 {noun}"


def penalty(given: Penalty | None) -> str:
    """Write a penalty: its term, its kind, its amount, and whether it is suspended."""
    if given is None:
        return ""
    low, high = given.months_low, given.months_high
    known = [value for value in (low, high) if value is not None]
    term = " to ".join(dict.fromkeys(months(value) for value in known))
    if len(known) == 1:
        term = ("at least " if high is None else "up to ") + term
    kind = given.kind.replace("_", " ")
    amount = " ".join(part for part in (given.amount, given.currency) if part)
    suspended = "suspended" if given.suspended and "suspended" not in kind else ""
    return ", ".join(part for part in (term, kind, amount, suspended) if part)


def terms(claims: Sequence[Claim]) -> tuple[str, ...]:
    """Write the penalties that claims of one step tell, each once; their mere kind only where none says more."""
    told = [claim.body.penalty for claim in claims if isinstance(claim.body, Step) and claim.body.penalty]
    measured = [one for one in told if one.amount or one.months_low is not None or one.months_high is not None]
    return tuple(dict.fromkeys(penalty(one) for one in measured or told))


def differing(topics: Sequence[Differing]) -> str:
    """Write in what tellings of one step differ: "they differ on the date and the penalty"."""
    return f"they differ on {' and '.join(DIFFERENCES[topic] for topic in topics)}."


def instrument(cited: Cited) -> str:
    """Write an instrument by its title in the catalogue; one that is in none by its id or the words of the source."""
    known = word_list("norms").get(cited.instrument or "", {})
    return str(known.get("title", cited.instrument or cited.as_written))


def article(cited: Article) -> str:
    """Write a provision: "article 308, part 4(b), criminal code"."""
    words = f"article {cited.article}" + (f", part {cited.part}" if cited.part else "")
    words += f"({cited.item})" if cited.item else ""
    return f"{words}, {cited.code}" if cited.code else words


def step(claim: Claim, taken: Step) -> str:
    """Write a step; one that did not happen says so: "not charged", "no investigation opened"."""
    label = str(word_list("steps")[taken.step]["label"])
    if claim.polarity is not Polarity.NEGATED:
        return label
    return f"no {label}" if label.startswith(THINGS) else f"not {label}"


def party(named: Party) -> str:
    """Write one party: its name, or its number and population."""
    if named.name:
        return named.name
    words = [number(named.number)] if named.number is not None else []
    population = named.population or ("" if words else "not named")
    return population if words and population.startswith(words[0]) else " ".join([*words, population]).strip()


def parties(named: Sequence[Party]) -> str:
    """Write several parties, in the order of the text."""
    return ", ".join(party(one) for one in named)


def speaker(one: Speaker) -> str:
    """Write one speaker; who is not named is called by the role."""
    return one.name or UNNAMED[one.role]


def origin(claim: Claim) -> str:
    """Write who says so first; one who is not named is told apart by the file: two unnamed sources are not one."""
    if claim.origin.name:
        return claim.origin.name
    return f"{speaker(claim.origin)} ({claim.file})"


def stance(value: Stance) -> str:
    """Write what the wording commits the speaker to."""
    return STANCES[value]


def chain(speakers: Sequence[Speaker]) -> str:
    """Write who says so, origin first: "Procurator's Office (acknowledges) — as told by Open Docket"."""
    origin, *tellers = speakers
    plain = not tellers and origin.stance in (Stance.ASSERTED, Stance.REPORTED)
    words = speaker(origin) if plain else f"{speaker(origin)} ({stance(origin.stance)})"
    return " — ".join([words, *(f"as told by {speaker(teller)}" for teller in tellers)])


def label(words: str, key: str) -> str:
    """Give the label of an entry in a word list of the vocabulary; a key that stands in none as it is."""
    return str(word_list(words).get(key, {}).get("label", key.replace("_", " ")))


def judge(by: str) -> str:
    """Write who or what decided on a link: people by their names, a rule as one."""
    if by.startswith("person:"):
        return by.removeprefix("person:").replace(", person:", " and ")
    return f"rule {by.removeprefix('rule:')}"
