"""Which children a document contains, and the log of what has gone out: document, meeting, when, by whom."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.exporters.registry import EXPORTS
from app.models import Action, Case, ChildInPaper, ChildNote, MonthlyEntry, PaperOut
from app.services.months.meeting_records import body_of
from app.services.papers.crosschecked import checked_in, passed_on_in
from app.services.papers.document_source import Source
from app.services.room.action_rows import WITHDRAWN, rows, to_review
from app.services.room.children import own_list
from app.services.room.ratified import ratifications_at, waiting_for
from app.store.audit import Anchor

_NOBODY = ("register", "attendance")  # names of professionals only
_WITHOUT_CASES = ("register", "actions", "crosscheck")
_WITHOUT_ACTIONS = ("register", "agenda", "case-sheets", "crosscheck")
Also = Callable[[Session, Anchor], None]


@dataclass(frozen=True)
class PaperRow:
    """One document that went out and contained a child; `mark`, at its foot, finds it in the audit."""

    document: str
    title: str
    meeting_id: int | None
    meeting: str
    meeting_on: date | None
    at: datetime
    by: str
    mark: str


def children_in(source: Source, name: str) -> frozenset[int]:
    """The subjects of all children a document names or writes about, once its record has been made.

    A document this module has never heard of contains whoever any other of its meeting would.
    """
    if name in _NOBODY:
        return frozenset()
    session, people = source.session, source.look.asked_about()
    found = set(source.look.subjects(people, own_list(source.body)).values()) if people else set()
    if name not in _WITHOUT_CASES:
        cases = [source.case_id] if source.case_id is not None else list(source.known)
        found |= set(session.execute(select(Case.subject_id).where(Case.id.in_(cases))).scalars())
        found |= _to_ratify(source)
    if name not in _WITHOUT_ACTIONS:
        found |= _of_actions(source)
    return frozenset(found | checked_in(source) | passed_on_in(source, name))


def _to_ratify(source: Source) -> set[int]:
    """The children whose decisions of an earlier meeting wait for this one, or were ratified at it."""
    entries = [*waiting_for(source.session, source.meeting)[0]]
    entries += [one.entry for one in ratifications_at(source.session, source.meeting) if one.entry]
    return {entry.case.subject_id for entry in entries}


def _of_actions(source: Source) -> set[int]:
    """The children the actions are about: those agreed here, and those that came back for review."""
    session, meeting = source.session, source.meeting
    agreed = rows(session, source.today, Action.meeting_id == meeting.id, Action.state != WITHDRAWN)
    shown = [*to_review(session, meeting, source.today), *agreed]
    entries = {row.entry_id for row in shown if row.entry_id is not None}
    notes = {row.child_note_id for row in shown if row.child_note_id is not None}
    cases = (
        select(Case.subject_id)
        .join(MonthlyEntry, MonthlyEntry.case_id == Case.id)
        .where(MonthlyEntry.id.in_(entries))
    )
    noted = select(ChildNote.subject_id).where(ChildNote.id.in_(notes))
    return {*session.execute(cases).scalars(), *session.execute(noted).scalars()}


def keep(document: str, meeting_id: int | None, by: str, at: datetime, children: Collection[int]) -> Also:
    """What to write beside the audit's entry of an export: which children the document contains."""

    def write(session: Session, anchor: Anchor) -> None:
        paper = PaperOut(
            document=document, meeting_id=meeting_id, audit=anchor.number, mark=anchor.mark, by=by, at=at
        )
        session.add(paper)
        session.flush()
        session.add_all(ChildInPaper(paper_id=paper.id, subject_id=one) for one in sorted(children))
        session.flush()

    return write


def forget(exported: Anchor) -> Also:
    """What to write beside the entry that says that the document could not be written after all."""

    def write(session: Session, _anchor: Anchor) -> None:
        paper = session.execute(select(PaperOut).where(PaperOut.audit == exported.number)).scalar_one()
        session.execute(delete(ChildInPaper).where(ChildInPaper.paper_id == paper.id))
        session.execute(delete(PaperOut).where(PaperOut.id == paper.id))

    return write


def papers_of(session: Session, subject_ids: Collection[int]) -> tuple[PaperRow, ...]:
    """The documents that contained one of these subjects, newest first."""
    ids = select(ChildInPaper.paper_id).where(ChildInPaper.subject_id.in_(subject_ids))
    query = select(PaperOut).where(PaperOut.id.in_(ids)).order_by(PaperOut.id.desc())
    return tuple(_row(paper) for paper in session.execute(query).scalars())


def _row(paper: PaperOut) -> PaperRow:
    meeting, export = paper.meeting, EXPORTS.get(paper.document)
    return PaperRow(
        paper.document,
        export.title if export is not None else paper.document,
        paper.meeting_id,
        body_of(meeting).short if meeting is not None else "",
        meeting.held_on if meeting is not None else None,
        paper.at,
        paper.by,
        paper.mark,
    )
