"""How an interview stands, recorded in one stroke: a key a standing, and where it must, a reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.missing import Outcome
from app.services.desk import Desk
from app.services.missing.episodes import EpisodeView
from app.ui import theme
from app.ui.missing.auto_fields import MomentField
from app.ui.problems import guarded
from app.ui.widgets import Button, FlowLayout, LineField, column, field, label, row


@dataclass(frozen=True)
class Stroke:
    """One key and what it records; `asks` are the questions that stand before it is stored."""

    key: str
    words: str
    outcome: Outcome | None
    asks: tuple[str, ...] = ()


AT, REASON, BY = "at", "reason", "by"
STROKES: tuple[Stroke, ...] = (
    Stroke("O", "Offered", Outcome.OFFERED),
    Stroke("A", "Accepted", Outcome.ACCEPTED),
    Stroke("H", "Held", Outcome.COMPLETED, (AT,)),
    Stroke("R", "Refused", Outcome.REFUSED),
    Stroke("P", "Parent instead", Outcome.PARENT),
    Stroke("N", "Not possible", Outcome.NOT_POSSIBLE, (REASON,)),
    Stroke("X", "Not required", Outcome.NOT_REQUIRED, (REASON, BY)),
    Stroke("T", "Passed to police", None, (BY,)),
)
_QUESTIONS: Mapping[str, str] = {AT: "Held at", REASON: "Why", BY: "By whom"}


class Settling(QWidget):
    """`settled` after a stroke is in the store: the list moves on to the next."""

    settled = Signal()

    def __init__(self, desk: Desk, token: str) -> None:
        super().__init__()
        self._desk, self._token = desk, token
        self._view: EpisodeView | None = None
        self._stroke: Stroke | None = None
        self.buttons = {one.key: self._button(one) for one in STROKES}
        self.at = MomentField("Held at")
        self.reason = LineField("Why", "The reason is kept with the episode")
        self.by = LineField("By whom", "Name and role")
        self._fields: dict[str, QWidget] = {
            name: field(_QUESTIONS[name], editor)
            for name, editor in ((AT, self.at), (REASON, self.reason), (BY, self.by))
        }
        self._title = label("", "heading")
        self.store = Button("Record it", "primary", on=self._record)
        self._leave = Button("Leave it", "quiet", on=self.fold)
        self._form = QFrame()
        self._build()

    def _button(self, one: Stroke) -> Button:
        return Button(one.words, key=one.key, bind=False, on=lambda: self.press(one.key))

    def _build(self) -> None:
        strokes = QWidget()
        flow = FlowLayout(strokes, gap=6)
        for button in self.buttons.values():
            flow.addWidget(button)
        policy = strokes.sizePolicy()
        policy.setHeightForWidth(True)
        strokes.setSizePolicy(policy)
        self._form.setProperty("kind", "tinted")
        edge = theme.GAP + theme.TIGHT
        buttons = row(self.store, self._leave, None)
        self._form.setLayout(
            column(self._title, *self._fields.values(), buttons, margins=(edge, 10, edge, 10))
        )
        self._form.hide()
        for line in (self.reason, self.by, self.at.findChild(LineField)):
            assert line is not None
            line.returnPressed.connect(self._record)
        self.setLayout(column(strokes, self._form, gap=theme.GAP))

    def show_episode(self, view: EpisodeView, *, editable: bool) -> None:
        """The interview of this episode; a form that was open for another goes."""
        if self._view is None or self._view.row.episode_id != view.row.episode_id:
            self.fold()
        self._view = view
        for button in self.buttons.values():
            button.setEnabled(editable)

    def press(self, key: str) -> None:
        """As if the key of a stroke had been pressed."""
        stroke = next(one for one in STROKES if one.key == key)
        if self._view is None or not self.buttons[key].isEnabled():
            return
        self._stroke = stroke
        if not stroke.asks:
            self._record()
            return
        self._title.setText(stroke.words)
        self.at.set_moment(_minute(self._desk.clock.local()))
        self.reason.set_value(self._view.episode.interview.reason)
        self.by.set_value("" if stroke.outcome is not None else self._desk.operator)
        for name, widget in self._fields.items():
            widget.setVisible(name in stroke.asks)
        self._form.show()
        self._editor(stroke.asks[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _editor(self, name: str) -> QWidget:
        return {AT: self.at, REASON: self.reason, BY: self.by}[name]

    def fold(self) -> None:
        """Put the questions away."""
        self._form.hide()
        self._stroke = None

    @property
    def asking(self) -> bool:
        """Whether a stroke waits for its answers."""
        return self._form.isVisible()

    def _record(self) -> None:
        if self._stroke is None or self._view is None:
            return
        with guarded(self) as act:
            _record(self._desk, self._view.row.episode_id, self._stroke, self, self._token)
        if act.ok:
            self.fold()
            self.settled.emit()


def _record(desk: Desk, episode_id: int, stroke: Stroke, asked: Settling, token: str) -> None:
    records, outcome = desk.missing_records, stroke.outcome
    if outcome is None:
        records.pass_on(episode_id, asked.by.value(), initiator=token)
        return
    given: dict[str, Callable[[], datetime | str | None]] = {
        AT: asked.at.moment,
        REASON: asked.reason.value,
        BY: asked.by.value,
    }
    answers = {name: given[name]() for name in stroke.asks}
    records.settle(episode_id, outcome, **answers, initiator=token)  # type: ignore[arg-type]


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
