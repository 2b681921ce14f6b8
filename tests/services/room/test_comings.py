"""Who was in the room for which item, by the register as it is kept while the meeting runs."""

from collections.abc import Iterator
from datetime import time
from pathlib import Path

import pytest

from app.domain.attendance import Standing
from app.errors import Refused
from tests.services.sitting_rig import CORE, Sitting


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[Sitting]:
    made = Sitting(tmp_path, "Zofia Kowalska", "Ella Price")
    made.open(*CORE)
    yield made
    made.store.close()


def test_whoever_is_marked_at_the_welcome_was_there_from_the_start(sitting: Sitting) -> None:
    assert {sitting.row(key).presence for key in CORE} == {""}
    assert not any(sitting.row(key).joined for key in CORE)


def test_somebody_joins_late_and_signs_before_they_are_let_in(sitting: Sitting) -> None:
    sitting.clock("10:20")
    sitting.item("actions")
    sitting.clock("10:25")
    assert sitting.comes("camhs") == ("signature",)
    row = sitting.row("camhs")
    assert row.waits_to_sign and row.standing is Standing.PRESENT
    assert sitting.desk.register.quorum(sitting.id).present == 6
    sitting.desk.register.sign(row.attendance_id)
    assert sitting.desk.register.quorum(sitting.id).present == 7
    assert sitting.row("camhs").presence == "Joined at 10:25 during item 4."
    assert sitting.row("camhs").joined and not sitting.row("camhs").waits_to_sign


def test_who_will_not_sign_is_not_admitted(sitting: Sitting) -> None:
    sitting.item("actions")
    sitting.comes("camhs")
    sitting.desk.register.refuses(sitting.row("camhs").attendance_id)
    row = sitting.row("camhs")
    assert (row.standing, row.signed, row.waits_to_sign) == (Standing.NOT_ADMITTED, False, False)
    assert sitting.desk.register.quorum(sitting.id).present == 6


def test_marked_late_but_there_from_the_start(sitting: Sitting) -> None:
    sitting.clock("10:20")
    sitting.item("actions")
    sitting.joins("camhs")
    sitting.desk.register.from_the_start(sitting.row("camhs").attendance_id)
    assert sitting.row("camhs").presence == ""
    sitting.comes("youth")
    sitting.desk.register.from_the_start(sitting.row("youth").attendance_id)
    assert not sitting.row("youth").waits_to_sign and sitting.row("youth").presence == ""
    with pytest.raises(Refused, match="joined late"):
        sitting.desk.register.from_the_start(sitting.row("yos").attendance_id)


def test_somebody_leaves_between_two_items(sitting: Sitting) -> None:
    for clock, key in (
        ("10:05", "statement"),
        ("10:10", "previous-minutes"),
        ("10:20", "actions"),
        ("10:40", "emerging"),
        ("11:00", "snapshot"),
    ):
        sitting.clock(clock)
        sitting.item(key)
    sitting.clock("11:40")
    assert sitting.goes("health") == ("P21",)
    sitting.clock("11:40:30")
    sitting.item(f"entry:{sitting.entry('Zofia Kowalska')}")
    assert sitting.row("health").presence == "Present for items 1 to 6; left before item 7 at 11:40."


def test_looking_into_the_register_or_at_the_close_takes_nothing_out_of_hand(sitting: Sitting) -> None:
    sitting.clock("10:20")
    sitting.item("actions")
    for key in ("welcome", "closing"):
        sitting.item(key)
        assert sitting.desk.room.view(sitting.id).in_hand == "actions"
    sitting.clock("10:21")
    sitting.joins("camhs")
    assert "during item 4" in sitting.row("camhs").presence


def test_items_that_were_only_passed_were_never_in_hand(sitting: Sitting) -> None:
    sitting.clock("10:20")
    sitting.item("actions")
    for second, key in ((1, "emerging"), (2, "snapshot"), (3, "support")):
        sitting.clock(f"10:30:0{second}")
        sitting.item(key)
    sitting.clock("11:00")
    sitting.goes("health")
    assert sitting.row("health").presence == "Present for items 1, 4 and 8; left during item 8 at 11:00."


def test_out_and_back(sitting: Sitting) -> None:
    sitting.clock("10:20")
    sitting.item("actions")
    sitting.clock("10:30")
    sitting.goes("health")
    sitting.clock("10:50")
    sitting.comes("health")
    assert "out from 10:30 to 10:50 during item 4" in sitting.row("health").presence
    assert not sitting.row("health").left and sitting.quorum


def test_a_slip_of_the_key_is_no_coming_or_going(sitting: Sitting) -> None:
    sitting.clock("10:20")
    sitting.item("actions")
    sitting.goes("health")
    sitting.clock("10:20:20")
    sitting.comes("health")
    sitting.comes("police", Standing.ABSENT)
    sitting.comes("police")
    assert sitting.row("health").presence == sitting.row("police").presence == ""
    assert sitting.log == ()


def test_the_times_can_be_put_right(sitting: Sitting) -> None:
    sitting.clock("10:20")
    sitting.item("actions")
    sitting.clock("11:00")
    sitting.joins("camhs")
    sitting.goes("health")
    correct = sitting.desk.register.correct_time
    correct(sitting.row("camhs").attendance_id, time(10, 40))
    correct(sitting.row("health").attendance_id, time(10, 50))
    assert sitting.row("camhs").presence == "Joined at 10:40 during item 4."
    assert sitting.row("health").presence.endswith("left during item 4 at 10:50.")
    for at, words in ((time(9, 0), "within the meeting"), (time(12, 0), "within the meeting")):
        with pytest.raises(Refused, match=words):
            correct(sitting.row("health").attendance_id, at)
    with pytest.raises(Refused, match="Nothing is known"):
        correct(sitting.row("yos").attendance_id, time(10, 30))


def test_somebody_on_a_screen_counts_as_the_rule_says(sitting: Sitting) -> None:
    assert sitting.desk.register.set_virtual(sitting.row("health").attendance_id) == ()
    assert sitting.row("health").virtual and sitting.quorum


def test_a_title_and_what_was_sent_in_writing(sitting: Sitting) -> None:
    register, notes = sitting.desk.register, sitting.desk.seat_notes
    register.set_rank(sitting.row("police").attendance_id, " Detective  Sergeant ")
    assert sitting.row("police").rank == "Detective Sergeant"
    notes.note_written(sitting.id, "camhs", "Nothing new on either case.")
    assert sitting.row("camhs").written == "in writing on Fri 27 Nov 2026: Nothing new on either case."
    assert register.quorum(sitting.id).present == 6  # this body's rule counts nothing in writing
    notes.drop_written(sitting.id, "camhs")
    assert sitting.row("camhs").written == ""
    notes.ask(sitting.id, "housing")
    assert sitting.row("housing").asked
    with pytest.raises(Refused, match="not at the table"):
        notes.ask(sitting.id, "nobody")
