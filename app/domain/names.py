"""Names as lists write them: one column or two, capitals, nicknames, other names.

Nothing that was written is lost: what is not understood stays in the name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.text import clean_name

UNKNOWN = frozenset(
    (
        "nk",
        "n/k",
        "n.k.",
        "unk",
        "unknown",
        "not known",
        "name not known",
        "name unknown",
        "not given",
        "tbc",
        "n/a",
    )
)
_PARTICLES = frozenset("van von der den de del della di da dos du la le ter ten bin ibn al el abu ap".split())
_QUOTES = {"'": "'", "‘": "’", "’": "’", '"': '"', "“": "”", "`": "`"}
_MARK = (
    r"(?:a\.?\s?k\.?\s?a\b\.?|a/k/a|(?:also\s+)?known\s+as|prefers|goes\s+by|alias(?:es)?|nicknamed?|k/a|k\.a\.|"
    r"n[ée]e|formerly(?:\s+known\s+as)?|previously(?:\s+known\s+as)?|f/?k/?a)"
)
_MARKED = re.compile(rf"(?:^|[\s,;/\-–(]){_MARK}\s*[:=]?\s*", re.I)
_STARTS_MARKED = re.compile(rf"{_MARK}(?:\s*[:=]\s*|\s+|$)", re.I)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_QUOTED = re.compile(r"(?<!\S)(['\"‘’“`])([^'\"‘’“”`]+)(['\"’”`])(?=[\s,;]|$)")
_NICK = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*(?: [^\W\d_]+(?:['’\-][^\W\d_]+)*)?")
_SEVERAL = re.compile(r"\s*[;/&]\s*|\s+(?:or|and)\s+", re.I)
_PIECES = re.compile(r"([^\W\d_]+)")
_LONGEST = 300
_LAST_BRACKET = re.compile(r"[(\[][^()\[\]]*[)\]]\s*$")
# "KOWALSKA / Zofia", "Kowalska; Zofia": what stands between a surname and a forename beside the comma.
_PARTED = re.compile(r"([^,;/|()\d]+?)\s*[/|]\s*([^,;/|()\d]+)")
_CAPITALS_MC = re.compile(r"(Mc|Mac|O['’]|D['’]|De|Fitz)([A-Z]{2,})")


@dataclass(frozen=True)
class NameRead:
    """Who a cell names; `aliases` in the order given. All empty where it says that nobody knows."""

    forename: str = ""
    surname: str = ""
    aliases: tuple[str, ...] = ()


def read_name(text: str, *, surname_first: bool = False) -> NameRead:
    """One cell with the whole name; without a comma the surname is the last word (with its "van der").

    `surname_first`: the column says that the surname stands first, so a comma may be missing.
    """
    rest, aliases = _take_marked(clean_name(text))
    parted = _PARTED.fullmatch(rest)
    if parted and (surname_first or (_is_capitals(parted[1]) and not _is_capitals(parted[2]))):
        rest = f"{parted[1]}, {parted[2]}"
    else:
        rest, slashed = _take_slashed(rest)
        aliases += slashed
    forename, surname = _halves(rest, surname_first=surname_first)
    return _whole(forename, surname, aliases)


def read_names(forename: str, surname: str, known_as: str = "") -> NameRead:
    """Two columns, and a third for other names; aliases written into the first two are taken out."""
    first, one = _take_aliases(clean_name(forename))
    last, two = _take_aliases(clean_name(surname))
    if not first and "," in last:
        first, last = _halves(last)
    return _whole(first, last, [*one, *two, *_several(clean_name(known_as))])


def natural_case(name: str) -> str:
    """Capitals made readable (O'NEILL, McCARTHY, CHOI-POPESCU); a word in mixed case is left as it is."""
    words = name.split(" ")
    return " ".join(_word(word, first=not at) for at, word in enumerate(words))


def _whole(forename: str, surname: str, aliases: Iterable[str]) -> NameRead:
    forename = "" if forename.casefold() in UNKNOWN else forename
    surname = "" if surname.casefold() in UNKNOWN else surname
    # Initials run together (TJ, DJ) stand as they are; a surname of two consonants is a name (Ng).
    initials = len(forename) == 2 and forename.isupper() and not set(forename) & set("AEIOUY")
    forename = forename if initials else natural_case(forename)
    surname = natural_case(surname)
    others = [_alias(alias) for alias in aliases]
    others = list(dict.fromkeys(other for other in others if other))
    if not forename and not surname and others:
        forename = others.pop(0)
    return NameRead(forename, surname, tuple(others))


def _alias(text: str) -> str:
    text = text.strip(" ,;-–")
    if text.casefold() in UNKNOWN:
        return ""
    forename, surname = _halves(text)
    return natural_case(" ".join(part for part in (forename, surname) if part))


def _take_aliases(text: str) -> tuple[str, list[str]]:
    """The name without its other names, and these."""
    rest, aliases = _take_marked(text)
    rest, slashed = _take_slashed(rest)
    return rest, [*aliases, *slashed]


def _take_marked(text: str) -> tuple[str, list[str]]:
    """The name without the other names that are marked as such: in brackets, in quotes, after "aka"."""
    if text.casefold() in UNKNOWN:
        return "", []
    if len(text) > _LONGEST:
        return text, []
    aliases: list[str] = []

    def bracket(match: re.Match[str]) -> str:
        inside = next(part for part in match.groups() if part is not None).strip()
        marked = _STARTS_MARKED.match(inside)
        if marked:
            aliases.extend(_several(inside[marked.end() :]))
            return " "
        unquoted = _unquote(inside)
        if _NICK.fullmatch(unquoted) and (unquoted != inside or not (inside.isupper() or inside.islower())):
            aliases.append(unquoted)
            return " "
        return match[0]

    def quoted(match: re.Match[str]) -> str:
        if _QUOTES[match[1]] != match[3] and {match[1], match[3]} - {"'", "‘", "’", "`"}:
            return match[0]
        aliases.append(match[2].strip())
        return " "

    text = _BRACKETS.sub(bracket, text)
    text = _QUOTED.sub(quoted, text)
    marked = _MARKED.search(text)
    if marked:
        aliases.extend(_several(text[marked.end() :]))
        text = text[: marked.start()]
    return re.sub(r"\s+", " ", text).strip(" ;-–").strip(), aliases


def _take_slashed(text: str) -> tuple[str, list[str]]:
    """ "Aoife Clarke / Destiny" and "Aoife/Destiny Clarke": what follows a stroke is another name."""
    parts = [part.strip() for part in re.split(r"\s+/\s*|\s*/\s+|^/|/$", text)]
    kept, aliases = parts[0], [part for part in parts[1:] if part]
    if not kept and aliases:
        kept = aliases.pop(0)
    words = []
    for word in kept.split(" "):
        first, *others = [part for part in word.split("/") if part] or [word]
        words.append(first)
        aliases.extend(others)
    return " ".join(words), aliases


def _unquote(text: str) -> str:
    if len(text) > 2 and text[0] in _QUOTES and text[-1] in _QUOTES.values():
        return text[1:-1].strip()
    return text


def _several(text: str) -> list[str]:
    """The names of a list of names; "CLARKE, Destiny" is one name, "Dee, Des" are two."""
    names: list[str] = []
    for piece in _SEVERAL.split(text.strip(" ()[]")):
        parts = [_unquote(part.strip()) for part in piece.split(",") if part.strip()]
        reversed_name = len(parts) == 2 and _is_capitals(parts[0]) and not parts[1].isupper()
        names.extend([", ".join(parts)] if reversed_name else parts)
    return [name for name in names if name]


def _halves(name: str, *, surname_first: bool = False) -> tuple[str, str]:
    """Forename and surname of a name without aliases."""
    mark = "," if "," in name else ";"
    if mark in name and (mark == "," or _is_surname(name.partition(mark)[0])):
        surname, _, forename = name.partition(mark)
        return re.sub(r"\s*[,;]\s*", " ", forename).strip(), surname.strip()
    remark = _LAST_BRACKET.search(name)
    if remark and name[: remark.start()].strip():
        forename, surname = _halves(name[: remark.start()], surname_first=surname_first)
        return f"{forename} {remark[0]}".strip(), surname
    words = name.split()
    if len(words) < 2:
        return ("", name.strip()) if surname_first else (name.strip(), "")
    at = _surname_at(words)
    if surname_first and not any(map(_is_capitals, words)):
        at = -_end_of_particles(words)
    if at < 0:
        return " ".join(words[-at:]), " ".join(words[:-at])
    return " ".join(words[:at]), " ".join(words[at:])


def _surname_at(words: list[str]) -> int:
    """Where the surname begins; a negative number says how many words of it come first."""
    capitals = [_is_capitals(word) for word in words]
    if not all(capitals) and any(capitals):
        trailing = next((at for at in range(1, len(words)) if all(capitals[at:])), 0)
        if trailing and len(words[-1]) > 1:
            return trailing
        leading = capitals.index(False)
        if leading and max(map(len, words[:leading])) > 2 and not any(capitals[leading:]):
            return -leading
    particle = next((at for at in range(1, len(words) - 1) if words[at].casefold() in _PARTICLES), 0)
    return particle or len(words) - 1


def _is_surname(text: str) -> bool:
    """One word, or "van der Berg": what may stand before a semicolon."""
    return sum(word.casefold() not in _PARTICLES for word in text.split()) == 1


def _end_of_particles(words: list[str]) -> int:
    """How many words a surname that stands first has: "van der Berg Anna" has three."""
    particles = next((at for at, word in enumerate(words) if word.casefold() not in _PARTICLES), 0)
    return min(particles + 1, len(words) - 1)


def _is_capitals(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and (word.isupper() or bool(_CAPITALS_MC.fullmatch(word)))


def _word(word: str, *, first: bool) -> str:
    if not _is_capitals(word) or word.startswith(("(", "[")):
        return word
    if not first and word.casefold() in _PARTICLES:
        return word.lower()
    pieces = _PIECES.split(word)
    return "".join(_piece(pieces, at) for at in range(len(pieces)))


def _piece(pieces: list[str], at: int) -> str:
    """One run of letters of a word in capitals, by what stands before it."""
    piece, before = pieces[at], pieces[at - 1] if at else ""
    if at % 2 == 0 or not piece:
        return piece
    if before in ("'", "’") and len(pieces[at - 2]) > 1:
        return piece.lower()  # JA'NAE is Ja'nae, but O'NEILL is O'Neill
    if before == "-" and 1 < at < len(pieces) - 2 and piece.casefold() in _PARTICLES:
        return piece.lower()  # VAN-DER-BERG
    if piece.upper().startswith("MC") and len(piece) > 3:
        return f"Mc{piece[2]}{piece[3:].lower()}"
    prefix = _CAPITALS_MC.fullmatch(piece)
    if prefix and not piece.isupper():
        return prefix[1] + prefix[2].capitalize()
    return piece.capitalize()
