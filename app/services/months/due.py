"""What is due: papers before a meeting, minutes after it, actions, and what is owed to missing children."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.calendar import OfficeCalendar
from app.domain.crosscheck import body_for
from app.domain.deadlines import PAPER_NAMES, REPORT, is_overdue, standing
from app.domain.duties import PROVIDERS, REVIEW
from app.domain.lists import ListName
from app.domain.meetings import MeetingState
from app.domain.profiles import Body
from app.models import Action, Case, ChildNote, Meeting, MonthlyEntry
from app.services.areas import parsed, profiles_in_force
from app.services.clock import Clock
from app.services.missing.owed import owed
from app.services.months.duties import owed_in
from app.services.months.meeting_records import body_of
from app.services.months.office import office_calendar
from app.services.months.papers import SOON, paper_rows
from app.services.pathway.owed import owed as on_the_pathway
from app.services.referrals.onward_rows import WAITING, onward_rows
from app.services.room.action_rows import OPEN

ACTION, ONWARD = "action", "onward"
_PAPER_KINDS = (*PAPER_NAMES, REVIEW, PROVIDERS)
_MINUTES_OUT = (MeetingState.DRAFT_CIRCULATED, MeetingState.AGREED)


@dataclass(frozen=True)
class DueRow:
    """One thing to do by the end of `due`; `body` is the code of the body it is for.

    `kind` is the key of a paper ("agenda", "report:…") or of a duty, "action", "interview", "safety plan",
    "home authority", or "onward", the answer to a referral from another body. `soon` is within a few
    working days, or past.
    """

    what: str
    due: date
    body: str
    body_short: str
    meeting_id: int | None
    overdue: bool
    standing: str
    kind: str = ""
    meeting_on: date | None = None
    soon: bool = False

    @property
    def is_paper(self) -> bool:
        """Whether it is something that the office sends out."""
        return self.kind in _PAPER_KINDS or self.kind.startswith(REPORT)


def due_rows(session: Session, clock: Clock, on: date, within_days: int | None = None) -> tuple[DueRow, ...]:
    """Everything due as it stands on a day, by date, in a session that is already open.

    `within_days` (calendar days) leaves out what is due later; what is overdue always stays.
    """
    count = _Count(on, office_calendar(session))
    rows = [
        *_papers(session, count),
        *_duties(session, clock, count),
        *_actions(session, count),
        *_missing(session, clock, count),
        *_onward(session, clock, count),
        *_pathway(session, clock, count),
    ]
    last = None if within_days is None else on + timedelta(days=within_days)
    wanted = (row for row in rows if last is None or row.due <= last)
    return tuple(sorted(wanted, key=lambda row: (row.due, row.what)))


@dataclass(frozen=True)
class _Count:
    """The day everything is seen from, and the days that count as working days."""

    on: date
    office: OfficeCalendar

    def standing(self, due: date) -> str:
        return standing(due, self.on, self.office)

    def soon(self, due: date) -> bool:
        return self.office.between(self.on, due) <= SOON


def _papers(session: Session, count: _Count) -> Iterator[DueRow]:
    query = (
        select(Meeting)
        .where(Meeting.state.not_in(_MINUTES_OUT))
        .options(joinedload(Meeting.profile), selectinload(Meeting.papers))
    )
    for meeting in session.execute(query).scalars():
        body = body_of(meeting)
        for paper in paper_rows(meeting, count.on, count.office):
            if paper.open:
                yield DueRow(
                    _paper_words(body, paper.what),
                    paper.due,
                    body.code,
                    body.short,
                    meeting.id,
                    is_overdue(paper.due, count.on),
                    count.standing(paper.due),
                    paper.key,
                    meeting.held_on,
                    count.soon(paper.due),
                )


def together(rows: Iterable[DueRow]) -> tuple[DueRow, ...]:
    """Papers of one meeting that are due on one day as one row, "CME agenda and 3 more"; and so the reports
    that are overdue, or due on one day, "6 reports and reviews".
    """
    groups: dict[object, list[DueRow]] = {}
    for row in rows:
        day = None if row.meeting_id is None and row.overdue else row.due
        groups.setdefault((row.meeting_id, day), []).append(row)
    return tuple(_joined(own) for own in groups.values())


def _joined(own: Sequence[DueRow]) -> DueRow:
    first = min(own, key=_place)
    if len(own) == 1:
        return first
    if first.meeting_id is None:
        return replace(first, what=f"{len(own)} reports and reviews")
    return replace(first, what=f"{first.what} and {len(own) - 1} more")


def _place(row: DueRow) -> int:
    """Where a paper stands among the others of its meeting: reports come last."""
    order = tuple(PAPER_NAMES)
    return order.index(row.kind) if row.kind in order else len(order)


def _duties(session: Session, clock: Clock, count: _Count) -> Iterator[DueRow]:
    for duty in owed_in(session, clock, count.on, count.office):
        yield DueRow(
            f"{duty.body_short} {lower_first(duty.what)}, {duty.period}",
            duty.due,
            duty.body_code,
            duty.body_short,
            None,
            is_overdue(duty.due, count.on),
            count.standing(duty.due),
            duty.key,
            None,
            count.soon(duty.due),
        )


def _paper_words(body: Body, what: str) -> str:
    if what.startswith(body.short):
        return what
    return f"{body.short} {lower_first(what)}"


def lower_first(what: str) -> str:
    """A title within a sentence: "Agenda" is "agenda", "CME register" stays."""
    return what if what[:2].isupper() else what[:1].lower() + what[1:]


def _actions(session: Session, count: _Count) -> Iterator[DueRow]:
    query = (
        select(Action)
        .where(Action.state == OPEN)
        .options(
            joinedload(Action.meeting).joinedload(Meeting.profile),
            joinedload(Action.entry).joinedload(MonthlyEntry.case).joinedload(Case.subject),
            joinedload(Action.child_note).joinedload(ChildNote.subject),
        )
    )
    for action in session.execute(query).unique().scalars():
        body = body_of(action.meeting)
        yield DueRow(
            _action_words(action),
            action.due,
            body.code,
            body.short,
            action.meeting_id,
            is_overdue(action.due, count.on),
            count.standing(action.due),
            ACTION,
            action.meeting.held_on,
            count.soon(action.due),
        )


def _action_words(action: Action) -> str:
    """Others can see what is due, so a child goes by the short name."""
    about = action.entry.case if action.entry is not None else action.child_note
    if about is None:
        return f"{action.agency}: {action.text}"
    who = about.subject.identity
    text = action.text.replace(who.name, who.short_name) if who.name else action.text
    return (
        f"{action.agency}: {text}"
        if who.short_name in text
        else f"{action.agency}: {text} ({who.short_name})"
    )


def _missing(session: Session, clock: Clock, count: _Count) -> Iterator[DueRow]:
    """What is owed to children who go missing: an interview runs in elapsed hours, not in working days."""
    body = misper_body(session, clock)
    if body is None:
        return
    on = count.on
    now = clock.local() if on == clock.today() else datetime.combine(on, time.min)
    for one in owed(session, body, on, now):
        day, overdue = one.ends.date(), now > one.ends
        words = "overdue" if overdue else count.standing(day)
        if day == on and not overdue and not one.by_day:
            words = f"{words}, by {one.ends:%H:%M}"
        yield DueRow(
            one.what, day, body.code, body.short, None, overdue, words, one.kind, None, count.soon(day)
        )


def _pathway(session: Session, clock: Clock, count: _Count) -> Iterator[DueRow]:
    """Strategy meetings, what keeps a child safe meanwhile, and follow-ups: none waits for a meeting."""
    bodies = [parsed(profile.text) for profile in profiles_in_force(session, clock).values()]
    body = next((one for one in bodies if one.kind == ListName.MASE), None)
    if body is None:
        return
    for kind, what, due in on_the_pathway(session, body, count.office):
        yield DueRow(
            what,
            due,
            body.code,
            body.short,
            None,
            is_overdue(due, count.on),
            count.standing(due),
            kind,
            None,
            count.soon(due),
        )


def _onward(session: Session, clock: Clock, count: _Count) -> Iterator[DueRow]:
    """Referrals from other bodies, each due at the meeting that must answer it."""
    for row in onward_rows(session, clock, WAITING):
        yield DueRow(
            f"Answer to {row.from_short}: {row.short_name}",
            row.due,
            row.to_code,
            row.to_short,
            None,
            is_overdue(row.due, count.on),
            count.standing(row.due),
            ONWARD,
            row.due,
            count.soon(row.due),
        )


def misper_body(session: Session, clock: Clock) -> Body | None:
    """The body whose limits hold for the missing list today: its owner, else the area's first (Sutton)."""
    bodies = [parsed(profile.text) for profile in profiles_in_force(session, clock).values()]
    return body_for(ListName.MISPER, bodies) if bodies else None
