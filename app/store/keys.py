"""Who can open a store, and the keys they then hold.

A random 256-bit master key opens the store; each operator has it sealed to a key pair whose private half is
under their passphrase; the recovery code is the master key itself. `store` is always the path of the store:
its key file is `store.with_suffix(".keys")`, the twin `.keys.bak`. Nothing here opens the store.
"""

import contextlib
import os
import unicodedata
import uuid
from dataclasses import dataclass, replace
from pathlib import Path

from app.errors import Refused
from app.store import keyfile, slots
from app.store.keyfile import Anchor, KeyFile, NewerKeyFile, NoKeyFile, Slot, key_path, twin_path
from app.store.openkeys import OpenKeys
from app.store.passphrase import Cost, accept, calibrated_cost
from app.store.recovery import BadCode, master_of

__all__ = [
    "ROLES",
    "Anchor",
    "BadCode",
    "Cost",
    "NewerKeyFile",
    "NoKeyFile",
    "OpenKeys",
    "OperatorSlot",
    "add_operator",
    "begin_rotation",
    "calibrated_cost",
    "cancel_rotation",
    "change_passphrase",
    "create_keys",
    "finish_rotation",
    "key_path",
    "operators",
    "rebuild_keys",
    "remove_operator",
    "set_passphrase",
    "twin_path",
    "unlock",
    "unlock_with_recovery",
    "write_anchor",
]

CHAIR = "chair"
ROLES = (CHAIR, "business support", "viewer")
RECOVERY = "Recovery code"
_MOST_OPERATORS = 100
_LONGEST_NAME = 80


@dataclass(frozen=True)
class OperatorSlot:
    """What anyone may see of an operator without a passphrase."""

    name: str
    role: str


def create_keys(store: Path, operator: str, role: str, passphrase: str, cost: Cost) -> tuple[OpenKeys, str]:
    """New keys for a new store, and the recovery code; refuses to replace a key file that is there."""
    if key_path(store).exists() or twin_path(store).exists():
        raise Refused("There is already a key file of that name: choose another name for the new store.")
    master = bytearray(os.urandom(32))
    keys = OpenKeys(master, store_id=uuid.uuid4().hex, operator=_name(operator), role=_role(role))
    _write_first(store, keys, passphrase, cost)
    return keys, keys.recovery_code


def operators(store: Path) -> tuple[OperatorSlot, ...]:
    """Names and roles, readable without a passphrase; whether they are true shows when somebody unlocks."""
    file, _ = keyfile.read(store)
    return tuple(OperatorSlot(slot.name, slot.role) for slot in file.slots)


def unlock(store: Path, operator: str, passphrase: str) -> OpenKeys:
    """Raises WrongPassphrase, Damaged, NoKeyFile, NewerKeyFile, or Refused for an unknown operator."""
    file, used_twin = keyfile.read(store)
    slot = _slot(file, operator)
    master = slots.open_slot(file.store_id, slot, passphrase)
    return _opened(file, master, slot.name, slot.role, used_twin)


def unlock_with_recovery(store: Path, code: str) -> OpenKeys:
    """The keys from the printed code; works when the key file is lost, damaged, altered or of another store.

    Whether the code fits the store shows when the store is opened. `store_id` is empty unless the key file
    fits the code.
    """
    master = master_of(code)
    with contextlib.suppress(Refused):
        file, used_twin = keyfile.read(store)
        return _opened(file, master, RECOVERY, CHAIR, used_twin)
    return OpenKeys(master, store_id="", operator=RECOVERY, role=CHAIR)


def change_passphrase(store: Path, operator: str, old: str, new: str, cost: Cost) -> None:
    """One slot is written anew, with a fresh key pair; the store and every other slot stay as they are."""
    accept(new)
    keys = unlock(store, operator, old)
    try:
        set_passphrase(store, keys, operator, new, cost)
    finally:
        keys.forget()


def set_passphrase(store: Path, keys: OpenKeys, operator: str, new: str, cost: Cost) -> None:
    """A new passphrase for an operator who forgot theirs, given by somebody who has the store open."""
    accept(new)
    file = _verified(store, keys)
    old = _slot(file, operator)
    fresh = slots.make_slot(file.store_id, old.name, old.role, new, cost, keys.master())
    _write(store, keys, replace(file, slots=tuple(fresh if slot is old else slot for slot in file.slots)))


def add_operator(store: Path, keys: OpenKeys, operator: str, role: str, passphrase: str, cost: Cost) -> None:
    """Another person who may open the store; refuses a name that is already there."""
    accept(passphrase)
    file = _verified(store, keys)
    name, role = _name(operator), _role(role)
    if file.slot(name) is not None:
        raise Refused("There is already an operator of that name: choose another name.")
    if len(file.slots) >= _MOST_OPERATORS:
        raise Refused(f"A store has at most {_MOST_OPERATORS} operators: remove one first.")
    fresh = slots.make_slot(file.store_id, name, role, passphrase, cost, keys.master())
    _write(store, keys, replace(file, slots=(*file.slots, fresh)))


