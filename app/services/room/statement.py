"""The confidentiality statement at one meeting: as it was read there, or as it would be read now."""

from app.domain.wordings import StatementText, statement_from_json
from app.models import Meeting
from app.services.months.meeting_records import body_of, clock_words


def statement_of(meeting: Meeting, now: StatementText) -> StatementText:
    """The wording that was read at this meeting; before that, its body's own, else the store's `now`."""
    if meeting.statement_text:
        return statement_from_json(meeting.statement_text)
    return body_of(meeting).statement or now


def read_words(meeting: Meeting) -> str:
    """ "read 10:03 by …", or "" while it has not been read."""
    if meeting.statement_read_at is None:
        return ""
    return f"read {clock_words(meeting.statement_read_at)} by {meeting.statement_read_by}"
