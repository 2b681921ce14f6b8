"""What each edited field held before, and who looked at which child."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Moment

# The fields whose earlier words are kept, by kind of record; the first says in one line what the record is.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "entry": (
        "victim",
        "offender",
        "location",
        "themes",
        "overview",
        "impact",
        "other_agencies",
        "category",
        "decision",
        "rationale",
        "undecided_reason",
        "first_mention_by",
        "first_mention_reason",
        "provisional",
    ),
    "case": (
        "status",
        "category",
        "borough",
        "out_of_borough",
        "referred_on",
        "referring_agency",
        "strategy_meeting_on",
        "lead_professional",
        "school",
        "ethnicity",
        "listed_on",
        "themes",
        "placement",
        "closed_on",
        "closed_reason",
    ),
    "entry detail": (
        "reason",
        "population",
        "identified_on",
        "last_school",
        "special_needs",
        "provision_asked_on",
        "provision_began_on",
        "home_educated",
        "home_inspected_on",
        "home_suitable",
        "screened",
        "assessed",
        "escalated_to",
        "escalated_on",
        "no_escalation",
        "review_on",
        "outcome",
        "notes",
    ),
    "rating": ("value", "why", "rated_by", "rated_on", "assured_by", "assured_on"),
    "referral": (
        "concern",
        "state",
        "raised_on",
        "referrer",
        "agency",
        "referrer_role",
        "referrer_contact",
        "referrer_told_on",
        "assessed_on",
        "referred_on",
        "police_form_on",
        "borough",
        "lead_professional",
        "strategy_summary",
        "theme",
        "harmful_behaviour",
        "consulted_on",
        "consultation",
        "pre_mase",
        "pre_mase_summary",
        "views",
        "strengths",
    ),
    "form answer": ("answer",),
    "safety action": ("text", "agency", "owner", "due", "done_on", "outcome"),
    "case detail": (
        "responsible_authority",
        "living_in",
        "monitored_by",
        "moved_in_on",
        "home_told_on",
        "exploitation_types",
        "learning_disability",
        "discharge_reason",
        "onward_support",
        "step_down_on",
        "follow_up_on",
        "followed_up_on",
        "follow_up",
    ),
    "onward referral": ("asked", "reason", "state"),
    "action": ("text", "agency", "owner", "due", "state", "closed_on"),
    "meeting": (
        "state",
        "held_on",
        "starts",
        "ends",
        "venue",
        "date_reason",
        "notice_by",
        "notice_reason",
        "statement_version",
        "statement_read_by",
        "quorate",
        "quorum_sentence",
    ),
    "attendance": ("name", "agency", "seat_key", "standing", "deputy_for", "rank", "virtual", "signed"),
    "item": ("notes", "done", "provisional"),
    "membership": ("name", "rank", "agency", "seat_key", "from_on", "to_on"),
    "seat": ("written_note", "written_on", "asked"),
    "ratification": ("outcome", "reason"),
    "question": ("answer", "asked"),
    "paper": ("key", "due", "sent_on", "sent_to", "again_on"),
    "child note": ("notes",),
    "episode detail": (
        "circumstances",
        "classed",
        "risk",
        "missing_from",
        "reported_by",
        "began_at",
        "last_seen_at",
        "last_seen_where",
        "returned_at",
        "found_where",
        "found_with",
        "merlin",
        "safe_well_on",
        "safe_well_by",
        "harm",
        "exploitation_considered",
        "exploitation_concern",
        "exploitation_note",
        "plan_reviewed_on",
        "home_told_on",
        "home_told_by",
        "people",
        "places",
        "left_borough",
        "means_to_travel",
        "travel_reason",
    ),
    "interview": (
        "outcome",
        "offered_on",
        "done_at",
        "reason",
        "decided_by",
        "interviewer",
        "independent",
        "carer_offered",
        "carer_said",
        "themes",
        "soft_intelligence",
        "passed_on",
        "passed_by",
    ),
    "interview answer": ("answer",),
    "safety plan": (
        "summary",
        "made_on",
        "made_by",
        "review_on",
        "reviewed_on",
        "reviewed_by",
        "ended_on",
        "end_reason",
    ),
    "concern": ("reason", "raised_by", "raised_on", "ended_on", "end_reason"),
    "readiness": ("grab_pack", "grab_pack_on", "placed_on", "assessed_on", "assessed_risk"),
}
# Typed while the meeting runs and saved every second or so: a spell of typing is one revision.
TYPED = frozenset(
    "victim offender location themes overview impact other_agencies rationale undecided_reason notes answer "
    "text circumstances last_seen_where found_where found_with harm exploitation_note people places "
    "means_to_travel travel_reason reason carer_said soft_intelligence summary special_needs "
    "no_escalation outcome concern strategy_summary consultation pre_mase_summary views strengths "
    "onward_support follow_up first_mention_reason".split()
)
ADDED, CHANGED, REMOVED = "added", "changed", "removed"


class Revision(Base):
    """One field before it was changed; what it was changed to is the next revision's `before`, or the record.

    `field` is "" where the record was added or removed. `length` counts the new text's characters; `at` and
    `until` are the first and last save of one spell of typing; `version` and `audit` are those of the last.
    `meeting_id` is the meeting the record belongs to, for what was removed from it too.
    """

    __tablename__ = "revisions"
    kind = "revision"
    __table_args__ = (Index("ix_revisions_record", "record_kind", "record_id", "field"),)

    record_kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int]
    verb: Mapped[str] = mapped_column(String(10))
    field: Mapped[str] = mapped_column(String(40))
    before: Mapped[str]
    length: Mapped[int]
    version: Mapped[int]
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime] = mapped_column(Moment)
    audit: Mapped[int]
    meeting_id: Mapped[int | None] = mapped_column(index=True)


class Look(Base):
    """Somebody opened a child's page or case; at most one an hour for each operator and child."""

    __tablename__ = "looks"
    kind = "look"

    person_id: Mapped[int] = mapped_column(index=True)
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Moment)
