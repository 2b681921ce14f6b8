"""The door for files: one list out of one workbook, with every line accounted for."""

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.lists import (
    Layout,
    ListFile,
    ListName,
    PassedLine,
    RefusedRow,
    SheetLayout,
    SheetSeen,
)
from app.errors import Refused
from app.importers import care
from app.importers.chosen import Chosen
from app.importers.fields import FieldSpec, fields_for
from app.importers.gate import check, is_text
from app.importers.headings import Headings
from app.importers.layout import (
    SEARCHED,
    find_headings,
    guess_from,
    plausible,
    possible_headings,
    telling_fields,
)
from app.importers.lines import Table, make_tables
from app.importers.rows import Around, Gathered, read_table
from app.importers.separated import open_text
from app.importers.sheets import Book, Sheet, open_book
from app.importers.sides import each_side

__all__ = ["FieldSpec", "fields_for", "guess_list", "read_list"]

_LOOKED_FOR = {
    ListName.MISPER: "Merlin ref, Nominal (name), DOB, Reported missing and Returned",
    ListName.CME: "UPN, Forename, Surname, Date of birth, Off roll and Hours",
    ListName.MASE: "Ref, Name, DOB, Borough, Category and Date referred",
    ListName.SSDA903: "CHILD, SEX, DOB and UPN, or CHILD, DOB, MISSING, MIS_START and MIS_END",
    ListName.ANNEX_A: "Child Unique ID, Gender, Date of Birth and the number of missing episodes",
}
_OF_LIST_8 = {"missing_episodes", "away_episodes", "interview_accepted"}
_TABLE_WIDTH = 3
_FAR_BETTER = 2


@dataclass
class _Plan:
    """What is read of which sheet; `found` has every sheet that is not left out, some without a heading."""

    found: list[tuple[Sheet, tuple[SheetLayout, ...]]] = field(default_factory=list)
    passed: list[PassedLine] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    sheets: tuple[SheetSeen, ...] = ()

    @property
    def headings(self) -> list[tuple[Sheet, tuple[SheetLayout, ...]]]:
        """The sheets with a heading at least, with their headings."""
        return [one for one in self.found if one[1]]

    def pass_over(self, sheet: Sheet, kind: str) -> None:
        """Name every line of a sheet that is not read."""
        self.passed += [PassedLine(sheet.title, line.row, kind) for line in sheet.lines]

    def keep_list_8(self, chosen: Chosen) -> None:
        """Annex A has a sheet a list, each with children and births; only list 8 is of children in care.

        Somebody's choice first; then the name of the sheet, then the columns that list 8 alone has.
        """
        own = [one for one in self.headings if chosen.holds_for(one[0].title)]
        own = own or [one for one in self.headings if care.is_list_8(one[0].title)]
        own = own or [
            one for one in self.headings if any(_OF_LIST_8 & set(each.columns.values()) for each in one[1])
        ]
        kept = {id(sheet) for sheet, _ in own}
        for sheet, _ in self.found:
            if id(sheet) not in kept:
                self.pass_over(sheet, "note")
        self.found = own


def read_list(
    list_name: ListName,
    file_name: str,
    data: bytes,
    *,
    today: date,
    headings: Headings,
    layouts: Sequence[Layout] = (),
    sure: Layout | None = None,
    to_fix: bool = False,
    progress: Callable[[int, int], bool] | None = None,
) -> ListFile:
    """Read a file whole: each row is accepted or refused, every other line is named in `passed`.

    `layouts` are the named ones, found again by their headings; `sure` is the one that somebody picked for
    this file. With `to_fix` a file without headings is no refusal: its `problem` says what is missing.
    `progress` gets rows done and rows in all, and ends the reading by returning False.
    `Refused` if the file is hostile, damaged, another list, or without headings.
    """
    with _without_collecting():
        book = _open(data, file_name)
        book = replace(book, sheets=each_side(book.sheets, list_name, headings))
        chosen = Chosen(list_name, layouts, sure)
        plan = _plan(book, list_name, headings, chosen)
        _check_care(plan, list_name)
        problem = _why_not(book, list_name, headings, plan, chosen)
        if problem and not to_fix:
            raise Refused(problem)
        in_sight = sorted(plan.headings, key=lambda one: one[0].hidden)  # a hidden copy may be an old one
        tables = [table for sheet, found in in_sight for table in make_tables(sheet, found, headings)]
        gathered = Gathered(sum(len(table.rows) for table in tables), refused=plan.refused)
        for table in tables:
            read_table(table, Around(book, list_name, today, headings), gathered, progress)
    return ListFile(
        list_name=list_name,
        file_name=file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        layouts=tuple(table.layout for table in tables),
        rows=tuple(gathered.rows),
        refused=tuple(gathered.refused),
        passed=(*(line for table in tables for line in table.passed), *plan.passed),
        unread_columns=_unread(tables),
        sheets=plan.sheets,
        layout=chosen.name,
        problem=problem,
    )


