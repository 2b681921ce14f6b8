"""Which cases a meeting takes, and in what order: one answer for the agenda and for the room."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.agenda import CaseStanding, group_cases
from app.domain.cases import is_first_listed_here
from app.domain.missing import is_ours, months_before
from app.domain.profiles import Body, CaseGroup
from app.domain.whose import watched_elsewhere
from app.models import Case, CaseDetail, Meeting, MonthlyEntry, Person, Subject
from app.services.many import in_batches
from app.services.months.meeting_records import before, body_of, entries_of, previous_meeting
from app.services.room.agenda_items import continues, undecided_at

Listing = tuple[tuple[CaseGroup, tuple[CaseStanding, ...]], ...]


def cases_to_list(session: Session, meeting: Meeting) -> tuple[int, ...]:
    """Every case that is still open on the list, taken by the body, and not yet on this meeting's.

    Where the meeting goes on with an adjourned one, those that one left undecided.
    """
    taken = select(MonthlyEntry.case_id).where(MonthlyEntry.meeting_id == meeting.id)
    adjourned = continues(session, meeting)
    if adjourned is not None:
        here = set(session.execute(taken).scalars())
        return tuple(case for case in undecided_at(session, adjourned) if case not in here)
    query = select(Case.id).where(Case.closed_on.is_(None), Case.id.not_in(taken)).order_by(Case.id)
    left_out = left_out_here(session, body_of(meeting))
    return tuple(one for one in session.execute(query).scalars() if one not in left_out)


def elsewhere(session: Session, body: Body) -> Mapping[int, str]:
    """The open cases of children whom another authority or panel watches, each with that authority."""
    query = select(CaseDetail.case_id, CaseDetail.responsible_authority, CaseDetail.monitored_by)
    named = query.join(Case, Case.id == CaseDetail.case_id).where(Case.closed_on.is_(None))
    return {
        case_id: "" if is_ours(responsible, body.areas) else responsible
        for case_id, responsible, monitored_by in session.execute(named)
        if watched_elsewhere(responsible, monitored_by, body)
    }


def left_out_here(session: Session, body: Body) -> Collection[int]:
    """Those of them that the body does not take: their home authority is told instead (A22)."""
    return () if body.include_placed_in else elsewhere(session, body).keys()


def order_cases(
    session: Session, meeting: Meeting, body: Body, cases: Iterable[Case], on_all: Collection[int]
) -> Listing:
    """The cases by group in the profile's order; children on all three lists lead (P36)."""
    cases = tuple(cases)
    discussed = _Discussed(session, meeting, [case.id for case in cases])
    standings = [
        CaseStanding(
            case.id,
            case.borough,
            case.out_of_borough,
            is_first_listed_here(case.listed_on, discussed(case), meeting.held_on),
            case.id in on_all,
            f"{case.subject.surname} {case.subject.forename}".strip(),
        )
        for case in cases
    ]
    return group_cases(body.case_groups, standings)


class _Discussed:
    """On which days the body discussed a case before this meeting.

    A store that is new knows of no meeting before its first. The body met all the same, so a case that
    was on the list a month before is one it has discussed, and not new. What an adjourned meeting left to
    this one it has not discussed.
    """

    def __init__(self, session: Session, meeting: Meeting, case_ids: Collection[int]) -> None:
        query = (
            select(MonthlyEntry.case_id, Meeting.held_on).join(MonthlyEntry.meeting).where(before(meeting))
        )
        self._days: dict[int, list[date]] = defaultdict(list)
        adjourned = continues(session, meeting)
        if adjourned is not None:
            query = query.where(Meeting.id != adjourned.id)
        for some in in_batches(case_ids):
            for case_id, day in session.execute(query.where(MonthlyEntry.case_id.in_(some))):
                self._days[case_id].append(day)
        first_here = previous_meeting(session, meeting) is None
        self._presumed = [months_before(meeting.held_on, 1)] if first_here else []

    def __call__(self, case: Case) -> Sequence[date]:
        presumed = self._presumed if case.listed_on is not None else []
        return [*self._days[case.id], *presumed]


def load_cases(session: Session, ids: Collection[int]) -> list[Case]:
    """These cases with who each is about."""
    everybody = joinedload(Case.subject).joinedload(Subject.person).selectinload(Person.subjects)
    query = select(Case).options(everybody).order_by(Case.id)
    found = (session.execute(query.where(Case.id.in_(some))).scalars() for some in in_batches(ids))
    return [case for part in found for case in part]


def list_cases(
    session: Session, meeting: Meeting, body: Body, waiting: Collection[int], on_all: Collection[int]
) -> None:
    """Put the waiting cases on the meeting's list; those already there keep what was written.

    A case that comes late goes to the end of its group, and nobody's place in the room is lost.
    """
    if not waiting:
        return
    cases = {case.id: case for case in load_cases(session, waiting)}
    for group, standings in order_cases(session, meeting, body, cases.values(), on_all):
        for one in standings:
            session.add(
                MonthlyEntry(
                    meeting_id=meeting.id,
                    case_id=one.case_id,
                    group_title=group.title,
                    standing=one.kind,
                    position=0,
                    category_before=cases[one.case_id].category,
                )
            )
    session.flush()
    _number(session, meeting, body)


def _number(session: Session, meeting: Meeting, body: Body) -> None:
    """Positions from 1 through the whole list: by group, and within a group in the order they came."""
    order = {group.title: place for place, group in enumerate(body.case_groups)}
    entries = sorted(
        entries_of(session, meeting.id),
        key=lambda entry: (order.get(entry.group_title, len(order)), entry.id),
    )
    for position, entry in enumerate(entries, start=1):
        entry.position = position
