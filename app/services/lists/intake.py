"""Lists in: a file is read and shown first; taking it in keeps all of it in one transaction, or nothing."""

import errno
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lists import CareFacts, Facts, Layout, ListFile, ListName, ListRow, RefusedRow
from app.domain.text import clean_name
from app.errors import Refused
from app.importers.gate import MAX_FILE
from app.importers.headings import load_headings
from app.importers.read import FieldSpec, fields_for, guess_list, read_list
from app.models import ImportedFile, SourceRecord
from app.services.clock import Clock
from app.services.lists import layouts, leaving, undoing
from app.services.lists.care import care_words
from app.services.lists.differences import Difference, difference
from app.services.lists.known_rows import KnownRows, continuing_first, fingerprint
from app.services.lists.list_records import SpellBook, dated, keep_record
from app.services.lists.older_files import why_older
from app.services.lists.summaries import summary
from app.services.lists.undoing import UndoneFile
from app.services.people.subjects import SubjectFinder
from app.store.store import Store

Progress = Callable[[int, int], bool]
_STEP = 20  # rows between two words about how far it is
_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP)
NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"


@dataclass(frozen=True)
class PreviewRow:
    """One line of the preview: what will be read, and what is wrong with it."""

    sheet: str
    row: int
    ref: str
    name: str
    born: date | None
    summary: str
    standing: str
    problem: str = ""


@dataclass(frozen=True)
class Preview:
    """A file as it would be taken in; `picked` is how somebody chose to have it read.

    It is saved under its name when the file is taken in; without a name it is kept for this file alone.
    `older` is one sentence on why the file looks older than what the list holds, else "".
    """

    file: ListFile
    new: int
    changed: int
    unchanged: int
    rows: tuple[PreviewRow, ...]
    picked: Layout | None = None
    older: str = ""


@dataclass(frozen=True)
class ImportResult:
    """What an import did; rows = accepted + unchanged + refused."""

    file_name: str
    list_name: ListName
    rows: int
    accepted: int
    unchanged: int
    refused: tuple[RefusedRow, ...]
    left_list: int
    older: str = ""


@dataclass(frozen=True)
class ImportedFileRow:
    """One file taken in earlier."""

    id: int
    list_name: ListName
    file_name: str
    imported_at: datetime
    by: str
    rows: int
    accepted: int
    unchanged: int
    refused: int


