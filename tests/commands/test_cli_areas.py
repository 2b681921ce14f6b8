"""Each area from outside the process: a new store, a month, what is due; no two areas answer alike."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.lists import ListName
from tests.commands.outside import brought_in, chairside, outside
from tests.services.small_lists import CME, MASE, MISPER, case, entry, episode, write

BORN = date(2012, 4, 3)
PLANNED = {
    "kingston-richmond": {"KR-CME": "2026-11-10", "KR-MISPER": "2026-11-17", "KR-MASE": "2026-11-27"},
    "sutton": {"SUT-MASE-OP": "2026-11-18", "SUT-MASE-STRAT": "2026-11-25"},
    "croydon": {"CRO-MASE": "2026-11-27"},
    "current": {"CUR-EDUCATION": "2026-11-10", "CUR-MISSING": "2026-11-17", "CUR-MACE": "2026-11-26"},
}


@pytest.fixture(scope="module", params=sorted(PLANNED))
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    area = str(request.param)
    path = tmp_path_factory.mktemp(area) / "a.chairside"
    said = outside("new", path, "--profile", area, "--json")
    assert (said.status, said.err) == (0, "") and said.json["recovery_code"]
    return area, path


def test_a_month_is_planned_by_the_areas_own_rules(store: tuple[str, Path]) -> None:
    area, path = store
    said = outside("plan", path, "2026-11", "--json")
    assert (said.status, said.err) == (0, "")
    assert {row["body"]: row["date"] for row in said.json} == PLANNED[area]
    assert {row["body"] for row in chairside("meetings", path, "--json").json} == set(PLANNED[area])
    words = chairside("meetings", path).out
    assert words.count("Planned") == len(PLANNED[area])


def test_every_list_can_be_taken_in_and_what_is_due_is_said(store: tuple[str, Path], tmp_path: Path) -> None:
    area, path = store
    chairside("plan", path, "2026-11")
    away = episode("26M1", "KOWALSKA, Zofia", BORN, datetime(2026, 11, 20, 8))
    off_roll = entry("X30812256190", "Zofia", "Kowalska", BORN, date(2026, 9, 1))
    listed = case("M-1", "Zofia Kowalska", BORN, date(2026, 10, 5))
    files = {
        ListName.MISPER: write(tmp_path / "m.xlsx", {"Return": (MISPER, [away])}),
        ListName.CME: write(tmp_path / "c.xlsx", {"Register": (CME, [off_roll])}),
        ListName.MASE: write(tmp_path / "t.xlsx", {"Current": (MASE, [listed])}),
    }
    for name, file in files.items():
        assert brought_in(path, name, file)[0]["refused"] == []
    found = chairside("crosscheck", path, "--accept", "likely", "--json").json
    assert [sorted(row["lists"]) for row in found] == [["cme", "mase", "misper"]]
    due = outside("due", path, "--on", "2026-11-21", "--json").json
    assert all(list(row) == ["what", "due", "body", "overdue"] for row in due)
    assert {row["body"] for row in due} <= set(PLANNED[area])
    interviews = [row for row in due if row["what"].startswith("Return home interview")]
    assert [row["due"] for row in interviews] == ["2026-11-23"]  # 72 hours, also where no body owns the list
    agenda = {row["body"]: row["due"] for row in due if row["what"].endswith("agenda")}
    assert agenda and all(day < PLANNED[area][body] for body, day in agenda.items())


def test_the_same_month_under_two_areas_has_two_sets_of_deadlines(tmp_path: Path) -> None:
    planned = {}
    for area in ("kingston-richmond", "sutton"):
        path = tmp_path / f"{area}.chairside"
        assert chairside("new", path, "--profile", area).status == 0
        planned[area] = {row["body"]: row for row in chairside("plan", path, "2026-11", "--json").json}
    kingston, sutton = planned["kingston-richmond"]["KR-MASE"], planned["sutton"]["SUT-MASE-OP"]
    assert (kingston["agenda_due"], kingston["minutes_due"]) == ("2026-11-18", "2026-12-11")
    assert (sutton["agenda_due"], sutton["minutes_due"]) == ("2026-11-11", "2026-11-25")


def test_an_area_that_is_none_is_told_which_there_are(tmp_path: Path) -> None:
    said = chairside("new", tmp_path / "x.chairside", "--profile", "atlantis").refused()
    assert all(area in said for area in PLANNED)
