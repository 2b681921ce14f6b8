"""The interview of one episode: how it stands, who heard the child, the questions, the themes."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.missing import INTERVIEW_FIELDS
from app.services.desk import Desk
from app.services.missing.episodes import EpisodeView
from app.services.missing.questions import Question
from app.services.missing.records import Value
from app.ui.missing.auto_fields import AutoField
from app.ui.missing.settling import Settling
from app.ui.missing.themes import Themes
from app.ui.problems import guarded
from app.ui.room.note_field import NoteField
from app.ui.saver import Saver
from app.ui.widgets import clear, column, subheading

_FIRST = ("interviewer", "independent", "offered_on", "done_at", "carer_offered", "carer_said")
_LAST = ("soft_intelligence", "passed_on", "passed_by")
_WHY = ("reason", "decided_by")


class InterviewForm(QWidget):
    """Everything saves itself; `settled` when the standing was recorded, `stored` when another field was."""

    settled = Signal()
    stored = Signal()

    def __init__(self, desk: Desk, saver: Saver, token: str) -> None:
        super().__init__()
        self._desk, self._saver, self._token = desk, saver, token
        self._episode_id = 0
        self._asked: tuple[Question, ...] = ()
        self.settling = Settling(desk, token)
        by_name = {one.name: one for one in INTERVIEW_FIELDS}
        self.fields = {name: AutoField(saver, by_name[name]) for name in (*_WHY, *_FIRST, *_LAST)}
        self.themes = Themes()
        self.answers: dict[str, NoteField] = {}
        self._questions = column(gap=10)
        parts: list[QWidget] = [self.settling, *(self.fields[name] for name in (*_WHY, *_FIRST))]
        box = column(*parts, gap=10)
        box.addWidget(subheading("What was asked"))
        box.addLayout(self._questions)
        for part in (self.themes, *(self.fields[name] for name in _LAST)):
            box.addWidget(part)
        self.setLayout(box)
        self._connect()

    def _connect(self) -> None:
        self.settling.settled.connect(self.settled)
        self.themes.changed.connect(self._keep_themes)
        for made in self.fields.values():
            made.stored.connect(self.stored)

    def show_episode(self, view: EpisodeView, *, editable: bool) -> None:
        """Fill the form; words that are being typed stay."""
        number, interview = view.row.episode_id, view.episode.interview
        self._episode_id = number
        self.settling.show_episode(view, editable=editable)
        for name, made in self.fields.items():
            made.fill(
                f"interview:{number}:{name}",
                getattr(interview, name),
                view.interview_version,
                partial(self._write, number, name),
                editable=editable,
            )
        for name in _WHY:
            self.fields[name].setVisible(interview.outcome.needs_reason or bool(getattr(interview, name)))
        self._listed(view)
        self._show_questions(view.questions)
        for key, box in self.answers.items():
            answer, version = view.answers.get(key, ("", 0))
            save = partial(self._answer, number, key)
            box.show_text(f"answer:{number}:{key}", answer, save, version, editable=editable)
        self.themes.show_themes(view.themes, interview.themes, editable=editable)

    def _listed(self, view: EpisodeView) -> None:
        """The list's own word on the interview, beside our field for it."""
        done = view.listed.interview_done_on
        self.fields["done_at"].say(f"The list says: done on {done:%d/%m/%Y}" if done else "")

    def _show_questions(self, asked: tuple[Question, ...]) -> None:
        if asked == self._asked:
            return
        self._asked = asked
        clear(self._questions)
        self.answers = {one.key: NoteField(self._saver, one.text, lines=1, marks=False) for one in asked}
        for box in self.answers.values():
            self._questions.addWidget(box)

    def _write(self, episode_id: int, name: str, value: Value, expected: int | None) -> object:
        return self._desk.missing_records.save_interview(episode_id, name, value, self._token, expected)

    def _answer(self, episode_id: int, key: str, text: str, expected: int | None) -> object:
        return self._desk.missing_records.save_answer(episode_id, key, text, self._token, expected)

    def _keep_themes(self, picked: tuple[str, ...]) -> None:
        with guarded(self) as act:
            self._write(self._episode_id, "themes", "\n".join(picked), None)
        if act.ok:
            self.stored.emit()

    def flush(self) -> None:
        """Store what is typed, now."""
        for made in self.fields.values():
            made.flush()
        for box in self.answers.values():
            box.edit.flush()
