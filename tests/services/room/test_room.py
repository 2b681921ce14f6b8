"""Entering a meeting: who is listed where, what comes back from last month, and where it was left."""

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from app.domain.attendance import Standing
from app.errors import Refused
from app.models import Attendance, Case, Meeting, MonthlyEntry
from tests.builders import (
    a_case,
    a_clock,
    a_meeting,
    a_register_entry,
    a_store,
    an_episode,
    every,
    get,
    person_of,
)
from tests.services.room_rig import Rig, a_rig, services

OCTOBER = date(2026, 10, 30)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = a_rig(tmp_path)
    yield made
    made.store.close()


def titles(rig: Rig, meeting: int) -> list[tuple[str, list[str]]]:
    groups = rig.room.view(meeting).groups
    return [(group.title, [line.short_name for line in group.entries]) for group in groups]


def test_cases_stand_in_the_order_of_the_profile(rig: Rig) -> None:
    a_case(rig.store, "Kavya Shah", "Kingston")
    a_case(rig.store, "Zofia Kowalska", "Richmond")
    a_case(rig.store, "Ella Price", "Richmond")
    a_case(rig.store, "Jakub Nowak", "Richmond", listed_on=date(2026, 3, 1), out_of_borough=True)
    a_case(rig.store, "Tiago Silva", "Richmond", listed_on=date(2026, 3, 1))
    a_case(rig.store, "Sam Ito", "Surrey")
    a_case(rig.store, "Closed Child", "Richmond", closed_on=date(2026, 10, 1))
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    assert titles(rig, meeting) == [
        ("New, Richmond", ["Zofia K.", "Ella P."]),
        ("Existing, Richmond", ["Tiago S."]),
        ("Out of borough, Richmond", ["Jakub N."]),
        ("New, Kingston", ["Kavya S."]),
        ("Other", ["Sam I."]),
    ]
    assert [entry.position for entry in every(rig.store, MonthlyEntry)] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("listed_on", "kind"),
    [
        (date(2026, 11, 20), "new"),
        (date(2026, 10, 28), "new"),
        (date(2026, 10, 27), "existing"),
        (date(2026, 3, 1), "existing"),
        (None, "new"),
    ],
)
def test_the_first_meeting_of_a_store_knows_old_cases_by_their_date(
    rig: Rig, listed_on: date | None, kind: str
) -> None:
    a_case(rig.store, listed_on=listed_on)
    rig.room.enter(a_meeting(rig.store))
    assert [entry.standing for entry in every(rig.store, MonthlyEntry)] == [kind]


def test_a_case_is_new_until_the_body_has_met_about_it(rig: Rig) -> None:
    october, november = a_meeting(rig.store, OCTOBER), a_meeting(rig.store)
    other = a_meeting(rig.store, date(2026, 11, 17), "KR-MISPER")
    a_case(rig.store, "Tiago Silva", listed_on=date(2026, 10, 12))
    rig.hold(october)
    rig.room.enter(other)
    a_case(rig.store, "Ella Price", listed_on=date(2026, 10, 12))
    rig.room.enter(november)
    assert titles(rig, november) == [("New, Richmond", ["Ella P."]), ("Existing, Richmond", ["Tiago S."])]


def test_entering_twice_changes_nothing_and_takes_in_who_came_since(rig: Rig) -> None:
    a_case(rig.store, "Zofia Kowalska")
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    entry = rig.entry_ids(meeting)["Zofia Kowalska"]
    rig.minutes.save_notes(entry, "victim", "Seen.")
    opened, seats = get(rig.store, Meeting, meeting).opened_at, len(every(rig.store, Attendance))
    a_case(rig.store, "Aisha Bello")
    rig.room.enter(meeting)
    assert titles(rig, meeting) == [("New, Richmond", ["Zofia K.", "Aisha B."])]
    assert get(rig.store, MonthlyEntry, entry).victim == "Seen."
    assert get(rig.store, Meeting, meeting).opened_at == opened
    assert len(every(rig.store, Attendance)) == seats


def test_a_meeting_that_is_over_is_only_looked_at(rig: Rig) -> None:
    a_case(rig.store)
    meeting = a_meeting(rig.store)
    rig.hold(meeting)
    a_case(rig.store, "Aisha Bello")
    rig.room.enter(meeting)
    assert get(rig.store, Meeting, meeting).state == "closed"
    assert list(rig.entry_ids(meeting)) == ["Zofia Kowalska"]


def test_the_category_before_is_that_of_the_case(rig: Rig) -> None:
    case = a_case(rig.store, category=3)
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    entry = every(rig.store, MonthlyEntry)[0]
    assert (entry.category_before, entry.category) == (3, None)
    with rig.store.transaction("test") as session:
        found = session.get(Case, case)
        assert found is not None
        found.category = 1
    assert rig.room.entry(entry.id).category_words == "Category 3, high"


