"""Every check of a store says what it looked at; a chain that was tampered with is found."""

from pathlib import Path

from sqlalchemy import text

from app.services.keeping.checking import Checking
from app.store.opening import open_store
from app.store.store import Store
from tests.builders import OPERATOR, PASSPHRASE, a_store


def _reopened(folder: Path) -> Store:
    """A store that has been closed once, which keeps the end of its chain in both key files."""
    store = a_store(folder)
    store.note("export")
    store.close()
    return open_store(store.path, OPERATOR, PASSPHRASE, quietly=True)


def test_a_sound_store_passes_every_check(tmp_path: Path) -> None:
    checks = Checking(_reopened(tmp_path)).verify()
    assert all(check.ok for check in checks), [check for check in checks if not check.ok]
    assert len(checks) >= 8 and len({check.name for check in checks}) == len(checks)


def test_a_rewritten_word_of_the_chain_is_found(tmp_path: Path) -> None:
    store = _reopened(tmp_path)
    with store.reading() as session:
        session.execute(text("DROP TRIGGER audit_no_UPDATE"))
        session.execute(text("UPDATE audit SET who = 'somebody' WHERE id = 2"))
        session.commit()
    failed = [check for check in Checking(store).verify() if not check.ok]
    assert len(failed) == 1 and "entry 2" in failed[0].detail


def test_a_cut_chain_is_found_by_the_anchor_in_the_key_file(tmp_path: Path) -> None:
    again = _reopened(tmp_path)
    assert all(check.ok for check in Checking(again).verify())
    with again.reading() as session:
        session.execute(text("DROP TRIGGER audit_no_DELETE"))
        session.execute(text("DELETE FROM audit WHERE id = (SELECT max(id) FROM audit)"))
        session.commit()
    assert [check.ok for check in Checking(again).verify()].count(False) == 1
