"""Text as it comes from other programs, made fit to store, to show and to put into Word."""

import re
import unicodedata

# C0 (but tab and newline), DEL, byte order marks and non-characters, lone surrogates:
# python-docx and SQLite's UTF-8 raise on some of them, and none can be seen.
_UNFIT = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|\r|\x0b|\u2028|\u2029")
# Direction controls can make a name read as another one.
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOT_WORD = re.compile(r"[\W_]+")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """Composed (NFC) text without control characters; a vertical tab (Shift+Enter) is a new line."""
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNFIT.sub("", _LINE_ENDS.sub("\n", text)))


def clean_name(text: str) -> str:
    """One line of clean text without direction controls, with single spaces."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACES.sub(" ", _BIDI.sub("", clean(text))).strip()


def slug(text: str, most: int = 32) -> str:
    """Letters and digits with hyphens between, for a key: "Meeting report" is "meeting-report"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NOT_WORD.sub("-", plain.casefold()).strip("-")[:most].strip("-")
