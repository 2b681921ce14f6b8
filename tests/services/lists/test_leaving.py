"""Spells: who has left a list, who has come back, and what a register says about the other borough."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.models import Case, RegisterEntry, Spell, Subject
from tests.builders import a_meeting, an_entry, every
from tests.services.lists_rig import DECEMBER, NOVEMBER, OCTOBER, Lists, lists
from tests.services.small_lists import CME, Row, case, entry, episode, write

ANNA, BEN = ("Anna Quill", date(2011, 3, 4)), ("Ben Tarn", date(2012, 5, 6))
OFF_ROLL, LISTED = date(2026, 9, 1), date(2026, 9, 1)
A = entry("A123456789012", "Anna", "Quill", ANNA[1], OFF_ROLL)
B = entry("B123456789012", "Ben", "Tarn", BEN[1], OFF_ROLL)
BACK, LATER = datetime(2026, 10, 14, 9), datetime(2026, 11, 11, 9)


@pytest.fixture
def rig(tmp_path: Path) -> Lists:
    return lists(tmp_path, OCTOBER)


def _spells(rig: Lists, forename: str = "Anna") -> list[tuple[date, date | None, str]]:
    names = {one.id: one.forename for one in every(rig.store, Subject)}
    found = [one for one in every(rig.store, Spell) if names[one.subject_id] == forename]
    return [(one.began_on, one.ended_on, one.end_reason) for one in found]


def test_a_child_who_is_not_on_the_next_register_has_left_it(rig: Lists) -> None:
    rig.take(ListName.CME, A, B)
    assert rig.on(NOVEMBER).take(ListName.CME, B).left_list == 1
    assert _spells(rig) == [(OFF_ROLL, NOVEMBER, "not on the newest list")]
    assert _spells(rig, "Ben") == [(OFF_ROLL, None, "")]


def test_a_child_who_comes_back_begins_a_second_spell_and_is_the_same_subject(rig: Lists) -> None:
    rig.take(ListName.CME, A, B)
    rig.on(NOVEMBER).take(ListName.CME, B)
    rig.on(DECEMBER).take(ListName.CME, A, B)
    assert [(began, ended) for began, ended, _ in _spells(rig)] == [(OFF_ROLL, NOVEMBER), (DECEMBER, None)]
    assert len(every(rig.store, Subject)) == 2


def test_a_child_who_was_off_roll_again_since_comes_back_on_that_day(rig: Lists) -> None:
    rig.take(ListName.CME, A, B)
    rig.on(NOVEMBER).take(ListName.CME, B)
    again = date(2026, 12, 3)
    rig.on(DECEMBER).take(ListName.CME, entry("A123456789012", "Anna", "Quill", ANNA[1], again), B)
    assert [began for began, _, _ in _spells(rig)] == [OFF_ROLL, again]


def test_a_file_of_one_borough_says_nothing_about_the_other(rig: Lists) -> None:
    rig.take(ListName.CME, A, sheet="Richmond")
    assert rig.take(ListName.CME, B, sheet="Kingston").left_list == 0
    assert sorted(one.borough for one in every(rig.store, RegisterEntry)) == ["Kingston", "Richmond"]
    assert _spells(rig)[0][1] is None


def test_two_files_of_one_delivery_are_one_register(rig: Lists) -> None:
    rig.take(ListName.CME, A, B)
    first = rig.book(ListName.CME, A).rename(rig.folder / "first.xlsx")
    second = rig.book(ListName.CME, B)
    intake = rig.on(NOVEMBER).intake
    results = intake.take_in_all([intake.preview(ListName.CME, one) for one in (first, second)])
    assert [one.left_list for one in results] == [0, 0] and [one.unchanged for one in results] == [1, 1]


def test_a_sheet_of_a_borough_that_has_emptied_takes_its_last_child_off(rig: Lists) -> None:
    both = write(rig.folder / "both.xlsx", {"Kingston": (CME, [A]), "Richmond": (CME, [B])})
    rig.intake.take_in(rig.intake.preview(ListName.CME, both))
    rest = write(rig.folder / "rest.xlsx", {"Kingston": (CME, []), "Richmond": (CME, [B])})
    later = rig.on(NOVEMBER).intake
    assert later.take_in(later.preview(ListName.CME, rest)).left_list == 1
    assert _spells(rig)[0][1] == NOVEMBER


def test_a_return_that_overlaps_the_last_one_covers_the_same_children(rig: Lists) -> None:
    ben = episode("26MIS02", *BEN, BACK)
    rig.take(ListName.MISPER, episode("26MIS01", *ANNA, BACK), ben)
    assert rig.on(NOVEMBER).take(ListName.MISPER, ben, episode("26MIS03", *BEN, LATER)).left_list == 1
    assert _spells(rig)[0][1] == NOVEMBER and _spells(rig, "Ben")[0][1] is None


def test_a_return_of_the_month_alone_ends_nobodys_spell(rig: Lists) -> None:
    rig.take(ListName.MISPER, episode("26MIS01", *ANNA, BACK))
    assert rig.on(NOVEMBER).take(ListName.MISPER, episode("26MIS03", *BEN, LATER)).left_list == 0
    assert _spells(rig)[0][1] is None


def test_a_case_does_not_leave_by_being_absent_from_the_tracker(rig: Lists) -> None:
    rig.take(ListName.MASE, case("MASE-0001", *ANNA, LISTED), case("MASE-0002", *BEN, LISTED))
    assert rig.on(NOVEMBER).take(ListName.MASE, case("MASE-0002", *BEN, LISTED)).left_list == 0
    assert _spells(rig)[0][1] is None and every(rig.store, Case)[0].closed_on is None


CLOSED_ROW: Row = ("MASE-0001", *ANNA, date(2026, 11, 10), "Moved away")


def _opened_and_closed(rig: Lists) -> None:
    rig.take(ListName.MASE, case("MASE-0001", *ANNA, LISTED))
    rig.on(NOVEMBER).take(ListName.MASE, case("MASE-0002", *BEN, LISTED), closed=[CLOSED_ROW])


def test_the_sheet_of_closed_cases_ends_the_spell_and_keeps_what_it_leaves_out(rig: Lists) -> None:
    _opened_and_closed(rig)
    found = next(one for one in every(rig.store, Case) if one.reference == "MASE-0001")
    assert (found.closed_on, found.closed_reason) == (date(2026, 11, 10), "Moved away")
    assert (found.category, found.school, found.listed_on) == (2, "Thames Meadow School", LISTED)
    assert _spells(rig) == [(LISTED, date(2026, 11, 10), "Moved away")]


def test_a_case_that_is_opened_again_is_a_new_case_and_a_new_spell(rig: Lists) -> None:
    _opened_and_closed(rig)
    again = date(2026, 12, 5)
    rig.on(DECEMBER).take(ListName.MASE, case("MASE-0001", *ANNA, again))
    first, second = (one for one in every(rig.store, Case) if one.reference == "MASE-0001")
    assert (first.closed_on, second.closed_on, second.listed_on) == (date(2026, 11, 10), None, again)
    assert first.subject_id == second.subject_id
    assert _spells(rig) == [(LISTED, date(2026, 11, 10), "Moved away"), (again, None, "")]


def _discharged_here(rig: Lists) -> int:
    """As a meeting of 20 November leaves it."""
    rig.take(ListName.MASE, case("MASE-0001", *ANNA, LISTED))
    found, spell_id = every(rig.store, Case)[0], every(rig.store, Spell)[0].id
    an_entry(rig.store, a_meeting(rig.store), found.id, decision="discharge", category=1)
    with rig.store.transaction("test") as session:
        kept = session.get_one(Case, found.id)
        kept.closed_on, kept.closed_reason, kept.category = date(2026, 11, 20), "Discharged", 1
        spell = session.get_one(Spell, spell_id)
        spell.ended_on, spell.end_reason = date(2026, 11, 20), "Discharged"
    return found.id


@pytest.mark.parametrize("lead", ["B Quist", "C Other"], ids=["the same row", "a changed row"])
def test_a_child_discharged_here_stays_discharged_whatever_the_old_tracker_carries(
    rig: Lists, lead: str
) -> None:
    _discharged_here(rig)
    row = list(case("MASE-0001", *ANNA, LISTED))
    row[9] = lead
    rig.on(DECEMBER).take(ListName.MASE, row)
    found = every(rig.store, Case)
    assert [(one.closed_on, one.closed_reason, one.category) for one in found] == [
        (date(2026, 11, 20), "Discharged", 1)
    ]
    assert found[0].lead_professional == lead
    assert _spells(rig) == [(LISTED, date(2026, 11, 20), "Discharged")]


def test_the_trackers_own_closing_does_not_overwrite_the_meetings(rig: Lists) -> None:
    _discharged_here(rig)
    rig.on(DECEMBER).take(
        ListName.MASE,
        case("MASE-0002", *BEN, LISTED),
        closed=[("MASE-0001", *ANNA, date(2026, 12, 1), "Closed")],
    )
    found = next(one for one in every(rig.store, Case) if one.reference == "MASE-0001")
    assert (found.closed_on, found.closed_reason) == (date(2026, 11, 20), "Discharged")


def test_a_referral_after_the_discharge_is_a_new_case(rig: Lists) -> None:
    _discharged_here(rig)
    again = date(2026, 12, 5)
    rig.on(DECEMBER).take(ListName.MASE, case("MASE-0001", *ANNA, again))
    assert [one.closed_on for one in every(rig.store, Case)] == [date(2026, 11, 20), None]
    assert [began for began, _, _ in _spells(rig)] == [LISTED, again]


def test_a_child_whose_row_is_refused_has_not_left(rig: Lists) -> None:
    rig.take(ListName.CME, A, B)
    unborn = entry("A123456789012", "Anna", "Quill", date(2031, 3, 4), OFF_ROLL)
    result = rig.on(NOVEMBER).take(ListName.CME, unborn, B)
    assert (len(result.refused), result.left_list) == (1, 0)
    assert _spells(rig) == [(OFF_ROLL, None, "")]


def test_a_case_closed_without_a_day_is_closed_when_it_was_read(rig: Lists) -> None:
    row = ("MASE-0001", *ANNA, None, "Moved away")
    rig.take(ListName.MASE, case("MASE-0001", *ANNA, LISTED), case("MASE-0002", *BEN, LISTED))
    for day in (NOVEMBER, DECEMBER):
        rig.on(day).take(ListName.MASE, case("MASE-0002", *BEN, LISTED), closed=[row])
        assert every(rig.store, Case)[0].closed_on == NOVEMBER
        assert _spells(rig) == [(LISTED, NOVEMBER, "Moved away")]
