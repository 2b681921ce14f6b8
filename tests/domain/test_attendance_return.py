from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.attendance import Attendee, Standing
from app.domain.attendance_return import (
    Figures,
    OnRegister,
    PersonLine,
    Sat,
    by_agency,
    by_person,
    unrepresented,
)
from app.domain.profiles import Seat

SEATS = (
    Seat("police", "Police", "Lead", statutory=True),
    Seat("police-2", "Police", "Officer", statutory=True),
    Seat("health", "Health", "Nurse", statutory=True),
    Seat("camhs", "CAMHS", "Lead"),
    Seat("housing", "Housing", "Officer", invited=True),
)
DAYS = [date(2026, month, 20) for month in range(1, 7)]


def line(seat: str, name: str, standing: Standing, instead_of: str = "") -> OnRegister:
    return OnRegister(Attendee(name, standing, seat), instead_of)


def sat(day: date, *lines: OnRegister, seats: tuple[Seat, ...] = SEATS, **members: tuple[str, ...]) -> Sat:
    return Sat(day, seats, lines, members, {})


def person(meetings: list[Sat], name: str) -> PersonLine:
    return next(one for one in by_person(meetings) if one.name == name)


def test_an_agency_is_there_when_anybody_of_it_is() -> None:
    meetings = [
        sat(DAYS[0], line("police", "A", Standing.APOLOGIES), line("police-2", "B", Standing.PRESENT)),
        sat(DAYS[1], line("police", "A", Standing.APOLOGIES), line("police-2", "C", Standing.DEPUTY, "B")),
        sat(DAYS[2], line("police", "A", Standing.APOLOGIES)),
        sat(DAYS[3], line("housing", "H", Standing.PRESENT)),
    ]
    lines = {one.agency: one for one in by_agency(meetings)}
    assert lines["Police"].figures == Figures(4, 1, 1, 1, 1) and lines["Police"].figures.percent == 50
    assert lines["Health"].figures == Figures(4, 0, 0, 0, 4)
    assert "Housing" not in lines
    assert [one.agency for one in by_agency(meetings)] == ["Police", "Health", "CAMHS"]


def test_a_seat_that_was_added_counts_from_then_on() -> None:
    meetings = [sat(DAYS[0], seats=SEATS[:2]), sat(DAYS[1]), sat(DAYS[2])]
    assert {one.agency: one.figures.meetings for one in by_agency(meetings)} == {
        "Police": 3,
        "Health": 2,
        "CAMHS": 2,
    }


def test_a_person_counts_since_they_joined_and_until_they_left() -> None:
    amina, joan = ("Amina Yusuf",), ("Joan Pike",)
    meetings = [
        sat(DAYS[0], line("health", "Amina Yusuf", Standing.PRESENT), health=amina),
        sat(DAYS[1], line("health", "R Cole", Standing.DEPUTY, "Amina Yusuf"), health=amina),
        sat(DAYS[2], line("health", "Amina Yusuf", Standing.APOLOGIES), health=amina),
        sat(DAYS[3], line("health", "joan pike", Standing.PRESENT), health=joan),
        sat(DAYS[4], line("health", "Joan Pike", Standing.EXPECTED), health=joan),
        sat(DAYS[5], health=()),
    ]
    first, second = person(meetings, "Amina Yusuf"), person(meetings, "Joan Pike")
    assert (first.figures, first.since, first.until) == (Figures(3, 1, 1, 1, 0), DAYS[0], DAYS[2])
    assert (second.figures, second.since) == (Figures(2, 1, 0, 0, 1), DAYS[3])
    assert (first.figures.percent, second.figures.percent) == (67, 50)


def test_without_members_a_person_counts_from_their_first_register() -> None:
    meetings = [
        sat(DAYS[0], line("health", "Amina Yusuf", Standing.PRESENT)),
        sat(DAYS[1], line("health", "R Cole", Standing.DEPUTY)),
        sat(DAYS[2], line("health", "", Standing.ABSENT)),
        sat(DAYS[3], line("health", "Joan Pike", Standing.PRESENT)),
    ]
    assert person(meetings, "Amina Yusuf").figures == Figures(4, 1, 1, 0, 2)
    assert person(meetings, "Joan Pike").figures == Figures(1, 1, 0, 0, 0)


def test_two_on_one_seat_each_have_their_own_figures() -> None:
    both = ("Amina Yusuf", "Joan Pike")
    lines = line("health", "Amina Yusuf", Standing.PRESENT), line("health", "Joan Pike", Standing.APOLOGIES)
    meetings = [sat(DAYS[0], *lines, health=both)]
    assert person(meetings, "Amina Yusuf").figures.present == 1
    assert person(meetings, "Joan Pike").figures.apologies == 1
    assert {one.agency: one.figures.present for one in by_agency(meetings)}["Health"] == 1


def test_who_was_not_represented_is_listed_by_meeting() -> None:  # P20
    named = Sat(
        DAYS[1],
        SEATS,
        (line("police", "A", Standing.PRESENT), line("health", "A Temp", Standing.DEPUTY, "Amina")),
        {},
        {"health": {"Rita Cole"}},
    )
    meetings = [named, sat(DAYS[0], line("police", "A", Standing.PRESENT))]
    found = [(one.on, one.what.agency, one.what.present) for one in unrepresented(meetings)]
    assert found == [(DAYS[0], "Health", False), (DAYS[1], "Health", True)]
    assert {one.agency: one.below_level for one in by_agency(meetings)}["Health"] == 1


def test_no_meeting_no_percentage() -> None:
    assert Figures().percent is None
    assert not by_agency([]) and not by_person([]) and not unrepresented([])


LINES = st.lists(
    st.builds(
        line,
        st.sampled_from([seat.key for seat in SEATS]),
        st.sampled_from(["A", "B", "C", ""]),
        st.sampled_from(list(Standing)),
        st.sampled_from(["", "A", "B"]),
    ),
    max_size=6,
)


@given(st.lists(LINES, max_size=6))
def test_every_meeting_is_counted_once(registers: list[list[OnRegister]]) -> None:
    meetings = [sat(day, *lines) for day, lines in zip(DAYS, registers, strict=False)]
    counted = [one.figures for one in by_agency(meetings)] + [one.figures for one in by_person(meetings)]
    for figures in counted:
        parts = figures.present + figures.deputy + figures.apologies + figures.absent
        assert figures.meetings == parts <= len(meetings)
        assert figures.percent is not None and 0 <= figures.percent <= 100
