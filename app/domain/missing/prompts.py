"""What the rules say about an episode, a child who goes missing, and how ready we are (domain §26)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.calendar import day_words
from app.domain.findings import Finding, Severity
from app.domain.lists import EpisodeFacts
from app.domain.missing.classing import TERMS, class_findings
from app.domain.missing.episodes import age_at, is_ours
from app.domain.missing.facts import KnownEpisode, Outcome, interview_of
from app.domain.missing.interviews import InterviewStanding, interview_due, interview_standing
from app.domain.missing.windows import moment_words, repeat_episodes
from app.domain.profiles import Body

_INTERVIEWS = "K&R return home interviews"
_CHECK = "Kingston JSNA: police check on return"
_INTERVIEW_WORDS = {
    InterviewStanding.DUE: ("Return home interview is due by {due}.", Severity.NOTE),
    InterviewStanding.OFFERED: ("Return home interview is offered; it is due by {due}.", Severity.NOTE),
    InterviewStanding.ACCEPTED: ("Return home interview is accepted; it is due by {due}.", Severity.NOTE),
    InterviewStanding.OVERDUE: ("Return home interview was due by {due} and is not recorded.", Severity.WARN),
    InterviewStanding.LATE: ("Return home interview on {done} was late: it was due by {due}.", Severity.WARN),
}


def episode_findings(
    episode: EpisodeFacts, born: date | None, now: datetime, body: Body, on_mase: bool = False
) -> tuple[Finding, ...]:
    """P1, P2, P4 to P7 and P23 for one episode, and dates that cannot both be right.

    `body` supplies the limits; `on_mase` is whether the child's case is open there, or the child is
    flagged as at risk of exploitation.
    """
    return (
        *class_findings(episode.classed, age_at(episode, born), on_mase, body, episode.risk),
        *_interview_findings(episode, now, body),
        *_independence(episode, body),
        *_passing_on(episode),
        *_travel(episode),
        *_doubts(episode),
        *_authority(episode, body),
    )


def _interview_findings(episode: EpisodeFacts, now: datetime, body: Body) -> list[Finding]:
    words = _INTERVIEW_WORDS.get(interview_standing(episode, now, body.interview_hours))
    if words is None or episode.returned_at is None:
        return []
    template, severity = words
    done_at = interview_of(episode).done_at
    done = moment_words(done_at) if done_at else _day(episode.interview_done_on)
    due = moment_words(interview_due(episode.returned_at, body.interview_hours))
    return [Finding("P4", template.format(due=due, done=done), _INTERVIEWS, severity)]


def _day(day: date | None) -> str:
    return day_words(day) if day else ""


def _independence(episode: EpisodeFacts, body: Body) -> list[Finding]:
    """Whoever holds an interview is not of the placement; a body that arranges it otherwise asks nothing."""
    own = episode.interview if isinstance(episode, KnownEpisode) else None
    if own is None or own.outcome is not Outcome.COMPLETED or not body.prompting.interviewer_independence:
        return []
    if own.independent is not False:
        return []
    sentence = (
        f"Whoever held the interview was not independent of the placement: ask {body.interview_service}."
    )
    return [Finding("interviewer", sentence, _INTERVIEWS, Severity.WARN)]


def _passing_on(episode: EpisodeFacts) -> list[Finding]:
    """P5: only of an interview that was recorded here; the list does not say what became of it."""
    own = episode.interview if isinstance(episode, KnownEpisode) else None
    if own is None or own.outcome is not Outcome.COMPLETED or own.passed_on is not None:
        return []
    sentence = "The interview is done and not yet passed to the police missing unit: send it and record it."
    return [Finding("P5", sentence, _INTERVIEWS, Severity.WARN)]


def _travel(episode: EpisodeFacts) -> list[Finding]:
    if not isinstance(episode, KnownEpisode) or episode.left_borough is not True:
        return []
    found = []
    if not episode.means_to_travel.strip() and not episode.travel_reason.strip():
        sentence = (
            "Found outside the home area with no reason for the journey and no means to travel recorded: "
            "consider county lines."
        )
        found.append(Finding("P6", sentence, "K&R: county lines", Severity.WARN))
    sentence = "Left the borough while missing: it counts under the first A of SAFEGUARD (absence)."
    found.append(Finding("P7", sentence, "K&R SAFEGUARD indicators", Severity.NOTE))
    return found


def _doubts(episode: EpisodeFacts) -> list[Finding]:
    start, end, done = episode.reported_at, episode.returned_at, episode.interview_done_on
    found = []
    if start and end and end < start:
        sentence = (
            f"Returned {moment_words(end)}, before being reported missing {moment_words(start)}: check both."
        )
        found.append(Finding("return-before-report", sentence, "Missing list", Severity.WARN))
    if end and done and done < end.date():
        sentence = (
            f"Interview on {day_words(done)} lies before the return on {day_words(end.date())}: check both."
        )
        found.append(Finding("interview-before-return", sentence, "Missing list", Severity.WARN))
    return found


def _authority(episode: EpisodeFacts, body: Body) -> list[Finding]:
    """P23, R12: another authority's child, until it was told and the plan looked at."""
    if is_ours(episode.responsible_authority, body.areas):
        return []
    told = episode.home_told_on if isinstance(episode, KnownEpisode) else None
    plan = episode.plan_reviewed_on if isinstance(episode, KnownEpisode) else None
    asked = [
        *(["is it told"] if told is None else []),
        *(["is a safety plan in place"] if plan is None else []),
    ]
    if not asked:
        return []
    sentence = f"{episode.responsible_authority} is responsible: {', and '.join(asked)}?"
    return [Finding("P23", sentence, TERMS, Severity.WARN)]


