"""Attendance over a period, from the registers of the meetings held, and the return that goes out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from app.domain.attendance import Standing
from app.domain.attendance_return import Figures
from app.errors import Refused
from app.services.bodies.attendance_figures import a_year_to
from app.services.bodies.members import MemberForm
from tests.services.room_rig import DECEMBER
from tests.services.sitting_rig import CORE, Sitting

NOVEMBER = date(2026, 11, 27)


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[Sitting]:
    """Two meetings: Health changes hands between them and sends an unnamed deputy to the second."""
    made = Sitting(tmp_path)
    made.desk.members.add("KR-MASE", MemberForm("health", "Amina Yusuf", date(2026, 1, 1)))
    made.desk.members.add(
        "KR-MASE", MemberForm("health", "Joan Pike", date(2026, 12, 1), deputies=("Rita Cole",))
    )
    made.open(*CORE)
    made.desk.room.close(made.id)
    made.next_meeting(DECEMBER)
    made.open(*CORE[:4], "education", "yos")
    row = made.row("health")
    made.desk.register.set_name(row.attendance_id, "A Temp", "Joan Pike")
    made.comes("health", Standing.DEPUTY)
    made.desk.room.close(made.id)
    yield made
    made.store.close()


def test_figures_by_agency_and_by_person(sitting: Sitting) -> None:
    view = sitting.desk.attendance.of("KR-MASE", date(2026, 1, 1), DECEMBER)
    assert [(one.on, one.quorate) for one in view.meetings] == [(NOVEMBER, True), (DECEMBER, True)]
    agencies = {line.agency: line.figures for line in view.agencies}
    assert agencies["Health"] == Figures(2, 1, 1, 0, 0)
    assert agencies["Youth Offending Service"].percent == 50
    people = {line.name: (line.since, line.figures) for line in view.people}
    assert people["Amina Yusuf"] == (NOVEMBER, Figures(1, 1, 0, 0, 0))
    assert people["Joan Pike"] == (DECEMBER, Figures(1, 0, 1, 0, 0))
    amiss = {(one.on, one.what.agency): one.what.words for one in view.unrepresented}
    assert amiss[NOVEMBER, "Youth Offending Service"] == "nobody came and no deputy was sent"
    assert amiss[DECEMBER, "Health"] == "the deputy A Temp is not one of those named"


def test_only_meetings_of_the_period_that_were_held_count(sitting: Sitting) -> None:
    sitting.next_meeting(date(2027, 1, 29))
    view = sitting.desk.attendance.of("KR-MASE", DECEMBER, date(2027, 12, 31))
    assert [one.on for one in view.meetings] == [DECEMBER]
    assert "Amina Yusuf" not in {line.name for line in view.people}
    with pytest.raises(Refused, match="ends before"):
        sitting.desk.attendance.of("KR-MASE", DECEMBER, NOVEMBER)
    assert a_year_to(date(2026, 12, 31)) == date(2026, 1, 1)


def test_the_return_goes_out_as_a_document(sitting: Sitting, tmp_path: Path) -> None:
    done = sitting.desk.documents.export("attendance", sitting.id, tmp_path)
    assert done.file.name == "MASE attendance return 2026-12-18.docx" and done.missing == ()
    document = Document(str(done.file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    assert "19 December 2025 to 18 December 2026" in text
    assert "Amina Yusuf" in text and "The deputy A Temp is not one of those named" in text
    other = tmp_path / "december.docx"
    sitting.desk.documents.export("attendance", sitting.id, other, period=(DECEMBER, DECEMBER))
    cells = [cell.text for table in Document(str(other)).tables for row in table.rows for cell in row.cells]
    assert "Amina Yusuf" not in "\n".join(cells)
