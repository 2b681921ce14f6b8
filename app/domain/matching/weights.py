"""What each field and level is worth in bits (log2): one set of figures for every list.

Set on the open labelled lists by how often a level occurs among true and among false pairs, then
rounded; a missing value is no evidence.
"""

from collections.abc import Mapping

from app.domain.matching.dates import BirthLevel

BIRTH: Mapping[BirthLevel, float] = {
    BirthLevel.EXACT: 11.0,
    BirthLevel.SWAPPED: 9.5,
    BirthLevel.DIGIT: 4.5,
    BirthLevel.TURNED: 6.0,
    BirthLevel.NEXT_YEAR: 4.5,
    BirthLevel.TWO_PARTS: -2.0,
    BirthLevel.DAY_ONLY: 5.0,
    BirthLevel.TWO_DIGITS: 1.5,
    BirthLevel.IMPOSSIBLE: -1.0,
    BirthLevel.SAME_YEAR: -5.0,
    BirthLevel.NEW_YEAR_ONLY: 0.0,
    BirthLevel.NEW_YEARS: -3.0,
    BirthLevel.OTHER: -7.5,
    BirthLevel.GENERATION: -8.0,
    BirthLevel.MISSING: 0.0,
}
NEW_YEAR_SHARE = 0.5  # 1 January often stands for "not known": it counts half
CONFLICTING = frozenset(
    {BirthLevel.SAME_YEAR, BirthLevel.OTHER, BirthLevel.GENERATION, BirthLevel.IMPOSSIBLE}
)
NEAR_NAME_AGAINST_BIRTH = 2.0  # most that a near name is worth against a conflicting date of birth

SEX_SAME, SEX_OTHER = 0.9, -3.0

PLACE: Mapping[tuple[str, str], float] = {
    ("postcode", "same"): 9.0,
    ("postcode", "one letter"): 5.0,
    ("postcode", "one digit"): 1.5,
    ("postcode", "same district"): 3.0,
    ("postcode", "different"): -2.0,
    ("town", "same"): 2.5,
    ("town", "near"): 2.0,
    ("town", "different"): -2.0,
    ("address", "same"): 9.0,
    ("address", "near"): 5.0,
    ("address", "part"): 2.5,
    ("address", "different"): -1.5,
}
TOWN_BESIDE_POSTCODE = 2.0  # a town that the postcode has told already

SAME_NUMBER = 20.0
SAME_UNDER_OTHER_NAME = 12.0  # the social-care number of one list is the looked-after return's of the other
SHORT_NUMBER = 8.0  # three characters or less: another authority's may be the same
DOUBTFUL_NUMBER = 4.0  # the same number, whose check letter or digit is not right
NUMBER_SLIP = 8.0
OTHER_NUMBER = -4.0
OTHER_CHECKED_NUMBER = -6.0  # two that both pass their check
OTHER_DOUBTFUL_NUMBER = -1.0

NAMES_ALONE = -3.0  # no date of birth and no place in common: most such pairs are namesakes
SWAPPED_NAMES = -1.0
BY_ALIAS = -0.5
PARENT_SHARE = 12.0  # most that surname and place are worth between parent and child
FAMILY_SHARE = 7.0  # most that surname and place together are worth when the forenames differ
TWIN = -6.0
TWIN_BY_NICKNAME = 0.0  # one of the forenames is in no table: it may be a short form
TWIN_LOOKALIKE = -5.0  # names one letter apart: weight cannot settle it, so it stays below "likely"
