"""What is due: papers, minutes, actions and return home interviews, as they stand on a day."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.models import Action, BodyProfile
from app.services.months.due import ONWARD, DueRow
from app.services.months.planner import Planner
from app.services.referrals.onward import Onward
from app.store.store import Store
from tests.builders import a_case, a_clock, a_meeting, a_store, an_entry, an_episode, person_of
from tests.services.room_rig import a_room, services
from tests.services.small_lists import TODAY, at


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = a_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def planner(store: Store) -> Planner:
    return Planner(store, at(TODAY))


def papers(rows: tuple[DueRow, ...]) -> tuple[DueRow, ...]:
    """What a meeting owes; reports for a period and reviews have tests of their own."""
    return tuple(row for row in rows if row.meeting_id is not None)


def lines(rows: tuple[DueRow, ...]) -> list[tuple[str, str, str]]:
    return [(row.what, f"{row.due}", row.standing) for row in rows]


def test_a_planned_meeting_owes_its_papers_and_minutes(store: Store, planner: Planner) -> None:
    cme = a_meeting(store, date(2026, 12, 8), "KR-CME")
    rows = papers(planner.due())
    assert lines(rows) == [
        ("CME agenda", "2026-11-27", "due in 5 working days"),
        ("CME list of children", "2026-11-27", "due in 5 working days"),
        ("CME ratings assured", "2026-11-27", "due in 5 working days"),
        ("CME register", "2026-11-27", "due in 5 working days"),
        ("CME action list", "2026-12-22", "due in 22 working days"),
        ("CME minutes", "2026-12-22", "due in 22 working days"),
    ]
    assert {(row.body, row.body_short, row.meeting_id, row.overdue) for row in rows} == {
        ("KR-CME", "CME", cme, False)
    }
    assert [row.kind for row in rows] == ["agenda", "list", "assurance", "register", "actions", "minutes"]


@pytest.mark.parametrize(
    ("on", "overdue", "standing"),
    [
        (date(2026, 11, 26), False, "due in 1 working day"),
        (date(2026, 11, 27), False, "due today"),
        (date(2026, 11, 28), True, "overdue"),
    ],
)
def test_overdue_begins_the_day_after(
    store: Store, planner: Planner, on: date, overdue: bool, standing: str
) -> None:
    a_meeting(store, date(2026, 12, 8), "KR-CME")
    agenda = planner.due(on)[0]
    assert (agenda.overdue, agenda.standing) == (overdue, standing)


def test_papers_are_done_once_they_are_sent_and_minutes_once_they_are_out(
    store: Store, planner: Planner
) -> None:
    cme = a_meeting(store, date(2026, 11, 10), "KR-CME")
    planner.agenda_sent(cme, date(2026, 10, 30))
    assert [row.kind for row in papers(planner.due())] == ["actions", "minutes"]
    a_room(store).enter(cme)
    a_room(store).close(cme)
    planner.minutes_sent(cme, date(2026, 11, 20))
    assert papers(planner.due()) == ()


def test_a_paper_due_after_the_agenda_is_awaited_until_the_meeting(store: Store, planner: Planner) -> None:
    with store.transaction("later assurance") as session:
        profile = next(one for one in session.query(BodyProfile) if one.code == "KR-CME")
        profile.text = profile.text.replace("rag_assurance = { n = 7", "rag_assurance = { n = 1")
    cme = a_meeting(store, date(2026, 12, 8), "KR-CME")
    planner.agenda_sent(cme, TODAY)
    assert lines(papers(planner.due(within_days=20))) == [
        ("CME ratings assured", "2026-12-07", "due in 11 working days")
    ]
    services(store, a_clock(date(2026, 12, 8))).room.enter(cme)
    assert papers(planner.due(within_days=20)) == ()


def test_within_days_leaves_out_what_is_later_and_never_what_is_overdue(
    store: Store, planner: Planner
) -> None:
    a_meeting(store, date(2026, 11, 27))
    report = "report:agencies-not-represented-at-the"
    assert [row.kind for row in papers(planner.due(TODAY, 19))] == ["agenda", "list"]
    assert [row.kind for row in papers(planner.due(TODAY, 20))] == [
        "agenda",
        "list",
        "actions",
        report,
        "minutes",
    ]


def test_open_actions_are_due_and_name_no_child_in_full(store: Store, planner: Planner) -> None:
    meeting = a_meeting(store, date(2026, 10, 30), state="agreed")
    entry = an_entry(store, meeting, a_case(store, "Zofia Kowalska"))
    with store.transaction("test") as session:
        for text, entry_id, due, state in (
            ("Visit Zofia Kowalska at home", entry, date(2026, 11, 20), "open"),
            ("Ask the school", entry, date(2026, 11, 23), "open"),
            ("Write to the hotel", None, date(2026, 11, 24), "open"),
            ("Done already", None, date(2026, 11, 1), "done"),
        ):
            session.add(
                Action(
                    meeting_id=meeting, entry_id=entry_id, text=text, agency="Police", due=due, state=state
                )
            )
    rows = papers(planner.due())
    assert lines(rows) == [
        ("Police: Visit Zofia K. at home", "2026-11-20", "overdue"),
        ("Police: Ask the school (Zofia K.)", "2026-11-23", "due in 1 working day"),
        ("Police: Write to the hotel", "2026-11-24", "due in 2 working days"),
    ]
    assert {(row.kind, row.body_short, row.meeting_id) for row in rows} == {("action", "MASE", meeting)}


RETURNS = [
    # Returned, looked at (UTC, which is London's winter time), and how its 72 hours stand.
    (datetime(2026, 11, 20, 18), (TODAY, 9), "due in 1 working day", date(2026, 11, 23)),
    (datetime(2026, 11, 18, 18), (TODAY, 9), "due today, by 18:00", TODAY),
    (datetime(2026, 11, 18, 18), (TODAY, 19), "overdue", TODAY),
    (datetime(2026, 11, 4, 10), (TODAY, 9), "overdue", date(2026, 11, 7)),
    (datetime(2026, 11, 4, 8), (TODAY, 9), None, None),
    (datetime(2026, 10, 23, 20), (date(2026, 10, 24), 9), "due in 1 working day", date(2026, 10, 26)),
]


@pytest.mark.parametrize(("returned", "seen", "standing", "due"), RETURNS)
def test_interviews_run_for_72_hours_and_are_called_for_a_fortnight(
    store: Store, returned: datetime, seen: tuple[date, int], standing: str | None, due: date | None
) -> None:
    an_episode(store, datetime(2026, 10, 20, 8), returned)
    rows = Planner(store, at(*seen)).due()
    assert [(row.standing, row.due) for row in rows] == ([(standing, due)] if standing else [])
    assert {row.what for row in rows} <= {"Return home interview: Zofia K."}


def test_an_interview_that_is_done_or_not_owed_yet_is_not_due(store: Store, planner: Planner) -> None:
    back = datetime(2026, 11, 20, 6)
    an_episode(store, datetime(2026, 11, 19, 8), back, interview_done_on=TODAY)
    an_episode(store, datetime(2026, 11, 20, 8), None)
    assert planner.due() == ()
    assert planner.due(date(2026, 11, 19)) == ()


def test_on_another_day_an_interview_counts_by_the_day(store: Store, planner: Planner) -> None:
    an_episode(store, datetime(2026, 11, 19, 8), datetime(2026, 11, 20, 6))
    assert [row.standing for row in planner.due(date(2026, 11, 23))] == ["due today, by 06:00"]
    assert [row.overdue for row in planner.due(date(2026, 11, 24))] == [True]
    assert planner.due(date(2026, 12, 8)) == ()


def test_a_store_without_profiles_owes_nothing(tmp_path: Path) -> None:
    empty = a_store(tmp_path, area="")
    assert Planner(empty, at(TODAY)).due() == ()
    empty.close()


def test_a_referral_is_due_at_the_meeting_that_must_answer(store: Store, planner: Planner) -> None:
    a_meeting(store, date(2026, 12, 8), "KR-CME")
    child = person_of(store, a_case(store))
    onward = Onward(store, at(TODAY))
    sent = onward.send(child, "KR-MASE", "KR-CME", "Is she on a roll?", "No school is named")
    found = [row for row in planner.due() if row.kind == ONWARD]
    assert [(row.what, row.due, row.body) for row in found] == [
        ("Answer to MASE: Zofia K.", date(2026, 12, 8), "KR-CME")
    ]
    assert not found[0].overdue and not found[0].is_paper
    assert [row.overdue for row in planner.due(date(2026, 12, 9)) if row.kind == ONWARD] == [True]
    onward.accept(sent.id)
    assert not [row for row in planner.due() if row.kind == ONWARD]
