"""The cross-check of a meeting: its children on the other lists, for paper (Word) or to work with (Excel)."""

from collections.abc import Iterable

from app.domain.document_parts import CheckedChild
from app.domain.documents import CrossChecked
from app.exporters.excel import Sheet, SheetColumn, Value, book
from app.exporters.word import fill

_COLUMNS = (
    SheetColumn("Child", 24),
    SheetColumn("Born", 12),
    SheetColumn("Age", 6, "right"),
    SheetColumn("Area", 14),
    SheetColumn("Lists", 8, "right"),
)
_AFTER = (
    SheetColumn("Findings", 52),
    SheetColumn("Decided last time", 34),
    SheetColumn("Decided on", 12),
    SheetColumn("Open actions", 9, "right"),
    SheetColumn("Waiting for an answer of", 16),
)


def write(checked: CrossChecked) -> bytes:
    """The cross-check as a Word document; see `word.fill` for what is refused."""
    return fill("crosscheck.docx", "cross-check", checked.heading, checked=checked)


def write_sheet(checked: CrossChecked) -> bytes:
    """The same as an Excel workbook: a row a child, a column for what each list says."""
    labels = tuple(_labels(checked.check.children))
    columns = (*_COLUMNS, *(SheetColumn(label, 34) for label in labels), *_AFTER)
    rows = [_row(child, labels) for child in checked.check.children]
    return book(Sheet("Cross-check", checked.heading, checked.check.basis, columns, rows))


def _labels(children: Iterable[CheckedChild]) -> Iterable[str]:
    """The lists that somebody is on, in the order in which a child's lines stand."""
    return dict.fromkeys(label for child in children for label, _ in child.says)


def _row(child: CheckedChild, labels: Iterable[str]) -> tuple[Value, ...]:
    said = dict(child.says)
    return (
        child.name,
        child.born if child.born is not None else "Not known",
        child.age,
        child.area or "Not known",
        len(child.says),
        *(said.get(label, "") for label in labels),
        "\n".join(child.findings),
        child.last,
        child.decided_on,
        child.open_actions,
        ", ".join(child.waiting),
    )
