"""The rows that make up a record, and taking them away; past the history, which must not keep them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.models import (
    Action,
    ActionUpdate,
    Attendance,
    Base,
    Case,
    CaseDetail,
    ChildInPaper,
    ChildNote,
    Concern,
    EntryDetail,
    Episode,
    EpisodeDetail,
    FormAnswer,
    InterviewAnswer,
    ItemNote,
    ItemTurn,
    LegalHold,
    Look,
    MatchDecision,
    Meeting,
    MeetingPaper,
    MonthlyEntry,
    OnwardReferral,
    PathwayStepTaken,
    QuestionAnswer,
    QuorumChange,
    QuorumChoice,
    RagRating,
    Ratification,
    Readiness,
    Referral,
    ReferralStep,
    RegisterEntry,
    RetentionReview,
    ReturnInterview,
    Revision,
    SafetyAction,
    SafetyPlan,
    SeatAtMeeting,
    SourceRecord,
    Spell,
    Stay,
    Subject,
)
from app.services.keeping.holds import CHILD, RecordKey, numbers_of
from app.services.people.subjects import fold

_AT_A_TIME = 500
_SHORTEST_NAME = 3  # letters; shorter words of a name stand in too many sentences
_WORDS = {
    "action_updates": "updates of actions",
    "child_notes": "notes about a child at meetings",
    "episode_details": "records of episodes",
    "interview_answers": "answers in interviews",
    "return_interviews": "return interviews",
    "safety_plans": "safety plans",
    "readiness": "records of being ready",
    "children_in_papers": "mentions in documents",
    "entry_details": "details of register entries",
    "referrals": "referrals",
    "pathway_steps": "steps of referrals",
    "form_answers": "answers on forms",
    "safety_actions": "safety actions",
    "case_details": "details of cases",
    "rag_ratings": "ratings of register entries",
    "item_notes": "notes under items",
    "item_turns": "turns of items",
    "legal_holds": "released legal holds",
    "looks": "looks",
    "match_decisions": "decisions who is the same child",
    "monthly_entries": "entries at meetings",
    "onward_referrals": "onward referrals",
    "referral_steps": "steps of onward referrals",
    "question_answers": "answers to questions",
    "quorum_changes": "changes of quorum",
    "quorum_choices": "choices without a quorum",
    "register_entries": "register entries",
    "retention_reviews": "reviews",
    "revisions": "rows of history",
    "seats_at_meetings": "notes of seats",
    "source_records": "rows of the lists",
    "attendance": "lines of the register of attendance",
}


@dataclass(frozen=True)
class Removed:
    """How many rows of each table went, by plain words, and which records screens may still be showing."""

    counts: Mapping[str, int]
    records: tuple[tuple[str, int], ...]


def remove_rows(session: Session, record: RecordKey) -> Removed:
    """Take away a child's or a meeting's rows, in the caller's transaction."""
    return (_Child if record.kind == CHILD else _Minutes)(session, record).remove()


def names_in(session: Session, record: RecordKey, text: str) -> bool:
    """Whether the text holds a part of the name of the child it is about."""
    if record.kind != CHILD:
        return False
    subjects = session.execute(select(Subject).where(Subject.person_id == record.id)).scalars()
    names = {
        part
        for subject in subjects
        for name in (subject.forename, subject.surname, *subject.aliases)
        for part in fold(name).split()
        if len(part) >= _SHORTEST_NAME
    }
    letters = "".join(letter if letter.isalnum() else " " for letter in fold(text))
    return bool(names & set(letters.split()))


