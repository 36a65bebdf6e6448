"""Lists of people, as registers and lists of victims: what their columns say, whose row is whose, who is on which."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from khronika.vocabulary.people import Sameness


class Field(StrEnum):
    """What a column of a list says of the person in the row."""

    NAME = "name"  # the whole name in one cell; `order` of the column map says which part comes when
    GIVEN = "given"
    FATHER = "father"  # the father's name, or the patronymic
    GRANDFATHER = "grandfather"
    FAMILY = "family"
    SEX = "sex"
    AGE = "age"
    BORN = "born"  # a whole date, or a year
    BORN_YEAR = "born_year"
    BORN_MONTH = "born_month"
    BORN_DAY = "born_day"
    DATE = "date"  # of what befell the person
    PLACE = "place"
    ADDRESS = "address"
    POSTCODE = "postcode"
    OCCUPATION = "occupation"
    NUMBER = "number"  # of a paper that one person has; it may be mistyped
    FATE = "fate"  # kept with the row, and not compared
    ID = "id"  # the list's own id of a row: it finds the row in the next version of the file, and is never compared


@dataclass(frozen=True, slots=True)
class Column:
    """That the column under this head says this."""

    field: Field
    head: str


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What the columns of a list say; `order` is that of the parts of a name that stands in one cell.

    `sole` means that somebody declared the list free of duplicates: nobody stands on it twice.
    """

    columns: tuple[Column, ...]
    order: tuple[Field, ...] = (Field.GIVEN, Field.FAMILY)
    sole: bool = False


@dataclass(frozen=True, slots=True)
class Register:
    """One version of a list: its name, the text revision in which it stands, and its column map."""

    name: str
    document: str
    revision: str
    map: ColumnMap


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: one person as the list has them; `cells` are as many as the columns of the map.

    `start` and `end` are where it stands in the revision, `number` which line of its table it is, from 1 on.
    """

    id: str
    register: str
    number: int
    start: int
    end: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """What one comparison of two rows says, and how many bits that is for them being one person, or against."""

    of: str
    says: str
    bits: float


@dataclass(frozen=True, slots=True)
class Match:
    """Two rows and what speaks for them being one person: bits in all, each comparison's, and what came of it.

    `why` is what outranks the bits: a veto, or a person's word.
    """

    a: str
    b: str
    verdict: Sameness
    bits: float
    weights: tuple[Weight, ...]
    why: str = ""

    @property
    def reason(self) -> str:
        """Say in a sentence what speaks for and against it, the weightiest first."""
        ordered = sorted(self.weights, key=lambda weight: -abs(weight.bits))
        pro, con = ([weight.says for weight in ordered if sign * weight.bits > 0] for sign in (1, -1))
        told = [", ".join(pro)] if pro else []
        told += [f"against it {', '.join(con)}"] if con else []
        return "; ".join([*told, self.why] if self.why else told)

    @property
    def probability(self) -> float:
        """How probable the model holds it that they are one person, from the bits alone."""
        return 1 / (1 + math.pow(2, -max(min(self.bits, 300.0), -300.0)))


@dataclass(frozen=True, slots=True)
class Threshold:
    """From how many bits on rows are one person, who says so, and how often that errs on the pairs people judged.

    `wrong` of the `joined` judged pairs above it are of two people; `missed` of the `same` judged as one are below.
    """

    bits: float
    by: str
    joined: int = 0
    wrong: int = 0
    same: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class History:
    """One person as the lists have them: the rows, and for each list whether it recorded the person."""

    rows: tuple[str, ...]
    on: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Histories:
    """Who is on which lists, person by person: what an estimate of the never listed starts from."""

    lists: tuple[str, ...]
    people: tuple[History, ...]

    def patterns(self) -> list[tuple[tuple[bool, ...], int]]:
        """Give how many people each pattern of lists has, in the order of the patterns from all lists to one."""
        counted: dict[tuple[bool, ...], int] = {}
        for person in self.people:
            counted[person.on] = counted.get(person.on, 0) + 1
        return sorted(counted.items(), key=lambda item: (-sum(item[0]), tuple(not on for on in item[0])))


@dataclass(frozen=True, slots=True)
class Linkage:
    """That lists were linked: which versions, by which method and model (SHA-256), and what came of it.

    `threshold` is in hundredths of a bit. The links themselves are found again by the same method at any time.
    """

    registers: tuple[Register, ...]
    method: str
    model: str
    threshold: int
    rows: int
    matches: int
    people: int
