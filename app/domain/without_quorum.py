"""How a meeting goes on that is not quorate, and what becomes of its decisions: sentences for the minutes."""

from datetime import date, datetime
from enum import StrEnum

from app.domain.calendar import day_words

FOR_INFORMATION = "Discussed for information only: the meeting was not quorate."


class Choice(StrEnum):
    """What the chair can do. `ADJOURN` makes a meeting of its own; `NEXT` is one that is planned anyway."""

    ADJOURN = "adjourn"
    NEXT = "next"
    INFORMATION = "information"
    PROCEED = "proceed"

    @property
    def ends(self) -> bool:
        """Whether the meeting is over with it."""
        return self in (Choice.ADJOURN, Choice.NEXT)

    @property
    def needs_reason(self) -> bool:
        return self is Choice.PROCEED


class Outcome(StrEnum):
    """What a quorate meeting makes of a decision that was taken without a quorum.

    One that decides the case anew, and says nothing of the earlier decision, has replaced that.
    """

    RATIFIED = "ratified"
    OVERTURNED = "overturned"
    REPLACED = "replaced"


def choice_words(choice: Choice, by: str, at: datetime, reason: str = "", to: date | None = None) -> str:
    """Who decided how to go on, and when, as the minutes say it."""
    why = f": {reason.rstrip('.')}" if reason else ""
    if choice.ends:
        day = f" to {day_words(to)}" if to else ""
        return f"At {at:%H:%M} {by} adjourned the meeting{day}, as it was not quorate{why}."
    if choice is Choice.INFORMATION:
        return f"At {at:%H:%M} {by} decided to go on for information only; nothing was decided{why}."
    return f"At {at:%H:%M} {by} decided to proceed without a quorum{why}. Decisions are provisional."


def ratified_words(outcome: Outcome, on: date, reason: str = "") -> str:
    """What became of a decision, on the sheet of the meeting that took it."""
    why = f": {reason.rstrip('.')}" if reason else ""
    if outcome is Outcome.REPLACED:
        return f"Decided without a quorum; replaced by a new decision on {day_words(on)}."
    return f"Decided without a quorum; {outcome} on {day_words(on)}{why}."
