"""One episode beside the list: what it is, and two forms for it, the interview and our own record."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.services.desk import Desk
from app.services.missing.episodes import EpisodeView
from app.ui.history.fold import HistoryFold
from app.ui.missing.episode_form import EpisodeForm
from app.ui.missing.interview_form import InterviewForm
from app.ui.missing.words import away_words, interview_mark, left_mark, moment_words
from app.ui.problems import guarded
from app.ui.room.decision_side import Thought
from app.ui.saver import Saver
from app.ui.widgets import (
    BadgeRow,
    Button,
    NameLabel,
    Scroller,
    Segmented,
    clear,
    column,
    label,
    row,
)

WIDTH = 424
INTERVIEW, EPISODE = "interview", "episode"
_PAGES = ((INTERVIEW, "Interview"), (EPISODE, "Episode"))
RECORDING = "record episode"
_OF_INTERVIEWS = ("P4", "P5", "interview-before-return")


class EpisodePanel(QFrame):
    """Follows the row under the cursor. `settled` after an interview was recorded, `stored` after any other
    change that the list shows; `left` where it stands alone on a narrow window; `child` opens the child's
    page, `safety` the plan.
    """

    settled = Signal()
    stored = Signal()
    left = Signal()
    child = Signal(int)
    safety = Signal(int)

    def __init__(self, desk: Desk, saver: Saver, token: str) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setProperty("edge", "right")
        self.setAccessibleName("The episode")
        self._desk = desk
        self._view: EpisodeView | None = None
        self._name = NameLabel("", "lead", wrap=True)
        self._line = NameLabel("", "note", wrap=True)
        self._from = label("", "small", wrap=True)
        self._marks = BadgeRow()
        self._findings = column(gap=8)
        self.back = Button("Back to the list", "quiet", key="Esc", bind=False, on=self.left.emit)
        self.back.hide()
        self.open_child = Button("The child's page", "quiet", on=self._open_child)
        self.open_plan = Button("Safety plan", "quiet", on=self._open_plan)
        self.pages = Segmented("Which form", _PAGES)
        self.interview = InterviewForm(desk, saver, token)
        self.episode = EpisodeForm(desk, saver, token, desk.missing.body())
        self.history = HistoryFold()
        self._looked = QTimer(self, singleShot=True, interval=0)
        self._lay_out()
        self._connect()
        self.show_episode(None)

    def _lay_out(self) -> None:
        self._page = Scroller(plain=True, name="The episode")
        self._page.body.setContentsMargins(16, 20, 16, 16)
        self._page.body.setSpacing(10)
        self._page.body.addLayout(row(self.back, None, self.open_plan, self.open_child))
        for part in (self._name, self._line, self._marks, self._from):
            self._page.body.addWidget(part)
        self._page.body.addWidget(self.pages)
        self._page.body.addLayout(self._findings)
        forms: tuple[QWidget, ...] = (self.interview, self.episode, self.history)
        for form in forms:
            self._page.body.addWidget(form)
        self._page.body.addStretch(1)
        self._none = label("Choose an episode to record what is known of it.", "note", wrap=True)
        self._none.setContentsMargins(16, 24, 16, 16)
        box = column(self._none, gap=0)
        box.addWidget(self._page, 1)
        box.addStretch(0)
        self.setLayout(box)

    def _connect(self) -> None:
        self.pages.chosen.connect(self.turn_to)
        self.interview.settled.connect(self.settled)
        self.interview.stored.connect(self._again)
        self.episode.stored.connect(self._again)
        self._looked.timeout.connect(self._note_look)

    @property
    def episode_id(self) -> int | None:
        """The episode in sight."""
        return self._view.row.episode_id if self._view is not None else None

    def turn_to(self, which: object) -> None:
        """Show the interview or our own record."""
        self.pages.set_value(which)
        self.interview.setVisible(which == INTERVIEW)
        self.episode.setVisible(which == EPISODE)
        self._show_findings()
        self._set_history()

    def show_episode(self, episode_id: int | None) -> None:
        """Read and show this episode; what is typed for another is stored first."""
        if episode_id != self.episode_id:
            self.flush()
        other = episode_id != self.episode_id
        view = self._desk.missing.view(episode_id) if episode_id is not None else None
        self._view = view
        self._page.setVisible(view is not None)
        self._none.setVisible(view is None)
        if view is None:
            return
        self._show_head(view)
        editable = self._desk.operators.may(RECORDING)
        self.interview.show_episode(view, editable=editable)
        self.episode.show_episode(view, editable=editable)
        self._show_findings()
        if other:
            self.turn_to(self.pages.value() or INTERVIEW)
            self._page.verticalScrollBar().setValue(0)
            self._looked.start()

    def _show_head(self, view: EpisodeView) -> None:
        one, today = view.row, self._desk.clock.today()
        self._name.set_text(one.name)
        age = "age not known" if one.age is None else str(one.age)
        back = "still missing" if one.missing_now else f"back {moment_words(one.returned, today)}"
        away = away_words(one.hours)
        self._line.set_text(f"{age} · reported {moment_words(one.reported, today)} · {back} · away {away}")
        marks = [interview_mark(one), *([left] if (left := left_mark(one)) is not None else [])]
        self._marks.set_marks(marks)
        self._from.setText(f"{one.reference} · {view.source}")

    def _show_findings(self) -> None:
        """What bears on the form in sight."""
        clear(self._findings)
        heard = self.pages.value() != EPISODE
        for finding in self._view.findings if self._view is not None else ():
            if (finding.rule in _OF_INTERVIEWS) is heard:
                self._findings.addWidget(Thought(finding))

    def _set_history(self) -> None:
        view = self._view
        if view is None:
            return
        kind, number = {
            INTERVIEW: ("interview", view.interview_id),
            EPISODE: ("episode detail", view.detail_id),
        }[str(self.pages.value() or INTERVIEW)]
        history = self._desk.history
        self.history.set_source(lambda: history.of(kind, number) if number is not None else ())

    def _again(self) -> None:
        """What was stored changes the head and the findings, not the words in hand."""
        with guarded(self):
            self.show_episode(self.episode_id)
        self.stored.emit()

    def _note_look(self) -> None:
        if self._view is not None:
            with guarded(self):
                self._desk.looks.note(self._view.row.person_id)

    def _open_child(self) -> None:
        if self._view is not None:
            self.child.emit(self._view.row.person_id)

    def _open_plan(self) -> None:
        if self._view is not None:
            self.safety.emit(self._view.row.person_id)

    def press(self, key: str) -> None:
        """A stroke of the interview, from the list."""
        if self._view is not None:
            self.turn_to(INTERVIEW)
            self.interview.settling.press(key)
            self._page.show_widget(self.interview.settling)

    def flush(self) -> None:
        """Store what is typed, now."""
        self.interview.flush()
        self.episode.flush()
