"""A day with one marked child: `python -m tests.crash.marked memory|file FOLDER` says READY, and waits.

"file" is the control: the same sort on a connection whose temporary tables may go to a file.
"""

import logging
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from app.domain.lists import ListName
from app.models import Setting
from app.services.desk import Desk
from app.services.keeping.copies import back_up
from app.store import cipher
from app.ui.problems import attempt, tell
from tests.builders import a_case, a_clock, a_meeting, a_store, an_entry

MARK = "Zqmarker"
_NOTE = f"{MARK} was seen at the arcade with an older man. " * 3
# About 10 MB to put in order: more than SQLite sorts in its own memory before it asks for a temporary file.
SORT = f"""WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
SELECT name || n.i FROM n, (SELECT '{_NOTE}' AS name FROM monthly_entries LIMIT 1) ORDER BY 1 DESC"""


def a_day(folder: Path) -> Desk:
    """Names, notes, decisions, actions, a search, documents, a backup."""
    desk = Desk(a_store(folder / "store"), a_clock())
    meeting = a_meeting(desk.store, state="open")
    entry = an_entry(desk.store, meeting, a_case(desk.store, f"Zofia {MARK}", aliases=(f"{MARK} K",)))
    desk.minutes.save_notes(entry, "victim", _NOTE)
    desk.minutes.save_notes(entry, "victim", _NOTE + _NOTE)
    desk.minutes.save_item(meeting, "locations", _NOTE)
    desk.decisions.decide(entry, "continue", _NOTE)
    desk.actions.add(meeting, _NOTE, "Police", MARK, date(2026, 12, 4), entry_id=entry)
    assert desk.search(MARK)
    for password in ("", "seven wooden spoons singing"):
        desk.documents.export(
            "minutes", meeting, folder / "export" / f"m{len(password)}.docx", password=password
        )
    assert back_up(desk, folder / "store" / "backups").ok
    _provoke(desk, entry, folder)
    return desk


def _provoke(desk: Desk, entry: int, folder: Path) -> None:
    """Errors whose own text would hold the words, logged as the program logs what nobody caught."""
    strange = folder / "export" / f"{MARK}.xlsx"
    strange.write_text(_NOTE, encoding="utf-8")
    errors: tuple[Callable[[], Any], ...] = (
        lambda: _twice(desk),
        lambda: _misspelt(desk),
        lambda: desk.minutes.save_notes(entry, MARK, _NOTE),
        lambda: desk.intake.preview(ListName.CME, strange),
        lambda: date.fromisoformat(_NOTE),
    )
    for error in errors:
        problem = attempt(error).problem
        assert problem is not None
        tell(problem, None)


def _twice(desk: Desk) -> None:
    with desk.store.transaction("test") as session:
        session.execute(insert(Setting), [{"key": MARK, "value": _NOTE}] * 2)


def _misspelt(desk: Desk) -> None:
    with desk.store.reading() as session:
        session.execute(text("SELECT :words FROM no_such_table"), {"words": _NOTE})


def main(how: str, folder: Path) -> None:
    logging.basicConfig(level=logging.INFO, filename=folder / "logs" / "chairside.log")
    desk = a_day(folder)
    if how == "file":
        connection = cipher.connect(desk.store.path, desk.store.keys.db_key_hex, create=False)
        connection.execute("PRAGMA temp_store = 1")
        rows = connection.execute(SORT)
        assert MARK in rows.fetchone()[0]
    with desk.store.transaction("test") as session:
        session.add(Setting(key="unfinished", value=_NOTE * 10_000))
        session.flush()
        sorted_rows = session.connection().exec_driver_sql(SORT)
        row = sorted_rows.fetchone()
        assert row is not None and MARK in row[0]
        sys.stdout.write("READY\n")
        sys.stdout.flush()
        time.sleep(60)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
