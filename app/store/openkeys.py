"""The keys of an unlocked store, in memory."""

from app.errors import Damaged
from app.store import slots
from app.store.keyfile import Anchor
from app.store.recovery import recovery_code


class OpenKeys:
    """The keys of an unlocked store, until `forget()`.

    `store_id` is empty after a recovery without a readable key file: the store itself knows it. `used_twin`:
    the key file was damaged or missing and the twin stood in. `anchor`: the end of the audit chain as the key
    file remembers it. Copies that Python made of the keys stay in memory until the process ends.
    """

    def __init__(
        self,
        master: bytearray,
        *,
        store_id: str,
        operator: str,
        role: str,
        used_twin: bool = False,
        anchor: Anchor | None = None,
        older: bytearray | None = None,
    ) -> None:
        self._master = master
        self._older = older
        self._forgotten = False
        self.store_id = store_id
        self.operator = operator
        self.role = role
        self.used_twin = used_twin
        self.anchor = anchor

    def __repr__(self) -> str:
        return "OpenKeys(forgotten)" if self._forgotten else "OpenKeys(***)"

    def __reduce__(self) -> str:
        raise TypeError("keys are never written anywhere")

    @property
    def db_key_hex(self) -> str:
        """The raw key of the store's file, 64 hex digits."""
        return slots.derive(self.master(), "store").hex()

    @property
    def older_db_key_hex(self) -> str | None:
        """The raw key before a rotation that did not end: to be tried when `db_key_hex` does not open."""
        self.master()
        return None if self._older is None else slots.derive(self._older, "store").hex()

    @property
    def audit_key(self) -> bytes:
        """The key of the audit chain's MACs."""
        return slots.derive(self.master(), "audit")

    @property
    def file_key(self) -> bytes:
        """The key of the key file's own MAC."""
        return slots.derive(self.master(), "key file")

    @property
    def recovery_code(self) -> str:
        """To be printed; opens the store for whoever holds it."""
        return recovery_code(self.master())

    def wrap(self, purpose: str, secret: bytes) -> bytes:
        """A secret for keeping inside the store (say the audit key before a rotation)."""
        return slots.wrap(self.master(), purpose, secret)

    def unwrap(self, purpose: str, wrapped: bytes) -> bytes:
        """What `wrap` was given under this master key or the one before; raises Damaged for anything else."""
        try:
            return slots.unwrap(self.master(), purpose, wrapped)
        except Damaged:
            if self._older is None:
                raise
            return slots.unwrap(self._older, purpose, wrapped)

    def remember_older(self, master: bytes) -> None:
        """The master key before a rotation that did not end."""
        self._older = bytearray(master)

    def drop_older(self) -> None:
        """Zeroes the key before the rotation, which has ended."""
        if self._older is not None:
            self._older[:] = bytes(len(self._older))
            self._older = None

    def forget(self) -> None:
        """Zeroes the master key; using the keys afterwards is a bug. May be called twice."""
        for secret in (self._master, self._older):
            if secret is not None:
                secret[:] = bytes(len(secret))
        self._forgotten = True

    def master(self) -> bytearray:
        """The master key itself, for the functions of the key file; never copy it."""
        if self._forgotten:
            raise RuntimeError("the keys were forgotten")
        return self._master