def test_the_register_is_seated_with_last_months_names(rig: Rig) -> None:
    october, november = a_meeting(rig.store, OCTOBER), a_meeting(rig.store)
    rig.room.enter(october)
    first, second, *_ = rig.register.rows(october)
    rig.register.set_name(first.attendance_id, "DI Hall")
    rig.register.set_name(second.attendance_id, "PC Deputy", deputy_for="DS Ord")
    rig.register.set_standing(second.attendance_id, Standing.DEPUTY)
    rig.register.add_observer(october, "A Student", "Kingston University")
    with pytest.raises(Refused, match="30 Oct 2026 is still open"):
        rig.room.enter(november)
    rig.room.close(october)
    rig.room.enter(november)
    rows = rig.register.rows(november)
    assert [row.seat_key for row in rows] == [seat.key for seat in rig.room.view(november).body.seats]
    assert [row.name for row in rows[:3]] == ["DI Hall", "DS Ord", ""]
    assert {row.standing for row in rows} == {Standing.EXPECTED}


def test_the_room_reopens_where_it_was(rig: Rig, tmp_path: Path) -> None:
    a_case(rig.store)
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    assert rig.room.view(meeting).current == "welcome"
    rig.room.set_current(meeting, f"entry:{rig.entry_ids(meeting)['Zofia Kowalska']}")
    rig.room.enter(meeting)
    assert rig.room.view(meeting).current == f"entry:{rig.entry_ids(meeting)['Zofia Kowalska']}"


def test_ticks_figures_and_what_is_editable(rig: Rig) -> None:
    a_case(rig.store)
    meeting = a_meeting(rig.store)
    assert not rig.room.view(meeting).editable
    rig.room.enter(meeting)
    rig.room.tick(meeting, "welcome")
    rig.room.read_statement(meeting, "DI Hall")
    entry = rig.entry_ids(meeting)["Zofia Kowalska"]
    rig.decisions.decide(entry, "continue", "Plan is working.")
    rig.room.mark_seen(entry)
    view = rig.room.view(meeting)
    items = {item.key: item for item in view.items}
    assert [item.number for item in view.items] == list(range(1, 14))
    assert items["welcome"].done and items["statement"].done and items["cases"].done
    assert items["cases"].note == "1 of 1" and not items["snapshot"].done
    assert view.statement_read.startswith("read ") and view.statement_read.endswith(" by DI Hall")
    assert (view.undecided, view.editable, view.meeting.state) == (0, True, "open")
    line = view.groups[0].entries[0]
    assert (line.decided, line.seen, line.badge_text, line.tone) == (True, True, "2", "accent")
    rig.room.tick(meeting, "welcome", done=False)
    assert not rig.room.view(meeting).items[0].done


def test_a_child_on_three_lists_leads_and_is_badged(rig: Rig) -> None:
    a_case(rig.store, "Aisha Bello")
    case = a_case(rig.store, "Zofia Kowalska", aliases=("Zosia",))
    person = person_of(rig.store, case)
    for day in (3, 8, 12, 14, 18):
        an_episode(rig.store, datetime(2026, 11, day, 22), datetime(2026, 11, day, 23, 30), person_id=person)
    a_register_entry(rig.store, person_id=person)
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    first = rig.room.view(meeting).groups[0].entries[0]
    assert (first.name, first.badge_text, first.tone, first.three_lists) == (
        "Zofia Kowalska", "3 lists", "red", True,
    )  # fmt: skip
    entry = rig.room.entry(first.entry_id)
    assert [badge.text for badge in entry.badges] == ["MASE 2", "MisPer 5×", "CME red, 0 h"]
    assert "P36" in [finding.rule for finding in entry.cross_findings]
    assert (entry.known_as, entry.age, entry.standing) == ("Zosia", 14, "new")


def test_the_sheet_says_what_is_not_known(rig: Rig) -> None:
    a_case(rig.store, born=None, category=None, school="", status="", ethnicity="", referring_agency="")
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    entry = rig.room.entry(rig.entry_ids(meeting)["Zofia Kowalska"])
    said = dict(entry.particulars)
    assert said["Date of birth"] == said["Age"] == said["School"] == said["Status"] == "Not known"
    assert said["Ethnicity"] == "Not recorded"
    assert said["Category"] == "No category yet"
    assert said["Date of referral"] == "2 Nov 2026"
    assert all(value for value in said.values())
    assert (entry.shows_impact, entry.shows_other_agencies, entry.previous) == (False, False, None)


def test_codes_are_spelled_out(rig: Rig) -> None:
    a_case(rig.store, listed_on=date(2026, 3, 1), out_of_borough=True)
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    entry = rig.room.entry(rig.entry_ids(meeting)["Zofia Kowalska"])
    said = dict(entry.particulars)
    assert (said["Status"], said["Ethnicity"]) == ("Looked after (LAC)", "White British")
    assert entry.shows_impact and entry.shows_other_agencies


def test_a_case_nobody_referred_is_pointed_out(rig: Rig) -> None:
    a_case(rig.store, referred_on=None, strategy_meeting_on=None, listed_on=date(2026, 11, 20))
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    entry = rig.room.entry(rig.entry_ids(meeting)["Zofia Kowalska"])
    assert [finding.rule for finding in entry.findings] == ["P17"]


