"""The key file: who gets in, who does not, and what damage and forgery look like."""

import hashlib
import json
import pickle
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.errors import Damaged, Refused, WrongPassphrase
from app.store import cipher, keyfile, keys, slots
from app.store.keys import Cost, OpenKeys
from app.store.passphrase import stretch

PASSPHRASE = "correct horse battery staple"
OTHER = "purple lantern harbour violin"
FLOOR = Cost.floor()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A key file with two operators, its recovery code and the key of the store."""
    store = tmp_path_factory.mktemp("keys") / "desk.chairside"
    opened, code = keys.create_keys(store, "Avril Tester", "chair", PASSPHRASE, FLOOR)
    keys.add_operator(store, opened, "Bola Sample", "business support", OTHER, FLOOR)
    return store, code, opened.db_key_hex


@pytest.fixture
def store(made: tuple[Path, str, str], tmp_path: Path) -> Path:
    """A copy that the test may spoil."""
    for path in made[0].parent.iterdir():
        shutil.copy(path, tmp_path)
    return tmp_path / made[0].name


def spoil(store: Path, change: Callable[[dict[str, Any]], None], twin: bool = True) -> None:
    """Changes the key file the way a clever stranger would: with the checksum put right again."""
    whole = json.loads(keyfile.key_path(store).read_bytes())
    change(whole)
    whole.pop("checksum")
    whole["checksum"] = hashlib.sha256(keyfile._dump(whole)).hexdigest()
    keyfile.key_path(store).write_bytes(keyfile._dump(whole))
    if twin:
        shutil.copy(keyfile.key_path(store), keyfile.twin_path(store))


def test_every_operator_gets_the_same_keys(store: Path, made: tuple[Path, str, str]) -> None:
    first = keys.unlock(store, "Avril Tester", PASSPHRASE)
    second = keys.unlock(store, "  bola   SAMPLE ", OTHER)
    assert first.db_key_hex == second.db_key_hex == made[2]
    assert first.audit_key == second.audit_key
    assert (second.operator, second.role, second.used_twin) == ("Bola Sample", "business support", False)
    assert len({first.db_key_hex, first.audit_key.hex(), first.file_key.hex(), first.master().hex()}) == 4


def test_names_and_roles_need_no_passphrase_and_the_secrets_are_not_there(store: Path) -> None:
    assert [(one.name, one.role) for one in keys.operators(store)] == [
        ("Avril Tester", "chair"),
        ("Bola Sample", "business support"),
    ]
    master = keys.unlock(store, "Avril Tester", PASSPHRASE).master()
    text = keyfile.key_path(store).read_bytes()
    assert bytes(master) not in text and master.hex().encode() not in text
    assert PASSPHRASE.encode() not in text


@pytest.mark.parametrize(
    ("operator", "passphrase", "kind"),
    [
        ("Avril Tester", OTHER, WrongPassphrase),
        ("Avril Tester", "", WrongPassphrase),
        ("Avril Tester", "\ud800", WrongPassphrase),
        ("Nobody Known", PASSPHRASE, Refused),
    ],
)
def test_wrong_passphrase_and_unknown_operator_have_their_own_sentences(
    store: Path, operator: str, passphrase: str, kind: type[Refused]
) -> None:
    with pytest.raises(Refused) as caught:
        keys.unlock(store, operator, passphrase)
    assert type(caught.value) is kind
    assert operator not in str(caught.value)


def test_300_of_300_flipped_bits_are_damage(store: Path) -> None:
    sound = keyfile.key_path(store).read_bytes()
    keyfile.parse(sound)
    for bit in random.Random(3).sample(range(len(sound) * 8), 300):
        spoilt = bytearray(sound)
        spoilt[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Damaged):
            keyfile.parse(bytes(spoilt))


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1],
        lambda data: data + b" ",
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: b"[" * 200_000,
        lambda data: b"[]",
        lambda data: b"9" * 5_000,
        lambda data: bytes(2_000_000),
    ],
)
def test_cut_stretched_and_strange_files_are_damage(store: Path, change: Callable[[bytes], bytes]) -> None:
    data = change(keyfile.key_path(store).read_bytes())
    with pytest.raises(Damaged):
        keyfile.parse(data)
    for path in (keyfile.key_path(store), keyfile.twin_path(store)):
        path.write_bytes(data)
    with pytest.raises(Damaged, match="recovery code"):
        keys.unlock(store, "Avril Tester", PASSPHRASE)


@pytest.mark.parametrize("state", ["empty", "gone", "flipped"])
def test_the_twin_stands_in_and_says_so(store: Path, state: str) -> None:
    main = keyfile.key_path(store)
    sound = main.read_bytes()
    if state == "gone":
        main.unlink()
    else:
        main.write_bytes(b"" if state == "empty" else sound[:50] + b"~" + sound[51:])
    opened = keys.unlock(store, "Avril Tester", PASSPHRASE)
    assert opened.used_twin
    keys.write_anchor(store, opened, 5, "ab" * 32)
    assert not keys.unlock(store, "Avril Tester", PASSPHRASE).used_twin
    assert main.read_bytes() == keyfile.twin_path(store).read_bytes()


def test_no_key_file_at_all_points_to_the_recovery_code_which_works(
    store: Path, made: tuple[Path, str, str]
) -> None:
    keyfile.key_path(store).unlink()
    keyfile.twin_path(store).unlink()
    with pytest.raises(keys.NoKeyFile, match="recovery code"):
        keys.unlock(store, "Avril Tester", PASSPHRASE)
    opened = keys.unlock_with_recovery(store, made[1].lower().replace("-", " "))
    assert (opened.db_key_hex, opened.store_id) == (made[2], "")
    with pytest.raises(RuntimeError):
        keys.rebuild_keys(store, opened, "Cleo Trial", "chair", OTHER, FLOOR)
    opened.store_id = "ab" * 16
    assert keys.rebuild_keys(store, opened, "Cleo Trial", "chair", OTHER, FLOOR) == ()
    again = keys.unlock(store, "Cleo Trial", OTHER)
    assert (again.db_key_hex, again.store_id) == (made[2], "ab" * 16)


def test_the_recovery_code_knows_its_own_key_file_and_ignores_another_stores(
    store: Path, made: tuple[Path, str, str], tmp_path: Path
) -> None:
    assert keys.unlock_with_recovery(store, made[1]).store_id == keyfile.read(store)[0].store_id
    other = tmp_path / "other.chairside"
    keys.create_keys(other, "Dara Example", "chair", OTHER, FLOOR)
    opened = keys.unlock_with_recovery(other, made[1])
    assert (opened.store_id, opened.db_key_hex) == ("", made[2])
    opened.store_id = "cd" * 16
    aside = keys.rebuild_keys(other, opened, "Dara Example", "chair", OTHER, FLOOR)
    assert len(aside) == 2 and all(path.exists() for path in aside)


def test_a_slot_added_with_the_checksum_put_right_is_refused(store: Path) -> None:
    """The intruder makes a perfect slot, but for the master key, which they do not have."""
    store_id = keyfile.read(store)[0].store_id
    slot = slots.make_slot(store_id, "Eve Intruder", "chair", OTHER, FLOOR, bytes(32)).to_json()
    spoil(store, lambda whole: whole["body"]["slots"].append(slot))
    for operator, passphrase in (("Eve Intruder", OTHER), ("Avril Tester", PASSPHRASE)):
        with pytest.raises(Damaged, match="altered"):
            keys.unlock(store, operator, passphrase)


def test_a_file_forged_whole_gives_keys_that_open_nothing(store: Path, made: tuple[Path, str, str]) -> None:
    cipher.connect(store, made[2], create=True).close()
    file = keyfile.read(store)[0]
    slot = slots.make_slot(file.store_id, "Eve Intruder", "chair", OTHER, FLOOR, bytes(32))
    keyfile.write(store, replace(file, slots=(slot,)).signed(slots.derive(bytes(32), "key file")))
    opened = keys.unlock(store, "Eve Intruder", OTHER)
    with pytest.raises(cipher.WrongKey):
        cipher.connect(store, opened.db_key_hex, create=False)


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body["slots"][1].update(role="chair"),
        lambda body: body["slots"][0].update(name="Somebody Else"),
        lambda body: body["slots"].pop(1),
        lambda body: body.update(gen=99),
        lambda body: body.update(anchor={"last": 1, "mac": "00" * 32}),
        lambda body: body["slots"][0].update(sealed=body["slots"][1]["sealed"]),
        lambda body: body.update(store_id="00" * 16),
    ],
)
def test_any_other_forgery_opens_nothing(store: Path, change: Callable[[dict[str, Any]], None]) -> None:
    spoil(store, lambda whole: change(whole["body"]))
    name = keys.operators(store)[0].name
    with pytest.raises((Damaged, WrongPassphrase)):
        keys.unlock(store, name, PASSPHRASE)


@pytest.mark.parametrize(
    "cost",
    [
        {"kib": 10**9, "passes": 3, "lanes": 4},
        {"kib": 65536, "passes": 10**9, "lanes": 4},
        {"kib": 65536, "passes": 3, "lanes": 10**9},
        {"kib": 8, "passes": 1, "lanes": 1},
    ],
)
def test_an_absurd_cost_is_refused_before_any_work(store: Path, cost: dict[str, int]) -> None:
    spoil(store, lambda whole: whole["body"]["slots"][0].update(argon2id=cost))
    with pytest.raises(Damaged, match="impossible amount"):
        keys.unlock(store, "Avril Tester", PASSPHRASE)
    with pytest.raises(Damaged):
        stretch("x", b"\0" * 16, Cost(**dict(zip(("memory", "passes", "lanes"), cost.values(), strict=True))))


def test_a_newer_key_file_is_called_newer_and_not_damaged(store: Path) -> None:
    spoil(store, lambda whole: whole.update(version=2, body={"unheard": "of"}))
    with pytest.raises(keys.NewerKeyFile) as caught:
        keys.unlock(store, "Avril Tester", PASSPHRASE)
    assert not isinstance(caught.value, Damaged)


def test_changing_a_passphrase_touches_one_slot(store: Path) -> None:
    before = keyfile.read(store)[0]
    with pytest.raises(WrongPassphrase):
        keys.change_passphrase(store, "Avril Tester", OTHER, "four quite other words", FLOOR)
    with pytest.raises(Refused, match="too short"):
        keys.change_passphrase(store, "Avril Tester", PASSPHRASE, "short", FLOOR)
    assert keyfile.read(store)[0] == before
    keys.change_passphrase(store, "Avril Tester", PASSPHRASE, "four quite other words", FLOOR)
    after = keyfile.read(store)[0]
    assert after.slots[1] == before.slots[1] and after.slots[0] != before.slots[0]
    assert after.gen == before.gen + 1
    with pytest.raises(WrongPassphrase):
        keys.unlock(store, "Avril Tester", PASSPHRASE)
    assert keys.unlock(store, "Avril Tester", "four quite other words")


def test_operators_come_and_go(store: Path) -> None:
    opened = keys.unlock(store, "Avril Tester", PASSPHRASE)
    with pytest.raises(Refused, match="already"):
        keys.add_operator(store, opened, "AVRIL  tester", "viewer", OTHER, FLOOR)
    with pytest.raises(Refused, match="chair among"):
        keys.remove_operator(store, opened, "Avril Tester")
    keys.remove_operator(store, opened, "Bola Sample")
    with pytest.raises(Refused, match="no operator"):
        keys.unlock(store, "Bola Sample", OTHER)
    with pytest.raises(Refused, match="role"):
        keys.add_operator(store, opened, "Cleo Trial", "queen", OTHER, FLOOR)
    for name in ("", "   ", "x" * 81, "a\x00b"):
        with pytest.raises(Refused, match="name"):
            keys.add_operator(store, opened, name, "viewer", OTHER, FLOOR)


def test_a_forgotten_passphrase_is_replaced_by_somebody_who_is_in(store: Path) -> None:
    opened = keys.unlock(store, "Avril Tester", PASSPHRASE)
    keys.set_passphrase(store, opened, "Bola Sample", "seven green paper kites", FLOOR)
    assert keys.unlock(store, "Bola Sample", "seven green paper kites").db_key_hex == opened.db_key_hex


def test_rotation_can_be_cut_short_anywhere(store: Path, made: tuple[Path, str, str]) -> None:
    """Killed before the rekey, after it, or after the last write: one of the two keys opens the store."""
    old = keys.unlock(store, "Avril Tester", PASSPHRASE)
    connection = cipher.connect(store, old.db_key_hex, create=True)
    connection.execute("CREATE TABLE t (a)")
    connection.execute("INSERT INTO t VALUES ('kept')")
    fresh, code = keys.begin_rotation(store, old, without="Bola Sample")
    assert fresh.older_db_key_hex == old.db_key_hex != fresh.db_key_hex
    killed = keys.unlock(store, "Avril Tester", PASSPHRASE)
    assert (killed.db_key_hex, killed.older_db_key_hex) == (fresh.db_key_hex, old.db_key_hex)
    with pytest.raises(Refused, match="not ended"):
        keys.begin_rotation(store, killed)
    connection.execute(f"PRAGMA rekey = \"x'{fresh.db_key_hex}'\"")
    connection.close()
    with pytest.raises(cipher.WrongKey):
        cipher.connect(store, old.db_key_hex, create=False)
    again = cipher.connect(store, killed.db_key_hex, create=False)
    assert again.execute("SELECT a FROM t").fetchall() == [("kept",)]
    again.close()
    keys.finish_rotation(store, fresh)
    done = keys.unlock(store, "Avril Tester", PASSPHRASE)
    assert (done.db_key_hex, done.older_db_key_hex) == (fresh.db_key_hex, None)
    assert keys.unlock_with_recovery(store, code).store_id == done.store_id
    assert keys.unlock_with_recovery(store, made[1]).store_id == ""
    assert [one.name for one in keys.operators(store)] == ["Avril Tester"]
    with pytest.raises(Damaged):
        keys.write_anchor(store, old, 1, "00")


def test_the_anchor_is_remembered(store: Path) -> None:
    opened = keys.unlock(store, "Avril Tester", PASSPHRASE)
    assert opened.anchor is None
    keys.write_anchor(store, opened, 1234, "9f" * 32)
    assert keys.unlock(store, "Bola Sample", OTHER).anchor == keys.Anchor(1234, "9f" * 32)


def test_forgotten_keys_are_zero_and_never_shown(store: Path) -> None:
    opened = keys.unlock(store, "Avril Tester", PASSPHRASE)
    master = opened.master()
    assert master.hex() not in repr(opened) and opened.db_key_hex not in f"{opened} {opened!r}"
    with pytest.raises(TypeError):
        pickle.dumps(opened)
    opened.forget()
    opened.forget()
    assert master == bytes(32)
    for use in (lambda keys: keys.db_key_hex, lambda keys: keys.audit_key, OpenKeys.master):
        with pytest.raises(RuntimeError):
            use(opened)


def test_wrapped_secrets_open_for_their_purpose_alone(store: Path) -> None:
    opened = keys.unlock(store, "Avril Tester", PASSPHRASE)
    wrapped = opened.wrap("audit before a rotation", b"secret")
    assert opened.unwrap("audit before a rotation", wrapped) == b"secret"
    for purpose, data in (("another", wrapped), ("audit before a rotation", wrapped[:-1]), ("x", b"")):
        with pytest.raises(Damaged):
            opened.unwrap(purpose, data)


def test_new_keys_never_replace_old_ones(store: Path) -> None:
    before = keyfile.key_path(store).read_bytes()
    with pytest.raises(Refused, match="already"):
        keys.create_keys(store, "Avril Tester", "chair", PASSPHRASE, FLOOR)
    assert keyfile.key_path(store).read_bytes() == before


def test_a_stray_temporary_file_is_cleared_and_hinders_nothing(store: Path) -> None:
    stray = Path(f"{keyfile.key_path(store)}.tmp")
    stray.write_bytes(b"half")
    keys.unlock(store, "Avril Tester", PASSPHRASE)
    assert not stray.exists()
