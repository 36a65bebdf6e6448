"""Lists of people, such as registers and lists of victims: what their columns say, whose row is whose, who was on which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """What a column of a list says of the person in the row."""

    NAME = "name"  # the whole name in one column; `order` of the column map says which part comes when
    GIVEN = "given"
    FATHER = "father"  # the father's name, or the patronymic
    GRANDFATHER = "grandfather"
    FAMILY = "family"
    SEX = "sex"
    AGE = "age"
    BORN = "born"  # a whole date or a year
    BORN_YEAR = "born_year"
    BORN_MONTH = "born_month"
    BORN_DAY = "born_day"
    DATE = "date"  # of what befell the person
    PLACE = "place"
    ADDRESS = "address"
    POSTCODE = "postcode"
    OCCUPATION = "occupation"
    NUMBER = "number"  # of a document that only one person has; it may be mistyped
    FATE = "fate"  # kept with the row, and not compared
    ID = "id"  # the list's own id of the row: finds it again in the next version of the file, and is never compared


@dataclass(frozen=True, slots=True)
class Column:
    """That the column under this head says this."""

    field: Field
    head: str
