"""Who is who: the queue at the left, the pair at the right, one key a decision.

The queue is read once the matcher has run; on a large store that is a worker's job, with Cancel.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.domain.matching import ScoredPair
from app.services.desk import Desk
from app.services.people.chains import grave
from app.services.people.decided import DecisionRow
from app.services.people.who import SUREST, WORST, PairRow
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.lists.pair_queue import PairQueue
from app.ui.lists.pair_view import PairView
from app.ui.lists.reader import second
from app.ui.lists.words import DECISIONS
from app.ui.problems import guarded
from app.ui.widgets import (
    Badge,
    Button,
    EmptyState,
    Key,
    LineField,
    Mark,
    NameLabel,
    ProgressStrip,
    Segmented,
    column,
    row,
)
from app.ui.worker import run_job

INITIATOR = "who-is-who"
QUEUE_WIDTH, NARROW = 38 * theme.GAP, 30 * theme.GAP
ROOMY = 960  # pixels of page from which the queue has its full width
_REASON = "Reason, if you like"
_NEEDED = "Reason, needed for “same”: see the warning above"
_ORDERS = ((WORST, "Worst first"), (SUREST, "Surest first"))
_AFTER = {"same": "Same child", "different": "Not the same", "ask": "The agency is asked"}


class Reason(LineField):
    """A line for a reason; Return and Escape give the keyboard back."""

    back = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.back.emit()
        else:
            super().keyPressEvent(event)


class WhoPage(QWidget):
    """`counted` carries (to decide, decided) after each reading; `several` asks for the table.

    `look` carries a decision that somebody wants to see, because it keeps two rows apart.
    """

    counted = Signal(int, int)
    several = Signal()
    look = Signal(int)

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self.queue = PairQueue()
        self.pair = PairView()
        self.reason = Reason("Reason", _REASON, most=300)
        self.same = Button("Same child", "primary", key="S", on=lambda: self.decide("same"))
        self.different = Button("Not the same", key="D", on=lambda: self.decide("different"))
        self.ask = Button("Ask the agency", key="A", on=lambda: self.decide("ask"))
        self.undo = Button("Undo", "quiet", key="U", on=self.take_back)
        self.order = Segmented("Order of the queue", _ORDERS)
        self.order.set_value(WORST)
        self.numbers = Button("Numbers", "quiet", key="N", on=self._turn_numbers)
        self.done = EmptyState("")
        self.strip = ProgressStrip()
        self._comparing = False
        self._in_numbers = False
        self._said = NameLabel("", "note", elide=True)
        self._badge = Badge("")
        # The queue is read again just after the next pair is on the screen.
        self._again = QTimer(self, singleShot=True, interval=0)
        # So is what stands around a pair; a key that comes before it is still held to its warnings.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setProperty("kind", "card")
        first = row(self.same, self.different, self.ask, self.undo, None, self.numbers, gap=theme.GAP)
        second = row(gap=theme.GAP)
        second.addWidget(self.reason, 1)
        second.addWidget(Key("R"))
        self._last = QWidget()
        last = row(self._badge, gap=theme.GAP)
        last.addWidget(self._said, 1)
        self._last.setLayout(last)
        second.addWidget(self._last, 1)
        bar.setLayout(column(first, second, gap=theme.GAP, margins=(12, 10, 12, 10)))
        self._last.hide()
        right = column(gap=12)
        right.addWidget(self.pair, 1)
        right.addWidget(bar)
        side = QFrame()
        side.setProperty("kind", "card")
        side.setFixedWidth(QUEUE_WIDTH)
        self._side = side
        tools = row(self.order, Key("O"), None, gap=6, margins=(11, 4, 11, 6))
        box = column(tools, gap=0, margins=(1, 6, 1, 6))
        box.addWidget(self.queue, 1)
        side.setLayout(box)
        work = QWidget()
        line = row(side, gap=theme.WIDE)
        line.addLayout(right, 1)
        work.setLayout(line)
        calm = QFrame()
        calm.setProperty("kind", "card")
        calm.setLayout(column(self.strip, self.done))
        self._pages = QStackedWidget()
        self._pages.addWidget(work)
        self._pages.addWidget(calm)
        self.setLayout(column(self._pages))

    def _connect(self) -> None:
        self.queue.picked.connect(self._show)
        self.reason.back.connect(self.queue.setFocus)
        self.order.chosen.connect(lambda _value: self.refresh())
        self.pair.opened.connect(self.show_pair)
        self.pair.look.connect(self.look)
        self.done.activated.connect(self._go_on)
        self._again.timeout.connect(self.refresh)
        self._soon.timeout.connect(self._look_around)
        self._bound = [
            self._bind("R", lambda: self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)),
            self._bind("J", lambda: self.queue.step(1)),
            self._bind("K", lambda: self.queue.step(-1)),
            self._bind("O", self._turn_order),
        ]

    def _bind(self, key: str, act: Callable[[], object]) -> QShortcut:
        made = QShortcut(QKeySequence(key), self)
        made.activated.connect(act)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(QUEUE_WIDTH if self.width() >= ROOMY else NARROW)

    def refresh(self, want: str = "") -> None:
        """Read the queue again; the cursor stays, or goes to the pair `want`."""
        self._again.stop()
        if not self._desk.who.is_ready():
            self._compare()
            return
        pairs = self._desk.who.queue(str(self.order.value()))
        self.queue.set_pairs(pairs, want)
        self._count(len(pairs))

    def _compare(self) -> None:
        """Let a worker run the matcher; the queue is read when it has ended."""
        self._pages.setCurrentIndex(1)
        if self._comparing:
            return
        self._comparing = True
        self.done.say("Comparing the lists", "Every child is held against every other; this takes a moment.")

        def work(_progress: object) -> object:
            with second(self._desk) as other:
                return other.who.look_ahead()

        job = run_job(self, work, done=self._compared, strip=self.strip, words="Comparing the lists")
        job.finished.connect(self._stop_comparing)

    def _compared(self, found: tuple[ScoredPair, ...]) -> None:
        self._desk.who.take_over(found)
        self.refresh()

    def _stop_comparing(self) -> None:
        self._comparing = False

    def show_pair(self, pair_id: str) -> None:
        """Put the cursor on a pair ("12~40")."""
        self.refresh(pair_id)

    def decide(self, verdict: str) -> None:
        """Keep a decision on the pair in sight, and show the next one at once."""
        pair = self.queue.current()
        if pair is None:
            return
        with guarded(self) as act:
            self._desk.who.decide(
                pair.a.subject_id, pair.b.subject_id, verdict, self.reason.value(), INITIATOR
            )
        if not act.ok:
            self.reason.setFocus()
            return
        self.reason.set_value("")
        self._say(verdict, _AFTER[verdict], pair.a.name, pair.b.name)
        self.reason.setPlaceholderText(_REASON)
        rest = [one for one in self.queue.pairs() if one.id != pair.id]
        # An asked pair waits at the end; the reading that follows puts it there.
        self.queue.set_pairs(rest)
        if rest:
            self.queue.setFocus()
        self._again.start()

    def take_back(self) -> None:
        """Undo this operator's last decision, and show its pair again."""
        row = self._desk.who.undo_last(INITIATOR)
        if row is None:
            self._navigator.say("There is no decision of yours to undo.")
            return
        self.taken_back(row)

    def taken_back(self, row: DecisionRow) -> None:
        """A decision was undone: its pair is open again."""
        self._say("", "Open again", *row.names)
        self.refresh(f"{row.a}~{row.b}")
        self.queue.setFocus()

    def _say(self, verdict: str, words: str, a: str, b: str) -> None:
        names = a if a == b else f"{a} ~ {b}"
        self._said.set_text(names)
        self._badge.show_mark(DECISIONS.get(verdict) or Mark(words, "accent"))
        self._last.setAccessibleName(words)
        self._last.show()

    def _show(self, pair: PairRow | None) -> None:
        if pair is None:
            return
        follows = self._desk.who.if_same(pair)
        self.pair.show_pair(pair, self._desk.who.fields(pair), follows)
        self.pair.setAccessibleDescription(f"{pair.sentence} {follows}")
        self.same.setEnabled(True)
        self.reason.setPlaceholderText(_REASON)
        self._soon.start()

    def _look_around(self) -> None:
        pair = self.queue.current()
        if pair is None:
            return
        with guarded(self) as act:
            context = self._desk.who.context(pair, self.queue.pairs())
        if not act.ok:
            return
        self.pair.show_context(pair, context)
        stopped = grave(context.warnings)
        self.same.setEnabled(not stopped)
        if context.warnings and not stopped:
            self.reason.setPlaceholderText(_NEEDED)

    def _turn_numbers(self) -> None:
        self._in_numbers = not self._in_numbers
        self.numbers.set_text("Words" if self._in_numbers else "Numbers")
        self.pair.show_numbers(numbers=self._in_numbers)

    def _turn_order(self) -> None:
        self.order.set_value(SUREST if self.order.value() == WORST else WORST)
        self.refresh()

    def _count(self, to_decide: int) -> None:
        decided = self._desk.who.progress()[1]
        self._pages.setCurrentIndex(0 if to_decide else 1)
        if not to_decide:
            self._calm(decided)
        self.counted.emit(to_decide, decided)

    def _calm(self, decided: int) -> None:
        if self._desk.intake.imported_files():
            said = (
                f"{decided} {'decision stands' if decided == 1 else 'decisions stand'}. " if decided else ""
            )
            self.done.say(
                "Every pair is decided",
                f"{said}Chairside looks again when the next list is taken in; nothing merges by itself.",
                "See who is on two lists or more",
            )
        else:
            self.done.say(
                "Nothing to compare yet",
                "Take in the month's lists; rows that may be one child are then shown here side by side.",
                "Import lists",
            )

    def _go_on(self) -> None:
        if self._desk.intake.imported_files():
            self.several.emit()
        else:
            self._navigator.go("import")
