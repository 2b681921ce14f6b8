"""Onward referrals: what each meeting has to answer, what is under way, and what was answered.

A page of its own that any screen can hold; `start` is what a screen does with one that was accepted for the
case list, where a referral is started next.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.referrals import OnwardState
from app.services.desk import Desk
from app.services.referrals.onward import OnwardRow
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.lists.cursor import keep_cursor
from app.ui.month.words import count_words, short_day
from app.ui.referrals.referral_side import ReferralSide
from app.ui.referrals.words import state_mark, waited_mark
from app.ui.tables import Column, Table
from app.ui.widgets import Mark, Segmented, column, row

OUTBOX, ANSWERED = "outbox", "answered"
SIDE_WIDTH, NARROW = 42 * theme.GAP, 33 * theme.GAP
ROOMY = 960


def _marks(one: OnwardRow) -> tuple[Mark, ...]:
    start = (Mark("start a referral", "amber"),) if one.to_start else ()
    return (waited_mark(one) if one.state is OnwardState.SENT else state_mark(one), *start)


_COLUMNS: tuple[Column[OnwardRow], ...] = (
    Column(
        "Child",
        lambda one: one.name,
        176,
        note=lambda one: "" if one.age is None else str(one.age),
        strong=True,
        personal=True,
    ),
    Column("From", lambda one: one.from_short, 72),
    Column("To", lambda one: one.to_short, 72),
    Column("What is asked", lambda one: one.asked, wrap=True, least=20 * theme.GAP),
    Column("Sent", lambda one: short_day(one.sent_on, one.due), 104, sort=lambda one: one.sent_on),
    Column("Stands", lambda _one: "", 136, marks=_marks, sort=lambda one: -one.days),
)


class OnwardPage(QWidget):
    """`changed` after each answer. The first part is the first meeting that has something to answer."""

    changed = Signal()

    def __init__(
        self, desk: Desk, navigator: Navigator, start: Callable[[OnwardRow], object] | None = None
    ) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._rows: dict[str, tuple[OnwardRow, ...]] = {}
        self._bodies: tuple[str, ...] = ()
        self.part = Segmented("Which referrals")
        self.table = Table[OnwardRow](
            "Onward referrals",
            _COLUMNS,
            empty=("Nothing is here", ""),
            key=lambda one: one.id,
        )
        self.side = ReferralSide(desk, navigator, start)
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        sheet.setLayout(column(self.table, margins=(1, 6, 1, 6)))
        work = row(gap=theme.WIDE)
        work.addWidget(sheet, 1)
        work.addWidget(self.side)
        box = column(self.part, gap=12)
        box.addLayout(work, 1)
        self.setLayout(box)
        self.part.chosen.connect(lambda _value: self._fill())
        self.table.picked.connect(self._show)
        self.table.activated.connect(lambda one: navigator.go("children", one.person_id))
        self.side.answered.connect(self._answered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setFixedWidth(SIDE_WIDTH if self.width() >= ROOMY else NARROW)

    def refresh(self) -> None:
        """Read again; part and cursor stay."""
        onward, held = self._desk.onward, self.part.value()
        bodies, sent = onward.bodies(), onward.sent()
        waiting = [one for one in sent if one.state is OnwardState.SENT]
        self._rows = {body.code: tuple(one for one in waiting if one.to_code == body.code) for body in bodies}
        self._rows[OUTBOX], self._rows[ANSWERED] = sent, onward.answered()
        words = {body.code: f"{body.short} to answer" for body in bodies}
        words |= {OUTBOX: "Sent and open", ANSWERED: "Answered"}
        self._bodies = tuple(body.code for body in bodies)
        self.part.set_options((key, f"{said} {len(self._rows[key])}") for key, said in words.items())
        first = next((key for key in self._bodies if self._rows[key]), OUTBOX)
        self.part.set_value(held if held in self._rows else first)
        self._fill()

    def show_referral(self, referral_id: int) -> None:
        """Put the cursor on one, in whatever part it stands."""
        for key in (*self._bodies, OUTBOX, ANSWERED):
            if any(one.id == referral_id for one in self._rows[key]):
                self.part.set_value(key)
                self._fill()
                self.table.select(referral_id)
                return

    def words(self) -> str:
        """What stands beside the title."""
        count = sum(len(self._rows[key]) for key in self._bodies) if self._rows else 0
        return f"{count_words(count, 'waits', 'wait')} for an answer" if count else "nothing waits"

    def _fill(self) -> None:
        key = str(self.part.value() or OUTBOX)
        self.table.empty.say(*_EMPTY.get(key, _NOTHING_TO_ANSWER))
        self.table.set_rows(_ordered(key, self._rows[key]))
        keep_cursor(self.table)
        self._show(self.table.current())

    def _show(self, one: OnwardRow | None) -> None:
        self.side.setVisible(one is not None)
        if one is not None:
            self.side.show_row(one)

    def _answered(self, one: OnwardRow) -> None:
        self.refresh()
        self.show_referral(one.id)
        self.changed.emit()


def _ordered(key: str, rows: Sequence[OnwardRow]) -> list[OnwardRow]:
    """The outbox by who sent it; the others as they came."""
    return sorted(rows, key=lambda one: one.from_short) if key == OUTBOX else list(rows)


_NOTHING_TO_ANSWER = (
    "Nothing waits for this meeting",
    "What another meeting passes on stands here, and on the first page of its next meeting, until answered.",
)
_EMPTY = {
    OUTBOX: (
        "Nothing is under way",
        "Pass a child on from the page “On two lists or more”, beside its findings.",
    ),
    ANSWERED: ("Nothing was answered yet", "Accepted, rejected, done and revoked referrals stand here."),
}
