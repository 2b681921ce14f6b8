"""Levels of agreement between two dates of birth."""

from datetime import date

import pytest

from app.domain.matching.dates import Birth, BirthLevel, birth_level, read_birth


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("2012-05-13", "2012-05-13", BirthLevel.EXACT),
        ("2012-05-08", "2012-08-05", BirthLevel.SWAPPED),
        ("2004-11-26", "2004-26-11", BirthLevel.SWAPPED),
        ("2012-05-13", "2012-05-18", BirthLevel.DIGIT),
        ("2012-05-13", "2002-05-13", BirthLevel.DIGIT),
        ("2012-05-13", "2012-05-31", BirthLevel.TURNED),
        ("2009-05-13", "2010-05-13", BirthLevel.NEXT_YEAR),
        ("2012-05-13", "2012-05-27", BirthLevel.TWO_PARTS),
        ("2012-05-13", "2012-11-27", BirthLevel.SAME_YEAR),
        ("2012-05-13", "2009-11-27", BirthLevel.OTHER),
        ("2012-05-13", "1986-11-27", BirthLevel.GENERATION),
        ("2012-09-21", "7042-09-21", BirthLevel.DAY_ONLY),
        ("2013-11-14", "2013-31-12", BirthLevel.TWO_DIGITS),
        ("2013-11-14", "2012-41-13", BirthLevel.IMPOSSIBLE),
        ("2013-11-14", "2013-45-27", BirthLevel.IMPOSSIBLE),
        ("2014-05-11", "2022-04-37", BirthLevel.OTHER),
        ("2012-01-01", "2012-01-01", BirthLevel.EXACT),
        ("2012-01-01", "2012-06-23", BirthLevel.NEW_YEAR_ONLY),
        ("2012-01-01", "2016-01-01", BirthLevel.NEW_YEARS),
        ("1986-01-01", "2016-01-01", BirthLevel.GENERATION),
    ],
)
def test_levels(a: str, b: str, level: BirthLevel) -> None:
    one, two = read_birth(None, a), read_birth(None, b)
    assert one is not None and two is not None
    assert birth_level(one, two) is level
    assert birth_level(two, one) is level


@pytest.mark.parametrize(
    ("written", "birth"),
    [
        ("2014-23-05", Birth(2014, 23, 5)),
        ("12/10/21206", Birth(2120, 10, 12)),
        ("2010-12-O8", Birth(2010, 12, 8)),
        ("20z0-03-29", Birth(2020, 3, 29)),
        ("NK", None),
        ("", None),
        ("about 14", None),
    ],
)
def test_what_is_no_date_keeps_its_digits(written: str, birth: Birth | None) -> None:
    found = read_birth(None, written)
    assert (found is None) == (birth is None)
    if found and birth:
        assert (found.month, found.day) == (birth.month, birth.day)


def test_a_real_date_goes_before_what_was_written() -> None:
    assert read_birth(date(2012, 5, 13), "2009-01-01") == Birth(2012, 5, 13)
