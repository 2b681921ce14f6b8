"""The confidentiality statement at one meeting: as it was read there, or as it would be read now."""

from app.domain.wordings import StatementText, statement_from_json
from app.models import Meeting
from app.services.months.meeting_records import clock_words


def statement_of(meeting: Meeting, now: StatementText) -> StatementText:
    """The wording that was read at this meeting; before it is read, that of `now`."""
    return statement_from_json(meeting.statement_text) if meeting.statement_text else now


def read_words(meeting: Meeting) -> str:
    """ "read 10:03 by …", or "" while it has not been read."""
    if meeting.statement_read_at is None:
        return ""
    return f"read {clock_words(meeting.statement_read_at)} by {meeting.statement_read_by}"
