"""What is recorded of a register entry, field by field: one table for the form and the history."""

from app.domain.education.facts import Population
from app.domain.missing.fields import FieldKind, RecordField

_L, _T, _D, _M, _Y, _C = FieldKind
_WHY, _PROVISION, _HOME, _CARE, _FURTHER = (
    "Why the child is on the register",
    "Provision",
    "Education at home",
    "Screening and assessment",
    "Taken further",
)

_POPULATIONS = tuple((one.value, one.label) for one in Population)

ENTRY_FIELDS: tuple[RecordField, ...] = (
    RecordField("population", "Which register", _C, _WHY, _POPULATIONS),
    RecordField("reason", "Reason", _L, _WHY),
    RecordField("identified_on", "Identified on", _D, _WHY),
    RecordField("last_school", "Last school", _L, _WHY),
    RecordField("special_needs", "Special educational needs", _L, _WHY),
    RecordField("provision_asked_on", "Alternative provision asked for on", _D, _PROVISION),
    RecordField("provision_began_on", "Alternative provision began on", _D, _PROVISION),
    RecordField("home_educated", "Educated at home", _Y, _HOME),
    RecordField("home_inspected_on", "Last visit on", _D, _HOME),
    RecordField("home_suitable", "Found suitable", _Y, _HOME),
    RecordField("screened", "Screened", _Y, _CARE),
    RecordField("assessed", "Assessed", _Y, _CARE),
    RecordField("review_on", "Next review on", _D, _CARE),
    RecordField(
        "no_escalation", "Why a red case is not taken further", _T, _FURTHER, hint="Only where it is not."
    ),
    RecordField("outcome", "Outcome", _T, _FURTHER),
    RecordField("notes", "Notes", _T, _FURTHER),
)