def guess_list(data: bytes, file_name: str, headings: Headings) -> ListName | None:
    """Which list a file is by its headings; None if it cannot be told. `Refused` as `read_list`."""
    return guess_from(_open(data, file_name).sheets, headings)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Hundreds of thousands of cells are made and none is in a cycle: looking for cycles costs a third."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _open(data: bytes, file_name: str) -> Book:
    check(data, file_name)
    return open_text(data, file_name) if is_text(data) else open_book(data)


def _plan(book: Book, list_name: ListName, headings: Headings, chosen: Chosen) -> _Plan:
    """The sheets with a heading; of the others every filled line, and a refusal each if they hold a table."""
    choices = [possible_headings(sheet, list_name, headings) for sheet in book.sheets]
    chosen.ranked(choices)
    plan = _Plan()
    for sheet, possible in zip(book.sheets, choices, strict=True):
        if chosen.leaves_out(sheet.title, possible):
            plan.pass_over(sheet, "left out")
        else:
            plan.found.append((sheet, find_headings(sheet, list_name, headings, chosen, possible)))
    if list_name is ListName.ANNEX_A:
        plan.keep_list_8(chosen)
    for sheet, found in plan.found:
        if not found:
            plan.pass_over(sheet, "note")
            if _looks_like_table(sheet):
                reason = (
                    f"No heading row was found on this sheet; its {len(sheet.lines)} lines were not read."
                )
                plan.refused.append(RefusedRow(sheet.title, sheet.lines[0].row, reason))
    read = {id(sheet) for sheet, found in plan.found if found}
    plan.sheets = tuple(
        SheetSeen(sheet.title, len(sheet.lines), sheet.hidden, id(sheet) in read, plausible(possible))
        for sheet, possible in zip(book.sheets, choices, strict=True)
    )
    return plan


def _check_care(plan: _Plan, list_name: ListName) -> None:
    """The return has a dozen files, and two of them are read."""
    if list_name is not ListName.SSDA903:
        return
    choices = [choice for sheet in plan.sheets for choice in sheet.choices]
    other = next((name for one in choices if (name := care.other_file(one.headings))), "")
    if other:
        raise Refused(
            f"This is another file of the looked-after return ({other}); only header and missing are read. "
            "Choose header.csv or missing.csv."
        )


def _why_not(book: Book, list_name: ListName, headings: Headings, plan: _Plan, chosen: Chosen) -> str:
    """Why nothing can be read, as a sentence; "" if something can. `Refused` if it is another list."""
    if plan.headings and (chosen.any_used or chosen.is_sure):
        return ""
    other = guess_from(book.sheets, headings)
    own, _ = telling_fields(book.sheets, list_name, headings)
    if other and telling_fields(book.sheets, other, headings)[0] >= own + _FAR_BETTER:
        raise Refused(f"The headings are those of another list, the {other.holds}; import the file as that.")
    if not any(sheet.lines for sheet in book.sheets):
        raise Refused("The workbook is empty: no sheet has anything in it. Ask for it to be sent again.")
    if plan.headings:
        return ""
    return (
        f"No heading row of the {list_name.holds} was found in the first {SEARCHED} lines of any "
        f"sheet. Its columns are looked for under headings such as {_LOOKED_FOR[list_name]}; "
        "put the headings right in Excel and import the file again."
    )


def _unread(tables: Sequence[Table]) -> dict[str, tuple[str, ...]]:
    """The columns that are not read, by sheet."""
    unread: dict[str, tuple[str, ...]] = {}
    for table in tables:
        if table.unread:
            held = unread.get(table.sheet.title, ())
            unread[table.sheet.title] = tuple(dict.fromkeys((*held, *table.unread)))
    return unread


def _looks_like_table(sheet: Sheet) -> bool:
    return sum(len(line.cells) >= _TABLE_WIDTH for line in sheet.lines) > 1
