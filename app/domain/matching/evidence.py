"""Compares two prepared records field by field."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_sort_ratio

from app.domain.matching import weights
from app.domain.matching.dates import birth_level
from app.domain.matching.names import AGREES, CONFLICTS, NO_NAME, NameBook, NameLevel, NameMatch
from app.domain.matching.prepare import Prepared
from app.domain.matching.records import Reason

_NEAR_PLACE = 85.0  # percent


class NameEvidence(NamedTuple):
    """The best reading of both names; `how` is "", "swapped" or "alias"."""

    forename: NameMatch
    surname: NameMatch
    how: str


# Of the items that are the same for many pairs there is one each.
_BIRTHS = {level: Reason("date of birth", level, weight) for level, weight in weights.BIRTH.items()}
_PLACES = {(field, level): Reason(field, level, weight) for (field, level), weight in weights.PLACE.items()}
_SAME_SEX, _OTHER_SEX = Reason("sex", "same", weights.SEX_SAME), Reason("sex", "different", weights.SEX_OTHER)
_SAME_DISTRICT = weights.PLACE["postcode", "same district"]


def compare_names(a: Prepared, b: Prepared, book: NameBook) -> NameEvidence:
    """Straight, swapped, or by way of an alias: whichever says most."""
    forename, surname = book.forename(a.forename, b.forename), book.surname(a.surname, b.surname)
    best = NameEvidence(forename, surname, "")
    if forename.level in CONFLICTS or surname.level in CONFLICTS or NO_NAME in (forename, surname):
        if a.other_names or b.other_names:
            best = _with_aliases(a, b, best, book)
        best = _swapped(a, b, best, book)
    return best


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
    found_forename = _best_alias(a, b, a.forename, b.forename, book, forename=True)
    found_surname = _best_alias(a, b, a.surname, b.surname, book, forename=False)
    by_forename = found_forename.weight - forename.weight if forename.level in CONFLICTS else 0.0
    by_surname = found_surname.weight - surname.weight if surname.level in CONFLICTS else 0.0
    by_forename = by_forename if found_forename.weight > 0 else 0.0
    by_surname = by_surname if found_surname.weight > 0 else 0.0
    if max(by_forename, by_surname) <= 0:
        return straight
    if by_forename >= by_surname:
        return NameEvidence(found_forename, surname, "alias")
    return NameEvidence(forename, found_surname, "alias")


def _best_alias(
    a: Prepared, b: Prepared, own: str, other: str, book: NameBook, *, forename: bool
) -> NameMatch:
    judge = book.forename if forename else book.surname
    found = [judge(alias, other) for alias in a.other_names if other]
    found += [judge(own, alias) for alias in b.other_names if own]
    found += [judge(x, y) for x in a.other_names for y in b.other_names]
    good = [match for match in found if match.level not in CONFLICTS]
    best = max(good, key=lambda match: (match.weight, match.level), default=NO_NAME)
    return NameMatch(best.level, best.weight + weights.BY_ALIAS) if best.weight > 0 else NO_NAME


def birth_item(a: Prepared, b: Prepared) -> Reason | None:
    """The dates of birth; None where either is missing."""
    if a.birth is None or b.birth is None:
        return None
    level = birth_level(a.birth, b.birth)
    item = _BIRTHS[level]
    if item.weight > 0 and (a.birth.new_year or b.birth.new_year):
        return item._replace(weight=item.weight * weights.NEW_YEAR_SHARE)
    return item


def sex_item(a: Prepared, b: Prepared) -> Reason | None:
    """Sex; None where either is missing."""
    if not a.sex or not b.sex:
        return None
    return _SAME_SEX if a.sex == b.sex else _OTHER_SEX


def place_items(a: Prepared, b: Prepared) -> list[Reason]:
    """Postcode, and town or address."""
    items = []
    if a.postcode and b.postcode:
        items.append(_PLACES["postcode", _postcode_level(a, b)])
    if a.town and b.town:
        if a.has_address or b.has_address:
            town = _PLACES["address", _address_level(a.town, b.town)]
        else:
            town = _PLACES["town", _town_level(a.town, b.town)]
        if town.weight > 0 and items and items[0].weight > _SAME_DISTRICT:
            town = town._replace(weight=weights.TOWN_BESIDE_POSTCODE)
        items.append(town)
    return items


def _postcode_level(a: Prepared, b: Prepared) -> str:
    if a.postcode == b.postcode:
        return "same"
    if OSA.distance(a.postcode, b.postcode, score_cutoff=1) == 1:
        return "one letter" if a.outward and b.outward else "one digit"
    return "same district" if a.outward and a.outward == b.outward else "different"


def _town_level(a: str, b: str) -> str:
    if a == b:
        return "same"
    return "near" if token_sort_ratio(a, b, score_cutoff=_NEAR_PLACE) else "different"


def _address_level(a: str, b: str) -> str:
    """House numbers and halves of an address go missing."""
    level = _town_level(a, b)
    if level != "different":
        return level
    words_a, words_b = set(a.split()), set(b.split())
    shorter = min(words_a, words_b, key=len)
    if words_a & words_b != shorter:
        return level
    return "near" if len(shorter) > 1 else "part"


def alone_item(birth: Reason | None, beside: Sequence[Reason], names: NameEvidence) -> Reason | None:
    """Names that agree with no date of birth, place or number to bear them out."""
    agree = names.forename.weight > 0 and names.surname.weight > 0
    if birth is not None or not agree or any(item.weight > 0 for item in beside):
        return None
    return Reason("names", "alone", weights.NAMES_ALONE)


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


def years_apart(a: Prepared, b: Prepared) -> int:
    """Whole calendar years between the births; 0 where one is missing."""
    return abs(a.birth.year - b.birth.year) if a.birth and b.birth else 0
