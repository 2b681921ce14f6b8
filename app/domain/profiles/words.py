"""What a profile can name, switch off and fill an agenda with: the lists its page offers."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One word that a body may have its own for: what the product says, and where it is said."""

    usual: str
    where: str


TERMS: Mapping[str, Term] = {
    "register": Term("Register", "the list of children out of education, and what is due before a meeting"),
    "rated_by": Term("Lead officer", "who assures the ratings of the register"),
    "support": Term("Support service", "the service that works with exploited children"),
    "locations": Term("Locations of interest", "places where children are harmed"),
    "persons": Term("Persons of interest", "people who may harm children"),
    "emerging": Term("Emerging concerns", "children below the first category, not referred"),
    "repeat_missing": Term("Repeat missing", "children who go missing again and again"),
    "hsb": Term("Harmful sexual behaviour", "how it is called in every list and document"),
}

# What can fill an item of the agenda beside its notes.
CONTENTS: Mapping[str, str] = {
    "notes": "Notes only",
    "welcome": "Register of who is there",
    "statement": "Confidentiality statement and its questions",
    "previous_minutes": "Minutes of the previous meeting",
    "actions": "Review of actions",
    "emerging": "Emerging concerns",
    "snapshot": "Figures of the month",
    "cases": "Cases, one by one",
    "support": "Support service",
    "locations": "Places",
    "persons": "People of concern",
    "repeat_missing": "Children most often missing",
    "placed_here": "Children placed here by others",
    "other_concerns": "Other missing children who give concern",
    "register": "Register of children out of education",
}

# Where cases of a heading stand.
STANDINGS: Mapping[str, str] = {
    "new": "New",
    "existing": "Existing",
    "out of borough": "Out of borough",
    "all": "All",
}
