from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.presence import (
    Heard,
    Stay,
    Turn,
    heard,
    joined_up,
    numbers_words,
    place_words,
    presence_words,
)


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-27 {clock}")


def stay(arrived: str = "", left: str = "") -> Stay:
    return Stay(at(arrived) if arrived else None, at(left) if left else None)


# Items 1 to 6, then three cases under item 7, then item 8; the meeting ends at 12:30.
TURNS = (
    Turn(1, at("10:00")),
    Turn(2, at("10:05")),
    Turn(3, at("10:10")),
    Turn(4, at("10:20")),
    Turn(5, at("10:40")),
    Turn(6, at("11:00")),
    Turn(7, at("11:40:20"), 1),
    Turn(7, at("11:50"), 2),
    Turn(7, at("12:00"), 3),
    Turn(8, at("12:10")),
)
ENDS = at("12:30")

SENTENCES = [
    ([stay()], ""),
    ([stay("10:25")], "Joined at 10:25 during item 4."),
    ([stay("10:40")], "Joined at 10:40 before item 5."),
    ([stay(left="11:40")], "Present for items 1 to 6; left before item 7 at 11:40."),
    (
        [stay(left="11:52")],
        "Present for items 1 to 6 and case 1 of item 7; left during case 2 of item 7 at 11:52.",
    ),
    (
        [stay(left="12:00")],
        "Present for items 1 to 6 and cases 1 and 2 of item 7; left before case 3 of item 7 at 12:00.",
    ),
    ([stay(left="10:30")], "Present for items 1 to 3 and part of item 4; left during item 4 at 10:30."),
    (
        [stay(left="11:05"), stay("12:10")],
        "Present for items 1 to 5 and 8 and part of item 6; out from 11:05 to 12:10 during item 6.",
    ),
    (
        [stay("10:25", "11:00")],
        "Joined at 10:25 during item 4; present for item 5 and part of item 4; left before item 6 at 11:00.",
    ),
    ([stay(left="10:00:10")], "Present for no item; left before item 1 at 10:00."),
    ([stay(left="11:20:00"), stay("11:20:40")], ""),  # a slip of the key
]


@pytest.mark.parametrize(("stays", "words"), SENTENCES, ids=[words or "throughout" for _, words in SENTENCES])
def test_who_was_there_for_what_says_so_itself(stays: list[Stay], words: str) -> None:
    assert presence_words(stays, TURNS, ENDS) == words


def test_without_turns_only_the_times_are_known() -> None:
    assert presence_words([stay("10:25")], (), ENDS) == "Joined at 10:25."
    assert presence_words([stay(left="11:40")], (), ENDS) == "Present for no item; left at 11:40."
    assert place_words((), at("10:00")) == ""


def test_an_item_that_was_taken_twice_was_heard_only_if_both_times_were() -> None:
    turns = (Turn(1, at("10:00")), Turn(2, at("10:10")), Turn(1, at("10:20")), Turn(3, at("10:30")))
    found = heard([stay(left="10:15")], turns, at("11:00"))
    assert found == {(1, 0): Heard.PART, (2, 0): Heard.PART, (3, 0): Heard.NONE}


def test_a_clock_that_stands_still_still_says_who_is_there() -> None:
    turns = (Turn(1, at("10:00")), Turn(2, at("10:00")))
    assert set(heard([stay()], turns, at("10:00")).values()) == {Heard.ALL}
    assert set(heard([stay("10:30")], turns, at("10:00")).values()) == {Heard.NONE}


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([], ""),
        ([3], "3"),
        ([1, 2], "1 and 2"),
        ([1, 2, 3, 4, 6, 8], "1 to 4, 6 and 8"),
        ([2, 1, 2, 3], "1 to 3"),
    ],
)
def test_numbers_in_words(numbers: list[int], words: str) -> None:
    assert numbers_words(numbers) == words


MINUTES = st.integers(0, 150)


@given(st.lists(st.tuples(MINUTES, MINUTES), max_size=4), MINUTES)
def test_stays_that_are_joined_cover_what_they_covered(spans: list[tuple[int, int]], minute: int) -> None:
    begin = at("10:00")
    edges = sorted({edge for span in spans for edge in span})
    stays = [
        Stay(begin + timedelta(minutes=first), begin + timedelta(minutes=last))
        for first, last in zip(edges[::2], edges[1::2], strict=False)
    ]
    instant = begin + timedelta(minutes=minute)
    assert any(one.covers(instant) for one in joined_up(stays)) == any(one.covers(instant) for one in stays)
