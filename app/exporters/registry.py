"""Which documents there are: to add one, write its module and its template and put a line here."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from app.domain.documents import (
    ActionList,
    Agenda,
    AttendanceReturn,
    CaseSheets,
    CrossChecked,
    Heading,
    Minutes,
    Register,
)
from app.errors import Refused
from app.exporters import actions, agenda, attendance, case_sheets, crosscheck, minutes, register
from app.exporters.text import line

EXCEL = ".xlsx"


@dataclass(frozen=True)
class Export:
    """One document: `write` takes a `record_type`; `standing` is whether it is ever draft or agreed.

    `sheet` writes the same as an Excel workbook; None for what is only ever paper.
    """

    name: str
    title: str
    record_type: type
    file_stem: str
    write: Callable[[Any], bytes]
    standing: bool = True
    sheet: Callable[[Any], bytes] | None = None

    def writer(self, file: Path) -> Callable[[Any], bytes]:
        """What writes this document into a file of that name: Excel for .xlsx, Word for any other.

        Raises `Refused` where it is no table, so that no Word file goes out under the name of a workbook.
        """
        if file.suffix.casefold() != EXCEL:
            return self.write
        if self.sheet is None:
            raise Refused(
                f"“{self.title}” is written for Word only: give the file a name that ends in .docx."
            )
        return self.sheet


_ALL = (
    Export("agenda", "Agenda with confidentiality statement", Agenda, "agenda", agenda.write, standing=False),
    Export("register", "Attendance register", Register, "register", register.write, standing=False),
    Export("minutes", "Minutes with index and case sheets", Minutes, "minutes", minutes.write),
    Export("case-sheets", "Case sheets", CaseSheets, "case sheets", case_sheets.write),
    Export("actions", "Actions by owner", ActionList, "actions", actions.write),
    Export(
        "crosscheck",
        "Cross-check against the other two lists",
        CrossChecked,
        "cross-check",
        crosscheck.write,
        standing=False,
        sheet=crosscheck.write_sheet,
    ),
    Export(
        "attendance",
        "Attendance over the year",
        AttendanceReturn,
        "attendance return",
        attendance.write,
        standing=False,
    ),
)

EXPORTS: Mapping[str, Export] = MappingProxyType({export.name: export for export in _ALL})


def file_name(export: Export, heading: Heading) -> str:
    """A name without a child's name: "MASE minutes 2026-11-27 draft.docx"."""
    standing = f" {heading.standing.lower()}" if export.standing else ""
    body = re.sub(r'[<>:"/\\|?*.]+', " ", line(heading.body_short))
    return " ".join(f"{body} {export.file_stem} {heading.meeting_on.isoformat()}{standing}".split()) + ".docx"
