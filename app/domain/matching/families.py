"""Twins, siblings, parents: pairs that look alike because they are one family."""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.matching import weights
from app.domain.matching.dates import OLDEST_PARENT, PARENT_YEARS, BirthLevel
from app.domain.matching.names import AGREES, CONFLICTS, NameLevel
from app.domain.matching.readings import NameEvidence
from app.domain.matching.records import Reason

TWIN = "twin?"
SIBLING = "sibling?"
NO_NAME_IN_COMMON = "no name in common"
_FIRM = frozenset({NameLevel.EXACT, NameLevel.PART, NameLevel.VARIANT, NameLevel.TYPO})
_MAY_BE_ONE_FAMILY = AGREES | {NameLevel.INITIAL, NameLevel.MISSING}
_SAYS_NOTHING = CONFLICTS | {NameLevel.MISSING}
PARENT = "parent and child?"


class Family(NamedTuple):
    """The flag of a family, and the item that takes back what a family shares."""

    flag: str
    item: Reason | None


NO_FAMILY = Family("", None)


def family(
    names: NameEvidence, birth: Reason | None, places: Sequence[Reason], *, years: int, two_names: bool
) -> Family:
    """Names a likely relation; the item's weight is 0 or below.

    `two_names`: both forenames are known as names, so neither is a short form nobody listed.
    """
    place = sum([item.weight for item in places])
    if names.forename.level in _SAYS_NOTHING and names.surname.level in _SAYS_NOTHING:
        return _no_name_agrees(names, birth, place, two_names)
    if names.surname.level not in _MAY_BE_ONE_FAMILY:
        return NO_FAMILY
    # Surname and place say "one family"; beyond that they say nothing about which child.
    shared = -max(0.0, names.surname.weight + max(0.0, place) - weights.FAMILY_SHARE)
    conflicting = birth is not None and birth.level in weights.CONFLICTING
    if names.forename.level is NameLevel.MISSING:
        tied = birth is not None and not conflicting
        return (
            NO_FAMILY
            if tied or not shared
            else Family("", Reason("family", "one household", round(shared, 2)))
        )
    if names.forename.level in CONFLICTS or (conflicting and names.forename.level not in _FIRM):
        return _brothers_and_sisters(names, birth, place, shared, two_names)
    if PARENT_YEARS <= years <= OLDEST_PARENT and names.forename.level in AGREES:
        shared = min(0.0, shared + weights.PARENT_SHARE - weights.FAMILY_SHARE)
        return Family(PARENT, Reason("family", PARENT, round(shared, 2)) if shared else None)
    return NO_FAMILY


def _no_name_agrees(names: NameEvidence, birth: Reason | None, place: float, two_names: bool) -> Family:
    """A date of birth and a house in common, and no name: twins of whom a list has too little."""
    if names.forename.level is names.surname.level is NameLevel.MISSING:
        return NO_FAMILY
    if birth is None or birth.weight <= 0 or place < weights.PLACE["town", "near"]:
        return NO_FAMILY
    garbled = not two_names and names.surname.level is NameLevel.MISSING
    return Family(TWIN, None if garbled else Reason("family", NO_NAME_IN_COMMON, weights.TWIN))


def _brothers_and_sisters(
    names: NameEvidence, birth: Reason | None, place: float, shared: float, two_names: bool
) -> Family:
    alike = names.forename.level is NameLevel.LOOKALIKE
    if birth is not None and birth.level == BirthLevel.EXACT:
        against = weights.TWIN if two_names else weights.TWIN_BY_NICKNAME
        weight = shared + (weights.TWIN_LOOKALIKE if alike else against)
        return Family(TWIN, Reason("family", TWIN, round(weight, 2)))
    flag = SIBLING if place >= weights.PLACE["town", "near"] else ""
    return Family(flag, Reason("family", flag or "another forename", round(shared, 2)) if shared else None)
