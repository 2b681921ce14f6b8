"""The names of two rows, read as lists write them: straight, the wrong way round, or by an alias."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from app.domain.matching import weights
from app.domain.matching.names import AGREES, CONFLICTS, NO_NAME, NameBook, NameLevel, NameMatch
from app.domain.matching.prepare import Prepared
from app.domain.matching.records import Reason

_SURE = 4.0  # bits: so much likelier must it be that both rows have their names the wrong way round


class NameEvidence(NamedTuple):
    """The best reading of both names; `how` is "", "swapped" or "alias"."""

    forename: NameMatch
    surname: NameMatch
    how: str


def compare_names(a: Prepared, b: Prepared, book: NameBook) -> NameEvidence:
    """Straight, swapped, or by way of an alias: whichever says most."""
    forename, surname = book.forename(a.forename, b.forename), book.surname(a.surname, b.surname)
    best = NameEvidence(forename, surname, "")
    if forename.level in CONFLICTS or surname.level in CONFLICTS or NO_NAME in (forename, surname):
        if a.other_forenames or b.other_forenames:
            best = _with_aliases(a, b, best, book)
        best = _swapped(a, b, best, book)
    if best.surname.level in CONFLICTS and best.forename.level in AGREES:
        return _both_turned(a, b, best, book)
    return best


def _both_turned(a: Prepared, b: Prepared, straight: NameEvidence, book: NameBook) -> NameEvidence:
    """Ho Shu-fen and Ho Jun-jie, each with the family name first, share a surname and not a forename."""
    if straight.how or not (a.surname and b.surname):
        return straight
    as_written = book.surprise(a.forename, a.surname) + book.surprise(b.forename, b.surname)
    turned = book.surprise(a.surname, a.forename) + book.surprise(b.surname, b.forename)
    if as_written - turned < _SURE:
        return straight
    return NameEvidence(book.forename(a.surname, b.surname), book.surname(a.forename, b.forename), "swapped")


def _swapped(a: Prepared, b: Prepared, straight: NameEvidence, book: NameBook) -> NameEvidence:
    if a.forename_initials.isdisjoint(b.surname_initials) and a.surname_initials.isdisjoint(
        b.forename_initials
    ):
        return straight
    if not (book.cross_agree(a.forename, b.surname) or book.cross_agree(b.forename, a.surname)):
        return straight
    best = max(_turned(a, b, book), _turned(b, a, book), key=_plausible)[1]
    better = max(best.forename, best.surname, key=lambda match: match.weight)
    if better.level not in AGREES or _worth(best) <= _worth(straight):
        return straight
    return best


def _turned(a: Prepared, b: Prepared, book: NameBook) -> tuple[float, NameEvidence]:
    """The names if it is `b` that has them the wrong way round, and how surprising that would be (bits)."""
    surprise = book.surprise(a.forename, a.surname) + book.surprise(b.surname, b.forename)
    forename, surname = book.forename(a.forename, b.surname), book.surname(a.surname, b.forename)
    if forename.weight > surname.weight:
        forename = forename._replace(weight=forename.weight + weights.SWAPPED_NAMES)
    else:
        surname = surname._replace(weight=surname.weight + weights.SWAPPED_NAMES)
    return surprise, NameEvidence(forename, surname, "swapped")


def _plausible(reading: tuple[float, NameEvidence]) -> tuple[float, float, float]:
    """Where the names do not tell which row is turned, the shared one is the surname: a family."""
    surprise, names = reading
    return (-surprise, names.surname.weight, -names.forename.weight)


def _worth(names: NameEvidence) -> float:
    return names.forename.weight + names.surname.weight


def _with_aliases(a: Prepared, b: Prepared, straight: NameEvidence, book: NameBook) -> NameEvidence:
    forename, surname = straight.forename, straight.surname
    by_forename = _best(_alias_forenames(a, b, book))
    by_surname = _best(_alias_surnames(a, b, book))
    more_forename = by_forename.weight - forename.weight if forename.level in CONFLICTS else 0.0
    more_surname = by_surname.weight - surname.weight if surname.level in CONFLICTS else 0.0
    more_forename = more_forename if by_forename.weight > 0 else 0.0
    more_surname = more_surname if by_surname.weight > 0 else 0.0
    if max(more_forename, more_surname) <= 0:
        return straight
    if more_forename >= more_surname:
        return NameEvidence(by_forename, surname, "alias")
    return NameEvidence(forename, by_surname, "alias")


def _alias_forenames(a: Prepared, b: Prepared, book: NameBook) -> Iterable[NameMatch]:
    yield from (book.forename(alias, b.forename) for alias in a.other_forenames if b.forename)
    yield from (book.forename(a.forename, alias) for alias in b.other_forenames if a.forename)
    yield from (book.forename(one, other) for one in a.other_forenames for other in b.other_forenames)


def _alias_surnames(a: Prepared, b: Prepared, book: NameBook) -> Iterable[NameMatch]:
    yield from (book.surname(alias, b.surname) for alias in a.other_surnames if b.surname)
    yield from (book.surname(a.surname, alias) for alias in b.other_surnames if a.surname)
    yield from (book.surname(one, other) for one in a.other_surnames for other in b.other_surnames)


def _best(found: Iterable[NameMatch]) -> NameMatch:
    good = [match for match in found if match.level not in CONFLICTS]
    best = max(good, key=lambda match: (match.weight, match.level), default=NO_NAME)
    return NameMatch(best.level, best.weight + weights.BY_ALIAS) if best.weight > 0 else NO_NAME


def settle_names(names: NameEvidence, birth: Reason | None) -> NameEvidence:
    """A near name is worth next to nothing against a conflicting date of birth."""
    if birth is None or birth.level not in weights.CONFLICTING:
        return names
    return NameEvidence(_settled(names.forename), _settled(names.surname, exact_only=False), names.how)


@lru_cache(maxsize=10_000)
def _settled(match: NameMatch, *, exact_only: bool = True) -> NameMatch:
    firm = (NameLevel.EXACT,) if exact_only else (NameLevel.EXACT, NameLevel.PART, NameLevel.VARIANT)
    if match.level in firm:
        return match
    return match._replace(weight=min(match.weight, weights.NEAR_NAME_AGAINST_BIRTH))
