"""The children of the missing persons meeting: its two lists of ten, the known, and those placed here."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from app.domain.calendar import MONTHS as MONTH_NAMES
from app.domain.findings import folded
from app.domain.lists import ListName
from app.domain.missing import (
    InterviewStanding,
    KnownEpisode,
    Ranked,
    concern_list,
    episode_day,
    episodes_in_window,
    interview_standing,
    is_ours,
    is_repeat_missing,
    left_words,
    rank_for,
    repeat_episodes,
    repeat_list,
    time_left,
)
from app.domain.profiles import MONTHS, Clock
from app.models import Concern, SafetyPlan, Subject
from app.services.months.meeting_records import KnownPerson
from app.services.room.contents.look import Look
from app.services.room.contents.people import people_on_list, people_with_cases
from app.services.room.contents.rows import ContentRow, Numbers, Pick

EPISODES, INTERVIEW, PLAN, OTHER_LISTS = "Episodes", "Interview", "Safety plan", "Other lists"


def repeat_missing(look: Look) -> tuple[Pick, ...]:
    """Item 1 of the terms: the ten most often missing, with everybody who is level with the tenth (R4)."""
    ranked = (rank_for(person, own, look.on, look.body) for person, own in look.recent.items())
    found = repeat_list([one for one in ranked if one is not None], look.body)
    return tuple(Pick(one.key, _how_often(one, look)) for one in found)


def known_missing(look: Look) -> tuple[Pick, ...]:
    """Item 2: ours, missing since the last meeting, and known: an open case, on the register, or in care."""
    cases, register = people_with_cases(look.session), people_on_list(look.session, ListName.CME)
    picks = []
    for person in look.recent:
        own = look.since_last(person)
        why = [
            *(["exploitation case open"] if person in cases else []),
            *(["on the education register"] if person in register else []),
            *(["in care"] if any(one.in_care for one in own) else []),
        ]
        if own and why and not _of_others(own, look):
            words = ", ".join(why)
            picks.append(Pick(person, f"{words[:1].upper()}{words[1:]}; {_last(own)}"))
    return _latest_first(look, picks)


def placed_here(look: Look) -> tuple[Pick, ...]:
    """Item 3: another authority's child that went missing here since the last meeting (§4.4)."""
    theirs = ((person, look.since_last(person)) for person in look.recent)
    picks = [
        Pick(person, f"{authority}; {_last(own)}")
        for person, own in theirs
        if (authority := _of_others(own, look))
    ]
    return _latest_first(look, picks)


def other_concerns(look: Look) -> tuple[Pick, ...]:
    """Item 4: the ten the interview manager worries about, with the reason; ties shown."""
    query = (
        select(Subject.person_id, Concern.reason, Concern.raised_by, Concern.raised_on)
        .join(Subject, Subject.id == Concern.subject_id)
        .where(Concern.raised_on <= look.on)
        .where(Concern.ended_on.is_(None) | (Concern.ended_on > look.on))
        .order_by(Concern.raised_on)
    )
    raised = {person: (reason, by, on) for person, reason, by, on in look.session.execute(query)}
    ranked = [
        rank_for(person, look.recent.get(person, []), look.on, look.body) or Ranked(person, 0, "", on)
        for person, (_, _, on) in raised.items()
    ]
    found = concern_list(ranked, look.body.other_list)
    return tuple(Pick(one.key, _concern_words(*raised[one.key][:2])) for one in found)


def _concern_words(reason: str, by: str) -> str:
    return f"{reason} ({by})" if by else reason


def missing_numbers(look: Look) -> Numbers:
    """Episodes of the month up to the meeting, and of the rolling window."""
    month = [len(episodes_in_window(own, look.on, Clock(1, MONTHS))) for own in look.recent.values()]
    rule = look.body.repeat_missing
    repeat = sum(is_repeat_missing(own, look.on, look.body) for own in look.recent.values())
    return (
        ("Missing episodes in the month", sum(month)),
        ("Children missing in the month", sum(bool(count) for count in month)),
        (f"{look.body.term('repeat_missing', 'Repeat missing')} ({rule.words()})", repeat),
    )


def rows_of(look: Look, picks: Sequence[Pick]) -> tuple[ContentRow, ...]:
    """The picked children as rows, in the order given."""
    ids = [pick.person_id for pick in picks]
    known, plans = look.known(ids), _plans(look, ids)
    look.episodes(ids)
    subjects = look.subjects(ids, ListName.MISPER)
    return tuple(
        _row(look, pick, known[pick.person_id], subjects[pick.person_id], plans.get(pick.person_id, ""))
        for pick in picks
        if pick.person_id in known
    )


