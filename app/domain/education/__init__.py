"""The single register of children missing education: hours, ratings, provision, populations (domain §14)."""

from app.domain.education.facts import (
    RATINGS,
    RED,
    KnownEntry,
    Population,
    Rating,
    current_rating,
    same_person,
)
from app.domain.education.fields import ENTRY_FIELDS
from app.domain.education.figures import RegisterFigures, figures
from app.domain.education.hours import has_provision, hours_words, lacks_hours, waiting_days
from app.domain.education.ratings import (
    Change,
    changes,
    escalated,
    rating_findings,
    register_findings,
    require_assurance,
    require_rating,
)

__all__ = [
    "ENTRY_FIELDS",
    "RATINGS",
    "RED",
    "Change",
    "KnownEntry",
    "Population",
    "Rating",
    "RegisterFigures",
    "changes",
    "current_rating",
    "escalated",
    "figures",
    "has_provision",
    "hours_words",
    "lacks_hours",
    "rating_findings",
    "register_findings",
    "require_assurance",
    "require_rating",
    "same_person",
    "waiting_days",
]
