"""The reasons in plain English for the minute-taker."""

from collections.abc import Mapping
from functools import lru_cache

from app.domain.identifiers import number_name

_COMMON_NAME = {"forename": 8.0, "surname": 6.45}  # bits: below, a name that many share
_NAME_WORDS: Mapping[str, str] = {
    "same": "same {field}",
    "same in part": "part of the {field} is the same",
    "short form or other spelling": "the {field}s are forms of one name",
    "one letter": "the {field}s differ by one letter",
    "shortened": "one {field} is the beginning of the other",
    "two letters": "the {field}s differ by two letters",
    "sounds the same": "the {field}s sound the same",
    "near": "the {field}s are near",
    "initial": "the {field} has the same initial",
    "two names that look alike": "two {field}s that look alike but are different names",
    "different": "different {field}s",
}
_BIRTH_WORDS: Mapping[str, str] = {
    "exact": "same date of birth",
    "day and month swapped": "the dates of birth have day and month swapped",
    "one digit": "the dates of birth differ by one digit",
    "two digits swapped": "the dates of birth have two digits swapped",
    "year ±1": "the dates of birth are exactly one year apart",
    "two parts of three": "two parts of the date of birth agree",
    "year only": "born in the same year on different days",
    "day and month, year unreadable": "born on the same day and month; a year cannot be right",
    "two digits": "the dates of birth differ by two digits and one is impossible",
    "same year, one on 1 January": "born in the same year, one of them on 1 January",
    "both 1 January, years differ": "both on 1 January, of different years",
    "different": "different dates of birth",
    "different, one impossible": "different dates of birth, one of them impossible",
    "a generation apart": "born a generation apart",
}
_FAMILY_WORDS: Mapping[str, str] = {
    "twin?": "may be twins: same surname and date of birth, another forename",
    "sibling?": "may be brothers or sisters: same surname and place, another forename",
    "parent and child?": "may be parent and child: the same name many years apart",
    "another forename": "the surname is shared, the forename is not",
    "no name in common": "date of birth and place may be those of another child of the house; no name agrees",
    "one household": "surname and place say one household, not which child",
}
_PLACE_WORDS: Mapping[str, str] = {
    "same": "same {field}",
    "near": "nearly the same {field}",
    "part": "part of the {field} is the same",
    "one letter": "the {field}s differ by one character",
    "one digit": "the {field}s differ by one digit",
    "same, doubtful": "same {field}, which fails its check",
    "same, short": "same {field}, a short one",
    "same, other name": "the {field} of one row is the looked-after or system number of the other",
    "different, doubtful": "different {field}s, one of which fails its check",
    "same district": "the {field}s lie in the same district",
    "different": "different {field}",
}
_HOW_WORDS: Mapping[str, str] = {
    "(swapped)": " with forename and surname in the other order",
    "(alias)": " by way of an alias",
}


@lru_cache(maxsize=10_000)
def in_words(field: str, level: str, weight: float) -> str:
    """One piece of evidence, without a full stop and without any name."""
    plain, _, how = level.partition(" (")
    if field in ("forename", "surname"):
        tail = _HOW_WORDS.get(f"({how}", "") if how else ""
        return _NAME_WORDS[plain].format(field=field) + tail + _how_common(field, plain, weight)
    if field == "date of birth":
        return _BIRTH_WORDS[level]
    if field == "names":
        return "only names agree, which may be a namesake's"
    if field == "family":
        return _FAMILY_WORDS[level]
    return _PLACE_WORDS[level].format(field=number_name(field))


def _how_common(field: str, level: str, weight: float) -> str:
    if level != "same":
        return ""
    return ", a common one" if weight < _COMMON_NAME[field] else ", uncommon here"
