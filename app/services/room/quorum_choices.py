"""How a meeting went on that was not quorate: what was chosen, and what that means for its decisions."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.meetings import MeetingState
from app.domain.without_quorum import Choice, choice_words
from app.models import Meeting, MonthlyEntry, QuorumChoice
from app.services.months.meeting_records import body_of
from app.services.room.presence import log_of, quorum_of, wall, was_quorate

NOTHING_DECIDED = (
    "This meeting goes on for information only, so nothing is decided. "
    "Decide when it is quorate again, or let the chair proceed with a reason."
)


@dataclass(frozen=True)
class ChoiceView:
    """What the chair chose while the meeting was not quorate; `to_meeting_id` is where it goes on."""

    choice: Choice
    by: str
    reason: str
    sentence: str
    to_meeting_id: int | None = None


def choices_of(session: Session, meeting: Meeting) -> tuple[ChoiceView, ...]:
    """Everything that was chosen at this meeting, in order."""
    query = select(QuorumChoice).where(QuorumChoice.meeting_id == meeting.id).order_by(QuorumChoice.id)
    return tuple(_view(session, row) for row in session.execute(query).scalars())


def _view(session: Session, row: QuorumChoice) -> ChoiceView:
    to = session.get(Meeting, row.to_meeting_id) if row.to_meeting_id else None
    choice = Choice(row.choice)
    words = choice_words(choice, row.by, wall(row.at), row.reason, to.held_on if to else None)
    return ChoiceView(choice, row.by, row.reason, words, row.to_meeting_id)


def choice_now(session: Session, meeting: Meeting) -> ChoiceView | None:
    """What holds now: the last thing chosen since the quorum was lost; None while it is quorate."""
    if quorum_of(session, meeting, body_of(meeting)).met:
        return None
    query = (
        select(QuorumChoice)
        .where(QuorumChoice.meeting_id == meeting.id)
        .order_by(QuorumChoice.id.desc())
        .limit(1)
    )
    last = session.execute(query).scalar_one_or_none()
    losses = [one.at for one in log_of(session, meeting) if not one.met]
    if last is None or (losses and wall(last.at) < losses[-1]):
        return None
    return _view(session, last)


def on_information_only(session: Session, meeting: Meeting) -> bool:
    """Whether nothing may be decided just now."""
    now = choice_now(session, meeting) if meeting.state == MeetingState.OPEN else None
    return now is not None and now.choice is Choice.INFORMATION


def is_doubtful(session: Session, entry: MonthlyEntry) -> bool:
    """Whether a case was decided, at a meeting that is still open, while that was not quorate."""
    meeting = entry.meeting
    if meeting.state != MeetingState.OPEN or not entry.decision:
        return False
    return not was_quorate(session, meeting, entry.decided_at)


def decision_note(session: Session, entry: MonthlyEntry) -> str:
    """What the want of a quorum means for this case's decision, for the side where it is taken."""
    meeting = entry.meeting
    if meeting.state != MeetingState.OPEN:
        return ""
    met = quorum_of(session, meeting, body_of(meeting)).met
    if is_doubtful(session, entry):
        at = f" at {wall(entry.decided_at):%H:%M}" if entry.decided_at else ""
        how = "decide once more to confirm it" if met else "it is provisional"
        return f"Decided{at} without a quorum: {how}."
    if met or entry.decision:
        return ""
    if on_information_only(session, meeting):
        return NOTHING_DECIDED
    return "Not quorate: a decision taken now is provisional and comes back to the next quorate meeting."


def quorum_story(session: Session, meeting: Meeting) -> tuple[str, ...]:
    """Losses and gains with their times, and what was chosen meanwhile, in the order in which it happened."""
    told = [(one.at, one.sentence) for one in log_of(session, meeting)[1:]]
    query = select(QuorumChoice).where(QuorumChoice.meeting_id == meeting.id).order_by(QuorumChoice.id)
    told += [(wall(row.at), _view(session, row).sentence) for row in session.execute(query).scalars()]
    return tuple(sentence for _, sentence in sorted(told, key=lambda pair: pair[0]))
