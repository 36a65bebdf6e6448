"""Dates in a sentence: the grammar of written dates, and what a date without a year or a "same day" refers to."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from khronika.errors import InvalidValue
from khronika.extraction.grammar.spans import Line
from khronika.extraction.grammar.tongues.glosses import month_names
from khronika.extraction.grammar.written import month_of, settled_by_day, settled_by_year
from khronika.extraction.lists import kept, table
from khronika.vocabulary import dates
from khronika.vocabulary.dates import Precision, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from khronika.extraction.grammar.syntax import Sentence

CENTURY = 2000
AFTERNOON = 12
DAYS = {"day": 1, "week": 7}
STEP = 2  # months by which a narrative goes on
NEAR = 12  # sentences back in which the same month with a year settles a date without one


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at the tokens `first` to `last` of its sentence; `written` says that the words alone settle it."""

    first: int
    last: int
    when: When
    written: bool


@kept
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    month = rf"(?P<month>{'|'.join(sorted(table('dates', 'months'), key=len, reverse=True))})\.?"
    month2 = month.replace("month", "month2")
    day, day2 = r"(?P<day>\d{1,2})(?: ?(?:st|nd|rd|th))?", r"(?P<day2>\d{1,2})(?: ?(?:st|nd|rd|th))?"
    year = r"(?P<year>(?:19|20)\d\d)"
    late = rf"(?: ?,? ?(?:of )?{year})?"
    comma = rf"(?: ?,? ?{year})?"
    to = r" ?(?:-|–|—|to|and|until|till|or) ?"
    same, following = ("|".join(table("dates", key)["words"]) for key in ("same_day", "next_day"))
    rows = [
        ("part", rf"(?P<part>early|mid|late|the beginning of|the end of|the middle of)[ -]*{month}{late}"),
        ("iso", rf"{year} ?- ?(?P<mm>\d\d) ?- ?(?P<day>\d\d)"),
        ("dotted", r"(?P<day>\d{1,2})[./](?P<mm>\d{1,2})[./](?P<year>(?:19|20)?\d\d)"),
        ("days", rf"{day}{to}{day2} (?:of )?{month}{late}"),
        ("months_days", rf"{day} (?:of )?{month}(?: ?,? ?(?P<year1>(?:19|20)\d\d))?{to}{day2} (?:of )?{month2}{late}"),
        ("months_days", rf"{month} {day}(?: ?,? ?(?P<year1>(?:19|20)\d\d))?{to}{month2} {day2}{comma}(?![\d:])"),
        ("days", rf"{month} {day}{to}{day2}{comma}(?![\d:])"),
        ("day", rf"{day} (?:of )?{month}{late}"),
        ("day", rf"{month} (?!(?:19|20)\d\d){day}(?![\d:]){comma}"),
        ("months", rf"{month}{to}{month2}{late}"),
        ("month", rf"{month} ?,? ?(?:of )?{year}"),
        ("month", rf"(?:(?<=in )|(?<=since )|(?<=by )|(?<=until )|(?<=last )|(?<=this )|(?<=during )|(?<=of )){month}"),
        ("half", rf"the (?P<part>first|second) half of {year}"),
        ("part_year", rf"(?P<part>early|mid|late|the beginning of|the end of|the middle of)[ -]*{year}"),
        ("years", rf"{year}{to}(?P<year2>(?:19|20)\d\d)"),
        ("year", rf"(?<![\d/.-]){year}(?![\d/]|-\d| (?:people|persons|individuals))"),
        ("same", rf"(?:on )?(?:{same})"),
        ("next", rf"(?:on )?(?:{following})"),
        ("later", r"(?P<number>\w+) (?P<unit>days?|weeks?|months?|years?) (?:later|after)"),
        ("weekday", rf"(?:on |last |late |early )(?P<weekday>{'|'.join(table('dates', 'weekdays')['words'])})"),
        ("relative", r"(?P<relative>today|yesterday|last week|last month|this month|last year|this year)"),
        ("ordinal", r"(?:on|by|of|until|before) the (?P<day>\d{1,2})(?:st|nd|rd|th)"),
    ]
    return [(name, re.compile(rf"\b(?:{text})(?!\w)", re.IGNORECASE)) for name, text in rows]


@kept
def _month_and_year() -> re.Pattern[str]:
    months = "|".join(sorted(month_names(), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<month>{months})\.?(?:\s+\d{{1,2}})?(?:\s*[-–]\s*\d{{1,2}})?,?|(?P<month2>{months}))\s+(?P<year>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    )


