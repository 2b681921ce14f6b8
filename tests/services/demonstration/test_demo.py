"""The demo store: whole, alike each time, and enough of it for every screen."""

import dataclasses
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from app.domain.calendar import AS_SHIPPED, MONTHS
from app.domain.language import Term, hints
from app.domain.lists import ListName
from app.domain.matching import Band
from app.errors import Refused
from app.models import Spell
from app.resources import resource
from app.services.clock import Clock, fixed_clock
from app.services.demonstration.demo import (
    DEMO_NAME,
    DEMO_OPERATOR,
    DEMO_PASSPHRASE,
    DemoStore,
    is_demo,
    make_demo,
    open_the_room,
)
from app.services.demonstration.meetings import agreed
from app.services.desk import Desk, open_desk
from app.store.store import Store

DAY = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def made_on(folder: Path, instant: datetime) -> tuple[DemoStore, Clock]:
    clock = fixed_clock(instant)
    return make_demo(folder / DEMO_NAME, clock), clock


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoStore:
    return made_on(tmp_path_factory.mktemp("demo"), DAY)[0]


@pytest.fixture(scope="module")
def desk(demo: DemoStore) -> Iterator[Desk]:
    desk = open_desk(demo.path, demo.operator, demo.passphrase, fixed_clock(DAY))
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The demo of the same day made a second time; the last test of it opens the room."""
    store, clock = made_on(tmp_path_factory.mktemp("again"), DAY)
    desk = open_desk(store.path, store.operator, store.passphrase, clock)
    yield desk
    desk.close()


def everything(desk: Desk) -> tuple[object, ...]:
    rows = [dataclasses.replace(row, subjects=()) for row in desk.crosscheck.children(only_several=False)]
    return rows, desk.planner.meetings(), [row.text for row in desk.actions.all()], desk.who.progress()


def meeting_id(desk: Desk, body: str, on: date) -> int:
    return next(row.id for row in desk.planner.meetings() if (row.body_short, row.on) == (body, on))


def test_the_demo_opens_with_its_passphrase_and_is_sound(demo: DemoStore, desk: Desk) -> None:
    assert (demo.operator, demo.passphrase) == (DEMO_OPERATOR, DEMO_PASSPHRASE)
    assert len(set(DEMO_PASSPHRASE.split())) == 4
    assert [check.name for check in desk.checking.verify() if not check.ok] == []
    assert is_demo(demo.path)


def test_the_meetings_of_november_2026_stand_as_drawn(desk: Desk) -> None:
    stand = {(row.body_short, row.on): (row.state, row.quorate) for row in desk.planner.meetings()}
    assert stand[("CME", date(2026, 11, 10))] == ("draft circulated", True)
    assert stand[("MisPer", date(2026, 11, 17))] == ("closed", True)
    assert stand[("MASE", date(2026, 11, 27))] == ("papers out", None)
    assert stand[("MASE", date(2026, 10, 30))] == ("draft circulated", True)
    assert stand[("MisPer", date(2026, 9, 15))] == ("agreed", False)
    assert stand[("MASE", date(2026, 12, 29))] == ("planned", None)
    assert len(stand) == 12
    view = desk.home.month(2026, 11)
    assert [chip for point in view.points for chip in point.chips] == [
        ("minutes out 17 Nov", "green"),
        ("minutes due 1 Dec", "amber"),
        ("papers out 17 Nov", "green"),
        ("quorum forecast 7 of 11", "green"),
    ]


def test_every_screen_has_something_to_show(desk: Desk) -> None:
    view = desk.home.month(2026, 11)
    assert view.several_total == 12
    assert sum(len(child.lists) == 3 for child in desk.crosscheck.children()) == 3
    assert (view.undecided_pairs, len(desk.who.decided(200))) == (9, desk.who.progress()[1])
    assert desk.who.progress()[1] > 40
    assert view.interviews.running and view.interviews.late and view.interviews.in_time > 30
    assert dict(view.changed)["New on MASE"] == 4
    assert all(count for _, count in view.changed)
    assert len(view.due) > 3 and len(view.overdue) > 3
    assert sum(line.overdue < line.total for line in view.overdue) > 3
    assert 45 <= len(desk.children.all()) <= 80
    assert {row.state for row in desk.actions.all()} == {"open", "done", "overdue"}
    assert desk.search("Zofia") and desk.search("CCTV") == ()


def test_the_queue_has_every_band_a_twin_and_a_question(desk: Desk) -> None:
    queue = desk.who.queue()
    assert {pair.band for pair in queue} == {Band.CERTAIN, Band.LIKELY, Band.POSSIBLE}
    assert [pair.a.identity.surname for pair in queue if "twin?" in pair.flags] == ["Rahimi"]
    assert sum(pair.asked for pair in queue) == 1
    verdicts = Counter(one.verdict for one in desk.who.decided(200))
    assert set(verdicts) == {"same", "different", "ask"}
    assert all(one.reason for one in desk.who.decided(200))


def test_the_rules_have_something_to_find(desk: Desk) -> None:
    children = desk.crosscheck.children(only_several=False)
    rules = {finding.rule for child in children for finding in child.findings}
    assert {"P1", "P2", "P3", "P4", "P23", "P24", "P25", "P26", "P32", "P36", "C2"} <= rules


def test_lists_grow_from_month_to_month_and_children_leave_them(desk: Desk) -> None:
    files = desk.intake.imported_files()
    rows = {name: [file.rows for file in reversed(files) if file.list_name == name] for name in ListName}
    assert all(counts == sorted(counts) and counts[0] < counts[-1] for counts in rows.values())
    assert not any(file.refused for file in files)
    with desk.store.reading() as session:
        ended = session.execute(select(Spell.list_name).where(Spell.ended_on.is_not(None))).scalars().all()
    assert set(ended) >= {ListName.CME, ListName.MASE}
    assert len(ended) >= 8


def test_the_last_mase_is_minuted_case_by_case(desk: Desk) -> None:
    meeting = meeting_id(desk, "MASE", date(2026, 10, 30))
    entries = [entry for group in desk.room.view(meeting).groups for entry in group.entries]
    views = [desk.room.entry(entry.entry_id) for entry in entries]
    assert len(views) >= 20
    assert all(view.victim and view.offender and view.location and view.overview for view in views)
    assert sum(bool(view.undecided_reason) for view in views) == 1
    assert Counter(view.decision for view in views) == {"continue": len(views) - 3, "discharge": 2, "": 1}
    assert all(view.rationale for view in views if view.decision)
    assert any(view.category != view.category_before for view in views)
    for name in ("victim", "offender", "location", "overview", "rationale"):
        words = [getattr(view, name) for view in views if getattr(view, name)]
        assert len(set(words)) == len(words), name


def test_no_sentence_of_a_meeting_is_heard_twice_in_one_case(desk: Desk) -> None:
    older = meeting_id(desk, "MASE", date(2026, 9, 25))
    entries = [entry for group in desk.room.view(older).groups for entry in group.entries]
    overviews = [desk.room.entry(entry.entry_id).overview for entry in entries]
    assert len(set(overviews)) == len(overviews) >= 20


def test_nothing_that_is_said_blames_a_child() -> None:
    table = tomllib.loads(resource("reference", "language.toml").read_text(encoding="utf-8"))
    terms = [Term(one["term"], one["instead"], tuple(one.get("forms", ()))) for one in table["terms"]]
    text = resource("reference", "demo.toml").read_text(encoding="utf-8")
    assert [text[hint.start : hint.end] for hint in hints(text, terms)] == []


def test_a_date_that_is_said_is_a_working_day_and_no_mark_is_left(desk: Desk) -> None:
    meeting = meeting_id(desk, "MASE", date(2026, 10, 30))
    entry = next(e for g in desk.room.view(meeting).groups for e in g.entries if e.name.startswith("Tiago"))
    view = desk.room.entry(entry.entry_id)
    assert "found on 15 Oct." in view.location
    assert "{" not in "".join((view.victim, view.offender, view.location, view.overview))
    assert AS_SHIPPED.is_working_day(date(2026, 10, 15)) and MONTHS[9] == "October"


@pytest.mark.parametrize("document", ["agenda", "register", "minutes", "case-sheets", "actions"])
def test_every_meeting_has_its_documents(desk: Desk, tmp_path: Path, document: str) -> None:
    """Of one that is still to come there are the agenda and the register."""
    assert document in {kind.name for kind in desk.documents.kinds()}
    written = 0
    for row in desk.planner.meetings():
        if row.state in ("planned", "papers out") and document not in ("agenda", "register"):
            continue
        if document == "case-sheets" and row.body_kind != "mase":
            continue
        made = desk.documents.export(document, row.id, tmp_path / f"{document}-{row.id}.docx")
        assert ZipFile(made.file).testzip() is None
        written += 1
    assert written >= 2


@pytest.mark.parametrize(
    "instant",
    [
        datetime(2026, 12, 1, 0, 20, tzinfo=UTC),
        datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    ],
    ids=["first of a month", "leap day, all held"],
)
def test_it_can_be_made_on_any_day(tmp_path: Path, instant: datetime) -> None:
    store, clock = made_on(tmp_path, instant)
    desk = open_desk(store.path, store.operator, store.passphrase, clock)
    try:
        assert len(desk.crosscheck.children()) >= 10
        assert len({row.state for row in desk.planner.meetings()}) >= 4
        assert any(row.quorate is False for row in desk.planner.meetings())
        assert max(file.imported_at for file in desk.intake.imported_files()) <= instant
        assert desk.home.month(instant.year, instant.month).next_mase_id is not None
    finally:
        desk.close()


def test_the_same_day_gives_the_same_demo(desk: Desk, again: Desk) -> None:
    assert everything(again) == everything(desk)


def test_the_room_is_open_and_quorate_at_the_child_on_three_lists(again: Desk) -> None:
    room = again.room.view(open_the_room(again))
    assert (room.meeting.state, room.meeting.on) == ("open", date(2026, 11, 27))
    assert (room.quorum.met, room.quorum.present, room.quorum.of) == (True, 7, 11)
    assert room.statement_read == "read 10:03 by DI Dana Marsh"
    current = again.room.entry(int(room.current.removeprefix("entry:")))
    assert (current.name, current.category, current.decision) == ("Zofia Kowalska", 2, "continue")
    assert [action.owner_in_room for action in current.actions] == [True, False]
    assert room.undecided > 15


def test_a_demo_that_fails_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter(range(10**6))
    begin = Store.transaction

    def stop_in_the_middle(self: Store, act: str, initiator: str = "") -> object:
        if next(calls) > 100:
            raise KeyboardInterrupt
        return begin(self, act, initiator)

    monkeypatch.setattr(Store, "transaction", stop_in_the_middle)
    with pytest.raises(KeyboardInterrupt):
        made_on(tmp_path, DAY)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / DEMO_NAME).write_bytes(b"mine")
    with pytest.raises(Refused, match="already a file"):
        made_on(tmp_path, DAY)
    assert (tmp_path / DEMO_NAME).read_bytes() == b"mine"
    assert not is_demo(tmp_path / DEMO_NAME)


def test_a_store_of_another_name_is_not_the_demo(demo: DemoStore, tmp_path: Path) -> None:
    other = tmp_path / "other.chairside"
    other.write_bytes(b"")
    assert not is_demo(other)
    assert is_demo(demo.path)


def test_an_action_is_read_from_its_line() -> None:
    action = agreed("Police | DS Hall | 14 | Visit the arcade | Done: visited.")
    assert (action.agency, action.days, action.report) == ("Police", 14, "Done: visited.")
    assert agreed("Health | S Reilly | 7 | See the child").report == ""
    assert timedelta(days=action.days) == timedelta(weeks=2)
