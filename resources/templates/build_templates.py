"""Builds the shipped Word templates, so that they can be read and reviewed as text.

Run `python -m resources.templates.build_templates` after a change to house_style.py, blocks.py or bodies.py.
An office that wants another look edits the .docx in Word (styles, margins, wording, order) and leaves
{{ }} and {% %} be.
"""

import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.section import Section
from docx.shared import Cm

from resources.templates.bodies import TEMPLATES, Template
from resources.templates.house_style import NUMBERING, STYLES, W, footer, header

_EPOCH = (2020, 1, 1, 0, 0, 0)


def _fill(container: object, paragraphs: Sequence[str]) -> None:
    element = container._element  # type: ignore[attr-defined]
    for child in list(element):
        element.remove(child)
    for text in paragraphs:
        element.append(_parsed(text))


def _parsed(text: str) -> object:
    return parse_xml(text.replace(">", f" {W}>", 1) if "xmlns:w=" not in text else text)


def _page(section: Section, running: str, standing: str) -> None:
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = section.bottom_margin = Cm(2.0)
    section.top_margin, section.header_distance, section.footer_distance = Cm(2.4), Cm(1.0), Cm(0.9)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    _fill(section.header, header(running))
    _fill(section.footer, footer(standing))


def _dress(document: Docx) -> None:
    """Our styles and lists in place of those python-docx starts with; British English; nothing left over."""
    styles = document.styles.element
    for old in styles.xpath("w:style"):
        styles.remove(old)
    for style in STYLES:
        styles.append(parse_xml(style))
    for language in styles.xpath("w:docDefaults//w:lang"):
        language.set(language.keys()[0], "en-GB")
    numbering = document.part.numbering_part.element
    for old in list(numbering):
        numbering.remove(old)
    for child in list(parse_xml(NUMBERING)):
        numbering.append(child)
    settings = document.settings.element
    for old in settings.xpath("w:savePreviewPicture | w:rsids | w:proofState | w:compat/w:useFELayout"):
        old.getparent().remove(old)
    for tagname, value in (("w:themeFontLang", "en-GB"), ("w:compat/w:compatSetting[1]", "15")):
        found = settings.xpath(tagname)[0]
        found.set(next(key for key in found.keys() if key.endswith("}val")), value)  # noqa: SIM118


def _bytes(template: Template) -> bytes:
    document = Document()
    _dress(document)
    for part in (document.part, document.part.package):
        for key in [
            k
            for k, rel in part.rels.items()
            if rel.reltype.endswith(("thumbnail", "customXml", "stylesWithEffects"))
        ]:
            del part.rels[key]
    body = document.element.body
    last = body.sectPr
    for child in parse_xml(f"<w:body {W}>{template.body}</w:body>"):
        last.addprevious(child)
    for section, running in zip(document.sections, template.running, strict=True):
        _page(section, running, template.standing)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = (
        template.name.removesuffix(".docx"),
        "Chairside",
        "",
    )
    properties.last_modified_by, properties.language = "Chairside", "en-GB"
    file = io.BytesIO()
    document.save(file)
    return _dateless(file.getvalue())


def _dateless(data: bytes) -> bytes:
    """The same archive with a fixed date on each part: the same source gives the same file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _EPOCH), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def build(folder: Path) -> list[Path]:
    """Writes every template into `folder`."""
    written = []
    for template in TEMPLATES:
        path = folder / template.name
        path.write_bytes(_bytes(template))
        written.append(path)
    return written


if __name__ == "__main__":
    for made in build(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent):
        sys.stdout.write(f"{made.name}\n")
