"""A line typed in the minutes that becomes an action: "/ Police to review CCTV @police fri"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.calendar import AS_SHIPPED, OfficeCalendar
from app.domain.profiles import Seat
from app.domain.spoken_dates import trailing_date

_START = re.compile(r"\s*(?:/+\s*|(?:action|todo|to do)\s*[:–-]\s*)", re.IGNORECASE)
_AT = re.compile(r"(?:^|(?<=\s))@(?=\w)")
_OWNER_END = re.compile(r"\s*(?:[,;:]|\bto\b)\s*")
_LEAST_PREFIX = 3
_AGENCY_WORDS = 5
_OWNER_WORDS = 4


@dataclass(frozen=True)
class ActionDraft:
    """What a line says of an action. Parts it does not say are empty and named in `missing`.

    `missing` holds "text", "agency", "owner" or "due", in this order.
    """

    text: str
    agency: str = ""
    owner: str = ""
    due: date | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        parts = {"text": self.text, "agency": self.agency, "owner": self.owner, "due": self.due}
        return tuple(name for name, value in parts.items() if not value)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def agency_named(text: str, seats: Sequence[Seat]) -> str:
    """The one agency that a word or phrase names: in full, by initials, by seat, or by its beginning.

    "" where no agency, or more than one, could be meant.
    """
    wanted = _folded(text)
    agencies = tuple(dict.fromkeys(seat.agency for seat in seats))
    if not wanted:
        return ""

    def initials(agency: str) -> str:
        words = re.findall(r"\w[\w'’]*", agency)
        return "".join(word[0] for word in words).casefold() if len(words) > 1 else ""

    exact = [agency for agency in agencies if wanted in (_folded(agency), initials(agency))]
    seated = [seat.agency for seat in seats if _folded(seat.key) == wanted]
    begun = [
        agency for agency in agencies if len(wanted) >= _LEAST_PREFIX and _folded(agency).startswith(wanted)
    ]
    for found in (exact, seated, begun):
        if len(set(found)) == 1:
            return found[0]
        if found:
            return ""
    return ""


def _longest_agency(text: str, seats: Sequence[Seat]) -> tuple[str, str]:
    """The agency at the beginning of a text, and what follows it."""
    ends = [match.end() for match in re.finditer(r"[\w'’&-]+", text)][:_AGENCY_WORDS]
    for end in reversed(ends):
        if "," in text[:end]:
            continue
        agency = agency_named(text[:end], seats)
        if agency:
            return agency, text[end:]
    return "", text


def _owner(rest: str, has_text: bool) -> tuple[str, str]:
    """The owner after a comma, and what follows; without text before, only up to a mark that ends it."""
    comma = re.match(r"\s*,\s*", rest)
    if not comma:
        return "", rest
    after = rest[comma.end() :]
    end = _OWNER_END.search(after)
    if not end:
        return (after.strip(), "") if has_text and len(after.split()) <= _OWNER_WORDS else ("", f" {after}")
    owner = after[: end.start()].strip()
    return (owner, f" {after[end.end() :]}") if len(owner.split()) <= _OWNER_WORDS else ("", f" {after}")


def _at_agency(text: str, seats: Sequence[Seat]) -> tuple[str, str, str]:
    """Text without "@agency, owner", the agency, the owner; an "@" that names nobody stays in the text.

    An agency named within a sentence stays there by its name.
    """
    for mark in _AT.finditer(text):
        agency, rest = _longest_agency(text[mark.end() :], seats)
        if agency:
            before = text[: mark.start()].rstrip()
            owner, rest = _owner(rest, bool(before))
            if before and rest.strip() and not owner:
                return f"{before} {agency}{rest}", agency, ""
            rest = re.sub(r"^\s*(?:[:,;]\s*|to\s+)", " ", rest)
            return f"{before}{rest}".strip(), agency, owner
    return text, "", ""


def _leading_agency(text: str, seats: Sequence[Seat]) -> tuple[str, str, str]:
    """ "Police, DS Hall, to review …": the agency and owner in front of "to"."""
    head = re.match(r"(?P<who>[^:;]{2,80}?),?\s+to\s+(?=\w)", text)
    if not head:
        return text, "", ""
    who, _, owner = head["who"].partition(",")
    bracket = re.fullmatch(r"(?P<agency>[^()]+)\((?P<owner>[^()]+)\)\s*", who)
    if bracket:
        who, owner = bracket["agency"], bracket["owner"]
    agency = agency_named(who, seats)
    return (text[head.end() :], agency, owner.strip()) if agency else (text, "", "")


def _tidy(text: str) -> str:
    words = re.sub(r"\s+", " ", text).strip(" ,;:.")
    return words[:1].upper() + words[1:]


def read_action(
    line: str,
    seats: Sequence[Seat],
    today: date,
    meeting_on: date,
    next_meeting: date | None = None,
    office: OfficeCalendar = AS_SHIPPED,
) -> ActionDraft | None:
    """An action, if the line starts with "/" or "action:"; else None.

    Relative deadlines run from the meeting, or from `today` once the meeting is past. Nothing is
    invented: a part that cannot be read stays in the text as it was typed.
    """
    start = _START.match(line)
    if not start:
        return None
    base = max(today, meeting_on)
    text, due = trailing_date(line[start.end() :].strip(), base, next_meeting, office)
    text, agency, owner = _at_agency(text, seats)
    if due is None:
        text, due = trailing_date(text, base, next_meeting, office)
    rest, named, named_owner = _leading_agency(text, seats)
    if named and agency in ("", named):
        text, agency, owner = rest, named, owner or named_owner
    return ActionDraft(_tidy(text), agency, owner, due)
