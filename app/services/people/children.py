"""A child's page: identities, spells, episodes, register entries, cases, meetings and actions."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from app.domain.crosscheck import Badge
from app.domain.findings import Finding
from app.domain.lists import EpisodeFacts, ListName
from app.domain.missing import duration, interview_standing
from app.domain.profiles import INTERVIEW_HOURS
from app.models import Action, Case, Episode, Meeting, MonthlyEntry, RegisterEntry, Spell, Subject
from app.services.clock import Clock
from app.services.lists.list_records import facts_of
from app.services.months.due import misper_body
from app.services.months.meeting_records import body_of
from app.services.people.crosschecking import ChildRow, CrossCheck
from app.services.people.naming import best_identity
from app.services.people.side_rows import SideRow, side_rows
from app.services.people.subjects import fold
from app.services.room import action_rows
from app.services.room.action_rows import ActionRow
from app.store.store import Store


@dataclass(frozen=True)
class ChildLine:
    """One child in the list of all children."""

    person_id: int
    name: str
    born: date | None
    age: int | None
    lists: tuple[ListName, ...]
    badges: tuple[Badge, ...]
    borough: str
    why: str


@dataclass(frozen=True)
class EpisodeLine:
    """One missing episode; `hours` are elapsed hours away, None where the end is not known."""

    reference: str
    reported: datetime | None
    returned: datetime | None
    hours: float | None
    classed: str
    risk: str
    found: str
    interview: str
    authority: str


@dataclass(frozen=True)
class EntryLine:
    """One entry of the CME register."""

    school: str
    hours: float | None
    provision: str
    rag: str
    assured_by: str
    off_roll_on: date | None


@dataclass(frozen=True)
class CaseLine:
    """One spell on the MASE list."""

    case_id: int
    reference: str
    category: int | None
    listed_on: date | None
    closed_on: date | None
    closed_reason: str
    lead: str
    status: str


@dataclass(frozen=True)
class DiscussedLine:
    """One meeting that discussed the child, and what it decided."""

    meeting_id: int
    on: date
    body: str
    decision: str
    category: int | None
    rationale: str
    kind: str = ""


@dataclass(frozen=True)
class SpellLine:
    """On a list from a day to a day; `ended` None means still on it."""

    list_name: ListName
    began: date
    ended: date | None
    reason: str


@dataclass(frozen=True)
class ChildPage:
    """Everything the store knows about one child, by what has been confirmed."""

    person_id: int
    name: str
    aliases: tuple[str, ...]
    born: date | None
    age: int | None
    badges: tuple[Badge, ...]
    findings: tuple[Finding, ...]
    identities: tuple[SideRow, ...]
    episodes: tuple[EpisodeLine, ...]
    register: tuple[EntryLine, ...]
    cases: tuple[CaseLine, ...]
    discussed: tuple[DiscussedLine, ...]
    actions: tuple[ActionRow, ...]
    spells: tuple[SpellLine, ...]


class Children:
    """Looking children up; a look changes nothing."""

    def __init__(self, store: Store, clock: Clock, crosscheck: CrossCheck) -> None:
        self._store = store
        self._clock = clock
        self._crosscheck = crosscheck

    def all(self, text: str = "") -> tuple[ChildLine, ...]:
        """Every child on a list now, or those whose name holds `text`, by name."""
        wanted = fold(text)
        rows = self._crosscheck.children(only_several=False)
        return tuple(
            sorted((_line(row) for row in rows if wanted in fold(row.name)), key=lambda line: fold(line.name))
        )

    def page(self, person_id: int) -> ChildPage | None:
        """One child's page; None where no list knows the person."""
        row = self._crosscheck.for_person(person_id)
        if row is None:
            return None
        with self._store.reading() as session:
            subjects = list(session.execute(select(Subject).where(Subject.person_id == person_id)).scalars())
            ids = {subject.id for subject in subjects}
            cases = list(
                session.execute(select(Case).where(Case.subject_id.in_(ids)).order_by(Case.id)).scalars()
            )
            of_cases = Action.entry_id.in_(
                select(MonthlyEntry.id).where(MonthlyEntry.case_id.in_([case.id for case in cases]))
            )
            entries = (
                select(RegisterEntry).where(RegisterEntry.subject_id.in_(ids)).order_by(RegisterEntry.id)
            )
            spells = select(Spell).where(Spell.subject_id.in_(ids)).order_by(Spell.began_on)
            return ChildPage(
                person_id=person_id,
                name=row.name,
                aliases=best_identity(subjects).aliases,
                born=row.born,
                age=row.age,
                badges=row.badges,
                findings=row.findings,
                identities=tuple(side_rows(session, ids, self._clock.today()).values()),
                episodes=self._episodes(session, ids),
                register=tuple(_entry(entry) for entry in session.execute(entries).scalars()),
                cases=tuple(_case(case) for case in cases),
                discussed=_discussed(session, [case.id for case in cases]),
                actions=action_rows.rows(session, self._clock.today(), of_cases),
                spells=tuple(_spell(spell) for spell in session.execute(spells).scalars()),
            )

    def _episodes(self, session: Session, ids: set[int]) -> tuple[EpisodeLine, ...]:
        query = select(Episode).where(Episode.subject_id.in_(ids)).order_by(Episode.reported_at.desc())
        body = misper_body(session, self._clock)
        hours = body.interview_hours if body else INTERVIEW_HOURS
        return tuple(self._episode(episode, hours) for episode in session.execute(query).scalars())

    def _episode(self, episode: Episode, hours: int) -> EpisodeLine:
        facts = facts_of(episode)
        assert isinstance(facts, EpisodeFacts)
        away = duration(facts, self._clock.local())
        return EpisodeLine(
            reference=episode.reference,
            reported=episode.reported_at,
            returned=episode.returned_at,
            hours=round(away.total_seconds() / 3600, 1) if away is not None else None,
            classed=episode.classed,
            risk=episode.risk,
            found=episode.found_where,
            interview=interview_standing(facts, self._clock.local(), hours),
            authority=episode.responsible_authority,
        )


def _line(row: ChildRow) -> ChildLine:
    return ChildLine(row.person_id, row.name, row.born, row.age, row.lists, row.badges, row.borough, row.why)


def _entry(entry: RegisterEntry) -> EntryLine:
    return EntryLine(
        entry.school, entry.hours, entry.provision, entry.rag, entry.assured_by, entry.off_roll_on
    )


def _case(case: Case) -> CaseLine:
    return CaseLine(
        case.id,
        case.reference,
        case.category,
        case.listed_on,
        case.closed_on,
        case.closed_reason,
        case.lead_professional,
        case.status,
    )


def _spell(spell: Spell) -> SpellLine:
    return SpellLine(ListName(spell.list_name), spell.began_on, spell.ended_on, spell.end_reason)


def _discussed(session: Session, case_ids: list[int]) -> tuple[DiscussedLine, ...]:
    query = (
        select(MonthlyEntry)
        .join(MonthlyEntry.meeting)
        .options(contains_eager(MonthlyEntry.meeting).joinedload(Meeting.profile))
        .where(MonthlyEntry.case_id.in_(case_ids))
        .order_by(Meeting.held_on.desc())
    )
    return tuple(
        DiscussedLine(
            entry.meeting_id,
            entry.meeting.held_on,
            body_of(entry.meeting).short,
            entry.decision,
            entry.category,
            entry.rationale,
            body_of(entry.meeting).kind,
        )
        for entry in session.execute(query).scalars()
    )
