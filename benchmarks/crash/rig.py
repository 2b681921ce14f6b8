"""A store that opens without a passphrase, with many cases on its meetings, for thousands of openings.

Its file is the product's own, made by the product's migrations; only the way to the master key is short: it
is a fixed one, so that no key file is needed and no Argon2 runs. What the key file does is shown elsewhere.
"""

import os
from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select

from app.models import AuditEntry, BodyProfile, Meeting, MonthlyEntry
from app.services.areas import Areas
from app.services.clock import system_clock
from app.services.room.live_minutes import FIELDS
from app.store import cipher, migrate, opening
from app.store.keys import OpenKeys
from app.store.store import Store

NAME = "crash.chairside"
ACT = "save notes"
_MASTER = b"\x5a" * 32
_CASES = 100


def open_keys() -> OpenKeys:
    """Keys that no key file holds."""
    return OpenKeys(bytearray(_MASTER), store_id="crash", operator="Priya Nair", role="chair")


def make(folder: Path, entries: int) -> Path:
    """A new store with so many entries (a case on a meeting's list), none of them minuted yet."""
    path, keys = folder / NAME, open_keys()
    cipher.connect(path, keys.db_key_hex, create=True).close()
    store = Store(path, keys, cipher.engine(path, keys.db_key_hex), None)
    migrate.bring_up_to_date(store.engine, lambda: None)
    opening._found(store)
    fill(store, entries)
    store.close()
    return path


def reopen(path: Path) -> Store:
    """The store, with the audit key it keeps; raises as any opening does."""
    keys = open_keys()
    store = Store(path, keys, cipher.engine(path, keys.db_key_hex), None)
    pages = os.environ.get("CT_CKPT", "")
    if pages:  # a small number makes many checkpoints, which is where a power cut is most dangerous
        held = store.engine.raw_connection()
        held.cursor().execute(f"PRAGMA wal_autocheckpoint = {int(pages)}")
        held.close()
    opening._recognise(store)
    return store


def entry_ids(store: Store) -> list[int]:
    """Every entry, in the order in which it was made."""
    with store.reading() as session:
        return list(session.execute(select(MonthlyEntry.id).order_by(MonthlyEntry.id)).scalars())


def notes(store: Store) -> Mapping[int, str]:
    """What was minuted, by the number of the edit: each edit has one field of one entry to itself."""
    columns = [getattr(MonthlyEntry, field) for field in FIELDS]
    with store.reading() as session:
        rows = session.execute(select(*columns).order_by(MonthlyEntry.id)).all()
    texts = (text for row in rows for text in row)
    return {number: text for number, text in enumerate(texts) if text}


def edits_audited(store: Store) -> int:
    """How many rows of the audit say that notes were saved."""
    with store.reading() as session:
        query = select(func.count(AuditEntry.id)).where(AuditEntry.act == ACT)
        return session.execute(query).scalar_one()


def fill(store: Store, entries: int) -> None:
    """The profiles of an area, and so many cases on the lists of meetings that are open."""
    # Here, because importing it makes a temporary folder, which a program that is killed cannot take away.
    from tests.builders import a_case

    Areas(store, system_clock()).install("kingston-richmond")
    cases = [a_case(store, f"Invented Child{number}") for number in range(min(_CASES, entries))]
    with store.transaction("fill") as session:
        profile = session.execute(select(BodyProfile.id).where(BodyProfile.code == "KR-MASE")).scalar_one()
        for block in range(-(-entries // _CASES)):
            day = date(2026, 1, 5) + timedelta(days=block)
            meeting = Meeting(
                profile_id=profile,
                body_code="KR-MASE",
                held_on=day,
                starts=time(10),
                ends=time(12),
                state="open",
            )
            session.add(meeting)
            session.flush()
            rows = [
                {
                    "meeting_id": meeting.id,
                    "case_id": case,
                    "group_title": "Existing",
                    "standing": "existing",
                    "position": position,
                }
                for position, case in enumerate(cases[: entries - block * _CASES])
            ]
            session.execute(insert(MonthlyEntry), rows)
