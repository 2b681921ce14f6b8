"""The end of a meeting: what is still open, and what its decisions set in motion."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.attendance import IN_THE_ROOM, Standing
from app.domain.cases import CaseEntry, Decision, closing_findings, undecided
from app.domain.findings import Finding, Severity
from app.domain.meetings import MeetingState, require
from app.domain.profiles import Body
from app.domain.prompts import in_force
from app.domain.quorum import PROVISIONAL, Quorum
from app.domain.representation import representation_findings
from app.domain.without_quorum import FOR_INFORMATION
from app.errors import Refused
from app.models import Action, Meeting, MonthlyEntry
from app.services.bodies.member_records import deputies_on
from app.services.clock import Clock
from app.services.missing.chair import chair_findings
from app.services.months.meeting_records import attendance_of, body_of, entries_of, takes_cases
from app.services.referrals.at_meeting import at_meeting, owed_findings
from app.services.referrals.onward_rows import OnwardRow
from app.services.room.action_rows import ActionRow, in_room, rows
from app.services.room.agenda_items import PROCEDURE, items_at
from app.services.room.item_notes import notes_of
from app.services.room.presence import (
    keep_log,
    last_in_hand,
    lines_of,
    log_words,
    quorum_of,
    was_quorate,
)
from app.services.room.quorum_choices import is_doubtful, on_information_only, quorum_story
from app.services.room.ratified import carry_out_ratified, replaced, unratified
from app.services.room.settling import settle

_STATEMENT = "K&R confidentiality statement"


@dataclass(frozen=True)
class ClosingView:
    """What stands before the close. `undecided` are entry, child's name and the reason given ("" for none).

    `actions_without_owner` have an agency and a deadline but no person; `actions_to_confirm` went to an
    agency that was not in the room (P18). `referrals` are the onward referrals to this body: those that
    wait, and those that it has answered or carried over. `log` says how the quorum was lost and regained,
    and how the meeting went on without it; `doubtful` are cases that were decided meanwhile, as entry and
    child's name.
    """

    undecided: tuple[tuple[int, str, str], ...]
    quorum: Quorum
    actions_without_owner: tuple[ActionRow, ...]
    actions_to_confirm: tuple[ActionRow, ...]
    findings: tuple[Finding, ...]
    referrals: tuple[OnwardRow, ...] = ()
    log: tuple[str, ...] = ()
    doubtful: tuple[tuple[int, str], ...] = ()

    @property
    def unexplained(self) -> int:
        """How many cases are neither decided nor left with a reason; the meeting cannot close before."""
        return sum(not reason.strip() for _, _, reason in self.undecided)


def case_entry(entry: MonthlyEntry) -> CaseEntry:
    """The entry as the value that the rules of closing read; `case_id` holds the entry's id."""
    decision = Decision(entry.decision) if entry.decision else None
    name = entry.case.subject.identity.name
    return CaseEntry(entry.id, name, decision, entry.rationale, entry.undecided_reason)


def is_decided(entry: MonthlyEntry) -> bool:
    """A decision counts once it has its rationale."""
    return bool(entry.decision and entry.rationale.strip())


def closing_view(session: Session, meeting: Meeting, clock: Clock) -> ClosingView:
    """Everything the chair should see before closing."""
    body, entries = body_of(meeting), entries_of(session, meeting.id)
    values = [case_entry(entry) for entry in entries]
    agreed = rows(session, clock.today(), Action.meeting_id == meeting.id, here=in_room(session, meeting))
    quorum = quorum_of(session, meeting, body)
    return ClosingView(
        tuple((entry.case_id, entry.name, entry.undecided_reason) for entry in undecided(values)),
        quorum,
        tuple(action for action in agreed if not action.owner),
        tuple(action for action in agreed if action.owner_in_room is False),
        in_force(
            (
                *closing_findings(values),
                *owed_findings(session, clock, meeting),
                *chair_findings(session, meeting, body, clock),
                *_statement_findings(session, meeting),
                *represented(session, meeting, body),
                *unratified(session, meeting),
            ),
            body,
        ),
        at_meeting(session, clock, meeting),
        quorum_story(session, meeting),
        tuple(
            (entry.id, entry.case.subject.identity.name)
            for entry in entries
            if quorum.met and is_doubtful(session, entry)
        ),
    )


