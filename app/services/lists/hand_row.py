"""A record as somebody types it: what it must have, and how it is kept as a row of its list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any

from app.domain.calendar import day_words
from app.domain.lists import (
    LINKED_LISTS,
    CaseFacts,
    EpisodeFacts,
    Facts,
    ListName,
    ListRow,
    RegisterFacts,
)
from app.domain.people import Identity
from app.domain.text import clean, clean_name
from app.errors import Refused
from app.importers.read import fields_for

SHEET = "Added by hand"
_FACTS: Mapping[ListName, type[Facts]] = {
    ListName.MISPER: EpisodeFacts,
    ListName.CME: RegisterFacts,
    ListName.MASE: CaseFacts,
}
# On these lists the row's reference is the child's own number (a UPN, a case reference).
_NUMBERED = (ListName.CME, ListName.MASE)
_WEEK = 60  # hours; more is a slip of the pen
_OTHER_LABELS = {"still_missing": "Still missing", "age_as_written": "Age", "aliases": "Known as"}


@dataclass(frozen=True)
class HandRow:
    """One record to add to a list: who it is about, what it says, its own reference ("" where it has none).

    `said` is whatever else was told, by heading; it is kept with the row as an import keeps every cell.
    """

    list_name: ListName
    identity: Identity
    facts: Facts
    reference: str = ""
    said: Mapping[str, str] = field(default_factory=dict)


def as_list_row(row: HandRow, number: int, today: date, now: datetime) -> ListRow:
    """The row as an import would read it, cleaned; `number` tells rows without a reference apart.

    Raises `Refused` for what no list could hold.
    """
    if row.list_name not in LINKED_LISTS or not isinstance(row.facts, _FACTS[row.list_name]):
        raise Refused("A record by hand is a missing episode, an entry of the education register or a case.")
    reference = clean_name(row.reference)
    identity = _cleaned(row.identity, clean_name)
    if row.list_name in _NUMBERED and reference:
        identity = replace(identity, number=reference)
    facts = _cleaned(row.facts, clean)
    _check(identity, facts, today, now)
    cells = {label: text for label, text in _cells(row.list_name, reference, identity, facts).items() if text}
    cells |= {clean_name(label): clean(text) for label, text in row.said.items() if clean(text)}
    notes = () if identity.born else ("The date of birth is not known.",)
    return ListRow(row.list_name, SHEET, number, reference, identity, facts, cells, notes)


def _cleaned(value: Any, tidy: Callable[[str], str]) -> Any:
    """The same value with every text in it fit to be kept; names and numbers stand on one line."""

    def clean_part(part: object) -> object:
        if isinstance(part, str):
            return tidy(part).strip()
        if isinstance(part, tuple) and all(isinstance(one, str) for one in part):
            return tuple(text for one in part if (text := tidy(one).strip()))
        return part

    return replace(value, **{one.name: clean_part(getattr(value, one.name)) for one in fields(value)})


def _check(identity: Identity, facts: Facts, today: date, now: datetime) -> None:
    if not (identity.name or identity.number):
        raise Refused("Give at least a name or a number, so that the child can be found again.")
    if identity.born is not None and identity.born > today:
        raise Refused("The date of birth lies in the future; correct it.")
    if isinstance(facts, EpisodeFacts):
        _check_episode(facts, now)
    if isinstance(facts, RegisterFacts) and facts.hours is not None and not 0 <= facts.hours <= _WEEK:
        raise Refused(f"The hours a week are not a number between 0 and {_WEEK}; correct them.")


def _check_episode(facts: EpisodeFacts, now: datetime) -> None:
    if facts.reported_at is None:
        raise Refused("Say when the child was reported missing.")
    if facts.reported_at > now:
        raise Refused("The report lies in the future; correct its day or its time.")
    if facts.returned_at is not None and facts.returned_at < facts.reported_at:
        raise Refused("The return lies before the report; correct one of them.")
    if facts.returned_at is not None and facts.still_missing:
        raise Refused("A child who is back is not missing any more; leave one of them out.")


def _cells(list_name: ListName, reference: str, identity: Identity, facts: Facts) -> dict[str, str]:
    labels = {spec.key: spec.label for spec in fields_for(list_name)} | _OTHER_LABELS
    cells = {labels["reference"]: reference}
    for value in (identity, facts):
        for one in fields(value):
            if one.name not in ("number", "numbers"):
                cells[labels.get(one.name, one.name)] = _written(getattr(value, one.name))
    return cells


def _written(value: object) -> str:
    """A value as the row keeps it: days and times in words, yes and no, nothing for nothing."""
    if value is None or value is False:
        return "" if value is None else "No"
    if value is True:
        return "Yes"
    if isinstance(value, datetime):
        return f"{day_words(value.date())}, {value:%H:%M}"
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, tuple):
        return ", ".join(str(one) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
