"""The minutes: register, statement, items, index, one case a page, action log (domain §22.4, §22.5)."""

from dataclasses import dataclass
from itertools import groupby

from app.domain.documents import CaseSheet, Minutes
from app.exporters.word import fill


@dataclass(frozen=True)
class IndexEntry:
    """One line of the index; `number` is the case's place in the minutes, from 1."""

    number: int
    case: CaseSheet


@dataclass(frozen=True)
class IndexGroup:
    """Cases that stand together under one heading of the case order."""

    title: str
    entries: tuple[IndexEntry, ...]


def index(cases: tuple[CaseSheet, ...]) -> tuple[IndexGroup, ...]:
    """The cases by group, in the order in which they stand."""
    entries = [IndexEntry(number, case) for number, case in enumerate(cases, start=1)]
    grouped = groupby(entries, key=lambda entry: entry.case.group)
    return tuple(IndexGroup(title, tuple(members)) for title, members in grouped)


def write(minutes: Minutes) -> bytes:
    """The minutes as a Word document; see `word.fill` for what is refused."""
    return fill("minutes.docx", "minutes", minutes.heading, minutes=minutes, index=index(minutes.cases))
