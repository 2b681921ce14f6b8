"""Days and moments in the shapes that lists bring."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import EPOCH_1904, read_birth, read_day, read_moment, read_time

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("01/10/2011", date(2011, 10, 1)),
        ("24/03/15", date(2015, 3, 24)),
        ("16.08.2014", date(2014, 8, 16)),
        ("02-02-2011", date(2011, 2, 2)),
        ("1 / 2 / 03", date(2003, 2, 1)),
        ("13 Oct 2013", date(2013, 10, 13)),
        ("13 October 2013", date(2013, 10, 13)),
        ("13-Oct-13", date(2013, 10, 13)),
        ("13th of Sept. 2013", date(2013, 9, 13)),
        ("Sunday 13 Oct 2013", date(2013, 10, 13)),
        ("October 13, 2013", date(2013, 10, 13)),
        ("2013-10-13", date(2013, 10, 13)),
        ("2013-10-13T00:00:00", date(2013, 10, 13)),
        ("2013-10-12T23:00:00.000Z", date(2013, 10, 13)),  # midnight here, in summer
        ("2013-12-13T00:00:00+00:00", date(2013, 12, 13)),
        ("'13/10/2013", date(2013, 10, 13)),
        ("13\\10\\2013", date(2013, 10, 13)),
        ("13\u201310\u20112013\u200b", date(2013, 10, 13)),
        ("DOB: 13/10/2013 (13 yrs)", date(2013, 10, 13)),
        ("13/10/2013 aged 13", date(2013, 10, 13)),
        ("131013", date(2013, 10, 13)),
        ("030412", date(2012, 4, 3)),
        ("01/10/2011 00:00", date(2011, 10, 1)),
        ("20131013", date(2013, 10, 13)),
        ("13102013", date(2013, 10, 13)),
        (1102011, date(2011, 10, 1)),
        (40817, date(2011, 10, 1)),
        ("40817", date(2011, 10, 1)),
        (40817.0, date(2011, 10, 1)),
        (datetime(2011, 10, 1, 9, 30), date(2011, 10, 1)),
        (date(2011, 10, 1), date(2011, 10, 1)),
        ("29/02/2012", date(2012, 2, 29)),
        ("21/11/26", TODAY),
        ("22/11/26", date(1926, 11, 22)),
    ],
)
def test_births_are_read_day_first(written: object, day: date) -> None:
    assert read_birth(written, today=TODAY).day == day


@pytest.mark.parametrize(
    "written", [None, "", "  ", "NK", "n/k", "unk", "Unknown", "not known", "TBC", "-", "?"]
)
def test_unknown_is_no_problem(written: object) -> None:
    read = read_birth(written, today=TODAY)
    assert read.unknown
    assert read_moment(written).unknown


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("29 Feb 2013", "does not exist"),
        ("31/04/2012", "does not exist"),
        ("10/13/2013", "13 where the month stands"),
        ("13 Okt 2013", "month that is not known"),
        ("22/11/2026", "future"),
        ("31/12/9999", "future"),
        (datetime(2027, 1, 1), "future"),
        ("01/01/1900", "120 years"),
        ("2011", "a year only"),
        (2011, "a year only"),
        (14, "not a date"),
        (True, "not a date"),
        (time(9), "not a date"),
        (float("nan"), "not a date"),
        ("about fourteen", "cannot be read"),
        ("1" * 10_000, "cannot be read"),
    ],
)
def test_what_cannot_be_a_birth_is_said(written: object, problem: str) -> None:
    read = read_birth(written, today=TODAY)
    assert read.day is None
    assert problem in read.problem


def test_serial_numbers_count_from_the_epoch_of_the_workbook() -> None:
    assert read_day(39355, epoch=EPOCH_1904).day == date(2011, 10, 1)


@pytest.mark.parametrize(
    "written",
    [
        "06/08/2026 09:25",
        "06/08/2026 0925",
        "06/08/26 0925hrs",
        "6 Aug 2026 at 9.25am",
        "6 August 2026, 09:25:00",
        "06.08.2026 09.25",
        "2026-08-06T09:25",
        "09:25 06/08/2026",
        "06/08/2026 @ 0925",
        "06/08/2026 - 09:25",
        "06/08/2026 (09:25)",
        "06/08/2026 9h25",
        "0925 hrs on 06/08/2026",
        "06/08/2026 09:25 BST",
        "2026-08-06T08:25:00Z",
        "2026-08-06T09:25:00+01:00",
        46240.392361,
        "46240.392361",
        datetime(2026, 8, 6, 9, 24, 59, 999_999),
    ],
)
def test_moments(written: object) -> None:
    assert read_moment(written).at == datetime(2026, 8, 6, 9, 25)


def test_what_is_marked_as_not_certain_is_read_and_said() -> None:
    for written in ("03/04/2012?", "approx 03/04/2012", "03/04/2012 (est.)", "c. 3 April 2012"):
        read = read_birth(written, today=TODAY)
        assert (read.day, read.unsure) == (date(2012, 4, 3), True)
    moment = read_moment("06/08/2026 approx 09:25")
    assert (moment.at, moment.unsure) == (datetime(2026, 8, 6, 9, 25), True)
    assert not read_birth("03/04/2012", today=TODAY).unsure


def test_a_day_without_a_time_is_its_midnight_and_known_as_such() -> None:
    read = read_moment("06/08/2026")
    assert (read.at, read.timed) == (datetime(2026, 8, 6), False)
    assert read_moment("06/08/2026 24:00").at == datetime(2026, 8, 7)
    assert "no clock" in read_moment("06/08/2026 25:00").problem
    assert read_moment("still missing").problem


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("0925", 565),
        ("9.25 pm", 1285),
        ("12am", 0),
        (925, 565),
        (time(9, 25), 565),
        (0.5, 720),
        ("24:00", 1440),
    ],
)
def test_times_of_day(written: object, minutes: int) -> None:
    assert read_time(written) == timedelta(minutes=minutes)


@pytest.mark.parametrize("written", ["25:00", "9:75", "13pm", "late", None, True, 9999])
def test_what_is_no_time(written: object) -> None:
    assert read_time(written) is None


@given(st.one_of(st.text(max_size=80), st.integers(), st.floats(), st.from_regex(r"\A[\d/.: -]{1,20}\Z")))
def test_nothing_raises_and_a_birth_never_lies_in_the_future(written: object) -> None:
    read = read_birth(written, today=TODAY)
    assert read.day is None or read.day <= TODAY
    assert not (read.day and read.problem)
    read_moment(written)
    read_time(written)


@given(st.dates(date(1940, 1, 1), TODAY))
def test_each_shape_gives_the_day_back(day: date) -> None:
    for shape in ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y", "%Y-%m-%d"):
        assert read_birth(day.strftime(shape), today=TODAY).day == day
