"""The sacred path: what was typed is kept, once, with one line in the audit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.changes import Changes
from app.errors import Refused
from app.models import AuditEntry, ItemNote, Meeting, MonthlyEntry
from app.services.room.live_minutes import FIELDS
from app.store.opening import open_store
from tests.builders import OPERATOR, PASSPHRASE, a_case, a_meeting, every, get
from tests.services.room_rig import Rig, a_rig

MARKER = "Zebrastone says he waits at the arcade"


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = a_rig(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def entry_id(rig: Rig) -> int:
    a_case(rig.store)
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    return rig.entry_ids(meeting)["Zofia Kowalska"]


def set_state(rig: Rig, state: str) -> None:
    with rig.store.transaction("test") as session:
        session.execute(select(Meeting)).scalar_one().state = state


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_is_kept_with_one_audit_row(rig: Rig, entry_id: int, field: str) -> None:
    before, version = len(every(rig.store, AuditEntry)), get(rig.store, MonthlyEntry, entry_id).version
    assert rig.minutes.save_notes(entry_id, field, MARKER) == version + 1
    assert getattr(get(rig.store, MonthlyEntry, entry_id), field) == MARKER
    audit = every(rig.store, AuditEntry)
    assert len(audit) == before + 1
    assert audit[-1].act == "save notes"
    assert f'"{field}":{len(MARKER)}' in audit[-1].body
    assert "Zebrastone" not in "".join(row.body for row in audit)


def test_the_change_carries_who_wrote(rig: Rig, entry_id: int) -> None:
    heard: list[Changes] = []
    rig.store.listen(heard.append)
    rig.minutes.save_notes(entry_id, "victim", MARKER, "editor 7")
    assert heard == [Changes("save notes", "editor 7", frozenset({("entry", entry_id)}))]
    assert get(rig.store, MonthlyEntry, entry_id).edited_by == OPERATOR


def test_the_same_text_again_does_nothing(rig: Rig, entry_id: int) -> None:
    version = rig.minutes.save_notes(entry_id, "victim", MARKER)
    before = len(every(rig.store, AuditEntry))
    assert rig.minutes.save_notes(entry_id, "victim", MARKER) == version
    assert len(every(rig.store, AuditEntry)) == before


def test_text_is_cleaned(rig: Rig, entry_id: int) -> None:
    rig.minutes.save_notes(entry_id, "overview", "one\x0btwo\x00\r\nthree ")
    assert get(rig.store, MonthlyEntry, entry_id).overview == "one\ntwo\nthree "


@pytest.mark.parametrize("state", ["open", "closed", "draft circulated"])
def test_it_can_be_written_until_the_minutes_are_agreed(rig: Rig, entry_id: int, state: str) -> None:
    set_state(rig, state)
    rig.minutes.save_notes(entry_id, "victim", state)
    assert get(rig.store, MonthlyEntry, entry_id).victim == state


def test_agreed_minutes_refuse_in_a_sentence_and_keep_what_they_had(rig: Rig, entry_id: int) -> None:
    rig.minutes.save_notes(entry_id, "victim", MARKER)
    set_state(rig, "agreed")
    with pytest.raises(Refused, match="agreed and locked") as refused:
        rig.minutes.save_notes(entry_id, "victim", "something else")
    assert "something else" not in refused.value.sentence
    rig.minutes.save_notes(entry_id, "victim", MARKER)  # an autosave that changes nothing is no matter
    assert get(rig.store, MonthlyEntry, entry_id).victim == MARKER


def test_a_field_that_is_no_field_is_a_bug(rig: Rig, entry_id: int) -> None:
    with pytest.raises(ValueError, match="no field"):
        rig.minutes.save_notes(entry_id, "decision", "continue")


def test_words_survive_the_program(rig: Rig, entry_id: int) -> None:
    rig.minutes.save_notes(entry_id, "location", MARKER)
    rig.store.close()
    again = open_store(rig.store.path, OPERATOR, PASSPHRASE)
    assert get(again, MonthlyEntry, entry_id).location == MARKER
    assert MARKER.encode() not in rig.store.path.read_bytes()
    rig.store = again


def test_many_edits_a_minute(rig: Rig, entry_id: int) -> None:
    before, version = len(every(rig.store, AuditEntry)), get(rig.store, MonthlyEntry, entry_id).version
    for number in range(200):
        rig.minutes.save_notes(entry_id, "overview", "a" * number + "b")
    assert len(every(rig.store, AuditEntry)) == before + 200
    assert get(rig.store, MonthlyEntry, entry_id).version == version + 200


def test_notes_under_an_item(rig: Rig, entry_id: int) -> None:
    meeting = get(rig.store, MonthlyEntry, entry_id).meeting_id
    assert rig.minutes.save_item(meeting, "emerging", "") == 0
    first = rig.minutes.save_item(meeting, "emerging", "Two children, no referral yet.")
    assert rig.minutes.save_item(meeting, "emerging", "Two children.") == first + 1
    assert [(note.item_key, note.notes) for note in every(rig.store, ItemNote)] == [
        ("emerging", "Two children.")
    ]
    with pytest.raises(Refused, match="not on the agenda"):
        rig.minutes.save_item(meeting, "no-such-item", "lost?")
