"""A meeting is a state machine: planned, papers out, open, closed or adjourned, draft circulated, agreed."""

from enum import StrEnum

from app.errors import Refused


class MeetingState(StrEnum):
    """Where a meeting stands; agreed minutes are locked and changed only by an addendum."""

    PLANNED = "planned"
    PAPERS_OUT = "papers out"
    OPEN = "open"
    CLOSED = "closed"
    ADJOURNED = "adjourned"
    DRAFT_CIRCULATED = "draft circulated"
    AGREED = "agreed"

    @property
    def label(self) -> str:
        return self.value.capitalize()

    @property
    def held(self) -> bool:
        """Whether the meeting has taken place; an adjourned one has, as far as it went."""
        return self in (
            MeetingState.CLOSED,
            MeetingState.ADJOURNED,
            MeetingState.DRAFT_CIRCULATED,
            MeetingState.AGREED,
        )

    @property
    def locked(self) -> bool:
        """Whether the minutes can change only by an addendum (A18)."""
        return self is MeetingState.AGREED


# An emergency meeting opens without papers; a closed one opens again until its draft has left the room.
_NEXT: dict[MeetingState, tuple[MeetingState, ...]] = {
    MeetingState.PLANNED: (MeetingState.PAPERS_OUT, MeetingState.OPEN),
    MeetingState.PAPERS_OUT: (MeetingState.OPEN,),
    MeetingState.OPEN: (MeetingState.CLOSED, MeetingState.ADJOURNED),
    MeetingState.CLOSED: (MeetingState.DRAFT_CIRCULATED, MeetingState.OPEN),
    MeetingState.ADJOURNED: (MeetingState.DRAFT_CIRCULATED,),
    MeetingState.DRAFT_CIRCULATED: (MeetingState.AGREED,),
    MeetingState.AGREED: (),
}


def next_states(state: MeetingState) -> tuple[MeetingState, ...]:
    """Where a meeting can go from here, the usual way first."""
    return _NEXT[state]


def allowed(current: MeetingState, wanted: MeetingState) -> bool:
    """Whether a meeting may pass from one state to the other."""
    return wanted in _NEXT[current]


def require(current: MeetingState, wanted: MeetingState) -> None:
    """Raises `Refused` where the step is not allowed, naming what can come next."""
    if allowed(current, wanted):
        return
    can = " or ".join(f'"{state.value}"' for state in next_states(current))
    after = f"it can become {can}" if can else "its minutes are locked; write an addendum"
    raise Refused(f'This meeting is "{current.value}" and cannot become "{wanted.value}": {after}.')
