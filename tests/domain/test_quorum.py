from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.attendance import Attendee, Standing, seat_standings
from app.domain.profiles import QuorumRule, Seat
from app.domain.quorum import count_quorum, forecast, lost, share
from tests.domain.kingston import body

HALF = QuorumRule("percent_members", 50)
PROVISIONAL = "decisions are provisional until the next quorate meeting"


def seats(count: int, agencies: Sequence[str] = ("Police",)) -> tuple[Seat, ...]:
    return tuple(Seat(f"s{n}", agencies[n % len(agencies)], f"role {n}") for n in range(count))


def here(count: int, standing: Standing = Standing.PRESENT) -> dict[str, Standing]:
    return {f"s{n}": standing for n in range(count)}


@pytest.mark.parametrize(
    ("of", "present", "met", "needed"),
    [
        (18, 9, True, 9),
        (17, 8, False, 9),
        (17, 9, True, 9),
        (11, 7, True, 6),
        (11, 5, False, 6),
        (1, 0, False, 1),
    ],
)  # A7
def test_half_of_the_members(of: int, present: int, met: bool, needed: int) -> None:
    quorum = count_quorum(HALF, seats(of), here(present))
    assert (quorum.met, quorum.present, quorum.needed, quorum.of) == (met, present, needed, of)


def test_two_people_on_one_seat_count_once() -> None:  # A7
    table = seats(4)
    people = [Attendee(f"Person {n}", Standing.PRESENT, "s0") for n in range(3)]
    assert count_quorum(HALF, table, seat_standings(table, people)).present == 1


def test_without_senior_police_fifteen_people_are_not_quorate() -> None:  # A8
    rule = QuorumRule("required_roles", roles=("Senior police officer",), written_counts=True)
    table = (*seats(15), Seat("dci", "Police", "senior police officer"))
    quorum = count_quorum(rule, table, here(15))
    assert not quorum.met
    assert quorum.sentence == f"Not quorate: no Senior police officer present; {PROVISIONAL}."
    assert count_quorum(rule, table, here(15), written={"dci"}).met
    assert count_quorum(rule, table, {"dci": Standing.PRESENT}).met
    assert not count_quorum(QuorumRule("required_roles", roles=rule.roles), table, {}, written={"dci"}).met


@pytest.mark.parametrize(
    ("agencies", "met"), [(("Police", "Health"), False), (("Police", "Health", "Education"), True)]
)
def test_three_organisations(agencies: tuple[str, ...], met: bool) -> None:  # A9
    quorum = count_quorum(QuorumRule("min_organisations", 3), seats(12, agencies), here(12))
    assert (quorum.met, quorum.present, quorum.needed) == (met, len(agencies), 3)


def test_agencies_count_once_however_many_seats_they_hold() -> None:
    table = seats(8, ("Police", "Health", "Education", "Youth Services"))
    rule = QuorumRule("percent_agencies", 50)
    assert not count_quorum(rule, table, {"s0": Standing.PRESENT, "s4": Standing.PRESENT}).met
    quorum = count_quorum(rule, table, {"s0": Standing.PRESENT, "s5": Standing.PRESENT})
    assert quorum.met and quorum.sentence == "Quorate: 2 of 4 agencies present, 2 needed."


def test_invited_seats_observers_and_strangers_do_not_count() -> None:
    table = (*seats(2), Seat("guest", "Housing", "Officer", invited=True))
    attendance = {"s0": Standing.OBSERVER, "guest": Standing.PRESENT, "unknown": Standing.PRESENT}
    quorum = count_quorum(HALF, table, attendance)
    assert (quorum.present, quorum.of, quorum.met) == (0, 2, False)


@pytest.mark.parametrize(("deputies_count", "present"), [(True, 3), (False, 0)])
def test_deputies(deputies_count: bool, present: int) -> None:
    rule = QuorumRule("percent_members", 50, deputies_count=deputies_count)
    assert count_quorum(rule, seats(4), here(3, Standing.DEPUTY)).present == present


def test_no_rule_is_always_quorate_and_no_seats_never() -> None:
    assert count_quorum(QuorumRule("none"), (), {}).sentence == "No quorum is set for this meeting."
    assert count_quorum(QuorumRule("none"), (), {}).met
    assert not count_quorum(HALF, (), {}).met


def test_sentences_for_the_minutes() -> None:
    mase = body("MASE")
    keys = [seat.key for seat in mase.seats if not seat.invited]
    seven = count_quorum(mase.quorum, mase.seats, dict.fromkeys(keys[:7], Standing.PRESENT))
    assert seven.sentence == "Quorate: 7 of 11 seats present, 6 needed." and seven.figures == "7 of 11"
    five = count_quorum(mase.quorum, mase.seats, dict.fromkeys(keys[:5], Standing.PRESENT))
    assert five.sentence == f"Not quorate: 5 of 11 seats present, 6 needed; {PROVISIONAL}."


def test_forecast_takes_everyone_without_apologies() -> None:
    table = seats(4)
    likely = forecast(HALF, table, {"s0": Standing.APOLOGIES})
    assert (likely.met, likely.present) == (True, 3)
    assert likely.sentence == "Quorum expected: 3 of 4 seats expected, 2 needed."
    doubtful = forecast(HALF, table, here(3, Standing.APOLOGIES))
    assert not doubtful.met and doubtful.sentence.startswith("Quorum in doubt: 1 of 4 seats")


def test_losing_the_quorum_warns_once() -> None:
    enough, few = count_quorum(HALF, seats(4), here(2)), count_quorum(HALF, seats(4), here(1))
    assert [item.rule for item in lost(enough, few)] == ["P21"]
    assert not lost(few, few) and not lost(enough, enough) and not lost(few, enough)


@given(st.integers(1, 60), st.integers(1, 100))
def test_the_share_is_the_least_that_reaches_the_percentage(of: int, percent: int) -> None:
    needed = share(of, percent)
    assert needed * 100 >= of * percent > (needed - 1) * 100


KINDS = st.sampled_from(["percent_members", "percent_agencies", "min_organisations", "required_roles"])


@given(KINDS, st.integers(1, 20), st.sets(st.integers(0, 19)), st.integers(0, 19))
def test_one_more_present_never_loses_a_quorum(kind: str, size: int, present: set[int], more: int) -> None:
    table = seats(size, ("Police", "Health", "Education", "CAMHS"))
    rule = QuorumRule(kind, 3 if kind == "min_organisations" else 50, roles=("role 0", "role 1"))
    before = count_quorum(rule, table, {f"s{n}": Standing.PRESENT for n in present})
    after = count_quorum(rule, table, {f"s{n}": Standing.PRESENT for n in present | {more}})
    assert after.present >= before.present
    assert after.met or not before.met
