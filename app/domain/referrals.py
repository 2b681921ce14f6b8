"""Onward referrals between the bodies: who may pass a child to whom, and which step may follow which.

A referral is what its standing steps come to: sent, accepted, rejected, done, revoked. The receiving meeting
must answer; until it has, the referral stands on its first page (domain §4.3).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.calendar import day_words
from app.domain.findings import Finding, Severity
from app.domain.lists import ListName
from app.domain.profiles import Body
from app.errors import Refused

_SOURCE = "Onward referrals"


class OnwardState(StrEnum):
    """Where an onward referral stands."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DONE = "done"
    REVOKED = "revoked"

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something about it."""
        return self in (OnwardState.SENT, OnwardState.ACCEPTED)

    @property
    def label(self) -> str:
        return {"sent": "Waiting", "done": "Done"}.get(self.value, self.value.capitalize())


class OnwardStep(StrEnum):
    """What somebody does with an onward referral; carrying over says why it is not answered yet."""

    SEND = "sent"
    ACCEPT = "accepted"
    REJECT = "rejected"
    FINISH = "done"
    REVOKE = "revoked"
    CARRY_OVER = "carried over"


@dataclass(frozen=True)
class Taken:
    """One step that stands; `meeting_id` is the meeting it was taken at, if it was at one."""

    step: OnwardStep
    meeting_id: int | None = None
    reason: str = ""


_NEXT: Mapping[OnwardState, tuple[OnwardStep, ...]] = {
    OnwardState.SENT: (
        OnwardStep.ACCEPT,
        OnwardStep.REJECT,
        OnwardStep.FINISH,
        OnwardStep.CARRY_OVER,
        OnwardStep.REVOKE,
    ),
    OnwardState.ACCEPTED: (OnwardStep.FINISH,),
    OnwardState.REJECTED: (),
    OnwardState.DONE: (),
    OnwardState.REVOKED: (),
}
_NEEDS_REASON: Mapping[OnwardStep, str] = {
    OnwardStep.REJECT: "Say why the referral is rejected; whoever sent it is told the reason.",
    OnwardStep.REVOKE: "Say why the referral is taken back; the reason stays with it.",
    OnwardStep.CARRY_OVER: "Say why the referral is carried over; the minutes give the reason.",
}
_STANDS: Mapping[OnwardState, str] = {
    OnwardState.SENT: "has been sent already",
    OnwardState.ACCEPTED: "was accepted already; it can only be reported as done",
    OnwardState.REJECTED: "was rejected; send a new one if there is something new",
    OnwardState.DONE: "is done",
    OnwardState.REVOKED: "was taken back by those who sent it",
}


def state_after(steps: Iterable[Taken]) -> OnwardState:
    """What the standing steps come to, in order; carrying over leaves the state as it is."""
    moves = [taken.step for taken in steps if taken.step is not OnwardStep.CARRY_OVER]
    return OnwardState(moves[-1].value) if moves else OnwardState.SENT


def next_steps(state: OnwardState) -> tuple[OnwardStep, ...]:
    """What can be done with a referral in this state, the usual first."""
    return _NEXT[state]


def require_step(steps: Sequence[Taken], wanted: Taken) -> OnwardState:
    """The state after the step; raises `Refused` where it is not allowed, or lacks its reason."""
    state = state_after(steps)
    if wanted.step not in _NEXT[state]:
        raise Refused(f"This referral {_STANDS[state]}. Nothing was changed.")
    if not wanted.reason.strip() and wanted.step in _NEEDS_REASON:
        raise Refused(_NEEDS_REASON[wanted.step])
    if wanted.step is OnwardStep.CARRY_OVER and carried_at(steps, wanted.meeting_id):
        raise Refused("This meeting has carried the referral over already; take that back to change it.")
    return state_after([*steps, wanted])


def require_take_back(steps: Sequence[Taken]) -> OnwardState:
    """The state without the last step; raises `Refused` where only the sending itself is left."""
    if len(steps) < 2:  # the sending alone
        raise Refused("Nothing has been answered yet; whoever sent the referral can revoke it.")
    return state_after(steps[:-1])


def carried_at(steps: Iterable[Taken], meeting_id: int | None) -> str:
    """The reason with which this meeting carried the referral over, "" where it has not."""
    if meeting_id is None:
        return ""
    reasons = [
        taken.reason
        for taken in steps
        if taken.step is OnwardStep.CARRY_OVER and taken.meeting_id == meeting_id
    ]
    return reasons[-1] if reasons else ""


def receives(body: Body) -> bool:
    """Whether a body owns one of the three lists, and so can be told of a child."""
    return body.kind in {name.value for name in ListName}


def receivers(sender: Body, bodies: Iterable[Body]) -> tuple[Body, ...]:
    """The bodies this one can pass a child to: those that own another list."""
    return tuple(body for body in bodies if receives(body) and body.kind != sender.kind)


def require_new(sender: Body, receiver: Body, asked: str, reason: str, open_at: Collection[str]) -> None:
    """Whether a child may be passed on; `open_at` are the bodies that have an open referral of the child.

    Raises `Refused` between bodies of one kind, for a second open referral to the same body, and without
    words for what is asked and why.
    """
    if not receives(sender) or not receives(receiver):
        raise Refused("An onward referral goes between meetings that keep a list; choose another meeting.")
    if sender.kind == receiver.kind:
        raise Refused(
            f"{sender.short} and {receiver.short} keep the same list, so a child is not referred from one to "
            "the other; take it up there as a case or an action."
        )
    if receiver.code in open_at:
        raise Refused(
            f"{receiver.short} has an open referral of this child already. Look under onward referrals; "
            "a second one would be answered twice."
        )
    if not asked.strip():
        raise Refused(f"Say what {receiver.short} is asked to do.")
    if not reason.strip():
        raise Refused("Say why the child is referred; the receiving meeting decides by it.")


def ask_words(receiver: Body, on_its_list: bool) -> str:
    """What the act is called: "Consider for MASE" for a new child, "Tell CME" for the others."""
    if receiver.kind == ListName.MASE and not on_its_list:
        return f"Consider for {receiver.short}"
    return f"Tell {receiver.short}"


def starts_pathway(state: OnwardState, receiver: Body) -> bool:
    """Accepted for the case list: it makes no case; a referral goes the whole pathway first (domain §5)."""
    return state is OnwardState.ACCEPTED and receiver.kind == ListName.MASE


def answer_due(sent_on: date, meetings: Iterable[date], carried_on: Iterable[date] = ()) -> date:
    """The day of the meeting that must answer: the first since the sending, or after the last carrying over.

    Where no such meeting is planned it is due from the day it was sent: somebody has to plan one.
    """
    carried = max(carried_on, default=None)
    days = sorted(day for day in meetings if day >= sent_on and (carried is None or day > carried))
    return days[0] if days else max(sent_on, carried or sent_on)


def waiting_findings(waiting: int, body: Body) -> tuple[Finding, ...]:
    """What stands against closing a meeting: referrals to it, neither answered nor carried over."""
    if not waiting:
        return ()
    some = "1 onward referral waits" if waiting == 1 else f"{waiting} onward referrals wait"
    sentence = f"{some} for {body.short}'s answer: answer, or carry over with a reason."
    return (Finding("onward", sentence, _SOURCE, Severity.STOP),)


def step_words(step: OnwardStep, reason: str, by: str, on: date) -> str:
    """One step as a line: "Rejected on Tue 17 Nov 2026 by Dana Marsh: no new information"."""
    head = f"{step.value.capitalize()} on {day_words(on)} by {by}"
    return f"{head}: {reason}" if reason else head
