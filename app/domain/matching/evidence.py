"""Compares two prepared records field by field."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_sort_ratio

from app.domain.matching import weights
from app.domain.matching.dates import birth_level
from app.domain.matching.prepare import Prepared
from app.domain.matching.readings import NameEvidence
from app.domain.matching.records import Reason

_NEAR_PLACE = 85.0  # percent


# Of the items that are the same for many pairs there is one each.
_BIRTHS = {level: Reason("date of birth", level, weight) for level, weight in weights.BIRTH.items()}
_PLACES = {(field, level): Reason(field, level, weight) for (field, level), weight in weights.PLACE.items()}
_SAME_SEX, _OTHER_SEX = Reason("sex", "same", weights.SEX_SAME), Reason("sex", "different", weights.SEX_OTHER)
_SAME_DISTRICT = weights.PLACE["postcode", "same district"]


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
    """House numbers and halves of an address go missing; another number of the street is a neighbour."""
    level = _town_level(a, b)
    words_a, words_b = set(a.split()), set(b.split())
    if level == "near" and _are_neighbours(words_a, words_b):
        return "part"
    if level != "different":
        return level
    shorter = min(words_a, words_b, key=len)
    if words_a & words_b != shorter:
        return level
    return "near" if len(shorter) > 1 else "part"


def _are_neighbours(a: set[str], b: set[str]) -> bool:
    """The same street with house numbers that no one slip makes of each other."""
    own, other = (sorted(word for word in words if word[0].isdigit()) for words in (a, b))
    return bool(own and other) and OSA.distance(" ".join(own), " ".join(other), score_cutoff=1) > 1


def alone_item(birth: Reason | None, beside: Sequence[Reason], names: NameEvidence) -> Reason | None:
    """Names that agree with no date of birth, place or number to bear them out."""
    agree = names.forename.weight > 0 and names.surname.weight > 0
    if birth is not None or not agree or any(item.weight > 0 for item in beside):
        return None
    return Reason("names", "alone", weights.NAMES_ALONE)


def years_apart(a: Prepared, b: Prepared) -> int:
    """Whole calendar years between the births; 0 where one is missing."""
    return abs(a.birth.year - b.birth.year) if a.birth and b.birth else 0
