"""What the plan says of one meeting: its day in a cell, its state in a badge."""

from app.services.months.plans import PlanLine
from app.ui.month.words import short_day
from app.ui.widgets import Mark

LOOK, REASON, OTHER = Mark("", "amber"), Mark("", "red"), Mark("•")
# What the signs in the cells of a year mean.
SIGNS = ((OTHER, "not its usual day"), (LOOK, "look at this one"), (REASON, "needs a reason"))


def plan_mark(line: PlanLine) -> Mark:
    """Where one line of the plan stands, in a word or two."""
    if line.stands:
        return Mark("check order", "amber") if line.findings else Mark("planned", "green")
    if line.on is None:
        return Mark("left out") if line.chosen else Mark("choose a day", "amber")
    if line.stopped:
        return Mark("needs a reason", "red")
    return Mark("to add", "accent")


def cell_mark(line: PlanLine) -> Mark | None:
    """The same in the narrow cell of a year: a sign for what is not as usual (`SIGNS` explains them)."""
    if line.stands:
        return LOOK if line.findings else None
    if line.on is None:
        return None if line.chosen else LOOK
    if line.stopped:
        return REASON
    return OTHER if line.chosen or line.why else None


def cell_words(line: PlanLine) -> str:
    """ "Tue 12", with the month where it is held in another one."""
    if line.on is None:
        return "left out" if line.chosen else "no day"
    words = short_day(line.on)
    same = (line.on.year, line.on.month) == (line.slot.year, line.slot.month)
    return words.rpartition(" ")[0] if same else words


def why_words(line: PlanLine) -> str:
    """Why this day, and what speaks against it."""
    if line.on is None:
        return "Left out of this plan." if line.chosen else "It meets on no fixed day: choose one."
    why = f"Your reason: {line.why}" if line.chosen and line.why else line.why
    said = [why, *(one.sentence for one in line.findings)]
    return " ".join(f"{one.rstrip('.')}." for one in said if one) or "By its usual day"
