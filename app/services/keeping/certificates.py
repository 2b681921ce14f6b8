"""The certificate of a destruction, as a screen or a sheet of paper shows it; it names nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.domain.calendar import day_words
from app.errors import Refused
from app.models import Certificate
from app.services.keeping.holds import CHILD
from app.store.atomic import write_atomic
from app.store.backup_names import backups
from app.store.store import Store


@dataclass(frozen=True)
class CertificateRow:
    """One certificate; `text` is the whole of it, ready to be printed. `at` is aware."""

    number: int
    kind: str
    record_id: int
    classes: str
    counts: Mapping[str, int]
    backups: int
    reason: str
    by: str
    at: datetime
    text: str


def backups_of(store: Store) -> int:
    """How many backups in the store's own folder still hold what is destroyed now."""
    return len(backups(store.backups, store.path.stem))


def row(one: Certificate) -> CertificateRow:
    """The certificate with its text."""
    return CertificateRow(
        one.id,
        one.record_kind,
        one.record_id,
        one.record_class,
        one.counts,
        one.backups,
        one.reason,
        one.by,
        one.at,
        _text(one),
    )


def _text(one: Certificate) -> str:
    what = "child" if one.record_kind == CHILD else "minutes of meeting"
    lines = [
        f"Certificate of destruction no. {one.id}",
        f"Record: {what} no. {one.record_id} ({one.record_class})",
        f"Destroyed: {day_words(one.at.date())}, by {one.by}",
        f"Reason: {one.reason}",
        "Removed:",
        *(f"  {count} {words}" for words, count in sorted(one.counts.items())),
        "The audit keeps that these rows were there, and none of their words.",
        _of_backups(one.backups),
        "Not covered: papers handed out earlier, and mentions in what was minuted about something else.",
    ]
    return "\n".join(lines)


def _of_backups(number: int) -> str:
    if not number:
        return "No backup lay beside the store; copies kept elsewhere have to be destroyed by hand."
    which = "1 backup" if number == 1 else f"{number} backups"
    return f"{which} beside the store still held it that day; they and copies elsewhere go by hand."


def write(target: Path, text: str) -> None:
    """The certificate as a text file; raises `Refused` where it cannot be written."""
    try:
        write_atomic(target, text.encode("utf-8"))
    except OSError as error:
        raise Refused(
            "The certificate could not be written there: choose another folder. It stays in the store."
        ) from error