def record_findings(episode: KnownEpisode) -> tuple[Finding, ...]:
    """What our own record of an episode still lacks: the question of R11, and the check on return (R9)."""
    found = []
    if episode.exploitation_considered is None:
        sentence = "Was exploitation considered? The question is asked of every episode."
        found.append(Finding("exploitation-considered", sentence, "Bedfordshire research", Severity.WARN))
    elif episode.exploitation_considered is False:
        sentence = "Exploitation was not considered in this episode: consider it and note the answer."
        found.append(Finding("exploitation-considered", sentence, "Bedfordshire research", Severity.WARN))
    if episode.returned_at is not None and episode.safe_well_on is None:
        sentence = "The police check that the child is safe and well is not recorded."
        found.append(Finding("safe-and-well", sentence, _CHECK, Severity.NOTE))
    return tuple(found)


def repeat_findings(episodes: Iterable[EpisodeFacts], on: date, body: Body) -> tuple[Finding, ...]:
    """P3: the child belongs on the list of those often missing."""
    rule, count = body.repeat_missing, len(repeat_episodes(episodes, on, body))
    if count < rule.count:
        return ()
    sentence = (
        f"{count} episodes in {rule.window.words()} "
        f"({rule.count} or more is repeat missing): list among those most often missing."
    )
    return (Finding("P3", sentence, TERMS, Severity.WARN),)


@dataclass(frozen=True)
class Ready:
    """How ready we are should a child go missing: the pack for the police, and the risk before a move."""

    grab_pack: bool | None = None
    grab_pack_on: date | None = None
    placed_on: date | None = None
    assessed_on: date | None = None
    assessed_risk: str = ""


def readiness_findings(ready: Ready) -> tuple[Finding, ...]:
    """P35, R10: the risk is assessed before each placement; where it is high there is a grab pack."""
    found = []
    moved, assessed = ready.placed_on, ready.assessed_on
    if moved is not None and (assessed is None or assessed > moved):
        when = "is not recorded" if assessed is None else f"came after it, on {day_words(assessed)}"
        sentence = (
            f"Placed on {day_words(moved)}: the assessment of the risk of going missing {when}; "
            "it belongs before the move."
        )
        found.append(Finding("P35", sentence, "Kingston JSNA: looked-after children", Severity.WARN))
    if ready.assessed_risk.casefold() == "high" and ready.grab_pack is not True:
        sentence = "The risk of going missing is high and there is no grab pack for the police: make one."
        found.append(Finding("P35", sentence, "Kingston JSNA: looked-after children", Severity.WARN))
    return tuple(found)


def plan_findings(review_on: date | None, reviewed_on: date | None, on: date) -> tuple[Finding, ...]:
    """A safety plan whose review is due, or that has no day for one."""
    if reviewed_on is not None and (review_on is None or reviewed_on >= review_on):
        return ()
    if review_on is None:
        sentence = "The safety plan has no day for its review: agree one."
        return (Finding("plan-review", sentence, TERMS, Severity.NOTE),)
    if review_on > on:
        return ()
    sentence = f"The safety plan was to be reviewed by {day_words(review_on)}."
    return (Finding("plan-review", sentence, TERMS, Severity.WARN),)
