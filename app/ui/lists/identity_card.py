"""Who a child is, and which row says so; and the records that were made by hand, to correct or take back."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal

from app.services.lists.hand_lines import HandLine
from app.services.people.identity_sources import ADDRESS, BORN, NAME, SEX, Saying
from app.services.people.subjects import fold
from app.ui import theme
from app.ui.called import called
from app.ui.lists.words import moment, month_day
from app.ui.tables import Column, Table
from app.ui.theme import Tone
from app.ui.widgets import Badge, Button, Card, LineField, Mark, clear, column, label, row

_SHOULD_AGREE = (NAME, BORN, SEX, ADDRESS)
_DIFFERS = Mark("differs", "amber")


class IdentityCard(Card):
    """What the lists say of who this is; a value that no list gives any more is in grey words."""

    def __init__(self) -> None:
        super().__init__("Who this is", "as the lists say it")
        self._differ: frozenset[str] = frozenset()
        self.table = Table[Saying](
            "Who this is",
            (
                Column("", lambda one: one.label, 152, marks=self.marks_of),
                Column("Says", lambda one: one.value, 256, strong=True, personal=True, wrap=True),
                Column("On", lambda _one: "", 208, marks=_lists),
                Column("From", lambda one: month_day(one.first), 104, sort=lambda one: one.first),
                Column("To", lambda one: month_day(one.last) if one.last else "now", 96),
                Column("Where", _where, wrap=True),
            ),
            key=lambda one: (one.label, one.value),
            fit=True,
        )
        self.add(self.table)

    def show_sayings(self, sayings: Sequence[Saying]) -> None:
        """Show these; what should agree and does not is marked."""
        now: dict[str, set[str]] = {}
        for one in sayings:
            if one.last is None and one.label in _SHOULD_AGREE:
                now.setdefault(one.label, set()).add(fold(one.value))
        self._differ = frozenset(key for key, values in now.items() if _contradict(values))
        self.table.set_rows(list(sayings))

    def marks_of(self, one: Saying) -> tuple[Mark, ...]:
        """Whether a value contradicts another that stands now."""
        return (_DIFFERS,) if one.label in self._differ and one.last is None else ()


def _contradict(values: set[str]) -> bool:
    """Whether two of them say different things; one that says less, such as a postcode alone, does not."""
    words = [frozenset(value.replace(",", " ").split()) for value in values]
    return any(not (one <= other or other <= one) for one in words for other in words)


def _lists(one: Saying) -> tuple[Mark, ...]:
    tone: Tone = "accent" if one.last is None else "grey"
    return tuple(Mark(called(name), tone) for name in one.lists)


def _where(one: Saying) -> str:
    more = f", and {one.rows - 1} more" if one.rows > 1 else ""
    return f"{one.where}{more}"


class ByHandCard(Card):
    """`correct` carries the record to put right; `back` its id and the reason for taking it back."""

    correct = Signal(object)
    back = Signal(int, str)

    def __init__(self, today: date) -> None:
        super().__init__("Added by hand", "until a file brings it")
        self._today = today
        self._source = 0
        self._lines = column(gap=theme.GAP)
        self.reason = LineField("Why it is taken back", "Why it is taken back", most=300)
        self._go = Button("Take back", "danger", on=self._take_back)
        self._cancel = Button("Cancel", "quiet", on=self._put_away)
        self._form = row(gap=theme.GAP)
        self._form.addWidget(self.reason, 1)
        self._form.addWidget(self._go)
        self._form.addWidget(self._cancel)
        self.body.addLayout(self._lines)
        self.body.addLayout(self._form)
        self._put_away()

    def show_lines(self, lines: Sequence[HandLine]) -> None:
        """Show these records."""
        clear(self._lines)
        for one in lines:
            self._lines.addWidget(self._line(one))
        self._put_away()
        self.setVisible(bool(lines))

    def _line(self, one: HandLine) -> "Card":
        made = Card(tight=True)
        what = "corrected" if one.corrects else "added"
        words = f"{one.reference + ', ' if one.reference else ''}{one.what}"
        head = row(Badge.of(Mark(called(one.list_name), "accent")), label(words), None, gap=theme.GAP)
        head.addWidget(label(f"{what} by {one.by}, {moment(one.at, self._today)}", "note"))
        correct = Button("Correct…", "quiet", on=lambda: self.correct.emit(one))
        back = Button("Take back…", "quiet", on=lambda: self._begin(one.source_id))
        for button in (correct, back):
            head.addWidget(button)
        made.body.addLayout(head)
        return made

    def _begin(self, source_id: int) -> None:
        self._source = source_id
        for part in (self.reason, self._go, self._cancel):
            part.show()
        self.reason.set_value("")
        self.reason.setFocus()

    def _put_away(self) -> None:
        for part in (self.reason, self._go, self._cancel):
            part.hide()

    def _take_back(self) -> None:
        if not self.reason.value():
            self.reason.setFocus()
            return
        self.back.emit(self._source, self.reason.value())
