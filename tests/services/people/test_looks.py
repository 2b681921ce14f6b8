"""Who looked at a child, and when."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.changes import Changes
from app.models import AuditEntry
from app.services.clock import fixed_clock
from app.services.keeping.history import History
from app.services.people.looks import LookRow, Looks
from app.services.people.who import Who
from app.store.store import Store
from tests.builders import OPERATOR, a_case, a_clock, a_register_entry, a_store, every, person_of

NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = a_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def child(store: Store) -> int:
    return person_of(store, a_case(store))


def at(store: Store, minutes: int) -> Looks:
    return Looks(store, fixed_clock(NOON + timedelta(minutes=minutes)))


@pytest.mark.parametrize(("minutes", "noted"), [(0, False), (59, False), (60, True), (61, True)])
def test_one_an_hour(store: Store, child: int, minutes: int, noted: bool) -> None:
    assert at(store, 0).note(child)
    assert at(store, minutes).note(child) is noted
    assert len(at(store, 0).of_child(child)) == 1 + noted


def test_each_operator_and_each_child(store: Store, child: int) -> None:
    other = person_of(store, a_case(store, "Jamie Fenwick"))
    assert at(store, 0).note(child) and at(store, 1).note(other)
    store.keys.operator = "Sam Osei"
    assert at(store, 2).note(child)
    assert at(store, 2).of_child(child) == (
        LookRow("Sam Osei", NOON + timedelta(minutes=2)),
        LookRow(OPERATOR, NOON),
    )


def test_it_is_audited_and_announced_to_nobody(store: Store, child: int) -> None:
    heard: list[Changes] = []
    store.listen(heard.append)
    before = len(every(store, AuditEntry))
    at(store, 0).note(child)
    at(store, 1).note(child)
    rows = every(store, AuditEntry)
    assert len(rows) == before + 1
    assert (rows[-1].act, rows[-1].who) == ("look at child", OPERATOR)
    assert rows[-1].body == f'{{"records":[["seen","person",{child},{{}}]]}}'
    assert heard == []
    assert History(store).of_child(child) == ()  # looks stand apart from the history


def test_looks_follow_a_child_that_was_joined(store: Store, child: int) -> None:
    a_register_entry(store)
    who = Who(store, a_clock())
    pair = who.queue()[0]
    other = next(one for one in (child + 1, child - 1) if one > 0)
    at(store, 0).note(other)
    who.decide(pair.a.subject_id, pair.b.subject_id, "same")
    assert [row.at for row in at(store, 0).of_child(child)] == [NOON]
