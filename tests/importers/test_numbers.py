"""The child's numbers in the columns of each list."""

from collections.abc import Sequence

import pytest

from app.domain.lists import ListFile, ListName, ListRow
from tests.importers.books import CME, MASE, MISPER, book, episode, read

GOOD_NHS, BAD_NHS = "943 476 5919", "943 476 5918"
GOOD_UPN, BAD_UPN = "F851972534863", "G851972534863"
CASE = ["MASE-0001", "Destiny Clarke", "01/10/2011", "Kingston", None, "Cat 1", "01/10/2026", ""]


def _one(list_name: ListName, headings: Sequence[object], row: Sequence[object]) -> ListRow:
    file: ListFile = read(list_name, book([headings, row]))
    assert not file.refused
    return file.rows[0]


@pytest.mark.parametrize(
    ("heading", "written", "kind", "value"),
    [
        ("NHS No.", GOOD_NHS, "nhs", "9434765919"),
        ("NHS number", 9434765919, "nhs", "9434765919"),
        ("UPN", GOOD_UPN, "upn", GOOD_UPN),
        ("Mosaic ID", 123456, "social care id", "123456"),
        ("LCS number", "LCS 98/123", "social care id", "LCS98123"),
        ("PNC ID", "2012/0345678A", "police number", "12345678A"),
        ("PNC", "12/345678a", "police number", "12345678A"),
        ("SSDA903 child ID", "c0012", "ssda903 child id", "C0012"),
    ],
)
def test_any_list_may_give_them(heading: str, written: object, kind: str, value: str) -> None:
    of_police = _one(ListName.MISPER, [*MISPER, heading], [*episode(), written])
    of_mase = _one(ListName.MASE, [*MASE, heading], [*CASE, written])
    assert of_police.identity.numbers == of_mase.identity.numbers == ((kind, value),)
    assert (of_police.reference, of_mase.reference) == ("26MIS000001", "MASE-0001")


@pytest.mark.parametrize(("heading", "written"), [("NHS", BAD_NHS), ("UPN", BAD_UPN), ("NHS", "943")])
def test_a_number_whose_check_fails_is_kept_and_noted(heading: str, written: str) -> None:
    row = _one(ListName.MASE, [*MASE, heading], [*CASE, written])
    assert row.identity.numbers[0][1] == written.replace(" ", "")
    assert any("check" in note for note in row.notes)


@pytest.mark.parametrize("written", ["", "N/K", "n/a", "0000000000", None])
def test_a_number_that_is_not_known_is_none(written: str | None) -> None:
    row = _one(ListName.MASE, [*MASE, "NHS No"], [*CASE, written])
    assert (row.identity.numbers, row.notes) == ((), ())


def test_a_tracker_that_goes_by_the_social_care_number_gives_it_as_one() -> None:
    row = _one(ListName.MASE, ["Mosaic ID", *MASE[1:]], ["123456", *CASE[1:]])
    assert (row.reference, row.identity.numbers) == ("123456", (("social care id", "123456"),))


@pytest.mark.parametrize("first", [True, False])
def test_the_register_goes_by_the_upn_wherever_its_column_stands(first: bool) -> None:
    headings = ["UPN", "LCS ID", *CME[1:]] if first else ["LCS ID", "UPN", *CME[1:]]
    numbers = [GOOD_UPN, "4711"] if first else ["4711", GOOD_UPN]
    entry = ["Ines", "Silva", "", "01/10/2011", "F", 9, "01/09/2026", 0, "Red"]
    row = _one(ListName.CME, headings, [*numbers, *entry])
    assert (row.reference, row.identity.number) == (GOOD_UPN, GOOD_UPN)
    assert row.identity.numbers == (("social care id", "4711"),)


def test_a_row_without_a_name_is_taken_for_its_number() -> None:
    row = _one(ListName.MASE, [*MASE[1:], "NHS No"], ["", *CASE[2:], GOOD_NHS])
    assert "The name is not given." in row.notes
