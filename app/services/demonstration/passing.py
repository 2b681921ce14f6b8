"""What the demo's meetings pass on to one another, and how they answer."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.services.demonstration.people import Material
from app.services.desk import Desk
from app.services.months.meeting_rows import MeetingRow
from app.services.referrals.onward import OnwardRow


class Passing:
    """Sends and answers as demo.toml tells; whatever is left is carried over, so that a meeting can close."""

    def __init__(self, desk: Desk, material: Material) -> None:
        self._desk = desk
        self._material = material
        self._told: Sequence[Mapping[str, Any]] = material.texts["onward"]
        self._sent: dict[int, Mapping[str, Any]] = {}

    def send(self, meeting: MeetingRow, back: int) -> None:
        """Pass on the children that this meeting passes on, `back` meetings before the last."""
        for told in self._told:
            if (told["from"], told["back"]) == (meeting.body_kind, back):
                child = self._person(self._material.child(told["child"]).name)
                receiver = self._codes().get(told["to"])
                if child is not None and receiver is not None:
                    words = self._material.words(told["reason"], meeting.on)
                    row = self._desk.onward.send(
                        child, meeting.body_code, receiver, told["asked"], words, meeting.id
                    )
                    self._sent[row.id] = told

    def answer(self, meeting: MeetingRow, back: int) -> None:
        """Answer what waits for this meeting, and report what it took up before."""
        mine = [row for row in self._desk.onward.sent() if row.to_code == meeting.body_code]
        for row in mine:
            wanted = [
                (step, words)
                for kind, when, step, words in self._sent.get(row.id, {"answers": ()})["answers"]
                if (kind, when) == (meeting.body_kind, back)
            ]
            for step, words in wanted:
                self._take(row, meeting.id, step, words)
            if not wanted and row.answer is None:
                later = self._material.texts["onward_later"]["reason"]
                self._desk.onward.carry_over(row.id, meeting.id, later)

    def _take(self, row: OnwardRow, meeting_id: int, step: str, words: str) -> None:
        onward = self._desk.onward
        acts: Mapping[str, Callable[[int, str, int], OnwardRow]] = {
            "accepted": onward.accept,
            "rejected": onward.reject,
            "done": onward.finish,
        }
        acts[step](row.id, words, meeting_id)

    def _person(self, name: str) -> int | None:
        return next((hit.id for hit in self._desk.finder.search(name) if hit.kind == "child"), None)

    def _codes(self) -> Mapping[str, str]:
        return {body.kind: body.code for body in self._desk.onward.bodies()}