def _months_of_years(text: str) -> Iterator[re.Match[str]]:
    """Find the months that are written out with their year: what stands before each year, for years are few."""
    before = 0
    for year in YEAR.finditer(text):
        for match in _month_and_year().finditer(text, max(before, year.start() - WRITTEN), year.end()):
            before = match.end()
            yield match


YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d\b")
WRITTEN = 40  # characters that a month and its days take at most before their year
CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap]\.? ?m\.?)|(?P<h24>[012]?\d):(?P<m24>\d\d)",
    re.IGNORECASE,
)
MAYBE = re.compile(
    r"\d|week|month|year|January|February|March|April|May|June|July|August|Sept|October|November|December|day|later|after|night|morning|evening|noon"
)


@dataclass
class Calendar:
    """What the document has said of time so far; it resolves dates that lean on others."""

    document: When | None = None
    explicit: Counter[tuple[int, int]] = field(default_factory=Counter)  # (year, month) written out in the document
    told: list[tuple[int, When]] = field(default_factory=list)  # sentence number and date, as they came
    ahead: bool = False  # the present sentence speaks of what is still to come

    @classmethod
    def over(cls, text: str, document: When | None) -> Calendar:
        """Begin a document: its own date where it is known, and the months that it writes out with their year."""
        pairs = [(int(m["year"]), month_of(m["month"]) or month_of(m["month2"]) or 1) for m in _months_of_years(text)]
        return cls(document, Counter(pairs))

    def again(self) -> Calendar:
        """The same document from its beginning, as if none of its sentences had been read."""
        return Calendar(self.document, self.explicit)

    def read(self, sentence: Sentence) -> list[Dated]:
        """Find the dates of the next sentence, in order; each is remembered for those that follow."""
        found: list[Dated] = []
        line = Line(sentence)
        if not MAYBE.search(line.text):
            return found
        for name, match in _matches(line.text):
            first, last = line.tokens(match.start(), match.end())
            if any(first <= d.last and d.first <= last for d in found):
                continue
            if name == "day" and _counts_next(sentence, match, last):
                continue
            self.ahead = _looks_ahead(sentence)
            when, written = self._resolve(name, match, line.written(match), sentence.number)
            if when is not None:
                found.append(Dated(first, last, when, written))
                self._remember(sentence.number, when)
        return [self._timed(line, d) for d in sorted(found, key=lambda d: d.first)]

    def _remember(self, number: int, when: When) -> None:
        if when.earliest:
            self.told.append((number, when))

    def _resolve(self, name: str, match: re.Match[str], text: str, number: int) -> tuple[When | None, bool]:
        said = {key: value for key, value in match.groupdict().items() if value}
        try:
            if name in {"same", "next", "later", "ordinal"}:
                return self._lean(name, said, text), False
            if name in {"weekday", "relative"}:
                return self._from_document(said, text), False
            year = _year(said.get("year") or said.get("year1"))
            month = month_of(said.get("month")) or int(said.get("mm", 0)) or None
            if name in {"year", "years", "part_year", "half"}:
                return settled_by_year(name, said, text), True
            settled = year or self._year_for(month or 1, int(said.get("day", 1)), number)
            if settled is None:
                return dates.unknown(text), False
            return settled_by_day(name, said, settled, month or 1, text), year is not None
        except (ValueError, InvalidValue):  # "between 5 and 3 May"
            return dates.unknown(text), False

    def _year_for(self, month: int, day: int, number: int) -> int | None:
        """The year that the words near by give the same month, else the last such day before the document's date.

        In an undated document: the year that it writes beside this month most often, else its latest year.
        """
        newest = max((year for year, _ in self.explicit), default=None)
        for told_at, when in reversed(self.told):
            if number - told_at > NEAR:
                break
            if when.earliest and when.precision is not Precision.YEAR and int(when.earliest[5:7]) == month:
                near = int(when.earliest[:4])
                if newest is None or near >= newest - 2:
                    return near
        if self.document and self.document.earliest:
            limit = dt.date.fromisoformat(self.document.earliest)
            if self.document.precision is Precision.YEAR:
                return limit.year
            past = (month, day) < (limit.month, limit.day)
            if self.ahead:
                return limit.year + past
            return limit.year if past else limit.year - 1
        days = (when for _, when in reversed(self.told) if when.precision is Precision.DAY)
        base = next((dt.date.fromisoformat(when.earliest) for when in days if when.earliest), None)
        if base is not None and (month - base.month) % 12 <= STEP:  # the narrative goes on from month to month
            return base.year + (month < base.month)
        twins = [(times, y) for (y, m), times in self.explicit.items() if m == month and newest and y >= newest - 2]
        return max(twins)[1] if twins else newest

    def _from_document(self, said: dict[str, str], text: str) -> When:
        """Days counted back from the document's own date; without a day of its own they stay unknown."""
        own = self.document
        if own is None or own.precision is not Precision.DAY or own.earliest is None:
            return dates.unknown(text)
        today = dt.date.fromisoformat(own.earliest)
        if weekday := said.get("weekday"):
            back = (today.weekday() - table("dates", "weekdays")["words"].index(weekday.lower())) % 7
            return _day(today - dt.timedelta(days=back), text)
        relative = said["relative"].lower()
        if relative in {"today", "yesterday"}:
            return _day(today - dt.timedelta(days=relative == "yesterday"), text)
        if relative == "last week":
            monday = today - dt.timedelta(days=today.weekday() + 7)
            return dates.span(monday.isoformat(), (monday + dt.timedelta(days=6)).isoformat(), text)
        if relative.endswith("month"):
            month = today.replace(day=1) - dt.timedelta(days=relative.startswith("last"))
            return dates.month(month.year, month.month, text)
        return dates.year(today.year - relative.startswith("last"), text)

    def _lean(self, name: str, said: dict[str, str], text: str) -> When | None:
        last = next((w for _, w in reversed(self.told) if w.precision is Precision.DAY and w.earliest), None)
        if name == "later":
            return self._later(said, text)
        if last is None or last.earliest is None:
            return dates.unknown(text)
        base = dt.date.fromisoformat(last.earliest)
        if name == "ordinal":
            return dates.day(base.year, base.month, int(said["day"]), text)
        moved = base + dt.timedelta(days=1 if name == "next" else 0)
        return dates.day(moved.year, moved.month, moved.day, text)

    def _later(self, said: dict[str, str], text: str) -> When | None:
        number = table("numbers", "cardinals").get(said["number"].lower()) or said["number"]
        if not str(number).isdigit():
            return None
        last = next((w for _, w in reversed(self.told) if w.earliest), None)
        if last is None or last.earliest is None or said["unit"].startswith("year"):
            return dates.unknown(text)
        base, unit = dt.date.fromisoformat(last.earliest), said["unit"].rstrip("s")
        if unit in DAYS and last.precision is Precision.DAY:
            return _day(base + dt.timedelta(days=int(number) * DAYS[unit]), text)
        if unit != "month":
            return dates.unknown(text)
        ahead = base.month - 1 + int(number)
        return dates.month(base.year + ahead // 12, ahead % 12 + 1, text)

    def _timed(self, line: Line, dated: Dated) -> Dated:
        """Give the date a clock time that stands in the same sentence, if it is the only one."""
        clocks = list(CLOCK.finditer(line.text))
        if len(clocks) != 1 or dated.when.precision is not Precision.DAY:
            return dated
        return replace(dated, when=replace(dated.when, clock=_clock(clocks[0])))


def _looks_ahead(sentence: Sentence) -> bool:
    """Whether the sentence tells of what is to come: "will", "is due", "goes on trial"."""
    said = {token.lower for token in sentence.tokens}
    root = sentence.root
    planned = root.tag in {"VBZ", "VBP"} and root.lemma in {"go", "open", "begin", "start", "resume", "face"}
    due = any(token.lower == "due" and sentence.head(token).lemma == "be" for token in sentence.tokens)
    return planned or due or bool(said & {"will", "scheduled", "forthcoming", "upcoming"})


def _counts_next(sentence: Sentence, match: re.Match[str], last: int) -> bool:
    """In "In early June 13 defendants" the number counts the plural that follows; it is no day."""
    following = sentence.tokens[last + 1 : last + 2]
    return match["day"] == match.group().split()[-1] and any(token.tag == "NNS" for token in following)


def _day(when: dt.date, text: str) -> When:
    return dates.day(when.year, when.month, when.day, text)


def _matches(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for name, pattern in _patterns():
        for match in pattern.finditer(text):
            yield name, match


def _year(text: str | None) -> int | None:
    return None if text is None else int(text) + (CENTURY if len(text) == 2 else 0)


def _clock(match: re.Match[str]) -> str:
    if match["h24"]:
        return f"{int(match['h24']):02d}:{match['m24']}"
    hour = int(match["hour"]) % AFTERNOON + (AFTERNOON if match["half"][0].lower() == "p" else 0)
    return f"{hour:02d}:{match['minute'] or '00'}"
