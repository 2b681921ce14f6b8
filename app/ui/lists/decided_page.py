"""What was decided about pairs: found, looked at, decided otherwise, or taken back, each with a reason."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from app.services.desk import Desk
from app.services.people.decided import TAKEN_BACK, DecisionRow
from app.ui import theme
from app.ui.called import called
from app.ui.lists.cursor import keep_cursor
from app.ui.lists.who_page import INITIATOR, Reason
from app.ui.lists.words import DECISIONS, moment
from app.ui.problems import guarded
from app.ui.tables import Column, Table
from app.ui.widgets import (
    Badge,
    Button,
    Key,
    Mark,
    NameLabel,
    SearchField,
    Segmented,
    column,
    row,
)

MOST = 500
_KINDS = (
    ("", "All"),
    ("same", "Same child"),
    ("different", "Not the same"),
    ("ask", "Agency asked"),
    (TAKEN_BACK, "Taken back"),
)
_CHANGED = Mark("row changed", "amber")
_REASON = "Why it is taken back, or decided otherwise"


class DecidedPage(QWidget):
    """`opened` carries the decision that was taken back."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._today = desk.clock.today()
        self.search = SearchField("Name, number, reason, who decided…", "Ctrl+F")
        self.kind = Segmented("Which decisions", _KINDS)
        self.kind.set_value("")
        self.table = Table[DecisionRow](
            "Decisions", self._columns(), empty=("Nothing is decided yet", ""), key=lambda one: one.id
        )
        self.reason = Reason("Reason", _REASON, most=300)
        self.back = Button("Take back", key="T", on=self.take_back)
        self.same = Button("Same child", key="S", on=lambda: self.decide("same"))
        self.different = Button("Not the same", key="D", on=lambda: self.decide("different"))
        self.ask = Button("Ask the agency", key="A", on=lambda: self.decide("ask"))
        self._badge = Badge("")
        self._who = NameLabel("", "strong", wrap=True)
        self._said = NameLabel("", "note", wrap=True)
        self._since = NameLabel("", "note", wrap=True)
        self._lay_out()
        self._connect()

    def _columns(self) -> tuple[Column[DecisionRow], ...]:
        return (
            Column("Children", _names, strong=True, personal=True),
            Column("On", lambda one: " ~ ".join(map(called, one.lists)), 120),
            Column("Decision", lambda _one: "", 216, marks=_marks, sort=lambda one: one.verdict),
            Column("Reason", lambda one: one.reason, wrap=True, personal=True),
            Column("By", lambda one: one.by, 112),
            Column("When", lambda one: moment(one.at, self._today), 136, sort=lambda one: one.at),
        )

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        sheet.setLayout(column(self.table, margins=(1, 6, 1, 6)))
        self.detail = QFrame()
        self.detail.setProperty("kind", "card")
        head = row(self._badge, gap=theme.GAP)
        head.addWidget(self._who, 1)
        words = row(gap=theme.GAP)
        words.addWidget(self.reason, 1)
        words.addWidget(Key("R"))
        buttons = row(self.back, self.same, self.different, self.ask, None, gap=theme.GAP)
        self.detail.setLayout(
            column(head, self._said, self._since, words, buttons, gap=6, margins=(12, 10, 12, 10))
        )
        box = column(row(self.search, self.kind, None, gap=theme.WIDE), gap=12)
        box.addWidget(sheet, 1)
        box.addWidget(self.detail)
        self.setLayout(box)

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.refresh())
        self.search.stepped.connect(self._step)
        self.search.returnPressed.connect(self.table.view.setFocus)
        self.search.left.connect(self._empty_search)
        self.kind.chosen.connect(lambda _value: self.refresh())
        self.table.picked.connect(self._show)
        self.reason.back.connect(self.table.view.setFocus)
        self._find = QShortcut(QKeySequence("Ctrl+F"), self)
        self._find.activated.connect(self.search.setFocus)
        self._why = QShortcut(QKeySequence("R"), self)
        self._why.activated.connect(self.reason.setFocus)

    def refresh(self) -> None:
        """Read the decisions again."""
        text, kind = self.search.text_value(), str(self.kind.value() or "")
        self.table.empty.say(*_empty(text, kind))
        self.table.set_rows(self._desk.who.decided(MOST, text, kind))
        keep_cursor(self.table)
        self._show(self.table.current())

    def show_decision(self, decision_id: int) -> None:
        """Put the cursor on one decision, whatever was searched for before."""
        self.search.reset()
        self.kind.set_value("")
        self.refresh()
        self.table.select(decision_id)

    def take_back(self) -> None:
        """Undo the decision under the cursor."""
        chosen = self.table.current()
        if chosen is None or chosen.undone:
            return
        with guarded(self) as act:
            self._desk.who.undo(chosen.id, INITIATOR, self.reason.value())
        if act.ok:
            self.reason.set_value("")
            self.opened.emit(chosen)

    def decide(self, verdict: str) -> None:
        """Decide the same pair otherwise; the earlier answer stays on record. Needs a reason."""
        chosen = self.table.current()
        if chosen is None or (not chosen.undone and chosen.verdict == verdict):
            return
        if not self.reason.value():
            self.reason.setFocus()
            self.reason.setPlaceholderText("Say why it is decided otherwise, then press the button again")
            return
        made: DecisionRow | None = None
        with guarded(self) as act:
            made = self._desk.who.decide(chosen.a, chosen.b, verdict, self.reason.value(), INITIATOR)
        if act.ok and made is not None:
            self.reason.set_value("")
            self.show_decision(made.id)
            self.table.view.setFocus()

    def _show(self, one: DecisionRow | None) -> None:
        self.detail.setVisible(one is not None)
        self.reason.setPlaceholderText(_REASON)
        if one is None:
            return
        self._badge.show_mark(DECISIONS[one.verdict])
        self._who.set_text(_names(one))
        band = f"; the evidence was “{one.band}”" if one.band else ""
        why = f"Reason: {one.reason}" if one.reason else "No reason was given"
        self._said.set_text(f"{why}. {one.by}, {moment(one.at, self._today)}{band}.")
        self._since.set_text(self._afterwards(one))
        self._since.setVisible(bool(self._since.text()))
        self.back.setEnabled(not one.undone)
        for verdict, button in (("same", self.same), ("different", self.different), ("ask", self.ask)):
            button.setVisible(one.undone or one.verdict != verdict)

    def _afterwards(self, one: DecisionRow) -> str:
        parts = []
        if one.undone_at is not None:
            why = f": {one.undone_reason}" if one.undone_reason else ""
            parts.append(
                f"Taken back by {one.undone_by}, {moment(one.undone_at, self._today)}{why}".rstrip(".") + "."
            )
        if one.changed:
            parts.append(f"Changed since: {'; '.join(one.changed)}.")
        return " ".join(parts)

    def _step(self, by: int) -> None:
        at = self.table.view.currentIndex().row() + by
        if 0 <= at < len(self.table.rows()):
            self.table.select_at(at)

    def _empty_search(self) -> None:
        self.search.reset()
        self.refresh()


def _names(one: DecisionRow) -> str:
    return one.names[0] if one.names[0] == one.names[1] else " ~ ".join(one.names)


def _marks(one: DecisionRow) -> tuple[Mark, ...]:
    changed = (_CHANGED,) if one.changed else ()
    return (DECISIONS[one.verdict], *changed)


def _empty(text: str, kind: str) -> tuple[str, str]:
    if text:
        return "No decision found", "Look for another spelling, or choose other decisions above."
    if kind == TAKEN_BACK:
        return "Nothing was taken back", "A decision that is taken back stays on record, and stands here."
    return "Nothing is decided yet", "Decisions on pairs stand here, and each can be taken back."
