"""Words out: a record read from the store, what it still lacks, and the file that leaves the room."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.attendance import Standing
from app.domain.documents import (
    ActionLine,
    ActionList,
    Agenda,
    AttendanceReturn,
    CaseSheet,
    CaseSheets,
    CrossChecked,
    Minutes,
    Register,
)
from app.domain.lists import ListName
from app.domain.meetings import MeetingState
from app.errors import Refused
from app.exporters.protect import protect, write_file
from app.exporters.registry import EXPORTS, Export, file_name
from app.models import AuditEntry, Case, MonthlyEntry
from app.services.areas import Areas
from app.services.clock import Clock
from app.services.months.meeting_records import body_of, takes_cases, the_entry, the_meeting
from app.services.papers import children_in
from app.services.papers.crosschecked import ChecksLists, list_of
from app.services.papers.document_records import RECORDS, Record
from app.services.papers.document_source import NOT_CLOSED, Source
from app.services.room.contents import Look
from app.store.audit import Anchor
from app.store.store import Store

_EXPORT = "export"
Period = tuple[date, date]


@dataclass(frozen=True)
class Exported:
    """One document on a disk; `missing` is what it lacks before it can be signed, without any name."""

    document: str
    file: Path
    sha256: str
    missing: tuple[str, ...]
    audit_mark: str


class Documents:
    """Every document of a meeting, as a record to show and as a file to hand out."""

    def __init__(self, store: Store, clock: Clock, knows: ChecksLists, areas: Areas) -> None:
        self._store = store
        self._clock = clock
        self._knows = knows
        self._areas = areas

    @staticmethod
    def kinds() -> tuple[Export, ...]:
        """The documents there are."""
        return tuple(EXPORTS.values())

    @staticmethod
    def missing(record: Record) -> tuple[str, ...]:
        """What stands between this record and a signature; no sentence names a child."""
        return _MISSING[type(record)](record)

    def record(self, name: str, meeting_id: int, case_id: int | None = None) -> Record:
        """The record behind a document; raises `Refused` where there is none of it yet."""
        return self._read(name, meeting_id, case_id, "", 1)[0]

    def export(
        self,
        name: str,
        meeting_id: int,
        target: Path,
        case_id: int | None = None,
        password: str = "",
        entry_id: int | None = None,
        period: Period | None = None,
    ) -> Exported:
        """Write a document to `target`, a file or a folder, and audit it; a file of .xlsx becomes a workbook.

        `period` is the first and last day of a document that is not of one meeting.

        The audit comes first, because its mark is printed at the foot; a file that could then not be written
        is audited too. Raises `Refused` where there is nothing to write, or no place to write it.
        """
        if entry_id is not None:
            with self._store.reading() as session:
                case_id = the_entry(session, entry_id).case_id
        _, children = self._read(name, meeting_id, case_id, "", 1, period)
        EXPORTS[name].writer(target)
        details: dict[str, int | str] = {"document": name, "meeting": meeting_id}
        if case_id is not None:
            details["case"] = case_id
        if period is not None:
            details |= {"since": period[0].isoformat(), "until": period[1].isoformat()}
        version = self._times(details) + 1
        kept = children_in.keep(name, meeting_id, self._store.operator, self._clock.now(), children)
        anchor = self._store.note(_EXPORT, kept, **details)
        record, _ = self._read(name, meeting_id, case_id, anchor.mark, version, period)
        file = target / file_name(EXPORTS[name], record.heading) if os.path.isdir(target) else target
        with self._audited_failure(details, anchor):
            data = EXPORTS[name].writer(file)(record)
            sha256 = write_file(file, protect(data, password) if password else data)
        return Exported(name, file, sha256, self.missing(record), anchor.mark)

    @contextmanager
    def _audited_failure(self, details: Mapping[str, int | str], anchor: Anchor) -> Iterator[None]:
        try:
            yield
        except Refused:
            self._store.note("export not written", children_in.forget(anchor), **details)
            raise

    def _times(self, details: Mapping[str, int | str]) -> int:
        """How often this document was handed out already; the next one has the next version."""
        body = json.dumps(details, separators=(",", ":"), sort_keys=True)
        query = select(func.count(AuditEntry.id)).where(AuditEntry.act == _EXPORT, AuditEntry.body == body)
        with self._store.reading() as session:
            return session.execute(query).scalar_one()

    def _read(
        self,
        name: str,
        meeting_id: int,
        case_id: int | None,
        mark: str,
        version: int,
        period: Period | None = None,
    ) -> tuple[Record, frozenset[int]]:
        """The record, and the subjects of the children in it."""
        if name not in RECORDS:
            raise Refused(f"There is no document of that name; there are: {', '.join(RECORDS)}.")
        with self._store.reading() as session:
            ids = _case_ids(session, meeting_id)
            listed = _to_check(session, name, meeting_id)
        check = self._knows.on_list(listed) if listed is not None else None
        known = self._knows.for_cases(ids) if ids else {}
        wording = self._areas.statement()
        with self._store.reading() as session:
            meeting = the_meeting(session, meeting_id)
            look = Look(session, meeting, self._clock, self._knows)
            since, until = period or (None, None)
            source = Source(look, wording, known, mark, version, case_id, check, since, until)
            record = RECORDS[name](source)
            return record, children_in.children_in(source, name)


def _to_check(session: Session, name: str, meeting_id: int) -> ListName | None:
    """The list that a document holds against the others: the agenda's page is one for before the meeting."""
    meeting = the_meeting(session, meeting_id)
    wanted = name == "crosscheck" or (name == "agenda" and not MeetingState(meeting.state).held)
    return list_of(body_of(meeting)) if wanted else None


