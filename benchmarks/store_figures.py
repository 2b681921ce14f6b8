"""What the store is to reach in seconds: verify of 100 MB, an audit of 100,000 rows, unlocking.

Each is the best of three, so that another program's turn does not count as ours; unlocking, where too little
is as wrong as too much, is the one in the middle.
"""

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from app.models import AuditEntry, ItemNote
from app.services.keeping.checking import Checking
from app.store import audit, keys
from app.store.opening import create_store, open_store
from app.store.store import Store
from benchmarks.crash import rig

OPERATOR, PASSPHRASE = "Bench", "four words are enough"
AUDIT_ROWS = 100_000
MEGABYTES = 100
VERIFY_SECONDS = 3.0
AUDIT_SECONDS = 2.0
UNLOCK_SECONDS = (0.5, 1.5)
_AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def report(folder: Path) -> list[str]:
    """The lines of this benchmark, each with the figure it is to reach."""
    store, _ = create_store(
        folder / "figures.chairside", OPERATOR, "chair", PASSPHRASE, keys.calibrated_cost()
    )
    path = store.path
    rig.fill(store, 100)
    _audit(store)
    lines = [_checking_the_chain(store)]
    _grow(store)
    store.close()
    unlocking = _seconds(lambda: keys.unlock(path, OPERATOR, PASSPHRASE).forget())[1]
    opening = _best(lambda: open_store(path, OPERATOR, PASSPHRASE).close())
    store = open_store(path, OPERATOR, PASSPHRASE)
    lines.append(_verifying(store))
    store.close()
    lines.append(_figure("Unlocking, the calibrated Argon2id alone", unlocking, *UNLOCK_SECONDS))
    return [*lines, f"Opening and closing that store, with every page looked at: {opening:.2f} s"]


def _best(act: Callable[[], object]) -> float:
    return _seconds(act)[0]


def _seconds(act: Callable[[], object]) -> list[float]:
    """Three times over, the shortest first."""
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - began)
    return sorted(seconds)


def _audit(store: Store) -> None:
    """Rows sealed as the product seals them, but written past its objects, which would take minutes."""
    with store._session(reading=False) as session:
        last = audit.last(session)
        assert last is not None
        number, seal, rows = last.number, bytes.fromhex(last.seal), []
        body = '{"records":[["changed","entry",17,{"victim":412}]]}'
        while number < AUDIT_ROWS:
            number += 1
            seal = audit._seal(store.audit_key, seal, number, _AT, OPERATOR, "save notes", body)
            rows.append(
                {"id": number, "at": _AT, "who": OPERATOR, "act": "save notes", "body": body, "mac": seal}
            )
        session.execute(insert(AuditEntry), rows)
        session.commit()


def _grow(store: Store) -> None:
    """Notes of 4 KB each, until the file has its 100 MB."""
    with store._session(reading=False) as session:
        for number in range(MEGABYTES * 1_000_000 // 4_096):
            note = {"meeting_id": 1, "item_key": f"item-{number}", "notes": secrets.token_hex(1_600)}
            session.execute(insert(ItemNote), note)
        session.commit()


def _checking_the_chain(store: Store) -> str:
    def check() -> None:
        with store.reading() as session:
            result = audit.check_chain(session, store.audit_key)
        assert (result.ok, result.rows) == (True, AUDIT_ROWS)

    return _figure(f"Checking an audit of {AUDIT_ROWS:,} rows", _best(check), 0, AUDIT_SECONDS)


def _verifying(store: Store) -> str:
    assert all(check.ok for check in Checking(store).verify())
    size = store.path.stat().st_size / 1_000_000
    whole = _best(Checking(store).verify)
    words = f"Verifying a store of {size:.0f} MB ({whole:.2f} s with its {AUDIT_ROWS:,} audit rows)"
    return _figure(words, _best(store.check), 0, VERIFY_SECONDS)


def _figure(what: str, seconds: float, least: float, most: float) -> str:
    goal = f"{least} to {most} s" if least else f"at most {most} s"
    held = "" if least <= seconds <= most else "  NOT REACHED"
    return f"{what}: {seconds:.2f} s (to reach: {goal}){held}"
