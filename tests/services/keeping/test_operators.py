"""Several people, one store: who gets in, with what right, and what the audit says of it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import Refused, WrongPassphrase
from app.models import AuditEntry, MonthlyEntry
from app.services.keeping.checking import Checking
from app.services.keeping.operators import OperatorRow, Operators
from app.services.keeping.preferences import Preferences
from app.services.people.looks import Looks
from app.services.room.live_minutes import LiveMinutes
from app.services.room.room import Room
from app.store.keys import Cost, key_path, twin_path
from app.store.opening import open_store, open_with_recovery
from app.store.store import Store
from tests.builders import (
    OPERATOR,
    PASSPHRASE,
    a_case,
    a_clock,
    a_meeting,
    a_store,
    an_entry,
    every,
    get,
    person_of,
)
from tests.services.room_rig import services

CHEAP = Cost.floor()
SAM, SAMS = "Sam Osei", "velvet compass orchard ninety"
NEW = "copper meadow violin saturday"
AGENDA = "any_other"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Most of these tests close it themselves, to come back as somebody else."""
    return a_store(tmp_path)


def as_sam(store: Store, role: str) -> Store:
    """Close the store as the chair and open it as Sam."""
    Operators(store).add(SAM, role, SAMS, CHEAP)
    store.close()
    return open_store(store.path, SAM, SAMS)


def acts(store: Store) -> list[str]:
    return [row.act for row in every(store, AuditEntry)]


def test_who_can_open_it_and_who_is_in(store: Store) -> None:
    people = Operators(store)
    people.add(SAM, "viewer", SAMS, CHEAP)
    assert people.list() == (OperatorRow(OPERATOR, "chair", True), OperatorRow(SAM, "viewer", False))
    last = every(store, AuditEntry)[-1]
    assert (last.who, last.act) == (OPERATOR, "add operator")
    assert json.loads(last.body) == {"operator": SAM, "role": "viewer"}


