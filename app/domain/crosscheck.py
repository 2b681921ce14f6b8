"""One child across the three lists: badges, findings, and why it matters (domain §4.2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from app.domain.calendar import MONTHS, day_words
from app.domain.education import hours_words, lacks_hours, register_findings
from app.domain.findings import Finding, Severity
from app.domain.lists import CaseFacts, EpisodeFacts, ListName, RegisterFacts
from app.domain.missing import (
    InterviewStanding,
    episode_day,
    episode_findings,
    flagged_at_risk,
    interview_standing,
    is_repeat_missing,
    months_before,
    repeat_episodes,
    repeat_findings,
)
from app.domain.profiles import Body
from app.domain.prompts import in_force

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_RAG_ORDER = {"red": 0, "amber": 1, "green": 2}
_TRANSITION_AGE = 18


@dataclass(frozen=True)
class Badge:
    """A short mark beside a name; `tone` is "accent", "red", "amber", "green" or "grey"."""

    list_name: ListName
    text: str
    tone: str


@dataclass(frozen=True)
class ChildOnLists:
    """What the current lists say about one child, confirmed as one person."""

    name: str
    born: date | None = None
    episodes: tuple[EpisodeFacts, ...] = ()
    register: tuple[RegisterFacts, ...] = ()
    cases: tuple[CaseFacts, ...] = ()

    @property
    def open_cases(self) -> tuple[CaseFacts, ...]:
        return tuple(case for case in self.cases if case.closed_on is None)

    @property
    def lists(self) -> tuple[ListName, ...]:
        """The lists the child is on now; a closed case is not on the list any more."""
        held = {ListName.MASE: self.open_cases, ListName.MISPER: self.episodes, ListName.CME: self.register}
        return tuple(name for name, rows in held.items() if rows)


@dataclass(frozen=True)
class CrossCheck:
    """The answer for one child; `why` is "" where nothing stands out."""

    lists: tuple[ListName, ...]
    badges: tuple[Badge, ...]
    findings: tuple[Finding, ...]
    why: str


def body_for(list_name: ListName, bodies: Sequence[Body]) -> Body:
    """The body that owns a list; without one, the first body's limits serve."""
    return next((body for body in bodies if body.kind == list_name.value), bodies[0])


def label_of(list_name: ListName, bodies: Sequence[Body]) -> str:
    """What a list is called here: by the short name of the body that owns it."""
    return next((body.short for body in bodies if body.kind == list_name.value), list_name.label)


def worst_entry(register: Sequence[RegisterFacts]) -> RegisterFacts:
    """The entry that weighs most: red before amber, and of these the fewest hours."""

    def order(entry: RegisterFacts) -> tuple[int, bool, float]:
        return (_RAG_ORDER.get(entry.rag, len(_RAG_ORDER)), entry.hours is None, entry.hours or 0.0)

    return min(register, key=order)


def highest_category(child: ChildOnLists) -> int | None:
    """The highest category of the open cases, None while none has been given."""
    return max((case.category for case in child.open_cases if case.category is not None), default=None)


def _mase_badge(child: ChildOnLists, bodies: Sequence[Body], _today: date) -> Badge:
    label, category = label_of(ListName.MASE, bodies), highest_category(child)
    short = {item.code: item.short for item in body_for(ListName.MASE, bodies).categories}
    text = label if category is None else f"{label} {short.get(category, str(category)).lower()}"
    return Badge(ListName.MASE, text, "accent")


def _misper_badge(child: ChildOnLists, bodies: Sequence[Body], today: date) -> Badge:
    body = body_for(ListName.MISPER, bodies)
    count = len(repeat_episodes(child.episodes, today, body))
    label = label_of(ListName.MISPER, bodies)
    tone = "red" if count >= body.repeat_missing.count else "grey"
    return Badge(ListName.MISPER, f"{label} {count}×" if count else label, tone)


def _cme_badge(child: ChildOnLists, bodies: Sequence[Body], _today: date) -> Badge:
    entry, label = worst_entry(child.register), label_of(ListName.CME, bodies)
    text = f"{label} {entry.rag}" if entry.rag else label
    if entry.hours is not None:
        text = f"{text}, {hours_words(entry.hours)} h"
    return Badge(ListName.CME, text, entry.rag if entry.rag in _RAG_ORDER else "grey")


_BADGES: dict[ListName, Callable[[ChildOnLists, Sequence[Body], date], Badge]] = {
    ListName.MASE: _mase_badge,
    ListName.MISPER: _misper_badge,
    ListName.CME: _cme_badge,
}


def badges(child: ChildOnLists, today: date, bodies: Sequence[Body]) -> tuple[Badge, ...]:
    """One badge for each list the child is on: "MASE 2", "MisPer 5×", "CME red, 0 h"."""
    return tuple(_BADGES[name](child, bodies, today) for name in child.lists)


def _adulthood(child: ChildOnLists, today: date, body: Body) -> list[Finding]:
    if child.born is None or not child.open_cases:
        return []
    # A birthday on 29 February falls on 1 March in the year that counts, which is never a leap year.
    leap = (child.born.month, child.born.day) == (2, 29)
    year = child.born.year + _TRANSITION_AGE
    birthday = date(year, 3, 1) if leap else child.born.replace(year=year)
    if today < months_before(birthday, body.transition_months):
        return []
    word = "Turned" if birthday <= today else "Turns"
    sentence = (
        f"{word} {_TRANSITION_AGE} on {day_words(birthday)}: is the handover to adult services planned?"
    )
    return [Finding("P32", sentence, "Kingston JSNA: transition", Severity.NOTE)]


