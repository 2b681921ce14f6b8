"""This month at a glance: where the meetings stand, who matters most, what is due and what has changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import MONTHS, OfficeCalendar
from app.domain.deadlines import AGENDA, BEFORE_MEETING, MINUTES, Timeliness
from app.domain.meetings import MeetingState
from app.models import Meeting
from app.services.clock import Clock
from app.services.months.changes_of_month import changes_of_month
from app.services.months.due import DueRow, together
from app.services.months.interview_count import InterviewCount, count_interviews
from app.services.months.meeting_records import MASE
from app.services.months.meeting_rows import (
    MeetingRow,
    day_and_month,
    meeting_rows,
    meetings_between,
    month_of,
)
from app.services.months.meeting_rows import weekday_and_day as weekday
from app.services.months.office import office_calendar
from app.services.months.papers import PaperRow
from app.services.months.planner import Planner
from app.services.people.crosschecking import ChildRow, CrossCheck
from app.services.people.who import Who
from app.services.referrals.onward_rows import WAITING, OnwardRow, onward_rows
from app.services.room.actions import Actions, AgencyOverdue
from app.store.store import Store

__all__ = ["AgencyCount", "Home", "InterviewCount", "MonthView", "TimePoint"]

AgencyCount = AgencyOverdue
_TOP = 6
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
Chip = tuple[str, str]


@dataclass(frozen=True)
class TimePoint:
    """One meeting on the time line; a chip is its words and a tone ("green", "amber", "red", "grey" …)."""

    meeting_id: int
    short: str
    on: date
    time_text: str
    done: bool
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class MonthView:
    """Home. `several` are the first few children on two lists or more, of `several_total`. `waiting` are the
    onward referrals that no meeting has answered yet, the longest sent first.

    `due` is the first of `due_total` papers and duties, what is overdue first; actions and interviews have
    figures of their own.
    """

    title: str
    note: str
    meetings: tuple[MeetingRow, ...]
    points: tuple[TimePoint, ...]
    today: date
    several: tuple[ChildRow, ...]
    several_total: int
    overdue: tuple[AgencyCount, ...]
    due: tuple[DueRow, ...]
    due_total: int
    interviews: InterviewCount
    changed: tuple[tuple[str, int], ...]
    undecided_pairs: int
    next_mase_id: int | None
    changed_since: str = ""
    waiting: tuple[OnwardRow, ...] = ()


class Home:
    """Every figure here is a door: the list behind it is a screen of its own."""

    def __init__(
        self, store: Store, clock: Clock, crosscheck: CrossCheck, who: Who, planner: Planner
    ) -> None:
        self._store = store
        self._clock = clock
        self._crosscheck = crosscheck
        self._who = who
        self._planner = planner
        self._actions = Actions(store, clock)

    def month(self, year: int, month: int) -> MonthView:
        """All that home shows for a month; what is due or overdue is as of today."""
        first, last = month_of(year, month)
        today = self._clock.today()
        several = self._crosscheck.children()
        overdue = tuple(line for line in self._actions.overdue_by_agency(today) if line.overdue)
        due = together(row for row in self._planner.due(today) if _still_of_use(row, today))
        undecided = self._who.progress()[0]
        with self._store.reading() as session:
            office = office_calendar(session)
            rows = meeting_rows(session, meetings_between(session, first, last), today, office)
            waiting = onward_rows(session, self._clock, WAITING)
            return MonthView(
                f"{MONTHS[month - 1]} {year}",
                _note(rows, today, office),
                rows,
                tuple(_point(row, today) for row in rows),
                today,
                several[:_TOP],
                len(several),
                overdue,
                due[:_TOP],
                len(due),
                count_interviews(session, self._clock),
                changes_of_month(session, self._clock, first, last),
                undecided,
                _next_mase(session, rows, first),
                MONTHS[month - 2],
                waiting,
            )


def _still_of_use(row: DueRow, today: date) -> bool:
    """Papers for a meeting whose day has passed come too late for anybody; its minutes do not."""
    over = row.kind in BEFORE_MEETING and row.meeting_on is not None and row.meeting_on < today
    return row.is_paper and not over


def _next_mase(session: Session, rows: Sequence[MeetingRow], first: date) -> int | None:
    """The month's own MASE while it is to be held, else the first after it that is planned."""
    here = next((row.id for row in rows if row.body_kind == MASE and not row.held), None)
    codes = {row.body_code for row in rows if row.body_kind == MASE}
    if here is not None or not codes:
        return here
    over = [state.value for state in MeetingState if state.held]
    query = (
        select(Meeting.id)
        .where(Meeting.body_code.in_(codes), Meeting.held_on >= first, Meeting.state.not_in(over))
        .order_by(Meeting.held_on)
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none()


def _note(rows: Sequence[MeetingRow], today: date, office: OfficeCalendar) -> str:
    if not rows:
        return "Nothing is planned yet"
    waiting = [row for row in rows if not row.held]
    if not waiting:
        return _all_held(len(rows))
    row = next((row for row in waiting if row.body_kind == MASE), waiting[0])
    if row.state == MeetingState.OPEN:
        return f"{row.body_short} is under way"
    if row.on < today:
        return f"{row.body_short} of {weekday(row.on)} is not recorded as held"
    return f"{row.body_short} is {_when(row.on, today, office)}"


def _all_held(count: int) -> str:
    words = _NUMBERS[count].lower() if count < len(_NUMBERS) else str(count)
    return {1: "The meeting is held", 2: "Both meetings are held"}.get(
        count, f"All {words} meetings are held"
    )


def _when(on: date, today: date, office: OfficeCalendar) -> str:
    days, working = (on - today).days, office.between(today, on)
    if days < 2:
        return "tomorrow" if days else "today"
    return f"in {working} working day{'' if working == 1 else 's'}" if working else f"in {days} days"


def _point(row: MeetingRow, today: date) -> TimePoint:
    when = weekday(row.on) if row.held else f"{weekday(row.on)}, {row.starts:%H:%M}"
    return TimePoint(row.id, row.body_short, row.on, when, row.held, tuple(_chips(row, today)))


def _chips(row: MeetingRow, today: date) -> Iterator[Chip]:
    if row.state == MeetingState.OPEN:
        yield ("under way", "accent")
    elif row.held:
        yield _minutes_chip(row, today)
        if row.quorate is False:
            yield ("not quorate", "red")
    else:
        yield _agenda_chip(row, today)
        if row.forecast:
            yield (row.forecast, "green" if row.forecast_met else "amber")


def _agenda_chip(row: MeetingRow, today: date) -> Chip:
    agenda = row.papers_by_key[AGENDA]
    if agenda.again:
        return ("papers to go again", "red")
    if agenda.sent_on is not None:
        late = agenda.timeliness is Timeliness.LATE
        return (f"papers out {day_and_month(agenda.sent_on)}", "amber" if late else "green")
    return _to_do("papers", agenda, today)


def _minutes_chip(row: MeetingRow, today: date) -> Chip:
    if row.state == MeetingState.AGREED:
        return ("minutes agreed", "green")
    minutes = row.papers_by_key[MINUTES]
    if minutes.sent_on is not None:
        return (f"minutes out {day_and_month(minutes.sent_on)}", "green")
    return _to_do("minutes", minutes, today)


def _to_do(what: str, paper: PaperRow, today: date) -> Chip:
    if paper.due < today:
        return (f"{what} overdue since {day_and_month(paper.due)}", "red")
    return (f"{what} due {day_and_month(paper.due)}", "amber" if paper.soon or what == "minutes" else "grey")
