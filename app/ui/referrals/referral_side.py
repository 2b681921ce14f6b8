"""Beside the table: one onward referral whole, its steps, and the answers that may follow."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.referrals import OnwardStep
from app.services.desk import Desk
from app.services.referrals.onward import OnwardRow
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.lists.words import born_words
from app.ui.problems import guarded
from app.ui.referrals.answer_bar import AnswerBar
from app.ui.referrals.words import due_words, state_mark, step_line
from app.ui.widgets import (
    BadgeRow,
    Button,
    NameLabel,
    Scroller,
    clear,
    column,
    label,
    rule,
    subheading,
)

_OFFERED = (OnwardStep.ACCEPT, OnwardStep.REJECT, OnwardStep.FINISH, OnwardStep.REVOKE)


class ReferralSide(QFrame):
    """`answered` carries the referral as it stands after a step."""

    answered = Signal(object)

    def __init__(
        self, desk: Desk, navigator: Navigator, start: Callable[[OnwardRow], object] | None = None
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._desk, self._navigator, self._start = desk, navigator, start
        self._row: OnwardRow | None = None
        self._name = NameLabel("", "lead", wrap=True)
        self._born = NameLabel("", "note")
        self._line = label("", "strong", wrap=True)
        self._marks = BadgeRow()
        self.bar = AnswerBar(_OFFERED)
        self.start = Button("Start a referral", "primary", on=self._start_it)
        self._seam = label(
            "Accepted, and no case by that: a referral is started, with a strategy meeting, before the "
            "first mention.",
            "note",
            wrap=True,
        )
        self._facts = column(gap=10)
        page = Scroller(plain=True, name="About the referral")
        page.body.addLayout(self._facts)
        page.body.addStretch(1)
        open_page = Button("Open the child's page", key="Return", bind=False, on=self._open)
        head = column(self._name, self._born, self._line, self._marks, self._seam, self.start, gap=6)
        edge = theme.WIDE
        box = column(head, self.bar, rule(), gap=12, margins=(edge, 14, edge, 14))
        box.addWidget(page, 1)
        box.addWidget(open_page)
        self.setLayout(box)
        self.bar.answered.connect(self._answer)
        self.bar.taken_back.connect(self._take_back)

    def show_row(self, one: OnwardRow) -> None:
        """Show this referral; a reason that is being typed for it stays."""
        if self._row is None or self._row.id != one.id:
            self.bar.fold()
        self._row = one
        self._name.set_text(one.name)
        self._born.set_text(born_words(one.born, one.age))
        due = due_words(one)
        self._line.setText(f"{one.from_short} asks {one.to_short}" + (f" · {due}" if due else ""))
        self._marks.set_marks((state_mark(one),))
        self._seam.setVisible(one.to_start)
        self.start.setVisible(one.to_start and self._start is not None)
        self.bar.show_row(one)
        clear(self._facts)
        for part in self._parts(one):
            self._facts.addWidget(part)

    def _parts(self, one: OnwardRow) -> list[QWidget]:
        meeting = f" at {one.meeting}" if one.meeting else ""
        parts: list[QWidget] = [
            label("What is asked", "heading"),
            NameLabel(one.asked, wrap=True),
            subheading("Why"),
            NameLabel(one.reason, wrap=True),
            label(f"By {one.sent_by}{meeting}", "note", wrap=True),
            subheading("Steps"),
        ]
        for step in one.steps:
            block = QWidget()
            words = label(step_line(step, one), "note" if step.undone else "", wrap=True)
            said = [NameLabel(step.reason, "note", wrap=True)] if step.reason else []
            block.setLayout(column(words, *said, gap=0))
            parts.append(block)
        return parts

    def _answer(self, step: OnwardStep, words: str) -> None:
        one, onward = self._row, self._desk.onward
        if one is None:
            return
        acts: dict[OnwardStep, Callable[[], OnwardRow]] = {
            OnwardStep.ACCEPT: lambda: onward.accept(one.id, words),
            OnwardStep.REJECT: lambda: onward.reject(one.id, words),
            OnwardStep.FINISH: lambda: onward.finish(one.id, words),
            OnwardStep.REVOKE: lambda: onward.revoke(one.id, words),
        }
        self._do(acts[step])

    def _take_back(self) -> None:
        one = self._row
        if one is not None:
            self._do(lambda: self._desk.onward.take_back(one.id))

    def _do(self, act: Callable[[], OnwardRow]) -> None:
        made: list[OnwardRow] = []
        with guarded(self) as done:
            made.append(act())
        if done.ok:
            self.bar.fold()
            self.answered.emit(made[0])

    def _start_it(self) -> None:
        if self._row is not None and self._start is not None:
            self._start(self._row)

    def _open(self) -> None:
        if self._row is not None:
            self._navigator.go("children", self._row.person_id)
