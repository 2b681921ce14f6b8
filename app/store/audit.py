"""The audit chain: each row is sealed together with the seal before it (security: HMAC-SHA256).

An unlocked operator has the key in memory and could rewrite the chain; what stands outside is the number
and the eight digits printed in each document's footer.
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.models import AuditEntry

_PAGE = 5_000
_ENCODE = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode  # made once: it is called a lot
_ENCODE_BODY = json.JSONEncoder(separators=(",", ":"), sort_keys=True).encode
_LAST = select(AuditEntry.id, AuditEntry.mac).order_by(AuditEntry.id.desc()).limit(1)
_ADD = insert(AuditEntry)

_COLUMNS = (
    AuditEntry.id,
    AuditEntry.at,
    AuditEntry.who,
    AuditEntry.act,
    AuditEntry.body,
    AuditEntry.mac,
)  # a mapped object for each row would take three times as long


@dataclass(frozen=True)
class Anchor:
    """The last row of the chain: its number and its seal in hex."""

    number: int
    seal: str

    @property
    def mark(self) -> str:
        """As it stands in a document's footer: "audit no. 1234 / 8f3a2b1c"."""
        return f"audit no. {self.number} / {self.seal[:8]}"


@dataclass(frozen=True)
class ChainResult:
    """Whether the chain holds, how many rows it has, and the first row that does not fit."""

    ok: bool
    rows: int
    broken_at: int | None = None


def _seal(key: bytes, before: bytes, number: int, at: datetime, who: str, act: str, body: str) -> bytes:
    row = _ENCODE([number, at.astimezone(UTC).isoformat(), who, act, body])
    return hmac.digest(key, before + row.encode(), "sha256")


def append(
    session: Session, key: bytes, who: str, act: str, body: Mapping[str, object], at: datetime
) -> Anchor:
    """Add one row in the session's own transaction. `body` holds ids, field names and lengths only."""
    connection = session.connection()  # past the mapped objects: an autosave then costs a fifth less
    last = connection.execute(_LAST).first()
    number, before = (last.id + 1, last.mac) if last else (1, b"")
    text = _ENCODE_BODY(body)
    seal = _seal(key, before, number, at, who, act, text)
    row = {"id": number, "at": at, "who": who, "act": act, "body": text, "mac": seal}
    connection.execute(_ADD, row)
    return Anchor(number, seal.hex())


def last(session: Session) -> Anchor | None:
    """The newest row, or None in a store nobody has written to."""
    row = session.execute(_LAST).first()
    return Anchor(row.id, row.mac.hex()) if row else None


def check_chain(session: Session, key: bytes, anchor: Anchor | None = None) -> ChainResult:
    """Walk the whole chain; an `anchor` kept elsewhere also finds a cut tail."""
    before, expected, anchored = b"", 1, anchor is None
    query = select(*_COLUMNS).order_by(AuditEntry.id).execution_options(yield_per=_PAGE)
    for row in session.execute(query):
        seal = _seal(key, before, row.id, row.at, row.who, row.act, row.body)
        if row.id != expected or not hmac.compare_digest(seal, row.mac):
            return ChainResult(False, expected - 1, row.id)
        if anchor is not None and row.id == anchor.number:
            anchored = row.mac.hex() == anchor.seal
        before, expected = row.mac, expected + 1
    return ChainResult(anchored, expected - 1, None if anchored else expected)
