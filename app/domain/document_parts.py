"""Parts that more than one document holds: the cross-check of a meeting, and what was passed on."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CheckedChild:
    """One child who is on the meeting's list and on another one (domain §4.2).

    `says` pairs each list's name with its line; `last` is what was decided last time and where, "" where no
    meeting has; `waiting` names the bodies that have an open referral of the child.
    """

    name: str
    born: date | None
    age: int | None
    area: str
    says: tuple[tuple[str, str], ...]
    findings: tuple[str, ...]
    last: str
    decided_on: date | None
    open_actions: int
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True)
class CrossCheckPart:
    """The children of one list against the two others; `on_all` head it (P36), `others` follow by name.

    `list_label` is what the list is called; `basis` says of which day the lists are and what is not counted.
    """

    list_label: str
    basis: tuple[str, ...]
    on_all: tuple[CheckedChild, ...]
    others: tuple[CheckedChild, ...]

    @property
    def children(self) -> tuple[CheckedChild, ...]:
        """Everybody, in the order in which they stand."""
        return (*self.on_all, *self.others)


@dataclass(frozen=True)
class ReferralLine:
    """One onward referral in an agenda or in minutes; `parties` is "CME to MASE".

    `outcome` is how this meeting answered, or that it waits.
    """

    parties: str
    name: str
    asked: str
    reason: str
    sent_on: date
    outcome: str
