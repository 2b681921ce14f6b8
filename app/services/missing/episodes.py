"""Episodes for the screen: a row each, and the whole of one with where every fact comes from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager

from app.domain.findings import Finding
from app.domain.lists import EpisodeFacts
from app.domain.missing import (
    InterviewStanding,
    KnownEpisode,
    Outcome,
    age_at,
    class_findings,
    duration,
    episode_findings,
    episodes_in_window,
    interview_due,
    interview_standing,
    is_long,
    is_ours,
    missing_from,
    record_findings,
    time_left,
    window,
)
from app.domain.profiles import Body
from app.models import Episode, ReturnInterview, SourceRecord, Subject
from app.services.clock import Clock
from app.services.missing.classes import people_at_risk
from app.services.missing.known import known_episode, listed_facts
from app.services.missing.questions import Question, questions_for, themes_for
from app.services.missing.recent import of_days
from app.services.missing.records import the_episode
from app.services.months.due import misper_body
from app.services.people.naming import best_identity
from app.store.store import Store


@dataclass(frozen=True)
class EpisodeRow:
    """One episode in the list. `left` is the time an interview may still wait; negative is overdue.

    `others` is another authority that is responsible, "" for ours. `repeat` is whether the child is repeat
    missing by the body's rule today. `to_pass_on` is an interview held here and not yet sent to the police,
    `forbidden` an absence that the rules do not allow (R1, R2).
    """

    episode_id: int
    person_id: int
    subject_id: int
    name: str
    born: date | None
    age: int | None
    reference: str
    reported: datetime | None
    returned: datetime | None
    missing_now: bool
    hours: float | None
    classed: str
    risk: str
    place: str
    others: str
    long: bool
    repeat: bool
    times: int
    standing: InterviewStanding
    due: datetime | None
    left: timedelta | None
    to_pass_on: bool
    home_told: bool
    considered: bool | None
    forbidden: bool


@dataclass(frozen=True)
class EpisodeView:
    """The whole of one episode: what the list says, what we recorded, and which findings apply."""

    row: EpisodeRow
    episode: KnownEpisode
    listed: EpisodeFacts
    source: str
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    answers: Mapping[str, tuple[str, int]]  # by key: the answer, and its version
    themes: tuple[str, ...]
    detail_version: int
    interview_version: int
    detail_id: int | None
    interview_id: int | None


@dataclass(frozen=True)
class Period:
    """The days a list of episodes is of, both counted."""

    first: date
    last: date


class MissingEpisodes:
    """Looking at episodes; a look changes nothing."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def body(self) -> Body | None:
        """The body that owns the missing list."""
        with self._store.reading() as session:
            return misper_body(session, self._clock)

    def rows(self, period: Period) -> tuple[EpisodeRow, ...]:
        """The episodes of these days, the newest first."""
        with self._store.reading() as session:
            body = misper_body(session, self._clock)
            if body is None:
                return ()
            found = read_episodes(session, of_days(period.first, period.last))
            return Rows(session, self._clock, body, found).all()

    def waiting(self) -> tuple[EpisodeRow, ...]:
        """Interviews to be held or passed on, the least time left first; those of the body's window."""
        today = self._clock.today()
        with self._store.reading() as session:
            body = misper_body(session, self._clock)
            if body is None:
                return ()
            first = window(today, body.repeat_missing.window)[0]
            found = read_episodes(session, of_days(first, today) & _to_do())
            rows = Rows(session, self._clock, body, found).all()
        wanted = [row for row in rows if row.standing.waits or row.to_pass_on]
        return tuple(sorted(wanted, key=lambda row: row.left if row.left is not None else timedelta.max))

    def view(self, episode_id: int) -> EpisodeView:
        """One episode; `Refused` where it is no longer there."""
        with self._store.reading() as session:
            body = misper_body(session, self._clock)
            assert body is not None
            episode = the_episode(session, episode_id)
            known = known_episode(episode)
            row = Rows(session, self._clock, body, [(episode, known)]).all()[0]
            risk = bool(people_at_risk(session, [row.person_id]))
            answers = episode.interview.answers if episode.interview is not None else []
            return EpisodeView(
                row,
                known,
                listed_facts(episode),
                _source(episode.source),
                (
                    *episode_findings(known, row.born, self._clock.local(), body, risk),
                    *record_findings(known),
                ),
                questions_for(body),
                {one.key: (one.answer, one.version) for one in answers},
                themes_for(body),
                episode.detail.version if episode.detail is not None else 0,
                episode.interview.version if episode.interview is not None else 0,
                episode.detail.id if episode.detail is not None else None,
                episode.interview.id if episode.interview is not None else None,
            )


