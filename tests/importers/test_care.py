"""SSDA903 and Annex A, list 8: children without names, by number and date of birth."""

from collections.abc import Iterable, Sequence
from datetime import date

import pytest

from app.domain.lists import CareFacts, ListFile, ListName
from app.errors import Refused
from app.importers.read import guess_list, read_list
from tests.importers.books import CME, HEADINGS, TODAY, book, book_of

HEADER = b"""CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB
4401,1,04/03/2011,WBRI,X851898040305,,
4402,2,05/06/2010,ABAN,UN3,1,01/02/2026
,2,05/06/2010,ABAN,UN3,,
"""
MISSING = b"""CHILD,DOB,MISSING,MIS_START,MIS_END
4401,04/03/2011,M,01/10/2026,03/10/2026
4401,04/03/2011,A,05/10/2026,
4402,05/06/2010,M,,
"""
LIST_8 = (
    "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)",
    "Unaccompanied Asylum Seeking Child (UASC)", "Does the Child have a Disability", "Child's Legal Status",
    "Date Started to be Looked After",
    "Number of Episodes of the Child being 'Missing' from their placement in the last 12 months",
    "Number of Episodes of the Child being 'Absent' from their placement in the last 12 months",
    "Was the child offered a Return Interview after their last missing episode (where relevant)?",
    "Did the child accept a Return Interview after their last missing episode (where relevant)?",
)  # fmt: skip
ROW = (
    4401, "b) Male", "a) WBRI", date(2011, 3, 4), 15, "b) No", "a) Yes", "C2", date(2020, 1, 2), 3, "none",
    "a) Yes", "b) No",
)  # fmt: skip


def read(name: ListName, data: bytes) -> ListFile:
    file_name = "return.xlsx" if data.startswith(b"PK") else "return.csv"
    return read_list(name, file_name, data, today=TODAY, headings=HEADINGS)


def facts(row: object) -> CareFacts:
    found = row.facts  # type: ignore[attr-defined]
    assert isinstance(found, CareFacts)
    return found


def test_header() -> None:
    file = read(ListName.SSDA903, HEADER)
    one, two = file.rows
    assert (one.ref, one.identity.number, one.identity.born, one.identity.sex) == (
        "4401", "X851898040305", date(2011, 3, 4), "M",
    )  # fmt: skip
    assert (facts(one).record, facts(one).child_id, facts(one).upn) == ("child", "4401", "X851898040305")
    assert (two.identity.number, two.identity.sex, facts(two).upn) == ("4402", "F", "")
    assert [row.row for row in file.refused] == [4]
    assert file.unread_columns == {}


def test_missing() -> None:
    file = read(ListName.SSDA903, MISSING)
    one, two = file.rows
    assert (one.ref, facts(one).record) == ("4401/2026-10-01", "missing")
    assert (facts(one).episode_began_on, facts(one).episode_ended_on) == (
        date(2026, 10, 1),
        date(2026, 10, 3),
    )
    assert (two.ref, facts(two).record, facts(two).episode_ended_on) == ("4401/2026-10-05", "away", None)
    assert ["began is not given" in row.reason for row in file.refused] == [True]


def test_list_8_of_a_whole_annex_a() -> None:
    other = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Date of Contact"]
    sheets: dict[str, Iterable[Sequence[object]]] = {
        "List_1": [other, [1, "F", "WBRI", date(2011, 1, 1), date(2026, 1, 1)]],
        "List_8": [LIST_8, ROW],
    }
    file = read(ListName.ANNEX_A, book_of(sheets))
    (row,) = file.rows
    found = facts(row)
    assert (row.ref, row.sheet, row.identity.sex, row.identity.born) == (
        "4401",
        "List_8",
        "M",
        date(2011, 3, 4),
    )
    assert (found.missing_episodes, found.away_episodes) == (3, 0)
    assert (found.interview_offered, found.interview_accepted) == (True, False)
    assert (found.asylum_seeking, found.disabled, found.legal_status) == (False, True, "C2")
    assert found.care_began_on == date(2020, 1, 2)
    assert (file.refused, file.unread_columns) == ((), {})
    assert {(line.sheet, line.kind) for line in file.passed if line.sheet == "List_1"} == {("List_1", "note")}


def test_list_8_under_another_name_is_found_by_its_columns() -> None:
    assert len(read(ListName.ANNEX_A, book([LIST_8, ROW], title="Data")).rows) == 1


def test_which_return_a_file_is() -> None:
    assert guess_list(HEADER, "header.csv", HEADINGS) is ListName.SSDA903
    assert guess_list(MISSING, "missing.csv", HEADINGS) is ListName.SSDA903
    assert guess_list(book([LIST_8, ROW]), "a.xlsx", HEADINGS) is ListName.ANNEX_A
    assert guess_list(book([CME, ["X1"]]), "c.xlsx", HEADINGS) is ListName.CME


def test_another_list_is_refused_as_what_it_is() -> None:
    with pytest.raises(Refused, match="SSDA903"):
        read(ListName.CME, MISSING)
    with pytest.raises(Refused, match="education register"):
        read(ListName.SSDA903, book([CME, ["X1", "A", "B"]]))


def test_no_sentence_carries_a_number_of_the_child() -> None:
    for file in (read(ListName.SSDA903, HEADER), read(ListName.SSDA903, MISSING)):
        assert not any("4402" in row.reason for row in file.refused)


@pytest.mark.parametrize(
    ("name", "heads"),
    [
        ("episodes", "CHILD,DOB,RNE,DECOM,LS,CIN,PLACE,DEC,REC"),
        ("uasc", "CHILD,SEX,DOB,DUC"),
        ("reviews", "CHILD,DOB,REVIEW,REVIEW_CODE"),
        ("sw_episodes", "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON"),
    ],
)
def test_another_file_of_the_return_is_refused_by_its_name(name: str, heads: str) -> None:
    with pytest.raises(Refused, match=rf"\({name}\); only header and missing"):
        read(ListName.SSDA903, f"{heads}\n1,01/02/2012,x,01/02/2020\n".encode())


def test_columns_in_another_order_and_numbers_that_count() -> None:
    header = b"UPN,CHILD,DOB,SEX,YEAR\n,1,01/02/2012,2,2026\n,2,01/02/2011,1,2026\n,3,01/02/2013,1,2026\n"
    file = read(ListName.SSDA903, header)
    assert [(row.reference, row.identity.sex) for row in file.rows] == [("1", "F"), ("2", "M"), ("3", "M")]
    missing = b"MIS_END,MIS_START,MISSING,DOB,CHILD\n,01/03/2026,m,01/02/2012,1\n,02/03/2026,A,01/02/2012,1\n"
    rows = read(ListName.SSDA903, missing + b",,X,01/02/2012,1\n").rows
    assert [(row.reference, facts(row).record, facts(row).episode_ended_on) for row in rows] == [
        ("1/2026-03-01", "missing", None), ("1/2026-03-02", "away", None),
    ]  # fmt: skip
