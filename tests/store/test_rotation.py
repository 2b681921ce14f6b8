"""A new master key: who gets in afterwards, what ends a change that was cut short, what a refusal leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Refused, WrongPassphrase
from app.models import Setting
from app.services.keeping.checking import Checking
from app.store import cipher, keyfile, keys, rotation
from app.store.keys import Cost
from app.store.opening import open_store, open_with_recovery
from app.store.store import Store
from tests.builders import OPERATOR, PASSPHRASE, a_store, every, put

OTHER, WORDS = "Bola Sample", "purple lantern harbour violin"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = a_store(tmp_path)
    keys.add_operator(made.path, made.keys, OTHER, "viewer", WORDS, Cost.floor())
    put(made, Setting(key="kept", value="as it was"))
    yield made
    made.close()


def faults(store: Store) -> list[str]:
    return [check.name for check in Checking(store).verify() if not check.ok]


def kept(store: Store) -> list[str]:
    return [setting.value for setting in every(store, Setting) if setting.key == "kept"]


def test_everybody_gets_in_with_the_same_passphrase_and_the_old_code_is_void(store: Store) -> None:
    old, path = store.keys.recovery_code, store.path
    code = rotation.rotate(store)
    assert code == store.keys.recovery_code != old
    assert (faults(store), kept(store)) == ([], ["as it was"])
    put(store, Setting(key="later", value="goes on"))
    store.close()
    for operator, passphrase in ((OPERATOR, PASSPHRASE), (OTHER, WORDS)):
        again = open_store(path, operator, passphrase)
        assert (faults(again), kept(again)) == ([], ["as it was"])
        again.close()
    open_with_recovery(path, code).close()
    with pytest.raises(cipher.WrongKey):
        open_with_recovery(path, old)


def test_a_removed_operator_stays_outside(store: Store) -> None:
    rotation.rotate(store, without=OTHER)
    with pytest.raises(Refused, match="no operator of that name"):
        keys.unlock(store.path, OTHER, WORDS)
    with pytest.raises(WrongPassphrase):
        keys.unlock(store.path, OPERATOR, WORDS)


@pytest.mark.parametrize("rekeyed", [False, True])
@pytest.mark.parametrize(("operator", "passphrase"), [(OPERATOR, PASSPHRASE), (OTHER, WORDS)])
def test_the_next_opening_ends_a_change_that_was_cut_short(
    store: Store, rekeyed: bool, operator: str, passphrase: str
) -> None:
    """Whoever opens it, a viewer too; the sheet of the new code is then due."""
    held = store.keys.db_key_hex
    fresh, _ = keys.begin_rotation(store.path, store.keys)
    store.engine.dispose()
    if rekeyed:
        cipher.rekey(store.path, held, fresh.db_key_hex)
    store.close()
    again = open_store(store.path, operator, passphrase)
    assert keyfile.read(store.path)[0].pending is None
    assert (faults(again), kept(again)) == ([], ["as it was"])
    assert rotation.sheet_is_due(again)
    rotation.sheet_printed(again)
    assert not rotation.sheet_is_due(again)
    again.close()


@pytest.mark.parametrize("rekeyed", [False, True])
def test_a_check_from_outside_ends_nothing_and_finds_nothing(store: Store, rekeyed: bool) -> None:
    held = store.keys.db_key_hex
    fresh, _ = keys.begin_rotation(store.path, store.keys)
    store.engine.dispose()
    if rekeyed:
        cipher.rekey(store.path, held, fresh.db_key_hex)
    store.close()
    again = open_store(store.path, OPERATOR, PASSPHRASE, quietly=True)
    assert faults(again) == []
    assert keyfile.read(store.path)[0].pending is not None
    again.close()


def test_a_rekey_that_the_disk_did_not_take_leaves_the_old_key(store: Store) -> None:
    """The driver calls it "ok" all the same."""
    resource = pytest.importorskip("resource", reason="a limit on the size of files is set the Unix way here")
    held, path = store.keys.db_key_hex, store.path
    store.close()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size // 2, hard))
    try:
        with pytest.raises(Refused, match="not changed"):
            cipher.rekey(path, held, "5b" * 32)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    again = open_store(path, OPERATOR, PASSPHRASE)
    assert (faults(again), kept(again)) == ([], ["as it was"])
    assert rotation.rotate(again)
    assert faults(again) == []
    again.close()