def _links(child: ChildOnLists, bodies: Sequence[Body]) -> list[Finding]:
    found = []
    if len(child.lists) == len(ListName):
        found.append(
            Finding("P36", "On all three lists: heads each agenda.", "K&R cross-check", Severity.WARN)
        )
    closed = [case.closed_on for case in child.cases if case.closed_on is not None]
    if closed and not child.open_cases:
        label = label_of(ListName.MASE, bodies)
        sentence = f"Was on {label} until {day_words(max(closed))}."
        found.append(Finding("previously-known", sentence, f"{label} list", Severity.NOTE))
    return found


def findings(
    child: ChildOnLists, today: date, bodies: Sequence[Body], escalated: bool = False
) -> tuple[Finding, ...]:
    """Everything the rules say about one child, the gravest first, each sentence once.

    Old interviews that are late or overdue are reported for the rolling window only.
    """
    misper, cme, mase = (body_for(name, bodies) for name in (ListName.MISPER, ListName.CME, ListName.MASE))
    now = datetime.combine(today, time.min)
    recent = repeat_episodes(child.episodes, today, misper)
    on_mase = bool(child.open_cases) or flagged_at_risk(child.episodes)
    found = [
        *in_force(_links(child, bodies), mase),
        *in_force(repeat_findings(child.episodes, today, misper), misper),
        *in_force(
            (item for one in recent for item in episode_findings(one, child.born, now, misper, on_mase)),
            misper,
        ),
        *in_force(
            (
                item
                for entry in child.register
                for item in register_findings(entry, cme, escalated, today=today)
            ),
            cme,
        ),
        *in_force(_adulthood(child, today, mase), mase),
    ]
    gravity = (Severity.STOP, Severity.WARN, Severity.NOTE)
    return tuple(sorted(dict.fromkeys(found), key=lambda item: gravity.index(item.severity)))


def _some(count: int, noun: str) -> str:
    word = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return f"{word} {noun}{'' if count == 1 else 's'}"


def _missing_clauses(child: ChildOnLists, today: date, body: Body) -> list[str]:
    recent = repeat_episodes(child.episodes, today, body)
    now = datetime.combine(today, time.min)
    found = ["Missing now"] if any(episode.still_missing for episode in child.episodes) else []
    if len(recent) >= body.repeat_missing.count:
        length = body.repeat_missing.window
        inside = _some(length.count, length.unit.removesuffix("s")).lower()
        found.append(f"{_some(len(recent), 'episode')} in {inside}")
    standings = [interview_standing(episode, now, body.interview_hours) for episode in recent]
    late = standings.count(InterviewStanding.LATE)
    overdue = standings.count(InterviewStanding.OVERDUE)
    if overdue:
        found.append(f"{_some(overdue, 'interview')} overdue")
    elif late:
        found.append(f"{_some(late, 'interview')} late")
    return found


def _education_clauses(child: ChildOnLists, today: date, body: Body) -> list[str]:
    if not child.register:
        return []
    entry = worst_entry(child.register)
    if entry.hours is None or not lacks_hours(entry, body):
        return []
    hours = f"{hours_words(entry.hours)} hours a week" if entry.hours else "No education"
    since = entry.off_roll_on
    if since is None or since > today:
        return [hours]
    # The list says since when the child is off roll, not since when the hours are what they are.
    month = MONTHS[since.month - 1] if since.year == today.year else f"{MONTHS[since.month - 1]} {since.year}"
    return [f"Off roll since {month} with {hours[:1].lower()}{hours[1:]}"]


def _other_clauses(child: ChildOnLists, bodies: Sequence[Body], repeat: bool) -> list[str]:
    found = []
    if repeat and not child.open_cases:
        found.append(f"Not on {label_of(ListName.MASE, bodies)}")
    if any(case.out_of_borough for case in child.open_cases):
        found.append("Placed out of borough")
    last = max((day for day in map(episode_day, child.episodes) if day is not None), default=None)
    if last is not None and not repeat:
        found.append(f"Last missing {day_words(last)}")
    return found


def why_it_matters(child: ChildOnLists, today: date, bodies: Sequence[Body]) -> str:
    """One short sentence of the two weightiest facts, or "" where nothing stands out."""
    misper = body_for(ListName.MISPER, bodies)
    missing = _missing_clauses(child, today, misper)
    repeat = is_repeat_missing(child.episodes, today, misper)
    clauses = [
        *missing,
        *_education_clauses(child, today, body_for(ListName.CME, bodies)),
        *_other_clauses(child, bodies, repeat),
    ][:2]
    if not clauses:
        return ""
    first, *rest = clauses
    return ", ".join([first, *(clause[:1].lower() + clause[1:] for clause in rest)]) + "."


def crosscheck(
    child: ChildOnLists, today: date, bodies: Sequence[Body], escalated: bool = False
) -> CrossCheck:
    """Badges, findings and the reason to look, for one child on a day (`bodies` supply the limits)."""
    return CrossCheck(
        child.lists,
        badges(child, today, bodies),
        findings(child, today, bodies, escalated),
        why_it_matters(child, today, bodies),
    )
