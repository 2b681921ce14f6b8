"""A20: a meeting is renamed, and every screen, menu and heading follows; what was minuted keeps its words."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.lists import ListName
from app.models import BodyProfile
from app.services.desk import Desk
from app.ui import theme
from app.ui.called import called
from app.ui.main_window import MainWindow
from app.ui.worker import stop_all
from tests.builders import every, put
from tests.ui.list_desk import a_desk, join_certain, take_in_all, the_files

SCREENS: tuple[tuple[str, object], ...] = (
    ("this_month", None),
    ("meetings", None),
    ("children", "list"),
    ("actions", None),
    ("crosscheck", "who"),
    ("crosscheck", "several"),
    ("crosscheck", "decided"),
    ("import", None),
    ("missing", None),
    ("education", None),
    ("referrals", None),
)
OLD = re.compile(r"\b(MASE(?!-\d)|MisPer|CME)\b")  # a reference such as MASE-0002 stays what it is
RENAMED = date(2026, 11, 20)


def words_of(widget: QWidget) -> set[str]:
    """Everything a reader, or a screen reader, is told in this widget."""
    said = set()
    for one in (widget, *widget.findChildren(QWidget)):
        said |= {one.accessibleName(), one.toolTip(), one.windowTitle()}
        if isinstance(one, QLabel | QAbstractButton):
            said.add(one.text())
        elif isinstance(one, QLineEdit):
            said.add(one.placeholderText())
        elif isinstance(one, QComboBox):
            said |= {one.itemText(at) for at in range(one.count())}
    return {text for text in said if text}


def here(window: MainWindow) -> QWidget:
    """The screen in sight."""
    found = window.work._stack.currentWidget()
    assert found is not None
    return found


def rename(desk: Desk, code: str, old: str, new: str) -> None:
    """A new version of a body's profile, under another short name, from the day before today."""
    row = max((one for one in every(desk.store, BodyProfile) if one.code == code), key=lambda one: one.id)
    text = re.sub(rf"(?<![-\w]){old}(?![-\w])", new, row.text).replace(
        f"effective_from = {row.effective_from}", f"effective_from = {RENAMED}"
    )
    put(desk.store, BodyProfile(code=code, position=row.position, effective_from=RENAMED, text=text))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path)
    take_in_all(made, the_files(tmp_path))
    join_certain(made)
    yield made
    stop_all()


@pytest.fixture
def window(desk: Desk, qtbot: QtBot, qapp: QApplication) -> MainWindow:
    theme.apply(qapp, "light")
    made = MainWindow()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.set_desk(desk)
    return made


def test_a_rename_reaches_every_screen(window: MainWindow, desk: Desk) -> None:
    for key, argument in SCREENS:
        window.work.go(key, argument)
        QApplication.processEvents()
    child = next(one for one in desk.children.all() if len(one.lists) > 2)
    window.work.go("children", child.person_id)
    assert any("MASE" in words for words in words_of(here(window)))
    window.work.go("settings", "bodies")
    rename(desk, "KR-MASE", "MASE", "MACE")
    rename(desk, "KR-MISPER", "MisPer", "Missing")
    rename(desk, "KR-CME", "CME", "Education")
    assert (called(ListName.MASE), called(ListName.MISPER), called(ListName.CME)) == (
        "MACE",
        "Missing",
        "Education",
    )
    desk.planner.plan(2026, 12)
    left, new = dict[str, set[str]](), set[str]()
    for key, argument in (*SCREENS, ("children", child.person_id)):
        window.work.go(key, argument)
        QApplication.processEvents()
        said = words_of(here(window))
        new |= said
        old = {words for words in said if OLD.search(words) and "terms of reference" not in words}
        left |= {f"{key} {argument}": old} if old else {}
    assert not left
    assert any("MACE" in words for words in new) and any("Missing" in words for words in new)
    window.lock()
    assert called(ListName.MASE) == "MASE"  # no store is open
