"""What one transaction touched: fields and lengths for the audit, kinds and ids for `Changes`, old words for
the history."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, bindparam, event, insert, inspect, select, update
from sqlalchemy.orm import Session, UOWTransaction

from app.models import AuditEntry, Base, Meeting, Revision
from app.models.base import Editable
from app.models.history import ADDED, CHANGED, FIELDS, REMOVED, TYPED

SPELL = timedelta(minutes=10)  # saves of one field by one operator within it are one revision
_LEDGER = "ledger"
_VERBS = {"new": ADDED, "changed": CHANGED, "gone": REMOVED}
_SKIPPED = {"version", "edited_by", "edited_at"}
# A new case is the import's doing: its row of the list says where it came from, and there may be hundreds.
# A paper is due from the moment its meeting is planned. A child comes on a meeting's list, and a record
# beside an episode is begun, without a word in it.
_NOT_ADDED = {
    "case", "paper", "child note", "episode detail", "interview", "interview answer", "readiness",
    "entry detail", "rating", "form answer", "case detail",
}  # fmt: skip
# Records that begin with the first words typed into them: the typing that follows belongs to that.
_BORN_TYPED = {"item", "question", "action"}

_LAST = (
    select(Revision.id, Revision.verb, Revision.by, Revision.at)
    .where(
        Revision.record_kind == bindparam("kind"),
        Revision.record_id == bindparam("record"),
        Revision.field.in_((bindparam("name"), bindparam("whole"))),
    )
    .order_by(Revision.id.desc())
    .limit(1)
)
_FOLLOW = (
    update(Revision)
    .where(Revision.id == bindparam("revision"))
    .values(
        length=bindparam("longer"),
        version=bindparam("later"),
        until=bindparam("now"),
        audit=bindparam("number"),
    )
)


@dataclass
class _Edit:
    record: Base
    verb: str
    field: str
    before: str
    after: str


class Ledger:
    """Follows one session's flushes; only the history ever gets a person's words."""

    def __init__(self, operator: str) -> None:
        self._operator = operator
        self.touched: set[tuple[str, int]] = set()
        self.lines: list[list[object]] = []
        self._edits: dict[tuple[str, int, str, str], _Edit] = {}

    def attach(self, session: Session) -> None:
        session.info[_LEDGER] = self
        event.listen(session, "before_flush", self._stamp)
        event.listen(session, "after_flush", self._collect)

    def body(self) -> dict[str, object]:
        return {"records": self.lines}

    def keep_history(self, session: Session, number: int, now: datetime) -> None:
        """Write what each edited field held before, in the same transaction; `number` is the audit's."""
        connection = session.connection()
        fresh = [
            {
                "record_kind": edit.record.kind,
                "record_id": edit.record.id,
                "verb": edit.verb,
                "field": edit.field,
                "before": edit.before,
                "length": len(edit.after),
                "version": getattr(edit.record, "version", 0),
                "by": self._operator,
                "at": now,
                "until": now,
                "audit": number,
                "meeting_id": _meeting_of(edit.record),
            }
            for edit in self._edits.values()
            if not self._goes_on(connection, edit, number, now)
        ]
        if fresh:
            connection.execute(insert(Revision), fresh)

    def _goes_on(self, connection: Connection, edit: _Edit, number: int, now: datetime) -> bool:
        """Whether this save belongs to a spell of typing that has its revision already."""
        if edit.verb != CHANGED or edit.field not in TYPED:
            return False
        kind = edit.record.kind
        whole = "" if kind in _BORN_TYPED and edit.field == FIELDS[kind][0] else edit.field
        about = {"kind": kind, "record": edit.record.id, "name": edit.field, "whole": whole}
        last = connection.execute(_LAST, about).first()
        if last is None or last.by != self._operator or not timedelta() <= now - last.at < SPELL:
            return False
        if last.verb == REMOVED:
            return False
        later = {"longer": len(edit.after), "later": getattr(edit.record, "version", 0), "now": now}
        connection.execute(_FOLLOW, {"revision": last.id, "number": number, **later})
        return True

    def _stamp(self, session: Session, _context: UOWTransaction, _instances: object) -> None:
        for record in (*session.new, *session.dirty):
            if isinstance(record, Editable) and session.is_modified(record):
                record.edited_by, record.edited_at = self._operator, datetime.now(UTC)

    def _collect(self, session: Session, _context: UOWTransaction) -> None:
        for verb, records in (("new", session.new), ("changed", session.dirty), ("gone", session.deleted)):
            for record in records:
                if isinstance(record, Base) and not isinstance(record, AuditEntry):
                    self._note(verb, record)

    def _note(self, verb: str, record: Base) -> None:
        changed = _changes(record) if verb == "changed" else {}
        if verb == "changed" and not changed:
            return
        self.touched.add((record.kind, record.id))
        lengths = {name: len(new) if isinstance(new, str) else 0 for name, (_, new) in changed.items()}
        self.lines.append([verb, record.kind, record.id, lengths])
        kept = FIELDS.get(record.kind, ())
        for name, (old, new) in changed.items():
            if name in kept:
                self._remember(_Edit(record, CHANGED, name, plain(old), plain(new)))
        if kept and verb != "changed" and not (verb == "new" and record.kind in _NOT_ADDED):
            words = plain(getattr(record, kept[0]))
            before, after = ("", words) if verb == "new" else (words, "")
            self._remember(_Edit(record, _VERBS[verb], "", before, after))

    def _remember(self, edit: _Edit) -> None:
        """Several flushes of one transaction are one edit, from the oldest words to the newest."""
        key = (edit.record.kind, edit.record.id, edit.verb, edit.field)
        self._edits.setdefault(key, edit).after = edit.after


def audited(
    session: Session, verb: str, kind: str, record_id: int, details: Mapping[str, int], *, touched: bool
) -> None:
    """Audit what a statement did past the mapped objects; `touched` also announces it after the commit."""
    ledger: Ledger = session.info[_LEDGER]
    ledger.lines.append([verb, kind, record_id, dict(details)])
    if touched:
        ledger.touched.add((kind, record_id))


def _meeting_of(record: Base) -> int | None:
    if isinstance(record, Meeting):
        return record.id
    found: int | None = getattr(record, "meeting_id", None)
    return found


def plain(value: object) -> str:
    """A field's value as the history keeps it: text as it is, days and times in ISO form, yes or no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value)


def _changes(record: Base) -> dict[str, tuple[object, object]]:
    """Each changed field with its old and its new value."""
    state = inspect(record)
    return {
        name: (history.deleted[0] if history.deleted else None, getattr(record, name))
        for name in state.mapper.columns.keys()  # noqa: SIM118 - not a mapping of ours
        if name not in _SKIPPED and (history := state.attrs[name].history).has_changes()
    }
