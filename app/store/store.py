"""The open store: one encrypted file, one connection, one transaction at a time.

A service opens `transaction`, works on mapped objects, and leaves; the audit row joins the same
transaction, and what was touched is announced after the commit, and only then.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoFreeConnection
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app.changes import Changes
from app.domain.roles import require_allowed
from app.errors import Clash, Refused
from app.store import audit, backup, checks, cipher, keys
from app.store.checks import Check
from app.store.ledger import Ledger
from app.store.lock import StoreLock

if TYPE_CHECKING:
    from sqlite3 import Connection

Listener = Callable[[Changes], None]
T = TypeVar("T")


class Store:
    """An unlocked store. `keys` knows who is in; `path` is the encrypted file; opening.py makes one."""

    def __init__(self, path: Path, open_keys: keys.OpenKeys, engine: Engine, lock: StoreLock | None) -> None:
        self.path = path
        self.keys = open_keys
        self.engine = engine
        self._lock = lock
        self.audit_key = b""
        self._listeners: list[Listener] = []
        self._closed = False

    @property
    def operator(self) -> str:
        """The name of whoever unlocked the store; it stands in the audit."""
        return self.keys.operator

    def listen(self, listener: Listener) -> None:
        """Call `listener` after each commit, in the thread that committed."""
        self._listeners.append(listener)

    def require_allowed(self, act: str) -> None:
        """Raises `Refused` where the role of whoever is in does not allow the act; see domain/roles.py."""
        require_allowed(self.keys.role, act)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only looks; it does not stop a writer in another thread."""
        with self._session(reading=True) as session:
            yield session
            session.rollback()

    @contextmanager
    def transaction(self, act: str, initiator: str = "") -> Iterator[Session]:
        """One use case: all of it is kept, or none. `act` names it in the audit ("close meeting").

        Raises `Clash` when somebody else changed a record meanwhile, and `Refused` when the operator's role
        does not reach as far as the act. Nesting raises: it is a bug.
        """
        self.require_allowed(act)
        ledger = Ledger(self.operator)
        with self._session(reading=False) as session:
            ledger.attach(session)
            yield session
            with _clashes():
                session.flush()
            if ledger.lines:
                now = _now()
                anchor = audit.append(session, self.audit_key, self.operator, act, ledger.body(), now)
                ledger.keep_history(session, anchor.number, now)
            session.commit()
        if ledger.touched:
            self.announce(Changes(act, initiator, frozenset(ledger.touched)))

    def note(
        self,
        act: str,
        also: Callable[[Session, audit.Anchor], None] | None = None,
        /,
        **details: int | str,
    ) -> audit.Anchor:
        """Audit something that changed no record: an unlock, an export. `details` hold no personal text.

        `also` writes what is to stand beside the entry (a log of its own), in the same transaction.
        """
        with self._session(reading=False) as session:
            anchor = audit.append(session, self.audit_key, self.operator, act, details, _now())
            if also is not None:
                also(session, anchor)
            session.commit()
        return anchor

    def announce(self, changes: Changes) -> None:
        """Tell everybody who listens what was committed."""
        for listener in tuple(self._listeners):
            listener(changes)

    def second(self) -> "Store":
        """The same store on a connection of its own, for a worker; commits are announced to our listeners."""
        other = Store(self.path, self.keys, cipher.engine(self.path, self.keys.db_key_hex), None)
        other.audit_key = self.audit_key
        other.listen(self.announce)
        return other

    def back_up(
        self,
        folder: Path,
        label: str,
        *,
        now: datetime | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> backup.BackupResult:
        """A checked copy with its key file beside it; `progress` gets pages left and pages in all."""
        with self.reading() as session:
            anchor = audit.last(session)
        mark = f"{anchor.number}-{anchor.seal[:8]}" if anchor else "0-00000000"
        key = self.keys.db_key_hex
        return backup.back_up(self.engine, self.path, folder, key, label, mark, now=now, progress=progress)

    def prune_backups(self, folder: Path) -> None:
        """Keep the ten newest sound backups and one a week."""
        backup.prune(folder, self.path.stem)

    def check(self) -> tuple[Check, ...]:
        """Every check of the file, its key files and its backups; about 1.5 s for 100 MB, nothing changes."""
        contents = self._checked(checks.check_connection)
        copies = checks.check_backups(self.path, self.backups, self.keys.db_key_hex)
        return (*contents, *checks.check_key_file(self.path), *copies)

    def empty_log(self) -> None:
        """Move everything from the write-ahead log into the store, so that no older page stays behind."""
        self._checked(lambda connection: connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())

    def pages_are_sound(self) -> bool:
        """Whether every page carries its seal; reads the whole file, about 0.5 s for 100 MB."""
        return self._checked(checks.check_pages).ok

    def _checked(self, check: Callable[["Connection"], T]) -> T:
        held = self.engine.raw_connection()
        try:
            assert held.driver_connection is not None
            return check(held.driver_connection)
        finally:
            held.close()

    @property
    def backups(self) -> Path:
        """Where this store's own backups lie."""
        return self.path.parent / "backups"

    def close(self) -> None:
        """Give the file back; the last word of the chain is kept in the key file as an anchor.

        Closing twice is harmless.
        """
        if self._closed:
            return
        self._closed = True
        with suppress(Refused, OSError), self.reading() as session:
            anchor = audit.last(session)
            if self._lock is not None and anchor is not None:
                keys.write_anchor(self.path, self.keys, anchor.number, anchor.seal)
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()
            self.keys.forget()

    @contextmanager
    def _session(self, *, reading: bool) -> Iterator[Session]:
        engine = self.engine.execution_options(reading=True) if reading else self.engine
        session = Session(engine, expire_on_commit=False)
        try:
            session.connection()
            yield session
        except NoFreeConnection as error:
            raise RuntimeError("a transaction was opened inside another") from error
        except DBAPIError as error:
            raise self._in_plain_words(error) from None
        finally:
            session.close()

    def _in_plain_words(self, error: DBAPIError) -> Exception:
        """The driver's own text may hold a person's words, so only a sentence of ours goes on."""
        cause = error.orig
        if isinstance(cause, Exception) and error.connection_invalidated is False and _is_disk_trouble(cause):
            return cipher.refusal(cause, self.path, self.keys.db_key_hex)
        return RuntimeError(f"the store refused a statement ({type(cause).__name__})")


@contextmanager
def _clashes() -> Iterator[None]:
    try:
        yield
    except StaleDataError as error:
        raise Clash(
            "Somebody else changed this meanwhile; nothing was overwritten. Look at both and save again."
        ) from error


_DISK = (
    "SQLITE_CORRUPT",
    "SQLITE_NOTADB",
    "SQLITE_BUSY",
    "SQLITE_READONLY",
    "SQLITE_CANTOPEN",
    "SQLITE_FULL",
    "SQLITE_IOERR",
)


def _is_disk_trouble(cause: Exception) -> bool:
    """Whether the file or the disk is the trouble, and not a statement of ours (which is a bug)."""
    return str(getattr(cause, "sqlite_errorname", "")).startswith(_DISK)


def _now() -> datetime:
    return datetime.now(UTC)
