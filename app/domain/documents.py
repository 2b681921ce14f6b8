"""One record, two renderings: the frozen records that documents are written from.

An exporter sees only these. Dates are values; wording that depends on a profile is already words.
"""

from dataclasses import dataclass, field
from datetime import date, time

from app.domain.document_parts import CrossCheckPart, ReferralLine
from app.domain.profiles import Body


@dataclass(frozen=True)
class Heading:
    """What stands at the head and foot of each page of a document.

    `standing` is "Draft" or "Agreed"; `provisional` is a sentence when the meeting was not quorate,
    else "". `audit_mark` is "audit no. 1234 / 8f3a2b1c". `short_notice` says who agreed that the papers
    could go out late, else "".
    """

    body_name: str
    body_short: str
    partnership: str
    meeting_on: date
    starts: time
    ends: time
    venue: str
    marking: str
    handling: str
    standing: str = "Draft"
    version: int = 1
    provisional: str = ""
    audit_mark: str = ""
    written_on: date | None = None
    short_notice: str = ""


@dataclass(frozen=True)
class Statement:
    """The confidentiality statement as read: its paragraphs, the focus questions, its version.

    `questions` pair each question with the answer noted at the meeting ("" before it is held).
    """

    title: str
    paragraphs: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]
    version: str
    read_by: str = ""
    read_at: str = ""


@dataclass(frozen=True)
class ListedChild:
    """One line of a case list: short of everything that is not needed to prepare."""

    name: str
    born: date | None
    category: str
    other_lists: tuple[str, ...] = ()
    reference: str = ""


@dataclass(frozen=True)
class ListedGroup:
    """Children under one heading of the case order ("New, Richmond")."""

    title: str
    children: tuple[ListedChild, ...]


@dataclass(frozen=True)
class ActionLine:
    """One action with its owner, deadline and what has become of it."""

    number: str
    text: str
    owner: str
    due: date | None
    state: str  # "open", "done", "overdue"
    update: str = ""


@dataclass(frozen=True)
class ItemChild:
    """A child under an item of a meeting that decides no cases (domain §22.10).

    `why` is what put the child there; `facts` are label and words in the order of the columns; `others` is
    what the other lists say. Notes and actions are empty before the meeting.
    """

    name: str
    born: date | None
    why: str
    facts: tuple[tuple[str, str], ...] = ()
    others: str = ""
    notes: str = ""
    actions: tuple[ActionLine, ...] = ()


