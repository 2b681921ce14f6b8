"""The end of a meeting: what is still open, and what its decisions set in motion."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.domain.attendance import IN_THE_ROOM, Standing, representation_findings
from app.domain.cases import CaseEntry, Decision, closing_findings, undecided
from app.domain.findings import Finding, Severity
from app.domain.meetings import MeetingState, require
from app.domain.quorum import Quorum
from app.errors import Refused
from app.models import Action, Meeting, MonthlyEntry
from app.services.clock import Clock
from app.services.months.meeting_records import attendance_of, body_of, entries_of, standings_of
from app.services.referrals.at_meeting import at_meeting, owed_findings
from app.services.referrals.onward_rows import OnwardRow
from app.services.room.action_rows import ActionRow, in_room, rows
from app.services.room.decisions import settle
from app.services.room.register import quorum_of

_STATEMENT = "K&R confidentiality statement"


@dataclass(frozen=True)
class ClosingView:
    """What stands before the close. `undecided` are entry, child's name and the reason given ("" for none).

    `actions_without_owner` have an agency and a deadline but no person; `actions_to_confirm` went to an
    agency that was not in the room (P18). `referrals` are the onward referrals to this body: those that
    wait, and those that it has answered or carried over.
    """

    undecided: tuple[tuple[int, str, str], ...]
    quorum: Quorum
    actions_without_owner: tuple[ActionRow, ...]
    actions_to_confirm: tuple[ActionRow, ...]
    findings: tuple[Finding, ...]
    referrals: tuple[OnwardRow, ...] = ()

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
    body = body_of(meeting)
    entries = [case_entry(entry) for entry in entries_of(session, meeting.id)]
    agreed = rows(session, clock.today(), Action.meeting_id == meeting.id, here=in_room(session, meeting))
    return ClosingView(
        tuple((entry.case_id, entry.name, entry.undecided_reason) for entry in undecided(entries)),
        quorum_of(session, meeting, body),
        tuple(action for action in agreed if not action.owner),
        tuple(action for action in agreed if action.owner_in_room is False),
        (
            *closing_findings(entries),
            *owed_findings(session, clock, meeting),
            *_statement_findings(session, meeting),
            *representation_findings(body.seats, standings_of(session, meeting, body)),
        ),
        at_meeting(session, clock, meeting),
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
    answered nor carried over. Not quorate: every decision is provisional, and no discharge ends a case.
    """
    require(MeetingState(meeting.state), MeetingState.CLOSED)
    entries = entries_of(session, meeting.id)
    stops = (
        *closing_findings([case_entry(entry) for entry in entries]),
        *owed_findings(session, clock, meeting),
    )
    if stops:
        raise Refused(f"The meeting was not closed. {stops[0].sentence}")
    quorum = quorum_of(session, meeting, body_of(meeting))
    meeting.quorate, meeting.quorum_sentence = quorum.met, quorum.sentence
    meeting.state, meeting.closed_at = MeetingState.CLOSED, clock.now()
    for entry in entries:
        entry.provisional = not quorum.met
        settle(session, entry)
