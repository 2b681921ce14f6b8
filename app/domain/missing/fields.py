"""What is recorded of an episode and its interview, field by field: one table for forms and history."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.missing.facts import ABSENT, AWAY, Outcome
from app.domain.profiles import ABSENT_STATUS, Body


class FieldKind(StrEnum):
    """How a field is filled: a line, several lines, a day, a day with its time, yes or no, one of a few."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    YES_NO = "yes or no"
    CHOICE = "choice"


@dataclass(frozen=True)
class RecordField:
    """One field; `choices` are value and words. `required` is asked of every record, never assumed."""

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    section: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    required: bool = False


_L, _T, _D, _M, _Y, _C = FieldKind
_GONE, _BACK, _SAFE, _TRAVEL, _HOME = (
    "Going missing",
    "Coming back",
    "Exploitation and safety",
    "Journeys and links",
    "Home authority",
)
CLASSES = (
    ("missing", "Missing"),
    ("absent", "Absent"),
    ("away", "Away from placement without authorisation"),
)
RISK_LEVELS = (("high", "High"), ("medium", "Medium"), ("low", "Low"), ("none", "No apparent risk"))
PLACES_LEFT = (("home", "Home"), ("care", "Care"), ("school", "School"))

EPISODE_FIELDS: tuple[RecordField, ...] = (
    RecordField("reported_by", "Reported by", _L, _GONE),
    RecordField("missing_from", "Missing from", _C, _GONE, PLACES_LEFT),
    RecordField("classed", "Classed as", _C, _GONE, CLASSES),
    RecordField("risk", "Police risk", _C, _GONE, RISK_LEVELS),
    RecordField("began_at", "Gone since", _M, _GONE),
    RecordField("last_seen_at", "Last seen at", _M, _GONE),
    RecordField("last_seen_where", "Last seen where", _L, _GONE),
    RecordField("merlin", "Merlin number", _L, _GONE),
    RecordField("circumstances", "Circumstances", _T, _GONE),
    RecordField("returned_at", "Found or returned at", _M, _BACK),
    RecordField("found_where", "Found where", _L, _BACK),
    RecordField("found_with", "With whom", _L, _BACK),
    RecordField("safe_well_on", "Safe and well check on", _D, _BACK),
    RecordField("safe_well_by", "Safe and well check by", _L, _BACK),
    RecordField("harm", "Harm, before or during", _T, _BACK),
    RecordField("exploitation_considered", "Exploitation considered", _Y, _SAFE, required=True),
    RecordField("exploitation_concern", "A concern was found", _Y, _SAFE),
    RecordField("exploitation_note", "What was considered", _T, _SAFE),
    RecordField("plan_reviewed_on", "Safety plan reviewed on", _D, _SAFE),
    RecordField("left_borough", "Left the borough", _Y, _TRAVEL),
    RecordField("means_to_travel", "Means to travel", _L, _TRAVEL),
    RecordField("travel_reason", "Reason for the journey", _L, _TRAVEL),
    RecordField("places", "Places", _T, _TRAVEL, hint="one a line"),
    RecordField("people", "People", _T, _TRAVEL, hint="one a line"),
    RecordField("home_told_on", "Home authority told on", _D, _HOME),
    RecordField("home_told_by", "Told by", _L, _HOME),
)
OUTCOMES = tuple((outcome.value, outcome.label) for outcome in Outcome if outcome)
INTERVIEW_FIELDS: tuple[RecordField, ...] = (
    RecordField("outcome", "How it stands", _C, choices=OUTCOMES),
    RecordField("offered_on", "Offered on", _D),
    RecordField("done_at", "Held at", _M),
    RecordField("reason", "Why", _L),
    RecordField("decided_by", "Decided by", _L),
    RecordField("interviewer", "Interviewer", _L),
    RecordField("independent", "Independent of the placement", _Y),
    RecordField("carer_offered", "Parent or carer was asked", _Y),
    RecordField("carer_said", "What the parent or carer said", _T),
    RecordField("themes", "Themes", _T),
    RecordField("soft_intelligence", "Soft intelligence", _T),
    RecordField("passed_on", "Passed to the police unit on", _D),
    RecordField("passed_by", "Passed by", _L),
)


def episode_fields(body: Body | None) -> tuple[RecordField, ...]:
    """The fields under a body's own rules: its levels of risk, and which classes it knows (§24.2)."""
    if body is None:
        return EPISODE_FIELDS
    classes = [
        choice
        for choice in CLASSES
        if (choice[0] != ABSENT or body.absent_is == ABSENT_STATUS)
        and (choice[0] != AWAY or body.away_from_placement)
    ]
    offered = {
        "classed": tuple(classes),
        "risk": tuple((risk.key, risk.label) for risk in body.missing_risks),
    }
    return tuple(
        replace(one, choices=offered[one.name]) if one.name in offered else one for one in EPISODE_FIELDS
    )
