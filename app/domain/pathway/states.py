"""How a concern becomes a case: which step may follow which, and what each step needs (domain §5).

A referral begins as a concern at the front door. It goes to a strategy meeting when a category is likely, or
on the list of emerging themes when it is not; from the strategy meeting to the next MASE, or to that list.
Nothing here waits for a meeting: what keeps the child safe meanwhile stands on every pending referral.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.calendar import day_words
from app.domain.profiles import Body
from app.errors import Refused


class PathwayState(StrEnum):
    """Where a referral stands. `FORM` waits for the lead professional, `READY` for the next meeting."""

    CONCERN = "concern"
    STRATEGY = "strategy meeting due"
    FORM = "form due"
    READY = "ready"
    LISTED = "listed"
    EMERGING = "emerging"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _LABELS[self.value]

    @property
    def pending(self) -> bool:
        """Whether somebody still has a step to take before the child is listed, watched or let go."""
        return self in (PathwayState.CONCERN, PathwayState.STRATEGY, PathwayState.FORM, PathwayState.READY)


_LABELS = {
    "concern": "To be screened",
    "strategy meeting due": "Strategy due",
    "form due": "Form awaited",
    "ready": "For the next meeting",
    "listed": "On the list",
    "emerging": "Emerging concern",
    "closed": "No further action",
}


class PathwayStep(StrEnum):
    """What somebody does with a referral."""

    RAISE = "raised"
    LIKELY = "category likely"
    EMERGING = "emerging"
    STRATEGY = "strategy meeting held"
    FORM = "form received"
    LIST = "listed"
    CLOSE = "closed"
    REOPEN = "looked at again"

    @property
    def label(self) -> str:
        return self.value.capitalize()


# What each step is called where it is pressed.
DOES: Mapping[PathwayStep, str] = {
    PathwayStep.LIKELY: "A category is likely",
    PathwayStep.EMERGING: "Emerging concern",
    PathwayStep.STRATEGY: "Record the strategy meeting",
    PathwayStep.FORM: "The form has come",
    PathwayStep.LIST: "Put on the list",
    PathwayStep.CLOSE: "No further action",
    PathwayStep.REOPEN: "Look at it again",
}
_NEXT: Mapping[PathwayState, tuple[PathwayStep, ...]] = {
    PathwayState.CONCERN: (PathwayStep.LIKELY, PathwayStep.EMERGING, PathwayStep.CLOSE),
    PathwayState.STRATEGY: (PathwayStep.STRATEGY, PathwayStep.EMERGING, PathwayStep.CLOSE),
    PathwayState.FORM: (PathwayStep.FORM, PathwayStep.EMERGING, PathwayStep.CLOSE),
    PathwayState.READY: (PathwayStep.LIST, PathwayStep.EMERGING, PathwayStep.CLOSE),
    PathwayState.EMERGING: (PathwayStep.LIKELY, PathwayStep.CLOSE),
    PathwayState.LISTED: (),
    PathwayState.CLOSED: (PathwayStep.REOPEN,),
}
_TO: Mapping[PathwayStep, PathwayState] = {
    PathwayStep.RAISE: PathwayState.CONCERN,
    PathwayStep.LIKELY: PathwayState.STRATEGY,
    PathwayStep.EMERGING: PathwayState.EMERGING,
    PathwayStep.FORM: PathwayState.READY,
    PathwayStep.LIST: PathwayState.LISTED,
    PathwayStep.CLOSE: PathwayState.CLOSED,
    PathwayStep.REOPEN: PathwayState.CONCERN,
}
_NEEDS_REASON: Mapping[PathwayStep, str] = {
    PathwayStep.EMERGING: "Say why a category is not likely, and which theme it is.",
    PathwayStep.CLOSE: "Say why nothing more is done; whoever referred the child is told the reason.",
    PathwayStep.REOPEN: "Say what is new.",
}


@dataclass(frozen=True)
class Taken:
    """One step as it was taken; `category` is what a strategy meeting set, None for every other step."""

    step: PathwayStep
    on: date
    reason: str = ""
    category: int | None = None


def next_steps(state: PathwayState) -> tuple[PathwayStep, ...]:
    """What can be done with a referral in this state, the usual first."""
    return _NEXT[state]


def state_after(steps: Sequence[Taken], body: Body) -> PathwayState:
    """What the standing steps come to; a strategy meeting below the lowest category leads to the themes."""
    if not steps:
        return PathwayState.CONCERN
    last = steps[-1]
    if last.step is PathwayStep.STRATEGY:
        category = last.category or 0
        return PathwayState.FORM if category >= body.lowest_case_category else PathwayState.EMERGING
    return _TO[last.step]


def require_step(steps: Sequence[Taken], wanted: Taken, body: Body, today: date) -> PathwayState:
    """The state after a step; `Refused` where it may not follow, or lacks its reason or its category."""
    state = state_after(steps, body)
    if wanted.step not in _NEXT[state]:
        can = " or ".join(f'"{DOES[step].lower()}"' for step in _NEXT[state]) or "nothing more"
        raise Refused(f'This referral stands at "{state.label.lower()}"; what can follow is {can}.')
    if wanted.on > today:
        raise Refused(f"{day_words(wanted.on)} is still to come; give the day on which it happened.")
    if steps and wanted.on < steps[0].on:
        raise Refused(f"The concern was raised on {day_words(steps[0].on)}; this cannot lie before it.")
    if wanted.step in _NEEDS_REASON and not wanted.reason.strip():
        raise Refused(_NEEDS_REASON[wanted.step])
    if wanted.step is PathwayStep.STRATEGY:
        _require_category(wanted.category, body)
    return state_after([*steps, wanted], body)


def _require_category(category: int | None, body: Body) -> None:
    if category is None:
        raise Refused('Give the category that the strategy meeting set; 0 is "not evidenced".')
    known = [one.code for one in body.categories]
    if known and category not in known:
        raise Refused(f"There is no category {category} here; there are {', '.join(map(str, known))}.")
