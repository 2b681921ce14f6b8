"""Records made by hand: one row on a list, kept by the same path as a row of an imported file.

Each is a source record of a file that never was (`ImportedFile.by_hand`), with who and when. It never
changes: a correction is a new source record that replaces it, and the list's next file may continue it as it
continues a row of the file before. Who was added by hand stays on the list until a file has once carried the
child.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lists import EpisodeFacts, Facts, ListName, ListRow
from app.domain.text import clean
from app.errors import Refused
from app.models import Case, Episode, ImportedFile, RegisterEntry, SourceRecord, Spell, Subject
from app.services.clock import Clock
from app.services.lists import undoing
from app.services.lists.hand_row import SHEET, HandRow, as_list_row
from app.services.lists.known_rows import fingerprint
from app.services.lists.list_records import SpellBook, dated, keep_record
from app.services.missing.classes import require_class
from app.services.months.due import misper_body
from app.services.people import decisions_on_pairs as decisions
from app.services.people.subjects import identity_key, new_subject
from app.store.store import Store

__all__ = ["ByHand", "HandMade", "HandRow"]

_RECORDS: dict[ListName, type[Episode] | type[RegisterEntry] | type[Case]] = {
    ListName.MISPER: Episode,
    ListName.CME: RegisterEntry,
    ListName.MASE: Case,
}


@dataclass(frozen=True)
class HandMade:
    """One record that was made by hand; `record_id` is the episode, the register entry or the case."""

    list_name: ListName
    reference: str
    source_id: int
    record_id: int
    subject_id: int
    person_id: int


@dataclass(frozen=True)
class OnList:
    """A child's spell on a list after somebody ended it, or took that back."""

    spell_id: int
    subject_id: int
    list_name: ListName
    began_on: date
    ended_on: date | None
    reason: str
    by: str


