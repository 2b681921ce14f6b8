"""Onward referrals on the page of a meeting: each is answered there, or carried over with a reason."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from app.domain.referrals import OnwardState, OnwardStep
from app.services.referrals.onward import Onward
from app.services.referrals.onward_rows import OnwardRow
from app.ui.referrals.answer_bar import AnswerBar
from app.ui.referrals.words import state_mark, waited_mark
from app.ui.widgets import BadgeRow, Card, Mark, NameLabel, clear, column, label, row

_OFFERED = (OnwardStep.ACCEPT, OnwardStep.REJECT, OnwardStep.FINISH, OnwardStep.CARRY_OVER)
Doer = Callable[[QWidget, Callable[[], object]], bool]


class AnswerCard(Card):
    """Filled by `show_rows`; `do` carries an act out and has the room look again, as `Sitting.act` does."""

    def __init__(self, do: Doer, onward: Callable[[], Onward], token: str) -> None:
        super().__init__("Onward referrals to answer")
        self._do, self._onward, self._token = do, onward, token
        self._meeting_id = 0
        self._lines: dict[int, _Line] = {}
        self.hide()

    def show_rows(self, meeting_id: int, rows: Sequence[OnwardRow], *, editable: bool) -> None:
        """Show these, without disturbing a reason that is being typed."""
        if meeting_id != self._meeting_id or [one.id for one in rows] != list(self._lines):
            self._meeting_id = meeting_id
            clear(self.body)
            self._lines = {one.id: self._line(one) for one in rows}
            for line in self._lines.values():
                self.add(line)
        for one in rows:
            self._lines[one.id].show_row(one, meeting_id, editable=editable)
        left = sum(one.state is OnwardState.SENT and not one.carried_by(meeting_id) for one in rows)
        self.set_title("Onward referrals to answer", f"{left} left" if left else "all answered")
        self.setVisible(bool(rows))

    @property
    def unfinished(self) -> bool:
        """Whether a reason is typed and not given."""
        return any(line.bar.unfinished for line in self._lines.values())

    def line(self, referral_id: int) -> "_Line":
        """The lines of one referral."""
        return self._lines[referral_id]

    def _line(self, one: OnwardRow) -> "_Line":
        line = _Line()
        line.bar.answered.connect(lambda step, words, key=one.id: self._answer(line, key, step, words))
        line.bar.taken_back.connect(lambda key=one.id: self._take_back(line, key))
        return line

    def _answer(self, line: "_Line", key: int, step: OnwardStep, words: str) -> None:
        onward, meeting, token = self._onward(), self._meeting_id, self._token
        acts: Mapping[OnwardStep, Callable[[], object]] = {
            OnwardStep.ACCEPT: lambda: onward.accept(key, words, meeting, token),
            OnwardStep.REJECT: lambda: onward.reject(key, words, meeting, token),
            OnwardStep.FINISH: lambda: onward.finish(key, words, meeting, token),
            OnwardStep.CARRY_OVER: lambda: onward.carry_over(key, meeting, words, token),
        }
        if self._do(self, acts[step]):
            line.bar.fold()

    def _take_back(self, line: "_Line", key: int) -> None:
        onward = self._onward()
        if self._do(self, lambda: onward.take_back(key, self._token)):
            line.bar.fold()


class _Line(QWidget):
    """One referral: who asks, about whom, what and why; how it stands; the answers."""

    def __init__(self) -> None:
        super().__init__()
        self._who = NameLabel("", "strong", wrap=True)
        self._marks = BadgeRow()
        self._asked = NameLabel("", wrap=True)
        self._why = NameLabel("", "note", wrap=True)
        self._said = label("", "note", wrap=True)
        self.bar = AnswerBar(_OFFERED)
        head = row(gap=12)
        head.addWidget(self._who, 1)
        head.addWidget(self._marks)
        self.setLayout(
            column(head, self._asked, self._why, self._said, self.bar, gap=4, margins=(0, 2, 0, 8))
        )

    def show_row(self, one: OnwardRow, meeting_id: int, *, editable: bool) -> None:
        """As it stands for this meeting."""
        carried = one.carried_by(meeting_id)
        age = "" if one.age is None else f", {one.age}"
        self._who.set_text(f"{one.from_short} asks: {one.name}{age}")
        self._asked.set_text(one.asked)
        self._why.set_text(f"{one.reason} · by {one.sent_by}")
        waits = one.state is OnwardState.SENT
        mark = (
            state_mark(one) if not waits else Mark("carried over", "accent") if carried else waited_mark(one)
        )
        self._marks.set_marks((mark,))
        reason = carried or (one.answer.reason if one.answer is not None else "")
        self._said.setText(reason)
        self._said.setVisible(bool(reason) and (bool(carried) or not waits))
        self.bar.show_row(one, editable=editable, but=(OnwardStep.CARRY_OVER,) if carried else ())
