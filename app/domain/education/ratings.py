"""The rating of an entry: given by one person, assured by another, and taken further where red (§14.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import day_words
from app.domain.education.facts import RATINGS, RED, KnownEntry, Rating, current_rating, same_person
from app.domain.education.hours import TERMS, hours_findings
from app.domain.findings import Finding, Severity
from app.domain.lists import RegisterFacts
from app.domain.profiles import Body
from app.errors import Refused

_ORDER = {value: place for place, value in enumerate(RATINGS)}


@dataclass(frozen=True)
class Change:
    """A rating that changed; `before` is "" for the first one, and then `worse` is None."""

    on: date | None
    before: str
    after: str
    by: str

    @property
    def worse(self) -> bool | None:
        if self.before not in _ORDER or self.after not in _ORDER:
            return None
        return _ORDER[self.after] < _ORDER[self.before]

    @property
    def words(self) -> str:
        """ "Amber to red", "Rated red"."""
        return f"{self.before.capitalize()} to {self.after}" if self.before else f"Rated {self.after}"


def changes(ratings: Iterable[Rating]) -> tuple[Change, ...]:
    """The history of an entry: each rating that differs from the one before it, oldest first (C6)."""
    found: list[Change] = []
    before = ""
    for rating in ratings:
        if rating.value != before:
            found.append(Change(rating.rated_on, before, rating.value, rating.rated_by))
            before = rating.value
    return tuple(found)


def require_rating(value: str, rated_by: str, on: date, today: date) -> None:
    """`Refused` for a rating that is none, that nobody gave, or that was given on a day to come."""
    if value not in RATINGS:
        raise Refused("A rating is red, amber or green; choose one of them.")
    if not rated_by.strip():
        raise Refused("Say who gave the rating; somebody else will assure it.")
    if on > today:
        raise Refused(f"{day_words(on)} is still to come; give the day on which it was rated.")


def require_assurance(rating: Rating, assured_by: str, on: date, today: date) -> None:
    """`Refused` where the rater would assure their own rating (P26), or the days cannot be so."""
    if not assured_by.strip():
        raise Refused("Say who assured the rating.")
    if same_person(assured_by, rating.rated_by):
        raise Refused(f"{assured_by.strip()} gave this rating; somebody else has to assure it.")
    if on > today or (rating.rated_on is not None and on < rating.rated_on):
        raise Refused("A rating is assured on the day it was given or later, and not on a day to come.")


def escalated(entry: RegisterFacts, passed_on: bool = False) -> bool:
    """Whether a red case was taken further, or somebody said why it is not."""
    ours = isinstance(entry, KnownEntry) and (entry.escalated_to.strip() or entry.no_escalation.strip())
    return passed_on or bool(ours)


def rating_findings(entry: RegisterFacts, passed_on: bool = False, rated_by: str = "") -> list[Finding]:
    """C1 to C3: not rated, red and not taken further (P25), not assured, assured by the rater (P26)."""
    rating = current_rating(entry)
    if rating is None:
        return [Finding("C1", "The entry has no rating.", TERMS, Severity.WARN)]
    found = []
    if rating.value == RED and not escalated(entry, passed_on):
        sentence = "Rated red with no escalation recorded: take it to the missing meeting or a pupil panel."
        found.append(Finding("P25", sentence, TERMS, Severity.WARN))
    if not rating.assured_by.strip():
        found.append(Finding("C2", "The rating has not been quality assured.", TERMS, Severity.WARN))
    elif same_person(rating.assured_by, rated_by or rating.rated_by or entry.case_worker):
        found.append(Finding("P26", "Rated and quality assured by the same person.", TERMS, Severity.WARN))
    return found


def register_findings(
    facts: RegisterFacts,
    body: Body,
    escalated: bool = False,
    rated_by: str = "",
    today: date | None = None,
) -> tuple[Finding, ...]:
    """Everything the rules say of one entry: its rating, its hours, its provision, home education, review.

    `escalated` is whether the register's meeting passed the child on. Where the list brought the rating it
    does not say who gave it, so the case worker stands in for them.
    """
    rest = _our_findings(facts, today) if isinstance(facts, KnownEntry) and today is not None else []
    return (*rating_findings(facts, escalated, rated_by), *hours_findings(facts, body, today), *rest)


def _our_findings(entry: KnownEntry, today: date) -> list[Finding]:
    found = []
    if entry.home_educated and entry.home_suitable is False:
        sentence = "Educated at home, and what is offered there was found unsuitable."
        found.append(Finding("C7", sentence, TERMS, Severity.WARN))
    elif entry.home_educated and entry.home_inspected_on is None:
        found.append(Finding("C7", "Educated at home, and no visit is recorded.", TERMS, Severity.NOTE))
    if entry.review_on is not None and entry.review_on < today and not entry.outcome.strip():
        sentence = f"The review was due on {day_words(entry.review_on)}."
        found.append(Finding("C8", sentence, TERMS, Severity.WARN))
    for done, what in ((entry.screened, "screened"), (entry.assessed, "assessed")):
        if done is False:
            found.append(Finding("C9", f"The child has not been {what}.", TERMS, Severity.NOTE))
    return found