class ByHand:
    """Adding, correcting and taking back single records, and taking a child off a list."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def add(
        self,
        row: HandRow,
        *,
        subject_id: int | None = None,
        same_as: int | None = None,
        reason: str = "",
        initiator: str = "",
    ) -> HandMade:
        """Add one record. `subject_id`: a further record of a child this list knows already.

        `same_as` is a subject of another list that this is, for a `reason`: a decision joins them.
        Without either it is a child of its own, until somebody decides otherwise.
        """
        with self._store.transaction("add by hand", initiator) as session:
            made = add_in(session, self._store, self._clock, row, subject_id=subject_id)
            if same_as is not None:
                decisions.join(session, self._clock, self._store.operator, (made.subject_id, same_as), reason)
                _require_class(session, self._clock, row.facts, made.subject_id)
            return replace(made, person_id=session.get_one(Subject, made.subject_id).person_id)

    def correct(self, source_id: int, row: HandRow, initiator: str = "") -> HandMade:
        """Replace a record that was made by hand by what is right; the old row stays as it was typed."""
        with self._store.transaction("correct by hand", initiator) as session:
            old = self._newest_by_hand(session, source_id)
            if row.list_name != old.list_name:
                raise Refused("A correction stays on its list; add the child to the other list instead.")
            if _said_by_a_file(session, old):
                row = replace(row, identity=old.subject.identity)  # the list's own rows say who it is
            return _keep(session, self._store, self._clock, row, old.subject, old)

    def take_back(self, source_id: int, reason: str, initiator: str = "") -> None:
        """Take a record made by hand, or the last correction of one, back; what it replaced stands again.

        A decision that joined the child goes with it. Raises `Refused` where something depends on it.
        """
        reason = _needed(reason, "Say why the record is taken back.")
        with self._store.transaction("take back by hand", initiator) as session:
            source = self._newest_by_hand(session, source_id)
            others = select(SourceRecord.id).where(
                SourceRecord.subject_id == source.subject_id, SourceRecord.id != source.id
            )
            if session.execute(others.limit(1)).first() is None:
                for decision in decisions.standing_on(session, source.subject_id):
                    decisions.take_back(session, self._clock, self._store.operator, decision, reason)
            undoing.undo(session, source.file_id)

    def leave_list(self, subject_id: int, reason: str, on: date | None = None, initiator: str = "") -> OnList:
        """End a child's time on a list by hand, on every row of it that is joined to this one.

        The MASE list is left by a meeting's decision alone.
        """
        reason = _needed(reason, "Say why the child leaves the list.")
        day = on or self._clock.today()
        with self._store.transaction("leave list", initiator) as session:
            spells = [one for one in _newest_spells(session, subject_id) if one.ended_on is None]
            if not spells:
                raise Refused("This child is not on that list now.")
            if spells[0].list_name == ListName.MASE:
                raise Refused("A child leaves this list by the decision of a meeting: discharge the case.")
            if day > self._clock.today() or day < min(one.began_on for one in spells):
                raise Refused("The day must lie between the day the child came on the list and today.")
            for spell in spells:
                spell.ended_on, spell.end_reason = max(day, spell.began_on), reason
                spell.ended_by = self._store.operator
            return _on_list(spells[0])

    def stay_on_list(self, subject_id: int, initiator: str = "") -> OnList:
        """Take that ending back: what somebody ended by hand, on every row that is joined, goes on."""
        with self._store.transaction("stay on list", initiator) as session:
            spells = [one for one in _newest_spells(session, subject_id) if one.ended_by]
            if not spells:
                raise Refused("Nobody has taken this child off the list by hand.")
            for spell in spells:
                spell.ended_on, spell.end_reason, spell.ended_by = None, "", ""
            return _on_list(spells[0])

    @staticmethod
    def _newest_by_hand(session: Session, source_id: int) -> SourceRecord:
        source = session.get(SourceRecord, source_id)
        if source is None:
            raise Refused("This record is no longer in the store; open the child again.")
        if not source.file.by_hand:
            raise Refused("This row came with a file; it is put right in the list it came from.")
        if source.replaced_by_id is not None or source.last_seen_file_id != source.file_id:
            raise Refused("A newer row has taken this record's place; open the child again and look at that.")
        return source


def add_in(
    session: Session, store: Store, clock: Clock, row: HandRow, *, subject_id: int | None = None
) -> HandMade:
    """`ByHand.add` inside a transaction that is already open, for a service that does more in it."""
    subject = None
    if subject_id is not None:
        subject = session.get(Subject, subject_id)
        if subject is None or subject.list_name != row.list_name:
            raise Refused("This list does not know this child; search again.")
        _refuse_twice(session, subject)
        row = replace(row, identity=subject.identity)
    return _keep(session, store, clock, row, subject, None)


def _keep(
    session: Session,
    store: Store,
    clock: Clock,
    row: HandRow,
    subject: Subject | None,
    old: SourceRecord | None,
) -> HandMade:
    """The path of an import, for one row; what it makes is written down, so that it can be taken back."""
    session.flush()
    journal = undoing.Journal(session)
    file = _shelf(row.list_name, store.operator, clock)
    session.add(file)
    session.flush()
    read = dated(as_list_row(row, file.id, clock.today(), clock.local()), clock.today())
    _refuse_known_reference(session, read, old)
    source = SourceRecord(
        file_id=file.id,
        last_seen_file_id=file.id,
        list_name=read.list_name,
        sheet=read.sheet,
        row=read.row,
        reference=read.ref,
        has_own_reference=bool(read.reference),
        cells=dict(read.cells),
        fingerprint=fingerprint(read),
        notes=list(read.notes),
        subject_id=_subject(session, read, subject, old, clock).id,
    )
    session.add(source)
    session.flush()
    if old is not None:
        old.replaced_by_id = source.id
    keep_record(session, old, source, read)
    _name_the_case(session, source)
    SpellBook(session, read.list_name, clock.today(), only=source.subject_id).follow(
        session.get_one(Subject, source.subject_id), read
    )
    _require_class(session, clock, read.facts, source.subject_id)
    journal.write(file.id)
    return made_of(session, source)


def _require_class(session: Session, clock: Clock, facts: Facts, subject_id: int) -> None:
    """An episode is not entered as "absent" where the rules forbid it (domain §12, R1 and R2)."""
    if isinstance(facts, EpisodeFacts) and facts.reported_at is not None:
        person = session.get_one(Subject, subject_id).person_id
        body = misper_body(session, clock)
        require_class(session, body, facts.classed, person, facts.reported_at.date())


def _name_the_case(session: Session, source: SourceRecord) -> None:
    """A case is read out by its reference; until its list gives one it has a short one of ours."""
    if source.list_name == ListName.MASE and not source.has_own_reference:
        case = session.execute(select(Case).where(Case.source_id == source.id)).scalar_one()
        case.reference = f"New {source.row}"


def _shelf(list_name: ListName, operator: str, clock: Clock) -> ImportedFile:
    """The file that never was: who added the record, and when."""
    return ImportedFile(
        list_name=list_name, file_name=SHEET, sha256="", imported_at=clock.now(), imported_by=operator,
        rows=1, accepted=1, unchanged=0, refused=[], by_hand=True,
    )  # fmt: skip


def _subject(
    session: Session, row: ListRow, known: Subject | None, old: SourceRecord | None, clock: Clock
) -> Subject:
    """Whom the record is about; a corrected record keeps its child, whose writing follows it."""
    key = identity_key(row.identity)
    if known is not None:
        if old is not None:
            known.take(row.identity)
            known.identity_key = key
        return known
    if row.list_name is ListName.MISPER:
        # As an import does it: the very same written identity on the return is the same child.
        query = select(Subject).where(Subject.list_name == row.list_name, Subject.identity_key == key)
        same = session.execute(query.order_by(Subject.id).limit(1)).scalar_one_or_none()
        if same is not None:
            return same
    return new_subject(session, row.list_name, row.identity, key, clock.now())


def _said_by_a_file(session: Session, source: SourceRecord) -> bool:
    """Whether other rows, of the list's own files, are about the same child."""
    query = (
        select(SourceRecord.id)
        .join(SourceRecord.file)
        .where(SourceRecord.subject_id == source.subject_id, ~ImportedFile.by_hand)
    )
    return session.execute(query.limit(1)).first() is not None


