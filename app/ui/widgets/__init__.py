"""The pieces that screens are made of; import them from here."""

from app.ui.widgets.badges import Badge, BadgeRow, Key, Mark
from app.ui.widgets.buttons import Button, Segmented
from app.ui.widgets.cards import (
    Card,
    EmptyState,
    FieldLabel,
    FindingRow,
    LineRow,
    NoticeBar,
    PageHeader,
    field,
    subheading,
)
from app.ui.widgets.elided import MIDDLE, Elided
from app.ui.widgets.fields import DateField, LineField, SearchField
from app.ui.widgets.layout import FlowLayout, Scroller, clear, column, label, row, rule
from app.ui.widgets.meters import BarRow, Meter, Seats, SeatStrip
from app.ui.widgets.notes import NoteEdit
from app.ui.widgets.privacy import NameLabel, masked, privacy
from app.ui.widgets.progress import ProgressStrip
from app.ui.widgets.steps import StepTick, step_heading
from app.ui.widgets.timeline import Stop, TimeLine

__all__ = [
    "MIDDLE",
    "Badge",
    "BadgeRow",
    "BarRow",
    "Button",
    "Card",
    "DateField",
    "Elided",
    "EmptyState",
    "FieldLabel",
    "FindingRow",
    "FlowLayout",
    "Key",
    "LineField",
    "LineRow",
    "Mark",
    "Meter",
    "NameLabel",
    "NoteEdit",
    "NoticeBar",
    "PageHeader",
    "ProgressStrip",
    "Scroller",
    "SearchField",
    "SeatStrip",
    "Seats",
    "Segmented",
    "StepTick",
    "Stop",
    "TimeLine",
    "clear",
    "column",
    "field",
    "label",
    "masked",
    "privacy",
    "row",
    "rule",
    "step_heading",
    "subheading",
]
