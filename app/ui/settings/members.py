"""Members of a body by date, and how often each came: the register of every meeting is made from this."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.domain.calendar import MONTHS
from app.domain.profiles import Body
from app.services.bodies.attendance_figures import a_year_to
from app.services.bodies.members import MemberForm, MemberRow
from app.services.desk import Desk
from app.services.papers.documents import Exported
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.month.shelf import Shelf
from app.ui.problems import guarded, sentence_of
from app.ui.settings.attendance_part import AttendancePart
from app.ui.settings.member_form import MemberCard
from app.ui.tables import Column, Table
from app.ui.widgets import Button, Card, Mark, NoticeBar, Segmented, column, label, row
from app.ui.worker import Job, Progress, run_job

SEATS, ATTENDANCE = "seats", "attendance"
_VACANT, _FORMER = Mark("vacant", "amber"), Mark("before", "grey")
WHY = (
    "The register of a meeting is made from the members on its day. Somebody new ends the membership before; "
    "nothing is deleted, so earlier registers and the figures keep those of their time."
)


def _marks(one: MemberRow) -> Sequence[Mark]:
    if not one.id:
        return (_VACANT,)
    return () if one.now else (_FORMER,)


def _seat(one: MemberRow) -> str:
    place = f"{one.agency} · {one.borough}" if one.borough else one.agency
    return f"{place} ({one.place})"


def _when(one: MemberRow) -> str:
    if one.from_on is None:
        return ""
    return _day(one.from_on) if one.to_on is None else f"{_day(one.from_on)} to {_day(one.to_on)}"


def _day(day: date) -> str:
    """ "1 Jan 2026": of a membership nobody asks for the day of the week."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


