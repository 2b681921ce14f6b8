"""Each document is written from real records, opened again and read."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn

from app.domain.documents import CaseSheets, action_list
from app.errors import Refused
from app.exporters.registry import EXPORTS, file_name
from tests.exporters import records
from tests.exporters.records import ODD

RECORDS: dict[str, Any] = {
    "agenda": records.agenda(),
    "register": records.register(),
    "minutes": records.minutes(),
    "case-sheets": CaseSheets(records.heading(), records.cases(3)),
    "actions": action_list(records.heading(), records.minutes().actions),
    "crosscheck": records.crosschecked(),
    "attendance": records.attendance(),
}


def opened(name: str, record: Any = None) -> Docx:
    return Document(io.BytesIO(EXPORTS[name].write(record if record is not None else RECORDS[name])))


def blocks(document: Docx) -> Iterator[tuple[str, str]]:
    """Style and text of every paragraph in reading order, those in tables too."""
    for paragraph in document.element.body.iter(qn("w:p")):
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        pieces = (
            ("\n" if piece.tag == qn("w:br") else piece.text or "")
            for piece in paragraph.iter(qn("w:t"), qn("w:br"))
        )
        yield style.get(qn("w:val")) if style is not None else "Normal", "".join(pieces)


def words(document: Docx) -> str:
    return "\n".join(text for _, text in blocks(document))


def titles(document: Docx, style: str) -> list[str]:
    return [text for found, text in blocks(document) if found == style]


def table(document: Docx, *header: str) -> list[list[str]]:
    """The rows below the first header that reads so."""
    found = next(t for t in document.tables if tuple(cell.text for cell in t.rows[0].cells) == header)
    return [[cell.text for cell in row.cells] for row in found.rows[1:]]


def case_pages(document: Docx) -> dict[str, str]:
    """The words of each case's page by the child's name, from one page break to the next."""
    pages: list[list[tuple[str, str]]] = [[]]
    for block in document.element.body:
        if block.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None:
            pages.append([])
        fragment = [("", "".join(t.text or "" for t in p.iter(qn("w:t")))) for p in block.iter(qn("w:p"))]
        style = block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        pages[-1] += [
            (style.get(qn("w:val")) if style is not None else "", fragment[0][1] if fragment else "")
        ]
        pages[-1] += fragment[1:] if fragment else []
    cases = [page for page in pages if page and page[0][0] == "Casenumber"]
    return {page[1][1]: "\n".join(text for _, text in page) for page in cases}


@pytest.mark.parametrize("name", EXPORTS)
def test_every_document_has_its_frame(name: str) -> None:
    document = opened(name)
    for section in document.sections:
        head = "\n".join(p.text for p in section.header.paragraphs)
        foot = "\n".join(p.text for p in section.footer.paragraphs)
        assert "OFFICIAL-SENSITIVE" in head and "Do not copy, forward" in head
        assert foot.startswith("MASE · 27 November 2026 · ") and "audit no. 1234 / 8f3a2b1c" in foot
        codes = [e.text.strip() for e in section.footer._element.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"] and re.search(r"Page .+ of ", foot)
        sizes = (section.page_width, section.page_height, section.left_margin, section.right_margin)
        assert [round(size.cm, 1) for size in sizes if size is not None] == [21.0, 29.7, 2.0, 2.0]
    assert document.styles["Normal"].font.name == "Arial"
    assert document.styles.element.xpath("string(w:style[@w:styleId='Normal']//w:lang/@w:val)") == "en-GB"


@pytest.mark.parametrize("name", EXPORTS)
def test_tables_repeat_their_header_and_keep_their_rows_whole(name: str) -> None:
    document = opened(name)
    listings = [t for t in document.tables if t.style is not None and t.style.name == "Chairside table"]
    assert listings or name == "case-sheets"
    for listing in listings:
        assert listing.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        assert len(listing.rows) > 1
    for every in document.tables:
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in every.rows)


@pytest.mark.parametrize("name", EXPORTS)
def test_nothing_of_the_template_is_left(name: str) -> None:
    data = EXPORTS[name].write(RECORDS[name])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    assert not [
        part
        for part, text in parts.items()
        if re.search(rb"\{\{|\{%|%\}|\}\}", text) and part.endswith(".xml")
    ]
    assert not [part for part in parts if "thumbnail" in part or "customXml" in part or "comments" in part]
    assert b"updateFields" not in parts["word/settings.xml"]  # Word would greet every reader with a warning


@pytest.mark.parametrize("name", EXPORTS)
def test_properties_name_a_role_and_no_person(name: str) -> None:
    about = opened(name).core_properties
    assert about.title.startswith("MASE ") and about.title.endswith(", 27 November 2026")
    assert about.author == about.last_modified_by == "MASE business support"
    assert (about.subject, about.language, about.comments) == ("OFFICIAL-SENSITIVE", "en-GB", "")
    assert about.created.date().isoformat() == "2026-11-30"


def test_agenda_lists_items_children_and_the_statement_on_its_own_page() -> None:
    document = opened("agenda")
    assert titles(document, "Title") == ["Agenda"]
    assert titles(document, "Heading2")[:3] == [
        "Onward referrals to answer",
        "1Welcome and apologies",
        "2Confidentiality statement",
    ]
    rows = table(document, "Name", "Born", "Category", "Other lists")
    assert rows[1] == ["Zofia Kowalska  MASE-001", "3 Apr 2012", "Category 2", "MisPer, CME"]
    assert rows[0][1:] == ["Not known", "Category 2", "None"]
    assert "No children." in words(document)
    statement = document.element.body.xpath("w:p[w:pPr/w:pageBreakBefore]")
    assert [p.xpath("string(.)") for p in statement] == [
        "Cross-check: MASE against the other lists",
        "Confidentiality statement",
    ]
    assert len(titles(document, "ListNumber")) == 5
    assert "Draft" not in document.sections[0].footer.paragraphs[0].text


def test_register_has_room_to_sign() -> None:
    document = opened("register")
    rows = table(document, "Agency", "Representative", "Borough", "Signature")
    assert [row[0] for row in rows[:3]] == ["Police", "Police", "Children’s Social Care"]
    assert all(row[3] == "" for row in rows) and rows[-6:] == [["", "", "", ""]] * 6
    assert rows[3][1] == "Bea Nkemelu (deputy for Lena Frost)\nSchool nurse"
    assert "I agree to the confidentiality statement, version 3" in words(document)
    assert table(document, "Agency", "Representative", "Borough") == [
        ["Youth Offending Service", "Piotr Lisowski\nTeam manager", "Kingston"]
    ]
    assert titles(document, "Heading2") == ["Attending", "Observers", "Apologies", "Not in attendance"]


def test_minutes_have_their_parts_in_order() -> None:
    document = opened("minutes")
    assert titles(document, "Heading1") == [
        "Register",
        "Confidentiality statement",
        "Actions of the previous meeting",
        "3  Minutes of the previous meeting",
        "5  Emerging concerns",
        "6  Data snapshot",
        "Onward referrals",
        "Index of cases",
        "Cases not decided",
        "Action log",
    ]
    assert titles(document, "Heading2")[:4] == ["Present", "Apologies", "Not in attendance", "Observers"]
    text = words(document)
    assert "Quorate: 7 of 11 members were present, 6 are needed." in text
    assert "was read by the chair, DI Okafor at 10:03. Signing the register is agreeing to it." in text
    assert ["Kavya Sundaram", "The lead professional was not there."] in table(document, "Name", "Reason")
    previous, log = ([row[0] for row in rows] for rows in _numbered(document))
    assert previous == ["10/1", "10/4"] and log == ["11/1", "11/2", "11/3"] * 8
    assert "Done. Served on 19 November." in text and "Nothing noted." in text


def _numbered(document: Docx) -> list[list[list[str]]]:
    head = ["No.", "Action", "Owner", "Deadline", "Update"]
    tables = [[[cell.text for cell in row.cells] for row in t.rows] for t in document.tables]
    return [rows[1:] for rows in tables if rows[0] == head]


def test_one_case_a_page_with_everything_about_it() -> None:
    document = opened("minutes")
    pages = case_pages(document)
    assert list(pages) == list(records.NAMES[:8])
    for name, page in pages.items():
        assert not [other for other in records.NAMES[:8] if other != name and other in page]
        assert "MisPer: five episodes in the last three months." in page
        for title in (
            "Victim",
            "Offender",
            "Location",
            "Themes",
            "Overview, intervention and disruption",
            "Category 2",
        ):
            assert title in page
    kinds = {case.name: case.kind for case in records.cases(8)}
    assert {name for name, page in pages.items() if "Impact of the plan so far" in page} == {
        name for name, kind in kinds.items() if kind != "new"
    }
    assert {name for name, page in pages.items() if "Other agencies managing the risk" in page} == {
        name for name, kind in kinds.items() if kind == "out of borough"
    }


def test_particulars_and_actions_are_read_back() -> None:
    document = opened("case-sheets", CaseSheets(records.heading(), (records.case(),)))
    assert [cell.text for cell in document.tables[0].rows[0].cells] == [
        "Date of birth",
        "3 April 2012 (14)",
        "Gender",
        "Female",
    ]
    assert [cell.text for cell in document.tables[0].rows[5].cells][2:] == ["", ""]
    assert table(document, "Action", "Owner", "Deadline", "Update")[1:] == [
        ["Find a school place within ten days", "Education, J. Bell", "11 Dec 2026", "Open"],
        [
            "Review the CCTV at Station Approach for 14 and 18 November",
            "Police, DS Hall",
            "No deadline",
            "Done. Visited 20 November.",
        ],
    ]


def test_the_index_leads_to_each_case() -> None:
    document = opened("minutes", records.minutes(12, length=1))
    rows = [row for row in table(document, "Case", "Name", "Decision", "Page") if row[0].isdigit()]
    body = document.element.body
    marks = [e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))]
    codes = [e.text.strip() for e in body.iter(qn("w:instrText")) if "PAGEREF" in e.text]
    assert marks == [f"case_{n}" for n in range(1, 13)]
    assert codes == [rf"PAGEREF case_{n} \h" for n in range(1, 13)]
    assert [row[1] for row in rows] == [case.name for case in records.cases(12)]
    groups = dict.fromkeys(case.group for case in records.cases(12))
    assert titles(document, "Grouprow") == list(groups)


@pytest.mark.parametrize(("length", "pages"), [(1, 1), (8, 2), (16, 3)])
def test_a_long_case_moves_the_pages_after_it(length: int, pages: int) -> None:
    cases = (
        records.case("Ella Pembury"),
        records.case("Tiago Salgueiro", length=length),
        records.case("Ifrah Warsame"),
    )
    document = opened("minutes", records.minutes(0, cases=cases))
    rows = table(document, "Case", "Name", "Decision", "Page")
    first, long, after = (int(row[3]) for row in rows if row[0].isdigit())
    assert (first, long, after) == (4, 5, 5 + pages)


def test_the_running_head_names_the_child_only_on_case_pages() -> None:
    front, cases, end = (
        s.header._element.xpath("string(.//w:instrText)").strip() for s in opened("minutes").sections
    )
    assert (front, cases, end) == ("", 'STYLEREF "Heading 2"', "")


def test_a_meeting_without_cases_has_no_index_and_no_empty_page() -> None:
    document = opened("minutes", records.minutes(0, undecided=(), actions=()))
    assert len(document.sections) == 1
    assert "No cases were discussed." in words(document) and "No actions were agreed." in words(document)
    assert "Index of cases" not in titles(document, "Heading1")


@pytest.mark.parametrize(("standing", "version"), [("Draft", 1), ("Agreed", 3)])
def test_standing_is_in_the_title_block_the_foot_and_the_name(standing: str, version: int) -> None:
    heading = records.heading(standing=standing, version=version)
    document = opened("minutes", records.minutes(heading=heading))
    assert ["Standing", f"{standing}, version {version}"] in [
        [c.text for c in r.cells] for r in document.tables[0].rows
    ]
    for section in document.sections:
        assert f"{standing}, version {version}" in section.footer.paragraphs[0].text
    assert file_name(EXPORTS["minutes"], heading) == f"MASE minutes 2026-11-27 {standing.lower()}.docx"


def test_provisional_is_said_in_a_box_only_when_it_is_so() -> None:
    sentence = "The meeting was not quorate: 5 of 11 members were present, 6 are needed."
    document = opened("minutes", records.minutes(1, heading=records.heading(provisional=sentence)))
    assert titles(document, "Notice") == [f"Provisional. {sentence}"]
    assert document.styles.element.xpath("w:style[@w:styleId='Notice']//w:pBdr/w:top")
    case = records.case(provisional=True)
    assert titles(opened("case-sheets", CaseSheets(records.heading(), (case,))), "Notice")[0].startswith(
        "Provisional. "
    )
    assert titles(opened("minutes"), "Notice") == []


def test_an_undecided_case_says_why() -> None:
    case = records.case(
        decision="Not decided", rationale="", undecided_reason="The social worker was ill.", actions=()
    )
    text = words(opened("case-sheets", CaseSheets(records.heading(), (case,))))
    assert "Not decided: The social worker was ill." in text and "No actions." in text
    assert "No rationale noted." not in text


def test_actions_stand_by_owner_each_on_a_page() -> None:
    document = opened("actions")
    assert titles(document, "Heading1") == ["Education, J. Bell", "Police, DS Hall"]
    assert len(document.element.body.xpath("w:p[w:pPr/w:pageBreakBefore]")) == 1
    text = words(document)
    assert not [name for name in records.NAMES if name in text]


@pytest.mark.parametrize("odd", ODD)
def test_what_was_typed_comes_out_as_it_was_typed(odd: str) -> None:
    case = records.case(
        odd,
        victim=odd,
        category=odd,
        particulars=((odd, odd),),
        actions=(records.action(text=odd, owner=odd),),
    )
    heading = records.heading(venue=odd, body_name=odd, handling=odd, audit_mark=odd)
    minutes = records.minutes(0, heading=heading, cases=(replace(case, heading=heading),))
    document = opened("minutes", minutes)
    found = [text for _, text in blocks(document)]
    shown = " ".join(odd.split())
    assert found.count(odd) >= 5 and shown in titles(document, "Heading2")
    assert document.sections[0].header.paragraphs[1].text.strip() == odd
    assert odd in document.sections[1].footer.paragraphs[1].text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("one\x0btwo", ["one\ntwo"]),
        ("one\r\ntwo\rthree", ["one\ntwo\nthree"]),
        ("one\n\ntwo", ["one", "two"]),
        ("one\n  \n\ntwo\n", ["one", "two"]),
        ("a\x00b\x07c\x1bd\x0ce", ["abcd\ne"]),
        ("lone \ud800 and \ufffe\U0001ffff", ["lone \ufffd and "]),
        ("line\u2028end", ["line\nend"]),
        ("", ["Nothing noted."]),
    ],
)
def test_line_ends_and_control_characters(typed: str, shown: list[str]) -> None:
    document = opened("case-sheets", CaseSheets(records.heading(), (records.case(victim=typed),)))
    listed = list(blocks(document))
    start = listed.index(("Heading3", "Victim")) + 1
    assert [text for _, text in listed[start : listed.index(("Heading3", "Offender"))]] == shown


def test_a_name_stays_on_one_line_and_reads_one_way() -> None:
    document = opened(
        "case-sheets", CaseSheets(records.heading(), (records.case("Ella\n\n\u202eyrubmeP\x0b "),))
    )
    assert titles(document, "Heading2") == ["Ella yrubmeP"]


def test_a_very_long_text_is_whole() -> None:
    text = "word " * 200_000
    document = opened("case-sheets", CaseSheets(records.heading(), (records.case(victim=text),)))
    assert any(len(found) == len(text) for _, found in blocks(document))


def test_no_case_sheet_without_a_case() -> None:
    with pytest.raises(Refused, match="no cases yet"):
        EXPORTS["case-sheets"].write(CaseSheets(records.heading(), ()))


def test_no_file_name_holds_a_childs_name_or_a_path() -> None:
    heading = records.heading(body_short="../MASE: K/R.")
    names = {name: file_name(export, heading) for name, export in EXPORTS.items()}
    assert names["case-sheets"] == "MASE K R case sheets 2026-11-27 draft.docx"
    assert names["agenda"] == "MASE K R agenda 2026-11-27.docx"


def test_sixty_cases_are_a_page_each() -> None:
    """How long they take is for `make bench`."""
    minutes = records.minutes(60, length=2)
    data = EXPORTS["minutes"].write(minutes)
    assert len(case_pages(Document(io.BytesIO(data)))) == len({case.name for case in minutes.cases})
