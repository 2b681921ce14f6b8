"""The attendance return of a body, as its document has it."""

from dataclasses import replace

from app.domain.attendance_return import AgencyLine, Figures, PersonLine
from app.domain.documents import AttendanceReturn, AttendanceRow
from app.services.bodies.attendance_figures import a_year_to, attendance_view
from app.services.papers.document_source import Source

_BASIS = (
    "Counted from the registers of the meetings held. A seat counts from the meeting at which it was first "
    "at the table; a person from the first meeting they could have attended. An agency is represented when "
    "somebody of it was there, in person, by video or by deputy; invited seats and observers are left out."
)
_QUORATE = {True: "Quorate", False: "Not quorate, or not throughout", None: "Not recorded"}


def attendance_return(source: Source) -> AttendanceReturn:
    """Over the period asked for, else the year up to and including the meeting."""
    until = source.until or source.meeting.held_on
    view = attendance_view(source.session, source.body.code, source.since or a_year_to(until), until)
    return AttendanceReturn(
        replace(source.heading(), provisional="", short_notice=""),
        view.since,
        view.until,
        tuple((one.on, _QUORATE[one.quorate]) for one in view.meetings),
        tuple(_agency(line) for line in view.agencies),
        tuple(_person(line) for line in view.people),
        tuple((one.on, one.what.agency, one.what.words) for one in view.unrepresented),
        _BASIS,
    )


def _agency(line: AgencyLine) -> AttendanceRow:
    about = "statutory" if line.statutory else "core"
    below = f"{line.below_level} of {line.figures.meetings}" if line.below_level else ""
    return replace(_row(line.agency, about, line.figures), below_level=below)


def _person(line: PersonLine) -> AttendanceRow:
    return replace(_row(line.name, f"{line.agency}, {line.role}", line.figures), since=line.since)


def _row(name: str, about: str, figures: Figures) -> AttendanceRow:
    return AttendanceRow(
        name,
        about,
        None,
        figures.meetings,
        figures.present,
        figures.deputy,
        figures.apologies,
        figures.absent,
        "–" if figures.percent is None else f"{figures.percent} %",
    )
