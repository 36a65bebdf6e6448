"""Norms that a text cites: one claim for each instrument, or for each of its provisions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from khronika.extraction.citing import instruments as named_by
from khronika.extraction.citing import national
from khronika.extraction.citing.instruments import Named, parent_of, reaches, unit_of
from khronika.extraction.citing.provisions import Provision, bare, highest, provisions
from khronika.extraction.found import Found
from khronika.extraction.grammar.wording import Wording
from khronika.vocabulary.bodies import Norm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from khronika.extraction.grammar.syntax import Sentence

FEW = 100  # instruments cited last, among which those near by are sought
NEAR = 12  # sentences over which "principle 4" still belongs to the principles named before
MAYBE = re.compile(
    r"[Aa]rt(?:icle|\.)|[Pp]rinciple|[Rr]ules?|[Gg]uideline|[Ss]ection|§|Covenant|Convention|"
    r"Declaration|Charter|Protocol|Pact|Statute|[Cc]ode|[Cc]onstitution|[Rr]esolution|[Gg]eneral|A/|S/RES|Act\b|"
    r"Law\b|Decree|Ordinance|Guid|Plan|Document|Manual|[A-Z]{4}|CAT|CRC|CMW|RES|Agreement|Recommendation|Treaty|Safeguards|Proclamation|Agenda|"
    r"[Pp]acte|[Cc]onvention|Déclaration|Charte|[Стст]ат(?:ья|ь)|[Сс]т\.|[Пп]акт|[Кк]онвенци|[Дд]еклараци|[Хх]арти|"
    r"[Кк]одекс|[Кк]онституци|[Пп]ринцип|[Пп]равил|[Рр]езолюци|[А-Я]{4}"
)
TO_IT = re.compile(
    r" ?,?(?: (?:of|in|to|under|from|du|de|des|à|au))?(?: (?:la|l')|(?<=de) l')?(?: both)?"
    r"(?: (?:the|its|their|this|that|same|UN|United Nations|[Ii]nternational|country's|"
    r"\d{4}|[A-Z]{2,}(?=\s)|[A-Z]\w+'s?))* ?"
)
FROM_IT = re.compile(
    r"(?:'s)?(?: ?\([^()]*\)?)? ?[,:(]? ?(?:and )?"
    r"(?:(?:in particular|especially|including|notably|namely|specifically),? )?(?:at |in |under )?(?:its |the )?"
)
OF_A_LAW = re.compile(r" of (?:the|this|that|its) (?:\w+ )?(?:law|act|code|decree|ordinance|statute)\b", re.IGNORECASE)
IN_BRACKETS = re.compile(r" ?\((?:[\w ,]*? )?")


@dataclass
class Citations:
    """What a document has cited so far; it settles "principle 4", "the Covenant" and "the same resolution"."""

    text: str = ""  # of the whole document
    home: str | None = None  # ISO code of the country that the document is about
    cited: list[tuple[int, str]] = field(default_factory=list)  # sentence and instrument, as they came
    latest: dict[str, int] = field(default_factory=dict)  # by instrument: where in `cited` it stands last
    committee: str | None = None
    adopting: str | None = None
    labour: bool = False

    @classmethod
    def over(cls, text: str) -> Citations:
        """Begin a document: the country that its whole text is about."""
        return cls(text, national.home_of(text))

    @cached_property
    def ahead(self) -> tuple[str, ...]:
        """What the document names by name, anywhere: for words that point forward, looked for when they come."""
        return tuple(dict.fromkeys(str(name.id) for name in named_by.catalogued(self.text)))

    def find(self, sentence: Sentence) -> list[Found]:
        """Find the norms that the next sentence cites; it is remembered for those that follow."""
        if not MAYBE.search(sentence.text):
            return []
        wording = Wording(sentence)
        text = wording.text
        names = self._names(text)
        cites = provisions(text)
        cites += [
            b for name in names if not _series(name.id) and (b := bare(text, name.end)) and not _overlaps(b, cites)
        ]
        owners = [(cite, self._owner(cite, names, text, sentence.number)) for cite in cites]
        owners = list(_sharing(owners, text))
        pairs = [(cite, owner) for cite, first in owners for owner in (first, *_shared(cite, first, names, text))]
        self._remember(names, text, sentence.number)
        return list(_claims(wording, sentence, names, pairs))

    def _names(self, text: str) -> list[Named]:
        committee = named_by.committee_in(text) or self.committee
        found = _settled([
            *named_by.comments(text, committee),
            *named_by.resolutions(text, named_by.adopter_in(text) or self.adopting),
            *named_by.labour_conventions(text, known=self.labour), *named_by.catalogued(text),
            *national.codes(text, self.home), *national.statutes(text),
        ])  # fmt: skip
        found = _joined(found, text)
        here = [name.id for name in found if name.id]
        for match, ids in named_by.pointers(text):
            if not any(n.start < match.end() and match.start() < n.end for n in found):
                found.append(Named(match.start(), match.end(), self._meant(ids, here), back=True))
        return sorted(found, key=lambda name: name.start)

    def _meant(self, ids: tuple[str, ...], here: list[str]) -> str | None:
        """What was named last of all that the words may mean (without ids: any resolution), else what comes first."""
        fits = ids or tuple(key for key in (*self.latest, *here) if _series(key) and not key.startswith("ilo"))
        if inside := next((key for key in reversed(here) if key in fits), None):
            return inside
        last = max((key for key in fits if key in self.latest), key=lambda key: self.latest[key], default=None)
        return last or next((key for key in self.ahead if key in fits), None)

    def _owner(self, cite: Provision, names: list[Named], text: str, number: int) -> Named | None:
        for name in names:
            if name.start >= cite.end and TO_IT.fullmatch(text[cite.end : name.start].lstrip("(").removeprefix(" (")):
                return name
        for name in reversed(names):
            if name.end <= cite.start and FROM_IT.fullmatch(text[name.end : cite.start]):
                return name
        if OF_A_LAW.match(text, cite.end):
            return Named(cite.start, cite.end, None, back=True)
        return self._before(cite, names, number)

    def _before(self, cite: Provision, names: list[Named], number: int) -> Named | None:
        """What was cited last and has provisions of this unit and number."""
        near = [name.id for name in names if name.id and name.start < cite.start]
        near = [*(key for said, key in self.cited[-FEW:] if number - said <= NEAR), *near]
        for key in reversed([k for cited in near for k in (parent_of(cited), cited) if k]):
            unit = unit_of(key)
            fits = unit == cite.unit or (cite.unit == "section" and not _international(key))
            if fits and all(reaches(key, highest(n)) for n in cite.numbers) and cite.unit != "paragraph":
                return Named(cite.start, cite.end, key, back=True)
        return Named(cite.start, cite.end, None, back=True) if cite.unit == "article" else None

    def _remember(self, names: list[Named], text: str, number: int) -> None:
        for name in names:
            if name.id:
                self.latest[name.id] = len(self.cited)
                self.cited.append((number, name.id))
        self.committee = named_by.committee_in(text) or self.committee
        self.labour = self.labour or bool(re.search(named_by.LABOUR, text))
        adopted = [m[1] for name in names if name.id and (m := re.match(r"(hrc|unga|ecosoc|chr)-\d", name.id))]
        self.adopting = adopted[-1] if adopted else self.adopting


def _sharing(owners: list[tuple[Provision, Named | None]], text: str) -> Iterator[tuple[Provision, Named | None]]:
    """In "article 19(3) and article 22(2) of the ICCPR" both belong to what is named behind the second."""
    for i, (cite, owner) in enumerate(owners):
        later, named = owners[i + 1] if i + 1 < len(owners) else (None, None)
        joined = later is not None and re.fullmatch(r",? (?:and|or|et|и) |, ", text[cite.end : later.start])
        forward = named is not None and later is not None and named.start >= later.end
        pointed = owner is None or owner.back
        yield cite, named if joined and forward and pointed else owner


def _shared(cite: Provision, first: Named | None, names: list[Named], text: str) -> Iterator[Named]:
    """In "article 10 of both the UDHR and the ICCPR" the second instrument has the article as well."""
    if first and first.start >= cite.end and " both" in text[cite.end : first.start]:
        yield from (
            n for n in names if n.start > first.end and re.fullmatch(r",? and (?:the )?", text[first.end : n.start])
        )


def _claims(
    wording: Wording, sentence: Sentence, names: list[Named], pairs: list[tuple[Provision, Named | None]]
) -> Iterator[Found]:
    said: set[str | None] = set()
    for cite, owner in pairs:
        if owner is None:
            continue
        said.add(owner.id or wording.text[owner.start : owner.end])
        tokens = wording.tokens(min(cite.start, owner.start), max(cite.end, owner.end))
        for number in cite.numbers:
            yield Found(Norm(owner.id, number, sentence.words(tokens)), tokens, wording.tokens(cite.start, cite.end)[0])
    for name in names:
        key = name.id or wording.text[name.start : name.end]
        if not name.back and key not in said:
            said.add(key)
            tokens = wording.tokens(name.start, name.end)
            yield Found(Norm(name.id, None, sentence.words(tokens)), tokens, tokens[0])


def _settled(found: Iterable[Named]) -> list[Named]:
    """Of names that overlap keep the longest; numbers of one list begin together and all stay."""
    kept: list[Named] = []
    for name in sorted(found, key=lambda n: (n.id is None, n.start - n.end)):
        rivals = [k for k in kept if k.start < name.end and name.start < k.end]
        if all(
            k.start == name.start and k.end != name.end and _series(k.id) == _series(name.id) is not None
            for k in rivals
        ):
            kept.append(name)
    return sorted(kept, key=lambda n: (n.start, n.end))


def _series(key: str | None) -> str | None:
    match = re.match(r"(ilo-c|\w+-g[cr]|hrc-|unga-|unsc-|ecosoc-|chr-)\d", key or "")
    return match[1] if match else None


def _joined(found: list[Named], text: str) -> list[Named]:
    """A short name, number or resolution in brackets behind a name is that name once more."""
    kept: list[Named] = []
    for name in found:
        gap = text[kept[-1].end : name.start] if kept else ""
        again = kept and (name.id == kept[-1].id or (_series(name.id) and not _series(kept[-1].id) and kept[-1].id))
        if again and IN_BRACKETS.fullmatch(gap):
            closes = text[name.end : name.end + 1] == ")"
            kept[-1] = replace(kept[-1], end=name.end + closes)
        else:
            kept.append(name)
    return kept


def _international(key: str) -> bool:
    return not re.fullmatch(r"[a-z]{2}-(?:constitution|.*-code)", key)


def _overlaps(one: Provision, others: list[Provision]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)
