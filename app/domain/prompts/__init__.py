"""The prompts P1 to P38: their table, and those that no other rule of the house speaks."""

from app.domain.prompts.case import Month, Situation, case_prompts
from app.domain.prompts.links import order_prompts, person_prompts, place_prompts
from app.domain.prompts.table import BY_ID, PROMPTS, Prompt, in_force

__all__ = [
    "BY_ID",
    "PROMPTS",
    "Month",
    "Prompt",
    "Situation",
    "case_prompts",
    "in_force",
    "order_prompts",
    "person_prompts",
    "place_prompts",
]
