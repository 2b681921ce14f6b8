"""The mapped classes; importing this package maps them all."""

from app.models.audit import AuditEntry
from app.models.base import Base
from app.models.care import CareRecord, ImportStep
from app.models.cases import Action, ActionUpdate, Case, ChildNote, MonthlyEntry
from app.models.education import EntryDetail, RagRating
from app.models.history import Look, Revision
from app.models.lists import Episode, ImportedFile, NamedLayout, RegisterEntry, SourceRecord, Spell
from app.models.meetings import Attendance, BodyProfile, ItemNote, Meeting, QuestionAnswer, Setting
from app.models.missing import (
    Concern,
    EpisodeDetail,
    InterviewAnswer,
    Readiness,
    ReturnInterview,
    SafetyPlan,
)
from app.models.papers import ChildInPaper, PaperOut
from app.models.pathway import CaseDetail, FormAnswer, PathwayStepTaken, Referral, SafetyAction
from app.models.people import MatchDecision, Person, Subject
from app.models.planning import CalendarDay, DutyDone, MeetingPaper
from app.models.referrals import OnwardReferral, ReferralStep
from app.models.retention import Certificate, LegalHold, RetentionReview
from app.models.sittings import (
    ItemTurn,
    Membership,
    QuorumChange,
    QuorumChoice,
    Ratification,
    SeatAtMeeting,
    Stay,
)

__all__ = [
    "Action",
    "ActionUpdate",
    "Attendance",
    "AuditEntry",
    "Base",
    "BodyProfile",
    "CalendarDay",
    "CareRecord",
    "Case",
    "CaseDetail",
    "Certificate",
    "ChildInPaper",
    "ChildNote",
    "Concern",
    "DutyDone",
    "EntryDetail",
    "Episode",
    "EpisodeDetail",
    "FormAnswer",
    "ImportStep",
    "ImportedFile",
    "InterviewAnswer",
    "ItemNote",
    "ItemTurn",
    "LegalHold",
    "Look",
    "MatchDecision",
    "Meeting",
    "MeetingPaper",
    "Membership",
    "MonthlyEntry",
    "NamedLayout",
    "OnwardReferral",
    "PaperOut",
    "PathwayStepTaken",
    "Person",
    "QuestionAnswer",
    "QuorumChange",
    "QuorumChoice",
    "RagRating",
    "Ratification",
    "Readiness",
    "Referral",
    "ReferralStep",
    "RegisterEntry",
    "RetentionReview",
    "ReturnInterview",
    "Revision",
    "SafetyAction",
    "SafetyPlan",
    "SeatAtMeeting",
    "Setting",
    "SourceRecord",
    "Spell",
    "Stay",
    "Subject",
]
