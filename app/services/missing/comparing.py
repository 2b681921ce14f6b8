"""A list of the police held against ours, without taking anything in (domain §12, R13)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.lists import EpisodeFacts, ListName, ListRow
from app.domain.missing import Compared, KnownEpisode, Listed, compare_lists, covered_days
from app.domain.people import Identity
from app.errors import Refused
from app.models import Episode
from app.services.clock import Clock
from app.services.lists.intake import Intake, Progress
from app.services.missing.episodes import read_episodes
from app.services.missing.recent import of_days
from app.services.people.subjects import fold
from app.store.store import Store


@dataclass(frozen=True)
class Comparison:
    """What a file and our list say differently; `refused` rows of the file could not be read at all.

    `first` and `last` are the days the file covers: only our episodes of these days are compared.
    """

    file_name: str
    first: date
    last: date
    theirs: int
    ours: int
    refused: int
    compared: Compared


class Comparing:
    """Reading a file and our list side by side; nothing is kept. Call it from a worker."""

    def __init__(self, store: Store, clock: Clock, intake: Intake) -> None:
        self._store = store
        self._clock = clock
        self._intake = intake

    def compare(self, path: Path, progress: Progress | None = None) -> Comparison:
        """The missing list in a file against ours; raises `Refused` for a file that cannot be read."""
        file = self._intake.preview(ListName.MISPER, path, progress).file
        theirs = [_theirs(row, number) for number, row in enumerate(file.rows)]
        days = covered_days(theirs)
        if days is None:
            raise Refused(
                "No row of this file says when a child was reported missing: nothing can be compared."
            )
        with self._store.reading() as session:
            ours = [_ours(episode, facts) for episode, facts in read_episodes(session, of_days(*days))]
        return Comparison(
            file.file_name,
            *days,
            len(theirs),
            len(ours),
            len(file.refused),
            compare_lists(theirs, ours),
        )


def _who(identity: Identity) -> str:
    """The child as both lists would write it, apart from case, accents and the order of the names."""
    names = sorted(fold(identity.name).split())
    return f"{' '.join(names)}|{identity.born or ''}" if names else ""


def _theirs(row: ListRow, number: int) -> Listed:
    assert isinstance(row.facts, EpisodeFacts)
    who = row.identity
    return Listed(number, row.reference, _who(who), who.name, who.born, row.facts)


def _ours(episode: Episode, facts: KnownEpisode) -> Listed:
    who = episode.subject.identity
    own = episode.source.has_own_reference
    reference = facts.merlin or (episode.reference if own else "")
    return Listed(episode.id, reference, _who(who), who.name, who.born, facts)
