"""Lists in: the same file changes nothing, a month follows a month, a file is kept whole or not at all."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain.lists import Layout, ListName
from app.errors import Refused
from app.models import (
    AuditEntry,
    Case,
    Episode,
    ImportedFile,
    MatchDecision,
    NamedLayout,
    RegisterEntry,
    SourceRecord,
    Spell,
    Subject,
)
from app.services.lists.references import case_of
from tests.builders import a_meeting, an_entry, every, get
from tests.importers.books import book
from tests.services.lists_rig import NOVEMBER, OCTOBER, Lists, lists
from tests.services.small_lists import CME, MISPER, Row, case, entry, episode, write
from tests.shared import shared_lists

ANNA, BEN, CARA = (
    ("Anna Quill", date(2011, 3, 4)),
    ("Ben Tarn", date(2012, 5, 6)),
    ("Cara Vale", date(2010, 7, 8)),
)
BACK = datetime(2026, 10, 14, 9)
LATER = datetime(2026, 11, 11, 9)
LISTED = date(2026, 9, 1)
KEPT = (SourceRecord, Subject, Spell, Episode, RegisterEntry, Case, MatchDecision)


@pytest.fixture
def rig(tmp_path: Path) -> Lists:
    return lists(tmp_path, OCTOBER)


def _everything(rig: Lists) -> list[dict[str, object]]:
    """Every record of the lists, but for the file in which a row was seen last."""
    return [
        {
            name: getattr(one, name)
            for name in kind.__table__.columns.keys()  # noqa: SIM118 - not a mapping of ours
            if name != "last_seen_file_id"
        }
        for kind in KEPT
        for one in every(rig.store, kind)
    ]


def _entry(upn: str, name: str, born: date) -> Row:
    forename, _, surname = name.partition(" ")
    return entry(upn, forename, surname, born, date(2026, 9, 1))


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (ListName.MISPER, (episode("26MIS01", *ANNA, BACK), episode("26MIS02", *BEN, None))),
        (ListName.MISPER, (episode("", *ANNA, BACK), episode("", *ANNA, LATER), episode("", *BEN, LATER))),
        (ListName.CME, (_entry("A123456789012", *ANNA), _entry("", *BEN), _entry("", *BEN))),
        (ListName.MASE, (case("MASE-0001", *ANNA, LISTED), case("", *BEN, LISTED))),
    ],
)
def test_the_same_file_again_changes_nothing(rig: Lists, name: ListName, rows: tuple[Row, ...]) -> None:
    first = rig.take(name, *rows)
    before = _everything(rig)
    again = rig.take(name, *rows)
    assert (first.rows, first.accepted, first.unchanged) == (len(rows), len(rows), 0)
    assert (again.rows, again.accepted, again.unchanged, again.left_list) == (len(rows), 0, len(rows), 0)
    assert _everything(rig) == before
    assert [file.unchanged for file in rig.intake.imported_files()] == [len(rows), 0]
    assert [one.act for one in every(rig.store, AuditEntry)][-2:] == ["import list", "import list"]


@pytest.mark.parametrize("name", list(ListName))
def test_a_shared_month_again_changes_nothing(tmp_path: Path, name: ListName) -> None:
    path = next(shared_lists().glob(f"{name}_*.xlsx"))
    rig = lists(tmp_path)
    first = rig.intake.take_in(rig.intake.preview(name, path))
    before = _everything(rig)
    preview = rig.intake.preview(name, path)
    again = rig.intake.take_in(preview)
    assert first.accepted == first.rows == again.unchanged == preview.unchanged > 30
    assert _everything(rig) == before


def test_a_decision_outlives_the_same_file(rig: Lists) -> None:
    row = episode("26MIS01", *ANNA, BACK)
    rig.take(ListName.MISPER, row)
    rig.take(ListName.MASE, case("MASE-0001", *ANNA, LISTED))
    a, b = rig.subject("misper:26MIS01"), rig.subject("mase:MASE-0001")
    rig.who.decide(a.id, b.id, "same", "seen together")
    rig.take(ListName.MISPER, row)
    assert rig.subject("misper:26MIS01").person_id == rig.subject("mase:MASE-0001").person_id
    assert len(rig.who.decided()) == 1


def test_a_corrected_identity_keeps_its_subject_and_the_decisions_on_it(rig: Lists) -> None:
    rig.take(ListName.MASE, case("MASE-0001", "Ana Quil", date(2011, 4, 3), LISTED))
    rig.take(ListName.CME, _entry("A123456789012", *ANNA))
    before = rig.subject("mase:MASE-0001")
    rig.who.decide(before.id, rig.subject("cme:A123456789012").id, "same", "the school says so")
    result = rig.on(NOVEMBER).take(ListName.MASE, case("MASE-0001", "Anna Quill", date(2011, 3, 4), LISTED))
    after = rig.subject("mase:MASE-0001")
    assert (result.accepted, after.id, after.born) == (1, before.id, date(2011, 3, 4))
    assert after.person_id == rig.subject("cme:A123456789012").person_id
    assert [one.listed_on for one in every(rig.store, Case)] == [LISTED]


def test_a_reference_that_names_somebody_else_leaves_the_first_child_what_is_theirs(rig: Lists) -> None:
    rig.take(ListName.MASE, case("MASE-0001", *ANNA, LISTED))
    old = case_of(rig.store, "MASE-0001")
    an_entry(rig.store, a_meeting(rig.store), old, decision="continue")
    anna = rig.subject("mase:MASE-0001")
    rig.take(ListName.MASE, case("MASE-0001", *BEN, LISTED))
    ben = rig.subject("mase:MASE-0001")
    assert (ben.forename, ben.id != anna.id, ben.person_id != anna.person_id) == ("Ben", True, True)
    assert get(rig.store, Case, old).subject_id == anna.id
    assert case_of(rig.store, "MASE-0001") != old


def test_a_upn_that_names_somebody_else_takes_the_first_child_off_the_register(rig: Lists) -> None:
    rig.take(ListName.CME, _entry("A123456789012", *ANNA))
    result = rig.on(NOVEMBER).take(ListName.CME, _entry("A123456789012", *BEN))
    spells = {rig_name: ended for rig_name, ended in _spells(rig)}
    assert result.left_list == 1 and spells == {"Anna": NOVEMBER, "Ben": None}


def test_an_episode_goes_with_its_number_to_the_child_it_is_about(rig: Lists) -> None:
    rig.take(ListName.MISPER, episode("26MIS01", *ANNA, BACK), episode("26MIS02", *BEN, BACK))
    rig.take(ListName.MISPER, episode("26MIS01", *BEN, BACK), episode("26MIS02", *BEN, BACK))
    ben = rig.subject("misper:26MIS02")
    assert rig.subject("misper:26MIS01").id == ben.id
    assert [one.subject_id for one in every(rig.store, Episode)] == [ben.id, ben.id]


def test_a_row_whose_name_is_blanked_is_still_about_the_same_child(rig: Lists) -> None:
    rig.take(ListName.CME, _entry("A123456789012", *ANNA))
    before = rig.subject("cme:A123456789012")
    blank = list(_entry("A123456789012", *ANNA))
    blank[1] = blank[2] = blank[3] = ""
    rig.take(ListName.CME, blank)
    assert rig.subject("cme:A123456789012").id == before.id


def test_another_episode_without_a_number_does_not_overwrite_the_first(rig: Lists) -> None:
    rig.take(ListName.MISPER, episode("", *ANNA, BACK))
    rig.on(NOVEMBER).take(ListName.MISPER, episode("", *ANNA, LATER))
    assert [one.returned_at for one in every(rig.store, Episode)] == [BACK, LATER]
    assert len(every(rig.store, Subject)) == 1


def test_an_episode_without_a_number_whose_interview_was_added_is_the_same_episode(rig: Lists) -> None:
    rig.take(ListName.MISPER, episode("", *ANNA, BACK), episode("", *ANNA, LATER))
    done = date(2026, 11, 13)
    result = rig.take(ListName.MISPER, episode("", *ANNA, LATER, done), episode("", *ANNA, BACK))
    by_return = {one.returned_at: one.interview_done_on for one in every(rig.store, Episode)}
    assert by_return == {BACK: None, LATER: done}
    assert result.accepted == 2  # both stand in another row now, which is their only name


@pytest.mark.parametrize(("before", "after"), [("", "A123456789012"), ("A123456789012", "")])
def test_a_number_that_is_added_or_left_out_does_not_make_a_second_child(
    rig: Lists, before: str, after: str
) -> None:
    rig.take(ListName.CME, _entry(before, *ANNA))
    rig.on(NOVEMBER).take(ListName.CME, _entry(after, *ANNA))
    assert len(every(rig.store, Subject)) == len(every(rig.store, RegisterEntry)) == 1
    assert [ended for _, ended in _spells(rig)] == [None]


def test_rows_without_a_number_that_moved_continue_theirs(rig: Lists) -> None:
    rig.take(ListName.CME, _entry("", *ANNA), _entry("", *BEN))
    before = {one.forename: one.id for one in every(rig.store, Subject)}
    rig.take(ListName.CME, _entry("", *CARA), _entry("", *ANNA), _entry("", *BEN))
    now = {one.forename: one.id for one in every(rig.store, Subject)}
    assert {name: now[name] for name in before} == before and len(now) == 3
    assert sorted(one.reference for one in rig.standing()) == ["Richmond!3", "Richmond!4", "Richmond!5"]


def test_the_same_child_without_a_number_on_two_files_of_one_delivery_is_two_rows(rig: Lists) -> None:
    first = rig.book(ListName.CME, _entry("", *ANNA)).rename(rig.folder / "richmond.xlsx")
    second = rig.book(ListName.CME, _entry("", *ANNA), sheet="Kingston")
    results = rig.intake.take_in_all([rig.intake.preview(ListName.CME, one) for one in (first, second)])
    assert [one.accepted for one in results] == [1, 1]
    assert sorted(one.borough for one in every(rig.store, RegisterEntry)) == ["Kingston", "Richmond"]


def _spells(rig: Lists) -> list[tuple[str, date | None]]:
    names = {one.id: one.forename for one in every(rig.store, Subject)}
    return [(names[one.subject_id], one.ended_on) for one in every(rig.store, Spell)]


def test_rows_are_accepted_unchanged_or_refused_with_a_reason(rig: Lists) -> None:
    rig.take(ListName.CME, _entry("A123456789012", *ANNA))
    unborn = _entry("C123456789012", "Cara Vale", date(2027, 1, 1))
    path = rig.book(ListName.CME, _entry("A123456789012", *ANNA), _entry("B123456789012", *BEN), unborn)
    preview = rig.intake.preview(ListName.CME, path)
    assert [row.standing for row in preview.rows] == ["unchanged", "new", "refused"]
    result = rig.intake.take_in(preview)
    assert (result.rows, result.accepted, result.unchanged, len(result.refused)) == (3, 1, 1, 1)
    assert "date of birth" in result.refused[0].reason and result.refused[0].row == 5
    kept = every(rig.store, ImportedFile)[-1]
    assert kept.refused == [{"sheet": "Richmond", "row": 5, "reason": result.refused[0].reason}]


def test_a_disk_that_fills_up_half_way_keeps_nothing(rig: Lists) -> None:
    rig.take(ListName.CME, _entry("A123456789012", *ANNA))
    before, files, chain = (
        _everything(rig),
        len(every(rig.store, ImportedFile)),
        len(every(rig.store, AuditEntry)),
    )
    rows = [_entry(f"B{number:012}", f"Child{number} Tarn", date(2012, 1, 1)) for number in range(120)]
    preview = rig.intake.preview(ListName.CME, rig.book(ListName.CME, *rows))
    with rig.store.reading() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages + 12}"))
    with pytest.raises(Refused) as full:
        rig.intake.take_in(preview)
    assert "Child" not in str(full.value)
    with rig.store.reading() as session:
        session.execute(text("PRAGMA max_page_count = 4294967294"))
    assert _everything(rig) == before
    assert (len(every(rig.store, ImportedFile)), len(every(rig.store, AuditEntry))) == (files, chain)
    assert rig.intake.take_in(preview).accepted == 120


def test_of_several_files_all_are_kept_or_none(rig: Lists) -> None:
    good = rig.intake.preview(ListName.CME, rig.book(ListName.CME, _entry("A123456789012", *ANNA)))
    rows = [_entry(f"B{number:012}", f"Child{number} Tarn", date(2012, 1, 1)) for number in range(120)]
    other = rig.intake.preview(ListName.CME, rig.book(ListName.CME, *rows, sheet="Kingston"))
    with rig.store.reading() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages + 12}"))
    with pytest.raises(Refused):
        rig.intake.take_in_all((good, other))
    assert every(rig.store, Subject) == [] and every(rig.store, ImportedFile) == []


def test_columns_picked_by_hand_are_remembered_by_the_look_of_the_headings(rig: Lists) -> None:
    odd = tuple("Lessons" if name == "Hours p/w" else name for name in CME)
    row = list(_entry("A123456789012", *ANNA))
    row[8] = 12.5
    path = write(rig.folder / "odd.xlsx", {"Richmond": (odd, [row])})
    plain = rig.intake.preview(ListName.CME, path)
    rig.intake.take_in(plain)
    assert every(rig.store, RegisterEntry)[0].hours is None
    layout = plain.file.layouts[0]
    picked = Layout("Odd one", (replace(layout, columns={**layout.columns, 9: "hours"}),))
    corrected = rig.intake.preview_with(ListName.CME, path, picked)
    assert every(rig.store, NamedLayout) == []  # a look stores nothing
    assert rig.intake.take_in(corrected).accepted == 1  # read otherwise, so not the same row
    assert [one.hours for one in every(rig.store, RegisterEntry)] == [12.5]
    again = rig.intake.preview(ListName.CME, path)
    assert again.file.layouts[0].columns[9] == "hours" and again.unchanged == 1
    assert again.file.layout == "Odd one"
    assert [one.name for one in every(rig.store, NamedLayout)] == ["Odd one"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.xlsx", b""),
        ("text.xlsx", b"Merlin ref,Nominal\n"),
        ("no heading.xlsx", book([("a", "b", "c"), (1, 2, 3), (4, 5, 6)])),
        (
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
        ),
    ],
)
def test_a_file_that_is_no_list_is_one_sentence(rig: Lists, name: str, data: bytes) -> None:
    (rig.folder / name).write_bytes(data)
    with pytest.raises(Refused) as refused:
        rig.intake.preview(ListName.MISPER, rig.folder / name)
    assert refused.value.sentence.endswith(".") and len(refused.value.sentence) > 30
    assert every(rig.store, ImportedFile) == []


@pytest.mark.parametrize(("name", "word"), [("nowhere.xlsx", "no file"), (".", "folder")])
def test_a_place_without_a_file_is_refused(rig: Lists, name: str, word: str) -> None:
    with pytest.raises(Refused, match=word):
        rig.intake.preview(ListName.MISPER, rig.folder / name)


def test_the_reading_can_be_stopped(rig: Lists) -> None:
    path = rig.book(ListName.MISPER, episode("26MIS01", *ANNA, BACK))
    with pytest.raises(Refused, match="stopped"):
        rig.intake.preview(ListName.MISPER, path, lambda _done, _all: False)


def test_a_source_record_keeps_each_cell_as_it_arrived(rig: Lists) -> None:
    row = list(episode("26MIS01", "QUILL, Anna (aka Annie)", date(2011, 3, 4), BACK))
    row[2] = "4th March 2011"
    path = write(rig.folder / "one.xlsx", {"Return": (MISPER, [row])})
    rig.intake.take_in(rig.intake.preview(ListName.MISPER, path))
    kept = every(rig.store, SourceRecord)[0]
    assert (kept.cells["Nominal"], kept.cells["DOB"]) == ("QUILL, Anna (aka Annie)", "4th March 2011")
    subject = rig.subject("misper:26MIS01")
    assert (subject.forename, subject.aliases, subject.born) == ("Anna", ["Annie"], date(2011, 3, 4))
