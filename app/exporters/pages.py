"""On which page each case stands, worked out without Word, for the page numbers shown in the index.

The index holds real PAGEREF fields. A reader's Word does not work those out on opening (asking it to puts up
a warning about "other files", and a document opened from mail cannot do it at all), so the number that is
shown until then has to be right already. Each case starts a page, so only the count of pages before it
matters; this measures paragraphs and tables with the widths of Arial (and Liberation Sans, which has the
same) and the styles, margins and sizes of the template as it is, restyled or not. Points throughout.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from app.exporters.widths import wrapped

BOOKMARK = "case"  # the template's own; one for each case in a finished document: case_1, case_2, …
_OWN_IDS = 1000  # above those of bookmarks that the office may have made
_LEADING = 1.149  # Arial: ascent, descent and gap to an em


def number(document: Document) -> None:
    """Gives each case's bookmark its own name, and each PAGEREF field the page it leads to."""
    places: dict[str, int] = {}
    for mark in document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
        identity = mark.get(qn("w:id"))
        if mark.get(qn("w:name")) == BOOKMARK:
            places[identity] = places.get(identity, 0) + 1
            mark.set(qn("w:name"), f"{BOOKMARK}_{places[identity]}")
        if identity in places:
            mark.set(qn("w:id"), str(_OWN_IDS + places[identity]))
    if places:
        _show_pages(document)


def _show_pages(document: Document) -> None:
    found: dict[str, int] | None = None
    wanted = ""
    for piece in document.element.body.iter(qn("w:instrText"), qn("w:t")):
        if piece.tag == qn("w:instrText"):
            words = (piece.text or "").split()
            wanted = words[1] if words[:1] == ["PAGEREF"] else ""
        elif wanted:
            found = found if found is not None else _Layout(document).pages()
            piece.text, wanted = str(found.get(wanted, piece.text)), ""


@dataclass
class _Look:
    """What a paragraph's style and its own properties say about its height."""

    size: float = 10.5
    bold: bool = False
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    exact: float = 0.0
    left: float = 0.0
    right: float = 0.0
    edges: float = 0.0
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False


@dataclass
class _Page:
    """Where the next thing goes: page from 1, height used, headings that wait for what follows them."""

    height: float
    page: int = 1
    used: float = 0.0
    chain: float = 0.0
    after: float = 0.0  # already counted below the last paragraph; the larger of two neighbours' spaces holds
    waiting: list[str] = field(default_factory=list)
    found: dict[str, int] = field(default_factory=dict)

    def turn(self, carried: float = 0.0) -> None:
        self.page, self.used = self.page + 1, carried

    def room(self) -> float:
        return self.height - self.used

    def settle(self) -> None:
        """What was waiting for company has found it on this page."""
        self.found.update(dict.fromkeys(self.waiting, self.page))
        self.waiting, self.chain = [], 0.0


