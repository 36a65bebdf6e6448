"""Groups of name forms, joined one by one: a veto between any two members stands above every likeness."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khronika.resolution.bearers import compare, outline
from khronika.resolution.evidence import contradiction
from khronika.resolution.names import INITIAL, SURNAME
from khronika.vocabulary.people import EntityKind, Sameness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from khronika.resolution.facts import Mark
    from khronika.vocabulary.people import Mention

RULE = "names@1"
EVERYBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One spelling in one document with its mentions there, told apart from others by who it is and not by value.

    `marks` are what is told of it, (aspect, value). `beside` are the keys of all public names of its document.
    `after` are the full names that the document had told before this short one, where it tells others later.
    """

    kind: EntityKind
    document: str
    file: str
    spelled: str
    marks: frozenset[Mark]
    protected: bool
    mentions: tuple[Mention, ...]
    beside: frozenset[str] = EVERYBODY
    after: frozenset[str] = EVERYBODY
    key: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Make what orders forms whatever the order of the mentions was."""
        marks = sorted(f"{aspect} {value}" for aspect, value in self.marks)
        first = self.mentions[0]
        at = (first.revision, f"{first.start:09}")
        object.__setattr__(self, "key", (self.kind, self.spelled, self.document, str(self.protected), *marks, *at))


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
    _wary: dict[int, list[Form]] = field(default_factory=dict)  # of each group the members that have foes

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
                self._part(*pair)

    def _part(self, a: Form, b: Form) -> None:
        for one, other in ((a, b), (b, a)):
            if one not in self._foes:
                self._wary.setdefault(self._home[one], []).append(one)
            self._foes.setdefault(one, []).append(other)

    def forbid(self, a: Form, b: Form, reason: str) -> None:
        """Keep two forms apart by rule, whatever the groups that they come to stand in."""
        if a is not b and frozenset({a, b}) not in self.apart:
            self.apart[frozenset({a, b})] = (Sameness.APART, RULE, reason)
            self._part(a, b)
            self.note(a, b, Sameness.APART, reason)

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

    def known(self, form: Form) -> dict[str, set[str]]:
        """Give all that is known of a group, by aspect."""
        return self._marks[self._home[form]]

    def names(self, form: Form) -> set[str]:
        """Give the spellings of a group."""
        return set().union(*self._names[self._home[form]])

    def name_sets(self, form: Form) -> list[set[str]]:
        """Give the spellings of a group, those of each name apart where a person judged that somebody bears two."""
        return self._names[self._home[form]]

    def veto(self, a: Form, b: Form) -> Ruling | None:
        """Give who or what forbids to join the groups of two forms, and why; None where nothing does."""
        left, right = self._home[a], self._home[b]
        for mine in self._wary.get(left, ()):
            for foe in self._foes[mine]:
                if self._home[foe] == right:
                    return self.apart[frozenset({mine, foe})]
        against = contradiction(self._marks[left], self._marks[right])
        if against:
            return against[0], RULE, against[1]
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
        if gone in self._wary:
            self._wary.setdefault(keep, []).extend(self._wary.pop(gone))
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
    """Say what forbids two sets of names: full names all have to agree, a short one has to fit a full one.

    A surname alone says no more than the full name beside it: "Jaber" and "Jabir" part nobody whose full names agree.
    """
    left, right = sorted(_telling(names)), sorted(_telling(others))
    short = [_is_short(each[0]) for each in (left, right)]
    if short == [False, True]:
        left, right = right, left
    for one in left:
        clashes = [reason for verdict, reason in (compare(one, other) for other in right) if verdict is Sameness.APART]
        if clashes and (short[0] == short[1] or len(clashes) == len(right)):
            return Sameness.APART, RULE, clashes[0]
    return None


def _telling(names: set[str]) -> set[str]:
    """Give the names that tell most: without mere surnames and initials if others are more."""
    return {name for name in names if not _is_short(name)} or names


def _is_short(name: str) -> bool:
    told = outline(name)
    return told.level == SURNAME or (told.level == INITIAL and told.words == 1)


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