def _case_ids(session: Session, meeting_id: int) -> list[int]:
    """The cases of the meeting; before it is entered, those that would be listed."""
    if not takes_cases(body_of(the_meeting(session, meeting_id))):
        return []
    listed = select(MonthlyEntry.case_id).where(MonthlyEntry.meeting_id == meeting_id)
    waiting = select(Case.id).where(Case.closed_on.is_(None))
    found = list(session.execute(listed).scalars())
    return found or list(session.execute(waiting).scalars())


def _count(number: int, one: str, many: str) -> tuple[str, ...]:
    return () if not number else (one,) if number == 1 else (many.format(number),)


def _agenda_lacks(record: Agenda) -> tuple[str, ...]:
    children = [child for line in record.lines for group in line.groups for child in group.children]
    unborn = sum(child.born is None for child in children)
    return _count(unborn, "A date of birth is not known.", "{} dates of birth are not known.")


def _check_lacks(record: CrossChecked) -> tuple[str, ...]:
    unborn = sum(child.born is None for child in record.check.children)
    return _count(unborn, "A date of birth is not known.", "{} dates of birth are not known.")


def _register_lacks(record: Register) -> tuple[str, ...]:
    here = [line for line in record.attending if line.standing != Standing.EXPECTED]
    present = [*here, *record.observers]
    unsigned = sum(not line.signed for line in present)
    unnamed = sum(not line.name for line in present)
    return (
        *_count(
            unsigned, "One person has not signed the register.", "{} people have not signed the register."
        ),
        *_count(unnamed, "One person present has no name.", "{} people present have no name."),
    )


def _sheets_lack(sheets: tuple[CaseSheet, ...]) -> tuple[str, ...]:
    open_cases = [sheet for sheet in sheets if sheet.decision == "Not decided" or not sheet.rationale.strip()]
    unexplained = sum(not sheet.undecided_reason.strip() for sheet in open_cases)
    uncategorised = sum(sheet.category == "No category yet" for sheet in sheets)
    return (
        *_count(
            unexplained, "One case is undecided without a reason.", "{} cases are undecided without a reason."
        ),
        *_count(uncategorised, "One case has no category.", "{} cases have no category."),
    )


def _actions_lack(lines: tuple[ActionLine, ...]) -> tuple[str, ...]:
    undated = sum(line.due is None for line in lines)
    return _count(undated, "One action has no deadline.", "{} actions have no deadline.")


def _not_closed(provisional: str) -> tuple[str, ...]:
    return ("The meeting has not been closed.",) if provisional == NOT_CLOSED else ()


def _minutes_lack(record: Minutes) -> tuple[str, ...]:
    unread = () if record.statement.read_by else ("The confidentiality statement has not been read.",)
    return (
        *_not_closed(record.heading.provisional),
        *unread,
        *_register_lacks(record.register),
        *_sheets_lack(record.cases),
        *_actions_lack((*record.actions, *record.previous_actions)),
    )


def _case_sheets_lack(record: CaseSheets) -> tuple[str, ...]:
    lines = tuple(action for sheet in record.cases for action in sheet.actions)
    return (*_not_closed(record.heading.provisional), *_sheets_lack(record.cases), *_actions_lack(lines))


def _list_lacks(record: ActionList) -> tuple[str, ...]:
    return _actions_lack(tuple(action for owner in record.owners for action in owner.actions))


def _return_lacks(record: AttendanceReturn) -> tuple[str, ...]:
    unnamed = sum(not line.name for line in record.people)
    none = () if record.meetings else ("No meeting was held in this period.",)
    return (*none, *_count(unnamed, "One person has no name.", "{} people have no name."))


_MISSING: Mapping[type, Callable[..., tuple[str, ...]]] = {
    Agenda: _agenda_lacks,
    Register: _register_lacks,
    Minutes: _minutes_lack,
    CaseSheets: _case_sheets_lack,
    ActionList: _list_lacks,
    CrossChecked: _check_lacks,
    AttendanceReturn: _return_lacks,
}
