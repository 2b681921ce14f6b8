"""A register entry as it is known: what the list says, completed by what was recorded here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.lists import RegisterFacts

RATINGS = ("red", "amber", "green")
RED = "red"


class Population(StrEnum):
    """The three that share one register (K&R CME: tasks); `UNSAID` until somebody says which."""

    UNSAID = ""
    MISSING = "missing"
    AT_RISK = "at risk"
    NOT_SUITABLE = "not suitable"

    @property
    def label(self) -> str:
        return _POPULATIONS[self.value]


_POPULATIONS = {
    "": "Not said",
    "missing": "Missing education",
    "at risk": "At risk of missing education",
    "not suitable": "Not receiving suitable education",
}


@dataclass(frozen=True)
class Rating:
    """One rating: who gave it when, and who assured it when ("" and None: nobody yet).

    `listed`: the register brought it. It names the case worker alone, who stands in for whoever rated.
    """

    value: str
    rated_by: str = ""
    rated_on: date | None = None
    assured_by: str = ""
    assured_on: date | None = None
    why: str = ""
    listed: bool = False


@dataclass(frozen=True)
class KnownEntry(RegisterFacts):
    """The facts of the list with our own record of them (§14.2); `ratings` are oldest first."""

    population: Population = Population.UNSAID
    reason: str = ""
    identified_on: date | None = None
    last_school: str = ""
    special_needs: str = ""
    provision_asked_on: date | None = None
    provision_began_on: date | None = None
    home_educated: bool | None = None
    home_inspected_on: date | None = None
    home_suitable: bool | None = None
    screened: bool | None = None
    assessed: bool | None = None
    escalated_to: str = ""
    escalated_on: date | None = None
    no_escalation: str = ""
    review_on: date | None = None
    outcome: str = ""
    notes: str = ""
    ratings: tuple[Rating, ...] = ()


def current_rating(entry: RegisterFacts) -> Rating | None:
    """The newest rating; what the list says where nobody has kept a history of it; None if never rated."""
    if isinstance(entry, KnownEntry) and entry.ratings:
        return entry.ratings[-1]
    value = entry.rag.casefold()
    if value not in RATINGS:
        return None
    return Rating(value, entry.case_worker, None, entry.assured_by, None, listed=True)


def same_person(one: str, other: str) -> bool:
    """Whether two names as written are one person's; nobody is nobody's namesake."""
    return bool(one.strip()) and " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
