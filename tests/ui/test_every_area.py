"""Each shipped area in the real window: home, plan, meetings, lists, cross-check, settings and the room."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.lists import ListName
from app.services.clock import fixed_clock
from app.services.desk import Desk, create_desk
from app.store.keys import Cost
from app.ui import theme
from app.ui.called import called
from app.ui.main_window import MainWindow
from app.ui.pictures import desk_views, room_views
from app.ui.worker import stop_all
from tests.domain.profiles.shipped import CODES, area
from tests.ui.list_desk import NOW, join_certain, take_in_all, the_files

LABELS = {
    "croydon": ("MisPer", "CME", "MASE"),  # only MASE has a meeting: the other lists are called as usual
    "current": ("Missing", "CME", "MACE"),
    "kingston-richmond": ("MisPer", "CME", "MASE"),
    "sutton": ("MisPer", "CME", "MASE"),
}


@pytest.fixture(params=CODES)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A store of the area with all three lists taken in."""
    made, _code = create_desk(
        tmp_path / "a.chairside",
        str(request.param),
        "Dana Marsh",
        "four words are enough",
        cost=Cost.floor(),
        clock=fixed_clock(NOW),
    )
    take_in_all(made, the_files(tmp_path))
    join_certain(made)
    yield made
    stop_all()


def test_nothing_is_missing_where_a_list_has_no_meeting(desk: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    code = desk.areas.area().code
    months = [desk.planner.plan(2026, month) for month in (11, 12)]
    assert {row.body_code for row in months[0]} <= {body.code for body in area(code).bodies}
    window = MainWindow()
    qtbot.addWidget(window)
    window.set_desk(desk)
    with qtbot.waitExposed(window):
        window.show()
    names = (ListName.MISPER, ListName.CME, ListName.MASE)
    assert tuple(called(name) for name in names) == LABELS[code]
    for view in desk_views(desk):
        view.show(window)
        QApplication.processEvents()
        assert window.work.notice.sentence == "", view.name
    several = desk.crosscheck.children()
    assert len(several) == 2 and all(len(child.badges) == 3 for child in several)
    assert desk.home.month(2026, 11).interviews.hours == 72


def test_its_meeting_of_cases_can_be_held(desk: Desk, qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    mase = next(body for body in desk.areas.area().bodies if body.kind == "mase")
    meeting = desk.planner.add(mase.code, date(2026, 11, 21), "Agreed with everybody.").id
    desk.room.enter(meeting)
    view = desk.room.view(meeting)
    assert sum(len(group.entries) for group in view.groups) == 2
    assert view.groups[0].title in {group.title for group in mase.case_groups} | {"Other"}
    window = MainWindow()
    qtbot.addWidget(window)
    window.set_desk(desk)
    with qtbot.waitExposed(window):
        window.show()
    for one in room_views(desk, meeting):
        one.show(window)
        QApplication.processEvents()
    assert not window.work.notice.isVisible() or window.work.notice.sentence == ""
