"""What one document is written from: a meeting under its own rules, and what goes at head and foot."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.domain.documents import Heading, heading_for
from app.domain.meetings import MeetingState
from app.domain.profiles import Body
from app.domain.wordings import StatementText
from app.errors import Refused
from app.models import Meeting
from app.services.months.meeting_records import BEGUN, KnownChild, body_of
from app.services.months.papers import short_notice_words
from app.services.people.crosschecking import ListCheck
from app.services.room.contents import Look
from app.services.room.ratified import still_provisional

NOT_CLOSED = "This meeting has not been closed: these are its notes so far."


@dataclass(frozen=True)
class Source:
    """One meeting, read for one document. `mark` and `version` stand at its foot; `check` is its list against
    the others, for the documents that hold it. `since` and `until` are the period of one that has one."""

    look: Look
    wording: StatementText
    known: Mapping[int, KnownChild]
    mark: str = ""
    version: int = 1
    case_id: int | None = None
    check: ListCheck | None = None
    since: date | None = None
    until: date | None = None

    @property
    def session(self) -> Session:
        """The session everything is read in."""
        return self.look.session

    @property
    def meeting(self) -> Meeting:
        """The meeting the document is of."""
        return self.look.meeting

    @property
    def today(self) -> date:
        """The day on which it is written."""
        return self.look.clock.today()

    @property
    def body(self) -> Body:
        """The body under the rules of this meeting."""
        return body_of(self.meeting)

    @property
    def state(self) -> MeetingState:
        """Where the meeting stands."""
        return MeetingState(self.meeting.state)

    def heading(self) -> Heading:
        """Head and foot of every page."""
        meeting = self.meeting
        return replace(
            heading_for(self.body, meeting.held_on),
            starts=meeting.starts,
            ends=meeting.ends,
            venue=meeting.venue or self.body.venue,
            standing="Agreed" if self.state.locked else "Draft",
            version=self.version,
            provisional=meeting.quorum_sentence if still_provisional(self.session, meeting) else "",
            audit_mark=self.mark,
            written_on=self.today,
            short_notice=short_notice_words(meeting),
        )

    def require_begun(self) -> None:
        """Minutes and sheets are of a meeting that has at least begun."""
        if self.state not in BEGUN:
            raise Refused("This meeting has not been held yet, so it has no minutes; write its agenda.")
