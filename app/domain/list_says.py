"""What each list says about one child in a line: category; episodes and interviews; hours and rating."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from app.domain.calendar import day_words
from app.domain.crosscheck import ChildOnLists, body_for, highest_category, label_of, worst_entry
from app.domain.education import has_provision, hours_words
from app.domain.lists import ListName
from app.domain.missing import InterviewStanding, episode_day, interview_standing, repeat_episodes
from app.domain.profiles import Body

_INTERVIEWS: Mapping[InterviewStanding, str] = {
    InterviewStanding.IN_TIME: "in time",
    InterviewStanding.DONE: "done",
    InterviewStanding.LATE: "late",
    InterviewStanding.DUE: "due",
    InterviewStanding.OVERDUE: "overdue",
}


@dataclass(frozen=True)
class ListSays:
    """One list's line. `label` is the body's short name; `words` never start with it."""

    list_name: ListName
    label: str
    words: str

    @property
    def line(self) -> str:
        """ "MisPer 5 episodes in 3 months, last Sat 14 Nov 2026"."""
        return f"{self.label} {self.words}".strip()


def _mase(child: ChildOnLists, bodies: Sequence[Body], _today: date) -> str:
    body, category = body_for(ListName.MASE, bodies), highest_category(child)
    label = body.category_label(category).partition(",")[0]
    parts = [label[:1].lower() + label[1:]]
    since = min((case.listed_on for case in child.open_cases if case.listed_on is not None), default=None)
    parts += [f"since {day_words(since)}"] if since is not None else []
    parts += ["out of borough"] if any(case.out_of_borough for case in child.open_cases) else []
    return ", ".join(parts)


def _misper(child: ChildOnLists, bodies: Sequence[Body], today: date) -> str:
    body = body_for(ListName.MISPER, bodies)
    length = body.repeat_missing.window
    recent = repeat_episodes(child.episodes, today, body)
    some = "no episode" if not recent else "1 episode" if len(recent) == 1 else f"{len(recent)} episodes"
    parts = [f"{some} in {length.words()}"]
    days = [day for day in map(episode_day, child.episodes) if day is not None]
    if any(episode.still_missing for episode in child.episodes):
        parts.append("missing now")
    elif days:
        parts.append(f"last {day_words(max(days))}")
    now = datetime.combine(today, time.min)
    standings = [interview_standing(episode, now, body.interview_hours) for episode in recent]
    counts = [f"{standings.count(one)} {words}" for one, words in _INTERVIEWS.items() if standings.count(one)]
    return f"{', '.join(parts)}; interviews: {', '.join(counts)}" if counts else ", ".join(parts)


def _cme(child: ChildOnLists, bodies: Sequence[Body], today: date) -> str:
    body, entry = body_for(ListName.CME, bodies), worst_entry(child.register)
    parts = [entry.rag.casefold() or "not rated"]
    if entry.hours is None:
        parts.append("hours not known")
    else:
        parts.append(f"{hours_words(entry.hours)} h of {hours_words(body.education_hours)} a week")
    parts += ["no provision"] if entry.hours == 0 and not has_provision(entry) else []
    if entry.off_roll_on is not None and entry.off_roll_on <= today:
        parts.append(f"off roll since {day_words(entry.off_roll_on)}")
    return ", ".join(parts)


_LINES: Mapping[ListName, Callable[[ChildOnLists, Sequence[Body], date], str]] = {
    ListName.MASE: _mase,
    ListName.MISPER: _misper,
    ListName.CME: _cme,
}


def says(child: ChildOnLists, today: date, bodies: Sequence[Body]) -> tuple[ListSays, ...]:
    """One line for each list the child is on, under the rules of the body that owns it."""
    return tuple(
        ListSays(name, label_of(name, bodies), _LINES[name](child, bodies, today)) for name in child.lists
    )


def also_on(lines: Sequence[ListSays], but: ListName) -> str:
    """ "Also on: MisPer 5 episodes in 3 months …; CME red, 0 h …." for the page of a child of one list."""
    others = [one.line for one in lines if one.list_name is not but]
    return f"Also on: {'. '.join(others)}." if others else ""
