from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.action_line import ActionDraft, agency_named, read_action
from app.domain.spoken_dates import trailing_date
from tests.domain.kingston import body

SEATS = body("MASE").seats
HELD = date(2026, 11, 27)  # a Friday
NEXT = date(2026, 12, 29)


def read(line: str, today: date = HELD) -> ActionDraft | None:
    return read_action(line, SEATS, today, HELD, NEXT)


@pytest.mark.parametrize(
    ("line", "text", "agency", "owner", "due"),
    [
        (
            "/ Police to review CCTV at Station Approach @police fri",
            "Review CCTV at Station Approach",
            "Police",
            "",
            date(2026, 12, 4),
        ),
        (
            "/review CCTV @police, DS Hall fri",
            "Review CCTV",
            "Police",
            "DS Hall",
            date(2026, 12, 4),
        ),
        (
            "/review CCTV by 4 dec @police, DS Hall",
            "Review CCTV",
            "Police",
            "DS Hall",
            date(2026, 12, 4),
        ),
        (
            "/@police, DS Hall: review CCTV in 10 days",
            "Review CCTV",
            "Police",
            "DS Hall",
            date(2026, 12, 7),
        ),
        (
            "/@police, DS Hall to review CCTV",
            "Review CCTV",
            "Police",
            "DS Hall",
            None,
        ),
        ("/@police review CCTV", "Review CCTV", "Police", "", None),
        (
            "Action: Police, DS Hall, to review CCTV by next meeting",
            "Review CCTV",
            "Police",
            "DS Hall",
            NEXT,
        ),
        (
            "/Health (J. Bell) to see the child in ten working days",
            "See the child",
            "Health",
            "J. Bell",
            date(2026, 12, 11),
        ),
        (
            "/ find a school place @education welfare, J. Bell 04/12",
            "Find a school place",
            "Education Welfare",
            "J. Bell",
            date(2026, 12, 4),
        ),
        ("/ find a school place @csc", "Find a school place", "Children's Social Care", "", None),
        (
            "/ check the plan @YOS due tomorrow",
            "Check the plan",
            "Youth Offending Service",
            "",
            date(2026, 11, 28),
        ),
        ("/ask the chair to write", "Ask the chair to write", "", "", None),
        ("/ask @nobody to write", "Ask @nobody to write", "", "", None),
        ("/ask @youth to write", "Ask Youth Services to write", "Youth Services", "", None),
        ("/ call the home", "Call the home", "", "", None),
        ("/", "", "", "", None),
    ],
)
def test_read_action(line: str, text: str, agency: str, owner: str, due: date | None) -> None:
    assert read(line) == ActionDraft(text, agency, owner, due)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Police to review CCTV",
        "Met at 3/4 full",
        "Seen on 04/12",
        "The action: none",
        "Police/Health met",
    ],
)
def test_other_lines_are_notes(line: str) -> None:
    assert read(line) is None


def test_what_is_missing_is_named() -> None:
    draft = read("/ask the school")
    assert draft is not None and draft.missing == ("agency", "owner", "due")
    full = read("/@police, DS Hall: ask fri")
    assert full is not None and full.missing == ()


def test_next_meeting_needs_to_be_known() -> None:
    draft = read_action("/ask by next meeting", SEATS, HELD, HELD)
    assert draft is not None and draft.due is None and "next meeting" in draft.text


def test_written_up_later_the_weekday_is_the_next_to_come() -> None:
    draft = read("/ask fri", today=date(2026, 12, 7))
    assert draft is not None and draft.due == date(2026, 12, 11)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("fri", date(2026, 12, 4)),
        ("Monday", date(2026, 11, 30)),
        ("by thurs.", date(2026, 12, 3)),
        ("today", HELD),
        ("tomorrow", date(2026, 11, 28)),
        ("in 10 days", date(2026, 12, 7)),
        ("within two weeks", date(2026, 12, 11)),
        ("in a month", date(2026, 12, 27)),
        ("in 1 working day", date(2026, 11, 30)),
        ("4 dec", date(2026, 12, 4)),
        ("by 4th December", date(2026, 12, 4)),
        ("Fri 4 Dec", date(2026, 12, 4)),
        ("4 december 2027", date(2027, 12, 4)),
        ("4 jan", date(2027, 1, 4)),
        ("04/12", date(2026, 12, 4)),
        ("4/1/27", date(2027, 1, 4)),
        ("04.12.2026", date(2026, 12, 4)),
        ("next meeting", NEXT),
    ],
)
def test_deadlines(words: str, due: date) -> None:
    assert trailing_date(f"review CCTV {words}", HELD, NEXT) == ("review CCTV", due)


@pytest.mark.parametrize(
    "text",
    [
        "offer 12.5",
        "cover 24/7",
        "by 31/02",
        "by 32 dec",
        "13/13",
        "next friday",
        "where they sat",
        "in 10 hours",
        "on friday she was seen",
        "room 4",
        "the 4 decisions",
        "mayfair",
    ],
)
def test_no_deadline_is_invented(text: str) -> None:
    assert trailing_date(text, HELD, NEXT) == (text, None)


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("police", "Police"),
        ("Children's Social Care", "Children's Social Care"),
        ("childrens social care", "Children's Social Care"),
        ("CSC", "Children's Social Care"),
        ("csc-kingston", "Children's Social Care"),
        ("camhs", "CAMHS"),
        ("education", "Education"),
        ("phoenix", "Phoenix Project"),
        ("support", "Phoenix Project"),
        ("yo", ""),
        ("edu", ""),
        ("", ""),
        ("the", ""),
        ("nobody", ""),
    ],
)
def test_agency_named(words: str, agency: str) -> None:
    assert agency_named(words, SEATS) == agency


@given(st.text(max_size=60))
def test_any_line_can_be_read_and_keeps_its_words(line: str) -> None:
    draft = read(f"/{line}")
    assert draft is not None
    assert draft.agency in {"", *(seat.agency for seat in SEATS)}
    if "@" not in line and not draft.agency and draft.due is None:
        kept = "".join(draft.text.split()).casefold()
        assert kept in "".join(line.split()).casefold() or not kept