def test_what_was_said_last_month_comes_with_the_case(rig: Rig) -> None:
    a_case(rig.store)
    october, november = a_meeting(rig.store, OCTOBER), a_meeting(rig.store)
    rig.room.enter(october)
    old = rig.entry_ids(october)["Zofia Kowalska"]
    rig.minutes.save_notes(old, "offender", "Male known as D.")
    rig.minutes.save_item(october, "locations", "Station Approach.")
    rig.hold(october)
    rig.room.enter(november)
    previous = rig.room.entry(rig.entry_ids(november)["Zofia Kowalska"]).previous
    assert previous is not None
    assert (previous.on, previous.texts) == (OCTOBER, (("Offender", "Male known as D."),))
    assert (previous.decision, previous.rationale) == ("Continue to monitor", "Agreed by all.")
    minutes = rig.room.item(november, "previous-minutes").previous_minutes
    assert minutes is not None
    assert minutes.notes == (("Locations of interest", "Station Approach."),)
    assert dict(minutes.numbers)["Continue to monitor"] == 1


def test_the_statement_and_its_questions(rig: Rig) -> None:
    meeting = a_meeting(rig.store)
    with pytest.raises(Refused, match="not begun"):
        rig.room.read_statement(meeting, "DI Hall")
    rig.room.enter(meeting)
    with pytest.raises(Refused, match="who read"):
        rig.room.read_statement(meeting, "  ")
    rig.room.read_statement(meeting, "DI Hall")
    rig.room.answer_question(meeting, 1, True, "Health not yet.")
    rig.room.answer_question(meeting, 1, True, "Health since today.")
    rig.areas.edit_statement(["Another wording."], ["Another question?"])
    item = rig.room.item(meeting, "statement")
    assert item.statement is not None and item.statement.version == "1"
    assert item.questions[1].answer == "Health since today." and item.questions[1].asked
    assert len(item.questions) == 5
    kept = get(rig.store, Meeting, meeting)
    assert (kept.statement_version, kept.statement_read_by) == ("1", "DI Hall")
    with pytest.raises(ValueError, match="no such question"):
        rig.room.answer_question(meeting, 9, True)


def test_figures_beside_the_items(rig: Rig) -> None:
    a_case(rig.store, category=0)
    a_case(rig.store, "Ella Price", category=1)
    for day in (3, 8, 12, 14):
        an_episode(rig.store, datetime(2026, 11, day, 22), name="Often Gone", person_id=None)
    a_register_entry(rig.store, "Red Child")
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    snapshot = dict(rig.room.item(meeting, "snapshot").numbers)
    assert (snapshot["Cases"], snapshot["Not evidenced"], snapshot["Category 1, at risk"]) == (2, 1, 1)
    assert (snapshot["Missing episodes in the month"], snapshot["Rated red"]) == (4, 1)
    emerging = dict(rig.room.item(meeting, "emerging").numbers)
    assert emerging["Cases: not evidenced"] == 1


@pytest.mark.parametrize("body", ["KR-MISPER", "KR-CME", "KR-SUBGROUP"])
def test_every_other_body_can_meet(rig: Rig, body: str) -> None:
    a_case(rig.store)
    an_episode(rig.store, datetime(2026, 11, 3, 22))
    meeting = a_meeting(rig.store, body_code=body)
    rig.room.enter(meeting)
    view = rig.room.view(meeting)
    assert view.groups == () and view.items
    for item in view.items:
        rig.room.set_current(meeting, item.key)
        rig.minutes.save_item(meeting, item.key, f"Said under {item.title}.")
        assert rig.room.item(meeting, item.key).notes == f"Said under {item.title}."
        rig.room.tick(meeting, item.key)
    assert all(item.done for item in rig.room.view(meeting).items)
    rig.quorate(meeting)
    assert rig.room.close(meeting).state == "closed"


def test_a_later_day_sees_actions_overdue(rig: Rig) -> None:
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    rig.actions.add(meeting, "Review CCTV", "Police", "", date(2026, 12, 4), item_key="locations")
    later = services(rig.store, a_clock(date(2026, 12, 5), time(9)))
    assert later.room.item(meeting, "locations").actions[0].state == "overdue"
    assert rig.room.item(meeting, "locations").actions[0].state == "open"


def test_what_is_not_there_is_refused(rig: Rig) -> None:
    meeting = a_meeting(rig.store)
    for attempt in (
        lambda: rig.room.enter(999),
        lambda: rig.room.entry(999),
        lambda: rig.room.item(meeting, "no-such-item"),
    ):
        with pytest.raises(Refused):
            attempt()


def test_a_meeting_does_not_open_before_its_day(tmp_path: Path) -> None:
    """Opening cannot be taken back, so one click a week early must not do it."""
    early = services(a_store(tmp_path), a_clock(date(2026, 11, 21)))
    meeting = a_meeting(early.store, date(2026, 11, 27))
    with pytest.raises(Refused, match="opens on its day"):
        early.room.enter(meeting)
    assert early.planner.meeting(meeting).state == "planned"
