"""The log of what went out knows the children each document contained, and nobody else."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.errors import Refused
from app.models import AuditEntry, Case, ChildInPaper, PaperOut, Subject
from app.services.keeping.holds import CHILD, RecordKey
from app.services.keeping.retention import Retention
from app.services.papers.children_in import papers_of
from tests.builders import (
    OPERATOR,
    a_case,
    a_clock,
    a_meeting,
    a_register_entry,
    an_episode,
    every,
    person_of,
)
from tests.services.room_rig import Rig, a_rig

DUE = date(2026, 12, 4)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = a_rig(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def held(rig: Rig) -> int:
    """Two cases; an action about Zofia; a child on the register alone, who is in no paper of this meeting."""
    a_case(rig.store, "Zofia Kowalska")
    a_case(rig.store, "Ella Price", "Kingston", category=1, born=date(2011, 2, 3))
    a_register_entry(rig.store, "Ola Brandt", born=date(2012, 8, 9))
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    ids = rig.entry_ids(meeting)
    rig.actions.add(meeting, "Review CCTV", "Police", "DS Hall", DUE, entry_id=ids["Zofia Kowalska"])
    return meeting


def names(rig: Rig) -> list[tuple[str, set[str]]]:
    """Each document that went out, with the children in it."""
    who = {one.id: one.forename for one in every(rig.store, Subject)}
    inside = every(rig.store, ChildInPaper)
    return [
        (paper.document, {who[one.subject_id] for one in inside if one.paper_id == paper.id})
        for paper in every(rig.store, PaperOut)
    ]


@pytest.mark.parametrize(
    ("document", "children"),
    [
        ("agenda", {"Zofia", "Ella"}),
        ("minutes", {"Zofia", "Ella"}),
        ("case-sheets", {"Zofia", "Ella"}),
        ("actions", {"Zofia"}),
        ("register", set()),
    ],
)
def test_each_document_is_kept_with_its_children(
    rig: Rig, held: int, tmp_path: Path, document: str, children: set[str]
) -> None:
    made = rig.documents.export(document, held, tmp_path)
    assert names(rig) == [(document, children)]
    paper = every(rig.store, PaperOut)[0]
    assert (paper.mark, paper.by, paper.meeting_id) == (made.audit_mark, OPERATOR, held)


def test_one_case_sheet_contains_one_child(rig: Rig, held: int, tmp_path: Path) -> None:
    ella = next(one.id for one in every(rig.store, Case) if one.category == 1)
    rig.documents.export("case-sheets", held, tmp_path, case_id=ella)
    assert names(rig) == [("case-sheets", {"Ella"})]


def test_the_agenda_of_another_body_contains_whom_its_items_name(rig: Rig, tmp_path: Path) -> None:
    for day in (2, 7, 12, 17):
        person = None if day == 2 else every(rig.store, Subject)[0].person_id
        an_episode(
            rig.store,
            datetime(2026, 11, day, 20),
            datetime(2026, 11, day, 23),
            name="Tyrese Campbell",
            born=date(2011, 2, 14),
            person_id=person,
        )
    a_case(rig.store, "Ella Price", born=date(2011, 2, 3))
    meeting = a_meeting(rig.store, date(2026, 11, 20), "KR-MISPER")
    rig.documents.export("agenda", meeting, tmp_path)
    assert names(rig) == [("agenda", {"Tyrese"})]


def test_a_document_that_could_not_be_written_went_nowhere(rig: Rig, held: int, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        rig.documents.export("agenda", held, tmp_path / "no" / "such" / "folder.docx")
    assert names(rig) == []
    assert every(rig.store, ChildInPaper) == []
    assert [one.act for one in every(rig.store, AuditEntry)][-2:] == ["export", "export not written"]


def test_a_childs_papers_are_found_newest_first(rig: Rig, held: int, tmp_path: Path) -> None:
    rig.documents.export("agenda", held, tmp_path)
    rig.documents.export("actions", held, tmp_path)
    subject = next(one.id for one in every(rig.store, Subject) if one.forename == "Zofia")
    with rig.store.reading() as session:
        found = papers_of(session, [subject])
    assert [(row.document, row.meeting, row.by) for row in found] == [
        ("actions", "MASE", OPERATOR),
        ("agenda", "MASE", OPERATOR),
    ]
    assert found[0].mark.startswith("audit no. ")
    assert found[0].title == "Actions by owner"


def test_the_audit_names_no_child(rig: Rig, held: int, tmp_path: Path) -> None:
    rig.documents.export("agenda", held, tmp_path)
    bodies = " ".join(one.body for one in every(rig.store, AuditEntry))
    assert "Kowalska" not in bodies and "Zofia" not in bodies


def test_what_is_destroyed_is_in_no_paper_any_more(rig: Rig, held: int, tmp_path: Path) -> None:
    rig.documents.export("agenda", held, tmp_path)
    zofia = next(one for one in every(rig.store, Case) if one.category == 2)
    child = RecordKey(CHILD, person_of(rig.store, zofia.id))
    Retention(rig.store, a_clock(date(2140, 1, 1))).destroy(child, "old enough")
    assert names(rig) == [("agenda", {"Ella"})]
