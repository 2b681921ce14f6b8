"""Rules are put in force from a day: held meetings keep theirs, meetings to come take the new ones."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from app.domain.list_labels import USUAL
from app.domain.lists import ListName
from app.domain.profiles import DAYS, WORKING_DAYS, Body, Clock, body_to_toml
from app.errors import Refused
from app.models import BodyProfile, Meeting, Setting
from app.services.areas import Areas
from app.services.bodies.profile_files import read_profile, write_profile
from app.services.bodies.rules import Rules
from app.services.clock import Clock as Time
from app.services.months.planner import Planner
from app.store.store import Store
from tests.builders import a_clock, a_meeting, a_store, every, get
from tests.domain.kingston import body

TODAY = date(2026, 11, 2)
NEXT = date(2026, 12, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = a_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def clock() -> Time:
    return a_clock(TODAY)


@pytest.fixture
def rules(store: Store, clock: Time) -> Rules:
    return Rules(store, clock)


def from_day(body: Body, day: date, **changes: object) -> Body:
    return replace(body, effective_from=day, **changes)  # type: ignore[arg-type]


def test_the_bodies_and_their_only_version(rules: Rules) -> None:
    assert [row.code for row in rules.bodies()] == ["KR-CME", "KR-MISPER", "KR-MASE", "KR-SUBGROUP"]
    (version,) = rules.versions("KR-MASE")
    assert version.in_force and version.until is None and version.meetings == 0
    assert not any(row.retired or row.draft for row in rules.bodies())


def test_new_rules_hold_from_their_day_and_meetings_to_come_take_them(
    rules: Rules, store: Store, clock: Time
) -> None:
    planner = Planner(store, clock)
    november, december = planner.plan(2026, 11), planner.plan(2026, 12)
    mase = next(row for row in december if row.body_code == "KR-MASE")
    body = from_day(
        rules.begin("KR-MASE"), NEXT, agenda_notice=Clock(5, WORKING_DAYS), venue="Annexe 2", starts=time(9)
    )
    done = rules.put_in_force(body)
    assert (done.body, done.meetings, done.followed) == (body, 1, ())
    newest, oldest = rules.versions("KR-MASE")
    assert (newest.since, newest.meetings, newest.in_force) == (NEXT, 1, False)
    assert (oldest.until, oldest.meetings, oldest.in_force) == (date(2026, 11, 30), 1, True)
    now = planner.meeting(mase.id)
    assert now.agenda_due == date(2026, 12, 18) > mase.agenda_due
    assert (now.venue, now.starts, now.on) == ("Annexe 2", time(9), mase.on)
    before = next(row for row in november if row.body_code == "KR-MASE")
    assert planner.meeting(before.id) == before
    assert Areas(store, a_clock(NEXT)).area().body("KR-MASE").venue == "Annexe 2"
    assert Areas(store, clock).area().body("KR-MASE").venue == "Guildhall, Room H"


def test_hours_and_place_set_for_one_meeting_stay(rules: Rules, store: Store, clock: Time) -> None:
    row = next(one for one in Planner(store, clock).plan(2026, 12) if one.body_code == "KR-MASE")
    with store.transaction("test") as session:
        session.get_one(Meeting, row.id).venue = "Town Hall"
    rules.put_in_force(from_day(rules.begin("KR-MASE"), NEXT, venue="Annexe 2", ends=time(14)))
    now = Planner(store, clock).meeting(row.id)
    assert (now.venue, now.ends) == ("Town Hall", time(14))


def test_a_held_meeting_keeps_its_rules(rules: Rules, store: Store) -> None:
    held = a_meeting(store, date(2026, 10, 30), state="closed")
    assert rules.earliest("KR-MASE") == date(2026, 10, 31) and rules.earliest("KR-CME") == date(2000, 1, 1)
    assert rules.begin("KR-MASE").effective_from == TODAY
    late = from_day(rules.begin("KR-MASE"), date(2026, 10, 30), name="Another name")
    assert [fault.place for fault in rules.check(late)] == ["effective_from"]
    with pytest.raises(Refused, match="held on Fri 30 Oct 2026 under the rules of then"):
        rules.put_in_force(late)
    rules.put_in_force(from_day(late, date(2026, 10, 31)))
    profile = get(store, Meeting, held).profile_id
    assert "Another name" not in get(store, BodyProfile, profile).text
    assert len(rules.versions("KR-MASE")) == 2


def test_a_version_that_no_meeting_began_under_is_put_right_in_place(rules: Rules) -> None:
    for venue in ("First", "Second"):
        rules.put_in_force(from_day(rules.begin("KR-CME"), NEXT, venue=venue))
    assert [version.body.venue for version in rules.versions("KR-CME")] == ["Second", "Venue to be confirmed"]


def test_a_fault_keeps_everything_as_it_was(rules: Rules, store: Store) -> None:
    before = [row.text for row in every(store, BodyProfile)]
    for changes, says in (
        ({"name": " "}, "has no name"),
        ({"short": "CME"}, "two bodies need two names"),
        ({"order_after": ("KR-NONE",)}, "not in the store"),
        ({"ends": time(9)}, "not after its start"),
        ({"top_list": 0}, "it can be 1 to 1000"),
    ):
        body = from_day(rules.begin("KR-MASE"), NEXT, **changes)
        assert len(rules.check(body)) == 1
        with pytest.raises(Refused, match=f"{says}.*Nothing was changed"):
            rules.put_in_force(body)
    assert [row.text for row in every(store, BodyProfile)] == before


def test_two_bodies_do_not_wait_for_each_other(rules: Rules) -> None:
    body = from_day(rules.begin("KR-CME"), NEXT, order_after=("KR-MASE",))
    assert ["MASE is to come after this body" in one.sentence for one in rules.check(body)] == [True]


def test_a_rename_is_followed_by_its_own_texts_and_those_of_the_other_bodies(
    rules: Rules, store: Store, clock: Time
) -> None:
    done = rules.put_in_force(from_day(rules.begin("KR-MASE"), NEXT, short="MACE"))
    assert done.followed == ("KR-SUBGROUP",)
    new = Areas(store, a_clock(NEXT)).area()
    assert new.body("KR-MASE").support.sources[0] == "MACE"
    assert "Reports from CME, MisPer and MACE" in [item.title for item in new.body("KR-SUBGROUP").agenda]
    assert new.body("KR-MASE").source == "K&R terms of reference, MASE"  # the title of a document
    old = Areas(store, clock).area()
    assert "Reports from CME, MisPer and MASE" in [item.title for item in old.body("KR-SUBGROUP").agenda]
    assert Areas(store, clock).list_labels() == USUAL
    assert Areas(store, a_clock(NEXT)).list_labels()[ListName.MASE] == "MACE"


def test_a_rename_can_leave_the_other_texts_alone(rules: Rules) -> None:
    done = rules.put_in_force(from_day(rules.begin("KR-MASE"), NEXT, short="MACE"), follow=False)
    assert done.followed == () and done.body.support.sources[0] == "MASE"


def test_a_copy_is_a_body_of_its_own(rules: Rules, store: Store) -> None:
    copy = rules.copy("KR-MASE")
    assert (copy.code, copy.short) == ("KR-MASE-2", "MASE 2") and rules.check(copy) == ()
    rules.put_in_force(from_day(copy, NEXT, short="Gangs", order_after=("KR-MASE",)))
    assert [row.code for row in rules.bodies()][-1] == "KR-MASE-2"
    planned = Planner(store, a_clock(NEXT)).plan(2026, 12)
    assert [row.body_code for row in planned][-1] == "KR-MASE-2"
    assert Areas(store, a_clock(NEXT)).list_labels()[ListName.MASE] == "MASE"  # the first owns the list


def test_a_retired_body_meets_no_more_and_keeps_what_it_held(rules: Rules, store: Store, clock: Time) -> None:
    planner = Planner(store, clock)
    planned = next(row for row in planner.plan(2026, 12) if row.body_code == "KR-CME")
    assert rules.planned_after("KR-CME", NEXT) == 1
    rules.retire("KR-CME", NEXT)
    assert [row.retired for row in Rules(store, a_clock(NEXT)).bodies()] == [False, False, False, True]
    assert "KR-CME" not in [row.body_code for row in planner.plan(2027, 1)]
    assert planner.meeting(planned.id) == planned
    with pytest.raises(Refused, match="no body of that name"):
        planner.add("KR-CME", date(2027, 1, 12))
    assert Areas(store, a_clock(NEXT)).list_labels()[ListName.CME] == "CME"
    for code in ("KR-MISPER", "KR-SUBGROUP"):
        rules.retire(code, NEXT)
    with pytest.raises(Refused, match="last body"):
        rules.retire("KR-MASE", NEXT)
    with pytest.raises(Refused, match="no rules on that day yet"):
        rules.retire("KR-MASE", date(2001, 1, 1))


def test_a_retired_body_can_meet_again(rules: Rules, store: Store) -> None:
    rules.retire("KR-CME", NEXT)
    again = from_day(rules.begin("KR-CME"), date(2027, 2, 1), retired=False)
    rules.put_in_force(again)
    assert "KR-CME" in [row.body_code for row in Planner(store, a_clock(again.effective_from)).plan(2027, 3)]


def test_a_draft_is_kept_as_far_as_it_is_and_no_meeting_goes_by_it(rules: Rules, store: Store) -> None:
    half = from_day(rules.begin("KR-MASE"), NEXT, short="", ends=time(9))
    rules.keep_draft(half)
    assert rules.draft("KR-MASE") == half and len(rules.versions("KR-MASE")) == 1
    assert [row.draft for row in rules.bodies()] == [False, False, True, False]
    rules.drop_draft("KR-MASE")
    assert rules.draft("KR-MASE") is None and not any("draft" in one.key for one in every(store, Setting))
    rules.keep_draft(half)
    rules.put_in_force(replace(half, short="MASE", ends=time(12)))
    assert rules.draft("KR-MASE") is None


def test_a_file_carries_a_body_to_another_store(rules: Rules, tmp_path: Path) -> None:
    body = from_day(rules.begin("KR-MASE"), NEXT, minutes_circulation=Clock(10, DAYS))
    path = tmp_path / "mase.toml"
    write_profile(body, path)
    assert read_profile(path) == body and path.read_text(encoding="utf-8") == body_to_toml(body)
    rules.put_in_force(replace(read_profile(path), code="KR-OTHER", short="Other"))
    assert "KR-OTHER" in [row.code for row in rules.bodies()]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xfe\x00", "it is not text"),
        (b"[body\n", "not a readable TOML file"),
        (b'[body]\ncode = "X"\n', "lacks"),
        (b"#" * 1_000_001, "far too large"),
    ],
)
def test_a_file_that_is_no_profile_is_refused(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    with pytest.raises(Refused, match=says):
        read_profile(path)
    with pytest.raises(Refused, match="could not be read"):
        read_profile(tmp_path / "none.toml")
    with pytest.raises(Refused, match="another folder"):
        write_profile(body("MASE"), tmp_path / "nowhere" / "x.toml")
