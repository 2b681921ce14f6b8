"""The tables of a child's page: episodes, cases, register, meetings, actions, names and papers."""

from datetime import date

from app.domain.missing import InterviewStanding
from app.services.papers.children_in import PaperRow
from app.services.people.child_lines import CaseLine, DiscussedLine, EntryLine, EpisodeLine
from app.services.people.named import NamedLine
from app.services.room.action_rows import ActionRow
from app.ui.lists.words import day_or_dash, hours_words, moment, month_day
from app.ui.month.words import chip, short_day
from app.ui.tables import Column
from app.ui.theme import Tone
from app.ui.widgets import Mark

RISKS: dict[str, Tone] = {"high": "red", "medium": "amber", "low": "grey"}
_INTERVIEWS: dict[InterviewStanding, Tone] = {
    InterviewStanding.NOT_BACK: "red",
    InterviewStanding.OVERDUE: "red",
    InterviewStanding.LATE: "amber",
    InterviewStanding.DUE: "amber",
    InterviewStanding.OFFERED: "amber",
    InterviewStanding.ACCEPTED: "amber",
    InterviewStanding.IN_TIME: "green",
    InterviewStanding.DONE: "green",
}
_ACTIONS: dict[str, Mark] = {
    "open": Mark("open", "accent"),
    "overdue": Mark("overdue", "red"),
    "done": Mark("done", "green"),
    "withdrawn": Mark("withdrawn", "grey"),
}


def _risk(one: EpisodeLine) -> tuple[Mark, ...]:
    return (Mark(one.risk, RISKS.get(one.risk, "grey")),) if one.risk else ()


def _interview(one: EpisodeLine) -> tuple[Mark, ...]:
    standing = InterviewStanding(one.interview)
    return (Mark(standing.value, _INTERVIEWS.get(standing, "grey")),)


def episode_columns(today: date) -> tuple[Column[EpisodeLine], ...]:
    """The missing episodes, newest first as given."""
    return (
        Column(
            "Reported",
            lambda one: f"{short_day(one.reported.date(), today)}" if one.reported else "not known",
            160,
            note=lambda one: f"{one.reported:%H:%M}" if one.reported else "",
            sort=lambda one: one.reported,
        ),
        Column("Away", lambda one: hours_words(one.hours), 72, "right", sort=lambda one: one.hours),
        Column("", lambda _one: "", 16),
        Column("Classed", lambda one: one.classed or "–", 80),
        Column("Risk", lambda _one: "", 96, marks=_risk, sort=lambda one: one.risk),
        Column("Found", lambda one: one.found or "–", wrap=True),
        Column("Return interview", lambda _one: "", 136, marks=_interview),
        Column("Authority", lambda one: one.authority or "–", 136),
        Column("Reference", lambda one: one.reference, 124),
    )


def category_words(one: DiscussedLine) -> str:
    """ "2", or "1 → 2" where the meeting changed it."""
    if one.category is None:
        return "–"
    if one.before is None or one.before == one.category:
        return str(one.category)
    return f"{one.before} → {one.category}"


def _decision(one: DiscussedLine) -> tuple[Mark, ...]:
    if one.decision:
        return (Mark(one.decision, "grey" if one.decision == "discharge" else "accent"),)
    return (Mark("none yet", "amber"),) if one.decides else ()


CASES: tuple[Column[CaseLine], ...] = (
    Column("Reference", lambda one: one.reference, 104, strong=True),
    Column("Category", lambda one: "–" if one.category is None else str(one.category), 72, "right"),
    Column("Listed", lambda one: day_or_dash(one.listed_on), 104, sort=lambda one: one.listed_on),
    Column("Lead", lambda one: one.lead or "–", personal=True),
    Column(
        "",
        lambda one: f"{month_day(one.closed_on)} {one.closed_reason}".strip() if one.closed_on else "",
        144,
        marks=lambda one: (Mark("closed", "grey"),) if one.closed_on else (Mark("open", "accent"),),
    ),
)
ENTRIES: tuple[Column[EntryLine], ...] = (
    Column("Rating", lambda _one: "", 88, marks=lambda one: (chip(one.rag, one.rag),) if one.rag else ()),
    Column("Hours a week", lambda one: "–" if one.hours is None else f"{one.hours:g}", 104, "right"),
    Column("Provision", lambda one: one.provision or "–", 112),
    Column("Last school", lambda one: one.school or "–", wrap=True),
    Column("Off roll", lambda one: day_or_dash(one.off_roll_on), 104, sort=lambda one: one.off_roll_on),
)
DISCUSSED: tuple[Column[DiscussedLine], ...] = (
    Column("Meeting", lambda one: one.body, 80, strong=True),
    Column("On", lambda one: month_day(one.on), 104, sort=lambda one: one.on),
    Column("About", lambda one: one.about, 208, wrap=True),
    Column("Category", category_words, 80, "right"),
    Column("", lambda _one: "", 16),
    Column("Decision", lambda _one: "", 112, marks=_decision),
    Column("Rationale, or what was noted", lambda one: one.rationale or "–", wrap=True, personal=True),
)
NAMED: tuple[Column[NamedLine], ...] = (
    Column("", lambda one: one.kind, 72),
    Column("As written", lambda one: one.words, wrap=True, personal=True),
    Column("In", lambda one: one.source, 144),
    Column("On", lambda one: day_or_dash(one.on), 104, sort=lambda one: one.on),
)


def paper_columns(today: date) -> tuple[Column[PaperRow], ...]:
    """What went out and contained the child, newest first as given."""
    return (
        Column("Document", lambda one: one.title, strong=True, wrap=True),
        Column(
            "Of",
            lambda one: f"{one.meeting} {day_or_dash(one.meeting_on)}".strip(),
            176,
            sort=lambda one: one.at,
        ),
        Column("Written", lambda one: moment(one.at, today), 152, sort=lambda one: one.at),
        Column("By", lambda one: one.by, 144),
        Column("Mark", lambda one: one.mark, 216),
    )


ACTIONS: tuple[Column[ActionRow], ...] = (
    Column("Action", lambda one: one.text, wrap=True, personal=True),
    Column("Agency", lambda one: one.agency, 120),
    Column("Due", lambda one: month_day(one.due), 104, sort=lambda one: one.due),
    Column("", lambda _one: "", 96, marks=lambda one: (_ACTIONS[one.state],), sort=lambda one: one.state),
)
