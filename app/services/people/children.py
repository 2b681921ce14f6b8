"""A child's page: identities, spells, episodes, register entries, cases, meetings and actions."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.crosscheck import Badge
from app.domain.findings import Finding
from app.domain.lists import EpisodeFacts, ListName
from app.domain.missing import duration, interview_standing
from app.domain.profiles import INTERVIEW_HOURS
from app.models import Episode, Subject
from app.services.clock import Clock
from app.services.lists.hand_lines import HandLine, hand_lines
from app.services.lists.list_records import facts_of
from app.services.months.due import misper_body
from app.services.papers.children_in import PaperRow, papers_of
from app.services.people.child_lines import (
    CaseLine,
    DiscussedLine,
    EntryLine,
    EpisodeLine,
    SpellLine,
    action_lines,
    case_lines,
    discussed_lines,
    register_lines,
    spell_lines,
)
from app.services.people.crosschecking import ChildRow, CrossCheck
from app.services.people.identity_sources import Saying, sayings
from app.services.people.named import NamedLine, named
from app.services.people.naming import best_identity
from app.services.people.side_rows import SideRow, side_rows
from app.services.people.subjects import fold
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
    sayings: tuple[Saying, ...] = ()
    named: tuple[NamedLine, ...] = ()
    papers: tuple[PaperRow, ...] = ()
    by_hand: tuple[HandLine, ...] = ()


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
            today = self._clock.today()
            return ChildPage(
                person_id=person_id,
                name=row.name,
                aliases=best_identity(subjects).aliases,
                born=row.born,
                age=row.age,
                badges=row.badges,
                findings=row.findings,
                identities=tuple(side_rows(session, ids, today).values()),
                episodes=self._episodes(session, ids),
                register=register_lines(session, ids),
                cases=case_lines(session, ids),
                discussed=discussed_lines(session, ids),
                actions=action_lines(session, ids, today),
                spells=spell_lines(session, ids),
                sayings=sayings(session, subjects, today),
                named=named(session, ids),
                papers=papers_of(session, ids),
                by_hand=hand_lines(session, ids),
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
            returned=facts.returned_at,
            hours=round(away.total_seconds() / 3600, 1) if away is not None else None,
            classed=facts.classed,
            risk=facts.risk,
            found=facts.found_where,
            interview=interview_standing(facts, self._clock.local(), hours),
            authority=episode.responsible_authority,
        )


def _line(row: ChildRow) -> ChildLine:
    return ChildLine(row.person_id, row.name, row.born, row.age, row.lists, row.badges, row.borough, row.why)
