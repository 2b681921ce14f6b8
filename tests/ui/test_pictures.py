"""Pictures: each screen once, as it is named, in every look and size."""

import hashlib
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.ui import pictures
from tests.builders import a_case, a_clock, a_meeting, a_store

# A few that differ; the room has as many as its agenda has items.
ROOM = {"room-welcome", "room-previous-minutes", "room-case", "room-closing"}


def check(files: list[Path], names: set[str]) -> None:
    assert {file.name for file in files} == {
        f"{name}-{look}-{width}.png"
        for name in names
        for look in pictures.LOOKS
        for width, _ in pictures.SIZES
    }
    sizes = {(image.width(), image.height()) for image in (QImage(str(file)) for file in files)}
    assert sizes == set(pictures.SIZES)
    different = {hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    assert len(different) == len(files)


def test_the_pages_before_a_desk_is_open(qtbot: QtBot, tmp_path: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    files = pictures.take_doors(app, "demo", "Dana Marsh", tmp_path)
    check(files, {"unlock", "first-start", "recovery-code"})


def test_the_room_at_each_item_of_its_agenda(qtbot: QtBot, tmp_path: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    store = a_store(tmp_path)
    a_case(store, "Zofia Kowalska", "Richmond", None)
    meeting = a_meeting(store, body_code="KR-MASE")
    desk = Desk(store, a_clock())
    desk.room.enter(meeting)
    views = [view for view in pictures.room_views(desk, meeting) if view.name in ROOM]
    check(pictures.take(app, desk, views, tmp_path), ROOM)
