"""The profiles in force: which bodies this store serves, under which rules, with which wording."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.list_labels import ListLabels, list_labels
from app.domain.profiles import Area, Body, area_from_toml, body_from_toml
from app.domain.text import clean
from app.domain.wordings import StatementText as StatementText
from app.domain.wordings import statement_from_json, statement_from_toml
from app.errors import Refused
from app.models import BodyProfile, Setting
from app.resources import resource
from app.services.clock import Clock
from app.store.store import Store

_STATEMENT = "statement"
_AREA = "area"


@lru_cache(maxsize=64)
def parsed(text: str) -> Body:
    """A body from its stored text; the same text is read once."""
    return body_from_toml(text)


def _texts(folder: Path) -> dict[str, str]:
    return {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.toml")}


def get_setting(session: Session, key: str) -> str | None:
    """One setting's value, None where it was never set."""
    return session.execute(select(Setting.value).where(Setting.key == key)).scalar_one_or_none()


def put_setting(session: Session, key: str, value: str) -> None:
    """Set one setting, in the caller's transaction."""
    row = session.execute(select(Setting).where(Setting.key == key)).scalar_one_or_none()
    if row is None:
        session.add(Setting(key=key, value=value))
    else:
        row.value = value


class Areas:
    """The area this store serves: its bodies, and the statement that is read to them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    @staticmethod
    def available() -> tuple[tuple[str, str], ...]:
        """The areas that ship with the program, as code and name."""
        folders = sorted(path.parent for path in resource("profiles").glob("*/area.toml"))
        return tuple((folder.name, _name(folder)) for folder in folders)

    def install(self, code: str) -> Area:
        """Copy an area's profiles into the store; raises `Refused` where there is no such area."""
        folder = resource("profiles", code)
        if not (folder / "area.toml").is_file():
            known = ", ".join(code for code, _ in self.available())
            raise Refused(f"There is no profile of that name; there are: {known}.")
        texts = _texts(folder)
        area = area_from_toml(code, texts["area"], texts)
        with self._store.transaction("install profiles") as session:
            put_setting(session, _AREA, json.dumps({"code": code, "area": texts["area"]}))
            for position, stem in enumerate(_order(texts["area"])):
                self._keep(session, position, texts[stem])
        return area

    def _keep(self, session: Session, position: int, text: str) -> None:
        body = parsed(text)
        found = session.execute(
            select(BodyProfile).where(
                BodyProfile.code == body.code, BodyProfile.effective_from == body.effective_from
            )
        ).scalar_one_or_none()
        if found is None:
            session.add(
                BodyProfile(code=body.code, position=position, effective_from=body.effective_from, text=text)
            )

    def area(self) -> Area:
        """The area with each body under the rules in force today."""
        with self._store.reading() as session:
            return area_in(session, self._clock)

    def list_labels(self) -> ListLabels:
        """What each list is called today."""
        with self._store.reading() as session:
            return labels_on(session, self._clock.today())

    def statement(self) -> StatementText:
        """The statement as it is read now: the office's wording, else the one that ships."""
        with self._store.reading() as session:
            return statement_in(session)

    def edit_statement(self, paragraphs: Iterable[str], questions: Iterable[str]) -> StatementText:
        """Keep new wording as the next version; meetings that heard an older one keep it."""
        with self._store.transaction("edit statement") as session:
            now = statement_in(session)
            new = replace(
                now,
                paragraphs=_said(paragraphs),
                questions=_said(questions),
                version=str(int(now.version) + 1),
            )
            if not new.paragraphs:
                raise Refused("A statement needs at least one sentence; nothing was changed.")
            put_setting(session, _STATEMENT, new.as_json())
        return new


def _said(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that say something, fit to store and to print."""
    return tuple(words for text in texts if (words := clean(text).strip()))


def area_in(session: Session, clock: Clock) -> Area:
    """The area, inside a session that is already open."""
    kept = get_setting(session, _AREA)
    if kept is None:
        raise Refused("This store has no profile yet; choose the area it serves first.")
    table = json.loads(kept)
    head = tomllib.loads(table["area"])
    bodies = tuple(parsed(profile.text) for profile in profiles_in_force(session, clock).values())
    return Area(table["code"], head["name"], head["partnership"], tuple(head["boroughs"]), bodies)


def profiles_in_force(session: Session, clock: Clock) -> Mapping[str, BodyProfile]:
    """Each body's newest profile that has come into force, in order; retired bodies are left out."""
    newest = newest_profiles(session, clock.today())
    return {code: row for code, row in newest.items() if not parsed(row.text).retired}


def newest_profiles(session: Session, on: date) -> Mapping[str, BodyProfile]:
    """Each body's newest profile that has come into force by a day, in the area's order, retired ones too."""
    rows = session.execute(
        select(BodyProfile)
        .where(BodyProfile.effective_from <= on)
        .order_by(BodyProfile.position, BodyProfile.effective_from)
    ).scalars()
    newest = {row.code: row for row in rows}
    return dict(sorted(newest.items(), key=lambda pair: pair[1].position))


def labels_on(session: Session, on: date) -> ListLabels:
    """What each list was called on a day; a retired body still names its list where no other has it."""
    bodies = [parsed(row.text) for row in newest_profiles(session, on).values()]
    return list_labels(sorted(bodies, key=lambda body: body.retired))


def statement_in(session: Session) -> StatementText:
    """The statement, inside a session that is already open."""
    kept = get_setting(session, _STATEMENT)
    return statement_from_json(kept) if kept else shipped_statement()


def shipped_statement() -> StatementText:
    """The statement that comes with the program."""
    return statement_from_toml(resource("reference", "statement.toml").read_text(encoding="utf-8"))


def _order(area_text: str) -> tuple[str, ...]:
    return tuple(tomllib.loads(area_text)["bodies"])


def _name(folder: Path) -> str:
    name: str = tomllib.loads((folder / "area.toml").read_text(encoding="utf-8"))["name"]
    return name
