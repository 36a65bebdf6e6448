"""Groups of name forms, joined one by one: a veto between any two members stands above every likeness."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.resolution.names import compare_names, parse
from khronika.vocabulary.people import EntityKind, Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.vocabulary.people import Mention

RULE = "names@1"
CONTRADICTIONS = {
    "gender": "one is a man and the other a woman",
    "patronymic": "the patronymics name different fathers",
    "born": "they were born in different years",
    "kind": "they are bodies of different kinds",
    "place": "they are bodies of different places",
    "country": "they are bodies of different countries",
    "located": "the gazetteer has them as two places",
}


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling in one document with all its mentions there; `marks`: (aspect, value) to contradict."""

    kind: EntityKind
    document: str
    file: str
    spelled: str
    marks: frozenset[tuple[str, str]]
    protected: bool
    mentions: tuple[Mention, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What orders forms whatever the order of the mentions was."""
        marks = sorted(f"{aspect} {value}" for aspect, value in self.marks)
        return (self.kind, self.spelled, self.document, str(self.protected), *marks)


@dataclass(frozen=True, slots=True)
class Tie:
    """What was decided about two forms, by a rule or a person, and why."""

    a: Form
    b: Form
    verdict: Sameness
    by: str
    reason: str


Ruling = tuple[Sameness, str, str]  # verdict, by whom, why


@dataclass
class Clusters:
    """The groups so far; `apart` holds the pairs that people judged not to be joined."""

    forms: tuple[Form, ...]
    apart: dict[frozenset[Form], Ruling] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    _home: dict[Form, int] = field(default_factory=dict)
    _members: dict[int, list[Form]] = field(default_factory=dict)
    _marks: dict[int, dict[str, set[str]]] = field(default_factory=dict)
    _names: dict[int, list[set[str]]] = field(default_factory=dict)  # those that a person joined stay apart in here
    _foes: dict[Form, list[Form]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, form in enumerate(self.forms):
            self._home[form] = number
            self._members[number] = [form]
            self._names[number] = [{form.spelled}]
            self._marks[number] = {}
            for aspect, value in form.marks:
                self._marks[number].setdefault(aspect, set()).add(value)
        for pair in self.apart:
            if len(pair) > 1:
                a, b = pair
                self._foes.setdefault(a, []).append(b)
                self._foes.setdefault(b, []).append(a)

    def together(self, a: Form, b: Form) -> bool:
        """Say whether two forms are in one group."""
        return self._home[a] == self._home[b]

    def home(self, form: Form) -> int:
        """Give the number of the group in which a form stands."""
        return self._home[form]

    def members(self, form: Form) -> list[Form]:
        """Give everything in the group of a form."""
        return self._members[self._home[form]]

    def groups(self) -> list[list[Form]]:
        """Give all groups."""
        return list(self._members.values())

    def documents(self, form: Form) -> set[str]:
        """Give the documents in which the group of a form is named."""
        return {member.document for member in self.members(form)}

    def marks(self, form: Form, aspect: str) -> set[str]:
        """Give what is known of a group in one respect."""
        return self._marks[self._home[form]].get(aspect, set())

    def veto(self, a: Form, b: Form) -> Ruling | None:
        """Give who or what forbids to join the groups of two forms, and why; None where nothing does."""
        if self._foes:
            there = set(self.members(b))
            for mine in self.members(a):
                for foe in self._foes.get(mine, []):
                    if foe in there:
                        return self.apart[frozenset({mine, foe})]
        left, right = self._marks[self._home[a]], self._marks[self._home[b]]
        for aspect, reason in CONTRADICTIONS.items():
            if contradict(aspect, left.get(aspect, set()), right.get(aspect, set())):
                return Sameness.APART, RULE, reason
        if a.kind is EntityKind.PERSON and not a.protected:
            return self._names_clash(a, b)
        return None

    def _names_clash(self, a: Form, b: Form) -> Ruling | None:
        """Keep a name that is like two others from joining these: "Jana" is like "Zhana" and like "Yana".

        Of somebody who bears two names by a person's judgement, either name is enough.
        """
        pairs = [(x, y) for x in self._names[self._home[a]] for y in self._names[self._home[b]]]
        clashes = [_clash(x, y) for x, y in pairs]
        return None if None in clashes else clashes[0]

    def join(self, a: Form, b: Form, reason: str, by: str = RULE, *, force: bool = False) -> bool:
        """Join the groups of two forms unless a veto stands between them; say whether they are joined now."""
        if self.together(a, b):
            return True
        veto = None if force else self.veto(a, b)
        if veto:
            self.ties.append(Tie(a, b, *veto))
            return False
        self.ties.append(Tie(a, b, Sameness.SAME, by, reason))
        keep, gone = sorted((self._home[a], self._home[b]), key=lambda home: (-len(self._members[home]), home))
        for form in self._members[gone]:
            self._home[form] = keep
        self._members[keep] += self._members.pop(gone)
        self._names[keep] = _together(self._names[keep], self._names.pop(gone), judged=force)
        for aspect, values in self._marks.pop(gone).items():
            self._marks[keep].setdefault(aspect, set()).update(values)
        return True

    def note(self, a: Form, b: Form, verdict: Sameness, reason: str) -> None:
        """Note that two forms are apart, or may be one, without joining them."""
        if not self.together(a, b):
            self.ties.append(Tie(a, b, verdict, RULE, reason))

    def distinct(self, forms: Iterable[Form]) -> list[Form]:
        """Give one form for each group among these."""
        first: dict[int, Form] = {}
        for form in forms:
            first.setdefault(self._home[form], form)
        return list(first.values())


def _clash(names: set[str], others: set[str]) -> Ruling | None:
    for one in sorted(names):
        for other in sorted(others):
            verdict, reason = compare_names(parse(one), parse(other))
            if verdict is Sameness.APART:
                return Sameness.APART, RULE, reason
    return None


def _together(names: list[set[str]], others: list[set[str]], *, judged: bool) -> list[set[str]]:
    """Give the names of two groups as one: each set of names joins the one that it agrees with."""
    if not judged and len(names) == len(others) == 1:
        return [names[0] | others[0]]
    joined = [set(each) for each in names]
    for each in others:
        fits = next((one for one in joined if _clash(one, each) is None), None)
        if fits is None:
            joined.append(each)
        else:
            fits |= each
    return joined


def contradict(aspect: str, left: set[str], right: set[str]) -> bool:
    """Say whether what is known of two groups cannot be of one; a year of birth told from an age is off by one."""
    if not left or not right or left & right:
        return False
    if aspect == "born":
        return all(abs(int(a) - int(b)) > 1 for a in left for b in right)
    return True