def _row(look: Look, pick: Pick, known: KnownPerson, subject: int, plan: str) -> ContentRow:
    own = look.episodes([pick.person_id])[pick.person_id]
    others = [badge.text for badge in known.badges if badge.list_name is not ListName.MISPER]
    return ContentRow(
        name=known.name,
        text=pick.text,
        person_id=pick.person_id,
        subject_id=subject,
        short_name=known.short_name,
        born=known.born,
        age=known.age,
        badges=known.badges,
        findings=folded(known.findings),
        facts=(
            (EPISODES, _episodes_words(own, look)),
            (INTERVIEW, _interview_words(own, look)),
            (PLAN, plan or "None recorded"),
            (OTHER_LISTS, "; ".join(others) or "None"),
        ),
        others="; ".join(others),
    )


def short_day(day: date) -> str:
    """ "17 Nov": a day within the year."""
    return f"{day.day} {MONTH_NAMES[day.month - 1][:3]}"


def _episodes_words(own: Sequence[KnownEpisode], look: Look) -> str:
    inside = repeat_episodes(own, look.on, look.body)
    if not inside:
        return f"None in {look.body.repeat_missing.window.words()}"
    away = ", missing now" if any(one.still_missing for one in own) else ""
    return f"{len(inside)} in {look.body.repeat_missing.window.words()}, {_last(own)}{away}"


def _how_often(ranked: Ranked, look: Look) -> str:
    times = f"{ranked.count} episodes in {look.body.repeat_missing.window.words()}"
    risk = f", risk {ranked.risk}" if ranked.risk else ""
    return f"{times}{risk}, last {short_day(ranked.last_on)}"


def _last(own: Iterable[KnownEpisode]) -> str:
    days = [day for day in map(episode_day, own) if day is not None]
    return f"last {short_day(max(days))}" if days else "day not known"


def _latest_first(look: Look, picks: Iterable[Pick]) -> tuple[Pick, ...]:
    def last(pick: Pick) -> date:
        return max((episode_day(one) or date.min for one in look.recent[pick.person_id]), default=date.min)

    return tuple(sorted(picks, key=last, reverse=True))


# The graver first: what is overdue, then what is running, then how the last one ended.
_GRAVER = (
    InterviewStanding.OVERDUE,
    InterviewStanding.NOT_BACK,
    InterviewStanding.DUE,
    InterviewStanding.OFFERED,
    InterviewStanding.ACCEPTED,
)


def _interview_words(own: Sequence[KnownEpisode], look: Look) -> str:
    """How the interviews of the window stand: the gravest, else that of the last episode."""
    hours = look.body.interview_hours
    inside = repeat_episodes(own, look.on, look.body)
    standings = [(interview_standing(one, look.now, hours), one) for one in inside]
    if not standings:
        return "None due"
    worst = min(standings, key=lambda pair: _GRAVER.index(pair[0]) if pair[0] in _GRAVER else len(_GRAVER))
    standing, episode = worst if worst[0] in _GRAVER else standings[-1]
    left = time_left(episode, look.now, hours)
    named = standing.value.capitalize()
    words = f"{named}, {left_words(left)}" if left is not None else named
    more = sum(other is standing for other, _ in standings) - 1
    return f"{words} (and {more} more)" if more and standing in _GRAVER else words


def _plans(look: Look, ids: Sequence[int]) -> Mapping[int, str]:
    """How each child's newest safety plan stands, in words."""
    query = (
        select(Subject.person_id, SafetyPlan)
        .join(Subject, Subject.id == SafetyPlan.subject_id)
        .where(Subject.person_id.in_(ids), SafetyPlan.ended_on.is_(None))
        .order_by(SafetyPlan.made_on, SafetyPlan.id)
    )
    return {person: plan_words(plan, look.on) for person, plan in look.session.execute(query)}


def plan_words(plan: SafetyPlan, on: date) -> str:
    """A safety plan in a few words: its version, and when it is or was to be reviewed."""
    made = f"Version {plan.number} of {short_day(plan.made_on)}"
    if plan.reviewed_on is not None and (plan.review_on is None or plan.reviewed_on >= plan.review_on):
        return f"{made}, reviewed {short_day(plan.reviewed_on)}"
    if plan.review_on is None:
        return f"{made}, no review agreed"
    overdue = plan.review_on < on
    return f"{made}, review {'was due' if overdue else 'due'} {short_day(plan.review_on)}"


def _of_others(own: Iterable[KnownEpisode], look: Look) -> str:
    """The other authority that is responsible by the newest episode that names one; "" for ours."""
    named = [one.responsible_authority for one in own if one.responsible_authority.strip()]
    return "" if not named or is_ours(named[-1], look.body.areas) else named[-1]
