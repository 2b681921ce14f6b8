"""The month from outside: plan, meetings, due, and every document by its name."""

import hashlib
import zipfile
from datetime import date
from pathlib import Path

import pytest

from app.domain.lists import ListName
from tests.commands.outside import a_store_file, brought_in, chairside, outside
from tests.services.small_lists import MASE, case, write


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one case, and December planned."""
    folder = tmp_path_factory.mktemp("months")
    made = a_store_file(folder)
    row = case("MASE-0001", "Anna Quill", date(2011, 3, 4), date(2026, 11, 2))
    brought_in(made, ListName.MASE, write(folder / "t.xlsx", {"Current": (MASE, [row])}))
    assert chairside("meetings", made).out == "No meeting is planned yet.\n"
    assert chairside("plan", made, "2026-12").status == 0
    return made


def test_a_plan_again_answers_the_same_and_knows_the_bank_holidays(store: Path) -> None:
    first, second = (run("plan", store, "2026-12", "--json") for run in (chairside, outside))
    assert first == second and first.err == ""
    rows = {row["body"]: row for row in first.json}
    assert all(list(row) == ["meeting", "body", "date", "agenda_due", "minutes_due"] for row in rows.values())
    assert list(rows) == ["KR-CME", "KR-MISPER", "KR-MASE"]
    mase = rows["KR-MASE"]  # the last Friday is Christmas Day
    assert (mase["date"], mase["agenda_due"], mase["minutes_due"]) == (
        "2026-12-29",
        "2026-12-16",
        "2027-01-12",
    )
    assert rows["KR-CME"]["date"] < rows["KR-MISPER"]["date"] < mase["date"]
    assert "Christmas Day" in chairside("plan", store, "2026-12").out


def test_meetings_are_listed(store: Path) -> None:
    rows = chairside("meetings", store, "--json").json
    assert [list(row) for row in rows] == [["id", "body", "date", "state", "quorate"]] * 3
    assert {(row["state"], row["quorate"]) for row in rows} == {("planned", None)}
    assert {row["id"] for row in rows} == {
        row["meeting"] for row in chairside("plan", store, "2026-12", "--json").json
    }


def test_what_is_due_depends_on_the_day(store: Path) -> None:
    early, late = (
        chairside("due", store, "--on", day, "--json").json for day in ("2026-12-01", "2026-12-28")
    )
    assert all(list(row) == ["what", "due", "body", "overdue"] for row in late)
    agenda = [
        (row["due"], row["overdue"]) for row in late if row["body"] == "KR-MASE" and "agenda" in row["what"]
    ]
    assert agenda == [("2026-12-16", True)]
    assert sum(row["overdue"] for row in early) < sum(row["overdue"] for row in late)


def test_a_year_is_planned_in_one_go(store: Path) -> None:
    rows = chairside("plan", store, "2028", "--json").json
    assert len(rows) == 36 and all(row["date"].startswith("2028-") for row in rows)
    assert chairside("plan", store, "2028", "--json").json == rows
    assert chairside("plan", store, "2028-03", "--json").json == [
        row for row in rows if row["date"].startswith("2028-03-")
    ]


def test_calendars_are_written_for_a_meeting_and_a_period(store: Path, tmp_path: Path) -> None:
    meeting = chairside("meetings", store, "--json").json[0]["id"]
    one = tmp_path / "one.ics"
    done = chairside("export", store, "calendar", "--meeting", meeting, "--out", one, "--json").json
    assert list(done) == ["document", "file", "sha256", "missing"]
    assert done["sha256"] == hashlib.sha256(one.read_bytes()).hexdigest()
    assert one.read_bytes().count(b"DTSTART;TZID=Europe/London:") == 1
    month = tmp_path / "month.ics"
    assert chairside("export", store, "calendar", "--period", "2026-12", "--out", month).status == 0
    assert month.read_bytes().count(b"DTSTART;TZID=Europe/London:") == 3
    wrong = chairside("export", store, "calendar", "--out", month)
    assert wrong.status == 2 and "--meeting ID or --period" in wrong.err
    nothing = chairside("export", store, "calendar", "--period", "2020", "--out", month)
    assert nothing.status == 1 and "Nothing is planned for 2020" in nothing.err


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (("plan", "2026-13"), "year and month"),
        (("plan", "December"), "year and month"),
        (("due", "--on", "Friday"), "2026-11-21"),
    ],
)
def test_a_day_or_month_that_is_none_is_refused(store: Path, words: tuple[str, ...], word: str) -> None:
    assert word in chairside(words[0], store, *words[1:]).refused()


def test_every_document_that_is_listed_can_be_written_or_says_why_not(store: Path, tmp_path: Path) -> None:
    names = [row["document"] for row in chairside("export", "--list", "--json", passphrase=None).json]
    assert {"agenda", "register", "minutes", "case-sheets"} <= set(names)
    mase = next(row["id"] for row in chairside("meetings", store, "--json").json if row["body"] == "KR-MASE")
    assert "calendar" in names
    for name in set(names) - {"calendar"}:
        out = tmp_path / f"{name}.docx"
        said = chairside("export", store, name, "--meeting", mase, "--out", out, "--json")
        if said.status == 1:
            assert "agenda" in said.refused() and not out.exists()
            continue
        assert (said.status, said.err) == (0, ""), said
        assert list(said.json) == ["document", "file", "sha256", "missing"] and said.json["document"] == name
        assert said.json["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest() and zipfile.is_zipfile(out)
    written = {path.stem for path in tmp_path.iterdir()}
    assert written >= {"agenda", "register"} and not [one for one in written if one.startswith(".")]


def test_a_document_with_a_password_is_not_a_plain_one(store: Path, tmp_path: Path) -> None:
    secret, out = tmp_path / "secret.txt", tmp_path / "agenda.docx"
    secret.write_text("a word of their own 7\n", encoding="utf-8")
    said = chairside(
        "export", store, "agenda", "--meeting", 3, "--out", out, "--password-file", secret, "--json"
    )
    assert said.status == 0 and out.read_bytes().startswith(b"\xd0\xcf\x11\xe0") and "own 7" not in said.out


@pytest.mark.parametrize(("name", "meeting"), [("nonsense", 1), ("agenda", 999)])
def test_a_document_or_meeting_that_is_not_there_is_refused(
    store: Path, tmp_path: Path, name: str, meeting: int
) -> None:
    assert chairside("export", store, name, "--meeting", meeting, "--out", tmp_path / "x.docx").refused()
    assert list(tmp_path.iterdir()) == []
