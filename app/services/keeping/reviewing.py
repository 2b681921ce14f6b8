"""The review date of every child and every meeting's minutes, by the rules of the profiles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.calendar import day_words
from app.domain.lists import ListName
from app.domain.profiles import Body
from app.domain.retention import (
    CASE,
    EPISODE,
    MINUTES,
    REGISTER_ENTRY,
    RetentionRule,
    Review,
    TriggerDates,
    review_of_all,
)
from app.models import (
    Case,
    Certificate,
    Episode,
    ImportedFile,
    Meeting,
    MonthlyEntry,
    RetentionReview,
    SourceRecord,
    Spell,
    Subject,
)
from app.resources import resource
from app.services.areas import newest_profiles, parsed
from app.services.clock import Clock
from app.services.keeping.holds import CHILD, MEETING, RecordKey
from app.services.months.meeting_records import body_of
from app.services.people.naming import best_identity

_CLASS_OF_LIST = {ListName.MASE: CASE, ListName.MISPER: EPISODE, ListName.CME: REGISTER_ENTRY}


@dataclass(frozen=True)
class Reviewed:
    """One record with its review, None while nothing has started its clock."""

    record: RecordKey
    title: str
    classes: str
    review: Review | None
    kept: str


@lru_cache(maxsize=1)
def _shipped() -> Mapping[str, tuple[RetentionRule, ...]]:
    bodies = (
        parsed(file.read_text(encoding="utf-8"))
        for file in resource("profiles").glob("*/*.toml")
        if file.stem != "area"
    )
    return {body.code: body.retention for body in bodies}


def rules_of(body: Body) -> tuple[RetentionRule, ...]:
    """The body's rules; a profile that was taken in before there were any follows the one that ships."""
    return body.retention or _shipped().get(body.code, ())


def reviewed(session: Session, clock: Clock, record: RecordKey | None = None) -> Iterator[Reviewed]:
    """Every child and every meeting that still holds something, or just one of them."""
    kept = _reviews(session)
    if record is None or record.kind == CHILD:
        bodies = [parsed(row.text) for row in newest_profiles(session, clock.today()).values()]
        rules = [rule for body in bodies for rule in rules_of(body)]
        yield from _children(session, rules, kept, record.id if record else None)
    if record is None or record.kind == MEETING:
        yield from _meetings(session, kept, record.id if record else None)


_Kept = Mapping[tuple[str, int], RetentionReview]


def _reviews(session: Session) -> _Kept:
    """The last review of each record."""
    rows = session.execute(select(RetentionReview).order_by(RetentionReview.id)).scalars()
    return {(row.record_kind, row.record_id): row for row in rows}


def _decided(review: Review | None, decisions: Iterable[RetentionReview]) -> tuple[Review | None, str]:
    """What a chair decided goes before the rule; of several numbers of a child the latest day counts."""
    last = max(decisions, key=lambda row: (row.next_review, row.id), default=None)
    if last is None:
        return review, ""
    return Review(last.next_review, "", "kept until then"), last.reason


def _children(
    session: Session, rules: list[RetentionRule], kept: _Kept, person_id: int | None
) -> Iterator[Reviewed]:
    query = select(Subject).order_by(Subject.id)
    if person_id is not None:
        query = query.where(Subject.person_id == person_id)
    people: dict[int, list[Subject]] = defaultdict(list)
    for subject in session.execute(query).scalars():
        people[subject.person_id].append(subject)
    ids = None if person_id is None else [subject.id for subjects in people.values() for subject in subjects]
    active, discharged = _activity(session, ids), _discharges(session, ids)
    for person, subjects in people.items():
        own = [subject.id for subject in subjects]
        classes = [of for name, of in _CLASS_OF_LIST.items() if any(s.list_name == name for s in subjects)]
        ends = [end for one in own for end in discharged.get(one, ())]
        dates = TriggerDates(
            born=max((subject.born for subject in subjects if subject.born), default=None),
            discharged=None if None in ends else max((end for end in ends if end), default=None),
            last_activity=max((active[one] for one in own if one in active), default=None),
        )
        numbers = {person, *(subject.home_person_id for subject in subjects)}
        decisions = [kept[CHILD, number] for number in numbers if (CHILD, number) in kept]
        review, why = _decided(review_of_all(classes, dates, rules), decisions)
        name = best_identity(subjects).name
        yield Reviewed(RecordKey(CHILD, person), name, ", ".join(classes), review, why)


def _meetings(session: Session, kept: _Kept, meeting_id: int | None) -> Iterator[Reviewed]:
    gone = select(Certificate.record_id).where(Certificate.record_kind == MEETING)
    query = select(Meeting).options(joinedload(Meeting.profile)).order_by(Meeting.id)
    query = query.where(Meeting.id.not_in(gone))
    if meeting_id is not None:
        query = query.where(Meeting.id == meeting_id)
    for meeting in session.execute(query).scalars():
        body = body_of(meeting)
        rule = review_of_all([MINUTES], TriggerDates(meeting=meeting.held_on), rules_of(body))
        decisions = [kept[key] for key in ((MEETING, meeting.id),) if key in kept]
        review, why = _decided(rule, decisions)
        title = f"Minutes of {body.short}, {day_words(meeting.held_on)}"
        yield Reviewed(RecordKey(MEETING, meeting.id), title, MINUTES, review, why)


def _activity(session: Session, ids: list[int] | None) -> Mapping[int, date]:
    """The last day on which anything about each subject is dated."""
    newest: dict[int, date] = {}
    queries = (
        select(Case.subject_id, Case.closed_on, Case.listed_on, Case.referred_on),
        select(Episode.subject_id, Episode.reported_at, Episode.returned_at),
        select(Spell.subject_id, Spell.began_on, Spell.ended_on),
        select(Case.subject_id, Meeting.held_on)
        .join(MonthlyEntry, MonthlyEntry.case_id == Case.id)
        .join(Meeting, Meeting.id == MonthlyEntry.meeting_id),
        select(SourceRecord.subject_id, ImportedFile.imported_at).join(
            ImportedFile, ImportedFile.id == SourceRecord.last_seen_file_id
        ),
    )
    for query in queries:
        subject = query.selected_columns[0]
        for row in session.execute(query if ids is None else query.where(subject.in_(ids))):
            days = [one.date() if isinstance(one, datetime) else one for one in row[1:] if one is not None]
            newest[row[0]] = max([*days, newest.get(row[0], date.min)])
    return newest


def _discharges(session: Session, ids: list[int] | None) -> Mapping[int, list[date | None]]:
    """When each case of each subject ended; None for one that is open."""
    query = select(Case.subject_id, Case.closed_on)
    found: dict[int, list[date | None]] = defaultdict(list)
    for row in session.execute(query if ids is None else query.where(Case.subject_id.in_(ids))):
        found[row.subject_id].append(row.closed_on)
    return found
