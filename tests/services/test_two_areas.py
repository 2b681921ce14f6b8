"""The same month of data under the rules of two areas: two agendas, two quorums, two sets of deadlines."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.attendance import Attendee, Standing
from app.domain.calendar import AS_SHIPPED
from app.domain.deadlines import deadlines_for
from app.domain.lists import ListName
from app.domain.profiles import Body
from app.domain.quorum import count_quorum
from app.services.clock import Clock
from app.services.desk import Desk, create_desk
from app.store.keys import Cost
from tests.services.small_lists import CME, MASE, MISPER, at, case, entry, episode, write

TODAY = date(2026, 11, 2)
BORN, LISTED = date(2011, 3, 4), date(2026, 10, 12)
KINGSTON, SUTTON = "kingston-richmond", "sutton"


def desk_of(folder: Path, area: str, clock: Clock) -> Desk:
    path, words = folder / f"{area}.chairside", "four words are enough"
    desk, _ = create_desk(path, area, "Dana Marsh", words, cost=Cost.floor(), clock=clock)
    files = {
        ListName.MASE: (MASE, [case("MASE-0001", "Ana Quill", BORN, LISTED)]),
        ListName.MISPER: (MISPER, [episode("26MIS01", "Ana Quill", BORN, None)]),
        ListName.CME: (CME, [entry("X851898040305", "Ana", "Quill", BORN, date(2026, 9, 1))]),
    }
    for name, (headings, rows) in files.items():
        path = write(folder / f"{area}-{name}.xlsx", {"List": (headings, rows)})
        desk.intake.take_in(desk.intake.preview(name, path))
    return desk


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[dict[str, Desk]]:
    made = {area: desk_of(tmp_path, area, at(TODAY)) for area in (KINGSTON, SUTTON)}
    yield made
    for desk in made.values():
        desk.close()


def mase(desk: Desk) -> Body:
    return next(body for body in desk.areas.area().bodies if body.kind == "mase")


def test_two_agendas(desks: dict[str, Desk]) -> None:
    titles = {}
    for area, desk in desks.items():
        desk.planner.plan(2026, 11)
        meeting = next(row for row in desk.planner.month(2026, 11) if row.body_code == mase(desk).code)
        titles[area] = [line.title for line in desk.documents.record("agenda", meeting.id).lines]  # type: ignore[union-attr]
    assert "Data snapshot" in titles[KINGSTON] and "Data snapshot" not in titles[SUTTON]
    assert len(set(titles[KINGSTON]) & set(titles[SUTTON])) < len(titles[SUTTON])


def test_two_quorums_of_the_same_people(desks: dict[str, Desk]) -> None:
    """Everybody but the police: half of Kingston's seats, and no senior officer for Sutton."""
    met = {}
    for area, desk in desks.items():
        body = mase(desk)
        people = [
            Attendee(f"Member {number}", Standing.PRESENT, seat.key, seat.agency)
            for number, seat in enumerate(body.seats)
            if "olice" not in seat.agency
        ]
        met[area] = count_quorum(body.quorum, body.seats, people).met
    assert met == {KINGSTON: True, SUTTON: False}


def test_two_sets_of_deadlines(desks: dict[str, Desk]) -> None:
    on = date(2026, 11, 27)
    due = {
        area: {one.key: one.due for one in deadlines_for(mase(desk), on, AS_SHIPPED)}
        for area, desk in desks.items()
    }
    assert due[KINGSTON]["agenda"] == date(2026, 11, 18) and due[SUTTON]["agenda"] == date(2026, 11, 20)
    assert due[KINGSTON]["minutes"] == date(2026, 12, 11) and due[SUTTON]["minutes"] == date(2026, 12, 4)


def test_the_same_child_stands_on_the_lists_of_both(desks: dict[str, Desk]) -> None:
    for desk in desks.values():
        row = next(pair for pair in desk.who.queue())
        desk.who.decide(row.a.subject_id, row.b.subject_id, "same")
        (child,) = desk.crosscheck.children()
        assert child.name == "Ana Quill" and len(child.badges) == 2
        assert desk.home.month(2026, 11).several_total == 1
