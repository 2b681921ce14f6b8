"""The mark at the foot of a document ("audit no. 1234 / 8f3a2b1c"), and whether it fits this store."""

import re

from app.errors import Refused
from app.models import AuditEntry
from app.store import audit
from app.store.store import Store

_FORM = re.compile(r"(?:audit\s*)?(?:no\.?\s*)?(\d{1,12})\s*/\s*([0-9a-f]{8})", re.IGNORECASE)


class Marks:
    """Nobody rewrites paper: a mark tells whether the chain is still the one it was printed from."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def newest(self) -> str:
        """The mark a document printed now would be near to; "" in a store nobody has written to."""
        with self._store.reading() as session:
            anchor = audit.last(session)
        return anchor.mark if anchor is not None else ""

    def fits(self, typed: str) -> bool:
        """Whether this chain holds that entry with that seal; raises `Refused` for what is no mark."""
        found = _FORM.fullmatch(" ".join(typed.split()))
        if found is None:
            raise Refused("Type the mark as it stands at the foot of the paper, such as 1234 / 8f3a2b1c.")
        with self._store.reading() as session:
            entry = session.get(AuditEntry, int(found[1]))
            return entry is not None and entry.mac.hex()[:8] == found[2].lower()
