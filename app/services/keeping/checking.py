"""Every check of a store: its file, its key file, its audit chain and its backups."""

from app.errors import Refused
from app.store import audit
from app.store.checks import Check
from app.store.store import Store


class Checking:
    """Answers whether the store can be trusted, check by check, without a person's name in it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def verify(self) -> tuple[Check, ...]:
        """All checks; none of them changes anything."""
        return (*self._store.check(), self._chain())

    def _chain(self) -> Check:
        anchor = self._store.keys.anchor
        kept = audit.Anchor(anchor.last, anchor.mac) if anchor is not None and anchor.last else None
        try:
            with self._store.reading() as session:
                result = audit.check_chain(session, self._store.audit_key, kept)
        except Refused as error:  # one bad page, and the driver reads nothing more
            return Check("audit chain", False, error.sentence)
        if result.ok:
            return Check("audit chain", True, f"{result.rows} entries, each sealed to the one before")
        return Check(
            "audit chain", False, f"entry {result.broken_at} does not fit; the entries before it are sound"
        )
