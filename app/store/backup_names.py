"""The names of backups, and which of them are kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

SUFFIX = ".chairside"
UNSOUND = "unsound"
NO_MARK = "0-00000000"
_NEWEST = 10
_MOMENT = "%Y-%m-%dT%H%M%SZ"
_FORM = re.compile(
    r"(?P<stem>.+)_(?P<at>\d{4}-\d\d-\d\dT\d{6}Z)_no(?P<mark>\d+-[0-9a-f]{8})(_(?P<label>[a-z-]+))?"
)


@dataclass(frozen=True)
class BackupName:
    """What the name of a backup says: whose, when (UTC, whole seconds), what for.

    `mark` is the end of the audit chain: the entry's number, a dash, 8 hex digits of its seal.
    """

    stem: str
    at: datetime
    mark: str = NO_MARK
    label: str = ""

    def __str__(self) -> str:
        label = f"_{self.label}" if self.label else ""
        at = self.at.astimezone(UTC).strftime(_MOMENT)
        return f"{self.stem}_{at}_no{self.mark}{label}{SUFFIX}"

    @property
    def sound(self) -> bool:
        """Whether it passed its checks when it was made."""
        return self.label != UNSOUND


def backup_name(path: Path) -> BackupName | None:
    """What the name says, or None for a file that is no backup."""
    found = _FORM.fullmatch(path.stem) if path.suffix == SUFFIX else None
    if found is None:
        return None
    try:
        at = datetime.strptime(found["at"], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None
    return BackupName(found["stem"], at, found["mark"], found["label"] or "")


def backups(folder: Path, stem: str) -> list[tuple[BackupName, Path]]:
    """The backups of one store in a folder, newest first; a folder that is not there has none."""
    try:
        files = [path for path in folder.iterdir() if path.is_file()]
    except OSError:
        return []
    named = [(name, path) for path in files if (name := backup_name(path)) and name.stem == stem]
    return sorted(named, key=lambda pair: pair[0].at, reverse=True)


def to_keep(moments: Iterable[datetime], newest: int = _NEWEST) -> frozenset[datetime]:
    """The ten newest, and of each week (Monday to Sunday, UTC) the newest."""
    ordered = sorted(set(moments), reverse=True)
    weeks: dict[tuple[int, int], datetime] = {}
    for moment in ordered:
        year, week, _ = moment.astimezone(UTC).isocalendar()
        weeks.setdefault((year, week), moment)
    return frozenset(ordered[:newest]) | frozenset(weeks.values())
