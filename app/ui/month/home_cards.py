"""The cards of This month; each figure is a button that opens the list behind it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from app.domain.crosscheck import Badge
from app.services.months.due import DueRow
from app.services.months.home import AgencyCount, InterviewCount, MonthView
from app.services.people.crosschecking import ChildRow
from app.services.referrals.onward_rows import OnwardRow
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.month.corner import CornerButton
from app.ui.month.words import Month, chip, count_words, due_day, due_mark, short_day
from app.ui.referrals.words import waited_mark
from app.ui.tables import Column, Table
from app.ui.widgets import (
    BarRow,
    Button,
    Card,
    LineRow,
    Mark,
    Meter,
    Stop,
    TimeLine,
    clear,
    column,
    label,
    masked,
    privacy,
    row,
    subheading,
)

AGENCIES = 4
REFERRALS = 2  # lines; with more, the last one says how many
LINE_WIDTH = 640


class MonthLine(Card):
    """The month's meetings on one line; each opens its page."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__()
        self._line = TimeLine()
        self._line.activated.connect(lambda key: navigator.go("meetings", key))
        self.add(self._line)
        # Three meetings with their badges and today need as much; below it the page scrolls.
        self.setMinimumWidth(LINE_WIDTH)
        self.setAccessibleName("The month's meetings")

    def show_month(self, view: MonthView, month: Month) -> None:
        """Show this month."""
        stops = [
            Stop(
                point.meeting_id,
                point.short,
                point.on,
                point.time_text,
                point.done,
                tuple(chip(text, tone) for text, tone in point.chips),
            )
            for point in view.points
        ]
        self._line.set_month(month.first, month.last, view.today, stops)


def _badge(one: Badge) -> Mark:
    """Short here, so that three stand on a line: what follows the comma is said in why it matters."""
    return chip(one.text.partition(",")[0], one.tone)


_SEVERAL: tuple[Column[ChildRow], ...] = (
    Column(
        "Child",
        lambda row: row.short_name,
        172,
        note=lambda row: "" if row.age is None else str(row.age),
        marks=lambda row: (Mark("new", "amber"),) if row.new else (),
        strong=True,
        personal=True,
    ),
    Column("Lists", lambda _row: "", 256, marks=lambda row: [_badge(one) for one in row.badges]),
    Column("Why it matters", lambda row: row.why, wrap=True),
)


class SeveralLists(Card):
    """The children on two lists or more, gravest first; a few, and the way to all."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__("On two lists or more")
        self._rows: tuple[ChildRow, ...] = ()
        self._few = 1
        self._all = CornerButton(self, "See all", lambda: navigator.go("crosscheck", "several"))
        self.table = Table[ChildRow](
            "Children on two lists or more",
            _SEVERAL,
            empty=(
                "No child is on more than one list",
                "Children appear here once two rows are known to be one child.",
            ),
            key=lambda row: row.person_id,
            fit=True,
            sortable=False,
        )
        self.add(self.table)
        self.body.addStretch(1)
        self.table.activated.connect(lambda child: navigator.go("children", child.person_id))
        self.table.view.clicked.connect(
            lambda index: navigator.go("children", self.table.rows()[index.row()].person_id)
        )

    def show_children(self, rows: Sequence[ChildRow], total: int) -> None:
        """Show the first of so many."""
        self._rows = tuple(rows)
        self.set_title("On two lists or more", count_words(total, "child", "children"))
        self._all.set_text(f"See all {total}")
        self._all.setVisible(bool(total))
        self._fill()

    def show_few(self, few: int) -> None:
        """How many there is room for."""
        if few != self._few:
            self._few = few
            self._fill()

    def _fill(self) -> None:
        self.table.set_rows(self._rows[: self._few])


class Overdue(Card):
    """Overdue actions by agency, the referrals that wait for a meeting's answer, and what waits for ours."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__("Actions overdue, by agency")
        self._navigator = navigator
        self._all = CornerButton(self, "See all", lambda: navigator.go("actions", "overdue"))
        self._shown: tuple[Sequence[AgencyCount], int, Sequence[OnwardRow]] | None = None
        self.body.setSpacing(0)
        privacy.changed.connect(self._again)

    def show_counts(
        self, counts: Sequence[AgencyCount], pairs: int, waiting: Sequence[OnwardRow] = ()
    ) -> None:
        """The most overdue first; `pairs` are undecided, `waiting` no meeting has answered."""
        self._shown = (counts, pairs, waiting)
        clear(self.body)
        shown = counts[: AGENCIES - bool(waiting)]
        for at, one in enumerate(shown, start=1):
            self.body.addWidget(
                BarRow(one.agency, one.overdue, one.total, on=self._opens(one.agency), last=at == len(shown))
            )
        if not counts:
            self.body.addWidget(label("No action is overdue.", "note"))
        total = sum(one.overdue for one in counts)
        self._all.set_text(f"See all {total}")
        self._all.setVisible(total > 0)
        # One heading for both where there are both, so that a low window shows all of the page.
        self.body.addWidget(subheading("Waiting for an answer" if waiting else "Waiting for a decision"))
        self._fill_waiting(waiting)
        self.body.addWidget(self._pairs(pairs))
        self.body.addStretch(1)

    def _fill_waiting(self, waiting: Sequence[OnwardRow]) -> None:
        most = REFERRALS if len(waiting) <= REFERRALS else REFERRALS - 1
        shown = waiting[:most]
        for one in shown:
            self.body.addWidget(self._referral(one))
        more = len(waiting) - len(shown)
        if more:
            words = f"{more} more"
            self.body.addWidget(
                LineRow(words, on=lambda: self._navigator.go("crosscheck", "onward"), last=True)
            )

    def _referral(self, one: OnwardRow) -> LineRow:
        made = LineRow(
            f"{one.from_short} asks {one.to_short}: {masked(one.short_name)}",
            marks=(waited_mark(one),),
            on=lambda: self._navigator.go("crosscheck", f"onward:{one.id}"),
        )
        made.setToolTip(f"{masked(one.asked)}\nAnswer due {short_day(one.due)}")
        return made

    def _again(self) -> None:
        if self._shown is not None:
            self.show_counts(*self._shown)

    def _opens(self, agency: str) -> Callable[[], None]:
        return lambda: self._navigator.go("actions", agency)

    def _pairs(self, pairs: int) -> LineRow:
        if not pairs:
            return LineRow("Who is who: nothing waits", marks=(Mark("all decided", "green"),), last=True)
        words = "Who is who: rows that may be one child"
        mark = Mark(count_words(pairs, "pair"), "amber")
        return LineRow(words, marks=(mark,), on=lambda: self._navigator.go("crosscheck", "who"), last=True)