def made_of(session: Session, source: SourceRecord) -> HandMade:
    """A source record made by hand, with the record it became."""
    list_name = ListName(source.list_name)
    kind = _RECORDS[list_name]
    record = session.execute(select(kind.id).where(kind.source_id == source.id)).scalar_one()
    subject = session.get_one(Subject, source.subject_id)
    return HandMade(list_name, source.reference, source.id, record, subject.id, subject.person_id)


def _refuse_known_reference(session: Session, row: ListRow, old: SourceRecord | None) -> None:
    query = select(SourceRecord.id).where(
        SourceRecord.list_name == row.list_name,
        SourceRecord.reference == row.reference,
        SourceRecord.replaced_by_id.is_(None),
        SourceRecord.id != (old.id if old is not None else 0),
    )
    if row.reference and session.execute(query.limit(1)).first() is not None:
        raise Refused("This list has a row with that reference already; search for it there.")


def _refuse_twice(session: Session, subject: Subject) -> None:
    """A child has many episodes, but stands once on the register and once, at a time, on the MASE list."""
    if subject.list_name == ListName.MISPER:
        return
    open_spell = select(Spell.id).where(Spell.subject_id == subject.id, Spell.ended_on.is_(None)).limit(1)
    if session.execute(open_spell).first() is not None:
        raise Refused("This child is on this list already; open the child and look at that entry.")


def _newest_spells(session: Session, subject_id: int) -> list[Spell]:
    """The newest spell of each row that is this child on this list, this row's own first."""
    own = session.get(Subject, subject_id)
    if own is None:
        raise Refused("This child is no longer in the store; open the list again.")
    query = (
        select(Spell)
        .join(Subject, Subject.id == Spell.subject_id)
        .where(Subject.person_id == own.person_id, Spell.list_name == own.list_name)
        .order_by(Spell.id)
    )
    newest = {spell.subject_id: spell for spell in session.execute(query).scalars()}
    return sorted(newest.values(), key=lambda spell: (spell.subject_id != subject_id, spell.id))


def _on_list(spell: Spell) -> OnList:
    return OnList(
        spell.id,
        spell.subject_id,
        ListName(spell.list_name),
        spell.began_on,
        spell.ended_on,
        spell.end_reason,
        spell.ended_by,
    )


def _needed(text: str, sentence: str) -> str:
    text = clean(text).strip()
    if not text:
        raise Refused(sentence)
    return text
