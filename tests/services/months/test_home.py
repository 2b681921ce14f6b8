"""This month at a glance, from lists small enough to count by hand, and from a whole month's."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from app.domain.attendance import Standing
from app.domain.lists import ListName
from app.models import Action
from app.services.clock import Clock
from app.services.months.home import Home, MonthView
from app.services.months.planner import Planner
from app.services.people.crosschecking import CrossCheck
from app.services.people.who import Who
from app.services.room.register import RegisterOfAttendance
from app.store.store import Store
from tests.builders import a_meeting, a_store, put
from tests.services.room_rig import a_room
from tests.services.small_lists import (
    CLOSED,
    CME,
    MASE,
    MISPER,
    TODAY,
    Row,
    at,
    case,
    entry,
    episode,
    take_in,
    write,
)
from tests.shared import shared_lists

ZOFIA, AMINA, TYRESE = date(2012, 3, 4), date(2013, 5, 6), date(2011, 7, 8)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = a_store(tmp_path)
    yield made
    made.close()


def home(store: Store, clock: Clock) -> Home:
    who = Who(store, clock)
    return Home(store, clock, CrossCheck(store, clock, who), who, Planner(store, clock))


def november(store: Store, clock: Clock | None = None) -> MonthView:
    return home(store, clock or at(TODAY)).month(2026, 11)


def back(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour)


OCTOBER_EPISODES: list[Row] = [
    episode("M1", "Zofia Kowal", ZOFIA, back(9, 10), date(2026, 9, 11)),
    episode("M2", "Zofia Kowal", ZOFIA, back(10, 1), date(2026, 10, 9)),
    episode("M3", "Zofia Kowal", ZOFIA, back(10, 8)),
    episode("M0", "Amina Hassan", AMINA, back(7, 8), date(2026, 7, 9)),
]
NOVEMBER_EPISODES: list[Row] = [
    *OCTOBER_EPISODES[:3],
    episode("M4", "Zofia Kowal", ZOFIA, back(11, 5), date(2026, 11, 8)),
    episode("M5", "Amina Hassan", AMINA, back(11, 20, 20)),
    episode("M6", "Tyrese Cole", TYRESE, None),
]


def take_october(store: Store, folder: Path, clock: Clock) -> None:
    register = [
        entry("A100000000001", "Zofia", "Kowal", ZOFIA, date(2026, 9, 1)),
        entry("A100000000002", "Ines", "Reid", AMINA, date(2026, 9, 1)),
    ]
    cases = [
        case("MASE-1", "Zofia Kowal", ZOFIA, date(2026, 9, 20)),
        case("MASE-2", "Tyrese Cole", TYRESE, date(2026, 8, 3)),
    ]
    misper = write(folder / "m10.xlsx", {"Missing": (MISPER, OCTOBER_EPISODES)})
    take_in(store, clock, ListName.MISPER, misper)
    take_in(store, clock, ListName.CME, write(folder / "c10.xlsx", {"Kingston": (CME, register)}))
    take_in(store, clock, ListName.MASE, write(folder / "x10.xlsx", {"Current": (MASE, cases)}))


def take_november(store: Store, folder: Path, clock: Clock) -> None:
    register = [
        entry("A100000000001", "Zofia", "Kowal", ZOFIA, date(2026, 9, 1)),
        entry("A100000000003", "Omar", "Said", TYRESE, date(2026, 10, 20)),
    ]
    cases = [
        case("MASE-1", "Zofia Kowal", ZOFIA, date(2026, 9, 20)),
        case("MASE-3", "Ada Lund", AMINA, date(2026, 11, 12)),
    ]
    closed: list[Row] = [("MASE-2", "Tyrese Cole", TYRESE, date(2026, 11, 6), "CSE not evidenced")]
    misper = write(folder / "m11.xlsx", {"Missing": (MISPER, NOVEMBER_EPISODES)})
    take_in(store, clock, ListName.MISPER, misper)
    take_in(store, clock, ListName.CME, write(folder / "c11.xlsx", {"Kingston": (CME, register)}))
    mase = write(folder / "x11.xlsx", {"Current": (MASE, cases), "Closed": (CLOSED, closed)})
    take_in(store, clock, ListName.MASE, mase)


def test_an_empty_store_has_an_empty_month(store: Store) -> None:
    view = november(store)
    assert (view.title, view.note, view.points, view.due) == (
        "November 2026",
        "Nothing is planned yet",
        (),
        (),
    )
    assert (view.interviews.total, view.several_total, view.undecided_pairs, view.next_mase_id) == (
        0,
        0,
        0,
        None,
    )
    assert {count for _, count in view.changed} == {0}


@pytest.mark.parametrize("apart", [True, False], ids=["a month apart", "both on one day"])
def test_the_figures_of_the_lists(store: Store, tmp_path: Path, apart: bool) -> None:
    take_october(store, tmp_path, at(date(2026, 10, 21)) if apart else at(TODAY))
    take_november(store, tmp_path, at(TODAY))
    view = november(store)
    assert view.changed == (
        ("New on MASE", 1),
        ("Left MASE", 1),
        ("Newly repeat missing", 1),
        ("New on CME", 1),
    )
    assert view.changed_since == "October"
    count = view.interviews
    assert (count.in_time, count.late, count.running, count.refused_or_not_known, count.total) == (
        2,
        1,
        1,
        1,
        5,
    )
    assert (
        count.words
        == "1 late · 1 not recorded · 1 running, next ends Mon 23 Nov 2026, 20:00 · 1 still missing"
    )
    assert view.undecided_pairs == len(Who(store, at(TODAY)).queue()) > 0


def test_the_first_register_makes_nobody_new(store: Store, tmp_path: Path) -> None:
    take_october(store, tmp_path, at(date(2026, 10, 21)))
    changed = dict(home(store, at(date(2026, 10, 21))).month(2026, 10).changed)
    assert (changed["New on CME"], changed["New on MASE"], changed["Newly repeat missing"]) == (0, 0, 0)


def test_a_register_that_comes_a_file_a_borough_is_one_delivery(store: Store, tmp_path: Path) -> None:
    take_october(store, tmp_path, at(date(2026, 10, 21)))
    new = [entry("A100000000007", "Omar", "Said", TYRESE, date(2026, 10, 2))]
    other = [entry("A100000000008", "Lena", "Moss", AMINA, date(2026, 10, 2))]
    take_in(store, at(TODAY), ListName.CME, write(tmp_path / "k.xlsx", {"Kingston": (CME, new)}))
    take_in(store, at(TODAY), ListName.CME, write(tmp_path / "r.xlsx", {"Richmond": (CME, other)}))
    assert dict(november(store).changed)["New on CME"] == 2


def test_confirmed_children_stand_first_few_and_total(store: Store, tmp_path: Path) -> None:
    take_november(store, tmp_path, at(TODAY))
    assert november(store).several_total == 0, "nothing merges by itself"
    who = Who(store, at(TODAY))
    for pair in who.queue():
        if pair.a.name == pair.b.name == "Zofia Kowal":
            who.decide(pair.a.subject_id, pair.b.subject_id, "same")
    view = november(store)
    assert [(row.short_name, len(row.lists)) for row in view.several] == [("Zofia K.", 3)]
    assert view.several_total == 1


def test_the_time_line_says_where_each_meeting_stands(store: Store) -> None:
    planner = Planner(store, at(TODAY))
    cme, misper, mase = planner.plan(2026, 11)
    for row in (cme, misper):
        a_room(store).enter(row.id)
        a_room(store).close(row.id)
    planner.minutes_sent(cme.id, date(2026, 11, 17))
    planner.agenda_sent(mase.id, date(2026, 11, 17))
    register = RegisterOfAttendance(store, at(TODAY))
    seats = [seat for seat in register.prepare(mase.id) if not seat.invited]
    for seat in seats[:4]:
        register.set_standing(seat.attendance_id, Standing.APOLOGIES)
    view = november(store)
    assert [(point.short, point.time_text, point.done, point.chips) for point in view.points] == [
        ("CME", "Tue 10 Nov", True, (("minutes out 17 Nov", "green"),)),
        ("MisPer", "Tue 17 Nov", True, (("minutes due 1 Dec", "amber"), ("not quorate", "red"))),
        (
            "MASE",
            "Fri 27 Nov, 10:00",
            False,
            (("papers out 17 Nov", "green"), ("quorum forecast 7 of 11", "green")),
        ),
    ]
    assert (view.note, view.next_mase_id) == ("MASE is in 5 working days", mase.id)
    assert [row.what for row in view.due][:3] == [
        "MisPer minutes and 2 more",
        "MASE minutes and 2 more",
        "CME register report, November 2026",
    ]
    assert (len(view.due), view.due_total) == (6, 6)


@pytest.mark.parametrize(
    ("today", "chip"),
    [
        (date(2026, 11, 12), ("papers due 18 Nov", "grey")),
        (date(2026, 11, 13), ("papers due 18 Nov", "amber")),
        (date(2026, 11, 18), ("papers due 18 Nov", "amber")),
        (date(2026, 11, 19), ("papers overdue since 18 Nov", "red")),
    ],
)
def test_papers_grow_urgent(store: Store, today: date, chip: tuple[str, str]) -> None:
    a_meeting(store)
    assert november(store, at(today)).points[0].chips[0] == chip


NOTES = [
    (date(2026, 11, 20), "planned", "MASE is in 5 working days"),
    (date(2026, 11, 25), "papers out", "MASE is in 2 working days"),
    (date(2026, 11, 26), "papers out", "MASE is tomorrow"),
    (date(2026, 11, 27), "papers out", "MASE is today"),
    (date(2026, 11, 27), "open", "MASE is under way"),
    (date(2026, 11, 28), "papers out", "MASE of Fri 27 Nov is not recorded as held"),
    (date(2026, 11, 28), "closed", "All three meetings are held"),
]


@pytest.mark.parametrize(("today", "state", "note"), NOTES)
def test_the_note_says_what_comes_next(store: Store, today: date, state: str, note: str) -> None:
    a_meeting(store, date(2026, 11, 10), "KR-CME", "agreed")
    a_meeting(store, date(2026, 11, 17), "KR-MISPER", "closed")
    a_meeting(store, state=state, quorate=False)
    view = november(store, at(today))
    assert view.note == note
    assert (("not quorate", "red") in view.points[-1].chips) == (state == "closed")


def test_after_the_months_mase_the_next_one_is_opened(store: Store) -> None:
    a_meeting(store, state="closed")
    assert november(store).next_mase_id is None
    december = a_meeting(store, date(2026, 12, 29))
    assert november(store).next_mase_id == december


def test_overdue_actions_by_agency_and_papers_that_still_help(store: Store) -> None:
    held = a_meeting(store, date(2026, 10, 30), state="agreed")
    a_meeting(store, date(2026, 11, 17), "KR-MISPER")
    a_meeting(store, date(2026, 12, 1), "KR-CME")
    for agency, due in (("Police", 20), ("Police", 25), ("Health", 19), ("Health", 18), ("Education", 30)):
        put(store, Action(meeting_id=held, text="Call", agency=agency, due=date(2026, 11, due)))
    view = november(store)
    assert [(line.agency, line.overdue, line.total) for line in view.overdue] == [
        ("Health", 2, 2),
        ("Police", 1, 2),
    ]
    assert [(row.what, row.overdue) for row in view.due][:3] == [
        ("CME agenda and 3 more", True),
        ("MisPer minutes and 2 more", False),
        ("CME minutes and 1 more", False),
    ]


def test_a_whole_month_is_shown_at_once(store: Store) -> None:
    for month, day in (("2026-10", date(2026, 10, 21)), ("2026-11", TODAY)):
        folder = shared_lists(month)
        for name, file in (
            (ListName.MISPER, "misper_return"),
            (ListName.CME, "cme_register"),
            (ListName.MASE, "mase_tracker"),
        ):
            take_in(store, at(day), name, folder / f"{file}.xlsx")
    clock = at(TODAY)
    Planner(store, clock).plan(2026, 11)
    who = Who(store, clock)
    for pair in who.queue()[:40]:
        who.decide(pair.a.subject_id, pair.b.subject_id, "same", "Seen side by side.")
    page = home(store, clock)
    view = page.month(2026, 11)
    count = view.interviews
    assert count.total == count.in_time + count.late + count.running + count.refused_or_not_known
    assert 0 < count.in_time < count.total <= 129
    assert len(view.several) == 6 < view.several_total
    assert all(number >= 0 for _, number in view.changed)
    assert dict(view.changed)["New on MASE"] == 7
    assert 0 < _statements(store, page) < 72, "however many children and rows there are"


def _statements(store: Store, page: Home) -> int:
    """How many statements it takes to show the month; how long they take is for `make bench`."""
    seen: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    page.month(2026, 11)
    event.remove(store.engine, "before_cursor_execute", note)
    return len(seen)
