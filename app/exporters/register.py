"""The register that goes round the table to be signed (domain §21.3, §22.2)."""

from app.domain.documents import Register
from app.exporters.word import fill


def write(register: Register) -> bytes:
    """The register as a Word document, with empty rows for those nobody expected."""
    return fill("register.docx", "attendance register", register.heading, register=register)
