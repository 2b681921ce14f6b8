"""The window and the page of the bodies, for each test anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.settings.bodies import Bodies
from tests.builders import a_store
from tests.ui.bodies.rig import a_desk, choose
from tests.ui.sitting import Sitting


@pytest.fixture
def sitting(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Sitting]:
    theme.apply(qapp, "light")
    store = a_store(tmp_path)
    store.close()
    made = Sitting(qtbot, store.path)
    yield made
    made.window.close()


@pytest.fixture
def page(sitting: Sitting) -> Bodies:
    """The page of the bodies, at MASE."""
    desk = a_desk(sitting.path)
    desk.planner.plan(2026, 12)
    sitting.open(desk)
    sitting.show("bodies")
    made = sitting.settings.pages["bodies"]
    assert isinstance(made, Bodies)
    choose(made, "MASE")
    return made
