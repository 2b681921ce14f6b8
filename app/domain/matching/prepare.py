"""A record folded once, so that comparing it a thousand times is cheap."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.identifiers import identifier_kind, read_identifier
from app.domain.matching.dates import Birth, read_birth
from app.domain.matching.fold import fold_name, fold_number, fold_place, outward
from app.domain.matching.records import Record


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record in comparable form; `other_forenames` and `other_surnames` are aliases, whole and by word.

    `has_address` tells a town that is an address, by its house number.

    `doubtful` are the kinds of its numbers whose check letter or digit is not right.
    """

    rec_id: str
    source: str
    forename: str
    surname: str
    other_forenames: tuple[str, ...]
    other_surnames: tuple[str, ...]
    words: tuple[str, ...]
    forename_initials: frozenset[str]
    surname_initials: frozenset[str]
    birth: Birth | None
    sex: str
    postcode: str
    outward: str
    town: str
    has_address: bool
    numbers: Mapping[str, str]
    doubtful: frozenset[str]


def prepare(record: Record) -> Prepared:
    """Folds every field of a record."""
    forename, surname = _without_initials(fold_name(record.forename), fold_name(record.surname))
    aliases = [folded for alias in record.aliases if (folded := fold_name(alias))]
    alias_words = [word for alias in aliases for word in alias.split()]
    postcode = fold_number(record.postcode)
    town = fold_place(record.town)
    numbers, doubtful = _numbers(record.numbers)
    named = [*forename.split(), *surname.split(), *alias_words]
    return Prepared(
        rec_id=record.rec_id,
        source=record.source,
        forename=forename,
        surname=surname,
        other_forenames=_aliases(aliases, slice(None, -1)),
        other_surnames=_aliases(aliases, slice(1, None)),
        words=tuple(dict.fromkeys(word for word in named if len(word) > 1)),
        forename_initials=frozenset(word[0] for word in forename.split()),
        surname_initials=frozenset(word[0] for word in surname.split()),
        birth=read_birth(record.born, record.born_as_written),
        sex=record.sex[:1].upper() if record.sex[:1].upper() in ("F", "M") else "",
        postcode=postcode,
        outward=outward(postcode),
        town=town,
        has_address=any(letter.isdigit() for letter in town),
        numbers=numbers,
        doubtful=doubtful,
    )


def _without_initials(forename: str, surname: str) -> tuple[str, str]:
    """ "S. Priya" is Priya with her father's initial; beside a surname an initial tells nothing."""
    words = forename.split()
    names = [word for word in words if len(word) > 1]
    if not names or len(names) == len(words):
        return forename, surname
    return " ".join(names), surname or next(word for word in words if len(word) == 1)


def _aliases(aliases: Sequence[str], part: slice) -> tuple[str, ...]:
    words = [word for alias in aliases for word in alias.split()[part]]
    return tuple(dict.fromkeys([*aliases, *words]))


def _numbers(written: Mapping[str, str]) -> tuple[dict[str, str], frozenset[str]]:
    """Numbers by kind; a child's own ones under one name each, whatever the list calls them."""
    numbers: dict[str, str] = {}
    doubtful = set()
    for name, value in written.items():
        kind = identifier_kind(name)
        found = read_identifier(kind, value) if kind else None
        if kind is None and (folded := fold_number(value)):
            numbers[name] = folded
        elif found:
            numbers[str(found.kind)] = fold_number(found.value)
            if found.note:
                doubtful.add(str(found.kind))
    return numbers, frozenset(doubtful)
