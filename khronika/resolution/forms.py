"""From mentions to name forms: what one document shows of one spelling, protected ones marked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from khronika.resolution.bearers import compare, keys, names_two_words, outline, standing, word_keys
from khronika.resolution.clusters import EVERYBODY, Form
from khronika.resolution.evidence import contradict
from khronika.resolution.folding import plain
from khronika.resolution.names import SURNAME
from khronika.resolution.ranks import rank_mark
from khronika.resolution.rows import rows
from khronika.resolution.words import words
from khronika.vocabulary.people import EntityKind, Sameness

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from khronika.resolution.facts import Fact, Facts, Mark
    from khronika.vocabulary.people import Mention


def person_forms(mentions: Iterable[Mention], facts: Facts, texts: Mapping[str, str] | None = None) -> list[Form]:
    """Give the forms of persons; the order of the mentions does not matter. `texts` are by revision."""
    people = [mention for mention in mentions if mention.kind is EntityKind.PERSON]
    hidden = veiled(people, facts)
    public = [mention for mention in people if plain(mention.name) not in hidden.get(mention.document, ())]
    beside = rows(public, texts or {})
    told = _Told(public)
    groups: dict[tuple[str, str, bool, frozenset[Mark], frozenset[str]], list[Mention]] = defaultdict(list)
    for mention in people:
        protected = plain(mention.name) in hidden.get(mention.document, ())
        spelled = " ".join(mention.name.split()) if protected else told.spelled(mention)
        read = mention if protected or spelled == " ".join(mention.name.split()) else replace(mention, gender=None)
        told_here = facts.get((mention.document, plain(mention.name)), [])
        known = _open(_marks(read, told_here, beside.get(mention)), hidden.get(mention.document, ()))
        after = EVERYBODY if protected else told.before(mention, spelled)
        groups[mention.document, spelled, protected, known, after].append(mention)
    forms = []
    for (document, spelled, protected, marks, after), group in groups.items():
        company = EVERYBODY if protected else told.company(document)
        forms.append(_form(group, spelled, marks, company, after, protected=protected))
    return sorted(forms, key=lambda form: form.key)


def plain_forms(mentions: Iterable[Mention], kind: EntityKind) -> list[Form]:
    """Give the forms of organisations, places or events."""
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind is kind:
            groups[mention.document, " ".join(mention.name.split())].append(mention)
    return sorted((_form(group, spelled) for (_, spelled), group in groups.items()), key=lambda form: form.key)


def _form(
    mentions: list[Mention],
    spelled: str,
    marks: frozenset[Mark] = frozenset(),
    beside: frozenset[str] = EVERYBODY,
    after: frozenset[str] = EVERYBODY,
    *,
    protected: bool = False,
) -> Form:
    ordered = tuple(sorted(mentions, key=lambda m: (m.revision, m.start, m.end)))
    first = ordered[0]
    return Form(first.kind, first.document, first.file, spelled, marks, protected, ordered, beside, after)


class _Told:
    """The full names that each document tells, and where it tells each of them first."""

    def __init__(self, people: Iterable[Mention]) -> None:
        self.first: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
        self.by_word: dict[tuple[str, str], set[str]] = defaultdict(set)
        for mention in people:
            name = " ".join(mention.name.split())
            if names_two_words(name):
                here = self.first[mention.document]
                here[name] = min((mention.revision, mention.start), here.get(name, (mention.revision, mention.start)))
                for word in word_keys(name):
                    self.by_word[mention.document, word].add(name)
        self.beside = {
            document: frozenset(min(keys(name)) for name in here) if len(here) <= _company() else EVERYBODY
            for document, here in self.first.items()
        }

    def company(self, document: str) -> frozenset[str]:
        return self.beside.get(document, EVERYBODY)

    def bearers(self, document: str, short: str) -> set[str]:
        """Give the full names of a document in which the surname of a short one stands."""
        found = {name for stem in word_keys(outline(short).surname) for name in self.by_word.get((document, stem), ())}
        return {name for name in found if standing(outline(short).surname, name)}

    def before(self, mention: Mention, spelled: str) -> frozenset[str]:
        """Give whom a short name can mean where the document has told some of its bearers and tells others later."""
        if names_two_words(spelled):
            return EVERYBODY
        bearers = self.bearers(mention.document, spelled)
        at = (mention.revision, mention.start)
        told = {name for name in bearers if self.first[mention.document][name] <= at}
        return frozenset(told) if told and told != bearers else EVERYBODY

    def spelled(self, mention: Mention) -> str:
        """Give the name, or the words as written where only these have a bearer: a case ending was read wrongly."""
        name, exact = " ".join(mention.name.split()), " ".join(mention.exact.split())
        if name == exact or names_two_words(name) or outline(exact).level != outline(name).level:
            return name
        misread = self.bearers(mention.document, exact) and not self.bearers(mention.document, name)
        return exact if misread else name


def _company() -> int:
    return int(words("evidence")["limits"]["company"][0])


def veiled(people: Sequence[Mention], facts: Facts) -> dict[str, set[str]]:
    """Give, by document, the plain names that stand for somebody who must not be found.

    The short forms of such a name are among them, and what is another spelling of it: "M. Dorn" beside "Mira Dorn".
    """
    found: dict[str, set[str]] = defaultdict(set)
    told: dict[str, set[str]] = defaultdict(set)  # the same names as written, but for those with a surname withheld
    for mention in people:
        stated = any(fact.pseudonym for fact in facts.get((mention.document, plain(mention.name)), []))
        if mention.pseudonym or stated or outline(mention.name).veiled:
            found[mention.document].add(plain(mention.name))
            if not outline(mention.name).veiled:
                told[mention.document].add(mention.name)
    for mention in people:
        name = plain(mention.name)
        short = outline(mention.name).level == SURNAME
        known = found.get(mention.document, ())
        if (short and any(name in other.split() for other in known)) or (
            any(compare(mention.name, other)[0] is Sameness.SAME for other in told.get(mention.document, ()))
        ):
            found[mention.document].add(name)
    return found


def _open(marks: frozenset[Mark], hidden: Collection[str]) -> frozenset[Mark]:
    """Leave out kinship and roles that name somebody protected: as evidence, or in a reason, they say who is meant."""
    names = [set(name.split()) for name in hidden]
    told = {mark: set(plain(mark[1].split(" of ")[-1]).split()) for mark in marks if mark[0] in ("kin", "role")}
    return frozenset(mark for mark in marks if not any(told.get(mark, {""}) <= name for name in names))


def _marks(mention: Mention, facts: Sequence[Fact], row: str | None) -> frozenset[Mark]:
    name = outline(mention.name)
    marks = {("office", office) for office in offices(mention)}
    facts = sorted(_of_this(mention, facts), key=repr)
    gender = mention.gender or _gender_of_titles(mention) or name.gender
    gender = gender or next((fact.gender for fact in facts if fact.gender), None)
    if gender:
        marks.add(("gender", gender))
    if name.father:
        marks.add(("patronymic", name.father))
    if row:
        marks.add(("row", row))
    if held := rank_mark(mention):
        marks.add(("rank", held))
    told = {mark for fact in facts for mark in fact.marks}
    return frozenset(marks | (told if name.level != SURNAME else {mark for mark in told if mark[0] != "born"}))


def _of_this(mention: Mention, facts: Sequence[Fact]) -> Sequence[Fact]:
    """Give what is told of a name in its document; where that cannot be of one person, what is told at this place."""
    born = [{value for aspect, value in fact.marks if aspect == "born"} for fact in facts]
    if not any(contradict("born", a, b) for n, a in enumerate(born) for b in born[n + 1 :]):
        return facts
    at = (mention.revision, mention.start, mention.end)
    return [fact for fact in facts if fact.revision == at[0] and fact.start < at[2] and at[1] < fact.end]


def _gender_of_titles(mention: Mention) -> str | None:
    address = words("names")["address"]
    titles = {plain(title) for title in mention.titles}
    return next((gender for gender in ("male", "female") if titles & set(address[gender])), None)


def offices(mention: Mention) -> set[str]:
    """Give the offices before a name that one person holds at a time."""
    held = {plain(office) for office in words("names")["offices"]["words"]}
    return {plain(title) for title in mention.titles} & held
