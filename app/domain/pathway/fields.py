"""What is recorded of a referral, field by field: one table for the form and for the words of the history."""

from app.domain.missing.fields import FieldKind, RecordField

_L, _T, _D, _M, _Y, _C = FieldKind
_WHO, _WHAT, _STRATEGY, _BELOW, _PRE = (
    "Who referred",
    "The child and the concern",
    "Strategy meeting",
    "Below the lowest category",
    "Meeting before the meeting",
)

REFERRAL_FIELDS: tuple[RecordField, ...] = (
    RecordField("referrer", "Referrer", _L, _WHO),
    RecordField("agency", "Agency", _L, _WHO),
    RecordField("referrer_role", "Role", _L, _WHO),
    RecordField("referrer_contact", "Telephone or e-mail", _L, _WHO),
    RecordField("referrer_told_on", "Referrer told what was done on", _D, _WHO),
    RecordField("concern", "Concern", _T, _WHAT),
    RecordField("borough", "Borough", _L, _WHAT),
    RecordField("lead_professional", "Lead professional", _L, _WHAT),
    RecordField("assessed_on", "Assessed on", _D, _WHAT),
    RecordField("referred_on", "Referred to the front door on", _D, _WHAT),
    RecordField("police_form_on", "Police form sent on", _D, _WHAT),
    RecordField("views", "What the child and the parents say", _T, _WHAT),
    RecordField("strengths", "Strengths, and what protects the child", _T, _WHAT),
    RecordField("strategy_summary", "Summary and actions", _T, _STRATEGY),
    RecordField("theme", "Theme", _L, _BELOW),
    RecordField("harmful_behaviour", "Harmful sexual behaviour", _Y, _BELOW),
    RecordField("consulted_on", "Consulted on", _D, _BELOW),
    RecordField("consultation", "What the consultation came to", _T, _BELOW),
    RecordField("pre_mase_summary", "What it came to", _T, _PRE),
)