@dataclass(frozen=True)
class ItemThing:
    """A place, a theme or a person under an item, and the children it has to do with."""

    group: str
    name: str
    text: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnderItem:
    """Children and things under an item; `remark` is a sentence beneath them."""

    children: tuple[ItemChild, ...] = ()
    things: tuple[ItemThing, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class AgendaLine:
    """One numbered item, with the case groups below it where it holds cases, or children one by one."""

    number: int
    title: str
    note: str = ""
    groups: tuple[ListedGroup, ...] = ()
    under: UnderItem = UnderItem()


@dataclass(frozen=True)
class Agenda:
    """The agenda with its list of children and the confidentiality statement (domain §22.1, §22.3).

    `referrals` are the onward referrals that the meeting must answer; they stand on the first page. `check`
    is the page of the cross-check, None for a body that keeps no list.
    """

    heading: Heading
    chair_role: str
    lines: tuple[AgendaLine, ...]
    statement: Statement
    referrals: tuple[ReferralLine, ...] = ()
    check: CrossCheckPart | None = None


@dataclass(frozen=True)
class CrossChecked:
    """The cross-check of one meeting alone, for paper or for a spreadsheet."""

    heading: Heading
    check: CrossCheckPart
    referrals: tuple[ReferralLine, ...] = ()


@dataclass(frozen=True)
class RegisterLine:
    """One person in the register; `standing` is "present", "deputy", "apologies", "absent", "observer".

    `presence` is when they came and went, `attends` how ("by video"), `written` what their seat sent.
    """

    agency: str
    role: str
    name: str
    borough: str
    standing: str
    deputy_for: str = ""
    signed: bool = False
    presence: str = ""
    attends: str = ""
    written: str = ""


@dataclass(frozen=True)
class Register:
    """The attendance register: signing it is agreeing to the statement (domain §21.3, §22.2).

    `story` tells how the quorum was lost and regained and how the meeting went on without it; `written` are
    those who sent something instead of coming, `not_admitted` those who would not sign.
    """

    heading: Heading
    attending: tuple[RegisterLine, ...]
    apologies: tuple[RegisterLine, ...]
    not_attending: tuple[RegisterLine, ...]
    observers: tuple[RegisterLine, ...]
    quorum_sentence: str
    statement_version: str
    story: tuple[str, ...] = ()
    written: tuple[RegisterLine, ...] = ()
    not_admitted: tuple[RegisterLine, ...] = ()


@dataclass(frozen=True)
class CaseSheet:
    """One case as discussed at one meeting (domain §22.6 to 22.8).

    `kind` is "new", "existing" or "out of borough"; `particulars` are the header block as pairs of label
    and value, in order, with "Not known" said and never left blank. `other_lists` are sentences from the
    cross-check. `decision` is "Continue to monitor", "Discharge" or "Not decided"; `ratified` is what became
    of it where it was provisional. `presence` says who was not there for this case. `first_mention` is who
    let a child be raised here who had not come by the pathway, and why.
    """

    heading: Heading
    name: str
    kind: str
    group: str
    particulars: tuple[tuple[str, str], ...]
    other_lists: tuple[str, ...]
    victim: str
    offender: str
    location: str
    themes: str
    overview: str
    impact: str
    other_agencies: str
    category: str
    decision: str
    rationale: str
    undecided_reason: str
    actions: tuple[ActionLine, ...]
    provisional: bool = False
    ratified: str = ""
    presence: str = ""
    first_mention: str = ""


@dataclass(frozen=True)
class NotedItem:
    """What was minuted under one agenda item; under that of the cases, where to find them.

    `presence` says who was not there for it, and that there was no quorum.
    """

    number: int
    title: str
    notes: str
    actions: tuple[ActionLine, ...] = ()
    under: UnderItem = UnderItem()
    presence: str = ""


@dataclass(frozen=True)
class Minutes:
    """The minutes of one meeting: register, statement, items, index, one case a page (domain §22.4)."""

    heading: Heading
    register: Register
    statement: Statement
    items: tuple[NotedItem, ...]
    previous_actions: tuple[ActionLine, ...]
    cases: tuple[CaseSheet, ...]
    undecided: tuple[tuple[str, str], ...]  # name, reason
    actions: tuple[ActionLine, ...] = field(default_factory=tuple)
    takes_cases: bool = True  # whether the body goes through cases at all
    referrals: tuple[ReferralLine, ...] = ()  # answered, carried over, or sent at this meeting


@dataclass(frozen=True)
class CaseSheets:
    """Case sheets alone: one child's, or all of a meeting's."""

    heading: Heading
    cases: tuple[CaseSheet, ...]


@dataclass(frozen=True)
class OwnedActions:
    """What one owner took on, in the order in which it was agreed."""

    owner: str
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True)
class ActionList:
    """Actions by owner, with no child's particulars beyond an action's own words (domain §22.12)."""

    heading: Heading
    owners: tuple[OwnedActions, ...]


@dataclass(frozen=True)
class AttendanceRow:
    """An agency or a person with their figures; `about` is the seat's role, or "statutory".

    `below_level` is "" where the agency was always represented at the right level.
    """

    name: str
    about: str
    since: date | None
    meetings: int
    present: int
    deputy: int
    apologies: int
    absent: int
    percent: str
    below_level: str = ""


@dataclass(frozen=True)
class AttendanceReturn:
    """What the partnership is told of attendance over a period (K&R subgroup: in its annual report).

    `meetings` are days with how the quorum stood; `unrepresented` are day, agency and what was amiss (P20).
    """

    heading: Heading
    since: date
    until: date
    meetings: tuple[tuple[date, str], ...]
    agencies: tuple[AttendanceRow, ...]
    people: tuple[AttendanceRow, ...]
    unrepresented: tuple[tuple[date, str, str], ...]
    basis: str


def action_list(heading: Heading, actions: tuple[ActionLine, ...]) -> ActionList:
    """The actions by owner in alphabetical order."""
    names = sorted({action.owner for action in actions}, key=str.casefold)
    owned = {name: tuple(action for action in actions if action.owner == name) for name in names}
    return ActionList(heading, tuple(OwnedActions(name, lines) for name, lines in owned.items()))


def chair_words(body: Body) -> str:
    """Who chairs, with the co-chair where there is one."""
    return f"{body.chair_role}; co-chair: {body.cochair_role}" if body.cochair_role else body.chair_role


def heading_for(body: Body, meeting_on: date) -> Heading:
    """The heading under a body's profile, before the meeting's own facts are set."""
    return Heading(
        body.name,
        body.short,
        body.partnership,
        meeting_on,
        body.starts,
        body.ends,
        body.venue,
        body.marking,
        body.handling,
    )
