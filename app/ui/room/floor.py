"""The floor of the meeting room: agenda, what is in hand, decision and actions; and the way from one on."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.problems import guarded
from app.ui.room import agenda_side, decision_side
from app.ui.room.agenda_side import AgendaSide
from app.ui.room.case_page import CasePage
from app.ui.room.child_page import ChildPage
from app.ui.room.closing_page import ClosingPage
from app.ui.room.decision_side import DecisionSide
from app.ui.room.item_page import SELF_TICKING, ItemPage
from app.ui.room.note_field import NoteField
from app.ui.room.pages import REGISTER, Pages
from app.ui.room.sitting import CLOSING, Sitting, child_of, entry_of
from app.ui.room.strip import NARROW
from app.ui.widgets import row


class Floor(QWidget):
    """`turned` carries the stop that was gone to."""

    turned = Signal(str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.current = ""
        self.agenda = AgendaSide(sitting)
        self.pages = Pages(sitting)
        self.side = DecisionSide(sitting)
        line = row(self.agenda, gap=0)
        line.addWidget(self.pages, 1)
        line.addWidget(self.side)
        self.setLayout(line)
        self.agenda.wanted.connect(self.go)
        self.pages.wanted.connect(self.go)
        self.pages.action_typed.connect(self._line_typed)
        self.side.cards.finished.connect(self.to_notes)
        sitting.acted.connect(self.load)

    def enter(self) -> None:
        """Show the meeting that was just entered, at the stop where it was left."""
        self.sitting.looked.emit()
        self.current = ""
        self.go(self.sitting.stop(self.sitting.view.current))

    def go(self, key: str) -> None:
        """Show this stop and put the keyboard where one goes on writing."""
        stop = self.sitting.stop(key)
        self.flush()
        if stop != self.current:
            self._turn_to(stop)
        self.to_notes()

    def step(self, step: int) -> None:
        """The next stop or the one before; going on ticks an item that is only talked through."""
        stops = self.sitting.stops()
        place = stops.index(self.current) + step if self.current in stops else 0
        if 0 <= place < len(stops):
            if step > 0:
                self._tick()
            self.go(stops[place])

    def _tick(self) -> None:
        item, sitting = self.sitting.item(self.current), self.sitting
        can = sitting.running and sitting.editable
        if item and can and not item.done and item.content not in SELF_TICKING:
            with guarded(self):
                sitting.desk.room.tick(sitting.meeting_id, item.key, True, sitting.token)
                sitting.look()

    def _turn_to(self, key: str) -> None:
        self.current = key
        sitting, entry, child = self.sitting, entry_of(key), child_of(key)
        if sitting.running and sitting.writes:
            with guarded(self):
                sitting.desk.room.set_current(sitting.meeting_id, key, sitting.token)
                if entry is not None:
                    sitting.desk.room.mark_seen(entry, sitting.token)
                elif child is not None:
                    sitting.desk.room.mark_child_seen(child, sitting.token)
                if entry is not None or child is not None:
                    self.agenda.show_seen(key)
        self.load()
        self.agenda.show_current(key)
        self.turned.emit(key)

    def load(self) -> None:
        """Read what is in hand, and show it without disturbing what is being typed."""
        with guarded(self):
            key, room = self.current, self.sitting.desk.room
            entry, page = entry_of(key), self.pages.page(key)
            if entry is not None:
                view = room.entry(entry)
                self.pages.case.show_entry(view)
                self.side.show_entry(view)
            elif isinstance(page, ChildPage):
                child = room.child(child_of(key) or 0)
                page.show_child(child)
                self.side.show_child(child)
            elif isinstance(page, ClosingPage):
                page.show_closing()
                self.side.show_closing()
            elif isinstance(page, ItemPage):
                item = room.item(self.sitting.meeting_id, key)
                page.show_item(item)
                self.side.show_item(item)
                # The register needs the width; the right side comes back with its first action.
                self.side.setVisible(item.content != REGISTER or bool(item.actions))
            if not isinstance(page, ItemPage):
                self.side.show()
            self.pages.setCurrentWidget(page)

    def flush(self) -> None:
        if self.pages.currentWidget() is not None:
            self.pages.current().flush()
        self.side.decision.rationale.edit.flush()

    # Keys

    def to_notes(self) -> None:
        self.pages.current().focus_notes()

    def escape(self) -> None:
        if self.side.cards.form.isVisible():
            self.side.cards.cancel()
        else:
            self.to_notes()

    def to_decision(self) -> None:
        if entry_of(self.current) is not None:
            self.side.reveal(self.side.decision)
            self.side.decision.focus_first()

    def to_action(self) -> None:
        if self.current != CLOSING:
            self.side.show()
            self.side.cards.add()
            self.side.reveal(self.side.cards.form)

    def _line_typed(self, field: NoteField, line: str) -> None:
        with guarded(self):
            self.side.show()
            self.side.cards.from_line(field, line)
            if self.side.cards.form.isVisible():
                self.side.reveal(self.side.cards.form)

    def to_register(self) -> None:
        welcome = next((item.key for item in self.sitting.view.items if item.content == REGISTER), None)
        if welcome is not None:
            self.go(welcome)

    def toggle_earlier(self) -> None:
        page = self.pages.current()
        if isinstance(page, CasePage | ChildPage):
            page.toggle_earlier()

    def to_close(self) -> None:
        if self.current == CLOSING and self.sitting.running:
            self.pages.closing.close_it()
        else:
            self.go(CLOSING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.agenda.setFixedWidth(agenda_side.NARROW if narrow else agenda_side.WIDE)
        if self.sitting.ready:
            self.agenda.show_view()
        self.side.setFixedWidth(decision_side.NARROW if narrow else decision_side.WIDE)
