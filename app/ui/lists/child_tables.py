"""The tables of a child's page: episodes, cases, register, meetings, actions, and the lists side by side."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.identifiers import number_name
from app.domain.missing import InterviewStanding
from app.services.people.children import CaseLine, DiscussedLine, EntryLine, EpisodeLine
from app.services.people.side_rows import SideRow
from app.services.people.subjects import fold
from app.services.room.action_rows import ActionRow
from app.ui import theme
from app.ui.lists.words import day_or_dash, hours_words, month_day
from app.ui.month.words import chip, short_day
from app.ui.tables import Column
from app.ui.theme import Tone
from app.ui.widgets import Badge, Mark, NameLabel, column, label, row

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
_NOT_SAID = "not given"
_PERSONAL = ("Name", "Known as", "Address", "Postcode", "Number")
_SHOULD_AGREE = ("Name", "Born", "Sex", "Postcode")


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
    Column("Category", lambda one: "–" if one.category is None else str(one.category), 72, "right"),
    Column("Decision", lambda one: one.decision or "none yet", 96),
    Column("Rationale", lambda one: one.rationale, wrap=True, personal=True),
)
ACTIONS: tuple[Column[ActionRow], ...] = (
    Column("Action", lambda one: one.text, wrap=True, personal=True),
    Column("Agency", lambda one: one.agency, 120),
    Column("Due", lambda one: month_day(one.due), 104, sort=lambda one: one.due),
    Column("", lambda _one: "", 96, marks=lambda one: (_ACTIONS[one.state],), sort=lambda one: one.state),
)


def side_by_side(sides: tuple[SideRow, ...]) -> QWidget:
    """What each list wrote about the child, a column a list."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.WIDE)
    grid.setVerticalSpacing(6)
    for at, side in enumerate(sides, 1):
        where = side.where.removeprefix(f"{side.list_label}, ")
        head = column(label(side.list_label, "strong"), label(where, "small", wrap=True), gap=0)
        grid.addLayout(head, 0, at)
        grid.setColumnStretch(at, 1)
    line = 1
    for words, values in _said(sides):
        if not any(values):
            continue
        differ = words in _SHOULD_AGREE and len({fold(value) for value in values if value}) > 1
        named = row(label(words, "note"), *((Badge("differs", "amber"),) if differ else ()), None, gap=6)
        named.setAlignment(Qt.AlignmentFlag.AlignTop)
        grid.addLayout(named, line, 0, Qt.AlignmentFlag.AlignTop)
        for at, value in enumerate(values, 1):
            grid.addWidget(_value(words, value), line, at, Qt.AlignmentFlag.AlignTop)
        line += 1
    grid.setRowStretch(line, 1)
    return made


def _value(words: str, value: str) -> QWidget:
    if not value:
        return label(_NOT_SAID, "note")
    return NameLabel(value, "", wrap=True) if words in _PERSONAL else label(value, wrap=True)


def _numbers(numbers: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{number_name(kind)} {value}" for kind, value in numbers)


def _said(sides: tuple[SideRow, ...]) -> tuple[tuple[str, list[str]], ...]:
    who = [side.identity for side in sides]
    return (
        ("Name", [one.name for one in who]),
        ("Known as", [", ".join(one.aliases) for one in who]),
        ("Born", [month_day(one.born) if one.born else "" for one in who]),
        ("Sex", [one.sex for one in who]),
        ("Address", [one.address for one in who]),
        ("Postcode", [one.postcode for one in who]),
        ("Number", [one.number for one in who]),
        ("Other numbers", [_numbers(one.numbers) for one in who]),
        ("Says", [side.what for side in sides]),
    )
