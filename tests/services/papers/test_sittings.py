"""What agenda, register and minutes say of comings and goings, of a lost quorum, and of what was ratified."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.attendance import Standing
from app.domain.documents import Agenda, Minutes
from tests.services.room_rig import DECEMBER
from tests.services.sitting_rig import CORE, Sitting


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[Sitting]:
    made = Sitting(tmp_path, "Zofia Kowalska", "Ella Price")
    made.open(*CORE)
    yield made
    made.store.close()


def minutes(sitting: Sitting, meeting_id: int | None = None) -> Minutes:
    record = sitting.desk.documents.record("minutes", meeting_id or sitting.id)
    assert isinstance(record, Minutes)
    return record


def agenda(sitting: Sitting) -> Agenda:
    record = sitting.desk.documents.record("agenda", sitting.id)
    assert isinstance(record, Agenda)
    return record


def provisional(sitting: Sitting) -> None:
    sitting.clock("11:00")
    sitting.item(f"entry:{sitting.entry('Zofia Kowalska')}")
    sitting.decide("Zofia Kowalska")
    sitting.clock("11:40")
    sitting.goes("health")
    sitting.item(f"entry:{sitting.entry('Ella Price')}")
    sitting.desk.without_quorum.proceed(sitting.id, "DI Hall", "Urgent.")
    sitting.clock("11:45")
    sitting.decide("Ella Price", "discharge", "Nothing for six months.")
    sitting.clock("12:00")
    sitting.desk.room.close(sitting.id)


def test_the_minutes_tell_who_was_there_for_what(sitting: Sitting) -> None:
    sitting.desk.register.set_virtual(sitting.row("police").attendance_id)
    sitting.desk.seat_notes.note_written(sitting.id, "camhs", "Nothing new.", date(2026, 11, 24))
    sitting.item("actions")
    sitting.comes("yos")
    sitting.comes("yos", Standing.NOT_ADMITTED)
    provisional(sitting)
    record = minutes(sitting)
    health = next(line for line in record.register.attending if line.agency == "Health")
    assert health.presence.endswith("left before case 2 of item 7 at 11:40.")
    assert "agenda item" in health.presence  # these minutes have headings of their own
    assert next(line for line in record.register.attending if line.role.startswith("Sexual")).attends
    assert [line.agency for line in record.register.written] == ["CAMHS"]
    assert [line.agency for line in record.register.not_admitted] == ["Youth Offending Service"]
    assert record.register.story == (
        "At 11:40 DI Hall decided to proceed without a quorum: Urgent. Decisions are provisional.",
    )
    assert "Quorum was lost at 11:40 when Health left (5 of 11 seats)" in record.register.quorum_sentence
    assert [case.presence for case in record.cases] == ["", "Not present: Health."]
    assert [case.provisional for case in record.cases] == [False, True]
    assert record.heading.provisional == record.register.quorum_sentence


def test_what_waits_stands_on_the_next_agenda_and_both_minutes_tell_the_end(sitting: Sitting) -> None:
    provisional(sitting)
    november = sitting.id
    sitting.next_meeting(DECEMBER)
    line = next(line for line in agenda(sitting).lines if line.title == "Decisions to ratify")
    assert [(child.name, child.why) for child in line.under.children] == [
        ("Ella Price", "Discharge, decided on Fri 27 Nov 2026 without a quorum")
    ]
    sitting.open(*CORE)
    (waiting,) = sitting.desk.ratifying.rows(sitting.id)
    sitting.desk.ratifying.overturn(sitting.id, waiting.key, "She was seen with him again.")
    for name in ("Zofia Kowalska", "Ella Price"):
        sitting.decide(name)
    sitting.desk.room.close(sitting.id)
    item = next(item for item in minutes(sitting).items if item.title == "Decisions to ratify")
    assert [child.notes for child in item.under.children] == ["Overturned: She was seen with him again."]
    earlier = minutes(sitting, november)
    assert [case.ratified for case in earlier.cases] == [
        "",
        "Decided without a quorum; overturned on Fri 18 Dec 2026: She was seen with him again.",
    ]
    assert earlier.heading.provisional == ""  # nothing of it is provisional any more
