"""The look of the Word documents: styles, header, footer, and the pieces pages are made of, as text.

Widths are in twentieths of a point (A4 less 2 cm each side is 9638), font sizes in half points.
Everything in {{ }} and {% %} is docxtpl's; the words after the dot are fields of the frozen records.
"""

from collections.abc import Sequence
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT = "Arial"
INK, SOFT, LINE, ACCENT, TINT = "1B2430", "5B6776", "DFE4EA", "0B6E8A", "E3F1F5"
AMBER, AMBER_TINT = "8A5A00", "FFF2D6"
FULL = 9638


def _fonts() -> str:
    return (
        "<w:rFonts " + " ".join(f'w:{slot}="{FONT}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs")) + "/>"
    )


def _spacing(before: int, after: int, line: int = 264) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _look(size: int, colour: str = INK, bold: bool = False) -> str:
    weight = "<w:b/><w:bCs/>" if bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
    return f'{weight}<w:color w:val="{colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _border(side: str, colour: str, size: int = 4, space: int = 1) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _shade(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


# Styles that Word knows itself, by the name it knows them by.
_WORDS_OWN = {
    "Title": "Title",
    "Subtitle": "Subtitle",
    "Heading 1": "heading 1",
    "Heading 2": "heading 2",
    "Heading 3": "heading 3",
    "List Number": "List Number",
    "Header": "header",
    "Footer": "footer",
}


def _style(name: str, ppr: str = "", rpr: str = "", based: str = "Normal", after: str = "Normal") -> str:
    known = _WORDS_OWN.get(name, name)
    custom = "" if name in _WORDS_OWN else ' w:customStyle="1"'
    key = name.replace(" ", "")
    return (
        f'<w:style {W} w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{known}"/>'
        f'<w:basedOn w:val="{based}"/><w:next w:val="{after}"/><w:uiPriority w:val="9"/><w:qFormat/>'
        f"<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}</w:rPr></w:style>"
    )


def _heading(level: int, spacing: str, look: str) -> str:
    ppr = f'<w:keepNext/><w:keepLines/>{spacing}<w:outlineLvl w:val="{level - 1}"/>'
    return _style(f"Heading {level}", ppr, look)


def _table_style(name: str, borders: str, first_row: str = "", top: int = 50) -> str:
    key = name.replace(" ", "")
    margins = f'<w:top w:w="{top}" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    margins += f'<w:bottom w:w="{top}" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
    return (
        f'<w:style {W} w:type="table" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{first_row}</w:style>"
    )


_HEADER_ROW = (
    f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="{SOFT}"/></w:rPr><w:tcPr>'
    f"<w:tcBorders>{_border('bottom', INK, 8, 0)}</w:tcBorders></w:tcPr></w:tblStylePr>"
)
_BOX = "".join(_border(side, AMBER, 8, 6) for side in ("top", "left", "bottom", "right"))

STYLES: tuple[str, ...] = (
    f'<w:style {W} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    f'<w:pPr><w:widowControl/>{_spacing(0, 100)}</w:pPr><w:rPr>{_fonts()}<w:color w:val="{INK}"/>'
    '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-GB" w:eastAsia="en-GB"/></w:rPr></w:style>',
    f'<w:style {W} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
    f'<w:style {W} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
    _style("Title", f"<w:keepNext/>{_spacing(0, 40, 240)}", _look(48, INK, True), after="Subtitle"),
    _style("Subtitle", f"<w:keepNext/>{_spacing(0, 200, 252)}", _look(26, SOFT)),
    _heading(1, _spacing(360, 100, 252), _look(30, INK, True)),
    _heading(2, _spacing(240, 80, 252), _look(25, INK, True)),
    _heading(3, _spacing(120, 20, 252), _look(21, ACCENT, True)),
    _style("Partnership", f"<w:keepNext/>{_spacing(0, 60, 252)}", _look(20, ACCENT, True), after="Title"),
    _style(
        "Case number",
        f'<w:keepNext/><w:tabs><w:tab w:val="right" w:pos="{FULL}"/></w:tabs>{_spacing(0, 0, 252)}',
        _look(20, ACCENT, True),
        after="Heading2",
    ),
    _style("Table text", _spacing(0, 0, 252), _look(20)[len('<w:b w:val="0"/><w:bCs w:val="0"/>') :]),
    _style("Table label", "", f'<w:color w:val="{SOFT}"/>', based="Tabletext"),
    _style("Particular", "", '<w:sz w:val="19"/><w:szCs w:val="19"/>', based="Tabletext"),
    _style("Particular label", "", f'<w:color w:val="{SOFT}"/>', based="Particular"),
    _style("Group row", f"<w:keepNext/>{_spacing(80, 0, 252)}", _look(20, ACCENT, True), based="Tabletext"),
    _style(
        "Notice",
        f"<w:keepLines/><w:pBdr>{_BOX}</w:pBdr>{_shade(AMBER_TINT)}{_spacing(160, 200)}"
        '<w:ind w:left="140" w:right="140"/>',
        _look(21, INK),
    ),
    _style(
        "Other list",
        f"<w:keepLines/><w:pBdr>{_border('left', ACCENT, 24, 8)}</w:pBdr>{_shade(TINT)}{_spacing(0, 0)}"
        '<w:ind w:left="200"/>',
        _look(20),
    ),
    _style("After table", _spacing(0, 0, 240), _look(8)),
    _style("Statement", _spacing(0, 160, 288), _look(23)),
    _style("Section end", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', _look(2)),
    _style("List Number", f'<w:numPr><w:numId w:val="1"/></w:numPr>{_spacing(0, 100)}'),
    _style(
        "Header",
        '<w:tabs><w:tab w:val="center" w:pos="4819"/><w:tab w:val="right" w:pos="9638"/></w:tabs>'
        + _spacing(0, 0, 240),
        _look(17, SOFT),
    ),
    _style(
        "Footer",
        f'<w:tabs><w:tab w:val="right" w:pos="{FULL}"/></w:tabs>' + _spacing(0, 0, 252),
        _look(17, SOFT),
    ),
    f'<w:style {W} w:type="character" w:customStyle="1" w:styleId="Quiet"><w:name w:val="Quiet"/><w:qFormat/>'
    f'<w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="{SOFT}"/></w:rPr></w:style>',
    f'<w:style {W} w:type="character" w:customStyle="1" w:styleId="Marking">'
    '<w:name w:val="Marking"/><w:qFormat/>'
    f'<w:rPr><w:b/><w:bCs/><w:color w:val="{INK}"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>',
    f'<w:style {W} w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/>'
    "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>",
    _table_style(
        "Chairside table",
        _border("top", LINE, 4, 0) + _border("bottom", LINE, 4, 0) + _border("insideH", LINE, 4, 0),
        _HEADER_ROW,
    ),
    _table_style("Chairside grid", _border("bottom", LINE, 4, 0) + _border("insideH", LINE, 4, 0), top=35),
    _table_style("Chairside band", "", top=70),
)

NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
    '<w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="ListNumber"/><w:lvlText w:val="%1."/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="454" w:hanging="454"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


# Pieces ------------------------------------------------------------------------------------------


def run(text: str, style: str = "") -> str:
    """A run; a tab in the text becomes a tab stop."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    inner = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in text.split("\t")
    )
    return f"<w:r>{properties}{inner}</w:r>"


def field(code: str, result: str) -> str:
    """A real field with the result that is shown until it is next worked out."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
    return mark("begin") + instruction + mark("separate") + run(result) + mark("end")


def para(style: str, *runs: str, ppr: str = "") -> str:
    """A paragraph; plain text among the runs becomes a run."""
    key = style.replace(" ", "")
    inner = "".join(piece if piece.startswith("<") else run(piece) for piece in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{key}"/>{ppr}</w:pPr>{inner}</w:p>'


def tag(statement: str) -> str:
    """A paragraph that is only a docxtpl statement and is not in the finished document."""
    return para("Normal", f"{{%p {statement} %}}")


def when(condition: str, *blocks: str) -> str:
    """Blocks that stand only where the condition holds."""
    return tag(f"if {condition}") + "".join(blocks) + tag("endif")


def each(name: str, source: str, *blocks: str) -> str:
    """Blocks repeated for everything in `source`."""
    return tag(f"for {name} in {source}") + "".join(blocks) + tag("endfor")


def cell(width: int, *paragraphs: str, span: int = 1, fill: str = "") -> str:
    """A table cell; text that is not yet a paragraph becomes one in Table text."""
    inner = "".join(piece if piece.startswith("<w:p>") else para("Table text", piece) for piece in paragraphs)
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shaded = _shade(fill) if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shaded}</w:tcPr>{inner}</w:tc>'


def row(*cells: str, head: bool = False, height: int = 0) -> str:
    """A row that is not torn over two pages; `head` repeats on each page; `height` is the least."""
    lowest = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{lowest}{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def row_tag(statement: str, columns: int) -> str:
    """A row that is only a docxtpl statement and is not in the finished document."""
    return row(cell(FULL, f"{{%tr {statement} %}}", span=columns))


def table(widths: Sequence[int], rows: str, style: str = "Chairside table", caption: str = "") -> str:
    """A table of fixed widths; `caption` is what a screen reader says."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    first, key = style == "Chairside table", style.replace(" ", "")
    look = "0620" if first else "0600"
    described = f'<w:tblCaption w:val="{escape(caption)}"/>' if caption else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{key}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}" w:firstRow="{int(first)}" '
        f'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{described}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>" + para("After table")
    )


def listing(columns: Sequence[tuple[str, int, str]], name: str, source: str, caption: str) -> str:
    """A Chairside table: (title, width, cell text) a column, a row for each thing in `source`."""
    widths = [width for _, width, _ in columns]
    rows = row(*(cell(width, title) for title, width, _ in columns), head=True)
    rows += row_tag(f"for {name} in {source}", len(columns))
    rows += row(*(cell(width, text) for _, width, text in columns)) + row_tag("endfor", len(columns))
    return table(widths, rows, caption=caption)


def header(running: str = "") -> tuple[str, ...]:
    """The marking and how to handle it; `running` is a field that names at the right what a page is about."""
    return (
        para(
            "Header",
            run("\t{{ heading.marking }}", "Marking"),
            run("\t") if running else "",
            running or "<w:r/>",
        ),
        para("Header", "\t{{ heading.handling }}"),
    )


def footer(standing: str) -> tuple[str, ...]:
    """Which meeting, which standing, which page of how many, and the mark that leads back to the audit."""
    rule = f"<w:pBdr>{_border('top', LINE, 4, 6)}</w:pBdr>"
    first = run("{{ heading.body_short }} · {{ heading.meeting_on|short_day }} · " + standing + "\tPage ")
    return (
        para("Footer", first, field("PAGE", "1"), run(" of "), field("NUMPAGES", "1"), ppr=rule),
        para("Footer", "{{ heading.audit_mark }}\t{{ heading.marking }}"),
    )
