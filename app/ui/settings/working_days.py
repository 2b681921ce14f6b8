"""The office's own calendar: bank holidays, days closed beyond them, holidays that are worked."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.calendar import is_weekend
from app.services.desk import Desk
from app.services.months.due import lower_first
from app.services.months.working_days import CalendarChange, CalendarRow
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.month.shelf import Shelf
from app.ui.month.words import count_words, long_day, short_day
from app.ui.settings.rules import listed
from app.ui.settings.year_calendar import YearCalendar
from app.ui.theme import Tone
from app.ui.widgets import (
    Badge,
    Button,
    Card,
    DateField,
    LineField,
    Mark,
    NoticeBar,
    clear,
    column,
    field,
    label,
    row,
    rule,
)

_MOST = 4  # moved papers named one by one; the rest is a number
_HOLIDAY, _WORKED, _CLOSED = Mark("bank holiday"), Mark("worked", "green"), Mark("closed", "amber")


def _mark(one: CalendarRow) -> Mark:
    if one.holiday and (one.works or not one.changed):
        return _WORKED if one.works else _HOLIDAY
    return _CLOSED


class DayRow(QWidget):
    """One day that is not like its weekday, and the button that changes it."""

    def __init__(self, one: CalendarRow, words: str, on: Callable[[], object]) -> None:
        super().__init__()
        line = row(gap=8, margins=(8, 2, 0, 2))
        about = column(label(short_day(one.day), "strong"), label(one.name, "note", wrap=True), gap=0)
        line.addLayout(about, 1)
        line.addWidget(Badge.of(_mark(one)))
        self.button = Button(words, "quiet", on=on)
        self.button.setAccessibleName(f"{words}: {long_day(one.day)}")
        line.addWidget(self.button)
        self.setLayout(line)


class WorkingDaysPage(QWidget):
    """A year to look at, its days to change; after each change it says what falls due on another day."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._days = desk, desk.working_days
        self.year = desk.clock.today().year
        self.notice = NoticeBar()
        self._title = label("", "lead")
        self._back = Button("‹", "quiet", on=lambda: self._step(-1))
        self._back.setAccessibleName("Year before")
        self._forward = Button("›", "quiet", on=lambda: self._step(1))
        self._forward.setAccessibleName("Year after")
        self.calendar = YearCalendar()
        self.day = DateField("Day")
        self.name = LineField("Why the office is closed", "For instance: Office closed", most=80)
        self._said = label("", "note", wrap=True)
        self.close_it = Button("Close this day", "primary", on=self._close)
        self._list = column(gap=0)
        self._lay_out()
        self._connect()
        self._ready()

    def _lay_out(self) -> None:
        head = row(self._back, self._title, self._forward, None, gap=4)
        year = Card("", "")
        year.setAccessibleName("The year")
        year.body.addLayout(head)
        year.add(self.calendar)
        form = Card("Close a day", "", field("Day", self.day), field("Why", self.name))
        form.add(self._said)
        form.body.addLayout(row(self.close_it, None))
        self._days_card = Card("Days that differ")
        self._days_card.body.addLayout(self._list)
        side = QWidget()
        side.setLayout(column(form, self._days_card, None, gap=theme.WIDE))
        year.body.addStretch(1)
        for card in (form, self._days_card):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        why = label(
            "Every deadline counted in working days goes by this calendar: Monday to Friday without the "
            "bank holidays of England and Wales, which are worked out and not fetched. When it changes, what "
            "is due for meetings still to come is counted again; what was due for a held meeting stays.",
            "note",
            wrap=True,
        )
        shelf = Shelf((year, 4), (side, 3), least=760)
        self.setLayout(column(why, self.notice, shelf, gap=theme.WIDE))

    def _connect(self) -> None:
        self.calendar.picked.connect(self._pick)
        self.day.changed.connect(lambda _day: self._ready())
        self.name.textChanged.connect(lambda _text: self._ready())

    def refresh(self) -> None:
        """Read the year again and show it."""
        rows = self._days.year(self.year)
        self._title.setText(str(self.year))
        tones: dict[date, tuple[Tone, str]] = {one.day: (_mark(one).tone, one.name) for one in rows}
        self.calendar.show_year(self.year, tones, self._desk.clock.today())
        changed = sum(one.changed for one in rows)
        self._days_card.set_title("Days that differ", f"{changed} changed here" if changed else "as it ships")
        clear(self._list)
        for at, one in enumerate(rows):
            if at:
                self._list.addWidget(rule())
            self._list.addWidget(self._row(one))
        self._ready()

    def _row(self, one: CalendarRow) -> DayRow:
        day = one.day
        if one.changed:
            words = "Back to a holiday" if one.works else "Take it out"
            return DayRow(one, words, lambda: self._say(self._days.restore(day)))
        made = DayRow(one, "We work on it", lambda: self._say(self._days.work(day)))
        made.button.setVisible(not is_weekend(day))
        return made

    def _step(self, years: int) -> None:
        self.year += years
        self.refresh()

    def _pick(self, day: date) -> None:
        self.day.set_day(day)
        self.name.setFocus()
        self._ready()

    def _ready(self) -> None:
        day = self.day.day()
        self.calendar.choose(day)
        reason = self._desk.working_days.calendar().closed_reason(day) if day else ""
        words = f"{long_day(day)}{f': {reason}' if reason else ''}" if day else ""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self.close_it.setEnabled(bool(day and self.name.value() and not reason))

    def _close(self) -> None:
        day = self.day.day()
        assert day is not None
        change = self._days.close(day, self.name.value())
        self.day.set_day(None)
        self.name.set_value("")
        self._say(change)

    def _say(self, change: CalendarChange) -> None:
        self.refresh()
        self.notice.say(moved_words(change), "amber" if change.meetings else "green")


def moved_words(change: CalendarChange) -> str:
    """What a change of the calendar moved, in sentences: papers that move together in one."""
    groups: dict[tuple[str, date, date, date], list[str]] = {}
    for one in change.moved:
        key = (one.body_short, one.meeting_on, one.was, one.now)
        groups.setdefault(key, []).append(lower_first(one.what))
    said = [
        f"{short} {short_day(meeting)}: {listed(names)} {'is' if len(names) == 1 else 'are'} due "
        f"{short_day(now)}, not {short_day(was)}."
        for (short, meeting, was, now), names in list(groups.items())[:_MOST]
    ]
    more = sum(len(names) for names in list(groups.values())[_MOST:])
    if more:
        said.append(f"{count_words(more, 'other paper')} moved as well.")
    if not said:
        said.append("Nothing falls due on another day.")
    said += [f"{one}: the office is closed on it now; move the meeting." for one in change.meetings]
    return " ".join(said)
