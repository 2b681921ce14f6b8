"""The doors of a store: make a new one, or unlock one that is there."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from app.errors import Damaged, Refused
from app.models import Setting
from app.store import cipher, keys, migrate, rotation
from app.store.lock import hold
from app.store.places import assert_live_place, assert_writable, fits_any_disk
from app.store.rotation import AUDIT, AUDIT_KEY
from app.store.store import Store

_STORE_ID = "store-id"
_LONGEST_NAME = 120


def create_store(
    path: Path, operator: str, role: str, passphrase: str, cost: keys.Cost | None = None
) -> tuple[Store, str]:
    """Make a new store and its key file; answers the open store and the recovery code, shown once.

    Raises `Refused` when the file or its key file is already there, the place will not do, or the
    passphrase is too short; then nothing is left behind.
    """
    _assert_name(path)
    if os.path.lexists(path):
        raise Refused("There is already a file of that name; choose another, nothing was overwritten.")
    assert_live_place(path)
    assert_writable(path.parent)
    lock = hold(path, operator)
    made = False
    try:
        open_keys, code = keys.create_keys(path, operator, role, passphrase, cost or keys.calibrated_cost())
        made = True
        cipher.connect(path, open_keys.db_key_hex, create=True).close()
        store = Store(path, open_keys, cipher.engine(path, open_keys.db_key_hex), lock)
        migrate.bring_up_to_date(store.engine, lambda: None)
        _found(store)
    except BaseException:
        if made:
            _take_away(path)
        lock.release()
        raise
    return store, code


def _assert_name(path: Path) -> None:
    """The names of backups are longer than the store's own, and both may be carried to another computer."""
    if not path.name or len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise Refused(
            f"The name of a store has 1 to {_LONGEST_NAME} letters, so that its backups can be named "
            "after it: choose a shorter one."
        )
    if not fits_any_disk(path.name):
        raise Refused(
            'Windows has no files of that name: choose one without any of < > : " | ? * and without a dot or '
            "a space at its end."
        )


def open_store(path: Path, operator: str, passphrase: str, *, quietly: bool = False) -> Store:
    """Unlock a store with an operator's passphrase; migrates it first if this program is newer.

    `quietly` writes no audit row, for a check that must not touch a file which may be damaged.
    Raises `WrongPassphrase`, `Damaged` or `Refused`, each with its own sentence.
    """
    cipher.look(path)
    return _opened(path, lambda: keys.unlock(path, operator, passphrase), operator, quietly)


def open_with_recovery(path: Path, code: str) -> Store:
    """Unlock with the printed recovery code, with or without the key file."""
    cipher.look(path)
    return _opened(path, lambda: keys.unlock_with_recovery(path, code), keys.RECOVERY, quietly=False)


def _opened(path: Path, unlock: Callable[[], keys.OpenKeys], owner: str, quietly: bool) -> Store:
    lock = hold(path, owner)
    store: Store | None = None
    try:
        open_keys = unlock()
        store = Store(path, open_keys, rotation.engine_of(open_keys, path), lock)
        with store.reading():
            pass  # a wrong key or a damaged first page shows here, in plain words
        if not quietly and not store.pages_are_sound():
            raise Damaged(
                "The store is damaged: nothing was written into it. Restore the newest sound backup."
            )
        if not quietly:
            rotation.resume(store)
        try:
            migrate.bring_up_to_date(store.engine, lambda: _back_up_before_upgrade(store), check_only=quietly)
        except DBAPIError as error:  # the page that tells the schema is damaged: in plain words, too
            assert isinstance(error.orig, Exception)
            raise cipher.refusal(error.orig, path, open_keys.db_key_hex) from None
        _recognise(store)
        if not quietly:
            store.note("unlock")
    except BaseException:
        if store is not None:
            store.engine.dispose()  # else Windows would not let a backup take the file's place
        lock.release()
        raise
    return store


def _found(store: Store) -> None:
    """Give a new store its id and the key of its audit chain.

    The chain has a key of its own, kept in the store under the master key: so the chain still verifies
    after the master key has been changed.
    """
    secret = secrets.token_bytes(32)
    store.audit_key = secret
    with store.transaction("new store") as session:
        session.add(Setting(key=_STORE_ID, value=store.keys.store_id))
        session.add(Setting(key=AUDIT_KEY, value=store.keys.wrap(AUDIT, secret).hex()))


def _recognise(store: Store) -> None:
    with store.reading() as session:
        kept = {
            row.key: row.value
            for row in session.query(Setting).where(Setting.key.in_((_STORE_ID, AUDIT_KEY)))
        }
    if AUDIT_KEY not in kept or _STORE_ID not in kept:
        raise Damaged("The store lacks the key of its own audit chain; restore the newest sound backup.")
    if store.keys.store_id and store.keys.store_id != kept[_STORE_ID]:
        raise Refused("The key file beside this store belongs to another store; put the right one beside it.")
    store.keys.store_id = kept[_STORE_ID]
    store.audit_key = store.keys.unwrap(AUDIT, bytes.fromhex(kept[AUDIT_KEY]))


def _back_up_before_upgrade(store: Store) -> None:
    if not store.back_up(store.backups, "before-upgrade").ok:
        raise Refused("The store was not upgraded, because the backup before it could not be made whole.")


def _take_away(path: Path) -> None:
    """Leave nothing of a store that could not be made whole."""
    for file in (path, keys.key_path(path), keys.twin_path(path)):
        with suppress(OSError):
            file.unlink(missing_ok=True)
