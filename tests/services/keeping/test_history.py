"""Who changed what: the words before and after, and that typing does not bloat the store."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.models import AuditEntry, Base, Revision
from app.models.history import FIELDS
from app.services.keeping.history import _KINDS, History
from app.services.keeping.history_words import LABELS
from app.services.people.who import Who
from app.store.opening import open_store
from app.store.store import Store
from tests.builders import (
    OPERATOR,
    PASSPHRASE,
    a_case,
    a_clock,
    a_meeting,
    a_register_entry,
    every,
    person_of,
)
from tests.services.room_rig import Rig, a_rig, services

ZEBRA = "Zebrastone waits at the arcade"


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = a_rig(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def case(rig: Rig) -> int:
    return a_case(rig.store)


@pytest.fixture
def meeting(rig: Rig, case: int) -> int:
    made = a_meeting(rig.store)
    rig.room.enter(made)
    return made


@pytest.fixture
def entry(rig: Rig, meeting: int) -> int:
    return rig.entry_ids(meeting)["Zofia Kowalska"]


def earlier(store: Store, minutes: int) -> None:
    """Let every revision be older, as if the typing had been a while ago."""
    with store.engine.begin() as connection:
        for number, at, until in connection.execute(text("SELECT id, at, until FROM revisions")).all():
            moved = [datetime.fromisoformat(one) - timedelta(minutes=minutes) for one in (at, until)]
            values = {"id": number, "at": str(moved[0]), "until": str(moved[1])}
            connection.execute(text("UPDATE revisions SET at=:at, until=:until WHERE id=:id"), values)


def changes(rig: Rig, kind: str, record: int) -> list[tuple[str, str, str, str]]:
    return [(row.verb, row.field, row.before, row.after) for row in History(rig.store).of(kind, record)]


def test_one_spell_of_typing_is_one_row(rig: Rig, entry: int) -> None:
    for number in range(1, 60):
        rig.minutes.save_notes(entry, "victim", ZEBRA[:number])
    rows = changes(rig, "entry", entry)
    assert rows == [("changed", "Victim", "", ZEBRA), ("added", "", "", "")]
    kept = [one for one in every(rig.store, Revision) if one.field == "victim"]
    newest = every(rig.store, AuditEntry)[-1]
    assert len(kept) == 1
    assert (kept[0].length, kept[0].by, kept[0].audit) == (len(ZEBRA), OPERATOR, newest.id)
    assert ZEBRA not in "".join(row.body for row in every(rig.store, AuditEntry))


def test_after_ten_minutes_a_new_row_begins(rig: Rig, entry: int) -> None:
    rig.minutes.save_notes(entry, "victim", "first")
    earlier(rig.store, 9)
    rig.minutes.save_notes(entry, "victim", "first words")
    earlier(rig.store, 2)
    rig.minutes.save_notes(entry, "victim", "second thoughts")
    assert changes(rig, "entry", entry)[:2] == [
        ("changed", "Victim", "first words", "second thoughts"),
        ("changed", "Victim", "", "first words"),
    ]


def test_another_operator_begins_a_row_of_their_own(rig: Rig, entry: int) -> None:
    rig.minutes.save_notes(entry, "victim", "first")
    rig.store.keys.operator = "Sam Osei"
    rig.minutes.save_notes(entry, "victim", "first and more")
    rig.store.keys.operator = OPERATOR
    rig.minutes.save_notes(entry, "victim", "first and most")
    rows = [row for row in History(rig.store).of("entry", entry) if row.field]
    assert [(row.who, row.before, row.after) for row in rows] == [
        (OPERATOR, "first and more", "first and most"),
        ("Sam Osei", "first", "first and more"),
        (OPERATOR, "", "first"),
    ]


def test_text_that_came_back_is_no_change(rig: Rig, entry: int) -> None:
    rig.minutes.save_notes(entry, "victim", "typed by mistake")
    rig.minutes.save_notes(entry, "victim", "")
    assert [row[0] for row in changes(rig, "entry", entry)] == ["added"]


def test_each_decision_is_a_row_in_words(rig: Rig, entry: int) -> None:
    rig.decisions.decide(entry, "discharge", "No longer at risk.")
    rig.decisions.decide(entry, "continue")
    rig.decisions.set_category(entry, 3)
    assert [row for row in changes(rig, "entry", entry) if row[0] == "changed"] == [
        ("changed", "Category", "", "3"),
        ("changed", "Decision", "Discharge", "Continue to monitor"),
        ("changed", "Rationale", "", "No longer at risk."),
        ("changed", "Decision", "", "Discharge"),
    ]


def test_an_action_from_first_to_last(rig: Rig, meeting: int, entry: int) -> None:
    made = rig.actions.add(meeting, "Visit the arcade", "Police", "PC Reed", date(2026, 12, 11), entry)
    rig.actions.change(made.id, "Visit the arcade twice", "Police", "PC Reed", date(2026, 12, 18))
    rig.actions.close(made.id)
    assert changes(rig, "action", made.id) == [
        ("changed", "Closed", "", "Fri 27 Nov 2026"),
        ("changed", "State", "Open", "Done"),
        ("changed", "Deadline", "Fri 11 Dec 2026", "Fri 18 Dec 2026"),
        ("added", "", "", "Visit the arcade twice"),
    ]


def test_a_line_removed_from_the_register_stays_in_the_meetings_history(rig: Rig, meeting: int) -> None:
    rows = rig.register.rows(meeting)
    added = rig.register.add_observer(meeting, "Ola Brandt", "Guest agency")
    rig.register.remove(added)
    found = [row for row in History(rig.store).of_meeting(meeting) if row.kind == "attendance"]
    assert ("removed", "Ola Brandt") in [(row.verb, row.before) for row in found]
    assert len(rig.register.rows(meeting)) == len(rows)
    assert "Meeting of Fri 27 Nov 2026" in {row.record for row in History(rig.store).of_meeting(meeting)}


def test_notes_under_an_item(rig: Rig, meeting: int) -> None:
    rig.minutes.save_item(meeting, "emerging", "Two")
    rig.minutes.save_item(meeting, "emerging", "Two reports")
    earlier(rig.store, 11)
    rig.minutes.save_item(meeting, "emerging", "Three reports")
    rows = [row for row in History(rig.store).of_meeting(meeting) if row.kind == "item"]
    assert [(row.verb, row.before, row.after) for row in rows] == [
        ("changed", "Two reports", "Three reports"),
        ("added", "", "Two reports"),
    ]


def test_everything_about_a_child(rig: Rig, case: int, meeting: int, entry: int) -> None:
    a_case(rig.store, "Jamie Fenwick", born=date(2010, 7, 19))
    rig.room.enter(meeting)
    rig.minutes.save_notes(entry, "victim", ZEBRA)
    rig.minutes.save_notes(rig.entry_ids(meeting)["Jamie Fenwick"], "victim", "somebody else's words")
    made = rig.actions.add(meeting, "Visit the arcade", "Police", "PC Reed", date(2026, 12, 11), entry)
    rig.decisions.decide(entry, "discharge", "No longer at risk.")
    rig.quorate(meeting)
    for other in rig.entry_ids(meeting).values():
        rig.decisions.decide(other, "discharge", "No longer at risk.")
    rig.room.close(meeting)
    rows = History(rig.store).of_child(person_of(rig.store, case))
    assert "somebody else's words" not in {row.after for row in rows}
    assert {row.kind for row in rows} == {"entry", "action", "case"}
    assert {row.record_id for row in rows if row.kind == "action"} == {made.id}
    closed = next(row for row in rows if row.field == "Closed")
    assert (closed.before, closed.after, closed.who) == ("", "Fri 27 Nov 2026", OPERATOR)
    assert [row.at for row in rows] == sorted((row.at for row in rows), reverse=True)
    assert all(row.at.tzinfo is not None and row.number > 0 for row in rows)


def test_who_it_was_joined_with_and_parted_from(rig: Rig, case: int) -> None:
    a_register_entry(rig.store)
    who = Who(rig.store, a_clock())
    pair = who.queue()[0]
    decided = who.decide(pair.a.subject_id, pair.b.subject_id, "same", "Same school.")
    person = person_of(rig.store, case)
    assert [row.after for row in History(rig.store).of_child(person)] == ["Same: Same school."]
    who.undo(decided.id)
    assert [row.verb for row in History(rig.store).of_child(person)] == ["removed", "added"]


def test_history_outlives_the_program_and_is_encrypted(rig: Rig, entry: int) -> None:
    rig.minutes.save_notes(entry, "victim", ZEBRA)
    rig.minutes.save_notes(entry, "victim", "")
    earlier(rig.store, 20)
    rig.minutes.save_notes(entry, "victim", ZEBRA)
    rig.minutes.save_notes(entry, "victim", "plain")
    before = changes(rig, "entry", entry)
    rig.store.close()
    again = services(open_store(rig.store.path, OPERATOR, PASSPHRASE), a_clock())
    rig.store = again.store
    assert changes(again, "entry", entry) == before
    assert ZEBRA.encode() not in rig.store.path.read_bytes()


def test_what_was_not_kept_has_no_history(rig: Rig, entry: int) -> None:
    before = len(every(rig.store, Revision))
    with pytest.raises(ValueError, match="no victim like that"), rig.store.transaction("test") as session:
        record = session.get(_KINDS["entry"], entry)
        record.victim = "never saved"  # type: ignore[union-attr]
        session.flush()
        raise ValueError("no victim like that")
    assert len(every(rig.store, Revision)) == before
    with pytest.raises(ValueError, match="no history"):
        History(rig.store).of("subject", 1)


def test_the_tables_agree() -> None:
    assert set(_KINDS) == set(FIELDS)
    for kind, fields in FIELDS.items():
        model: type[Base] = _KINDS[kind]
        assert set(fields) <= set(model.__table__.columns.keys()), kind
        assert set(fields) <= set(LABELS), kind
    assert set(LABELS) == {field for fields in FIELDS.values() for field in fields}
