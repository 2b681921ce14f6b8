"""Case sheets alone, one child a page (domain §22.6 to 22.8)."""

from app.domain.documents import CaseSheets
from app.errors import Refused
from app.exporters.word import fill


def write(case_sheets: CaseSheets) -> bytes:
    """One sheet or all of a meeting's; `Refused` when there is none to write."""
    if not case_sheets.cases:
        raise Refused("This meeting has no cases yet, so there is no case sheet to write. Add a case first.")
    return fill("case-sheets.docx", "case sheets", case_sheets.heading, case_sheets=case_sheets)
