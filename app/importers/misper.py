"""The police's monthly return of missing episodes (MisPer)."""

import re
from datetime import datetime

from app.domain.dates import is_unknown
from app.domain.lists import EpisodeFacts
from app.domain.people import age_on
from app.importers.entry import Entry, Unfit
from app.importers.person import birth

_CLASSED = {
    "missing": "missing",
    "mis": "missing",
    "misper": "missing",
    "m": "missing",
    "absent": "absent",
    "abs": "absent",
    "a": "absent",
    "no apparent risk": "absent",
}
_RISK = {
    "high": "high",
    "h": "high",
    "medium": "medium",
    "med": "medium",
    "m": "medium",
    "low": "low",
    "l": "low",
}
_STILL = re.compile(
    r"still|outstanding|\bo/?s\b|not (yet )?(returned|located|found)|missing|ongoing|on-going|open\b", re.I
)
_AGE = re.compile(r"\d{1,2}")


def read(entry: Entry) -> tuple[str, str, EpisodeFacts]:
    """The Merlin number, no number of the child, and the episode; `Unfit` without the time of report."""
    if not entry.has_column("reported_at"):
        raise Unfit(
            "No column says when the child was reported missing; choose that column and read the file again."
        )
    reference = entry.reference("Merlin reference")
    reported = entry.moment("reported_at", "reported_time", "time reported missing", needed=True)
    if reported is None:
        raise Unfit("The time reported missing is not given; add it and import the file again.")
    if reported.date() > entry.today:
        entry.note("The time reported missing lies in the future.")
    returned, still_missing = _returned(entry)
    if returned and returned < reported:
        entry.note("The child returned before being reported missing.")
    facts = EpisodeFacts(
        reported_at=reported,
        returned_at=returned,
        still_missing=still_missing,
        classed=entry.choice("classed", _CLASSED, "category"),
        risk=entry.choice("risk", _RISK, "risk"),
        responsible_authority=entry.said("responsible_authority"),
        in_care=entry.flag("in_care", "entry for in care"),
        interview_offered=entry.flag("interview_offered", "entry for interview offered"),
        interview_done_on=entry.day("interview_done_on", "day of the interview"),
        found_where=entry.text("found_where"),
        ethnicity=entry.text("ethnicity"),
        age_as_written=_age(entry, reported),
    )
    return reference, "", facts


def _returned(entry: Entry) -> tuple[datetime | None, bool]:
    """When the child returned, and whether the list says "still missing"; nothing written is neither."""
    text = entry.text("returned_at")
    if not is_unknown(text) and not text[0].isdigit() and _STILL.search(text):
        return None, True
    returned = entry.moment("returned_at", "returned_time", "time of return")
    if returned is None and is_unknown(text) and entry.has_column("returned_at"):
        entry.note("It is not said whether the child has returned.")
    return returned, False


def _age(entry: Entry, reported: datetime) -> str:
    """The age as written; noted if no day from the report to today makes it right."""
    text = entry.text("age")
    born = birth(entry)
    match = _AGE.search(text)
    if match and born:
        then, now = age_on(born, reported.date()), age_on(born, entry.today)
        if then is not None and now is not None and not min(then, now) <= int(match[0]) <= max(then, now):
            entry.note("The age does not fit the date of birth.")
    return text
