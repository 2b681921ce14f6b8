from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.attendance import Attendee, Standing
from app.domain.presence import Stay
from app.domain.profiles import QuorumRule, Seat
from app.domain.quorum import count_quorum
from app.domain.quorum_log import Line, Rules, Written, count_at, quorate_at, quorum_words, replay
from tests.domain.test_quorum import HALF, POLICE
from tests.domain.test_quorum_properties import rules as any_rule

AGENCIES = ("Police", "Health", "Education", "CAMHS", "Social Care")
SEATS = tuple(Seat(agency.casefold(), agency, "Lead") for agency in AGENCIES)
RULES = Rules(HALF, SEATS)
OPENED = datetime.fromisoformat("2026-11-27 10:00")


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-27 {clock}")


def line(agency: str, *stays: Stay, standing: Standing = Standing.PRESENT) -> Line:
    return Line(Attendee("", standing, agency.casefold(), agency), stays or (Stay(),))


POLICE_IN, CARE_IN = line("Police"), line("Social Care")


def said(*lines: Line, written: tuple[Written, ...] = (), rules: Rules = RULES) -> str:
    changes = replay(rules, lines, written, OPENED)
    return quorum_words(changes, count_at(rules, lines, written, at("12:30")))


def test_quorate_throughout() -> None:
    assert said(POLICE_IN, CARE_IN, line("Health")) == "Quorate: 3 of 5 seats present, 3 needed."


def test_lost_and_regained_with_the_time() -> None:
    out = Stay(None, at("11:40")), Stay(at("11:55"))
    assert said(POLICE_IN, CARE_IN, line("Health", *out)) == (
        "Quorate: 3 of 5 seats present, 3 needed. Quorum was lost at 11:40 when Health left (2 of 5 seats), "
        "regained at 11:55 when Health joined."
    )


def test_lost_and_not_regained() -> None:
    gone = Stay(None, at("11:40"))
    words = said(POLICE_IN, line("Social Care", gone), line("Health", gone))
    assert (
        words == "Quorum was lost at 11:40 when Social Care and Health left (1 of 5 seats) and not regained."
    )


def test_quorate_only_later() -> None:
    words = said(POLICE_IN, CARE_IN, line("CAMHS", Stay(at("10:20"))))
    assert words == (
        "Quorate: 3 of 5 seats present, 3 needed. Not quorate at the start (2 of 5 seats). "
        "Quorate from 10:20 when CAMHS joined (3 of 5 seats)."
    )


def test_never_quorate() -> None:
    assert said(POLICE_IN).startswith("Not quorate: 1 of 5 seats present, 3 needed")


def test_a_written_return_counts_from_when_it_came() -> None:
    rules = Rules(QuorumRule("percent_members", 50, written_counts=True), SEATS)
    words = said(POLICE_IN, CARE_IN, written=(Written("health", at("10:30")),), rules=rules)
    assert "Quorate from 10:30 (3 of 5 seats)." in words
    changes = replay(rules, [POLICE_IN, CARE_IN], [Written("health")], OPENED)
    assert [one.met for one in changes] == [True]


def test_whoever_goes_and_another_comes_in_the_same_moment() -> None:
    swap = line("Health", Stay(None, at("11:00"))), line("CAMHS", Stay(at("11:00")))
    assert [one.met for one in replay(RULES, [POLICE_IN, CARE_IN, *swap], (), OPENED)] == [True]


def test_a_slip_of_the_key_loses_nothing() -> None:
    back = Stay(None, at("11:00:05")), Stay(at("11:00:40"))
    assert len(replay(RULES, [POLICE_IN, CARE_IN, line("Health", *back)], (), OPENED)) == 1


@pytest.mark.parametrize(
    ("when", "met"), [("09:55", True), ("10:30", True), ("11:40", False), ("11:54", False), ("11:55", True)]
)
def test_whether_it_was_quorate_when_something_was_decided(when: str, met: bool) -> None:
    out = Stay(None, at("11:40")), Stay(at("11:55"))
    changes = replay(RULES, [POLICE_IN, CARE_IN, line("Health", *out)], (), OPENED)
    assert quorate_at(changes, at(when)) is met


def test_of_a_meeting_without_a_log_nothing_is_known() -> None:
    assert quorate_at((), OPENED) is None


# What holds of every rule and every coming and going

MINUTE = st.integers(0, 120)


def _moment(minute: int) -> datetime:
    return OPENED + timedelta(minutes=minute)


@st.composite
def lines(draw: st.DrawFn) -> list[Line]:
    made = []
    for _ in range(draw(st.integers(0, 7))):
        edges = sorted(draw(st.sets(MINUTE, max_size=5)))
        if draw(st.booleans()):
            edges.insert(0, -1)
        stays = [
            Stay(_moment(first) if first >= 0 else None, _moment(last) if last is not None else None)
            for first, last in zip(edges[::2], [*edges[1::2], None], strict=False)
        ]
        agency = draw(st.sampled_from(AGENCIES))
        standing = draw(st.sampled_from([Standing.PRESENT, Standing.DEPUTY, Standing.APOLOGIES]))
        made.append(Line(Attendee("", standing, agency.casefold(), agency), tuple(stays)))
    return made


WRITTEN = st.lists(
    st.builds(Written, st.sampled_from([one.key for one in SEATS]), st.none() | MINUTE.map(_moment))
)


@given(any_rule(), lines(), WRITTEN, MINUTE)
def test_the_log_replays_to_the_live_count(
    rule: QuorumRule, people: list[Line], written: list[Written], minute: int
) -> None:
    rules, now = Rules(rule, SEATS, (POLICE,)), _moment(minute)
    changes = replay(rules, people, written, OPENED)
    here = [one.attendee for one in people if any(stay.covers(now) for stay in one.stays)]
    sent = {one.seat_key for one in written if one.at is None or one.at <= now}
    assert quorate_at(changes, now) is count_quorum(rule, SEATS, here, sent, (POLICE,)).met
    assert all(before.met != after.met and before.at < after.at for before, after in pairwise(changes))


@given(any_rule(), lines(), WRITTEN, st.randoms())
def test_who_was_noted_first_does_not_matter(
    rule: QuorumRule, people: list[Line], written: list[Written], chance: object
) -> None:
    rules, shuffled = Rules(rule, SEATS, (POLICE,)), list(people)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (replay(rules, some, written, OPENED) for some in (people, shuffled))
    assert [(one.at, one.met, one.counted) for one in first] == [
        (one.at, one.met, one.counted) for one in second
    ]
