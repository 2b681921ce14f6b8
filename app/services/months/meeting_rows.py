"""Meetings as rows: where each stands, what it still owes, and what can be said of its day and its quorum."""

import calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.attendance import Attendee
from app.domain.calendar import MONTHS, OfficeCalendar, day_words
from app.domain.deadlines import AGENDA, MINUTES
from app.domain.meetings import MeetingState
from app.domain.planning import order_findings
from app.domain.profiles import Body
from app.domain.quorum import Quorum, forecast
from app.models import Attendance, Meeting
from app.services.months.meeting_records import body_of, standing_of
from app.services.months.office import office_calendar
from app.services.months.papers import TO_COME, PaperRow, paper_rows, short_notice_words

_NO_QUORUM = "none"
_YEAR = 5  # " 2026" at the end of a day in words
_TOO_MANY = 900  # values in one SQL "IN"


@dataclass(frozen=True)
class MeetingRow:
    """One meeting as screens and the command line show it.

    `quorate` is None until the meeting has closed. `forecast` ("quorum forecast 7 of 11") is "" once it has
    begun and where no quorum is set. `order_note` says why it is on this day, and what speaks against it;
    `short_notice` who agreed that its papers may go out late.
    """

    id: int
    body_code: str
    body_short: str
    body_name: str
    on: date
    starts: time
    ends: time
    venue: str
    state: str
    state_words: str
    agenda_due: date
    minutes_due: date
    agenda_sent_on: date | None
    minutes_sent_on: date | None
    quorate: bool | None
    forecast: str
    order_note: str
    forecast_met: bool | None = None
    body_kind: str = ""
    papers: tuple[PaperRow, ...] = ()
    short_notice: str = ""

    @property
    def papers_by_key(self) -> Mapping[str, PaperRow]:
        return {one.key: one for one in self.papers}

    @property
    def held(self) -> bool:
        return MeetingState(self.state).held

    @property
    def begun(self) -> bool:
        return self.state not in TO_COME


def day_and_month(day: date) -> str:
    """A day within a month that is known: "17 Nov"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def weekday_and_day(day: date) -> str:
    """The same with its weekday: "Tue 17 Nov"."""
    return day_words(day)[:-_YEAR]


def month_of(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def meetings_between(session: Session, first: date, last: date) -> list[Meeting]:
    """The meetings from one day to another, both counted, by date and hour, with their profiles."""
    query = (
        select(Meeting)
        .where(Meeting.held_on >= first, Meeting.held_on <= last)
        .options(joinedload(Meeting.profile), selectinload(Meeting.papers))
        .order_by(Meeting.held_on, Meeting.starts, Meeting.id)
    )
    return list(session.execute(query).scalars())


def one_of_each(meetings: Iterable[Meeting], but: int | None = None) -> tuple[tuple[Body, date], ...]:
    """A month's other meetings for the rules of order: of several of one body the first counts."""
    first: dict[str, tuple[Body, date]] = {}
    for meeting in meetings:
        if meeting.id != but:
            first.setdefault(meeting.body_code, (body_of(meeting), meeting.held_on))
    return tuple(first.values())


def meeting_row(session: Session, meeting: Meeting, today: date) -> MeetingRow:
    """One meeting as a row, in a session that is already open."""
    return meeting_rows(session, (meeting,), today)[0]


def meeting_rows(
    session: Session, meetings: Sequence[Meeting], today: date, office: OfficeCalendar | None = None
) -> tuple[MeetingRow, ...]:
    """Meetings as rows in the order given, with a few queries for all of them."""
    if not meetings:
        return ()
    first, last = min(one.held_on for one in meetings), max(one.held_on for one in meetings)
    months: dict[tuple[int, int], list[Meeting]] = defaultdict(list)
    around = meetings_between(
        session, month_of(first.year, first.month)[0], month_of(last.year, last.month)[1]
    )
    for one in around:
        months[one.held_on.year, one.held_on.month].append(one)
    office = office or office_calendar(session)
    registers = _registers(session, [one.id for one in meetings if one.state in TO_COME])
    return tuple(
        _row(
            one,
            months[one.held_on.year, one.held_on.month],
            registers.get(one.id, []),
            paper_rows(one, today, office),
            today,
        )
        for one in meetings
    )


def _registers(session: Session, meeting_ids: Sequence[int]) -> Mapping[int, list[Attendance]]:
    if not meeting_ids:
        return {}
    query = select(Attendance).order_by(Attendance.id)
    if len(meeting_ids) <= _TOO_MANY:
        query = query.where(Attendance.meeting_id.in_(meeting_ids))
    found: dict[int, list[Attendance]] = defaultdict(list)
    for line in session.execute(query).scalars():
        found[line.meeting_id].append(line)
    return found


def _row(
    meeting: Meeting,
    month: Iterable[Meeting],
    register: Iterable[Attendance],
    papers: tuple[PaperRow, ...],
    today: date,
) -> MeetingRow:
    body = body_of(meeting)
    known = {one.key: one for one in papers}
    agenda, minutes = known[AGENDA], known[MINUTES]
    expected = _expected(meeting, body, register)
    return MeetingRow(
        meeting.id,
        meeting.body_code,
        body.short,
        body.name,
        meeting.held_on,
        meeting.starts,
        meeting.ends,
        meeting.venue,
        meeting.state,
        _state_words(meeting, today),
        agenda.due,
        minutes.due,
        agenda.sent_on,
        minutes.sent_on,
        meeting.quorate,
        f"quorum forecast {expected.figures}" if expected else "",
        _order_note(meeting, body, month),
        expected.met if expected else None,
        body.kind,
        papers,
        short_notice_words(meeting),
    )


def _expected(meeting: Meeting, body: Body, register: Iterable[Attendance]) -> Quorum | None:
    if meeting.state not in TO_COME or body.quorum.kind == _NO_QUORUM:
        return None
    people = [Attendee(line.name, standing_of(line), line.seat_key, line.agency) for line in register]
    return forecast(body.quorum, body.seats, people, ranks=body.ranks)


def _state_words(meeting: Meeting, today: date) -> str:
    state = MeetingState(meeting.state)
    if state in TO_COME and meeting.held_on < today:
        return f"{state.label}, the day has passed"
    return state.label


def _order_note(meeting: Meeting, body: Body, month: Iterable[Meeting]) -> str:
    notes = [meeting.date_reason] if meeting.date_reason else []
    for other, day in one_of_each(month, meeting.id):
        if other.code != body.code:
            dates = {other.code: day, body.code: meeting.held_on}
            notes += [finding.sentence for finding in order_findings(dates, (other, body))]
    return " ".join(notes)
