"""The monthly lists as values: what a row of an imported file says, kept beside how it was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import EnumType, StrEnum
from itertools import islice
from typing import TypeVar

from app.domain.people import Identity

_Name = TypeVar("_Name")
_LINKED = 3


class _LinkedFirst(EnumType):
    """To go through the lists is to go through the linked ones; a care return has to be named."""

    def __iter__(cls: type[_Name]) -> Iterator[_Name]:
        return islice(EnumType.__iter__(cls), _LINKED)

    def __len__(cls) -> int:
        return _LINKED


class ListName(StrEnum, metaclass=_LinkedFirst):
    """The three linked lists, each owned by its meeting, and the two care returns, which no meeting owns.

    `for name in ListName` and `len(ListName)` are of the linked three; `EVERY_LIST` has all five.
    """

    MISPER = "misper"
    CME = "cme"
    MASE = "mase"
    SSDA903 = "ssda903"
    ANNEX_A = "annex-a"

    @property
    def label(self) -> str:
        """The usual name, for where no profile is at hand; people read `list_labels`."""
        return _LABELS[self.value]

    @property
    def holds(self) -> str:
        """What stands in it, whatever the meeting that owns it is called."""
        return _HOLDS[self.value]


_LABELS = {"misper": "MisPer", "cme": "CME", "mase": "MASE", "ssda903": "SSDA903", "annex-a": "Annex A"}
_HOLDS = {
    "misper": "list of missing episodes",
    "cme": "education register",
    "mase": "tracker of cases",
    "ssda903": "looked-after return (SSDA903)",
    "annex-a": "list of children in care (Annex A)",
}
LINKED_LISTS = (ListName.MISPER, ListName.CME, ListName.MASE)
CARE_RETURNS = (ListName.SSDA903, ListName.ANNEX_A)
EVERY_LIST = (*LINKED_LISTS, *CARE_RETURNS)


@dataclass(frozen=True)
class EpisodeFacts:
    """One missing episode (domain §12). Times are local wall-clock times as the police wrote them."""

    reported_at: datetime | None = None
    returned_at: datetime | None = None
    still_missing: bool = False
    classed: str = ""  # "missing" or "absent", lower case
    risk: str = ""  # "high", "medium", "low"
    responsible_authority: str = ""
    in_care: bool | None = None
    interview_offered: bool | None = None
    interview_done_on: date | None = None
    found_where: str = ""
    ethnicity: str = ""
    age_as_written: str = ""


@dataclass(frozen=True)
class RegisterFacts:
    """One entry of the CME register (domain §14). `hours` are hours of education offered a week."""

    school: str = ""
    year_group: str = ""
    off_roll_on: date | None = None
    hours: float | None = None
    provision: str = ""
    rag: str = ""  # "red", "amber", "green"
    assured_by: str = ""
    case_worker: str = ""
    comments: str = ""
    borough: str = ""
    ethnicity: str = ""


@dataclass(frozen=True)
class CaseFacts:
    """One case of the MASE list (domain §6). `category` is 0 (not evidenced) to 3, None if not given."""

    borough: str = ""
    out_of_borough: bool = False
    category: int | None = None
    referred_on: date | None = None
    referring_agency: str = ""
    strategy_meeting_on: date | None = None
    lead_professional: str = ""
    school: str = ""
    status: str = ""
    ethnicity: str = ""
    listed_on: date | None = None
    themes: str = ""
    placement: str = ""
    closed_on: date | None = None
    closed_reason: str = ""


@dataclass(frozen=True)
class CareFacts:
    """What a care return says of a looked-after child: a row of SSDA903 or of Ofsted's Annex A, list 8.

    `record` tells a row about the child ("child") from one about an episode ("missing", or "away" without
    authorisation). Counts are of the last twelve months, None if the return does not say.
    """

    record: str = "child"
    child_id: str = ""
    upn: str = ""
    ethnicity: str = ""
    legal_status: str = ""
    care_began_on: date | None = None
    episode_began_on: date | None = None
    episode_ended_on: date | None = None
    missing_episodes: int | None = None
    away_episodes: int | None = None
    interview_offered: bool | None = None
    interview_accepted: bool | None = None
    asylum_seeking: bool | None = None
    disabled: bool | None = None
    placement: str = ""
    responsible_authority: str = ""


Facts = EpisodeFacts | RegisterFacts | CaseFacts | CareFacts


@dataclass(frozen=True)
class ListRow:
    """One accepted row: where it stood, whom it is about, what it says, and every cell as written.

    `reference` is the row's own reference (Merlin number, UPN, case reference) or "" where the list
    has none; `ref` then falls back to `sheet!row`. `cells` maps each heading to the text as it arrived.
    `notes` are doubts that did not stop the row ("date of birth not known").
    """

    list_name: ListName
    sheet: str
    row: int
    reference: str
    identity: Identity
    facts: Facts
    cells: Mapping[str, str]
    notes: tuple[str, ...] = ()

    @property
    def ref(self) -> str:
        return self.reference or f"{self.sheet}!{self.row}"


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken, and why, in one sentence; `reference` where it could still be read.

    A child whose row is refused has not left the list.
    """

    sheet: str
    row: int
    reason: str
    reference: str = ""


@dataclass(frozen=True)
class PassedLine:
    """A line that is no child: a title, an empty line, a total, a note under the table."""

    sheet: str
    row: int
    kind: str  # "title", "empty", "total", "note", "heading", "left out" (on a sheet that is not read)


@dataclass(frozen=True)
class SheetLayout:
    """How one sheet was understood: the heading row (counted from 1) and a field for each column (from 1).

    `look` is a fingerprint of the headings alone, by which a corrected mapping is remembered. `guessed` are
    the columns whose heading is only nearly a known one. A heading over two rows ends at `heading_row`.
    `read` is False for a sheet that is left out on purpose; it then has neither heading nor columns.
    """

    sheet: str
    heading_row: int
    headings: tuple[str, ...]
    columns: Mapping[int, str]
    look: str
    guessed: frozenset[int] = frozenset()
    first_heading_row: int = 0
    read: bool = True


@dataclass(frozen=True)
class Layout:
    """How the files of a list are read, under a name that somebody gave it.

    A part of `sheets` without columns has them found by its headings; one without a heading row has that
    found too.
    """

    name: str
    sheets: tuple[SheetLayout, ...]


@dataclass(frozen=True)
class SheetSeen:
    """A sheet of a file: how many filled lines it has, and the lines near its top that may be its heading."""

    title: str
    lines: int
    hidden: bool
    read: bool
    choices: tuple[SheetLayout, ...]


@dataclass(frozen=True)
class ListFile:
    """A file read whole: rows = accepted + refused; every other line is named in `passed`.

    `layout` is the name of the layout it was read under, "" where its headings alone told. `problem` is one
    sentence on why nothing could be read, for a window that lets somebody put it right.
    """

    list_name: ListName
    file_name: str
    sha256: str
    layouts: tuple[SheetLayout, ...]
    rows: tuple[ListRow, ...]
    refused: tuple[RefusedRow, ...] = ()
    passed: tuple[PassedLine, ...] = ()
    unread_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sheets: tuple[SheetSeen, ...] = ()
    layout: str = ""
    problem: str = ""
