"""Any words typed come out of the documents as they went in, or as the rules of cleaning say."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.lists import ListName
from app.domain.text import clean
from app.errors import Refused
from app.exporters.text import clean as fit
from app.services.lists.intake import Intake
from app.services.people.finder import Finder
from tests.builders import a_case, a_clock, a_meeting
from tests.importers.books import MISPER, book, episode, read
from tests.services.room_rig import Rig, a_rig

HOSTILE = (
    "a\0b", "a\x0bb\x0cc\x1bd", "\ufeffstart", "lone \ud800 here", "non \ufffe char", "\u202eevil\u202c",
    "zw\u200dj", "José", "Jose\u0301", "O'Brien", "Null", "=1+1", "%s {0} {{x}} ${x}",
    "{% raw %} {_{ x }_} {#c#}", "'; drop table", '" * NEAR( AND -x : ^', "<b>&amp;", "{ DATE }",
    "\\\\server\\share", "\r\nwin\r", "\x85n", "]]>", "_x0041_", "<w:p>", "\n\n\npara\n\n\n",
    "\udcff\udc80", "line\n" * 500,
)  # fmt: skip
WORDS = st.text(st.characters(codec=None), max_size=200)


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    made = a_rig(tmp_path_factory.mktemp("words"))
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def entry(rig: Rig) -> tuple[int, int]:
    """The meeting and its one case."""
    a_case(rig.store)
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    return meeting, next(iter(rig.entry_ids(meeting).values()))


def lines_of(path: Path) -> str:
    """The text of a document, each paragraph and line break a line; empty lines left out."""
    found = []
    for paragraph in Document(str(path)).element.body.iter(qn("w:p")):
        parts = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t"}
        found.append(
            "".join(
                (one.text or "") if one.tag == qn("w:t") else parts.get(one.tag, "")
                for one in paragraph.iter()
            )
        )
    return filled("\n".join(found))


_MARKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t"}


def _text(element: Any) -> str:
    return (element.text or "") if element.tag == qn("w:t") else ""


def filled(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def comes_out(rig: Rig, entry: tuple[int, int], folder: Path, text: str) -> None:
    rig.minutes.save_notes(entry[1], "overview", text)
    assert rig.room.entry(entry[1]).overview == clean(text)
    rig.documents.export("case-sheets", entry[0], folder / "sheets.docx")
    assert filled(fit(clean(text)).strip("\n")) in lines_of(folder / "sheets.docx")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_out_of_word(rig: Rig, entry: tuple[int, int], tmp_path: Path, text: str) -> None:
    comes_out(rig, entry, tmp_path, text)


@given(text=WORDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_come_out_of_word(rig: Rig, entry: tuple[int, int], tmp_path: Path, text: str) -> None:
    comes_out(rig, entry, tmp_path, text)


@given(text=WORDS)
@settings(max_examples=60, deadline=None)
def test_any_words_can_be_looked_for_and_agreed(rig: Rig, entry: tuple[int, int], text: str) -> None:
    Finder(rig.store).search(text)
    rig.actions.from_line(entry[0], text)
    for act in (
        lambda: rig.actions.add(entry[0], text, "Police", text, date(2026, 12, 1)),
        lambda: rig.room.read_statement(entry[0], text),
        lambda: rig.register.add_observer(entry[0], text, text),
    ):
        try:
            act()
        except Refused as refused:
            assert refused.sentence.endswith(".")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_can_be_the_statement(rig: Rig, entry: tuple[int, int], text: str) -> None:
    if not clean(text).strip():
        with pytest.raises(Refused):
            rig.areas.edit_statement([text], [])
        return
    kept = rig.areas.edit_statement([text], [text])
    assert kept.paragraphs == kept.questions == (clean(text).strip(),)
    rig.room.read_statement(entry[0], "A Marsh")


def test_a_page_pasted_into_the_search_box_is_no_wait(rig: Rig) -> None:
    start = time.process_time()
    Finder(rig.store).search("wort " * 200_000)
    assert time.process_time() - start < 1


CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(-10, 10**9), st.floats(), st.dates(), st.datetimes(), st.times(),
    st.text(st.characters(codec="utf-8", exclude_characters="".join(map(chr, range(32)))), max_size=30),
)  # fmt: skip


@given(grid=st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=8))
@settings(max_examples=40, deadline=None)
def test_each_line_of_any_grid_is_accounted_for(grid: list[list[object]]) -> None:
    data = book([MISPER, episode(), *grid])
    file = read(ListName.MISPER, data)
    lines = {
        *(one.row for one in file.rows),
        *(one.row for one in file.refused),
        *(one.row for one in file.passed),
    }
    written = {number for number, cells in enumerate(grid, start=3) if any(_holds(cell) for cell in cells)}
    assert written <= lines
    assert len(file.rows) + len(file.refused) + len(file.passed) >= len(lines)


def _holds(cell: object) -> bool:
    """Whether the cell says something; a number that is none is written as an empty cell."""
    if isinstance(cell, float) and cell != cell:
        return False
    return cell is not None and (not isinstance(cell, str) or bool(clean(cell).strip()))


def test_a_file_whose_name_is_in_no_alphabet_is_taken_in(rig: Rig, tmp_path: Path) -> None:
    path = tmp_path / "return\udc80.xlsx"
    try:
        path.write_bytes(book([MISPER, episode()]))
    except (OSError, UnicodeEncodeError):
        pytest.skip("this disk holds no such name")
    intake = Intake(rig.store, a_clock())
    assert intake.take_in(intake.preview(ListName.MISPER, path)).file_name == "return.xlsx"
