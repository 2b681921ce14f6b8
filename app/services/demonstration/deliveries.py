"""Taking in the demo's lists and working through the queue of who is who, as the office would."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.domain.lists import ListName
from app.services.demonstration.diary import Timepiece
from app.services.demonstration.lists import Lists
from app.services.desk import Desk
from app.services.people.side_rows import SideRow
from app.services.people.subjects import ASK, DIFFERENT, SAME
from app.services.people.who import PairRow

_MOST_ROUNDS = 500  # of the queue; it is empty long before


class Deliveries:
    """Brings each list through the real importer and decides the pairs that follow from it."""

    def __init__(self, desk: Desk, timepiece: Timepiece, lists: Lists, queue: Mapping[str, Any]) -> None:
        self._desk = desk
        self._timepiece = timepiece
        self._lists = lists
        self._queue = queue
        self._keys: dict[tuple[ListName, str], str] = {}
        self._said = 0
        self._open = {frozenset(pair) for pair in queue["open"]}
        self._ask = {frozenset(pair) for pair in queue["ask"]}

    def bring(self, list_name: ListName, delivery: int) -> None:
        """Import one list as it stands now, and settle what can be settled."""
        paper = self._lists.paper(list_name, self._desk.clock.local(), delivery)
        with tempfile.TemporaryDirectory(prefix="chairside-demo-") as folder:
            preview = self._desk.intake.preview(list_name, paper.write(Path(folder)))
        self._desk.intake.take_in(preview)
        self._keys.update({(list_name, ref): key for ref, key in paper.keys.items()})
        self._decide()

    def _decide(self) -> None:
        """Decide pair by pair; each decision can take others out of the queue."""
        for _ in range(_MOST_ROUNDS):
            wanted = next(
                (one for one in map(self._verdict, self._desk.who.queue()) if one is not None), None
            )
            if wanted is None:
                return
            pair, verdict, reason = wanted
            self._timepiece.pass_minutes(0.5)
            self._desk.who.decide(pair.a.subject_id, pair.b.subject_id, verdict, reason)

    def _verdict(self, pair: PairRow) -> tuple[PairRow, str, str] | None:
        """What the office says about a pair; None leaves it in the queue."""
        children = frozenset((self._child(pair.a), self._child(pair.b)))
        if children in self._open:
            return None
        if children in self._ask:
            return None if pair.asked else (pair, ASK, str(self._queue["ask_reason"]))
        if len(children) == 1:
            self._said += 1
            reasons = self._queue["same"]
            return pair, SAME, str(reasons[self._said % len(reasons)])
        twins = pair.a.identity.born is not None and pair.a.identity.born == pair.b.identity.born
        return pair, DIFFERENT, str(self._queue["different_reason" if twins else "other_reason"])

    def _child(self, side: SideRow) -> str:
        return self._keys[side.list_name, side.refs[-1]]
