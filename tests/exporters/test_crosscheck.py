"""The cross-check on paper and as a workbook, and the referrals on the first page of an agenda."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from docx.document import Document as Docx
from docx.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from app.errors import Refused
from app.exporters.crosscheck import write_sheet
from app.exporters.excel import Sheet, SheetColumn, book
from app.exporters.protect import protect
from app.exporters.registry import EXPORTS
from tests.exporters import records
from tests.exporters.records import ODD
from tests.exporters.test_documents import blocks, opened, table, titles, words

CHECK = ("Child", "What each list says", "Decided last time")
REFERRED = ("From, to", "Child", "What is asked, and why", "Stands")


def sheet_of(data: bytes) -> Worksheet:
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert isinstance(page, Worksheet)
    return page


def test_children_on_all_three_head_the_document() -> None:
    document = opened("crosscheck")
    assert titles(document, "Heading2") == [
        "Onward referrals to answer",
        "On all three lists",
        "On MASE and one other list",
    ]
    heads, others = _tables(document)
    assert len(heads.rows) == 2 and len(others.rows) == 3  # the second child has findings below it
    assert heads.rows[1].cells[0].text.startswith("Null True")
    said = words(document)
    for text in ("MASE  category 2", "Not known", "Not discussed yet.", "2 actions open", "Waiting for CME"):
        assert text in said
    assert "Findings  5 episodes in 3 months (4 or more is repeat missing). An interview was late." in said
    assert "9 pairs of rows" in said


def _tables(document: Docx) -> list[Table]:
    return [one for one in document.tables if tuple(cell.text for cell in one.rows[0].cells) == CHECK]


def test_an_agenda_has_them_on_a_page_of_their_own_and_the_referrals_on_the_first() -> None:
    document = opened("agenda")
    assert titles(document, "Heading1")[0] == "Cross-check: MASE against the other lists"
    order = [text for _, text in blocks(document)]
    assert order.index("Onward referrals to answer") < order.index("1Welcome and apologies")
    assert table(document, *REFERRED)[0][0] == "MisPer to MASE"
    without = opened("agenda", records.agenda(referrals=(), check=None))
    assert "Cross-check" not in words(without) and "Onward" not in words(without)


def test_minutes_give_the_reason_of_a_carrying_over() -> None:
    document = opened("minutes")
    rows = table(document, "From, to", "Child", "What is asked, and why", "At this meeting")
    assert rows[0][3] == "Carried over: the school was not there"
    assert "Onward referrals" not in words(opened("minutes", records.minutes(referrals=())))


@pytest.mark.parametrize("text", ODD)
def test_whatever_was_typed_is_printed_as_it_was(text: str) -> None:
    record = records.crosschecked(records.checked_child(text, findings=(text,), last=text))
    assert words(opened("crosscheck", record)).count(text) >= 3


def test_the_workbook_has_a_row_a_child_and_a_column_a_list() -> None:
    page = sheet_of(write_sheet(records.crosschecked()))
    top = next(cell.row for cell in page["A"] if cell.value == "Child")
    names = [cell.value for cell in page[top]]
    assert names[5:8] == ["MASE", "MisPer", "CME"]
    first, second = ([cell.value for cell in page[row]] for row in (top + 1, top + 2))
    assert first[:5] == ["Null True", "Not known", None, "Not known", 3]
    assert (second[1], second[2], second[10 - 1]) == (
        datetime(2012, 4, 3),
        14,
        "Continue to monitor, category 2. MASE, Fri 30 Oct 2026.",
    )
    assert second[8] == "5 episodes in 3 months (4 or more is repeat missing).\nAn interview was late."
    above = [page.cell(row, 1).value for row in range(1, top)]
    assert above[0] == "Cross-check: MASE, 27 November 2026"
    assert str(above[1]).startswith("OFFICIAL-SENSITIVE. ") and "9 pairs" in str(above[3])


def test_the_workbook_is_ready_for_paper() -> None:
    page = sheet_of(write_sheet(records.crosschecked()))
    top = next(cell.row for cell in page["A"] if cell.value == "Child")
    assert page.freeze_panes == f"B{top + 1}" and page.print_title_rows == f"${top}:${top}"
    assert page.page_setup.orientation == "landscape" and page.page_setup.fitToHeight == 0
    assert page.oddHeader is not None and page.oddFooter is not None
    assert page.oddHeader.center.text == "OFFICIAL-SENSITIVE"
    assert page.oddFooter.left.text == "audit no. 1234 / 8f3a2b1c"
    assert page.column_dimensions["A"].width == 24 and page.auto_filter.ref.startswith(f"A{top}:")


@pytest.mark.parametrize(
    "text", [*ODD, '=HYPERLINK("x")', "+1", "-1", "@SUM(1)", "#N/A", "1/2", "007", "\x0bx\x00"]
)
def test_every_text_stays_text(text: str) -> None:
    made = book(Sheet("T", records.heading(), (text,), (SheetColumn(text or "x", 10),), ((text,),)))
    page = sheet_of(made)
    cell = page.cell(page.max_row, 1)
    assert cell.data_type in ("s", "inlineStr") and cell.number_format == "@" and cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_values_keep_their_kind_and_a_marking_cannot_be_a_code() -> None:
    heading = records.heading(marking="A&B", body_short="[M]:*?/\\")
    made = book(Sheet("A/B: C", heading, (), (SheetColumn("x", 9),) * 3, ((1.5, date(2026, 1, 2), None),)))
    page = sheet_of(made)
    values = [page.cell(page.max_row, at).value for at in (1, 2, 3)]
    assert values == [1.5, datetime(2026, 1, 2), None] and page.title == "A B C"
    assert page.oddHeader is not None and page.oddHeader.center.text == "A&&B"


def test_properties_of_a_workbook_name_a_role() -> None:
    about = openpyxl.load_workbook(io.BytesIO(write_sheet(records.crosschecked()))).properties
    assert (about.creator, about.lastModifiedBy) == ("MASE business support",) * 2
    assert about.title == "MASE cross-check, 27 November 2026"


def test_a_password_protects_a_workbook_as_it_does_a_word_file() -> None:
    locked = protect(write_sheet(records.crosschecked()), "quiet harbour")
    assert locked.startswith(b"\xd0\xcf\x11\xe0") and b"Zofia" not in locked


def test_only_a_table_is_written_for_excel() -> None:
    assert EXPORTS["crosscheck"].writer(Path("x.XLSX")) is EXPORTS["crosscheck"].sheet
    assert EXPORTS["minutes"].writer(Path("x.docx")) is EXPORTS["minutes"].write
    with pytest.raises(Refused, match="for Word only"):
        EXPORTS["minutes"].writer(Path("x.xlsx"))
