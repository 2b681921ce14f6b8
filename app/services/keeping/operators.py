"""Who can open this store, and how that changes; each change stands in the audit before it is made."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.domain.roles import CHAIR
from app.errors import Damaged, Refused
from app.store import keys, rotation
from app.store.keys import Cost, NoKeyFile
from app.store.store import Store


@dataclass(frozen=True)
class OperatorRow:
    """One person who can open the store; `me` is whoever is in."""

    name: str
    role: str
    me: bool


class Operators:
    """The people of one store. A passphrase costs one to three seconds: call from a worker."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def recovered(self) -> bool:
        """Whether the recovery code opened the store: then somebody needs a passphrase, and a new code."""
        return self._store.operator == keys.RECOVERY

    def list(self) -> tuple[OperatorRow, ...]:
        """Everybody, by name; empty where the key file is lost or damaged."""
        try:
            found = keys.operators(self._store.path)
        except (NoKeyFile, Damaged):
            return ()
        me = self._store.operator
        return tuple(
            OperatorRow(slot.name, slot.role, slot.name == me)
            for slot in sorted(found, key=lambda slot: slot.name.casefold())
        )

    def may(self, act: str) -> bool:
        """Whether whoever is in may do what the audit calls `act`, for a button that should not be there."""
        try:
            self._store.require_allowed(act)
        except Refused:
            return False
        return True

    def add(self, name: str, role: str, passphrase: str, cost: Cost | None = None) -> None:
        """One more person; their role is "chair", "business support" or "viewer". Chairs only."""
        with self._audited("add operator", name, role=role):
            keys.add_operator(self._store.path, self._store.keys, name, role, passphrase, _cost(cost))

    def remove(self, name: str) -> str:
        """Take the way in from somebody and change the master key; answers the NEW recovery code.

        The code is shown once, the old sheet is void. What they copied before, they can still open. Raises
        `Refused` for the last chair and for oneself. No other connection may be open (a worker's `second`).
        """
        self._store.require_allowed("remove operator")
        self._require_removable(name)
        with self._audited("remove operator", name):
            return rotation.rotate(self._store, without=name)

    def change_passphrase(self, old: str, new: str, cost: Cost | None = None) -> None:
        """One's own; raises `WrongPassphrase` where the old one is not right. The store is not touched."""
        me = self._store.operator
        if self.recovered:
            raise Refused("The recovery code has no passphrase to change: give a new one to an operator.")
        with self._audited("change passphrase", me):
            keys.change_passphrase(self._store.path, me, old, new, _cost(cost))

    def set_passphrase(self, name: str, new: str, cost: Cost | None = None) -> None:
        """A new passphrase for somebody who forgot theirs. Chairs only, and after a recovery.

        Where the key file is lost or damaged, a new one is made with this person as its only chair; add the
        others again. The damaged one is renamed, never deleted.
        """
        with self._audited("set passphrase", name):
            try:
                keys.set_passphrase(self._store.path, self._store.keys, name, new, _cost(cost))
            except (NoKeyFile, Damaged):
                if not self.recovered:
                    raise
                keys.rebuild_keys(self._store.path, self._store.keys, name, CHAIR, new, _cost(cost))

    def renew_recovery_code(self) -> str:
        """A new master key and so a new code, shown once: after the sheet was used or seen. Chairs only."""
        with self._audited("change recovery code", self._store.operator):
            return rotation.rotate(self._store)

    def code_to_print(self) -> str | None:
        """Today's recovery code where its sheet was never printed, as after a power cut; for chairs only."""
        if self._store.keys.role != CHAIR or not rotation.sheet_is_due(self._store):
            return None
        return self._store.keys.recovery_code

    def code_printed(self) -> None:
        """The new sheet is in its envelope; the code is not offered again."""
        rotation.sheet_printed(self._store)

    def _require_removable(self, name: str) -> None:
        others = [row for row in self.list() if row.name != name]
        if len(others) == len(self.list()):
            raise Refused("This store has no operator of that name: choose one from the list.")
        if not any(row.role == CHAIR for row in others):
            raise Refused("A store needs a chair among its operators: add another chair first.")
        if name == self._store.operator:
            raise Refused("You cannot remove yourself while you are in: ask another chair to do it.")

    @contextmanager
    def _audited(self, act: str, name: str, **details: str) -> Iterator[None]:
        """The audit comes first, so that no change of keys is without it; one that failed says so too."""
        self._store.require_allowed(act)
        self._store.note(act, operator=name.strip(), **details)
        try:
            yield
        except Refused:
            self._store.note(f"{act}: not done", operator=name.strip())
            raise


def _cost(cost: Cost | None) -> Cost:
    return cost or keys.calibrated_cost()
