"""One transaction a use case, the audit in it, and the word of it after the commit."""

import json
from datetime import UTC
from pathlib import Path

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import IntegrityError

from app.changes import Changes
from app.errors import Clash, Damaged, Refused, WrongPassphrase
from app.models import AuditEntry, Meeting, Setting
from app.store import audit, keys
from app.store.keys import Cost
from app.store.opening import create_store, open_store, open_with_recovery
from app.store.store import Store
from tests.builders import OPERATOR, PASSPHRASE, a_meeting, a_store, every, get

MARKER = "Zqxmarker Kowalczyk"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return a_store(tmp_path)


def test_a_commit_is_announced_afterwards_with_its_initiator(store: Store) -> None:
    heard: list[Changes] = []
    store.listen(heard.append)
    with store.transaction("set colour", "editor-1") as session:
        session.add(Setting(key="colour", value="plain"))
        session.flush()
        assert heard == []
    assert [(change.act, change.initiator) for change in heard] == [("set colour", "editor-1")]
    assert heard[0].concern("setting") and not heard[0].concern("case")


def test_a_failed_transaction_keeps_and_announces_nothing(store: Store) -> None:
    heard: list[Changes] = []
    store.listen(heard.append)
    before = len(every(store, AuditEntry))
    with pytest.raises(ValueError), store.transaction("set colour") as session:
        session.add(Setting(key="colour", value="plain"))
        session.flush()
        raise ValueError
    assert heard == [] and len(every(store, AuditEntry)) == before
    assert "colour" not in [setting.key for setting in every(store, Setting)]


def test_one_audit_row_a_transaction_names_fields_and_lengths_and_no_words(store: Store) -> None:
    meeting_id = a_meeting(store)
    before = len(every(store, AuditEntry))
    with store.transaction("set venue") as session:
        session.get_one(Meeting, meeting_id).venue = MARKER
    rows = every(store, AuditEntry)[before:]
    assert [(row.act, row.who) for row in rows] == [("set venue", OPERATOR)]
    assert json.loads(rows[0].body)["records"] == [["changed", "meeting", meeting_id, {"venue": len(MARKER)}]]
    assert all(MARKER not in row.body for row in every(store, AuditEntry))


def test_a_transaction_that_changes_nothing_leaves_no_audit_row(store: Store) -> None:
    before = len(every(store, AuditEntry))
    with store.transaction("look") as session:
        session.execute(select(Setting)).all()
    assert len(every(store, AuditEntry)) == before


def test_nesting_raises_at_once(store: Store) -> None:
    with pytest.raises(RuntimeError, match="inside another"), store.reading(), store.transaction("inner"):
        pass


def test_a_second_connection_reads_and_writes_and_tells_the_first(store: Store) -> None:
    heard: list[Changes] = []
    store.listen(heard.append)
    other = store.second()
    with store.reading(), other.transaction("from a worker") as session:
        session.add(Setting(key="colour", value="plain"))
    other.close()
    assert [change.act for change in heard] == ["from a worker"]
    assert not store.keys.__repr__().endswith("forgotten)")


def test_two_writers_of_one_record_clash_and_nothing_is_overwritten(store: Store) -> None:
    meeting_id = a_meeting(store)
    other = store.second()
    with store.reading() as session:
        stale = session.get_one(Meeting, meeting_id)
        session.expunge(stale)
    with other.transaction("first") as session:
        session.get_one(Meeting, meeting_id).venue = "Room A"
    other.close()
    with pytest.raises(Clash), store.transaction("second") as session:
        stale.venue = "Room B"
        session.add(stale)
    assert get(store, Meeting, meeting_id).venue == "Room A"


def test_editing_stamps_who_and_when_and_raises_the_version(store: Store) -> None:
    meeting_id = a_meeting(store)
    before = get(store, Meeting, meeting_id).version
    with store.transaction("set venue") as session:
        session.get_one(Meeting, meeting_id).venue = "Room H"
    meeting = get(store, Meeting, meeting_id)
    assert (meeting.version, meeting.edited_by) == (before + 1, OPERATOR)
    assert meeting.edited_at is not None and meeting.edited_at.tzinfo is UTC


