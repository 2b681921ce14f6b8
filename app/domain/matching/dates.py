"""How near two dates of birth are, by the mistakes people make in typing one."""

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Hamming

_YEARS_OF_THE_LIVING = range(1900, 2101)
_MONTHS = range(1, 13)
_DAYS = {month: range(1, 32 - (month in (4, 6, 9, 11)) - 2 * (month == 2)) for month in _MONTHS}
OLDEST_PARENT = 60  # years; more is a slip in the year
_FEW_DIGITS = 3  # as many may be slips of one hand
PARENT_YEARS = 15  # linkage.md: the same name 15 or more years apart is a parent and child


class BirthLevel(StrEnum):
    """Levels of agreement, best first."""

    EXACT = "exact"
    SWAPPED = "day and month swapped"
    DIGIT = "one digit"
    TURNED = "two digits swapped"
    NEXT_YEAR = "year ±1"
    TWO_PARTS = "two parts of three"
    TWO_DIGITS = "two digits"
    SAME_YEAR = "year only"
    NEW_YEAR_ONLY = "same year, one on 1 January"
    NEW_YEARS = "both 1 January, years differ"
    DAY_ONLY = "day and month, year unreadable"
    OTHER = "different"
    IMPOSSIBLE = "different, one impossible"
    GENERATION = "a generation apart"
    MISSING = "missing"

    __hash__ = str.__hash__  # a level is looked up a million times; Enum's own is ten times slower


class Birth(NamedTuple):
    """A date of birth as written: the parts may be no day of the calendar."""

    year: int
    month: int
    day: int

    @property
    def digits(self) -> str:
        """Eight digits, year first."""
        return _digits(self)

    @property
    def possible(self) -> bool:
        """A day of the calendar on which somebody living can be born."""
        return self.year in _YEARS_OF_THE_LIVING and self.month in _MONTHS and self.day in _DAYS[self.month]

    @property
    def new_year(self) -> bool:
        """1 January, which often stands for "not known"."""
        return self.month == 1 and self.day == 1


@lru_cache(maxsize=50_000)
def _digits(birth: Birth) -> str:
    return f"{birth.year:04d}{birth.month:02d}{birth.day:02d}"


_YEAR_FIRST = re.compile(r"^(\d{4})\D?(\d{1,2})\D(\d{1,2})$")
_YEAR_LAST = re.compile(r"^(\d{1,3})\D(\d{1,3})\D(\d{4,5})$")
_LOOKS_LIKE_DIGITS = str.maketrans(
    {"O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "Z": "2", "z": "2", "S": "5", "s": "5"}
)


def read_birth(born: date | None, as_written: str = "") -> Birth | None:
    """The date itself, or the digits of one that cannot be a date; None where there is nothing to compare."""
    if born is not None:
        return Birth(born.year, born.month, born.day)
    as_written = as_written.strip().translate(_LOOKS_LIKE_DIGITS)
    if match := _YEAR_FIRST.match(as_written):
        year, month, day = match.groups()
    elif match := _YEAR_LAST.match(as_written):
        day, month, year = match.groups()
        year = _four_digits(year)
    else:
        return None
    return Birth(int(year), int(month) % 100, int(day) % 100)


def _four_digits(year: str) -> str:
    """A year with one digit too many ("20206") loses the one that leaves the likeliest year."""
    if len(year) == 4:
        return year
    shorter = [year[:i] + year[i + 1 :] for i in range(len(year))]
    return next((y for y in shorter if y.startswith(("20", "19"))), shorter[-1])


def _turned(a: str, b: str) -> bool:
    i, j = (at for at in range(8) if a[at] != b[at])
    return j - i == 1 and a[i] == b[j] and a[j] == b[i]


def birth_level(a: Birth, b: Birth) -> BirthLevel:
    """The best level that fits; symmetric."""
    if a == b:
        return BirthLevel.EXACT
    if a.year == b.year and a.month == b.day and a.day == b.month:
        return BirthLevel.SWAPPED
    if a.new_year or b.new_year:
        return _with_new_year(a, b)
    x, y = a.digits, b.digits
    apart = Hamming.distance(x, y, score_cutoff=2)
    if apart == 1:
        return BirthLevel.DIGIT
    if apart == 2 and _turned(x, y):
        return BirthLevel.TURNED
    return _by_parts(a, b)


def _digits_apart(a: Birth, b: Birth) -> int:
    """Whichever way round day and month are."""
    turned = Birth(b.year, b.day, b.month)
    return min(Hamming.distance(a.digits, other.digits) for other in (b, turned))


def _with_new_year(a: Birth, b: Birth) -> BirthLevel:
    """1 January is put where only the year is known, or guessed: then day and month tell nothing."""
    if a.new_year and b.new_year and abs(a.year - b.year) < PARENT_YEARS:
        return BirthLevel.NEW_YEARS
    return BirthLevel.NEW_YEAR_ONLY if a.year == b.year else _by_parts(a, b)


def _by_parts(a: Birth, b: Birth) -> BirthLevel:
    same_day = a.month == b.month and a.day == b.day
    if a.year not in _YEARS_OF_THE_LIVING or b.year not in _YEARS_OF_THE_LIVING:
        return (
            BirthLevel.DAY_ONLY if same_day or (a.month, a.day) == (b.day, b.month) else BirthLevel.IMPOSSIBLE
        )
    if same_day and abs(a.year - b.year) == 1:
        return BirthLevel.NEXT_YEAR
    sure = a.possible and b.possible
    if sure and PARENT_YEARS <= abs(a.year - b.year) <= OLDEST_PARENT:
        return BirthLevel.GENERATION
    if (a.year == b.year) + (a.month == b.month) + (a.day == b.day) >= 2:
        return BirthLevel.TWO_PARTS
    if not sure and Hamming.distance(a.digits, b.digits) <= 2:
        return BirthLevel.TWO_DIGITS
    if not sure and (a.year == b.year or _digits_apart(a, b) <= _FEW_DIGITS):
        return BirthLevel.IMPOSSIBLE
    return BirthLevel.SAME_YEAR if a.year == b.year else BirthLevel.OTHER
