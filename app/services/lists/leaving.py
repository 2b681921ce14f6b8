"""Who has left a list: a child that a newer delivery of it no longer carries.

The MASE list is kept here once it is in: a case leaves it by a meeting's decision or by the tracker's own
sheet of closed cases, never by being absent from a file.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.domain.lists import ListFile, ListName
from app.models import ImportedFile, RegisterEntry, SourceRecord, Spell, Subject


def end_spells(session: Session, files: Sequence[ImportedFile], read: Sequence[ListFile], today: date) -> int:
    """End the spell of each child that these files of one list should carry and do not; answers how many."""
    list_name = read[0].list_name
    absent = {ListName.CME: _off_the_register, ListName.MISPER: _off_the_return}.get(list_name)
    if absent is None:
        return 0
    seen = _seen(session, files, read)
    gone = absent(session, files, read) - seen
    gone -= _staying(session, list_name, seen)
    if not gone:
        return 0
    query = select(Spell).where(
        Spell.subject_id.in_(gone), Spell.list_name == list_name, Spell.ended_on.is_(None)
    )
    spells = list(session.execute(query).scalars())
    for spell in spells:
        spell.ended_on, spell.end_reason = today, "not on the newest list"
    return len(spells)


def _seen(session: Session, files: Sequence[ImportedFile], read: Sequence[ListFile]) -> set[int]:
    """Everybody these files carry, a refused row's child too: it was there, only not readable."""
    ids = [file.id for file in files]
    refused = {row.reference for file in read for row in file.refused if row.reference}
    query = select(SourceRecord.subject_id).where(
        SourceRecord.last_seen_file_id.in_(ids)
        | (SourceRecord.reference.in_(refused) & (SourceRecord.list_name == read[0].list_name))
    )
    return set(session.execute(query).scalars())


def _staying(session: Session, list_name: ListName, seen: set[int]) -> set[int]:
    """Who was added by hand and is not known to the list's own files, so that no file can leave them out.

    One who was joined to a row of the files stays as long as that row does.
    """
    in_a_file = aliased(ImportedFile)
    query = (
        select(SourceRecord.subject_id, Subject.person_id, func.min(in_a_file.by_hand))
        .join(in_a_file, in_a_file.id.in_((SourceRecord.file_id, SourceRecord.last_seen_file_id)))
        .join(Subject, Subject.id == SourceRecord.subject_id)
        .where(SourceRecord.list_name == list_name)
        .group_by(SourceRecord.subject_id, Subject.person_id)
    )
    rows = session.execute(query).all()
    carried: dict[int, set[int]] = defaultdict(set)
    for subject, person, by_hand in rows:
        if not by_hand:
            carried[person].add(subject)
    by_hand_only = [(subject, person) for subject, person, by_hand in rows if by_hand]
    return {one for one, person in by_hand_only if not carried[person] or carried[person] & seen}


def _off_the_register(session: Session, files: Sequence[ImportedFile], read: Sequence[ListFile]) -> set[int]:
    """A register that comes a file a borough says nothing about the other borough.

    A sheet of a borough that has no rows left says that nobody of it is on the register any more.
    """
    boroughs = {getattr(row.facts, "borough", "") for file in read for row in file.rows}
    boroughs |= {layout.sheet.strip() for file in read for layout in file.layouts}
    query = select(RegisterEntry.subject_id).where(RegisterEntry.borough.in_(boroughs))
    return set(session.execute(query).scalars())


def _off_the_return(session: Session, files: Sequence[ImportedFile], read: Sequence[ListFile]) -> set[int]:
    """Only a return that overlaps the one before covers the same children; another may be a part of it."""
    ids = [file.id for file in files]
    from_a_file = SourceRecord.file_id.in_(select(ImportedFile.id).where(~ImportedFile.by_hand))
    overlap = select(SourceRecord.id).where(
        SourceRecord.list_name == ListName.MISPER,
        SourceRecord.last_seen_file_id.in_(ids),
        ~SourceRecord.file_id.in_(ids),
        from_a_file,
    )
    replaced = select(SourceRecord.id).where(
        SourceRecord.replaced_by_id.is_not(None), SourceRecord.list_name == ListName.MISPER, from_a_file
    )
    if (
        session.execute(overlap.limit(1)).first() is None
        and session.execute(replaced.limit(1)).first() is None
    ):
        return set()
    everybody = select(Subject.id).where(Subject.list_name == ListName.MISPER)
    return set(session.execute(everybody).scalars())
