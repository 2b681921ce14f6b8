"""Where each rule of a body stands in its file: the one table that reading, writing and the screen follow."""

from collections.abc import Mapping
from dataclasses import MISSING, fields

from app.domain.profiles.body import Body
from app.domain.profiles.values import QuorumRule

# Field of `Body` to table and key; a key without a table stands at the top of the file.
LAYOUT: Mapping[str, tuple[str, ...]] = {
    "code": ("body", "code"),
    "name": ("body", "name"),
    "short": ("body", "short"),
    "kind": ("body", "kind"),
    "effective_from": ("body", "effective_from"),
    "retired": ("body", "retired"),
    "partnership": ("body", "partnership"),
    "parent_bodies": ("body", "parent_bodies"),
    "areas": ("body", "areas"),
    "chair_role": ("body", "chair_role"),
    "cochair_role": ("body", "cochair_role"),
    "chair_deputies": ("body", "chair_deputies"),
    "venue": ("body", "venue"),
    "starts": ("body", "starts"),
    "ends": ("body", "ends"),
    "frequency": ("body", "frequency"),
    "months": ("body", "months"),
    "first_month": ("body", "first_month"),
    "order_after": ("body", "order_after"),
    "single_points": ("body", "single_points"),
    "source": ("body", "source"),
    "without_terms": ("body", "without_terms"),
    "pattern": ("body", "meets"),
    "terms_review": ("body", "terms_of_reference"),
    "marking": ("marking", "text"),
    "handling": ("marking", "handling"),
    "marking_in_titles": ("marking", "in_titles"),
    "agenda_notice": ("notice", "agenda"),
    "list_notice": ("notice", "list"),
    "register_notice": ("notice", "register"),
    "assurance_notice": ("notice", "rag_assurance"),
    "emergency_override": ("notice", "emergency"),
    "minutes_circulation": ("minutes", "circulate"),
    "minutes_counted": ("minutes", "counted"),
    "action_circulation": ("minutes", "actions"),
    "quorum": ("quorum",),
    "education_hours": ("limits", "education_hours"),
    "interview_hours": ("limits", "interview_hours"),
    "include_placed_in": ("limits", "include_placed_in"),
    "top_list": ("limits", "top_list"),
    "other_list": ("limits", "other_list"),
    "missing_below_age": ("limits", "missing_below_age"),
    "long_missing_hours": ("limits", "long_missing_hours"),
    "lowest_case_category": ("limits", "lowest_case_category"),
    "transition_months": ("limits", "transition_months"),
    "repeat_missing": ("repeat_missing",),
    "absent_is": ("recording", "absent_is"),
    "away_from_placement": ("recording", "away_from_placement"),
    "interview_from": ("recording", "interview_from"),
    "interview_service": ("recording", "interview_service"),
    "interview_questions": ("recording", "interview_questions"),
    "interview_themes": ("recording", "interview_themes"),
    "category_decided_by": ("recording", "category_decided_by"),
    "referral_sources": ("recording", "referral_sources"),
    "emerging_use": ("recording", "emerging_use"),
    "missing_risks": ("recording", "missing_risks"),
    "deadlines": ("deadlines",),
    "support": ("support",),
    "suppression": ("suppression",),
    "prompting": ("prompts",),
    "terms": ("terms",),
    "statement": ("statement",),
    "definitions": ("definitions",),
    "contacts": ("contacts",),
    "report_duties": ("report_duties",),
    "seats": ("seats",),
    "ranks": ("ranks",),
    "agenda": ("agenda",),
    "minutes_items": ("minutes_items",),
    "case_groups": ("case_groups",),
    "categories": ("categories",),
    "exploitation_types": ("exploitation_types",),
    "age_bands": ("age_bands",),
    "retention": ("retention",),
}

# What a file may leave out although `Body` has no default for it: most bodies have none of these.
ABSENT = {
    "parent_bodies": (),
    "cochair_role": "",
    "venue": "",
    "order_after": (),
    "pattern": None,
    "handling": "",
    "register_notice": None,
    "assurance_notice": None,
    "quorum": QuorumRule(),
    "seats": (),
    "agenda": (),
    "case_groups": (),
    "categories": (),
}


def default_of(field: str) -> object:
    """What holds where the file says nothing; `MISSING` where it must say something."""
    if field in ABSENT:
        return ABSENT[field]
    one = next(one for one in fields(Body) if one.name == field)
    return one.default if one.default_factory is MISSING else one.default_factory()
