"""An episode as it is known: what the list says, put right and completed by what was recorded here."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from app.domain.lists import EpisodeFacts

MISSING, ABSENT, AWAY = "missing", "absent", "away"


class Outcome(StrEnum):
    """What was recorded of a return interview (domain §13.9); `NOTHING` leaves it to the list."""

    NOTHING = ""
    OFFERED = "offered"
    ACCEPTED = "accepted"
    COMPLETED = "completed"
    REFUSED = "refused"
    PARENT = "parent"
    NOT_POSSIBLE = "not possible"
    NOT_REQUIRED = "not required"

    @property
    def label(self) -> str:
        return _OUTCOMES[self.value]

    @property
    def needs_reason(self) -> bool:
        """Whether it stands only with a reason."""
        return self in (Outcome.NOT_POSSIBLE, Outcome.NOT_REQUIRED)

    @property
    def settled(self) -> bool:
        """Whether nobody waits for an interview any more."""
        return self not in (Outcome.NOTHING, Outcome.OFFERED, Outcome.ACCEPTED)


_OUTCOMES = {
    "": "Nothing recorded",
    "offered": "Offered",
    "accepted": "Accepted",
    "completed": "Completed",
    "refused": "Refused by the child",
    "parent": "Parent or carer gave information instead",
    "not possible": "Not possible",
    "not required": "Not required",
}


@dataclass(frozen=True)
class Interview:
    """The return home interview of one episode; `themes` are the words that were picked."""

    outcome: Outcome = Outcome.NOTHING
    offered_on: date | None = None
    done_at: datetime | None = None
    reason: str = ""
    decided_by: str = ""
    interviewer: str = ""
    independent: bool | None = None
    carer_offered: bool | None = None
    carer_said: str = ""
    themes: tuple[str, ...] = ()
    soft_intelligence: str = ""
    passed_on: date | None = None
    passed_by: str = ""


@dataclass(frozen=True)
class KnownEpisode(EpisodeFacts):
    """`ours` names the facts of the list that our own record puts right; the rest only we record (§12)."""

    missing_from: str = ""
    reported_by: str = ""
    began_at: datetime | None = None
    last_seen_at: datetime | None = None
    last_seen_where: str = ""
    circumstances: str = ""
    found_with: str = ""
    merlin: str = ""
    safe_well_on: date | None = None
    safe_well_by: str = ""
    harm: str = ""
    exploitation_considered: bool | None = None
    exploitation_concern: bool | None = None
    exploitation_note: str = ""
    plan_reviewed_on: date | None = None
    home_told_on: date | None = None
    home_told_by: str = ""
    people: str = ""
    places: str = ""
    left_borough: bool | None = None
    means_to_travel: str = ""
    travel_reason: str = ""
    interview: Interview = field(default_factory=Interview)
    ours: frozenset[str] = frozenset()


def interview_of(episode: EpisodeFacts) -> Interview:
    """What was recorded of the interview; where nobody recorded more, what the list says of it."""
    if isinstance(episode, KnownEpisode) and episode.interview.outcome is not Outcome.NOTHING:
        return episode.interview
    own = episode.interview if isinstance(episode, KnownEpisode) else Interview()
    if episode.interview_done_on is None and not episode.interview_offered:
        return own
    outcome = Outcome.OFFERED if episode.interview_done_on is None else Outcome.COMPLETED
    return replace(own, outcome=outcome)


def start_of(episode: EpisodeFacts) -> datetime | None:
    """When the child went, as far as anybody knows: our own record of it, else the report."""
    began = episode.began_at if isinstance(episode, KnownEpisode) else None
    return began or episode.reported_at
