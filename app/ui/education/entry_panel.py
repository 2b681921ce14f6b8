"""One entry beside the register: its findings, its rating, where it was taken, and our own record of it."""

from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.education import ENTRY_FIELDS
from app.services.desk import Desk
from app.services.education.register import RegisterRow
from app.services.missing.records import Value
from app.ui.education.further import FurtherBox
from app.ui.education.rating_box import RatingBox
from app.ui.history.fold import HistoryFold
from app.ui.missing.auto_fields import AutoField
from app.ui.problems import guarded
from app.ui.room.decision_side import Thought
from app.ui.saver import Saver
from app.ui.widgets import Button, NameLabel, Scroller, clear, column, label, row, subheading

WIDTH = 424
RECORDING = "save register entry"


class EntryPanel(QFrame):
    """`stored` after a change that the list shows; `child` opens the child's page; `left` is Back."""

    stored = Signal()
    child = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk, saver: Saver, token: str) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setProperty("edge", "right")
        self.setAccessibleName("The entry")
        self._desk, self._token = desk, token
        self._row: RegisterRow | None = None
        self._name = NameLabel("", "lead", wrap=True)
        self._line = NameLabel("", "note", wrap=True)
        self._findings = column(gap=8)
        self.back = Button("Back to the list", "quiet", key="Esc", bind=False, on=self.left.emit)
        self.back.hide()
        self.open_child = Button("The child's page", "quiet", on=self._open_child)
        self.rating = RatingBox(desk, token)
        self.further = FurtherBox(desk, token)
        self.fields = {one.name: AutoField(saver, one) for one in ENTRY_FIELDS}
        self.history = HistoryFold()
        self._lay_out()
        self.rating.stored.connect(self._again)
        self.further.stored.connect(self._again)
        for made in self.fields.values():
            made.stored.connect(self._again)
        self.show_entry(None)

    def _lay_out(self) -> None:
        self._page = Scroller(plain=True, name="The entry")
        body = self._page.body
        body.setContentsMargins(16, 20, 16, 16)
        body.setSpacing(10)
        body.addLayout(row(self.back, None, self.open_child))
        for part in (self._name, self._line):
            body.addWidget(part)
        body.addLayout(self._findings)
        body.addWidget(self.rating)
        body.addWidget(self.further)
        for section, fields in groupby(ENTRY_FIELDS, key=lambda one: one.section):
            body.addWidget(subheading(section))
            for one in fields:
                body.addWidget(self.fields[one.name])
        body.addWidget(self.history)
        body.addStretch(1)
        self._none = label("Choose an entry to rate it and to record what is known.", "note", wrap=True)
        self._none.setContentsMargins(16, 24, 16, 16)
        box = column(self._none, gap=0)
        box.addWidget(self._page, 1)
        box.addStretch(0)
        self.setLayout(box)

    @property
    def entry_id(self) -> int | None:
        """The entry in sight."""
        return self._row.entry_id if self._row is not None else None

    def show_entry(self, entry_id: int | None) -> None:
        """Read and show this entry; what is typed for another is stored first."""
        if entry_id != self.entry_id:
            self.flush()
            self._page.verticalScrollBar().setValue(0)
        one = self._desk.education.row(entry_id) if entry_id is not None else None
        self._row = one
        self._page.setVisible(one is not None)
        self._none.setVisible(one is None)
        if one is None:
            return
        self._show_head(one)
        editable = self._desk.operators.may(RECORDING)
        self.rating.show_row(one, editable=editable)
        self.further.show_row(one, editable=editable)
        for name, made in self.fields.items():
            made.fill(
                f"entry:{one.entry_id}:{name}",
                getattr(one.entry, name),
                one.version,
                partial(self._write, one.entry_id, name),
                editable=editable,
            )
        history, number = self._desk.history, one.detail_id
        self.history.set_source(lambda: history.of("entry detail", number) if number is not None else ())

    def _show_head(self, one: RegisterRow) -> None:
        entry = one.entry
        age = "age not known" if one.age is None else str(one.age)
        year = f"year {entry.year_group}" if entry.year_group.isdigit() else entry.year_group
        parts = (age, year, entry.school or "school not known", one.borough)
        self._name.set_text(one.name)
        self._line.set_text(" · ".join(part for part in parts if part))
        clear(self._findings)
        for finding in one.findings:
            self._findings.addWidget(Thought(finding))

    def _write(self, entry_id: int, name: str, value: Value, expected: int | None) -> object:
        return self._desk.education.save(entry_id, {name: value}, expected, self._token).version

    def _again(self) -> None:
        with guarded(self):
            self.show_entry(self.entry_id)
        self.stored.emit()

    def _open_child(self) -> None:
        if self._row is not None:
            self.child.emit(self._row.person_id)

    def flush(self) -> None:
        """Store what is typed, now."""
        for made in self.fields.values():
            made.flush()
