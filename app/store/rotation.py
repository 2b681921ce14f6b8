"""A new master key for everybody, so that nobody who once held the old one opens what is written from now on.

Three steps, and a kill between any two is mended at the next opening: the key file gets both master keys, the
store is encrypted anew in one transaction, the old key goes. The audit key lies in the store under the master
key; while the key file holds both masters either of them unwraps it, so it is wrapped anew last.
"""

from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from app.errors import Refused
from app.models import Setting
from app.store import cipher, keyfile, keys
from app.store.store import Store

AUDIT = "audit"
AUDIT_KEY = "audit-key"
SHEET_DUE = "recovery-sheet-due"


def rotate(store: Store, without: str | None = None) -> str:
    """New keys for the open store, and the new recovery code: the old code and the old sheet are void.

    `without` names an operator who loses the way in. No other connection to the store may be open. Takes
    about 4 s for 150 MB, and as much room on the disk. Raises Refused when nothing was changed.
    """
    held, before = store.keys, keyfile.read(store.path)[0]
    fresh, code = keys.begin_rotation(store.path, held, without)
    store.engine.dispose()
    try:
        cipher.rekey(store.path, held.db_key_hex, fresh.db_key_hex)
    except Refused:
        if _opens(store.path, fresh):
            _take(store, fresh)  # the disk failed after the change: the rest is done at the next opening
            return code
        with suppress(Refused):  # else the next opening ends the change
            keys.cancel_rotation(store.path, held, before)
        raise
    _take(store, fresh)
    with suppress(Refused):  # the new keys hold already; the next opening does what the disk did not take
        _settle(store)
    return code


def engine_of(open_keys: keys.OpenKeys, path: Path) -> Engine:
    """The connection under whichever key the store is, where a change of keys may have been cut short."""
    older = open_keys.older_db_key_hex
    if older is None or _opens(path, open_keys):
        return cipher.engine(path, open_keys.db_key_hex)
    return cipher.engine(path, older)


def resume(store: Store) -> None:
    """End a change of keys that was cut short; the sheet of the new recovery code is then due."""
    older = store.keys.older_db_key_hex
    if older is None:
        return
    store.engine.dispose()
    if not _opens(store.path, store.keys):
        cipher.rekey(store.path, older, store.keys.db_key_hex)
    store.engine = cipher.engine(store.path, store.keys.db_key_hex)
    with store.reading() as session:
        store.audit_key = store.keys.unwrap(AUDIT, bytes.fromhex(_setting(session, AUDIT_KEY).value))
    _settle(store)


def sheet_is_due(store: Store) -> bool:
    """Whether the recovery code of today's keys (`store.keys.recovery_code`) was never printed."""
    with store.reading() as session:
        return session.execute(select(Setting.id).where(Setting.key == SHEET_DUE)).first() is not None


def sheet_printed(store: Store) -> None:
    """The new recovery sheet is in the envelope."""
    with store.transaction("recovery sheet printed") as session:
        due = session.execute(select(Setting).where(Setting.key == SHEET_DUE)).scalar_one_or_none()
        if due is not None:
            session.delete(due)


def _take(store: Store, fresh: keys.OpenKeys) -> None:
    held = store.keys
    store.keys = fresh
    store.engine = cipher.engine(store.path, fresh.db_key_hex)
    held.forget()


def _settle(store: Store) -> None:
    """The audit key under the new master, and only then the old master out of the key file."""
    with store.transaction("change the master key") as session:
        _setting(session, AUDIT_KEY).value = store.keys.wrap(AUDIT, store.audit_key).hex()
        if session.execute(select(Setting.id).where(Setting.key == SHEET_DUE)).first() is None:
            session.add(Setting(key=SHEET_DUE, value="yes"))
    keys.finish_rotation(store.path, store.keys)


def _setting(session: Session, key: str) -> Setting:
    return session.execute(select(Setting).where(Setting.key == key)).scalar_one()


def _opens(path: Path, with_keys: keys.OpenKeys) -> bool:
    try:
        cipher.connect(path, with_keys.db_key_hex, create=False).close()
    except cipher.WrongKey:
        return False
    return True
