"""A file is taken back whole, or not at all; and what it changed on its list can be read."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.lists import ListName
from app.errors import Refused
from app.models import (
    AuditEntry,
    Base,
    CareRecord,
    Case,
    ChildInPaper,
    Episode,
    ImportedFile,
    ImportStep,
    MonthlyEntry,
    PaperOut,
    Person,
    RagRating,
    RegisterEntry,
    SourceRecord,
    Spell,
    Subject,
)
from tests.builders import a_meeting, every, put
from tests.services.lists_rig import NOVEMBER, OCTOBER, Lists, lists
from tests.services.small_lists import CME, case, entry, episode, write

KINDS = (
    CareRecord,
    Case,
    Episode,
    ImportedFile,
    Person,
    RagRating,
    RegisterEntry,
    SourceRecord,
    Spell,
    Subject,
)
BORN = date(2011, 3, 4)
BACK = datetime(2026, 10, 3, 9, 5)
ANA = entry("X851898040305", "Ana", "Quill", BORN, date(2026, 9, 1))
BO = entry("B851898040306", "Bo", "Mensah", date(2010, 5, 6), date(2026, 9, 2))
CY = entry("C851898040307", "Cy", "Ofori", date(2012, 7, 8), date(2026, 9, 3))


@pytest.fixture
def rig(tmp_path: Path) -> Lists:
    return lists(tmp_path, OCTOBER)


def held(rig: Lists) -> dict[str, list[dict[str, object]]]:
    """Every row of the lists' tables, without the counter of edits."""
    return {
        kind.__tablename__: [
            {name: getattr(one, name) for name in kind.__table__.columns.keys() if name not in SKIPPED}  # noqa: SIM118
            for one in every(rig.store, kind)
        ]
        for kind in KINDS
    }


SKIPPED = {"version", "edited_by", "edited_at"}


def newest(rig: Lists) -> int:
    return rig.intake.imported_files()[0].id


def changed(row: Sequence[object], at: int, value: object) -> tuple[object, ...]:
    return (*row[:at], value, *row[at + 1 :])


def test_the_first_file_of_a_list_leaves_nothing_behind(rig: Lists) -> None:
    before = held(rig)
    rig.take(ListName.CME, ANA, BO)
    done = rig.intake.undo(newest(rig))
    assert (done.list_name, done.rows, done.restored) == (ListName.CME, 2, 0)
    assert held(rig) == before
    assert every(rig.store, ImportStep) == []
    assert every(rig.store, AuditEntry)[-1].act == "undo import"


def test_what_the_file_replaced_stands_again_field_by_field(rig: Lists) -> None:
    rig.take(ListName.CME, ANA, BO)
    before = held(rig)
    later = rig.on(NOVEMBER)
    moved = changed(changed(ANA, 2, "Quill-Hart"), 8, 5)
    later.take(ListName.CME, moved, CY)
    assert held(later) != before
    done = later.intake.undo(newest(later))
    assert done.restored == 1
    assert held(later) == before


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        (
            ListName.MISPER,
            [episode("26MIS1", "QUILL, Ana", BORN, None), episode("26MIS2", "MENSAH, Bo", BORN, BACK)],
            [
                episode("26MIS1", "QUILL, Ana", BORN, datetime(2026, 11, 20, 9, 5)),
                episode("26MIS3", "OFORI, Cy", BORN, None),
            ],
        ),
        (
            ListName.MASE,
            [case("MASE-1", "Ana Quill", BORN, date(2026, 9, 1)), case("MASE-2", "Bo Mensah", BORN, OCTOBER)],
            [changed(case("MASE-1", "Ana Quill", BORN, date(2026, 9, 1)), 5, "Cat 3")],
        ),
    ],
)
def test_the_other_lists_too(
    rig: Lists, name: ListName, first: list[tuple[object, ...]], second: list[tuple[object, ...]]
) -> None:
    rig.take(name, *first)
    before = held(rig)
    later = rig.on(NOVEMBER)
    later.take(name, *second)
    assert held(later) != before
    later.intake.undo(newest(later))
    assert held(later) == before


def test_an_older_file_waits_for_the_newer_one(rig: Lists) -> None:
    rig.take(ListName.CME, ANA)
    first = newest(rig)
    rig.on(NOVEMBER).take(ListName.CME, BO)
    before = held(rig)
    with pytest.raises(Refused, match="later file of this list"):
        rig.intake.undo(first)
    assert held(rig) == before
    rig.intake.undo(newest(rig))
    rig.intake.undo(first)
    assert every(rig.store, Subject) == []


