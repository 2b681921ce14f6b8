"""The rating of one entry: how it stands, how it came, a new one in one stroke, and its assurance."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.calendar import day_words
from app.domain.education import RATINGS, current_rating
from app.services.desk import Desk
from app.services.education.register import RegisterRow
from app.ui.education.register_list import rating_mark
from app.ui.missing.ask import Ask
from app.ui.problems import guarded
from app.ui.widgets import BadgeRow, Button, LineField, clear, column, field, label, row, subheading

_KEYS = {"red": "R", "amber": "A", "green": "G"}


class RatingBox(QWidget):
    """`stored` after a rating or an assurance is in the store."""

    stored = Signal()

    def __init__(self, desk: Desk, token: str) -> None:
        super().__init__()
        self._desk, self._token = desk, token
        self._row: RegisterRow | None = None
        self._marks = BadgeRow()
        self._who = label("", "note", wrap=True)
        self.rated_by = LineField("Rated by", "Name and role")
        self.buttons = {value: self._button(value) for value in RATINGS}
        self.back = Button("Take the rating back", "quiet", on=self._take_back)
        self.assured_by = LineField("Assured by", "Somebody other than the rater")
        self.assure = Ask("Assure the rating", [field("Assured by", self.assured_by)], "Assure")
        self.assure.keep.clicked.connect(self._assure)
        self.assured_by.returnPressed.connect(self._assure)
        self._history = column(gap=2)
        ratings = row(*self.buttons.values(), None, gap=6)
        self.setLayout(
            column(
                subheading("Rating"),
                self._marks,
                self._who,
                field("Rated by", self.rated_by),
                ratings,
                row(self.back, None),
                self.assure,
                self._history,
                gap=8,
            )
        )

    def _button(self, value: str) -> Button:
        return Button(value.capitalize(), key=_KEYS[value], bind=False, on=lambda: self.rate(value))

    def show_row(self, one: RegisterRow, *, editable: bool) -> None:
        """The rating of this entry; a question that was open for another is put away."""
        if self._row is None or self._row.entry_id != one.entry_id:
            self.assure.fold()
            self.rated_by.set_value(self._desk.operator)
            self.assured_by.set_value("")
        self._row = one
        rating = current_rating(one.entry)
        self._marks.set_marks([rating_mark(one)])
        self._who.setText(_who_words(one))
        for button in self.buttons.values():
            button.setEnabled(editable)
        self.assure.setVisible(editable and rating is not None and not rating.assured_by.strip())
        ours = bool(one.entry.ratings) and not one.entry.ratings[-1].listed
        self.back.setVisible(editable and ours)
        self._show_history(one)

    def _show_history(self, one: RegisterRow) -> None:
        clear(self._history)
        for change in reversed(one.history):
            on = f"{day_words(change.on)}: " if change.on else ""
            by = f" ({change.by})" if change.by else ""
            self._history.addWidget(label(f"{on}{change.words}{by}", "small", wrap=True))

    def rate(self, value: str) -> None:
        """As if the key of a rating had been pressed."""
        if self._row is None or not self.buttons[value].isEnabled():
            return
        with guarded(self) as act:
            self._desk.education.rate(self._row.entry_id, value, self.rated_by.value(), initiator=self._token)
        if act.ok:
            self.stored.emit()

    def _assure(self) -> None:
        if self._row is None:
            return
        with guarded(self) as act:
            self._desk.education.assure(self._row.entry_id, self.assured_by.value(), initiator=self._token)
        if act.ok:
            self.assure.fold()
            self.stored.emit()

    def _take_back(self) -> None:
        if self._row is None:
            return
        with guarded(self) as act:
            self._desk.education.take_back_rating(self._row.entry_id, self._token)
        if act.ok:
            self.stored.emit()


def _who_words(one: RegisterRow) -> str:
    rating = current_rating(one.entry)
    if rating is None:
        return "Nobody has rated this entry yet."
    by = f"by {rating.rated_by}" if rating.rated_by else "by nobody named"
    on = f", {day_words(rating.rated_on)}" if rating.rated_on else ""
    assured = f"assured by {rating.assured_by}" if rating.assured_by.strip() else "not assured yet"
    when = f", {day_words(rating.assured_on)}" if rating.assured_on else ""
    return f"Rated {by}{on}; {assured}{when}."
