"""What each kind of claim says: one frozen value a kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from khronika.errors import InvalidValue
from khronika.vocabulary.dates import When
from khronika.vocabulary.words import check_word


class Qualifier(StrEnum):
    """How exactly a figure is given; never dropped, never added."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    FEWER_THAN = "fewer_than"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"
    MAJORITY = "majority"


class Force(StrEnum):
    """How strongly something is asked for."""

    URGE = "urge"
    CALL = "call"
    REQUEST = "request"
    RECOMMEND = "recommend"
    ASK = "ask"
    WELCOME = "welcome"


@dataclass(frozen=True, slots=True)
class Party:
    """A person, a group with its number, an outlet or organisation, as the words name it."""

    name: str | None = None
    population: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A figure about people: an interval of whole numbers, its qualifier, of whom and of what."""

    quantity: str
    population: str | None
    group: str
    low: int | None
    high: int | None
    qualifier: Qualifier
    as_of: When | None = None
    of: str | None = None  # id of the count this one is a part of
    by: str | None = None

    def __post_init__(self) -> None:
        check_word("quantities", self.quantity)
        check_word("groups", self.group)
        if (self.low or 0) < 0 or (self.high or 0) < 0:
            msg = "A count of people cannot be less than nothing."
            raise InvalidValue(msg)
        if self.low is not None and self.high is not None and self.low > self.high:
            msg = f"A count cannot be at least {self.low} and at most {self.high}."
            raise InvalidValue(msg)


@dataclass(frozen=True, slots=True)
class Article:
    """A provision of a code as written: "article 308, part 4b" is article 308, part 4, item b."""

    code: str | None
    article: str
    part: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Penalty:
    """A penalty; terms in whole months, amounts in the currency as written."""

    kind: str
    months_low: int | None = None
    months_high: int | None = None
    amount: str | None = None
    currency: str | None = None
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step in a criminal, administrative or disciplinary case."""

    step: str
    subjects: tuple[Party, ...]
    offence: str | None = None
    articles: tuple[Article, ...] = ()
    body: str | None = None
    penalty: Penalty | None = None

    def __post_init__(self) -> None:
        check_word("steps", self.step)


@dataclass(frozen=True, slots=True)
class Act:
    """An alleged violation: what was done, to whom, by whom, with what."""

    act: str
    victims: tuple[Party, ...]
    perpetrators: tuple[Party, ...]
    means: str | None = None

    def __post_init__(self) -> None:
        check_word("acts", self.act)


@dataclass(frozen=True, slots=True)
class Relation:
    """Kinship or another tie: `kind` is what the person is to `to`, such as "daughter"."""

    to: str
    kind: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person as one passage presents them; `pseudonym` protects from the first mention."""

    name: str | None
    as_written: str
    roles: tuple[str, ...] = ()
    age: int | None = None
    born: int | None = None
    gender: str | None = None
    relation: Relation | None = None
    pseudonym: bool = False


@dataclass(frozen=True, slots=True)
class Norm:
    """A cited norm: the instrument's id in the catalogue or null, the provision, the words."""

    instrument: str | None
    provision: str | None
    as_written: str


@dataclass(frozen=True, slots=True)
class Demand:
    """Something asked of somebody; the addressee is null where the text names nobody."""

    force: Force
    addressee: str | None
    action: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A dated official or public statement worth its own line in a chronology."""

    speaker: str
    venue: str | None
    gist: str


Body = Count | Step | Act | Person | Norm | Demand | Statement
