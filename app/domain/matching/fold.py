"""Names, places and numbers brought to a form in which they can be compared."""

import re
import unicodedata
from functools import lru_cache

# Letters that NFKD does not take apart.
_BY_HAND = str.maketrans(
    {"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_APOSTROPHES = re.compile(r"['’‘`´ʼ.]")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_PREFIXES = re.compile(r"\b(mac|mc|o|al|el)[ -]+(?=[a-z]{3})")
_SOUNDS: tuple[tuple[str, str], ...] = (
    ("sch", "s"), ("tch", "c"), ("sh", "s"), ("sz", "s"), ("cz", "c"), ("ch", "c"), ("ph", "f"), ("ck", "k"),
    ("wr", "r"), ("kn", "n"), ("dg", "j"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("x", "ks"), ("q", "k"),
    ("c", "k"), ("z", "s"), ("w", "v"), ("g", "k"), ("d", "t"), ("b", "p"),
)  # fmt: skip
_SILENT = str.maketrans("", "", "aeiouyh")


def _plain(text: str) -> str:
    lowered = text.casefold().translate(_BY_HAND)
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


@lru_cache(maxsize=200_000)
def fold_name(text: str) -> str:
    """Lower case, no accents, hyphen = space; "O'Neill", "Mc Kay" and "al-Amin" become one word each."""
    plain = _APOSTROPHES.sub("", _plain(text).replace("o'", "o").replace("st.", "st "))
    spaced = _PREFIXES.sub(r"\1", plain.replace("-", " "))
    return " ".join(_NOT_LETTERS.sub(" ", spaced).split())


@lru_cache(maxsize=200_000)
def fold_place(text: str) -> str:
    """A town or address as words of letters and digits."""
    return " ".join(_NOT_ALNUM.sub(" ", _plain(text)).split())


def fold_number(text: str) -> str:
    """A postcode or reference number without spaces and signs, in lower case."""
    return _NOT_ALNUM.sub("", _plain(text))


def outward(postcode: str) -> str:
    """The first half of a folded British postcode; empty where it is too short to tell."""
    return postcode[:-3] if len(postcode) >= 5 else ""


@lru_cache(maxsize=200_000)
def sound(token: str) -> str:
    """A rough code of how a word sounds: consonants only, with those that are often confused made one."""
    code = token
    for written, heard in _SOUNDS:
        code = code.replace(written, heard)
    head = "a" if code[:1] in "aeiouyh" else code[:1]
    rest = code[1:].translate(_SILENT)
    squeezed = "".join(c for i, c in enumerate(rest) if i == 0 or c != rest[i - 1])
    return head + (squeezed[1:] if squeezed[:1] == head else squeezed)
