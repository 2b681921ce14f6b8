"""The agenda with its children and the confidentiality statement (domain §22.1, §22.3)."""

from app.domain.documents import Agenda
from app.exporters.word import fill


def write(agenda: Agenda) -> bytes:
    """The agenda as a Word document; see `word.fill` for what is refused."""
    return fill("agenda.docx", "agenda", agenda.heading, agenda=agenda)