class _Layout:
    """One walk through a document's body."""

    def __init__(self, document: Document) -> None:
        section = document.sections[0]
        sizes = (section.page_height, section.top_margin, section.bottom_margin, section.page_width)
        height, top, bottom, width = (float(size.pt) if size is not None else 0.0 for size in sizes)
        sides = sum(
            float(size.pt) for size in (section.left_margin, section.right_margin) if size is not None
        )
        self._width = width - sides
        self._page = _Page(height - top - bottom)
        self._styles = {
            style.get(qn("w:styleId")): style for style in document.styles.element.xpath("w:style")
        }
        self._looks: dict[str, _Look] = {}
        self._body = document.element.body

    def pages(self) -> dict[str, int]:
        """The page of every bookmark in the body."""
        for block in self._body:
            if block.tag == qn("w:tbl"):
                self._table(block)
            elif block.tag == qn("w:p"):
                self._paragraph(block)
        self._page.settle()
        return self._page.found

    def _paragraph(self, block: Any) -> None:
        look, page = self._look(block), self._page
        if look.new_page and page.used:
            page.turn()
        height = self._lines(block, look, self._width)
        page.waiting += block.xpath("w:bookmarkStart/@w:name")
        self._place(height, look)
        if block.xpath("w:pPr/w:sectPr"):
            page.settle()
            page.turn()

    def _place(self, lines: list[float], look: _Look) -> None:
        """Puts a paragraph on the page, or as much of it as may stand there, and the rest on the next."""
        page = self._page
        before = max(look.before - page.after, 0.0) if page.used else look.before
        whole, least = sum(lines) + look.edges, sum(lines[:2]) + look.edges
        if look.keep_next or look.keep_lines or len(lines) < 4:
            least = whole
        if before + least > page.room() and page.used > page.chain:
            page.turn(page.chain)
        page.used += before
        if not look.keep_next:
            page.settle()
        for height in lines:
            if height > page.room() and page.used:
                page.turn()
            page.used += height
        page.used += look.edges + look.after
        page.after = look.after
        page.chain = page.chain + before + whole + look.after if look.keep_next else 0.0

    def _table(self, block: Any) -> None:
        page = self._page
        margin = self._cell_margin(block)
        columns = [int(column.get(qn("w:w"))) / 20 for column in block.xpath("w:tblGrid/w:gridCol")]
        repeated, page.after = 0.0, 0.0
        for place, row in enumerate(block.xpath("w:tr")):
            height, kept = self._row(row, columns, margin), bool(row.xpath("w:trPr/w:tblHeader"))
            if height > page.room() and page.used > page.chain:
                page.turn(page.chain if page.chain else repeated)
            page.used += height
            if kept and place == 0:
                repeated = height
            if kept or row.xpath("w:tc[1]/w:p[1]/w:pPr/w:pStyle[@w:val='Grouprow']"):
                page.chain += height
            else:
                page.settle()
            while page.used > page.height:  # a row taller than a page
                page.turn(page.used - page.height)

    def _row(self, row: Any, columns: list[float], margin: tuple[float, float]) -> float:
        tallest, at = 0.0, 0
        for cell in row.xpath("w:tc"):
            span = int((cell.xpath("w:tcPr/w:gridSpan/@w:val") or ["1"])[0])
            width = sum(columns[at : at + span]) - margin[1]
            at += span
            height = 0.0
            for block in cell.xpath("w:p"):
                look = self._look(block)
                height += sum(self._lines(block, look, width)) + look.before + look.after + look.edges
            tallest = max(tallest, height + margin[0])
        lowest = int((row.xpath("w:trPr/w:trHeight/@w:val") or ["0"])[0]) / 20
        return float(max(tallest, lowest)) + 0.5

    def _cell_margin(self, block: Any) -> tuple[float, float]:
        """Top and bottom, left and right of a cell, as the table's style has them."""
        style = self._styles.get((block.xpath("w:tblPr/w:tblStyle/@w:val") or [""])[0])
        sides = {"top": 0.0, "bottom": 0.0, "left": 5.4, "right": 5.4}
        for side in sides if style is not None else ():
            found = style.xpath(f"w:tblPr/w:tblCellMar/w:{side}/@w:w") if style is not None else []
            sides[side] = int(found[0]) / 20 if found else sides[side]
        return sides["top"] + sides["bottom"], sides["left"] + sides["right"]

    def _lines(self, block: Any, look: _Look, width: float) -> list[float]:
        height = look.exact or look.size * _LEADING * look.line
        room = width - look.left - look.right
        return [height] * sum(wrapped(text, room, look.size, look.bold) for text in _texts(block))

    def _look(self, block: Any) -> _Look:
        properties = block.find(qn("w:pPr"))
        key = (block.xpath("w:pPr/w:pStyle/@w:val") or ["Normal"])[0]
        if key not in self._looks:
            self._looks[key] = self._styled(key)
        base = self._looks[key]
        own = [child for child in properties if child.tag != qn("w:pStyle")] if properties is not None else []
        return _changed(_Look(**vars(base)), properties, None) if own else base

    def _styled(self, key: str) -> _Look:
        style = self._styles.get(key)
        if style is None:
            return _Look()
        parent = style.xpath("w:basedOn/@w:val")
        look = _Look(**vars(self._styled(parent[0]))) if parent else _Look()
        return _changed(look, style.find(qn("w:pPr")), style.find(qn("w:rPr")))


_MEASURES = (
    ("before", "w:spacing/@w:before"),
    ("after", "w:spacing/@w:after"),
    ("left", "w:ind/@w:left"),
    ("right", "w:ind/@w:right"),
)
_SWITCHES = (("keep_next", "w:keepNext"), ("keep_lines", "w:keepLines"), ("new_page", "w:pageBreakBefore"))


def _changed(look: _Look, paragraph: Any, run: Any) -> _Look:
    """The look with what these properties say about it."""
    if paragraph is not None:
        _spaced(look, paragraph)
    if run is not None:
        look.size = float((run.xpath("w:sz/@w:val") or [look.size * 2])[0]) / 2
        look.bold = _switched(run, "w:b", look.bold)
    return look


def _spaced(look: _Look, paragraph: Any) -> None:
    for name, path in _MEASURES:
        for value in paragraph.xpath(path):
            setattr(look, name, int(value) / 20)
    for value in paragraph.xpath("w:spacing/@w:line"):
        exact = paragraph.xpath("w:spacing/@w:lineRule") == ["exact"]
        look.line, look.exact = int(value) / 240, int(value) / 20 if exact else 0.0
    for name, tag in _SWITCHES:
        setattr(look, name, _switched(paragraph, tag, getattr(look, name)))
    for side in paragraph.xpath("w:pBdr/w:top | w:pBdr/w:bottom"):
        look.edges += int(side.get(qn("w:space"), "0")) + int(side.get(qn("w:sz"), "0")) / 8


def _switched(properties: Any, tag: str, otherwise: bool) -> bool:
    found = properties.xpath(tag)
    return found[0].get(qn("w:val")) not in ("0", "false") if found else otherwise


def _texts(block: Any) -> Iterator[str]:
    """The paragraph's text, one for each forced line."""
    text = ""
    for piece in block.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
        if piece.tag == qn("w:br"):
            yield text
            text = ""
        else:
            text += (piece.text or "") if piece.tag == qn("w:t") else "    "
    yield text