@pytest.mark.parametrize(
    ("name", "role", "passphrase", "words"),
    [
        (OPERATOR, "viewer", SAMS, "already an operator"),
        (SAM, "king", SAMS, "A role is one of"),
        (SAM, "viewer", "short", "too short"),
    ],
)
def test_an_operator_that_cannot_be_added_is_audited_as_such(
    store: Store, name: str, role: str, passphrase: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        Operators(store).add(name, role, passphrase, CHEAP)
    assert acts(store)[-2:] == ["add operator", "add operator: not done"]
    assert len(Operators(store).list()) == 1


def test_removing_somebody_changes_the_master_key_and_gives_a_new_code(store: Store) -> None:
    old_code = store.keys.recovery_code
    case = a_case(store)
    people = Operators(store)
    people.add(SAM, "business support", SAMS, CHEAP)
    code = people.remove(SAM)
    assert code != old_code and people.code_to_print() == code
    people.code_printed()
    assert people.code_to_print() is None
    assert [row.name for row in people.list()] == [OPERATOR]
    assert "remove operator" in acts(store) and "change the master key" in acts(store)
    store.close()
    with pytest.raises(Refused, match="no operator of that name"):
        open_store(store.path, SAM, SAMS)
    with pytest.raises(Refused):
        open_with_recovery(store.path, old_code)
    with_code = open_with_recovery(store.path, code)
    assert person_of(with_code, case)
    with_code.close()
    again = open_store(store.path, OPERATOR, PASSPHRASE)
    assert all(check.ok for check in Checking(again).verify())
    again.close()


def test_the_last_chair_stays_and_nobody_removes_themselves(store: Store) -> None:
    people = Operators(store)
    people.add(SAM, "viewer", SAMS, CHEAP)
    with pytest.raises(Refused, match="needs a chair"):
        people.remove(OPERATOR)
    people.add("Lee Ward", "chair", NEW, CHEAP)
    with pytest.raises(Refused, match="cannot remove yourself"):
        people.remove(OPERATOR)
    with pytest.raises(Refused, match="no operator of that name"):
        people.remove("Nobody")
    assert len(people.list()) == 3


def test_ones_own_passphrase(store: Store) -> None:
    with pytest.raises(WrongPassphrase):
        Operators(store).change_passphrase(SAMS, NEW, CHEAP)
    Operators(store).change_passphrase(PASSPHRASE, NEW, CHEAP)
    assert acts(store)[-3:] == ["change passphrase", "change passphrase: not done", "change passphrase"]
    store.close()
    with pytest.raises(WrongPassphrase):
        open_store(store.path, OPERATOR, PASSPHRASE)
    open_store(store.path, OPERATOR, NEW).close()


def test_a_chair_helps_somebody_who_forgot(store: Store) -> None:
    people = Operators(store)
    people.add(SAM, "viewer", SAMS, CHEAP)
    people.set_passphrase(SAM, NEW, CHEAP)
    store.close()
    sam = open_store(store.path, SAM, NEW)
    assert sam.keys.role == "viewer"
    sam.close()


@pytest.mark.parametrize("lost", [False, True], ids=["key file there", "key file lost"])
def test_after_a_recovery_somebody_gets_a_passphrase(store: Store, lost: bool) -> None:
    code = store.keys.recovery_code
    store.close()
    if lost:
        key_path(store.path).unlink()
        twin_path(store.path).unlink(missing_ok=True)
    recovered = open_with_recovery(store.path, code)
    people = Operators(recovered)
    assert people.recovered
    with pytest.raises(Refused, match="no passphrase to change"):
        people.change_passphrase(PASSPHRASE, NEW, CHEAP)
    people.set_passphrase(OPERATOR, NEW, CHEAP)
    fresh = people.renew_recovery_code()
    assert fresh != code
    recovered.close()
    again = open_store(store.path, OPERATOR, NEW)
    assert again.keys.role == "chair" and "set passphrase" in acts(again)
    again.close()


def test_a_viewer_reads_everything_and_changes_nothing(store: Store) -> None:
    case = a_case(store)
    meeting = a_meeting(store, state="open")
    entry = an_entry(store, meeting, case)
    sam = as_sam(store, "viewer")
    before = len(acts(sam))
    tries: list[Callable[[], object]] = [
        lambda: LiveMinutes(sam).save_notes(entry, "victim", "words"),
        lambda: LiveMinutes(sam).save_item(meeting, AGENDA, "words"),
        lambda: services(sam, a_clock()).room.close(meeting),
        lambda: Operators(sam).add("Lee Ward", "chair", NEW, CHEAP),
        lambda: Operators(sam).remove(OPERATOR),
        lambda: Operators(sam).set_passphrase(OPERATOR, NEW, CHEAP),
        lambda: Operators(sam).renew_recovery_code(),
        lambda: LiveMinutes(sam.second()).save_notes(entry, "victim", "words"),
    ]
    for attempt in tries:
        with pytest.raises(Refused, match="viewer"):
            attempt()
    assert len(acts(sam)) == before
    assert get(sam, MonthlyEntry, entry).victim == ""
    assert Operators(sam).code_to_print() is None
    assert services(sam, a_clock()).room.entry(entry).entry_id == entry
    assert Looks(sam, a_clock()).note(person_of(sam, case))  # a look is noted, whoever looks
    Preferences(sam).choose(look="dark")
    Operators(sam).change_passphrase(SAMS, NEW, CHEAP)
    sam.close()


def test_business_support_does_everything_but_what_binds(store: Store) -> None:
    case = a_case(store)
    meeting = a_meeting(store, state="draft circulated")
    entry = an_entry(store, meeting, case)
    sam = as_sam(store, "business support")
    LiveMinutes(sam).save_notes(entry, "victim", "words")
    room: Room = services(sam, a_clock()).room
    for attempt in (
        lambda: room.agree(meeting),
        lambda: Operators(sam).remove(OPERATOR),
    ):
        with pytest.raises(Refused, match="Only a chair"):
            attempt()
    assert not Operators(sam).may("agree minutes") and Operators(sam).may("close meeting")
    sam.close()
    chair = open_store(store.path, OPERATOR, PASSPHRASE)
    services(chair, a_clock()).room.agree(meeting)
    chair.close()