def _to_do() -> ColumnElement[bool]:
    """A condition that leaves out most episodes: whose interview is settled, by the list or by us."""
    outcome = func.coalesce(ReturnInterview.outcome, "")
    own = select(ReturnInterview.id).where(ReturnInterview.episode_id == Episode.id)
    settled = own.where(outcome.in_([one.value for one in Outcome if one.settled]))
    held = own.where(outcome == Outcome.COMPLETED, ReturnInterview.passed_on.is_(None))
    return or_(and_(Episode.interview_done_on.is_(None), ~settled.exists()), held.exists())


Found = Sequence[tuple[Episode, KnownEpisode]]


def read_episodes(session: Session, condition: ColumnElement[bool]) -> list[tuple[Episode, KnownEpisode]]:
    """The episodes that meet a condition with all that is known of them, the newest first."""
    query = (
        select(Episode)
        .join(Episode.subject)
        .options(contains_eager(Episode.subject))
        .where(condition)
        .order_by(Episode.reported_at.desc(), Episode.id.desc())
    )
    return [(episode, known_episode(episode)) for episode in session.execute(query).scalars()]


def _source(source: SourceRecord) -> str:
    """Where the list's part comes from: "return.xlsx, Missing Nov 26, row 14"."""
    if source.file.by_hand:
        return f"added by hand by {source.file.imported_by}"
    return f"{source.file.file_name}, {source.sheet}, row {source.row}"


class Rows:
    """Makes rows of some episodes, with what is asked of their children once."""

    def __init__(self, session: Session, clock: Clock, body: Body, found: Found) -> None:
        self._session, self._body, self._found = session, body, found
        self._now, self._today = clock.local(), clock.today()
        people = {episode.subject.person_id for episode, _ in found}
        self._names = _identities(session, people)
        self._risk = people_at_risk(session, people)
        self._times = _times(session, people, body, self._today)

    def all(self) -> tuple[EpisodeRow, ...]:
        """A row for each, in the order given."""
        return tuple(self._row(episode, known) for episode, known in self._found)

    def _row(self, episode: Episode, known: KnownEpisode) -> EpisodeRow:
        body, now, person = self._body, self._now, episode.subject.person_id
        name, born = self._names[person]
        away = duration(known, now)
        returned, authority = known.returned_at, known.responsible_authority
        own = known.interview
        return EpisodeRow(
            episode_id=episode.id,
            person_id=person,
            subject_id=episode.subject_id,
            name=name,
            born=born,
            age=age_at(known, born),
            reference=known.merlin or episode.reference,
            reported=known.reported_at,
            returned=returned,
            missing_now=known.still_missing,
            hours=round(away.total_seconds() / 3600, 1) if away is not None else None,
            classed=known.classed,
            risk=known.risk,
            place=missing_from(known),
            others="" if is_ours(authority, body.areas) else authority,
            long=is_long(known, body.long_missing_hours, now),
            repeat=self._times[person] >= body.repeat_missing.count,
            times=self._times[person],
            standing=interview_standing(known, now, body.interview_hours),
            due=interview_due(returned, body.interview_hours) if returned is not None else None,
            left=time_left(known, now, body.interview_hours),
            to_pass_on=own.outcome == "completed" and own.passed_on is None,
            home_told=known.home_told_on is not None,
            considered=known.exploitation_considered,
            forbidden=bool(class_findings(known.classed, age_at(known, born), person in self._risk, body)),
        )


def _identities(session: Session, people: Collection[int]) -> dict[int, tuple[str, date | None]]:
    own: dict[int, list[Subject]] = {}
    for subject in session.execute(select(Subject).where(Subject.person_id.in_(people))).scalars():
        own.setdefault(subject.person_id, []).append(subject)
    best = {person: best_identity(subjects) for person, subjects in own.items()}
    return {person: (who.name, who.born) for person, who in best.items()}


def _times(session: Session, people: Collection[int], body: Body, today: date) -> dict[int, int]:
    """How often each was missing in the body's window up to today."""
    length = body.repeat_missing.window
    query = (
        select(Subject.person_id, Episode.reported_at, Episode.returned_at)
        .join(Episode.subject)
        .where(Subject.person_id.in_(people), of_days(*window(today, length)))
    )
    own: dict[int, list[EpisodeFacts]] = {person: [] for person in people}
    for person, reported, returned in session.execute(query):
        own[person].append(EpisodeFacts(reported_at=reported, returned_at=returned))
    return {person: len(episodes_in_window(episodes, today, length)) for person, episodes in own.items()}
