"""Records from the store, what they lack, and the Word files that leave the room (opened and read)."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import pytest

from app.domain.attendance import Standing
from app.domain.documents import ActionList, Agenda, CaseSheets, Minutes, Register
from app.errors import Refused
from app.models import AuditEntry
from app.services.months.papers import Papers
from tests.builders import (
    a_case,
    a_clock,
    a_meeting,
    a_register_entry,
    an_episode,
    every,
    person_of,
)
from tests.services.room_rig import Rig, a_rig, services

OCTOBER = date(2026, 10, 30)
DUE = date(2026, 12, 4)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = a_rig(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def meeting(rig: Rig) -> int:
    """A meeting with two children, one of them on all three lists; nothing is decided yet."""
    zofia = a_case(rig.store, "Zofia Kowalska", school="")
    a_case(rig.store, "Ella Price", "Kingston", category=None, listed_on=date(2026, 3, 1))
    person = person_of(rig.store, zofia)
    an_episode(rig.store, datetime(2026, 11, 14, 22), datetime(2026, 11, 14, 23), person_id=person)
    a_register_entry(rig.store, person_id=person)
    return a_meeting(rig.store)


def hold(rig: Rig, meeting: int) -> dict[str, int]:
    rig.room.enter(meeting)
    rig.quorate(meeting)
    rig.room.read_statement(meeting, "DI Hall")
    ids = rig.entry_ids(meeting)
    rig.minutes.save_notes(ids["Zofia Kowalska"], "victim", "Seen by the school nurse.")
    rig.minutes.save_item(meeting, "locations", "Station Approach after dark.")
    rig.decisions.decide(ids["Zofia Kowalska"], "continue", "Five episodes, out of school.")
    rig.decisions.set_category(ids["Ella Price"], 1)
    rig.decisions.decide(ids["Ella Price"], "continue", "New plan in place.")
    rig.actions.add(meeting, "Review CCTV", "Police", "DS Hall", DUE, entry_id=ids["Zofia Kowalska"])
    rig.actions.add(meeting, "List the arcades", "Business", "", DUE, item_key="locations")
    return ids


def words(file: Path | bytes) -> str:
    """Everything that can be read in a Word document, tables too."""
    document = docx.Document(io.BytesIO(file) if isinstance(file, bytes) else str(file))
    parts = [paragraph.text for paragraph in document.paragraphs]
    parts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for section in document.sections:
        parts += [paragraph.text for paragraph in (*section.header.paragraphs, *section.footer.paragraphs)]
        tables = (*section.header.tables, *section.footer.tables)
        parts += [cell.text for table in tables for row in table.rows for cell in row.cells]
    return "\n".join(parts)


def test_there_are_seven_documents(rig: Rig) -> None:
    assert [kind.name for kind in rig.documents.kinds()] == [
        "agenda", "register", "minutes", "case-sheets", "actions", "crosscheck", "attendance",
    ]  # fmt: skip


def test_the_agenda_before_anybody_has_entered(rig: Rig, meeting: int) -> None:
    agenda = rig.documents.record("agenda", meeting)
    assert isinstance(agenda, Agenda)
    cases = next(line for line in agenda.lines if line.title == "Cases")
    assert [(group.title, [child.name for child in group.children]) for group in cases.groups] == [
        ("New, Richmond", ["Zofia Kowalska"]),
        ("Existing, Kingston", ["Ella Price"]),
    ]
    zofia, ella = (group.children[0] for group in cases.groups)
    assert (zofia.other_lists, zofia.category) == (("MisPer", "CME"), "Category 2, medium")
    assert (ella.other_lists, ella.category) == ((), "No category yet")
    assert len(agenda.statement.questions) == 5 and agenda.statement.read_by == ""
    rig.room.enter(meeting)
    entered = rig.documents.record("agenda", meeting)
    assert isinstance(entered, Agenda)
    assert entered.lines == agenda.lines


def test_overdue_actions_stand_on_the_next_agenda(rig: Rig, meeting: int) -> None:
    hold(rig, meeting)
    rig.room.close(meeting)
    december = a_meeting(rig.store, date(2026, 12, 18))
    later = services(rig.store, a_clock(date(2026, 12, 9)))
    agenda = later.documents.record("agenda", december)
    assert isinstance(agenda, Agenda)
    assert agenda.lines[3].note == "Overdue: Business 1, Police 1"


def test_the_register_before_and_after(rig: Rig, meeting: int) -> None:
    before = rig.documents.record("register", meeting)
    assert isinstance(before, Register)
    assert len(before.attending) == 11 and before.apologies == before.not_attending == ()
    assert before.quorum_sentence.startswith("Quorum expected")
    rig.room.enter(meeting)
    rows = rig.register.rows(meeting)
    for row, standing in zip(rows, (Standing.PRESENT, Standing.APOLOGIES), strict=False):
        rig.register.set_standing(row.attendance_id, standing)
    rig.register.add_observer(meeting, "A Student", "University")
    for entry in rig.entry_ids(meeting).values():
        rig.decisions.decide(entry, "continue", "Provisional.")
    rig.room.close(meeting)
    after = rig.documents.record("register", meeting)
    assert isinstance(after, Register)
    assert (len(after.attending), len(after.apologies), len(after.not_attending)) == (1, 1, 9)
    assert [line.name for line in after.observers] == ["A Student"]
    assert "Not quorate: 1 of 11" in after.heading.provisional
    assert rig.documents.missing(after) == (
        "2 people have not signed the register.",
        "One person present has no name.",
    )


def test_short_notice_is_printed_on_the_agenda_and_in_the_minutes(
    rig: Rig, meeting: int, tmp_path: Path
) -> None:
    papers = Papers(rig.store, a_clock())
    sentence = "was agreed by DI Marsh on Fri 27 Nov 2026: A child is at immediate risk."
    assert "Short notice" not in words(rig.documents.export("agenda", meeting, tmp_path).file)
    papers.agree_short_notice(meeting, "DI Marsh", "A child is at immediate risk.")
    assert sentence in words(rig.documents.export("agenda", meeting, tmp_path).file)
    hold(rig, meeting)
    assert sentence in words(rig.documents.export("minutes", meeting, tmp_path).file)


def test_minutes_lack_what_nobody_did(rig: Rig, meeting: int) -> None:
    with pytest.raises(Refused, match="not been held"):
        rig.documents.record("minutes", meeting)
    rig.room.enter(meeting)
    assert rig.documents.missing(rig.documents.record("minutes", meeting)) == (
        "The meeting has not been closed.",
        "The confidentiality statement has not been read.",
        "2 cases are undecided without a reason.",
        "One case has no category.",
    )


def test_minutes_hold_everything_that_was_said(rig: Rig, meeting: int) -> None:
    hold(rig, meeting)
    rig.room.close(meeting)
    minutes = rig.documents.record("minutes", meeting)
    assert isinstance(minutes, Minutes)
    assert rig.documents.missing(minutes) == ()
    assert minutes.heading.standing == "Draft" and minutes.heading.provisional == ""
    statement, cases, locations = [item for item in minutes.items if item.notes]
    assert [item.number for item in minutes.items] == list(range(1, len(minutes.items) + 1))
    assert cases.notes == f"{len(minutes.cases)} cases, see the index."
    assert statement.notes.startswith("Read ") and statement.notes.endswith(" by DI Hall.")
    assert (locations.number, locations.notes) == (11, "Station Approach after dark.")  # 9 on the agenda
    assert [item.title for item in minutes.items if item.actions] == ["Locations of interest"]
    zofia, ella = minutes.cases
    assert (zofia.kind, zofia.decision, zofia.victim) == (
        "new", "Continue to monitor", "Seen by the school nurse.",
    )  # fmt: skip
    assert dict(zofia.particulars)["School"] == "Not known"
    assert zofia.other_lists[0].startswith("Also on: MisPer 1 episode in 3 months, last Sat 14 Nov 2026;")
    assert [(line.text, line.owner) for line in zofia.actions] == [("Review CCTV", "Police, DS Hall")]
    assert (ella.category, ella.other_lists) == ("Category 1, at risk", ())
    assert [line.text for line in minutes.actions] == [
        "Zofia K.: Review CCTV",
        "Locations of interest: List the arcades",
    ]
    assert minutes.statement.read_by == "DI Hall"


def test_not_decided_with_a_reason(rig: Rig, meeting: int) -> None:
    ids = hold(rig, meeting)
    rig.decisions.decide(ids["Ella Price"], "")
    rig.room.leave_undecided(ids["Ella Price"], "Health was not in the room.")
    rig.decisions.set_rationale(ids["Ella Price"], "")
    rig.room.close(meeting)
    minutes = rig.documents.record("minutes", meeting)
    assert isinstance(minutes, Minutes)
    assert minutes.undecided == (("Ella Price", "Health was not in the room."),)
    assert minutes.cases[1].decision == "Not decided"
    assert rig.documents.missing(minutes) == ()


def test_sheets_of_all_or_of_one(rig: Rig, meeting: int) -> None:
    ids = hold(rig, meeting)
    sheets = rig.documents.record("case-sheets", meeting)
    assert isinstance(sheets, CaseSheets) and len(sheets.cases) == 2
    one = rig.documents.record("case-sheets", meeting, rig.room.entry(ids["Ella Price"]).case_id)
    assert isinstance(one, CaseSheets) and [sheet.name for sheet in one.cases] == ["Ella Price"]
    with pytest.raises(Refused, match="not on the list"):
        rig.documents.record("case-sheets", meeting, 999)


def test_the_action_list_names_no_child(rig: Rig, meeting: int) -> None:
    hold(rig, meeting)
    record = rig.documents.record("actions", meeting)
    assert isinstance(record, ActionList)
    assert [owner.owner for owner in record.owners] == ["Business", "Police, DS Hall"]
    text = record.owners[1].actions[0].text
    assert text.startswith("MASE-") and text.endswith(": Review CCTV") and "Zofia" not in text


@pytest.mark.parametrize("name", ["agenda", "register", "minutes", "case-sheets", "actions"])
def test_each_document_is_written_marked_and_audited(
    rig: Rig, meeting: int, name: str, tmp_path: Path
) -> None:
    hold(rig, meeting)
    rig.room.close(meeting)
    done = rig.documents.export(name, meeting, tmp_path / "out.docx")
    audit = every(rig.store, AuditEntry)[-1]
    assert (audit.act, audit.body) == ("export", f'{{"document":"{name}","meeting":{meeting}}}')
    assert done.audit_mark == f"audit no. {audit.id} / {audit.mac.hex()[:8]}"
    read = words(done.file)
    assert done.audit_mark in read and "OFFICIAL-SENSITIVE" in read
    assert ("Zofia Kowalska" in read) == (name in ("agenda", "minutes", "case-sheets"))
    assert len(done.sha256) == 64 and list(tmp_path.glob("*.part")) == []


def test_into_a_folder_again_and_with_a_password(rig: Rig, meeting: int, tmp_path: Path) -> None:
    ids = hold(rig, meeting)
    rig.room.close(meeting)
    first = rig.documents.export("minutes", meeting, tmp_path)
    assert first.file.name == "MASE minutes 2026-11-27 draft.docx"
    assert "Seen by the school nurse." in words(first.file)
    again = rig.documents.export("minutes", meeting, tmp_path, password="correct horse")
    assert again.sha256 != first.sha256 and not again.file.read_bytes().startswith(b"PK")
    sheet = rig.documents.export("case-sheets", meeting, tmp_path / "one.docx", entry_id=ids["Ella Price"])
    read = words(sheet.file)
    assert "Ella Price" in read and "Zofia" not in read


def test_what_could_not_be_written_is_said_and_audited(rig: Rig, meeting: int, tmp_path: Path) -> None:
    hold(rig, meeting)
    with pytest.raises(Refused, match="folder is not there"):
        rig.documents.export("agenda", meeting, tmp_path / "nowhere" / "a.docx")
    assert [row.act for row in every(rig.store, AuditEntry)[-2:]] == ["export", "export not written"]
    with pytest.raises(Refused, match="agenda, register, minutes"):
        rig.documents.export("poem", meeting, tmp_path / "a.docx")
    assert every(rig.store, AuditEntry)[-1].act == "export not written"


@pytest.mark.parametrize("body", ["KR-MISPER", "KR-CME", "KR-SUBGROUP"])
@pytest.mark.parametrize("name", ["agenda", "register", "minutes", "actions"])
def test_other_bodies_have_their_papers_too(rig: Rig, body: str, name: str, tmp_path: Path) -> None:
    a_case(rig.store)
    meeting = a_meeting(rig.store, body_code=body)
    rig.room.enter(meeting)
    first = rig.room.view(meeting).items[-1]
    rig.minutes.save_item(meeting, first.key, "Said at the end.")
    rig.room.close(meeting)
    done = rig.documents.export(name, meeting, tmp_path / "out.docx")
    read = words(done.file)
    assert "Zofia" not in read
    assert ("Said at the end." in read) == (name == "minutes")
