"""The versions of a body's rules, newest first; one that is pressed is shown below."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from app.domain.calendar import day_words
from app.services.bodies.versions import VersionRow
from app.ui.month.words import count_words
from app.ui.widgets import Card, LineRow, Mark, clear

_NOW, _LATER, _RETIRED = (
    Mark("in force", "green"),
    Mark("to come", "accent"),
    Mark("no new meetings", "amber"),
)


class VersionsCard(Card):
    """`wanted` carries the version to be shown."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("Versions", "old meetings keep theirs")
        self.body.setSpacing(0)

    def show_versions(self, versions: Sequence[VersionRow], shown: int) -> None:
        """Show these; `shown` is the one whose rules stand below."""
        clear(self.body)
        for version in versions:
            until = f" to {day_words(version.until)}" if version.until else ""
            later = version.until is None and not version.in_force
            marks = (*((_NOW,) if version.in_force else ()), *((_LATER,) if later else ()))
            marks += (_RETIRED,) if version.body.retired else ()
            self.add(
                LineRow(
                    f"{version.body.short}, from {day_words(version.since)}{until}",
                    count_words(version.meetings, "meeting"),
                    marks=marks,
                    on=partial(self.wanted.emit, version),
                    strong=version.profile_id == shown,
                    last=version is versions[-1],
                )
            )