class MembersPage(QWidget):
    """One body at a time; its seats, or its attendance over a period."""

    def __init__(self, desk: Desk, _navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._bodies: tuple[Body, ...] = ()
        self._code = ""
        self.choice = Segmented("Body")
        self.view = Segmented("What to see", ((SEATS, "Members"), (ATTENDANCE, "Attendance")))
        self.notice = NoticeBar()
        self.take = Button("Take those of the last register", on=self._take)
        self.table: Table[MemberRow] = Table(
            "Members",
            (
                Column("Seat", _seat, least=150, wrap=True, share=3),
                Column("Member", lambda one: one.name, marks=_marks, least=110, strong=True, share=2),
                Column("Rank or title", lambda one: one.rank or one.role, least=100, wrap=True, share=2),
                Column("Since", _when, least=112, wrap=True),
            ),
            empty=("No seats", "The rules of this body name no seats; add them under Bodies and rules."),
            key=lambda one: (one.id, one.seat_key),
            fit=True,
            sortable=False,
        )
        self.end = Button("Ended today", on=self._end)
        self.remove = Button("Take out", "danger", on=self._remove)
        self.form = MemberCard()
        self.attendance = AttendancePart()
        self.job: Job | None = None
        self._lay()
        self._connect()

    def _lay(self) -> None:
        seats = Card("Who holds which seat", "")
        seats.add(self.table)
        seats.body.addLayout(row(self.end, self.remove, None, self.take, gap=theme.GAP))
        seats.body.addStretch(1)
        self.form.body.addStretch(1)
        shelf = Shelf((seats, 5), (self.form, 3), least=820)
        self._seats = QWidget()
        self._seats.setLayout(column(label(WHY, "note", wrap=True), shelf, gap=theme.WIDE))
        head = row(self.choice, None, self.view, gap=theme.WIDE)
        self.setLayout(column(head, self.notice, self._seats, self.attendance, gap=theme.WIDE))
        self.view.set_value(SEATS)
        self.attendance.hide()

    def _connect(self) -> None:
        self.choice.chosen.connect(self._choose)
        self.view.chosen.connect(self._turn)
        self.table.picked.connect(lambda _one: self._picked())
        self.table.activated.connect(self._edit)
        self.form.wanted.connect(self._keep)
        self.attendance.period.connect(self._show_attendance)
        self.attendance.document.connect(self._write)

    def refresh(self) -> None:
        """Read the bodies, and the one in sight."""
        bodies = self._desk.members.bodies()
        if [body.code for body in bodies] != [body.code for body in self._bodies]:
            self.choice.set_options([(body.code, body.short) for body in bodies])
        self._bodies = bodies
        codes = [body.code for body in bodies]
        seated = [body.code for body in bodies if body.seats]
        self._code = self._code if self._code in codes else next(iter((*seated, *codes)), "")
        self.choice.set_value(self._code)
        if self._code:
            self._show()

    def _choose(self, code: object) -> None:
        self._code = str(code)
        self.form.start_anew()
        self._show()

    def _turn(self, view: object) -> None:
        self._seats.setVisible(view == SEATS)
        self.attendance.setVisible(view == ATTENDANCE)
        self._show()

    def _show(self) -> None:
        body = next(body for body in self._bodies if body.code == self._code)
        self.form.offer(body.seats)
        rows = self._desk.members.of(self._code)
        self.table.set_rows(rows)
        self.take.setVisible(any(not one.id for one in rows))
        self._picked()
        if self.attendance.until.day() is None:
            today = self._desk.clock.today()
            self.attendance.until.set_day(today)
            self.attendance.since.set_day(a_year_to(today))
        self._show_attendance()

    def _picked(self) -> None:
        one = self.table.current()
        self.end.setEnabled(one is not None and one.now)
        self.remove.setEnabled(one is not None and bool(one.id))

    def _edit(self, one: MemberRow) -> None:
        self.form.show_member(one)
        self.form.take_focus()

    def _do(self, work: Callable[[], object], words: str) -> bool:
        with guarded(self) as act:
            work()
        if act.ok:
            self.notice.say(words, "green")
            self.refresh()
        return act.ok

    def _keep(self, member: int, form: MemberForm, beside: bool) -> None:
        members = self._desk.members

        def work() -> None:
            if member:
                members.change(member, form)
            else:
                members.add(self._code, form, beside)

        if self._do(work, f"{form.name} is a member from {_day(form.from_on)}."):
            self.form.start_anew()

    def _end(self) -> None:
        one = self.table.current()
        if one is not None and one.id:
            today = self._desk.clock.today()
            self._do(lambda: self._desk.members.end(one.id, today), f"{one.name} is a member until today.")

    def _remove(self) -> None:
        one = self.table.current()
        if one is not None and one.id:
            self._do(lambda: self._desk.members.remove(one.id), f"{one.name} was taken out as a mistake.")

    def _take(self) -> None:
        today, members = self._desk.clock.today(), self._desk.members
        with guarded(self) as act:
            made = members.take_from_register(self._code, today)
        if act.ok:
            words = "1 member was" if made == 1 else f"{made} members were"
            nobody = "The last register names nobody for a seat that has no member."
            self.notice.say(f"{words} taken from the last register." if made else nobody)
            self.refresh()

    def _show_attendance(self) -> None:
        since, until = self.attendance.since.day(), self.attendance.until.day()
        if since is None or until is None or self.attendance.isHidden():
            return
        if until < since:
            self.attendance.show_nothing("The period ends before it begins; give a later day for its end.")
            return
        with guarded(self):
            self.attendance.show_view(self._desk.attendance.of(self._code, since, until))

    def _write(self, target: Path) -> None:
        since, until = self.attendance.since.day(), self.attendance.until.day()
        if since is None or until is None:
            return
        last, period, desk = (
            self._desk.attendance.of(self._code, since, until).meetings[-1],
            (since, until),
            self._desk,
        )

        def work(_progress: Progress) -> Exported:
            with closing(desk.second()) as own:
                return own.documents.export("attendance", last.id, target, period=period)

        self.notice.put_away()
        self.job = run_job(self, work, done=self._written, failed=self._failed)

    def _failed(self, problem: Exception) -> None:
        self.notice.say(*sentence_of(problem))

    def _written(self, made: Exported) -> None:
        self.notice.say(f"Written to {made.file}.", "green")
