"""The files taken in earlier, one by one: what came, how it was read, what it changed, and taking it back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.domain.lists import ListName, RefusedRow, SheetLayout
from app.errors import Refused
from app.models import ImportedFile
from app.services.lists.differences import Difference, difference
from app.services.lists.layouts import part_from_json
from app.store.store import Store


@dataclass(frozen=True)
class EarlierFile:
    """A file taken in earlier; `sheets` are its sheets as they were read, empty for a file of long ago."""

    id: int
    list_name: ListName
    file_name: str
    imported_at: datetime
    by: str
    rows: int
    accepted: int
    unchanged: int
    refused: tuple[RefusedRow, ...]
    layout: str
    sheets: tuple[SheetLayout, ...]
    difference: Difference


class EarlierFiles:
    """What was taken in, looked at again."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def one(self, file_id: int) -> EarlierFile:
        """A file with what it changed; `Refused` if it is no longer there."""
        with self._store.reading() as session:
            file = _found(session, file_id)
            return EarlierFile(
                file.id,
                ListName(file.list_name),
                file.file_name,
                file.imported_at,
                file.imported_by,
                file.rows,
                file.accepted,
                file.unchanged,
                tuple(map(_refused, file.refused)),
                file.layout,
                tuple(map(part_from_json, file.reading)),
                difference(session, file_id),
            )


def _found(session: Session, file_id: int) -> ImportedFile:
    file = session.get(ImportedFile, file_id)
    if file is None or file.by_hand:
        raise Refused("There is no such file in this store; look at the list of files again.")
    return file


def _refused(kept: Mapping[str, object]) -> RefusedRow:
    row = kept["row"]
    assert isinstance(row, int)
    return RefusedRow(str(kept["sheet"]), row, str(kept["reason"]))
