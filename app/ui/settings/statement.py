"""The confidentiality statement: how it is read now, and rewording it with a look at the result."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from app.services.room.wording import Draft, Wording
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.problems import guarded
from app.ui.saver import Saver
from app.ui.widgets import (
    Button,
    Card,
    FlowLayout,
    NoteEdit,
    NoticeBar,
    clear,
    column,
    field,
    label,
    row,
    rule,
)

DRAFT = "statement draft"
KEEPS = "A meeting that has heard it keeps the wording it heard, and its minutes print that."
WAITING = "This is an unfinished edit; it is not read at any meeting until you put it in force."


class Preview(QWidget):
    """The statement as the meeting room shows it: paragraphs, then numbered questions."""

    def __init__(self) -> None:
        super().__init__()
        self._body = QGridLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setHorizontalSpacing(theme.GAP)
        self._body.setVerticalSpacing(10)
        self._body.setColumnStretch(1, 1)

    def show_text(self, paragraphs: tuple[str, ...], questions: tuple[str, ...]) -> None:
        """Show these words."""
        clear(self._body)
        grid = self._body
        for line, text in enumerate(paragraphs):
            grid.addWidget(_paragraph(text), line, 0, 1, 2)
        if questions:
            grid.addWidget(rule(), len(paragraphs), 0, 1, 2)
            grid.addWidget(label("Focus questions", "heading"), len(paragraphs) + 1, 0, 1, 2)
        for line, text in enumerate(questions, len(paragraphs) + 2):
            number = label(str(line - len(paragraphs) - 1), "note")
            grid.addWidget(number, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_paragraph(text), line, 1)


def _paragraph(text: str) -> QWidget:
    said = label(text, wrap=True)
    said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    return said


class Statement(QWidget):
    """Reading, until somebody asks to edit; what is typed is kept as a draft until it is put in force."""

    def __init__(self, wording: Wording, navigator: Navigator) -> None:
        super().__init__()
        self._wording, self._navigator = wording, navigator
        self.saver = Saver(self, "the settings")
        self.saver.stored.connect(self._stored)
        self._editing = False
        self._version = 1
        self.edit = Button("Edit the wording", on=self._begin)
        self.paragraphs = NoteEdit("Statement, one paragraph on each line", lines=8)
        self.questions = NoteEdit("Focus questions, one on each line", lines=4)
        self.keep = Button("Put in force", "primary", on=self._keep)
        self.drop = Button("Put the edit away", on=self._drop)
        self.shipped = Button("Take the shipped wording again", "quiet", on=self._take_shipped)
        self.notice = NoticeBar(closable=False)
        self.preview = Preview()
        self.reading = Card("Statement", "", self.preview)
        self.reading.aside.addWidget(self.edit)
        self._form = self._build_form()
        line = row(gap=theme.WIDE)
        line.addWidget(self._form, 1)
        line.addWidget(self.reading, 1)
        self.reading.body.addStretch(1)
        note = label(KEEPS, "note", wrap=True)
        self.setLayout(column(self.notice, line, note, gap=theme.WIDE))
        self._connect()

    def _build_form(self) -> QFrame:
        card = Card("New wording")
        card.add(field("Statement", self.paragraphs, "one paragraph on each line"))
        card.add(field("Focus questions", self.questions, "one on each line"))
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=theme.GAP)
        for button in (self.keep, self.drop, self.shipped):
            flow.addWidget(button)
        card.add(buttons)
        card.body.addStretch(1)
        return card

    def _connect(self) -> None:
        for box in (self.paragraphs, self.questions):
            box.typed.connect(self._typed)
            box.pause.connect(self._pause)

    def refresh(self) -> None:
        """Show the statement in force, or the unfinished edit if there is one."""
        if self._editing and (self.paragraphs.dirty() or self.questions.dirty()):
            return
        now, draft = self._wording.now(), self._wording.draft()
        self._version = int(now.version)
        if draft is not None:
            self._fill(draft)
        elif self._editing:
            self._fill(Draft(now.paragraphs, now.questions))
        self._editing = self._editing or draft is not None
        self._show()

    def save_now(self) -> None:
        """Keep what is typed as a draft."""
        for box in (self.paragraphs, self.questions):
            box.flush()
        self.saver.done()

    def _show(self) -> None:
        now = self._wording.now()
        words = self._typed_words() if self._editing else Draft(now.paragraphs, now.questions)
        self._form.setVisible(self._editing)
        self.edit.setVisible(not self._editing)
        title = "As it would be read" if self._editing else now.title
        self.reading.set_title(title, "" if self._editing else f"version {now.version}")
        self.keep.set_text(f"Put in force as version {self._version + 1}")
        differs = words != Draft(now.paragraphs, now.questions)
        self.keep.setEnabled(differs and bool(words.paragraphs))
        self.shipped.setEnabled(words != self._wording.shipped())
        self.preview.show_text(words.paragraphs, words.questions)
        if self._editing and differs:
            self.notice.say(WAITING, "amber")
        else:
            self.notice.put_away()

    def _typed_words(self) -> Draft:
        return Draft(_lines(self.paragraphs.text()), _lines(self.questions.text()))

    def _fill(self, words: Draft) -> None:
        self.paragraphs.set_text("\n".join(words.paragraphs))
        self.questions.set_text("\n".join(words.questions))

    def _typed(self) -> None:
        self._show()

    def _pause(self, _text: str) -> None:
        """What the disk does not take is tried again by itself, like every text that is typed at length."""

        def keep(_text: str, _expected: int | None) -> None:
            words = self._typed_words()
            self._wording.keep_draft(words.paragraphs, words.questions, DRAFT)

        if self.saver.keep(DRAFT, "", keep):
            self._stored(DRAFT)

    def _stored(self, _key: str) -> None:
        self.paragraphs.saved()
        self.questions.saved()

    def _begin(self) -> None:
        now = self._wording.now()
        self._fill(Draft(now.paragraphs, now.questions))
        self._editing = True
        self._show()
        self.paragraphs.setFocus()

    def _keep(self) -> None:
        with guarded(self) as act:
            words = self._typed_words()
            new = self._wording.put_in_force(words.paragraphs, words.questions)
        if act.ok:
            self._finish()
            self._navigator.say(f"Version {new.version} of the statement is in force.", "green")

    def _drop(self) -> None:
        with guarded(self) as act:
            self._wording.drop_draft()
        if act.ok:
            self._finish()

    def _finish(self) -> None:
        self.paragraphs.saved()
        self.questions.saved()
        self._editing = False
        self.refresh()

    def _take_shipped(self) -> None:
        self._fill(self._wording.shipped())
        self._pause("")
        self._show()


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
