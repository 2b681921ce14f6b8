"""An older file taken in after a newer one puts old values back: the preview and the command say so."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.services.lists.intake import ImportResult, Intake
from app.store.store import Store
from tests.builders import a_clock, a_store
from tests.commands.outside import a_store_file, chairside
from tests.services.small_lists import CLOSED, MASE, MISPER, Row, at, case, episode, write
from tests.shared import shared_lists

OCTOBER, NOVEMBER, LATER = date(2026, 10, 20), date(2026, 11, 20), date(2026, 11, 25)
BORN = date(2012, 4, 3)
AOIFE, LENA = ("26MIS000001", "CLARKE, Aoife"), ("26MIS000002", "NOWAK, Lena")


def a_return(folder: Path, name: str, *rows: Row) -> Path:
    return write(folder / name, {"Return": (MISPER, rows)})


@pytest.fixture
def october(tmp_path: Path) -> Path:
    return a_return(tmp_path, "october.xlsx", episode(*AOIFE, BORN, datetime(2026, 10, 9, 9)))


@pytest.fixture
def november(tmp_path: Path) -> Path:
    rows = (
        episode(*AOIFE, BORN, datetime(2026, 10, 9, 9), date(2026, 10, 12)),
        episode(*LENA, BORN, datetime(2026, 11, 9, 9)),
    )
    return a_return(tmp_path, "november.xlsx", *rows)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return a_store(tmp_path)


def taken(store: Store, day: date, path: Path, list_name: ListName = ListName.MISPER) -> ImportResult:
    intake = Intake(store, at(day))
    preview = intake.preview(list_name, path)
    result = intake.take_in(preview)
    assert result.older == preview.older
    return result


def test_newer_files_and_the_same_file_again_are_not_older(
    store: Store, october: Path, november: Path
) -> None:
    for path in (october, october, november, november):
        assert taken(store, NOVEMBER, path).older == ""


def test_the_same_file_after_a_newer_one_is_older(store: Store, october: Path, november: Path) -> None:
    taken(store, OCTOBER, october)
    taken(store, NOVEMBER, november)
    said = taken(store, LATER, october).older
    assert said.startswith("This file was taken in on Tue 20 Oct 2026 and a newer one followed")


def test_the_newer_file_again_puts_it_right_without_a_warning(
    store: Store, october: Path, november: Path
) -> None:
    for path in (october, november, october):
        taken(store, NOVEMBER, path)
    assert taken(store, LATER, november).older == ""


def test_the_old_rows_in_a_file_saved_anew_are_older(
    store: Store, october: Path, november: Path, tmp_path: Path
) -> None:
    taken(store, OCTOBER, october)
    taken(store, NOVEMBER, november)
    again = write(
        tmp_path / "again.xlsx",
        {"Return": (MISPER, [episode(*AOIFE, BORN, datetime(2026, 10, 9, 9))]), "Notes": (("a",), [])},
    )
    assert "stands as before a later file changed them" in taken(store, LATER, again).older


def test_an_older_file_that_comes_late_is_older(store: Store, october: Path, november: Path) -> None:
    taken(store, NOVEMBER, november)
    assert "so it looks older" in taken(store, LATER, october).older


def test_the_other_boroughs_file_is_no_older_file(store: Store, tmp_path: Path) -> None:
    first = case("MASE-1", "Aoife Clarke", BORN, NOVEMBER)
    second = case("MASE-2", "Lena Nowak", BORN, OCTOBER)
    for name, row in (("kingston", first), ("richmond", second)):
        path = write(tmp_path / f"{name}.xlsx", {"Current": (MASE, [row]), "Closed": (CLOSED, [])})
        assert taken(store, NOVEMBER, path, ListName.MASE).older == ""
        assert taken(store, NOVEMBER, path, ListName.MASE).older == ""


def test_the_command_says_it_too(tmp_path: Path, october: Path, november: Path) -> None:
    store = a_store_file(tmp_path / "closed")
    for path in (october, november):
        assert "warning" not in chairside("import", store, "misper", path, "--json").json["files"][0]
    said = chairside("import", store, "misper", october)
    assert said.status == 0
    assert "a newer one followed, so it puts older values back" in said.out
    chairside("import", store, "misper", november)
    again = chairside("import", store, "misper", october, "--json").json["files"][0]
    assert again["warning"].startswith("This file was taken in on")


def test_the_shared_months(tmp_path: Path) -> None:
    lists = shared_lists().parent
    intake = Intake(a_store(tmp_path), a_clock())
    for month, older in (("2026-10", False), ("2026-11", False), ("2026-10", True), ("2026-11", False)):
        preview = intake.preview(ListName.CME, lists / month / "cme_register.xlsx")
        assert bool(preview.older) is older
        intake.take_in(preview)
