"""Whether a file is older than what its list already holds: taking it in would put old values back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.domain.calendar import day_words
from app.domain.lists import ListFile, ListName
from app.models import Case, Episode, ImportedFile, RegisterEntry, SourceRecord
from app.services.lists.known_rows import Continued, fingerprint

_LOOK = "Look for the newest file before you take this one in."
# What tells the age of each list: the days that only ever move on.
_MARKS: Mapping[ListName, tuple[type[Episode] | type[RegisterEntry] | type[Case], tuple[str, ...]]] = {
    ListName.MISPER: (Episode, ("reported_at",)),
    ListName.CME: (RegisterEntry, ("off_roll_on",)),
    ListName.MASE: (Case, ("referred_on", "listed_on", "closed_on")),
}


def why_older(session: Session, file: ListFile, pairs: Sequence[Continued]) -> str:
    """One sentence on why this file looks older than the list, "" where nothing speaks for that.

    A file that changes nothing is older than nothing; a first file has nothing to be older than.
    """
    changed = [row for row, old in pairs if old is None or old.fingerprint != fingerprint(row)]
    came = _imports_of(session, file)
    if came:
        return _came_before(session, file, came)
    if not changed:
        return ""
    marks = [fingerprint(row) for row in changed]
    return _puts_back(session, file.list_name, marks) or _ends_earlier(session, file, pairs)


def _imports_of(session: Session, file: ListFile) -> list[ImportedFile]:
    """Each time that the very same file was taken in."""
    query = select(ImportedFile).where(
        ImportedFile.list_name == file.list_name, ImportedFile.sha256 == file.sha256
    )
    return list(session.execute(query.order_by(ImportedFile.id)).scalars())


def _came_before(session: Session, file: ListFile, came: Sequence[ImportedFile]) -> str:
    """The same file came in before, and one that first came later took its rows on.

    A file that followed may itself be an old one; then this one puts things right again. And what took none
    of its rows on is another part of the delivery: a file a borough.
    """
    last = select(ImportedFile.sha256).where(ImportedFile.list_name == file.list_name, ~ImportedFile.by_hand)
    if session.execute(last.order_by(ImportedFile.id.desc()).limit(1)).scalar_one() == file.sha256:
        return ""
    ids, earlier = [one.id for one in came], aliased(ImportedFile)
    known = select(earlier.id).where(earlier.sha256 == ImportedFile.sha256, earlier.id < ids[0])
    query = select(ImportedFile.id).where(ImportedFile.id.in_(_followers(session, ids)), ~known.exists())
    if session.execute(query.limit(1)).first() is None:
        return ""
    return (
        f"This file was taken in on {_day(came[-1].imported_at)} and a newer one followed, so it puts older "
        f"values back. {_LOOK}"
    )


def _followers(session: Session, ids: Sequence[int]) -> set[int]:
    """The files that brought rows of these again, as they were or changed."""
    newer = aliased(SourceRecord)
    repeated = select(SourceRecord.last_seen_file_id).where(
        SourceRecord.file_id.in_(ids), SourceRecord.last_seen_file_id.not_in(ids)
    )
    replaced = (
        select(newer.file_id)
        .join(SourceRecord, SourceRecord.replaced_by_id == newer.id)
        .where(SourceRecord.file_id.in_(ids), newer.file_id.not_in(ids))
    )
    return set(session.execute(repeated.union(replaced)).scalars())


def _puts_back(session: Session, list_name: ListName, marks: Sequence[str]) -> str:
    """Most of what it changes stands exactly as before a later file changed it; one row may go back."""
    query = select(SourceRecord.fingerprint).where(
        SourceRecord.list_name == list_name, SourceRecord.replaced_by_id.is_not(None)
    )
    known = set(session.execute(query).scalars())
    count = sum(mark in known for mark in marks)
    if 2 * count <= len(marks):
        return ""
    rows = "1 row stands" if count == 1 else f"{count} rows stand"
    return f"{rows} as before a later file changed them, so this file looks older than the list. {_LOOK}"


def _ends_earlier(session: Session, file: ListFile, pairs: Sequence[Continued]) -> str:
    """Its newest day lies before one that the files it continues already had."""
    if file.list_name not in _MARKS:
        return ""
    kind, names = _MARKS[file.list_name]
    here = [day for row in file.rows for name in names if (day := _as_day(getattr(row.facts, name)))]
    continued = {old.last_seen_file_id for _, old in pairs if old is not None}
    if not here or not continued:
        return ""
    query = (
        select(*(getattr(kind, name) for name in names))
        .join(SourceRecord, SourceRecord.id == kind.source_id)
        .where(SourceRecord.last_seen_file_id.in_(continued))
    )
    there = [day for row in session.execute(query) for value in row if (day := _as_day(value))]
    newest = max(there, default=None)
    if newest is None or newest <= max(here):
        return ""
    return (
        f"The newest day in this file is {day_words(max(here))}, and the list already knows of "
        f"{day_words(newest)}, so it looks older. {_LOOK}"
    )


def _as_day(value: date | datetime | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def _day(at: datetime) -> str:
    return day_words(at.astimezone().date())
