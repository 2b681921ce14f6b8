"""Tells at a glance that a pair cannot reach even the lowest band, before the costly comparison."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from app.domain.matching import weights
from app.domain.matching.dates import Birth, birth_level
from app.domain.matching.fold import sound
from app.domain.matching.prepare import Prepared
from app.domain.matching.tables import ReferenceTables


class Glance(NamedTuple):
    """What one look at a record shows; `marks` are its name words as they sound and as their variants."""

    birth: Birth | None
    marks: frozenset[str]
    initials: frozenset[str]
    starts: frozenset[str]
    words: int
    postcode: str
    town: str
    has_address: bool
    numbers: bool


def glance(record: Prepared, tables: ReferenceTables) -> Glance:
    """Prepares one record for `is_hopeless`."""
    heard: Counter[str] = Counter()
    for word in record.words:
        heard[sound(word)] += 1  # Shauna Shin sounds the same twice, and is two names in common
    marks = {f"{code}{n}" for code, count in heard.items() for n in range(count)}
    marks.update(f"={group}" for word in record.words for group in tables.variants(word))
    birth = record.birth if record.birth is not None and record.birth.possible else None
    return Glance(
        birth,
        frozenset(marks),
        frozenset(word[0] for word in record.words),
        frozenset(word[:2] for word in record.words),
        len(record.words),
        record.postcode,
        record.town,
        record.has_address,
        bool(record.numbers),
    )


def is_hopeless(a: Glance, b: Glance) -> bool:
    """Dates of birth that speak against, no place in common, and not two names that sound alike.

    A place in common saves a pair if some name begins alike; the same date of birth, if the town is the
    same or some name has an initial in common.

    Such a pair would score below the band "possible" whatever else it holds: a near name is worth
    next to nothing against a conflicting date of birth.
    """
    if a.birth is None or b.birth is None or (a.numbers and b.numbers) or min(a.words, b.words) < 2:
        return False
    agree = _births_agree(a.birth, b.birth)
    if (a.postcode and a.postcode == b.postcode) or (a.has_address and a.town == b.town):
        return not agree and a.starts.isdisjoint(b.starts) and a.marks.isdisjoint(b.marks)
    if _two_in_common(a.marks, b.marks):
        return False
    if not agree:
        return True
    no_name = a.initials.isdisjoint(b.initials) and a.marks.isdisjoint(b.marks)
    return no_name and not (a.town and a.town == b.town)


def _two_in_common(a: frozenset[str], b: frozenset[str]) -> bool:
    # A sound and the variants of one word count more than once: that lets more pairs through, never fewer.
    return len(a & b) >= 2


def _births_agree(a: Birth, b: Birth) -> bool:
    same = (a.year == b.year) + (a.month == b.month) + (a.day == b.day)
    if same == 3 or (a.year == b.year and a.month == b.day and a.day == b.month):
        return True
    if a.new_year or b.new_year:
        return a.year == b.year or a.new_year == b.new_year
    return same == 2 and weights.BIRTH[birth_level(a, b)] > 0


def glances(records: Sequence[Prepared], tables: ReferenceTables) -> list[Glance]:
    """One glance a record."""
    return [glance(record, tables) for record in records]
