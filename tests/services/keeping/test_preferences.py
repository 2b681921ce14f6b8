"""What each operator prefers."""

from pathlib import Path

import pytest

from app.changes import Changes
from app.models import AuditEntry
from app.services.keeping.preferences import CHANGE, Preference, Preferences
from app.store import keys
from app.store.keys import Cost
from app.store.opening import open_store
from tests.builders import OPERATOR, PASSPHRASE, a_store, every

OTHER, OTHER_PASSPHRASE = "Sam Okafor", "seven green bottles standing"


def test_what_was_never_chosen_is_as_it_ships(tmp_path: Path) -> None:
    assert Preferences(a_store(tmp_path)).mine() == Preference("system", 5)


def test_a_choice_outlives_the_session_and_leaves_the_rest(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    Preferences(store).choose(lock_minutes=3)
    Preferences(store).choose(look="dark")
    store.close()
    again = open_store(store.path, OPERATOR, PASSPHRASE)
    assert Preferences(again).mine() == Preference("dark", 3)


def test_each_operator_has_their_own(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    keys.add_operator(store.path, store.keys, OTHER, "viewer", OTHER_PASSPHRASE, Cost.floor())
    Preferences(store).choose(look="contrast", lock_minutes=1)
    store.close()
    other = open_store(store.path, OTHER, OTHER_PASSPHRASE)
    assert Preferences(other).mine() == Preference()
    Preferences(other).choose(look="light")
    other.close()
    assert Preferences(open_store(store.path, OPERATOR, PASSPHRASE)).mine() == Preference("contrast", 1)


@pytest.mark.parametrize(("asked", "kept"), [(-4, 1), (0, 1), (1, 1), (7, 7), (15, 15), (16, 15), (900, 15)])
def test_the_wait_lies_between_1_and_15_minutes(tmp_path: Path, asked: int, kept: int) -> None:
    assert Preferences(a_store(tmp_path)).choose(lock_minutes=asked).lock_minutes == kept


def test_an_unknown_look_is_that_of_the_computer(tmp_path: Path) -> None:
    assert Preferences(a_store(tmp_path)).choose(look="pink").look == "system"


def test_a_choice_is_announced_and_audited(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    heard: list[Changes] = []
    store.listen(heard.append)
    Preferences(store).choose(look="dark")
    assert [one.act for one in heard] == [CHANGE]
    assert every(store, AuditEntry)[-1].act == CHANGE
