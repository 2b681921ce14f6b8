"""Settings, Members: who holds which seat from when, and who came over a year."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models import Membership
from app.ui import theme
from app.ui.settings.members import ATTENDANCE, SEATS, MembersPage
from tests.builders import MEETING_DAY, every
from tests.services.sitting_rig import CORE, Sitting


class _Nowhere:
    """A navigator that goes nowhere."""

    def go(self, *_: object) -> None: ...


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[Sitting]:
    made = Sitting(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def page(qtbot: QtBot, sitting: Sitting) -> MembersPage:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    made = MembersPage(sitting.desk, _Nowhere())  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(960, 700)
    made.show()
    made.refresh()
    made._choose("KR-MASE")
    return made


def add(page: MembersPage, seat: str, name: str, day: date | None, deputies: str = "") -> None:
    form = page.form
    form.seat.setCurrentIndex(form.seat.findData(seat))
    form.name.set_value(name)
    form.from_on.set_day(day)
    form.deputies.set_value(deputies)
    form.keep.click()


def names(page: MembersPage, seat: str) -> list[tuple[str, bool]]:
    return [(row.name, row.now) for row in page.table.rows() if row.seat_key == seat]


def test_it_opens_on_a_body_that_has_seats(qtbot: QtBot, sitting: Sitting) -> None:
    made = MembersPage(sitting.desk, _Nowhere())  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.refresh()
    assert made.choice.value() == "KR-MISPER" and made.table.rows()


def test_somebody_takes_a_seat_and_somebody_else_after_them(page: MembersPage, sitting: Sitting) -> None:
    add(page, "health", "Amina Yusuf", None)
    assert "from which they hold" in page.form.said.text()
    add(page, "health", "Amina Yusuf", date(2026, 1, 1), "Rita Cole, B Low")
    assert page.form.said.isHidden() and page.form.name.value() == ""
    assert every(sitting.store, Membership)[0].deputies == ["Rita Cole", "B Low"]
    add(page, "health", "Joan Pike", date(2026, 11, 1))
    assert names(page, "health") == [("Joan Pike", True), ("Amina Yusuf", False)]
    add(page, "health", "joan pike", date(2026, 11, 2))
    assert names(page, "health") == [("Joan Pike", True), ("Amina Yusuf", False)]
    assert page.form.name.value() == "joan pike"  # refused, and nothing typed is lost


def test_a_member_is_put_right_ended_and_taken_out(page: MembersPage, sitting: Sitting) -> None:
    add(page, "health", "Amina Yusuf", date(2026, 1, 1))
    row = next(row for row in page.table.rows() if row.name == "Amina Yusuf")
    page.table.activated.emit(row)
    page.form.name.set_value("Amina Yusuf-Bell")
    page.form.keep.click()
    assert names(page, "health") == [("Amina Yusuf-Bell", True)]
    page.table.select((row.id, "health"))
    page.end.click()
    assert every(sitting.store, Membership)[0].to_on == MEETING_DAY
    page.table.select((row.id, "health"))
    page.remove.click()
    assert names(page, "health") == [("", False)] and not page.remove.isEnabled()


def held(sitting: Sitting) -> None:
    sitting.open(*CORE)
    row = sitting.row("health")
    sitting.desk.register.set_name(row.attendance_id, "Amina Yusuf")
    sitting.desk.room.close(sitting.id)


def test_members_are_taken_from_the_last_register(page: MembersPage, sitting: Sitting) -> None:
    page.take.click()
    assert "names nobody" in page.notice.sentence
    held(sitting)
    page.take.click()
    assert "1 member was" in page.notice.sentence and names(page, "health") == [("Amina Yusuf", True)]


def test_attendance_over_a_year_and_its_return_in_word(
    page: MembersPage, sitting: Sitting, tmp_path: Path, qtbot: QtBot
) -> None:
    page.view.set_value(ATTENDANCE)
    page._turn(ATTENDANCE)
    assert not page.attendance.write.isEnabled() and page.attendance._cards.isHidden()
    held(sitting)
    page.refresh()
    lines = {getattr(one, "agency", ""): one.figures.percent for one in page.attendance.agencies.rows()}
    assert (lines["Health"], lines["CAMHS"]) == (100, 0)
    assert "Youth Offending Service" in [one.what.agency for one in page.attendance.missed.rows()]
    target = tmp_path / "return.docx"
    page.attendance.document.emit(target)
    qtbot.waitUntil(lambda: "Written to" in page.notice.sentence, timeout=20_000)
    assert target.stat().st_size > 10_000
    page.attendance.since.set_day(date(2026, 12, 1))
    page.attendance.period.emit()
    assert page.attendance._cards.isHidden() and not page.attendance.write.isEnabled()
    assert "ends before it begins" in page.attendance._said.text()
    page._turn(SEATS)
    assert page._seats.isVisible()
