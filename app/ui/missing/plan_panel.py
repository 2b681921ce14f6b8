"""One child's safety beside the list: the plan and its versions, concerns, and whether we are ready."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.services.desk import Desk
from app.services.missing.safety import ChildSafety
from app.ui.missing.safety_cards import ConcernCard, PlanCard, ReadyCard
from app.ui.month.words import SEVERITIES
from app.ui.problems import guarded
from app.ui.saver import Saver
from app.ui.widgets import Button, FindingRow, NameLabel, Scroller, clear, column, label, row, rule


class PlanPanel(QFrame):
    """`stored` after a change that the list shows too; `child` opens the child's page; `left` goes back."""

    stored = Signal()
    left = Signal()
    child = Signal(int)

    def __init__(self, desk: Desk, saver: Saver, token: str) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setProperty("edge", "right")
        self.setAccessibleName("The child's safety")
        self._desk = desk
        self._child: ChildSafety | None = None
        self._name = NameLabel("", "lead", wrap=True)
        self._findings = column(gap=8)
        self.back = Button("Back to the list", "quiet", key="Esc", bind=False, on=self.left.emit)
        self.back.hide()
        self.open_child = Button("The child's page", "quiet", on=self._open_child)
        self.plan = PlanCard(desk, saver, token)
        self.concern = ConcernCard(desk, token)
        self.ready = ReadyCard(desk, saver, token)
        self._lay_out()
        for card in (self.plan, self.concern, self.ready):
            card.stored.connect(self._again)
        self.show_child(None)

    def _lay_out(self) -> None:
        self._page = Scroller(plain=True, name="The child's safety")
        body = self._page.body
        body.setContentsMargins(16, 20, 16, 16)
        body.setSpacing(12)
        body.addLayout(row(self.back, None, self.open_child))
        body.addWidget(self._name)
        body.addLayout(self._findings)
        parts: tuple[QWidget, ...] = (self.plan, rule(), self.concern, rule(), self.ready)
        for part in parts:
            body.addWidget(part)
        body.addStretch(1)
        self._none = label("Choose a child to see the plan.", "note", wrap=True)
        self._none.setContentsMargins(16, 24, 16, 16)
        box = column(self._none, gap=0)
        box.addWidget(self._page, 1)
        box.addStretch(0)
        self.setLayout(box)

    @property
    def person_id(self) -> int | None:
        """The child in sight."""
        return self._child.person_id if self._child is not None else None

    def show_child(self, person_id: int | None) -> None:
        """Read and show this child; what is typed for another is stored first."""
        if person_id != self.person_id:
            self.flush()
        child = self._desk.safety.child(person_id) if person_id is not None else None
        self._child = child
        self._page.setVisible(child is not None)
        self._none.setVisible(child is None)
        if child is None:
            return
        self._name.set_text(child.name)
        clear(self._findings)
        for finding in child.findings:
            words = f"{finding.rule} · {finding.source}"
            self._findings.addWidget(FindingRow(SEVERITIES[finding.severity], finding.sentence, words))
        for card in (self.plan, self.concern, self.ready):
            card.show_child(child)

    def _again(self) -> None:
        with guarded(self):
            self.show_child(self.person_id)
        self.stored.emit()

    def _open_child(self) -> None:
        if self._child is not None:
            self.child.emit(self._child.person_id)

    def flush(self) -> None:
        """Store what is typed, now."""
        self.plan.flush()