def test_a_decision_on_a_pair_holds_the_file_until_it_is_taken_back(rig: Lists) -> None:
    rig.take(ListName.CME, ANA)
    rig.take(ListName.MASE, case("MASE-1", "Ana Quill", BORN, date(2026, 9, 1)))
    a, b = (subject.id for subject in every(rig.store, Subject))
    decision = rig.who.decide(a, b, "same", "Same name and birth.")
    with pytest.raises(Refused, match="Take that decision back"):
        rig.intake.undo(newest(rig))
    rig.who.undo(decision.id)
    rig.intake.undo(newest(rig))
    assert [subject.list_name for subject in every(rig.store, Subject)] == [ListName.CME]


def test_a_case_on_a_meetings_list_holds_the_file(rig: Lists) -> None:
    rig.take(ListName.MASE, case("MASE-1", "Ana Quill", BORN, date(2026, 9, 1)))
    (made,) = every(rig.store, Case)
    meeting = a_meeting(rig.store)
    put(
        rig.store,
        MonthlyEntry(
            meeting_id=meeting,
            case_id=made.id,
            group_title="New",
            standing="new",
            position=1,
            category_before=2,
        ),
    )
    with pytest.raises(Refused, match="A meeting has a case"):
        rig.intake.undo(newest(rig))


def test_what_was_changed_since_is_not_overwritten(rig: Lists) -> None:
    rig.take(ListName.MASE, case("MASE-1", "Ana Quill", BORN, date(2026, 9, 1)))
    later = rig.on(NOVEMBER)
    later.take(ListName.MASE, changed(case("MASE-1", "Ana Quill", BORN, date(2026, 9, 1)), 5, "Cat 3"))
    with later.store.transaction("test") as session:
        session.execute(select(Case)).scalar_one().category = 1
    with pytest.raises(Refused, match="changed since"):
        later.intake.undo(newest(later))
    assert every(later.store, Case)[0].category == 1


def test_a_file_of_before_and_one_that_is_not_there(rig: Lists) -> None:
    rig.take(ListName.CME, ANA)
    with rig.store.transaction("test") as session:
        for step in session.execute(select(ImportStep)).scalars():
            session.delete(step)
    with pytest.raises(Refused, match="earlier version"):
        rig.intake.undo(newest(rig))
    with pytest.raises(Refused, match="no such file"):
        rig.intake.undo(999)


def test_the_difference_from_the_delivery_before(rig: Lists) -> None:
    rig.take(ListName.CME, ANA, BO)
    first = rig.intake.difference(newest(rig))
    assert [row.reference for row in first.new] == [ANA[0], BO[0]]
    assert (first.gone, first.changed, first.before) == ((), (), None)
    later = rig.on(NOVEMBER)
    later.take(ListName.CME, changed(ANA, 8, 5), CY)
    difference = later.intake.difference(newest(later))
    assert [row.name for row in difference.new] == ["Cy Ofori"]
    assert [row.name for row in difference.gone] == ["Bo Mensah"]
    assert difference.before is not None and difference.before[1] == rig.clock.now()
    (row,) = difference.changed
    assert (row.reference, row.changes) == (ANA[0], (("Hours a week", "0", "5"),))


def test_a_renamed_column_is_no_difference_and_an_episode_of_a_known_child_is_new_but_not_first(
    rig: Lists,
) -> None:
    rig.take(ListName.CME, ANA)
    heads = tuple({"Hours p/w": "Weekly hours", "UPN": "Pupil UPN"}.get(one, one) for one in CME)
    path = write(rig.folder / "renamed.xlsx", {"Kingston": (heads, [ANA])})
    rig.intake.take_in(rig.intake.preview(ListName.CME, path))
    renamed = rig.intake.difference(newest(rig))
    assert (renamed.new, renamed.changed, renamed.rewritten) == ((), (), 1)
    rig.take(ListName.MISPER, episode("26MIS1", "QUILL, Ana", BORN, BACK))
    two = [
        episode("26MIS2", "QUILL, Ana", BORN, BACK.replace(day=9)),
        episode("26MIS3", "OFORI, Cy", BORN, None),
    ]
    rig.take(ListName.MISPER, *two)
    assert [row.first for row in rig.intake.difference(newest(rig)).new] == [False, True]


def test_every_kind_the_journal_follows_is_one_the_undo_can_take_back() -> None:
    from app.services.lists.undoing import _KINDS, _ORDER

    assert set(_ORDER) == set(_KINDS.values()) == {kind for kind in KINDS if kind is not ImportedFile}
    assert all(issubclass(kind, Base) for kind in _ORDER)


def test_the_log_of_what_went_out_goes_with_the_child_and_the_paper_stays(rig: Lists) -> None:
    rig.take(ListName.CME, ANA)
    subject = every(rig.store, Subject)[0].id
    with rig.store.transaction("test") as session:
        paper = PaperOut(document="agenda", audit=1, mark="audit no. 1", by="Test", at=rig.clock.now())
        session.add(paper)
        session.flush()
        session.add(ChildInPaper(paper_id=paper.id, subject_id=subject))
    rig.intake.undo(newest(rig))
    assert every(rig.store, ChildInPaper) == []
    assert len(every(rig.store, PaperOut)) == 1