def represented(session: Session, meeting: Meeting, body: Body) -> tuple[Finding, ...]:
    """P20: statutory agencies that were at no time in the room, or not at the right level."""
    people = [line.attendee for line in lines_of(session, meeting) if line.stays]
    return representation_findings(
        body.seats, people, deputies_on(session, body.code, meeting.held_on), body.ranks
    )


def _statement_findings(session: Session, meeting: Meeting) -> tuple[Finding, ...]:
    found = []
    if meeting.statement_read_at is None:
        sentence = "The confidentiality statement has not been read."
        found.append(Finding("statement", sentence, _STATEMENT, Severity.WARN))
    here = IN_THE_ROOM | {Standing.OBSERVER}
    unsigned = sum(row.standing in here and not row.signed for row in attendance_of(session, meeting.id))
    if unsigned:
        people = "1 person has" if unsigned == 1 else f"{unsigned} people have"
        found.append(Finding("signature", f"{people} not signed the register.", _STATEMENT, Severity.WARN))
    return tuple(found)


def close_meeting(session: Session, meeting: Meeting, clock: Clock) -> None:
    """Close the meeting and carry out its decisions, all in the caller's transaction.

    Raises `Refused` while a case is neither decided nor left with a reason, or an onward referral neither
    answered nor carried over.
    """
    require(MeetingState(meeting.state), MeetingState.CLOSED)
    if on_information_only(session, meeting):
        leave_open(session, meeting, FOR_INFORMATION)
    stops = (
        *closing_findings([case_entry(entry) for entry in entries_of(session, meeting.id)]),
        *owed_findings(session, clock, meeting),
    )
    if stops:
        raise Refused(f"The meeting was not closed. {stops[0].sentence}")
    finish(session, meeting, clock.now(), MeetingState.CLOSED)


def leave_open(session: Session, meeting: Meeting, reason: str) -> None:
    """Give every case that is not decided, and of which nobody said why, this reason."""
    for entry in entries_of(session, meeting.id):
        if not is_decided(entry) and not entry.undecided_reason.strip():
            entry.undecided_reason = reason
    session.flush()


def finish(session: Session, meeting: Meeting, now: datetime, state: MeetingState) -> None:
    """End the meeting: what was decided while it was quorate is carried out, the rest is provisional."""
    keep_log(session, meeting)
    entries = entries_of(session, meeting.id)
    for entry in entries:
        entry.quorate = was_quorate(session, meeting, entry.decided_at)
        entry.provisional = bool(entry.decision) and not entry.quorate
    decided = [bool(entry.quorate) for entry in entries if entry.decision]
    decided += _settle_items(session, meeting)
    meeting.quorate = all(decided) if decided else was_quorate(session, meeting, None)
    meeting.quorum_sentence = _sentence(session, meeting, sum(not quorate for quorate in decided))
    meeting.state, meeting.closed_at = state, now
    carry_out_ratified(session, meeting)
    replaced(session, meeting, now)
    for entry in entries:
        settle(session, entry)


def _settle_items(session: Session, meeting: Meeting) -> list[bool]:
    """Keep whether each item was quorate; answers it for those that decide something.

    Where the body takes no cases one by one, that is every item with notes.
    """
    kinds = {item.key: item.content for item in items_at(session, meeting)}
    decides = not takes_cases(body_of(meeting)) and not on_information_only(session, meeting)
    told = []
    for note in notes_of(session, meeting.id).values():
        at = note.done_at or last_in_hand(session, meeting, note.item_key)
        note.quorate = was_quorate(session, meeting, at)
        if decides and note.notes.strip() and kinds.get(note.item_key, "") not in PROCEDURE:
            note.provisional = not note.quorate
            told.append(bool(note.quorate))
    return told


def _sentence(session: Session, meeting: Meeting, provisional: int) -> str:
    words = log_words(session, meeting)
    if not provisional or PROVISIONAL in words:
        return words
    decisions = "1 decision was" if provisional == 1 else f"{provisional} decisions were"
    are = "is" if provisional == 1 else "are"
    return f"{words} {decisions} taken without a quorum and {are} provisional until the next quorate meeting."
