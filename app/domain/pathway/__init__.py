"""The way from a concern to a case, and what may not wait for it (domain §5, §7, §8)."""

from app.domain.pathway.facts import (
    PRE_MASE_REASONS,
    ReferralFacts,
    SafetyStep,
    pathway_findings,
    require_pre_mase,
    strategy_due,
)
from app.domain.pathway.fields import REFERRAL_FIELDS
from app.domain.pathway.forms import FORMS, INFORMATION, SAFEGUARD, Question, question
from app.domain.pathway.states import (
    DOES,
    PathwayState,
    PathwayStep,
    Taken,
    next_steps,
    require_step,
    state_after,
)

__all__ = [
    "DOES",
    "FORMS",
    "INFORMATION",
    "PRE_MASE_REASONS",
    "REFERRAL_FIELDS",
    "SAFEGUARD",
    "PathwayState",
    "PathwayStep",
    "Question",
    "ReferralFacts",
    "SafetyStep",
    "Taken",
    "next_steps",
    "pathway_findings",
    "question",
    "require_pre_mase",
    "require_step",
    "state_after",
    "strategy_due",
]
