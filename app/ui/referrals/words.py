"""Onward referrals in the words and marks that every screen uses for them."""

from collections.abc import Mapping

from app.domain.referrals import OnwardState, OnwardStep
from app.services.referrals.onward_rows import OnwardRow, StepRow
from app.ui.lists.words import moment
from app.ui.month.words import count_words, short_day
from app.ui.theme import Tone
from app.ui.widgets import Mark

_TONES: Mapping[OnwardState, Tone] = {
    OnwardState.SENT: "amber",
    OnwardState.ACCEPTED: "accent",
    OnwardState.REJECTED: "red",
    OnwardState.DONE: "green",
    OnwardState.REVOKED: "grey",
}
ACTS: Mapping[OnwardStep, str] = {
    OnwardStep.ACCEPT: "Accept",
    OnwardStep.REJECT: "Reject",
    OnwardStep.FINISH: "Done",
    OnwardStep.REVOKE: "Revoke",
    OnwardStep.CARRY_OVER: "Carry over",
}


def waited_mark(row: OnwardRow) -> Mark:
    """How long it has waited; amber once the day of its answer is past."""
    words = count_words(row.days, "day") if row.days else "today"
    return Mark(words, "amber" if row.overdue else "grey")


def state_mark(row: OnwardRow) -> Mark:
    """Where it stands, in a word."""
    return Mark(row.state.label.lower(), _TONES[row.state])


def step_line(step: StepRow, row: OnwardRow) -> str:
    """ "Accepted Tue 17 Nov, 10:42 by Dana Marsh at MisPer, Tue 17 Nov 2026"."""
    words = f"{step.step.value.capitalize()} {moment(step.at, row.sent_on)} by {step.by}"
    words = f"{words} at {step.meeting}" if step.meeting else words
    return f"{words} (taken back)" if step.undone else words


def due_words(row: OnwardRow) -> str:
    """ "answer due Tue 17 Nov", while it waits."""
    return f"answer due {short_day(row.due, row.sent_on)}" if row.state is OnwardState.SENT else ""
