"""A person is taken apart: everything that hung on each row goes with it, and both children are whole."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.errors import Refused
from app.models import Action, Case, Episode, MonthlyEntry, Spell, Subject
from app.services.people.decided import TAKEN_BACK
from app.services.people.looks import Looks
from app.services.room.actions import Actions
from tests.builders import OPERATOR, a_meeting, an_entry, every
from tests.services.lists_rig import Lists, lists
from tests.services.small_lists import case, entry, episode

BORN, LISTED, BACK = date(2011, 3, 4), date(2026, 9, 1), datetime(2026, 10, 14, 9)
LATER = datetime(2026, 10, 18, 9)
UPN = "A123456789012"


@pytest.fixture
def rig(tmp_path: Path) -> Lists:
    """Anna on four rows of three lists: two cases, two episodes of one row, a register entry."""
    made = lists(tmp_path)
    made.take(
        ListName.MISPER,
        episode("26MIS01", "QUILL, Anna", BORN, BACK),
        episode("26MIS02", "QUILL, Anna", BORN, LATER),
    )
    made.take(ListName.CME, entry(UPN, "Anna", "Quill", date(2011, 3, 5), LISTED))
    made.take(
        ListName.MASE,
        case("MASE-0001", "Anna Quill", BORN, LISTED),
        case("MASE-0002", "Ana Quill", date(2011, 4, 3), LISTED),
    )
    return made


class Rows:
    """The subjects by what they are on."""

    def __init__(self, rig: Lists) -> None:
        self.misper = rig.subject("misper:26MIS01").id
        self.cme = rig.subject(f"cme:{UPN}").id
        self.first, self.second = (rig.subject(f"mase:MASE-000{number}").id for number in (1, 2))


def join(rig: Lists) -> tuple[Rows, int]:
    """misper ~ MASE-0001 ~ cme, and MASE-0002 by way of cme alone."""
    rows = Rows(rig)
    for a, b in ((rows.misper, rows.first), (rows.first, rows.cme), (rows.cme, rows.second)):
        rig.who.decide(a, b, "same", "the lists look alike")
    (person,) = set(persons(rig).values())
    return rows, person


def persons(rig: Lists) -> dict[int, int]:
    return {one.id: one.person_id for one in every(rig.store, Subject)}


def discuss(rig: Lists) -> dict[str, int]:
    """A meeting on both cases, an action on each; answers the entries by case."""
    meeting = a_meeting(rig.store)
    found = {}
    for one in every(rig.store, Case):
        found[one.reference] = an_entry(rig.store, meeting, one.id, victim=f"about {one.reference}")
        Actions(rig.store, rig.clock).add(
            meeting, f"Visit {one.reference}", "Police", "PC Reed", date(2026, 12, 11), found[one.reference]
        )
    return found


def apart(rig: Lists, person: int, *groups: Collection[int], reason: str = "two sisters") -> tuple[int, ...]:
    return rig.who.take_apart(person, groups, reason)


def test_both_sides_are_whole(rig: Lists) -> None:
    rows, person = join(rig)
    entries = discuss(rig)
    kept = {
        kind: Counter(map(str, vars_of(rig, kind))) for kind in (Action, Case, Episode, MonthlyEntry, Spell)
    }
    one, other = apart(rig, person, (rows.misper, rows.first), (rows.cme, rows.second))
    assert persons(rig) == {rows.misper: one, rows.first: one, rows.cme: other, rows.second: other}
    first, second = rig.children.page(one), rig.children.page(other)
    assert first is not None and second is not None
    assert [len(page.episodes) for page in (first, second)] == [2, 0]
    assert [len(page.register) for page in (first, second)] == [0, 1]
    assert [[case.reference for case in page.cases] for page in (first, second)] == [
        ["MASE-0001"],
        ["MASE-0002"],
    ]
    assert [[act.text for act in page.actions] for page in (first, second)] == [
        ["Visit MASE-0001"],
        ["Visit MASE-0002"],
    ]
    assert [len(page.discussed) for page in (first, second)] == [1, 1]
    assert {spell.list_name for spell in first.spells} == {ListName.MISPER, ListName.MASE}
    assert {spell.list_name for spell in second.spells} == {ListName.CME, ListName.MASE}
    assert len(entries) == 2
    # Nothing was rewritten: the records are the very same rows as before.
    assert kept == {kind: Counter(map(str, vars_of(rig, kind))) for kind in kept}


def vars_of(
    rig: Lists, kind: type[Action | Case | Episode | MonthlyEntry | Spell]
) -> list[dict[str, object]]:
    names = [column.name for column in kind.__table__.columns]
    return [{name: getattr(one, name) for name in names} for one in every(rig.store, kind)]


def test_the_decisions_behind_it_are_taken_back_or_replaced_with_the_reason(rig: Lists) -> None:
    rows, person = join(rig)
    apart(rig, person, (rows.misper, rows.first, rows.second), (rows.cme,))
    standing = {(row.a, row.b): (row.verdict, row.reason, row.by) for row in rig.who.decided()}
    mine = ("two sisters", OPERATOR)
    assert standing == {
        pair(rows.misper, rows.first): ("same", "the lists look alike", OPERATOR),
        pair(rows.misper, rows.second): ("same", *mine),  # they held together by way of the row that went
        pair(rows.misper, rows.cme): ("different", *mine),
        pair(rows.first, rows.cme): ("different", *mine),
        pair(rows.second, rows.cme): ("different", *mine),
    }
    back = {(row.a, row.b): (row.undone_reason, row.undone_by) for row in rig.who.decided(verdict=TAKEN_BACK)}
    assert back == {pair(rows.first, rows.cme): mine, pair(rows.cme, rows.second): mine}
    assert rig.who.queue() == ()  # nobody is asked again what was just answered


def pair(a: int, b: int) -> tuple[int, int]:
    return min(a, b), max(a, b)


def test_every_row_on_its_own_and_together_again(rig: Lists) -> None:
    rows, person = join(rig)
    before = persons(rig)
    people = apart(rig, person, (rows.misper,), (rows.cme,), (rows.first,), (rows.second,))
    assert len(set(people)) == 4
    homes = {one.id: one.home_person_id for one in every(rig.store, Subject)}
    assert persons(rig) == homes
    for row in rig.who.decided():
        rig.who.undo(row.id, reason="they are one after all")
    for a, b in ((rows.misper, rows.first), (rows.first, rows.cme), (rows.cme, rows.second)):
        rig.who.decide(a, b, "same", "the mother says so")
    assert persons(rig) == before


def test_a_hold_and_the_looks_follow_both(rig: Lists) -> None:
    rows, person = join(rig)
    looks = Looks(rig.store, rig.clock)
    looks.note(person)
    one, other = apart(rig, person, (rows.misper,), (rows.cme, rows.first, rows.second))
    assert person in (one, other)
    assert [len(looks.of_child(each)) for each in (one, other)] == [1, 0]


def test_the_page_says_what_hangs_on_each_row_and_who_joined_it(rig: Lists) -> None:
    rows, person = join(rig)
    discuss(rig)
    parts = {part.subject_id: part for part in rig.who.parts(person)}
    assert parts[rows.misper].holds == ("2 episodes",)
    assert parts[rows.cme].holds == ("1 register line",)
    assert parts[rows.first].holds == ("1 case", "1 meeting", "1 action")
    assert parts[rows.first].joined == f"{OPERATOR}: the lists look alike"


@pytest.mark.parametrize(
    ("groups", "reason", "sentence"),
    [
        (((1, 2), (3, 4)), "  ", "Say why"),
        (((1, 2, 3, 4),), "x", "belong to another child"),
        (((1, 2, 3, 4), ()), "x", "belong to another child"),
        (((1, 2), (3,)), "x", "changed meanwhile"),
        (((1, 2, 3), (3, 4)), "x", "changed meanwhile"),
        (((1, 2), (3, 4, 99)), "x", "changed meanwhile"),
    ],
)
def test_what_cannot_be_taken_apart_is_one_sentence_and_changes_nothing(
    rig: Lists, groups: tuple[tuple[int, ...], ...], reason: str, sentence: str
) -> None:
    rows, person = join(rig)
    assert sorted(vars(rows).values()) == [1, 2, 3, 4]
    before = persons(rig), rig.who.decided()
    with pytest.raises(Refused, match=sentence):
        apart(rig, person, *groups, reason=reason)
    assert (persons(rig), rig.who.decided()) == before
