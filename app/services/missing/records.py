"""Our own record of an episode and of its interview, saved field by field as it is typed."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.domain.missing import (
    EPISODE_FIELDS,
    INTERVIEW_FIELDS,
    FieldKind,
    Outcome,
    RecordField,
    interview_of,
    start_of,
)
from app.domain.text import clean
from app.errors import Refused
from app.models import Episode, EpisodeDetail, InterviewAnswer, ReturnInterview
from app.services.clock import Clock
from app.services.missing.classes import require_class
from app.services.missing.known import known_episode
from app.services.missing.questions import questions_for
from app.services.months.due import misper_body
from app.services.room.clashes import require_unchanged
from app.store.store import Store

Value = str | bool | date | datetime | None
_EPISODE: Mapping[str, RecordField] = {one.name: one for one in EPISODE_FIELDS}
_INTERVIEW: Mapping[str, RecordField] = {one.name: one for one in INTERVIEW_FIELDS}
_EMPTY: Mapping[FieldKind, Value] = {FieldKind.LINE: "", FieldKind.TEXT: "", FieldKind.CHOICE: ""}
Record = EpisodeDetail | ReturnInterview


class MissingRecords:
    """What the list says stays as it came; this is what we add. A save of the same value does nothing."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def save(
        self, episode_id: int, field: str, value: Value, initiator: str = "", expected: int | None = None
    ) -> int:
        """Keep one field of our record of an episode; answers the record's version.

        Raises `Refused` for what the rules do not let anybody record (R1, R2), and `TextClash` where the
        field was changed after version `expected`.
        """
        with self._store.transaction("record episode", initiator) as session:
            episode = the_episode(session, episode_id)
            if field == "classed":
                body, start = misper_body(session, self._clock), start_of(known_episode(episode))
                day = start.date() if start is not None else None
                require_class(session, body, str(value or ""), episode.subject.person_id, day)
            if field == "returned_at" and isinstance(value, datetime):
                self._check_return(episode, value)
            return _save(session, _EPISODE[field], _detail(session, episode), value, expected)

    def save_interview(
        self, episode_id: int, field: str, value: Value, initiator: str = "", expected: int | None = None
    ) -> int:
        """The same for the interview of an episode."""
        with self._store.transaction("record interview", initiator) as session:
            episode = the_episode(session, episode_id)
            return _save(session, _INTERVIEW[field], interview_record(session, episode), value, expected)

    def save_answer(
        self, episode_id: int, key: str, text: str, initiator: str = "", expected: int | None = None
    ) -> int:
        """What the child answered to a question of the set; answers the answer's version."""
        words = clean(text)
        with self._store.transaction("record answer", initiator) as session:
            record = interview_record(session, the_episode(session, episode_id))
            answer = next((one for one in record.answers if one.key == key), None)
            if answer is None:
                if not words:
                    return 0
                answer = self._answer(session, record, key)
            if answer.answer != words:
                theirs = answer.answer
                require_unchanged(
                    session, answer.kind, answer.id, "answer", expected=expected, mine=words, theirs=theirs
                )
                answer.answer = words
                session.flush()
            return answer.version

    def settle(
        self,
        episode_id: int,
        outcome: Outcome,
        *,
        at: datetime | None = None,
        reason: str = "",
        by: str = "",
        initiator: str = "",
    ) -> None:
        """Record how an interview stands, in one step (§13.9).

        Offered and accepted note today, unless they were offered before. A completed one was held `at`, by
        default now. Not possible and not required need their `reason`, the latter also who decided it.
        """
        words, who = clean(reason).strip(), clean(by).strip()
        if outcome.needs_reason and not words:
            raise Refused("Say why there is no interview; the reason is kept with the episode.")
        if outcome is Outcome.NOT_REQUIRED and not who:
            raise Refused("Say who decided that no interview is required.")
        with self._store.transaction("settle interview", initiator) as session:
            episode = the_episode(session, episode_id)
            record = interview_record(session, episode)
            record.outcome = outcome
            if outcome not in (Outcome.NOTHING, Outcome.NOT_REQUIRED, Outcome.NOT_POSSIBLE):
                record.offered_on = record.offered_on or self._clock.today()
            if outcome is Outcome.COMPLETED:
                record.done_at = self._held(episode, at)
            record.reason, record.decided_by = words or record.reason, who or record.decided_by

    def pass_on(self, episode_id: int, by: str, on: date | None = None, initiator: str = "") -> None:
        """The interview went to the police missing unit (P5)."""
        who = clean(by).strip()
        if not who:
            raise Refused("Say who passed the interview to the police.")
        with self._store.transaction("pass interview on", initiator) as session:
            episode = the_episode(session, episode_id)
            if interview_of(known_episode(episode)).outcome is not Outcome.COMPLETED:
                raise Refused("There is no interview to pass on yet; record that it was held first.")
            record = interview_record(session, episode)
            record.passed_on, record.passed_by = on or self._clock.today(), who

    def _answer(self, session: Session, record: ReturnInterview, key: str) -> InterviewAnswer:
        body = misper_body(session, self._clock)
        asked = {one.key: one.text for one in questions_for(body)}
        if key not in asked:
            raise Refused("This question is not asked any more; nothing was saved.")
        made = InterviewAnswer(interview_id=record.id, key=key, question=asked[key], answer="")
        session.add(made)
        session.flush()
        return made

    def _held(self, episode: Episode, at: datetime | None) -> datetime:
        moment = (at or self._clock.local()).replace(second=0, microsecond=0)
        returned = known_episode(episode).returned_at
        if moment > self._clock.local():
            raise Refused("The interview lies in the future; correct its day or its time.")
        if returned is not None and moment < returned:
            raise Refused("The interview lies before the child came back; correct one of them.")
        return moment

    def _check_return(self, episode: Episode, returned: datetime) -> None:
        start = start_of(known_episode(episode))
        if returned > self._clock.local():
            raise Refused("The return lies in the future; correct its day or its time.")
        if start is not None and returned < start:
            raise Refused("The return lies before the child went missing; correct one of them.")


def the_episode(session: Session, episode_id: int) -> Episode:
    """The episode; `Refused` where it is no longer there."""
    episode = session.get(Episode, episode_id)
    if episode is None:
        raise Refused("This episode is no longer in the store; look at the list again.")
    return episode


def _detail(session: Session, episode: Episode) -> EpisodeDetail:
    if episode.detail is None:
        episode.detail = EpisodeDetail(episode_id=episode.id)
        session.flush()
    return episode.detail


def interview_record(session: Session, episode: Episode) -> ReturnInterview:
    """The record of an episode's interview; while it names no outcome, what the list says of it holds."""
    if episode.interview is None:
        episode.interview = ReturnInterview(episode_id=episode.id)
        session.flush()
    return episode.interview


def _save(session: Session, field: RecordField, record: Record, value: Value, expected: int | None) -> int:
    new = _fit(field, value)
    now = getattr(record, field.name)
    if now != new:
        if isinstance(new, str) and isinstance(now, str):
            require_unchanged(
                session, record.kind, record.id, field.name, expected=expected, mine=new, theirs=now
            )
        setattr(record, field.name, new)
        session.flush()
    return record.version


def _fit(field: RecordField, value: Value) -> Value:
    if value is None or value == "":
        return _EMPTY.get(field.kind)
    own_words = field.name == "risk"  # the levels are the body's
    if field.kind is FieldKind.CHOICE and value not in dict(field.choices) and not own_words:
        raise ValueError(f"{field.name} cannot be {value!r}")
    if isinstance(value, str):
        words = clean(value)
        return words.strip() if field.kind is FieldKind.LINE else words
    return value
