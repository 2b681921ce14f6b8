"""Which pairs are worth comparing: those that share at least one of about nine keys."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from app.domain.matching import numbers
from app.domain.matching.fold import sound
from app.domain.matching.prepare import Prepared
from app.domain.matching.tables import ReferenceTables

LARGEST_BLOCK = 300  # linkage.md: skip blocks of more than about 300 records, except the full date of birth
INCOMPLETE = "I"  # not a block: marks a record that lacks a name or the date of birth
_MOST_WORDS = 6


def keys_of(record: Prepared, tables: ReferenceTables) -> set[str]:
    """Every key of one record; the first letter says which rule made it."""
    words = record.words[:_MOST_WORDS]
    sounds = {sound(word) for word in words}
    keys = set(_birth_keys(record, sounds))
    keys.update(_name_keys(words, tables))
    keys.update(_place_keys(record, words, sounds))
    if not (record.forename and record.surname and record.birth):
        keys.add(INCOMPLETE)
    keys.update(f"S{heard}" for heard in sounds)
    keys.update(f"S{street}" for street in [_street(record.town)] if street)
    keys.update(f"N{numbers.family_of(kind)}={value}" for kind, value in record.numbers.items())
    return keys


def _street(town: str) -> str:
    """An address without its house number; empty for a town."""
    words = [word for word in town.split() if not any(c.isdigit() for c in word)]
    return " ".join(words) if len(words) > 1 and len(words) < len(town.split()) else ""


def _birth_keys(record: Prepared, sounds: set[str]) -> Iterator[str]:
    birth = record.birth
    if birth is None:
        return
    low, high = sorted((birth.day, birth.month))
    yield f"{'J' if birth.new_year else 'D'}{birth.year}/{low}/{high}"
    for heard in sounds:
        yield f"Y{heard}{birth.year}"
        yield f"M{heard}{low}/{high}"


def _name_keys(words: Sequence[str], tables: ReferenceTables) -> Iterator[str]:
    for first, second in combinations(words, 2):
        low, high = sorted((first, second))
        yield f"T{low} {high}"
        low, high = sorted((first[:3], second[:3]))
        yield f"P{low} {high}"
        for word, other in ((first, second), (second, first)):
            for group in tables.variants(word):
                yield f"T{group} {other}"
                for other_group in tables.variants(other):
                    yield f"T{min(group, other_group)} {max(group, other_group)}"


def _place_keys(record: Prepared, words: Sequence[str], sounds: set[str]) -> Iterator[str]:
    if record.postcode:
        for initial in {word[0] for word in words}:
            yield f"C{record.postcode}{initial}"
    for heard in sounds:
        if record.outward:
            yield f"O{record.outward} {heard}"
        if record.town:
            yield f"W{_street(record.town) or record.town} {heard}"


class Blocks:
    """The keys of all records, and for each record the earlier ones that share a key with it.

    One name alone (keys in S) pairs two records only where one of them is incomplete: such a
    record has little else to be found by.
    """

    def __init__(self, records: Sequence[Prepared], tables: ReferenceTables) -> None:
        numbered: dict[str, int] = {}
        self._sizes: list[int] = []
        self._kinds: list[str] = []
        self._incomplete: list[bool] = []
        self._keys: list[list[int]] = []
        for record in records:
            keys = keys_of(record, tables)
            self._incomplete.append(INCOMPLETE in keys)
            keys.discard(INCOMPLETE)
            self._keys.append([self._count(key, numbered) for key in keys])

    def _count(self, key: str, numbered: dict[str, int]) -> int:
        number = numbered.setdefault(key, len(self._sizes))
        if number == len(self._sizes):
            self._sizes.append(0)
            self._kinds.append(key[0])
        self._sizes[number] += 1
        return number

    def _is_used(self, key: int) -> bool:
        return 2 <= self._sizes[key] <= LARGEST_BLOCK or (self._sizes[key] > 1 and self._kinds[key] == "D")

    def earlier_partners(self) -> Iterator[set[int]]:
        """For record 0, 1, 2, … the numbers of the records before it that share a key."""
        everybody: dict[int, list[int]] = {}
        incomplete: dict[int, list[int]] = {}
        for i, keys in enumerate(self._keys):
            partners: set[int] = set()
            for key in keys:
                if not self._is_used(key):
                    continue
                by_name_only = self._kinds[key] == "S" and not self._incomplete[i]
                partners.update((incomplete if by_name_only else everybody).get(key, ()))
                everybody.setdefault(key, []).append(i)
                if self._kinds[key] == "S" and self._incomplete[i]:
                    incomplete.setdefault(key, []).append(i)
            yield partners