class _Removal:
    def __init__(self, session: Session, record: RecordKey) -> None:
        self._session = session
        self._record = record
        self._counts: dict[str, int] = {}
        self._records: list[tuple[str, int]] = []

    def _ids(self, kind: type[Base], *conditions: ColumnElement[bool]) -> list[int]:
        return list(self._session.execute(select(kind.id).where(*conditions)).scalars())

    def _delete(self, kind: type[Base], column: InstrumentedAttribute[int], ids: Sequence[int]) -> None:
        for part in _parts(ids):
            gone = self._session.execute(
                delete(kind).where(column.in_(part)).returning(kind.id), execution_options=_PLAIN
            )
            self._count(kind, len(gone.all()))

    def _delete_records(self, kind: type[Base], ids: Sequence[int]) -> None:
        """Records with a history: it goes first."""
        for part in _parts(ids):
            gone = self._session.execute(
                delete(Revision)
                .where(Revision.record_kind == kind.kind, Revision.record_id.in_(part))
                .returning(Revision.id),
                execution_options=_PLAIN,
            )
            self._count(Revision, len(gone.all()))
        self._delete(kind, kind.id, ids)
        self._records += [(kind.kind, one) for one in ids]

    def _delete_decisions(self) -> None:
        """What was said about keeping the record may tell whom it was about."""
        numbers = numbers_of(self._session, self._record)
        for kind in (RetentionReview, LegalHold):
            about = (kind.record_kind == self._record.kind, kind.record_id.in_(numbers))
            self._delete(kind, kind.id, self._ids(kind, *about))

    def _delete_actions(self, actions: Sequence[int]) -> None:
        self._delete(ActionUpdate, ActionUpdate.action_id, actions)
        self._delete_records(Action, actions)

    def _count(self, kind: type[Base], number: int) -> None:
        words = _WORDS.get(kind.__tablename__, kind.__tablename__)
        if number:
            self._counts[words] = self._counts.get(words, 0) + number

    def _removed(self) -> Removed:
        return Removed(self._counts, tuple(self._records))


class _Child(_Removal):
    """Everything by which the child is known. The person's number stays: it must never be given again."""

    def remove(self) -> Removed:
        self._delete_decisions()
        numbers = numbers_of(self._session, self._record)
        subjects = self._ids(Subject, Subject.person_id == self._record.id)
        cases = self._ids(Case, Case.subject_id.in_(subjects))
        entries = self._ids(MonthlyEntry, MonthlyEntry.case_id.in_(cases))
        self._delete_records(Ratification, self._ids(Ratification, Ratification.entry_id.in_(entries)))
        notes = self._ids(ChildNote, ChildNote.subject_id.in_(subjects))
        about = Action.entry_id.in_(entries) | Action.child_note_id.in_(notes)
        self._delete_actions(self._ids(Action, about))
        self._delete_records(MonthlyEntry, entries)
        self._delete_records(ChildNote, notes)
        self._delete_records(CaseDetail, self._ids(CaseDetail, CaseDetail.case_id.in_(cases)))
        self._delete_records(Case, cases)
        referrals = self._ids(OnwardReferral, OnwardReferral.subject_id.in_(subjects))
        self._delete(ReferralStep, ReferralStep.referral_id, referrals)
        self._delete_records(OnwardReferral, referrals)
        self._delete_missing(subjects)
        self._delete_education(subjects)
        self._delete_pathway(subjects)
        for kind in (Episode, RegisterEntry, Spell, ChildInPaper):
            self._delete(kind, kind.subject_id, subjects)
        self._delete(MatchDecision, MatchDecision.subject_a_id, subjects)
        self._delete(MatchDecision, MatchDecision.subject_b_id, subjects)
        self._delete_rows(subjects)
        self._delete(Look, Look.person_id, numbers)
        self._delete(Subject, Subject.id, subjects)
        return self._removed()

    def _delete_missing(self, subjects: Sequence[int]) -> None:
        """What we recorded ourselves beside the list's episodes, with its history."""
        episodes = self._ids(Episode, Episode.subject_id.in_(subjects))
        interviews = self._ids(ReturnInterview, ReturnInterview.episode_id.in_(episodes))
        self._delete_records(
            InterviewAnswer, self._ids(InterviewAnswer, InterviewAnswer.interview_id.in_(interviews))
        )
        self._delete_records(ReturnInterview, interviews)
        self._delete_records(EpisodeDetail, self._ids(EpisodeDetail, EpisodeDetail.episode_id.in_(episodes)))
        for kind in (SafetyPlan, Concern, Readiness):
            self._delete_records(kind, self._ids(kind, kind.subject_id.in_(subjects)))

    def _delete_education(self, subjects: Sequence[int]) -> None:
        """What we recorded ourselves beside the register's entries, with its history."""
        entries = self._ids(RegisterEntry, RegisterEntry.subject_id.in_(subjects))
        for kind in (EntryDetail, RagRating):
            self._delete_records(kind, self._ids(kind, kind.entry_id.in_(entries)))

    def _delete_pathway(self, subjects: Sequence[int]) -> None:
        """The child's referrals with their steps, forms and safety actions."""
        referrals = self._ids(Referral, Referral.subject_id.in_(subjects))
        self._delete(PathwayStepTaken, PathwayStepTaken.referral_id, referrals)
        for kind in (FormAnswer, SafetyAction):
            self._delete_records(kind, self._ids(kind, kind.referral_id.in_(referrals)))
        self._delete_records(Referral, referrals)

    def _delete_rows(self, subjects: Sequence[int]) -> None:
        """Another child's old row that one of these replaced stays replaced: from now on by itself."""
        rows = self._ids(SourceRecord, SourceRecord.subject_id.in_(subjects))
        for part in _parts(rows):
            self._session.execute(
                update(SourceRecord)
                .where(SourceRecord.replaced_by_id.in_(part))
                .values(replaced_by_id=SourceRecord.id),
                execution_options=_PLAIN,
            )
        self._delete(SourceRecord, SourceRecord.id, rows)


