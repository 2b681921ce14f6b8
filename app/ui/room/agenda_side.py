"""The agenda at the left: items with ticks, the children under their groups, and the close."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.services.room.room import ChildStop, EntryLine, RoomItem
from app.ui import theme
from app.ui.room.sitting import CASES, CLOSING, Sitting, entry_key, tone_of
from app.ui.widgets import Mark, Scroller, StepTick, clear, column, masked, privacy, step_heading
from app.ui.widgets.badges import badge_size

WIDE, NARROW = 31 * theme.GAP, 27 * theme.GAP
_BESIDE = 9 * theme.GAP  # margins, tick and scroll bar
TYPE_AHEAD_MS = 900
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class AgendaSide(QFrame):
    """`wanted` carries the stop a person chose: an item's key, "entry:12", or "closing"."""

    wanted = Signal(str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setProperty("edge", "left")
        self.setAccessibleName("Agenda")
        self.setFixedWidth(WIDE)
        self._sitting = sitting
        self._steps: dict[str, StepTick] = {}
        self._shape: tuple[object, ...] = ()
        self._current = ""
        self._typed = ""
        self._forget = QTimer(self, singleShot=True, interval=TYPE_AHEAD_MS)
        self._forget.timeout.connect(self._start_anew)
        self._page = Scroller(plain=True, name="Agenda")
        self._page.body.setSpacing(0)
        self._page.body.setContentsMargins(theme.GAP, 10, theme.GAP, theme.GAP)
        self.setLayout(column(self._page))
        sitting.looked.connect(self.show_view)
        privacy.changed.connect(self.show_view)

    def show_view(self) -> None:
        """The last look: built anew only when a case or item came or went."""
        if not self._sitting.ready:
            return
        view = self._sitting.view
        shape = (
            self._sitting.meeting_id,
            tuple(item.key for item in view.items),
            tuple((group.title, tuple(line.entry_id for line in group.entries)) for group in view.groups),
            tuple(key for item in view.items for key, _ in self._sitting.beneath(item)),
        )
        if shape != self._shape:
            self._shape = shape
            self._build()
        for item in view.items:
            self._fill_item(item)
        for item in view.items:
            for key, line in self._sitting.beneath(item):
                self._fill_entry(key, line)
        closing = self._steps[CLOSING]
        closing.set_done(view.meeting.held)
        left = view.undecided if self._sitting.has_cases() and not view.meeting.held else 0
        note = f"{left} open" if left else ""
        closing.set_side(note)
        words = "Meeting closed" if view.meeting.held else "Close meeting"
        closing.set_text(words, self._lines(words, note))
        if left:
            closing.setToolTip(f"{left} cases are undecided")
        self.show_current(self._current)

    def _build(self) -> None:
        self._page.setUpdatesEnabled(False)
        clear(self._page.body)
        self._steps = {}
        for item in self._sitting.view.items:
            self._add(item.key)
            if item.content == CASES:
                self._add_groups()
            else:
                for key, _ in self._sitting.beneath(item):
                    self._add(key)
        self._page.body.addSpacing(theme.GAP)
        self._add(CLOSING)
        self._page.body.addStretch(1)
        self._page.setUpdatesEnabled(True)

    def _add_groups(self) -> None:
        for group in self._sitting.view.groups:
            heading = step_heading(group.title)
            heading.setContentsMargins(theme.WIDE + theme.GAP + theme.TIGHT, theme.GAP, theme.GAP, 2)
            self._page.body.addWidget(heading)
            for line in group.entries:
                self._add(entry_key(line.entry_id))
        if self._sitting.has_cases():
            self._page.body.addSpacing(theme.GAP)

    def _add(self, key: str) -> None:
        step = StepTick("", on=lambda: self.wanted.emit(key))
        step.installEventFilter(self)
        self._steps[key] = step
        self._page.body.addWidget(step)

    def _fill_item(self, item: RoomItem) -> None:
        step = self._steps[item.key]
        # The time the statement was read stands in the strip; here it would push out the title.
        note = "" if item.content == "statement" else item.note
        words = f"{item.number} {item.title}"
        step.set_text(words, self._lines(words, note))
        step.set_done(item.done)
        step.set_side(note)
        step.setToolTip(f"{item.title}: {item.note}" if item.note else item.title)
        said = (words, item.note, "done" if item.done else "")
        step.setAccessibleName(", ".join(part for part in said if part))

    def _room(self, note: str, mark: Mark | None = None) -> float:
        """Pixels for the words of a row beside what stands at its right."""
        side = QFontMetricsF(theme.font(theme.SMALL)).horizontalAdvance(note) + theme.GAP + 2 if note else 0
        return self.width() - _BESIDE - side - (badge_size(mark).width() + theme.GAP + 2 if mark else 0)

    def _lines(self, words: str, note: str) -> int:
        """How many lines the words take, in the weight of the row in hand, so that none moves when chosen."""
        metrics, room = QFontMetricsF(theme.font(theme.TEXT, theme.BOLD)), self._room(note)
        box = metrics.boundingRect(QRectF(0, 0, room, 1000), int(Qt.TextFlag.TextWordWrap), words)
        return max(1, round(box.height() / metrics.lineSpacing()))

    def show_seen(self, key: str) -> None:
        """A case was just opened; nothing else changed, so nothing else is read."""
        line = self._beneath().get(key)
        if line is not None:
            self._fill_entry(key, replace(line, seen=True))

    def _beneath(self) -> dict[str, EntryLine | ChildStop]:
        """Every case and child at the left, by its stop."""
        items = self._sitting.view.items
        return {key: line for item in items for key, line in self._sitting.beneath(item)}

    def _fill_entry(self, key: str, line: EntryLine | ChildStop) -> None:
        step = self._steps[key]
        mark = Mark(line.badge_text, tone_of(line.tone)) if line.badge_text else None
        name = masked(line.short_name)
        standing = "" if line.decided else "left open" if line.has_reason else "seen" if line.seen else ""
        metrics = QFontMetricsF(theme.font(theme.TEXT, theme.BOLD))
        # Who it is comes first: in a narrow window the tool tip says the rest.
        fits = metrics.horizontalAdvance(name) <= self._room(standing, mark)
        room = self._room(standing if fits else "", mark)
        step.set_text(metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))
        step.set_done(line.decided)
        step.set_side(standing if fits else "", mark)
        step.setToolTip(f"{masked(line.name)}, {standing}" if standing else masked(line.name))

    def show_current(self, key: str) -> None:
        """The stop in hand: marked, and in sight."""
        self._current = key
        step = self._steps.get(key)
        if step is not None:
            step.setChecked(True)
            self._page.ensureWidgetVisible(step, 0, 2 * step.height())

    def focus_current(self) -> None:
        """The keyboard on the stop in hand."""
        step = self._steps.get(self._current)
        if step is not None:
            step.setFocus(Qt.FocusReason.TabFocusReason)

    def current_step(self) -> QWidget:
        """The row of the stop in hand: the one place in the agenda where Tab halts; arrows do the rest."""
        return self._steps.get(self._current, self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if step is not None and plain:
                return self._move(step)
            if plain and event.text().strip() and event.text().isprintable():
                return self._seek(event.text())
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> bool:
        stops = self._sitting.stops()
        if self._current in stops:
            place = max(0, min(len(stops) - 1, stops.index(self._current) + step))
            self.wanted.emit(stops[place])
            self.focus_current()
        return True

    def _seek(self, letters: str) -> bool:
        """Type-ahead: the next stop whose words begin with what was typed in one go."""
        self._typed += letters.casefold()
        self._forget.start()
        for key in self._sitting.stops():
            if self._words(key).startswith(self._typed):
                self.wanted.emit(key)
                self.focus_current()
                return True
        return True

    def _words(self, key: str) -> str:
        item = self._sitting.item(key)
        if item is not None:
            return item.title.casefold()
        line = self._beneath().get(key)
        return (line.name if line is not None else "Close the meeting").casefold()

    def _start_anew(self) -> None:
        self._typed = ""
