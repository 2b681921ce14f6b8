"""An episode as a value: what the list says, put right and completed by our own record of it."""

from dataclasses import fields

from app.domain.lists import EpisodeFacts
from app.domain.missing import Interview, KnownEpisode, Outcome
from app.models import Episode, ReturnInterview

_LISTED = tuple(one.name for one in fields(EpisodeFacts))
_ADDED = tuple(one.name for one in fields(KnownEpisode) if one.name not in (*_LISTED, "interview", "ours"))
# Facts of the list that our own record may put right.
CORRECTED = ("classed", "risk", "returned_at", "found_where")
_NONE = Interview()
_INTERVIEW = tuple(one.name for one in fields(Interview) if one.name not in ("outcome", "themes"))


def listed_facts(episode: Episode) -> EpisodeFacts:
    """What the list alone says."""
    return EpisodeFacts(**{name: getattr(episode, name) for name in _LISTED})


def known_episode(episode: Episode) -> KnownEpisode:
    """The whole of what is known; a field of ours that is filled stands before the list's."""
    interview = interview_facts(episode.interview)
    said: dict[str, object] = {name: getattr(episode, name) for name in _LISTED}
    said |= _interview_days(interview)
    ours: frozenset[str] = frozenset()
    if episode.detail is not None:
        detail = episode.detail
        put_right = {name: getattr(detail, name) for name in CORRECTED if getattr(detail, name)}
        said |= put_right
        if detail.returned_at is not None:
            said["still_missing"] = False
        said |= {name: getattr(detail, name) for name in _ADDED}
        ours = frozenset(put_right)
    return KnownEpisode(interview=interview, ours=ours, **said)  # type: ignore[arg-type]


def interview_facts(interview: ReturnInterview | None) -> Interview:
    """The interview as a value."""
    if interview is None:
        return _NONE
    return Interview(
        outcome=Outcome(interview.outcome),
        themes=tuple(interview.themes.splitlines()),
        **{name: getattr(interview, name) for name in _INTERVIEW},
    )


def _interview_days(interview: Interview) -> dict[str, object]:
    """What our own record says of the two facts that the list has too."""
    if interview.outcome is Outcome.NOTHING:
        return {}
    done = interview.done_at.date() if interview.done_at is not None else None
    if interview.outcome is Outcome.COMPLETED:
        return {"interview_offered": True, **({"interview_done_on": done} if done else {})}
    # Somebody recorded that there was none, whatever the list says.
    return {"interview_done_on": None}
