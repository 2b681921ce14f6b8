"""The mapped classes; importing this package maps them all."""

from app.models.audit import AuditEntry
from app.models.base import Base
from app.models.cases import Action, ActionUpdate, Case, MonthlyEntry
from app.models.lists import Episode, ImportedFile, RegisterEntry, RememberedLayout, SourceRecord, Spell
from app.models.meetings import Attendance, BodyProfile, ItemNote, Meeting, QuestionAnswer, Setting
from app.models.people import MatchDecision, Person, Subject

__all__ = [
    "Action",
    "ActionUpdate",
    "Attendance",
    "AuditEntry",
    "Base",
    "BodyProfile",
    "Case",
    "Episode",
    "ImportedFile",
    "ItemNote",
    "MatchDecision",
    "Meeting",
    "MonthlyEntry",
    "Person",
    "QuestionAnswer",
    "RegisterEntry",
    "RememberedLayout",
    "Setting",
    "SourceRecord",
    "Spell",
    "Subject",
]
