"""The confidentiality statement: read aloud, acknowledged, its questions noted; its wording edited."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from app.services.areas import StatementText
from app.services.room.room import ItemView
from app.ui import theme
from app.ui.room.item_page import ItemPage
from app.ui.room.note_field import NoteField
from app.ui.room.sitting import Sitting
from app.ui.style import dress
from app.ui.widgets import Button, Card, LineField, NoteEdit, clear, column, field, label, row


class QuestionLine(QWidget):
    """One focus question: asked, and what was answered."""

    def __init__(self, sitting: Sitting, index: int) -> None:
        super().__init__()
        self._sitting, self._index = sitting, index
        self.asked = QCheckBox()
        self._words = label("", wrap=True)
        self.answer = NoteField(sitting.saver, "Answer", lines=1, marks=False).without_label()
        head = row(gap=theme.GAP)
        head.addWidget(self.asked, 0, Qt.AlignmentFlag.AlignTop)
        self._words.setContentsMargins(0, 3, 0, 0)
        head.addWidget(self._words, 1)
        answer = row(self.answer, margins=(theme.MARGIN, 0, 0, 0))
        self.setLayout(column(head, answer, gap=theme.TIGHT))
        self.asked.clicked.connect(self._ask)

    def show_question(self, question: str, asked: bool, answer: str) -> None:
        """Fill it; an answer that is being typed stays."""
        self._words.setText(question)
        self.asked.setAccessibleName(f"Asked: {question}")
        self.asked.setChecked(asked)
        self.asked.setEnabled(self._sitting.editable)
        self.answer.edit.setAccessibleName(f"Answer: {question}")
        meeting = self._sitting.meeting_id
        save = partial(self._save, meeting)
        key = f"question:{meeting}:{self._index}"
        self.answer.show_text(key, answer, save, None, editable=self._sitting.editable)

    def _save(self, meeting_id: int, text: str, _expected: int | None) -> object:
        """What was answered was asked."""
        if text.strip():
            self.asked.setChecked(True)
        room, token = self._sitting.desk.room, self._sitting.token
        return room.answer_question(meeting_id, self._index, self.asked.isChecked(), text, token)

    def _ask(self, asked: bool) -> None:
        room, token, meeting = self._sitting.desk.room, self._sitting.token, self._sitting.meeting_id
        text = self.answer.edit.text()
        self._sitting.act(self, lambda: room.answer_question(meeting, self._index, asked, text, token))


class WordingForm(Card):
    """The statement's own text under edit; kept as its next version."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__("Edit the wording", "for this and later meetings; those held keep what they heard")
        self._sitting = sitting
        self._paragraphs = NoteEdit("Sentences of the statement, one paragraph each", lines=8)
        self._questions = NoteEdit("Questions, one in each line", lines=4)
        self._keep = Button("Keep this wording", "primary", on=self._store)
        buttons = row(self._keep, Button("Cancel", "quiet", on=self.hide), None)
        self.add(
            field("Paragraphs, an empty line between two", self._paragraphs),
            field("Questions, one a line", self._questions),
        )
        self.body.addLayout(buttons)
        self.hide()

    def edit(self, statement: StatementText) -> None:
        """Start from the wording in force."""
        self._paragraphs.set_text("\n\n".join(statement.paragraphs))
        self._questions.set_text("\n".join(statement.questions))
        self.show()
        self._paragraphs.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def unfinished(self) -> bool:
        """Whether wording was changed and neither kept nor put away."""
        return not self.isHidden() and (self._paragraphs.dirty() or self._questions.dirty())

    def _store(self) -> None:
        paragraphs = tuple(" ".join(part.split()) for part in self._paragraphs.text().split("\n\n"))
        questions = tuple(self._questions.text().splitlines())
        if self._sitting.act(self, lambda: self._sitting.desk.areas.edit_statement(paragraphs, questions)):
            self.hide()


class StatementPage(ItemPage):
    """Reads out, notes who read it and when, and holds the answers to the focus questions."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._shown: StatementText | None = None
        self._lines: list[QuestionLine] = []
        self._text = Card("To be read aloud")
        self._text.body.setSpacing(10)
        self._edit = Button("Edit wording", "quiet", on=self._edit_wording)
        self._text.aside.addWidget(self._edit)
        self.form = WordingForm(sitting)
        self._by = LineField("Read by", "Who reads it?")
        self._by.setMaximumWidth(theme.FIELD_WIDTH // 2)
        self._read = Button("Statement read", "primary", on=self._note_reading)
        self._state = label("", "strong", wrap=True)
        self._reading = QWidget()
        line = row(label("Read by"), self._by, self._read, None, gap=12)
        self._reading.setLayout(line)
        self._questions = Card("Questions to keep in mind", "tick what was asked, note what was said")
        self._questions.body.setSpacing(10)
        for part in (self._state, self._reading, self._text, self.form, self._questions):
            self.content.addWidget(part)
        self._by.returnPressed.connect(self._note_reading)

    def fill(self, item: ItemView) -> None:
        statement = item.statement
        if statement is None:
            return
        if statement != self._shown:
            self._shown = statement
            self._write(statement)
        for line, question in zip(self._lines, item.questions, strict=True):
            line.show_question(question.question, question.asked, question.answer)
        read, editable = self._sitting.view.statement_read, self._sitting.editable
        self._state.setText(f"✓ Statement {read}" if read else "Not read yet in this meeting")
        dress(self._state, kind="strong" if read else "wrong")
        self._reading.setVisible(editable and not read)
        self._edit.setVisible(editable and not read)
        if not self._by.isModified() and not self._by.text():
            self._by.set_value(self._sitting.desk.operator)

    def _write(self, statement: StatementText) -> None:
        clear(self._text.body)
        for paragraph in statement.paragraphs:
            self._text.add(label(paragraph, wrap=True))
        self._text.set_title("To be read aloud", f"version {statement.version}")
        self.flush()
        clear(self._questions.body)
        self._lines = [QuestionLine(self._sitting, index) for index in range(len(statement.questions))]
        self._questions.add(*self._lines)
        self._questions.setVisible(bool(self._lines))

    def _note_reading(self) -> None:
        room, token, meeting = self._sitting.desk.room, self._sitting.token, self._sitting.meeting_id
        by = self._by.value()
        self._sitting.act(self, lambda: room.read_statement(meeting, by, token))

    def _edit_wording(self) -> None:
        if self._shown is not None:
            self.form.edit(self._shown)
            self.show_widget(self.form)

    def flush(self) -> None:
        super().flush()
        for line in self._lines:
            line.answer.edit.flush()

    def focus_notes(self) -> None:
        """The reader's name while it has not been read; the first question afterwards."""
        if self._reading.isVisible():
            self._by.setFocus(Qt.FocusReason.TabFocusReason)
            self._by.selectAll()
        elif self._lines:
            self._lines[0].answer.focus_end()
            self.show_widget(self._lines[0])
        else:
            super().focus_notes()
