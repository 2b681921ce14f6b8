"""The documents of a meeting: what each lacks before it can be signed, and the file that leaves the room."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.errors import Refused
from app.services.desk import Desk
from app.services.documents import Exported
from app.services.planner import MeetingRow
from app.services.room import EntryLine, RoomView
from app.ui.month import saving
from app.ui.problems import sayer_of, tell
from app.ui.widgets import (
    BadgeRow,
    Button,
    Card,
    LineField,
    Mark,
    NoticeBar,
    ProgressStrip,
    column,
    field,
    label,
    privacy,
    row,
    rule,
)
from app.ui.worker import Progress, run_job

SHEETS = "case-sheets"


class DocumentRow(QWidget):
    """One document: its title, what it lacks, and `Write…`."""

    def __init__(self, title: str, on: Any) -> None:
        super().__init__()
        self._state = BadgeRow()
        self._lacks = label("", "note", wrap=True)
        self.write = Button("Write…", on=on)
        self.write.setAccessibleName(f"Write {title.lower()}")
        self.pick = QComboBox()
        self.pick.setAccessibleName("Whose case sheet")
        self.pick.hide()
        words = column(label(title, "strong", wrap=True), self._lacks, self.pick, gap=theme_gap())
        line = row(gap=12)
        line.addLayout(words, 1)
        line.addWidget(self._state)
        line.addWidget(self.write)
        self.setLayout(line)

    def show_state(self, lacks: Sequence[str], refusal: str) -> None:
        """What it lacks, or why there is none yet."""
        self._lacks.setText(refusal or " ".join(lacks))
        self._lacks.setVisible(bool(refusal or lacks))
        self.write.setEnabled(not refusal)
        self.write.setToolTip(refusal)


def theme_gap() -> int:
    """The space between a title and its words."""
    return 2