@pytest.mark.parametrize("statement", [update(AuditEntry).values(who="x"), delete(AuditEntry)])
def test_the_chain_only_grows(store: Store, statement: object) -> None:
    with pytest.raises(RuntimeError, match="refused a statement"), store.transaction("tamper") as session:
        session.execute(statement)  # type: ignore[call-overload]


def test_the_chain_finds_a_changed_row_and_a_cut_tail(store: Store) -> None:
    for number in range(5):
        store.note("export", number=number)
    with store.reading() as session:
        anchor = audit.last(session)
        assert anchor is not None and audit.check_chain(session, store.audit_key, anchor).ok
    with store.reading() as session:
        session.execute(text("DROP TRIGGER audit_no_DELETE"))
        session.execute(text("DROP TRIGGER audit_no_UPDATE"))
        session.execute(text("UPDATE audit SET who = 'x' WHERE id = 3"))
        assert audit.check_chain(session, store.audit_key).broken_at == 3
    with store.reading() as session:
        session.execute(text("DROP TRIGGER audit_no_DELETE"))
        session.execute(text("DELETE FROM audit WHERE id > 4"))
        assert audit.check_chain(session, store.audit_key).ok
        assert not audit.check_chain(session, store.audit_key, anchor).ok


def test_closing_leaves_the_end_of_the_chain_in_the_key_file(store: Store) -> None:
    path = store.path
    anchor = store.note("export")
    store.close()
    kept = keys.unlock(path, OPERATOR, PASSPHRASE).anchor
    assert kept is not None and (kept.last, kept.mac) == (anchor.number, anchor.seal)


def test_the_message_of_a_broken_statement_holds_no_value(store: Store) -> None:
    with pytest.raises((RuntimeError, IntegrityError)) as caught, store.transaction("twice") as session:
        session.add_all([Setting(key=MARKER, value=MARKER), Setting(key=MARKER, value=MARKER)])
    assert MARKER not in str(caught.value) and MARKER not in repr(caught.value.__cause__)


def test_four_troubles_have_four_sentences(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    path = store.path
    store.close()
    seen = []
    with pytest.raises(WrongPassphrase) as wrong:
        open_store(path, OPERATOR, "not the right words at all")
    seen.append(wrong.value.sentence)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + bytes(4096) + whole[12288:])
    with pytest.raises(Damaged) as damaged:
        open_store(path, OPERATOR, PASSPHRASE)
    seen.append(damaged.value.sentence)
    path.write_bytes(b"SQLite format 3\0" + bytes(8176))
    with pytest.raises(Refused) as plain:
        open_store(path, OPERATOR, PASSPHRASE)
    seen.append(plain.value.sentence)
    path.write_bytes(whole)
    newer = open_store(path, OPERATOR, PASSPHRASE)
    with newer.reading() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        session.commit()
    newer.close()
    with pytest.raises(Refused) as later:
        open_store(path, OPERATOR, PASSPHRASE)
    seen.append(later.value.sentence)
    assert len(set(seen)) == 4 and "newer" in seen[3] and "damaged" in seen[1]


def test_the_recovery_code_opens_a_store_whose_key_file_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.chairside"
    store, code = create_store(path, OPERATOR, "chair", PASSPHRASE, Cost.floor())
    with store.transaction("note") as session:
        session.add(Setting(key="colour", value="plain"))
    store.close()
    keys.key_path(path).unlink()
    keys.twin_path(path).unlink()
    again = open_with_recovery(path, code)
    assert "colour" in [setting.key for setting in every(again, Setting)]
    assert len(again.keys.store_id) == 32
    again.close()


def test_a_store_that_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.chairside"
    with pytest.raises(Refused):
        create_store(path, OPERATOR, "chair", "too short", Cost.floor())
    assert [file.name for file in tmp_path.iterdir() if not file.name.endswith((".lock", ".owner"))] == []
    create_store(path, OPERATOR, "chair", PASSPHRASE, Cost.floor())[0].close()


def test_nothing_is_overwritten_by_a_new_store(tmp_path: Path) -> None:
    path = tmp_path / "a.chairside"
    path.write_bytes(b"something of the user's")
    with pytest.raises(Refused, match="nothing was overwritten"):
        create_store(path, OPERATOR, "chair", PASSPHRASE, Cost.floor())
    assert path.read_bytes() == b"something of the user's"