class DueNext(Card):
    """Papers, minutes and reports, what is overdue first; each opens its meeting, and the way to all."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__("Due next")
        self._navigator = navigator
        self._all = CornerButton(self, "See all", lambda: navigator.go("meetings", "papers"))
        self.body.setSpacing(0)

    def show_due(self, rows: Sequence[DueRow], today: date, most: int, total: int) -> None:
        """Show the first of so many."""
        self._all.set_text(f"See all {total}")
        self._all.setVisible(total > most)
        clear(self.body)
        shown = rows[:most]
        for at, one in enumerate(shown, start=1):
            self.body.addWidget(
                LineRow(
                    one.what,
                    due_day(one.due, today),
                    marks=(due_mark(one),) if one.soon else (),
                    on=self._opens(one.meeting_id),
                    last=at == len(shown),
                )
            )
        if not rows:
            self.body.addWidget(label("Nothing is due.", "note"))
        self.body.addStretch(1)

    def _opens(self, meeting_id: int | None) -> Callable[[], None]:
        """A report belongs to no meeting: the page of all papers has it."""
        return lambda: self._navigator.go("meetings", meeting_id or "papers")


_INTERVIEWS: tuple[Column[DueRow], ...] = (
    Column("Child", lambda row: row.what.rpartition(": ")[2], personal=True),
    Column("Ends", lambda row: short_day(row.due), 96),
    Column("", lambda _row: "", 136, "right", marks=lambda row: (_ends(row),)),
)


def _ends(row: DueRow) -> Mark:
    return Mark("overdue", "red") if row.overdue else Mark(row.standing.removeprefix("due "), "amber")


class Interviews(Card):
    """Return home interviews of the current return; `Which` unfolds those running and overdue."""

    unfolded = Signal(bool)

    def __init__(self) -> None:
        super().__init__("Return home interviews")
        self._figure = label("", "title")
        self._of = label("", "note")
        self._of.setContentsMargins(0, 0, 0, theme.TIGHT)
        self._meter = Meter("Return home interviews in time")
        self._words = label("", "note", wrap=True)
        self._which = CornerButton(self, "Which", self._toggle)
        self.table = Table[DueRow](
            "Interviews running or overdue",
            _INTERVIEWS,
            empty=("None is running or overdue", "Of the last fourteen days."),
            fit=True,
            sortable=False,
        )
        self.table.hide()
        line = row(self._figure, gap=12)
        line.addWidget(self._of, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(line)
        self.add(self._meter, self._words, self.table)
        self.body.addStretch(1)

    def show_count(self, count: InterviewCount, open_ones: Sequence[DueRow]) -> None:
        """The count, and the interviews that are running or overdue."""
        self.set_title("Return home interviews", f"within {count.hours} hours")
        self._figure.setText(str(count.in_time) if count.total else "–")
        self._of.setText(f"of {count.total} in time" if count.total else "no episodes yet")
        self._meter.set_value(count.in_time, count.total)
        self._words.setText(count.words)
        self._which.setVisible(bool(open_ones) or self.table.isVisible())
        self.table.set_rows(open_ones)

    def _toggle(self) -> None:
        shows = self.table.isHidden()
        self.table.setVisible(shows)
        self._which.set_text("Hide" if shows else "Which")
        self.unfolded.emit(shows)


class Changed(Card):
    """What has changed since the month before; each figure opens the children."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__("Changed")
        self._navigator = navigator
        self.body.setSpacing(0)

    def show_changes(self, since: str, changed: Sequence[tuple[str, int]]) -> None:
        """Show these."""
        self.set_title(f"Changed since {since}" if since else "Changed")
        clear(self.body)
        for at, (words, count) in enumerate(changed, start=1):
            self.body.addWidget(
                LineRow(
                    words,
                    value=str(count),
                    on=lambda: self._navigator.go("children", "list"),
                    last=at == len(changed),
                )
            )
        self.body.addStretch(1)


def nothing_planned(month: Month, on: Callable[[], object]) -> Card:
    """In place of the time line, where a month has no meeting yet."""
    card = Card()
    words = column(
        label(f"Nothing is planned for {month.title}", "heading"),
        label(
            "The plan puts the meetings in their order and counts when papers and minutes are due.", "note"
        ),
        gap=theme.TIGHT,
    )
    line = row(gap=12)
    line.addLayout(words, 1)
    line.addWidget(Button(f"Plan {month.name}", "primary", on=on))
    card.body.addLayout(line)
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return card
