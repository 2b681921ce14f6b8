"""Rules R3, R4, R8 and R13 as properties, and the comparison of two lists."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.lists import EpisodeFacts
from app.domain.missing import (
    Listed,
    Ranked,
    age_band,
    compare_lists,
    concern_list,
    is_repeat_missing,
    top_list,
    window,
)
from tests.domain.kingston import body

MISPER = body("MisPer")


def days_before(days: list[int], on: date) -> list[EpisodeFacts]:
    return [EpisodeFacts(datetime.combine(on - timedelta(days=day), datetime.min.time())) for day in days]


DAYS = st.dates(date(2016, 1, 1), date(2036, 12, 31))


@given(DAYS, st.lists(st.integers(0, 200), max_size=12))
def test_r3_counts_exactly_the_days_of_the_window(on: date, days: list[int]) -> None:
    first, last = window(on, MISPER.repeat_missing.window)
    inside = sum(first <= on - timedelta(days=day) <= last for day in days)
    assert is_repeat_missing(days_before(days, on), on, MISPER) is (inside >= 4)


@given(DAYS, st.lists(st.integers(0, 80), min_size=1, max_size=6), st.integers(0, 80))
def test_another_episode_never_takes_a_child_off_the_list(on: date, days: list[int], one_more: int) -> None:
    before = is_repeat_missing(days_before(days, on), on, MISPER)
    assert is_repeat_missing(days_before([*days, one_more], on), on, MISPER) >= before


RANKED = st.lists(
    st.builds(
        Ranked,
        st.integers(0, 10_000),
        st.integers(1, 9),
        st.sampled_from(["high", "medium", "low", "", "none"]),
        st.dates(date(2026, 8, 1), date(2026, 11, 20)),
    ),
    max_size=40,
    unique_by=lambda one: one.key,
)


@given(RANKED, st.integers(1, 12))
def test_r4_who_is_left_out_has_fewer_than_everybody_listed(children: list[Ranked], size: int) -> None:
    listed = top_list(children, size)
    out = [one for one in children if one not in listed]
    assert len(listed) >= min(size, len(children))
    assert all(one.count < min(child.count for child in listed) for one in out)
    assert [one.count for one in listed] == sorted((one.count for one in listed), reverse=True)


@given(RANKED, st.integers(1, 12))
def test_r4_the_list_does_not_depend_on_the_order_it_was_read_in(children: list[Ranked], size: int) -> None:
    for make in (top_list, concern_list):
        forwards, backwards = make(children, size), make(children[::-1], size)
        assert {one.key for one in forwards} == {one.key for one in backwards}


@given(st.integers(0, 120))
def test_r8_every_age_has_one_band(age: int) -> None:
    assert sum(band.holds(age) for band in MISPER.age_bands) == 1
    assert age_band(age, MISPER) != "Other age"


AT = datetime(2026, 11, 3, 20)


def listed(key: int, reference: str = "", who: str = "zofia|2012", **facts: object) -> Listed:
    known = {"reported_at": AT, "returned_at": AT + timedelta(hours=5), "classed": "missing", **facts}
    return Listed(key, reference, who, who.title(), None, EpisodeFacts(**known))  # type: ignore[arg-type]


def test_r13_what_is_only_on_one_side_and_what_differs() -> None:
    found = compare_lists(
        [
            listed(1, "26MIS1"),
            listed(2, "26MIS2", returned_at=AT + timedelta(hours=9)),
            listed(3, "26MIS3", who="tom|2011"),
            listed(4, who="ann|2010"),
        ],
        [
            listed(11, "26mis1"),
            listed(12, "26MIS2"),
            listed(14, who="ann|2010", classed="absent"),
            listed(15, who="bea|2010"),
        ],
    )
    assert [one.key for one in found.only_theirs] == [3]
    assert [one.key for one in found.only_ours] == [15]
    assert [(one.theirs.key, one.ours.key, one.differs) for one in found.different] == [
        (2, 12, (("Returned", "04 Nov 2026 05:00", "04 Nov 2026 01:00"),)),
        (4, 14, (("Classed", "missing", "absent"),)),
    ]
    assert found.same == 1


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), max_size=12))
def test_r13_no_episode_is_lost_and_none_is_paired_twice(drawn: list[tuple[int, int]]) -> None:
    theirs = [listed(n, f"R{ref}", who=f"w{who}") for n, (ref, who) in enumerate(drawn)]
    ours = [listed(n, f"R{ref}", who=f"w{who}") for n, (ref, who) in enumerate(drawn[::2])]
    found = compare_lists(theirs, ours)
    pairs = len(found.different) + found.same
    assert pairs + len(found.only_theirs) == len(theirs)
    assert pairs + len(found.only_ours) == len(ours)
    assert compare_lists(theirs, theirs).same == len(theirs)
