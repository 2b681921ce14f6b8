"""A frozen record and a template become the bytes of a Word document, in memory only."""

import io
import zipfile
from datetime import datetime, time
from typing import Any

from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateError

from app.domain.documents import Heading
from app.errors import Refused
from app.exporters import pages
from app.exporters.text import FILTERS, finalize, line, short_day
from app.resources import resource


def _environment() -> Environment:
    environment = Environment(autoescape=True, finalize=finalize, undefined=StrictUndefined)
    environment.filters.update(FILTERS)
    return environment


def fill(template: str, title: str, heading: Heading, **records: Any) -> bytes:
    """The document as bytes; `title` goes into its properties ("minutes").

    Raises `Refused` when the office's copy of the template is gone or no longer fits the records.
    """
    path = resource("templates", template)
    if not path.is_file():
        raise Refused(f"The template {template} is missing. Put it back, or install Chairside again.")
    try:
        filled = DocxTemplate(io.BytesIO(path.read_bytes()))
        filled.render({"heading": heading, **records}, _environment())
    except (TemplateError, zipfile.BadZipFile) as error:
        kind = type(error).__name__
        raise Refused(
            f"The template {template} cannot be filled ({kind}). Undo the last change to it in Word."
        ) from error
    document: Document = filled.docx
    pages.number(document)
    _describe(document, title, heading)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: Document, title: str, heading: Heading) -> None:
    """Properties name the meeting and a role: never a person, a machine or a folder."""
    about = document.core_properties
    role = f"{line(heading.body_short)} business support"[:255]
    about.title = f"{line(heading.body_short)} {title}, {short_day(heading.meeting_on)}"[:255]
    about.subject = line(heading.marking)[:255]
    about.author = about.last_modified_by = role
    about.comments = about.keywords = ""
    about.category = line(heading.standing)[:255]
    about.language = "en-GB"
    about.revision = max(heading.version, 1)
    about.created = about.modified = datetime.combine(heading.written_on or heading.meeting_on, time())
