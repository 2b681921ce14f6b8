"""The office's calendar, to look at and to change: days closed beyond the bank holidays, holidays worked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.calendar import OfficeCalendar, bank_holiday, bank_holidays, day_words, is_weekend
from app.domain.text import clean
from app.errors import Refused
from app.models import CalendarDay, Meeting
from app.services.clock import Clock
from app.services.months.meeting_records import body_of
from app.services.months.office import office_calendar
from app.services.months.papers import TO_COME, paper_rows
from app.services.months.placing import count_papers, require_day, require_month
from app.store.store import Store


@dataclass(frozen=True)
class CalendarRow:
    """One day of the year that is not like its weekday: a bank holiday, worked or not, or a day closed."""

    day: date
    name: str
    holiday: bool
    works: bool
    changed: bool


@dataclass(frozen=True)
class MovedDue:
    """One paper that falls due on another day than before."""

    meeting_id: int
    body_short: str
    meeting_on: date
    what: str
    was: date
    now: date


@dataclass(frozen=True)
class CalendarChange:
    """What a change of the calendar moved; `meetings` stand on a day on which the office is now closed."""

    moved: tuple[MovedDue, ...]
    meetings: tuple[str, ...]


class WorkingDays:
    """The working days every clock of the store counts by."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def calendar(self) -> OfficeCalendar:
        """The calendar as it stands now."""
        with self._store.reading() as session:
            return office_calendar(session)

    def year(self, year: int) -> tuple[CalendarRow, ...]:
        """The days of one year that differ from their weekday, by date."""
        require_month(year)
        with self._store.reading() as session:
            query = select(CalendarDay).where(
                CalendarDay.day >= date(year, 1, 1), CalendarDay.day <= date(year, 12, 31)
            )
            own = {row.day: row for row in session.execute(query).scalars()}
            shipped = bank_holidays(year)
            return tuple(_row(day, shipped, own.get(day)) for day in sorted({*shipped, *own}))

    def close(self, day: date, name: str, initiator: str = "") -> CalendarChange:
        """The office is closed on a day ("Office move", an extra bank holiday)."""
        words = clean(name).strip()
        if not words:
            raise Refused("A closed day needs a name, for instance “Office closed”; nothing was changed.")
        with self._store.transaction("close day", initiator) as session:
            office = office_calendar(session)
            reason = office.closed_reason(day)
            if reason and day not in office.closed:
                raise Refused(f"{day_words(day)} is {reason} already; nobody works on it.")
            return self._change(session, day, works=False, name=words)

    def work(self, day: date, initiator: str = "") -> CalendarChange:
        """The office is open on a bank holiday."""
        with self._store.transaction("work on holiday", initiator) as session:
            if not bank_holiday(day) or is_weekend(day):
                raise Refused(f"{day_words(day)} is no bank holiday; nothing was changed.")
            return self._change(session, day, works=True, name="")

    def restore(self, day: date, initiator: str = "") -> CalendarChange:
        """A day is again what it is by the rule."""
        with self._store.transaction("restore day", initiator) as session:
            row = _own(session, day)
            if row is None:
                raise Refused(f"{day_words(day)} was not changed, so there is nothing to take back.")
            before = _dues(session, self._clock.today())
            session.delete(row)
            session.flush()
            return self._count_again(session, day, before)

    def _change(self, session: Session, day: date, *, works: bool, name: str) -> CalendarChange:
        require_day(day)
        before = _dues(session, self._clock.today())
        row = _own(session, day) or CalendarDay(day=day)
        row.works, row.name = works, name
        session.add(row)
        session.flush()
        return self._count_again(session, day, before)

    def _count_again(
        self, session: Session, day: date, before: Mapping[tuple[int, str], MovedDue]
    ) -> CalendarChange:
        """The clocks of meetings not yet held follow; those of held ones stay as they were counted."""
        office, today = office_calendar(session), self._clock.today()
        for code in sorted({row.body_code for row in _to_come(session)}):
            count_papers(session, code, office)
        after = _dues(session, today)
        moved = [
            MovedDue(old.meeting_id, old.body_short, old.meeting_on, old.what, old.now, after[key].now)
            for key, old in before.items()
            if key in after and after[key].now != old.now
        ]
        closed = office.closed_reason(day)
        on_it = [row for row in _to_come(session) if row.held_on == day] if closed else []
        meetings = tuple(f"{body_of(row).short} on {day_words(day)}" for row in on_it)
        return CalendarChange(tuple(sorted(moved, key=lambda one: (one.now, one.what))), meetings)


def _row(day: date, shipped: Mapping[date, str], own: CalendarDay | None) -> CalendarRow:
    works = own is not None and own.works
    name = own.name if own is not None and own.name else shipped.get(day, "")
    return CalendarRow(day, name, day in shipped, works, own is not None)


def _own(session: Session, day: date) -> CalendarDay | None:
    return session.execute(select(CalendarDay).where(CalendarDay.day == day)).scalar_one_or_none()


def _to_come(session: Session) -> Iterable[Meeting]:
    query = (
        select(Meeting)
        .where(Meeting.state.in_(TO_COME))
        .order_by(Meeting.held_on)
        .options(joinedload(Meeting.profile), selectinload(Meeting.papers))
    )
    return session.execute(query).unique().scalars().all()


def _dues(session: Session, today: date) -> dict[tuple[int, str], MovedDue]:
    office = office_calendar(session)
    return {
        (meeting.id, paper.key): MovedDue(
            meeting.id, body_of(meeting).short, meeting.held_on, paper.what, paper.due, paper.due
        )
        for meeting in _to_come(session)
        for paper in paper_rows(meeting, today, office)
    }