class Intake:
    """Reading, showing and taking in the monthly lists."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._headings = load_headings()

    @staticmethod
    def fields_for(list_name: ListName) -> tuple[FieldSpec, ...]:
        """The fields a column of this list can be read as."""
        return fields_for(list_name)

    def guess(self, path: Path) -> ListName | None:
        """Which list a file is by its headings; None if it cannot be told."""
        return guess_list(_bytes_of(path), path.name, self._headings)

    def preview(
        self, list_name: ListName, path: Path, progress: Progress | None = None, *, to_fix: bool = False
    ) -> Preview:
        """Read a file and compare it with what the list already holds; nothing is stored.

        A named layout is used where the headings are those it was saved for. With `to_fix` a file whose
        headings are not known is no refusal: its `problem` says what is missing.
        """
        return self._preview(list_name, path, None, progress, to_fix=to_fix)

    def preview_with(
        self, list_name: ListName, path: Path, picked: Layout, progress: Progress | None = None
    ) -> Preview:
        """The preview as somebody picked it: sheets, heading rows and columns, or a layout by its name.

        A layout without sheets leaves everything to the headings. Where nothing can be read, the file's
        `problem` says why, so that it can be put right.
        """
        return self._preview(list_name, path, picked, progress, to_fix=True)

    def _preview(
        self,
        list_name: ListName,
        path: Path,
        picked: Layout | None,
        progress: Progress | None,
        *,
        to_fix: bool,
    ) -> Preview:
        data = _bytes_of(path)
        known: tuple[Layout, ...] = ()
        if picked is None:
            with self._store.reading() as session:
                known = layouts.layouts_from(layouts.newest_first(session, list_name))
        file = read_list(
            list_name,
            clean_name(path.name),  # another system may have written it in letters that are none
            data,
            today=self._clock.today(),
            headings=self._headings,
            layouts=known,
            sure=picked,
            to_fix=to_fix,
            progress=progress,
        )
        with self._store.reading() as session:
            pairs = KnownRows(session, list_name).pair(file.rows)
            rows = [_preview_row(row, old) for row, old in pairs]
            older = why_older(session, file, pairs)
        rows += [
            PreviewRow(one.sheet, one.row, "", "", None, "", REFUSED, one.reason) for one in file.refused
        ]
        count = Counter(row.standing for row in rows)
        ordered = tuple(sorted(rows, key=lambda row: (row.sheet, row.row)))
        return Preview(file, count[NEW], count[CHANGED], count[UNCHANGED], ordered, picked, older)

    def take_in(
        self, preview: Preview, initiator: str = "", progress: Progress | None = None
    ) -> ImportResult:
        """Keep a previewed file: every row of it or, if anything fails, none."""
        return self.take_in_all((preview,), initiator, progress)[0]

    def take_in_all(
        self, previews: Iterable[Preview], initiator: str = "", progress: Progress | None = None
    ) -> tuple[ImportResult, ...]:
        """Keep several files of one list as one delivery, for instance a file a borough."""
        previews = tuple(previews)
        with self._store.transaction("import list", initiator) as session:
            kept: list[ImportedFile] = []
            journal = undoing.Journal(session)
            for preview in previews:
                kept.append(self._keep_file(session, preview, kept, progress))
                journal.write(kept[-1].id)
            left = leaving.end_spells(session, kept, [p.file for p in previews], self._clock.today())
            if kept:
                journal.write(kept[-1].id)
        return tuple(
            ImportResult(
                preview.file.file_name,
                preview.file.list_name,
                file.rows,
                file.accepted,
                file.unchanged,
                preview.file.refused,
                left if number == 0 else 0,
                preview.older,
            )
            for number, (preview, file) in enumerate(zip(previews, kept, strict=True))
        )

    def _keep_file(
        self,
        session: Session,
        preview: Preview,
        earlier: Sequence[ImportedFile],
        progress: Progress | None,
    ) -> ImportedFile:
        read = preview.file
        file = ImportedFile(
            list_name=read.list_name,
            file_name=read.file_name,
            sha256=read.sha256,
            imported_at=self._clock.now(),
            imported_by=self._store.operator,
            rows=len(read.rows) + len(read.refused),
            accepted=0,
            unchanged=0,
            refused=[{"sheet": one.sheet, "row": one.row, "reason": one.reason} for one in read.refused],
            reading=[layouts.part_to_json(one) for one in read.layouts],
            layout=read.layout,
        )
        session.add(file)
        session.flush()
        self._keep_rows(session, file, read, [one.id for one in earlier], progress)
        self._keep_layout(session, preview)
        return file

    def _keep_layout(self, session: Session, preview: Preview) -> None:
        """Save what was picked under its name, or note that a named layout was used."""
        list_name, now = preview.file.list_name, self._clock.now()
        if preview.picked is not None and preview.picked.name and preview.picked.sheets:
            layouts.keep(session, list_name, preview.picked, self._store.operator, now)
        elif preview.file.layout:
            layouts.mark_used(session, list_name, preview.file.layout, now)

    def _keep_rows(
        self,
        session: Session,
        file: ImportedFile,
        read: ListFile,
        delivery: Sequence[int],
        progress: Progress | None,
    ) -> None:
        pairs = KnownRows(session, read.list_name, delivery).pair(read.rows)
        finder = SubjectFinder(session, read.list_name, self._clock.now())
        spells = SpellBook(session, read.list_name, self._clock.today())
        for done, (row, old) in enumerate(continuing_first(pairs)):
            _check_going_on(progress, done, len(read.rows))
            mark = fingerprint(row)
            if old is not None and old.fingerprint == mark:
                old.last_seen_file_id = file.id
                file.unchanged += 1
                spells.follow(old.subject, dated(row, self._clock.today()))
                continue
            subject, somebody_else = finder.subject_for(row, old)
            source = _source(row, mark, file, subject.id)
            session.add(source)
            session.flush()
            if old is not None:
                old.replaced_by_id = source.id
            when = dated(row, self._clock.today())
            keep_record(session, None if somebody_else else old, source, when)
            spells.follow(subject, when)
            file.accepted += 1

    def undo(self, file_id: int, initiator: str = "") -> UndoneFile:
        """Take a whole file back: what it made goes, what it replaced stands again; audited.

        Raises `Refused` where something since depends on it: a later file, a decision, a meeting.
        """
        with self._store.transaction("undo import", initiator) as session:
            return undoing.undo(session, file_id)

    def difference(self, file_id: int) -> Difference:
        """What a file changed against the delivery before: new on the list, gone from it, changed."""
        with self._store.reading() as session:
            return difference(session, file_id)

    def imported_files(self) -> tuple[ImportedFileRow, ...]:
        """Every file taken in, newest first."""
        with self._store.reading() as session:
            query = select(ImportedFile).where(~ImportedFile.by_hand).order_by(ImportedFile.id.desc())
            files = session.execute(query).scalars()
            return tuple(
                ImportedFileRow(
                    one.id,
                    ListName(one.list_name),
                    one.file_name,
                    one.imported_at,
                    one.imported_by,
                    one.rows,
                    one.accepted,
                    one.unchanged,
                    len(one.refused),
                )
                for one in files
            )


def _bytes_of(path: Path) -> bytes:
    """The file, or just enough of a giant one for the gate to refuse it."""
    if os.path.isdir(path):  # `Path.is_dir` raises for a name that the disk could not hold
        raise Refused("That is a folder, not a list; choose the Excel file in it.")
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        if error.errno in _NOT_THERE:
            raise Refused("There is no file of that name; look where the list was saved.") from error
        raise Refused(
            "The file cannot be read; close it in other programs, or copy it to this laptop first."
        ) from error


def _check_going_on(progress: Progress | None, done: int, total: int) -> None:
    """Say now and then how far it is; the transaction ends with nothing kept when told to stop."""
    if progress is not None and done % _STEP == 0 and not progress(done, total):
        raise Refused("The import was stopped before the end; nothing of the file was kept.")


def _preview_row(row: ListRow, old: SourceRecord | None) -> PreviewRow:
    standing = NEW if old is None else UNCHANGED if old.fingerprint == fingerprint(row) else CHANGED
    who = row.identity
    return PreviewRow(
        row.sheet, row.row, row.ref, who.name, who.born, _words(row.facts), standing, "; ".join(row.notes)
    )


def _words(facts: Facts) -> str:
    return care_words(facts) if isinstance(facts, CareFacts) else summary(facts)


def _source(row: ListRow, mark: str, file: ImportedFile, subject_id: int) -> SourceRecord:
    return SourceRecord(
        file_id=file.id,
        list_name=row.list_name,
        sheet=row.sheet,
        row=row.row,
        reference=row.ref,
        has_own_reference=bool(row.reference),
        cells=dict(row.cells),
        fingerprint=mark,
        notes=list(row.notes),
        subject_id=subject_id,
        last_seen_file_id=file.id,
    )
