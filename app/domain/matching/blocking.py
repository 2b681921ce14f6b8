"""Which pairs are worth comparing: those that share at least one of about nine keys."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import inf

from app.domain.matching import numbers
from app.domain.matching.fold import sound
from app.domain.matching.prepare import Prepared
from app.domain.matching.tables import ReferenceTables

LARGEST_BLOCK = 300  # linkage.md: skip blocks of more than about 300 records, except the full date of birth
_MOST_WORDS = 6
# Kinds of keys that are used only where one of the two lacks something: a name that sounds the same (S), with
# an initial (I), a district (O), a town (W) or a year of birth (Z); a street (R); a postcode (B).
_LACKING = frozenset("SIOWRZB")
_WITHOUT_A_DAY = frozenset("Z")
_LARGEST = {"D": inf, "P": 100, **dict.fromkeys(_LACKING, 60)}


def keys_of(record: Prepared, tables: ReferenceTables) -> set[str]:
    """Every key of one record; the first letter says which rule made it."""
    words = record.words[:_MOST_WORDS]
    sounds = {sound(word) for word in words}
    keys = set(_birth_keys(record, sounds))
    keys.update(_name_keys(words, tables))
    keys.update(_place_keys(record, words, sounds))
    keys.update(f"S{heard}" for heard in sounds)
    keys.update(f"N{numbers.family_of(kind)}={value}" for kind, value in record.numbers.items())
    return keys


def gaps_of(record: Prepared) -> frozenset[str]:
    """The kinds of keys that are used for this record because it lacks what others are found by."""
    if not (record.forename and record.surname) or record.birth is None or not record.birth.possible:
        return _LACKING
    return _WITHOUT_A_DAY if record.birth.new_year else frozenset()


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
        yield f"Z{heard}{birth.year}"
        yield f"Y{heard}{birth.year}m{birth.month}"
        yield f"Y{heard}{birth.year}d{birth.day}"
        yield f"M{heard}{low}/{high}"


def _name_keys(words: Sequence[str], tables: ReferenceTables) -> Iterator[str]:
    for first, second in combinations(words, 2):
        low, high = sorted((first, second))
        yield f"T{low} {high}"
        low, high = sorted((first[:3], second[:3]))
        yield f"P{low} {high}"
        yield f"I{sound(first)} {second[0]}{second[-1]}"
        yield f"I{sound(second)} {first[0]}{first[-1]}"
        for word, other in ((first, second), (second, first)):
            for group in tables.variants(word):
                yield f"T{group} {other}"
                for other_group in tables.variants(other):
                    yield f"T{min(group, other_group)} {max(group, other_group)}"


def _place_keys(record: Prepared, words: Sequence[str], sounds: set[str]) -> Iterator[str]:
    if record.postcode:
        yield f"B{record.postcode}"
        for initial in {word[0] for word in words}:
            yield f"C{record.postcode}{initial}"
    street = _street(record.town)
    if street:
        yield f"R{street}"
        yield f"H{record.town}"
    for heard in sounds:
        if record.outward:
            yield f"O{record.outward} {heard}"
        if record.town:
            yield f"A{street} {heard}" if street else f"W{record.town} {heard}"


class Blocks:
    """The keys of all records, and for each record the earlier ones that share a key with it.

    A name alone, or one with a town or a district, pairs two records only where one of them lacks a name
    or the date of birth: such a record has little else to be found by.
    """

    def __init__(self, records: Sequence[Prepared], tables: ReferenceTables) -> None:
        sizes: Counter[str] = Counter()
        every = [keys_of(record, tables) for record in records]
        for keys in every:
            sizes.update(keys)
        used = {key for key, size in sizes.items() if 2 <= size <= _LARGEST.get(key[0], LARGEST_BLOCK)}
        self._keys = [keys & used for keys in every]
        self._gaps = [gaps_of(record) for record in records]

    def earlier_partners(self) -> Iterator[set[int]]:
        """For record 0, 1, 2, … the numbers of the records before it that share a key."""
        everybody: dict[str, list[int]] = {}
        lacking: dict[str, list[int]] = {}
        for i, (keys, gaps) in enumerate(zip(self._keys, self._gaps, strict=True)):
            partners: set[int] = set()
            for key in keys:
                kind = key[0]
                of_gaps = kind in _LACKING
                found = (lacking if of_gaps and kind not in gaps else everybody).get(key)
                if found is not None:
                    partners.update(found)
                everybody.setdefault(key, []).append(i)
                if kind in gaps:
                    lacking.setdefault(key, []).append(i)
            yield partners
