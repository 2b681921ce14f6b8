"""Review, keep, hold, destroy: only a chair, only what is due, and a certificate that names nobody."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from app.changes import Changes
from app.domain.lists import ListName
from app.errors import Refused
from app.models import (
    Attendance,
    AuditEntry,
    BodyProfile,
    Certificate,
    ItemNote,
    Look,
    Meeting,
    MonthlyEntry,
    SourceRecord,
    Subject,
)
from app.services.keeping.checking import Checking
from app.services.keeping.history import History
from app.services.keeping.retention import CHILD, EVERYTHING, MEETING, RecordKey, Retention
from app.services.people.looks import Looks
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
    an_episode,
    every,
    person_of,
)
from tests.list_rows import a_row
from tests.services.room_rig import Rig, a_rig

BORN = date(2012, 4, 3)
LATER = date(2087, 4, 3)  # 75 years after
NOT_MADE = {"Second key file"}  # the builder copies a store without its twin
WORDS = ("Zofia", "Kowalska", "Zebrastone", "Yaffle", "Holy Cross")


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = a_rig(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def case(rig: Rig) -> int:
    return a_case(rig.store)


@pytest.fixture
def child(rig: Rig, case: int) -> RecordKey:
    return RecordKey(CHILD, person_of(rig.store, case))


@pytest.fixture
def meeting(rig: Rig, case: int) -> RecordKey:
    made = a_meeting(rig.store)
    rig.hold(made)
    return RecordKey(MEETING, made)


def on(store: Store, day: date = LATER) -> Retention:
    return Retention(store, a_clock(day))


def fill(rig: Rig, child: RecordKey, meeting: RecordKey) -> None:
    """Everything that can be known about the child, and a second child that stays."""
    store = rig.store
    entry = rig.entry_ids(meeting.id)["Zofia Kowalska"]
    rig.minutes.save_notes(entry, "victim", "Zebrastone waits at the arcade")
    rig.minutes.save_notes(entry, "victim", "nothing")
    rig.decisions.set_category(entry, 3)
    made = rig.actions.add(meeting.id, "Find Zebrastone", "Police", "PC Reed", date(2026, 12, 11), entry)
    rig.actions.update(made.id, "Yaffle knows him")
    an_episode(store, datetime(2026, 11, 14, 20, 0), person_id=child.id)
    a_register_entry(store)
    who = Who(store, a_clock())
    pair = next(one for one in who.queue() if {one.a.list_name, one.b.list_name} == {"mase", "cme"})
    who.decide(pair.a.subject_id, pair.b.subject_id, "same", "Yaffle says so")
    Looks(store, a_clock()).note(child.id)


def words_in(store: Store) -> set[str]:
    """Which of the marked words any table still holds, the settings and the audit included."""
    with store.engine.connect().execution_options(reading=True) as connection:
        tables = inspect(connection).get_table_names()
        values = [
            str(value)
            for table in tables
            for row in connection.execute(text(f'SELECT * FROM "{table}"'))
            for value in row
        ]
    return {word for word in WORDS if any(word in value for value in values)}


@pytest.mark.parametrize(
    ("day", "titles"),
    [
        (date(2051, 11, 26), []),
        (date(2051, 11, 27), ["Minutes of MASE, Fri 27 Nov 2026"]),
        (date(2087, 4, 2), ["Minutes of MASE, Fri 27 Nov 2026"]),
        (LATER, ["Minutes of MASE, Fri 27 Nov 2026", "Zofia Kowalska"]),
    ],
)
def test_what_is_due(rig: Rig, child: RecordKey, meeting: RecordKey, day: date, titles: list[str]) -> None:
    assert [row.title for row in on(rig.store, day).due_for_review()] == titles
    assert [row.title for row in on(rig.store, date(2026, 1, 1)).due_for_review(day)] == titles


def test_a_child_is_reviewed_whole_and_the_row_says_why(rig: Rig, child: RecordKey) -> None:
    a_register_entry(rig.store, "Ola Brandt", born=BORN)
    due = on(rig.store).due_for_review()
    assert [(row.title, row.classes, row.review_on, row.why) for row in due] == [
        ("Ola Brandt", "register entry", date(2037, 4, 3), "25 years after birth"),
        ("Zofia Kowalska", "case", LATER, "75 years after birth"),
    ]


def test_without_a_date_of_birth_the_clock_starts_with_the_last_entry(rig: Rig) -> None:
    case = a_case(rig.store, "Ola Brandt", born=None)
    row = on(rig.store).of(RecordKey(CHILD, person_of(rig.store, case)))
    assert row is not None
    assert (row.review_on, row.why) == (date(2101, 11, 2), "75 years after the last entry")


def test_a_profile_from_before_there_were_rules_follows_the_shipped_one(rig: Rig, child: RecordKey) -> None:
    with rig.store.transaction("test") as session:
        for profile in session.query(BodyProfile):
            profile.text = profile.text.split("[[retention]]")[0]
    assert [row.review_on for row in on(rig.store).due_for_review()] == [LATER]


def test_kept_with_a_reason_until_the_next_review(rig: Rig, child: RecordKey) -> None:
    desk = on(rig.store)
    for reason, day, words in (("", date(2090, 1, 1), "Say why"), ("Appeal", LATER, "a day to come")):
        with pytest.raises(Refused, match=words):
            desk.keep(child, reason, day)
    desk.keep(child, "An appeal is under way.", date(2090, 1, 1))
    assert desk.due_for_review() == ()
    [row] = desk.due_for_review(date(2090, 1, 1))
    assert (row.why, row.kept) == ("kept until then", "An appeal is under way.")
    with pytest.raises(Refused, match="not due for review before 01/01/2090"):
        desk.destroy(child, "Past its review date.")


def test_nothing_that_is_not_due_is_destroyed(rig: Rig, child: RecordKey, meeting: RecordKey) -> None:
    early = on(rig.store, date(2040, 1, 1))
    for record in (child, meeting):
        with pytest.raises(Refused, match="not due"):
            early.destroy(record, "Too early.")
    with pytest.raises(Refused, match="not in the store"):
        early.destroy(EVERYTHING, "All of it.")
    with pytest.raises(Refused, match="not in the store"):
        early.destroy(RecordKey(CHILD, 999), "Nobody.")
    assert every(rig.store, Certificate) == []


def test_a_child_is_destroyed_and_only_the_certificate_tells(
    rig: Rig, child: RecordKey, meeting: RecordKey
) -> None:
    fill(rig, child, meeting)
    other = a_case(rig.store, "Jamie Fenwick", "Kingston", born=date(2015, 7, 19), school="Hill Road School")
    heard: list[Changes] = []
    rig.store.listen(heard.append)
    audits = len(every(rig.store, AuditEntry))
    assert words_in(rig.store) == set(WORDS)

    certificate = on(rig.store).destroy(child, "Past its review date; no reason to keep it.")

    assert words_in(rig.store) == set()
    assert certificate.classes == "case, episode, register entry"
    assert {
        name: certificate.counts[name] for name in ("cases", "actions", "episodes", "subjects", "looks")
    } == {
        "cases": 1,
        "actions": 1,
        "episodes": 1,
        "subjects": 3,
        "looks": 1,
    }
    assert certificate.counts["rows of history"] >= 3
    assert (certificate.by, certificate.kind, certificate.record_id) == (OPERATOR, "person", child.id)
    assert "Certificate of destruction no. 1" in certificate.text and "no. 1 (case" in certificate.text
    assert on(rig.store).certificates() == (certificate,)
    assert person_of(rig.store, other) and len(every(rig.store, Meeting)) == 1
    rows = every(rig.store, AuditEntry)
    assert [row.act for row in rows[audits:]] == ["destroy record"]
    assert f'["destroyed","person",{child.id}' in rows[-1].body
    assert heard[-1].concern("person") and heard[-1].concern("case") and heard[-1].concern("action")
    assert {check.name for check in Checking(rig.store).verify() if not check.ok} <= NOT_MADE
    assert on(rig.store).due_for_review(date(2200, 1, 1))[-1].title == "Jamie Fenwick"
    with pytest.raises(Refused, match="not in the store"):
        on(rig.store).destroy(child, "Once more.")


def test_the_number_of_a_destroyed_child_is_never_given_again(rig: Rig, child: RecordKey) -> None:
    on(rig.store).destroy(child, "Past its review date.")
    again = person_of(rig.store, a_case(rig.store))
    assert again != child.id
    assert History(rig.store).of_child(again) == () and every(rig.store, Look) == []


def test_the_write_ahead_log_is_emptied(rig: Rig, child: RecordKey) -> None:
    on(rig.store).destroy(child, "Past its review date.")
    log = rig.store.path.with_name(rig.store.path.name + "-wal")
    assert not log.exists() or log.stat().st_size == 0


def test_another_childs_replaced_row_stays_replaced(rig: Rig, child: RecordKey) -> None:
    """A case number that now stands for somebody else: the old row is not current again."""
    with rig.store.transaction("test") as session:
        old = a_row(session, ListName.MASE, "Ola Brandt", BORN)
        mine = session.query(SourceRecord).join(Subject, Subject.id == SourceRecord.subject_id)
        old.replaced_by_id = mine.filter(Subject.person_id == child.id).one().id
        session.flush()
        row = old.id
    on(rig.store).destroy(child, "Past its review date.")
    kept = {one.id: one.replaced_by_id for one in every(rig.store, SourceRecord)}
    assert kept == {row: row}


@pytest.mark.parametrize("reason", ["Zofia is grown up.", "the KOWALSKA file", "mother of kowalska's child"])
def test_the_certificate_names_nobody(rig: Rig, child: RecordKey, reason: str) -> None:
    with pytest.raises(Refused, match="name nobody"):
        on(rig.store).destroy(child, reason)
    assert len(every(rig.store, Subject)) == 1


@pytest.mark.parametrize("statement", ["UPDATE certificates SET reason='x'", "DELETE FROM certificates"])
def test_a_certificate_never_changes(rig: Rig, child: RecordKey, statement: str) -> None:
    on(rig.store).destroy(child, "Past its review date.")
    with pytest.raises(DatabaseError, match="does not change"), rig.store.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("held", ["child", "everything", "meeting"])
def test_under_legal_hold_nothing_is_destroyed(
    rig: Rig, child: RecordKey, meeting: RecordKey, held: str
) -> None:
    desk = on(rig.store)
    record = {"child": child, "everything": EVERYTHING, "meeting": meeting}[held]
    desk.hold(record, "National inquiry, notice 12")
    with pytest.raises(Refused, match="already"):
        desk.hold(record, "twice")
    with pytest.raises(Refused, match="legal hold"):
        desk.destroy(child, "Past its review date.")
    row = next(row for row in desk.due_for_review() if row.record == child)
    assert row.hold == "National inquiry, notice 12"
    assert [(one.record, one.by) for one in desk.holds()] == [(record, OPERATOR)]
    desk.release(record, "The inquiry has ended.")
    with pytest.raises(Refused, match="no legal hold"):
        desk.release(record, "again")
    assert desk.holds() == ()
    desk.destroy(child, "Past its review date.")


def test_a_hold_follows_the_child_through_joining_and_parting(rig: Rig, child: RecordKey) -> None:
    a_register_entry(rig.store)
    who = Who(rig.store, a_clock())
    pair = who.queue()[0]
    cme = next(one for one in every(rig.store, Subject) if one.list_name == "cme")
    desk = on(rig.store)
    desk.hold(RecordKey(CHILD, cme.person_id), "Inquiry")
    decided = who.decide(pair.a.subject_id, pair.b.subject_id, "same")
    with pytest.raises(Refused, match="legal hold"):
        desk.destroy(child, "Past its review date.")
    assert [(one.record, one.title) for one in desk.holds()] == [(child, "Zofia Kowalska")]
    desk.release(child, "Released.")
    desk.hold(child, "Inquiry again")
    who.undo(decided.id)
    for record in (child, RecordKey(CHILD, cme.home_person_id)):
        with pytest.raises(Refused, match="legal hold"):
            desk.destroy(record, "Past its review date.")


def test_minutes_go_and_each_childs_part_stays_in_the_childs_case(
    rig: Rig, child: RecordKey, meeting: RecordKey
) -> None:
    rig.minutes.save_item(meeting.id, "emerging", "Yaffle was seen")
    observer = rig.register.add_observer(meeting.id, "Zebrastone Yaffle", "Guest agency")
    rig.register.remove(observer)
    rig.actions.add(meeting.id, "Ask Yaffle", "Police", "PC Reed", date(2026, 12, 11), item_key="emerging")
    before = len(every(rig.store, MonthlyEntry))
    certificate = on(rig.store).destroy(meeting, "Past its review date.")
    assert certificate.classes == "minutes"
    assert certificate.counts["lines of the register of attendance"] > 5
    assert words_in(rig.store) == {"Zofia", "Kowalska", "Holy Cross"}
    assert every(rig.store, ItemNote) == [] and every(rig.store, Attendance) == []
    assert len(every(rig.store, MonthlyEntry)) == before
    assert [row.title for row in on(rig.store).due_for_review()] == ["Zofia Kowalska"]
    assert {row.kind for row in History(rig.store).of_meeting(meeting.id)} <= {"entry", "action"}
    assert {check.name for check in Checking(rig.store).verify() if not check.ok} <= NOT_MADE


def test_it_is_the_chairs_alone(rig: Rig, child: RecordKey) -> None:
    desk = on(rig.store)
    rig.store.keys.role = "business support"
    for attempt in (
        lambda: desk.keep(child, "Reason", date(2090, 1, 1)),
        lambda: desk.hold(child, "Reason"),
        lambda: desk.release(child, "Reason"),
        lambda: desk.destroy(child, "Reason"),
    ):
        with pytest.raises(Refused, match="Only a chair"):
            attempt()
    assert len(desk.due_for_review()) == 1  # the list may be read
    rig.store.keys.role = "chair"


def test_nothing_is_ever_deleted_by_itself(rig: Rig, child: RecordKey, meeting: RecordKey) -> None:
    fill(rig, child, meeting)
    before = words_in(rig.store)
    on(rig.store, date(2300, 1, 1)).due_for_review()
    rig.store.close()
    rig.store = open_store(rig.store.path, OPERATOR, PASSPHRASE)
    assert words_in(rig.store) == before and every(rig.store, Certificate) == []
