"""A real encrypted store in a temporary folder, and what a test puts into it. All people are invented."""

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from app.domain.lists import ListName
from app.domain.profiles import Body, body_from_toml
from app.models import (
    Base,
    BodyProfile,
    Case,
    Meeting,
    MonthlyEntry,
    Spell,
    Subject,
)
from app.resources import resource
from app.services.areas import Areas, parsed
from app.services.clock import Clock
from app.services.months.office import office_calendar
from app.services.months.papers import set_papers
from app.store.keys import Cost, key_path
from app.store.opening import create_store, open_store
from app.store.store import Store
from tests.list_rows import a_register_entry, a_row, an_episode

__all__ = [
    "AREA",
    "MEETING_DAY",
    "OPERATOR",
    "PASSPHRASE",
    "a_body",
    "a_case",
    "a_clock",
    "a_meeting",
    "a_register_entry",
    "a_row",
    "a_store",
    "an_entry",
    "an_episode",
    "every",
    "get",
    "person_of",
    "put",
]

AREA = "kingston-richmond"
OPERATOR = "Priya Nair"
PASSPHRASE = "quiet harbour lantern tuesday"
MEETING_DAY = date(2026, 11, 27)
R = TypeVar("R", bound=Base)


def a_clock(on: date = MEETING_DAY, at: time = time(10, 0)) -> Clock:
    """A clock that stands still on a day."""
    return Clock(lambda: on, lambda: datetime.combine(on, at, UTC))


@lru_cache(maxsize=16)
def _ready_made(area: str) -> Path:
    """One empty store for each area, made once: every test then opens a copy of its own."""
    folder = Path(_folder.name) / (area or "none")
    folder.mkdir(exist_ok=True)
    path = folder / "store.chairside"
    store, _ = create_store(path, OPERATOR, "chair", PASSPHRASE, Cost.floor())
    if area:
        Areas(store, a_clock()).install(area)
    store.close()
    return path


_folder = tempfile.TemporaryDirectory(prefix="chairside-builders-")


def a_store(folder: Path, area: str = AREA) -> Store:
    """An open store of the area with its profiles and nothing else; `area` "" leaves the profiles out."""
    made, path = _ready_made(area), folder / "test.chairside"
    shutil.copy(made, path)
    shutil.copy(key_path(made), key_path(path))
    return open_store(path, OPERATOR, PASSPHRASE)


def a_body(code: str = "kr-mase", **changes: Any) -> Body:
    """A shipped body, by the name of its file, with some of its rules changed."""
    text = resource("profiles", AREA, f"{code}.toml").read_text(encoding="utf-8")
    return replace(body_from_toml(text), **changes)


def put(store: Store, record: R) -> int:
    """Keep one record; answers its id."""
    with store.transaction("test") as session:
        session.add(record)
        session.flush()
        return record.id


def get(store: Store, kind: type[R], record_id: int) -> R:
    """One record as it stands in the store now."""
    with store.reading() as session:
        found = session.get(kind, record_id)
        assert found is not None
        session.expunge_all()  # a look ends with a rollback, which would empty the record
        return found


def every(store: Store, kind: type[R]) -> list[R]:
    """All records of a kind, oldest first."""
    with store.reading() as session:
        found = list(session.execute(select(kind).order_by(kind.id)).scalars())
        session.expunge_all()
        return found


def a_case(
    store: Store,
    name: str = "Zofia Kowalska",
    borough: str = "Richmond",
    category: int | None = 2,
    born: date | None = date(2012, 4, 3),
    listed_on: date | None = None,
    aliases: tuple[str, ...] = (),
    **fields: Any,
) -> int:
    """A case on the MASE list with its spell; without `listed_on` it is new to every meeting."""
    with store.transaction("test") as session:
        source = a_row(session, ListName.MASE, name, born, aliases=aliases)
        known: dict[str, Any] = {
            "referred_on": date(2026, 11, 2),
            "strategy_meeting_on": date(2026, 11, 5),
            "referring_agency": "Police",
            "lead_professional": "A Marsh",
            "school": "Holy Cross School",
            "status": "LAC",
            "ethnicity": "WBRI",
            **fields,
        }
        case = Case(
            source_id=source.id,
            subject_id=source.subject_id,
            reference=source.reference,
            borough=borough,
            category=category,
            category_at_entry=category,
            listed_on=listed_on,
            **known,
        )
        spell = Spell(
            subject_id=source.subject_id, list_name="mase", began_on=listed_on or known["referred_on"]
        )
        session.add_all([case, spell])
        session.flush()
        return case.id


def person_of(store: Store, case_id: int) -> int:
    """The person a case is about."""
    with store.reading() as session:
        query = select(Subject.person_id).join(Case, Case.subject_id == Subject.id).where(Case.id == case_id)
        return session.execute(query).scalar_one()


def a_meeting(
    store: Store, on: date = MEETING_DAY, body_code: str = "KR-MASE", state: str = "planned", **fields: Any
) -> int:
    """A meeting of a body of the area, with its clocks."""
    with store.transaction("test") as session:
        query = select(BodyProfile).where(BodyProfile.code == body_code)
        profile = session.execute(query).scalars().one()
        body = parsed(profile.text)
        meeting = Meeting(
            body_code=body.code,
            held_on=on,
            starts=body.starts,
            ends=body.ends,
            venue=body.venue,
            state=state,
            **fields,
        )
        session.add(meeting)
        meeting.profile = profile
        set_papers(meeting, office_calendar(session))
        session.flush()
        return meeting.id


def an_entry(store: Store, meeting_id: int, case_id: int, **fields: Any) -> int:
    """A case on a meeting's list, as if the meeting had been entered."""
    known = {"group_title": "Existing, Richmond", "standing": "existing", "position": 1, **fields}
    return put(store, MonthlyEntry(meeting_id=meeting_id, case_id=case_id, category_before=2, **known))