class _Minutes(_Removal):
    """What was minuted besides the cases. The meeting's day stays, for each child's case refers to it."""

    def remove(self) -> Removed:
        self._delete_decisions()
        meeting = self._record.id
        general = (Action.meeting_id == meeting, Action.entry_id.is_(None), Action.child_note_id.is_(None))
        self._delete_actions(self._ids(Action, *general))
        lines = select(Attendance.id).where(Attendance.meeting_id == meeting)
        self._delete(Stay, Stay.id, self._ids(Stay, Stay.attendance_id.in_(lines)))
        notes = select(ItemNote.id).where(ItemNote.meeting_id == meeting)
        self._delete_records(Ratification, self._ids(Ratification, Ratification.item_id.in_(notes)))
        for kind in (ItemNote, QuestionAnswer, Attendance, SeatAtMeeting):
            self._delete_records(kind, self._ids(kind, kind.meeting_id == meeting))
        for plain in (ItemTurn, QuorumChange, QuorumChoice):
            self._delete(plain, plain.id, self._ids(plain, plain.meeting_id == meeting))
        # Lines that were removed from the register earlier left their names in the history.
        kinds = (Meeting, MeetingPaper, ItemNote, QuestionAnswer, Attendance, SeatAtMeeting)
        parts = [kind.kind for kind in kinds]
        revisions = (Revision.meeting_id == meeting, Revision.record_kind.in_(parts))
        self._delete(Revision, Revision.id, self._ids(Revision, *revisions))
        self._session.execute(
            update(Meeting)
            .where(Meeting.id == meeting)
            .values(
                date_reason="",
                statement_read_by="",
                notice_by="",
                notice_reason="",
                version=Meeting.version + 1,
            ),
            execution_options=_PLAIN,
        )
        self._session.execute(
            update(MeetingPaper)
            .where(MeetingPaper.meeting_id == meeting)
            .values(sent_to="", version=MeetingPaper.version + 1),
            execution_options=_PLAIN,
        )
        self._records.append((Meeting.kind, meeting))
        return self._removed()


_PLAIN = {"synchronize_session": False}


def _parts(ids: Iterable[int]) -> Iterable[Sequence[int]]:
    whole = list(ids)
    return (whole[start : start + _AT_A_TIME] for start in range(0, len(whole), _AT_A_TIME))
