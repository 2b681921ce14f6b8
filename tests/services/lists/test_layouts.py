"""Named layouts: sheets, heading row and columns are kept under a name and found again next month."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.lists import Layout, ListName, SheetLayout
from app.errors import Refused
from app.models import NamedLayout, RegisterEntry, SourceRecord
from app.services.lists.intake import Preview
from app.services.lists.layouts import Layouts
from tests.builders import every
from tests.importers.books import book_of
from tests.services.lists_rig import NOVEMBER, OCTOBER, Lists, lists

BORN = date(2011, 3, 4)
HEADS = ("Number", "Who", "Day born", "Lessons")
ROW = ("A1", "QUILL, Ana", datetime(2011, 3, 4), 12.5)
KEYS = {1: "reference", 2: "name", 3: "born", 4: "hours"}


@pytest.fixture
def rig(tmp_path: Path) -> Lists:
    return lists(tmp_path, OCTOBER)


def layouts(rig: Lists) -> Layouts:
    return Layouts(rig.store, rig.clock)


def a_file(rig: Lists, name: str, sheets: dict[str, Iterable[Sequence[object]]]) -> Path:
    path = rig.folder / name
    path.write_bytes(book_of(sheets))
    return path


def odd(rig: Lists, name: str = "cme_register_oct_2026.xlsx", *, title: str = "Oct 26") -> Path:
    """A register that no heading of ours knows, beside a sheet of last year."""
    old: list[Sequence[object]] = [HEADS, ("A0", "OLD, Child", datetime(2010, 1, 1), 1)]
    return a_file(rig, name, {title: [["Register"], HEADS, ROW], "Archive": old})


def picked(preview: Preview, name: str) -> Layout:
    """The second line is the heading, and the archive is left out."""
    first, archive = preview.file.sheets
    heading = next(one for one in first.choices if one.headings == HEADS)
    left_out = SheetLayout(archive.title, 0, (), {}, "", read=False)
    return Layout(name, (replace(heading, columns=KEYS), left_out))


def test_a_file_that_tells_nothing_is_put_right_and_kept_under_a_name(rig: Lists) -> None:
    path = odd(rig)
    with pytest.raises(Refused, match="No heading row"):
        rig.intake.preview(ListName.CME, path)
    found = rig.intake.preview_with(ListName.CME, path, Layout("", ()))
    assert (found.file.rows, found.file.problem[:14]) == ((), "No heading row")
    name = layouts(rig).suggest(ListName.CME, path.name)
    preview = rig.intake.preview_with(ListName.CME, path, picked(found, name))
    assert [row.identity.name for row in preview.file.rows] == ["Ana Quill"]
    assert {line.kind for line in preview.file.passed if line.sheet == "Archive"} == {"left out"}
    assert every(rig.store, NamedLayout) == []
    rig.intake.take_in(preview)
    (kept,) = layouts(rig).of(ListName.CME)
    assert (kept.name, kept.saved_by, kept.used_at) == ("cme register", rig.store.operator, rig.clock.now())
    assert [one.hours for one in every(rig.store, RegisterEntry)] == [12.5]


def test_it_is_used_next_month_for_a_sheet_of_another_name_and_one_more_column(rig: Lists) -> None:
    path = odd(rig)
    found = rig.intake.preview_with(ListName.CME, path, Layout("", ()))
    rig.intake.take_in(rig.intake.preview_with(ListName.CME, path, picked(found, "Register")))
    later = rig.on(NOVEMBER)
    again = later.intake.preview(ListName.CME, odd(later, "nov.xlsx", title="Nov 26"))
    assert (again.file.layout, again.unchanged, len(again.file.refused)) == ("Register", 1, 0)
    later.intake.take_in(again)
    assert layouts(later).of(ListName.CME)[0].used_at == later.clock.now()
    wider = a_file(rig, "dec.xlsx", {"Dec 26": [[*HEADS, "Ward"], [*ROW, "North"]]})
    preview = later.intake.preview(ListName.CME, wider)
    assert (preview.file.layout, preview.file.unread_columns) == ("Register", {"Dec 26": ("Ward",)})
    assert len(preview.file.rows) == 1


def test_a_layout_is_chosen_by_name_or_not_at_all(rig: Lists) -> None:
    path = odd(rig)
    found = rig.intake.preview_with(ListName.CME, path, Layout("", ()))
    rig.intake.take_in(rig.intake.preview_with(ListName.CME, path, picked(found, "Register")))
    (kept,) = layouts(rig).of(ListName.CME)
    assert len(rig.intake.preview_with(ListName.CME, path, kept.layout).file.rows) == 1
    assert rig.intake.preview_with(ListName.CME, path, Layout("", ())).file.rows == ()


def test_a_heading_row_alone_is_picked_and_its_columns_are_found(rig: Lists) -> None:
    heads = ("UPN", "Forename", "Surname", "DOB")
    rows = [
        heads,
        ("A9", "Old", "Heading", "04/03/2011"),
        ("UPN", "First name", "Last name", "Date of brith"),
    ]
    path = a_file(rig, "two.xlsx", {"List": [*rows, ("A1", "Ana", "Quill", "04/03/2011")]})
    preview = rig.intake.preview(ListName.CME, path)
    lower = next(one for one in preview.file.sheets[0].choices if one.heading_row == 3)
    again = rig.intake.preview_with(ListName.CME, path, Layout("", (replace(lower, columns={}),)))
    assert [row.identity.name for row in again.file.rows] == ["Ana Quill"]
    assert again.file.rows[0].identity.born == BORN


def test_rename_and_forget(rig: Lists) -> None:
    for name in ("One", "Two"):
        path = odd(rig)
        found = rig.intake.preview_with(ListName.CME, path, Layout("", ()))
        rig.intake.take_in(rig.intake.preview_with(ListName.CME, path, picked(found, name)))
    both = layouts(rig)
    one, two = both.all()
    with pytest.raises(Refused, match="has that name"):
        both.rename(two.id, " one ")
    with pytest.raises(Refused, match="needs a name"):
        both.rename(two.id, " ")
    assert both.rename(two.id, "Register of Richmond").name == "Register of Richmond"
    both.forget(one.id)
    assert [row.name for row in both.all()] == ["Register of Richmond"]
    with pytest.raises(Refused, match="no longer there"):
        both.forget(one.id)
    assert len(every(rig.store, SourceRecord)) == 1  # files that were read with it stay


def test_a_name_is_suggested_without_the_month(rig: Lists) -> None:
    for file_name, name in (
        ("MisPer return November 2026.xlsx", "MisPer return"),
        ("2026-11.csv", "Layout"),
        ("misper_return-nov26.xlsx", "misper return"),
    ):
        assert layouts(rig).suggest(ListName.MISPER, file_name) == name
