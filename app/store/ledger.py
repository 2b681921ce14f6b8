"""What one transaction touched: fields and lengths for the audit, kinds and ids for `Changes`."""

from datetime import UTC, datetime

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session, UOWTransaction

from app.models import AuditEntry, Base
from app.models.base import Editable


class Ledger:
    """Follows one session's flushes; it never holds a person's words."""

    def __init__(self, operator: str) -> None:
        self._operator = operator
        self.touched: set[tuple[str, int]] = set()
        self._lines: list[list[object]] = []

    def attach(self, session: Session) -> None:
        event.listen(session, "before_flush", self._stamp)
        event.listen(session, "after_flush", self._collect)

    def body(self) -> dict[str, object]:
        return {"records": self._lines}

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
        fields = _changed_fields(record) if verb == "changed" else {}
        if verb == "changed" and not fields:
            return
        self.touched.add((record.kind, record.id))
        self._lines.append([verb, record.kind, record.id, fields])


def _changed_fields(record: Base) -> dict[str, int]:
    """Each changed field and the length of its new text: enough to trace an edit, too little to read it."""
    skipped = {"version", "edited_by", "edited_at"}
    state = inspect(record)
    return {
        name: len(value) if isinstance(value := getattr(record, name), str) else 0
        for name in state.mapper.columns.keys()  # noqa: SIM118 - not a mapping of ours
        if name not in skipped and state.attrs[name].history.has_changes()
    }