def remove_operator(store: Path, keys: OpenKeys, operator: str) -> None:
    """Takes the slot away. Whoever had it may have kept the master key: rotate (see `begin_rotation`)."""
    file = _verified(store, keys)
    _write(store, keys, replace(file, slots=_without(file, operator)))


def begin_rotation(store: Path, keys: OpenKeys, without: str | None = None) -> tuple[OpenKeys, str]:
    """Step 1 of 3: a new master key for everybody (but `without`), the old one kept wrapped under it.

    Then rekey the store from `older_db_key_hex` to `db_key_hex`, then `finish_rotation`. Killed anywhere in
    between, an unlock gives both keys. The old recovery code dies with the rekey; the new one is returned.
    `keys` stays usable.
    """
    file = _verified(store, keys)
    if file.pending is not None:
        raise Refused("The last change of keys has not ended: open the store once more, then try again.")
    kept = file.slots if without is None else _without(file, without)
    master, old = bytearray(os.urandom(32)), bytes(keys.master())
    fresh = OpenKeys(
        master,
        store_id=file.store_id,
        operator=keys.operator,
        role=keys.role,
        anchor=file.anchor,
        older=bytearray(old),
    )
    resealed = tuple(replace(slot, sealed=slots.seal(file.store_id, slot, master)) for slot in kept)
    _write(store, fresh, replace(file, slots=resealed, era=file.era + 1, pending=fresh.wrap("rotation", old)))
    return fresh, fresh.recovery_code


def cancel_rotation(store: Path, keys: OpenKeys, before: KeyFile) -> None:
    """Instead of steps 2 and 3, the store being still under the old key: the file as before step 1."""
    _write(store, keys, before)


def finish_rotation(store: Path, keys: OpenKeys) -> None:
    """Step 3 of 3, when the store has opened with the new key: the old key is dropped from the file."""
    _write(store, keys, replace(_verified(store, keys), pending=None))
    keys.drop_older()


def rebuild_keys(
    store: Path, keys: OpenKeys, operator: str, role: str, passphrase: str, cost: Cost
) -> tuple[Path, ...]:
    """A new key file with one operator, after a recovery; `keys.store_id` must have been read from the store.

    What was there is renamed, never deleted; the new names are returned.
    """
    if not keys.store_id:
        raise RuntimeError("the store's id is not known yet")
    accept(passphrase)
    name, role = _name(operator), _role(role)
    aside = []
    for path in (key_path(store), twin_path(store)):
        if path.exists():
            aside.append(_free_name(path))
            path.rename(aside[-1])
    renamed = OpenKeys(bytearray(keys.master()), store_id=keys.store_id, operator=name, role=role)
    _write_first(store, renamed, passphrase, cost)
    renamed.forget()
    return tuple(aside)


def write_anchor(store: Path, keys: OpenKeys, last: int, mac_hex: str) -> None:
    """Remembers the end of the audit chain outside the store, so that the next open finds a cut tail."""
    anchor = Anchor(last, mac_hex)
    _write(store, keys, replace(_verified(store, keys), anchor=anchor))
    keys.anchor = anchor


def _opened(file: KeyFile, master: bytearray, operator: str, role: str, used_twin: bool) -> OpenKeys:
    keys = OpenKeys(
        master,
        store_id=file.store_id,
        operator=operator,
        role=role,
        used_twin=used_twin,
        anchor=file.anchor,
    )
    file.verify(keys.file_key)
    if file.pending is not None:
        keys.remember_older(keys.unwrap("rotation", file.pending))
    return keys


def _write_first(store: Path, keys: OpenKeys, passphrase: str, cost: Cost) -> None:
    accept(passphrase)
    slot = slots.make_slot(keys.store_id, keys.operator, keys.role, passphrase, cost, keys.master())
    _write(store, keys, KeyFile(keys.store_id, (slot,)))


def _write(store: Path, keys: OpenKeys, file: KeyFile) -> None:
    keyfile.write(store, file.signed(keys.file_key))


def _verified(store: Path, keys: OpenKeys) -> KeyFile:
    file, _ = keyfile.read(store)
    file.verify(keys.file_key)
    return file


def _slot(file: KeyFile, operator: str) -> Slot:
    slot = file.slot(operator)
    if slot is None:
        raise Refused("This store has no operator of that name: choose one from the list.")
    return slot


def _without(file: KeyFile, operator: str) -> tuple[Slot, ...]:
    gone = _slot(file, operator)
    kept = tuple(slot for slot in file.slots if slot is not gone)
    if not any(slot.role == CHAIR for slot in kept):
        raise Refused("A store needs a chair among its operators: add another chair first.")
    return kept


def _name(operator: str) -> str:
    name = " ".join(unicodedata.normalize("NFC", operator).split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise Refused(f"An operator needs a name of 1 to {_LONGEST_NAME} letters: type it again.")
    return name


def _role(role: str) -> str:
    if role not in ROLES:
        raise Refused(f"A role is one of: {', '.join(ROLES)}.")
    return role


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.aside-{number}") for number in range(1, 10_000))
    return next(name for name in names if not name.exists())
