"""What a row becomes in the store: an episode, a register entry or a case, and a spell on the list."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime, time
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app.domain.lists import (
    CARE_RETURNS,
    CareFacts,
    CaseFacts,
    EpisodeFacts,
    Facts,
    ListName,
    ListRow,
    RegisterFacts,
)
from app.models import CareRecord, Case, Episode, MonthlyEntry, RegisterEntry, SourceRecord, Spell, Subject
from app.services.education.known import follow_rating, known_entry
from app.services.missing.known import known_episode

Record = Episode | RegisterEntry | Case | CareRecord
R = TypeVar("R", Episode, RegisterEntry, Case, CareRecord)
_KINDS: Mapping[type, type[Any]] = {
    RegisterEntry: RegisterFacts, Case: CaseFacts, CareRecord: CareFacts,
}  # fmt: skip


def facts_of(record: Record) -> Facts:
    """The facts of a stored record as the value the rules read, with what we recorded beside it."""
    if isinstance(record, Episode):
        return known_episode(record)
    if isinstance(record, RegisterEntry):
        return known_entry(record)
    kind = _KINDS[type(record)]
    facts: Facts = kind(**{one.name: getattr(record, one.name) for one in fields(kind)})
    return facts


def since(first: date) -> ColumnElement[bool]:
    """Episodes that began on a day or later; of those without a beginning, the ones that ended since.

    As one comparison for each index, so that the years before it are not read.
    """
    start = datetime.combine(first, time.min)
    return (Episode.reported_at >= start) | (Episode.reported_at.is_(None) & (Episode.returned_at >= start))


def episodes_by_person(session: Session, first: date, least: int = 1) -> dict[int, list[EpisodeFacts]]:
    """Each child's episodes since a day, with their moments alone: all that counting needs.

    `least` leaves out the children with fewer, who cannot be repeat missing.
    """
    query = select(Subject.person_id, Episode.reported_at, Episode.returned_at).join(Episode.subject)
    query = query.where(since(first)).order_by(Episode.id)
    if least > 1:
        often = select(Subject.person_id).join(Episode, Episode.subject_id == Subject.id).where(since(first))
        often = often.group_by(Subject.person_id).having(func.count(Episode.id) >= least)
        query = query.where(Subject.person_id.in_(often))
    found: dict[int, list[EpisodeFacts]] = defaultdict(list)
    for person, reported, returned in session.execute(query):
        found[person].append(EpisodeFacts(reported_at=reported, returned_at=returned))
    return found


def _copy(facts: Facts, record: Record, keep: tuple[str, ...] = ()) -> None:
    for one in fields(facts):
        if one.name not in keep:
            setattr(record, one.name, getattr(facts, one.name))


def _episode(session: Session, old: SourceRecord | None, source: SourceRecord, row: ListRow) -> Record:
    episode = _of(session, Episode, old) or Episode(reference=row.ref)
    episode.reference = row.ref
    _copy(row.facts, episode)
    return episode


def _entry(session: Session, old: SourceRecord | None, source: SourceRecord, row: ListRow) -> Record:
    entry = _of(session, RegisterEntry, old) or RegisterEntry()
    _copy(row.facts, entry)
    assert isinstance(row.facts, RegisterFacts)
    follow_rating(session, entry, row.facts, source)
    return entry


def _care(session: Session, old: SourceRecord | None, source: SourceRecord, row: ListRow) -> Record:
    record = _of(session, CareRecord, old) or CareRecord()
    _copy(row.facts, record)
    return record


def _case(session: Session, old: SourceRecord | None, source: SourceRecord, row: ListRow) -> Record:
    assert isinstance(row.facts, CaseFacts)
    case = _of(session, Case, old)
    reopened = case is not None and case.closed_on is not None and row.facts.closed_on is None
    if case is None or (reopened and not _discharged_here(session, source.subject_id, row.facts)):
        case = Case(reference=row.ref, category_at_entry=row.facts.category)
        _copy(row.facts, case)
        return case
    if old is not None and not old.has_own_reference:
        case.reference = row.ref
    keep: tuple[str, ...] = ()
    if row.facts.closed_on is not None:
        # The sheet of closed cases has fewer columns; what it leaves out is still known.
        keep = tuple(one.name for one in fields(row.facts) if one.name not in ("closed_on", "closed_reason"))
    if case.closed_on is not None and (reopened or _discharged_here(session, source.subject_id, row.facts)):
        keep += ("closed_on", "closed_reason")
    if _decided_here(session, case):
        keep += ("category",)
    _copy(row.facts, case, keep)
    return case


def _decided_here(session: Session, case: Case) -> bool:
    """Whether a meeting in this store has set the category; the tracker then no longer overrules it."""
    query = (
        select(MonthlyEntry.id)
        .where(MonthlyEntry.case_id == case.id, MonthlyEntry.category.is_not(None))
        .limit(1)
    )
    return session.execute(query).first() is not None


def _of(session: Session, kind: type[R], old: SourceRecord | None) -> R | None:
    if old is None:
        return None
    return session.execute(select(kind).where(kind.source_id == old.id)).scalar_one_or_none()


_MAKERS: Mapping[ListName, Callable[[Session, SourceRecord | None, SourceRecord, ListRow], Record]] = {
    ListName.MISPER: _episode,
    ListName.CME: _entry,
    ListName.MASE: _case,
    ListName.SSDA903: _care,
    ListName.ANNEX_A: _care,
}


def keep_record(session: Session, old: SourceRecord | None, source: SourceRecord, row: ListRow) -> None:
    """Make or follow the record of a row whose source record has just been kept."""
    record = _MAKERS[row.list_name](session, old, source, row)
    record.source_id = source.id
    record.subject_id = source.subject_id
    session.add(record)
    session.flush()


def dated(row: ListRow, today: date) -> ListRow:
    """A case that the tracker closed without saying when is closed from the day it was read."""
    facts = row.facts
    if isinstance(facts, CaseFacts) and facts.closed_reason and facts.closed_on is None:
        return replace(row, facts=replace(facts, closed_on=today))
    return row


def began_on(row: ListRow, seen_on: date) -> date:
    """When the child came on the list, as far as the row says."""
    facts = row.facts
    if isinstance(facts, EpisodeFacts):
        return facts.reported_at.date() if facts.reported_at else seen_on
    if isinstance(facts, CaseFacts):
        return facts.listed_on or facts.referred_on or facts.closed_on or seen_on
    if isinstance(facts, CareFacts):
        return facts.care_began_on or facts.episode_began_on or seen_on
    return facts.off_roll_on or seen_on


class SpellBook:
    """The spells of one list during an import: who is on it, since when, and who has come back.

    `only` reads those of one subject, where a single record is added.
    """

    def __init__(self, session: Session, list_name: ListName, today: date, only: int | None = None) -> None:
        self._session = session
        self._today = today
        query = select(Spell).where(Spell.list_name == list_name).order_by(Spell.id)
        if only is not None:
            query = query.where(Spell.subject_id == only)
        self._newest = {spell.subject_id: spell for spell in session.execute(query).scalars()}

    def follow(self, subject: Subject, row: ListRow) -> None:
        """Open the subject's spell, or end it where the row says that the case is closed.

        Being in care is no spell on a list of a meeting: a care return opens none.
        """
        if row.list_name in CARE_RETURNS:
            return
        facts = row.facts
        closed = facts.closed_on if isinstance(facts, CaseFacts) else None
        reason = facts.closed_reason if isinstance(facts, CaseFacts) else ""
        spell = self._newest.get(subject.id)
        if spell is not None and spell.ended_on is None:
            spell.began_on = min(spell.began_on, began_on(row, self._today))
            if closed is not None:
                spell.ended_on, spell.end_reason = closed, reason
        elif spell is None or (closed is None and not _discharged_here(self._session, subject.id, facts)):
            self._open(subject, row, closed, reason, spell)

    def _open(
        self, subject: Subject, row: ListRow, closed: date | None, reason: str, last: Spell | None
    ) -> None:
        began = began_on(row, self._today)
        if last is not None and last.ended_on is not None and began <= last.ended_on:
            began = self._today  # the row tells when the child first came on, not when they came back
        spell = Spell(
            subject_id=subject.id,
            list_name=row.list_name,
            began_on=began,
            ended_on=closed,
            end_reason=reason,
        )
        self._session.add(spell)
        self._newest[subject.id] = spell


def _discharged_here(session: Session, subject_id: int, facts: Facts) -> bool:
    """Whether a meeting in this store discharged the child after this row's referral.

    The old tracker may carry the case on; a referral or listing after the discharge is a new case.
    """
    if not isinstance(facts, CaseFacts):
        return False
    query = (
        select(Case.closed_on)
        .join(MonthlyEntry, Case.id == MonthlyEntry.case_id)
        .where(
            Case.subject_id == subject_id, Case.closed_on.is_not(None), MonthlyEntry.decision == "discharge"
        )
        .order_by(Case.closed_on.desc())
    )
    discharged = session.execute(query.limit(1)).scalar_one_or_none()
    since = max((day for day in (facts.referred_on, facts.listed_on) if day is not None), default=None)
    return discharged is not None and (since is None or since <= discharged)
