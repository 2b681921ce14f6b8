"""Onward referrals: who may pass a child to whom, and which step may follow which."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.findings import Severity
from app.domain.referrals import (
    OnwardState,
    OnwardStep,
    Taken,
    answer_due,
    ask_words,
    carried_at,
    receivers,
    require_new,
    require_step,
    require_take_back,
    starts_pathway,
    state_after,
    step_words,
    waiting_findings,
)
from app.errors import Refused
from tests.domain.kingston import AREA, body

SENT = Taken(OnwardStep.SEND)
SEND, ACCEPT, REJECT = OnwardStep.SEND, OnwardStep.ACCEPT, OnwardStep.REJECT
FINISH, REVOKE, CARRY = OnwardStep.FINISH, OnwardStep.REVOKE, OnwardStep.CARRY_OVER
MASE, MISPER, CME, SUBGROUP = body("MASE"), body("MisPer"), body("CME"), AREA.bodies[-1]


def steps(*taken: OnwardStep) -> list[Taken]:
    return [SENT, *(Taken(one, 7, "because") for one in taken)]


@pytest.mark.parametrize(
    ("before", "step", "after"),
    [
        ((), ACCEPT, OnwardState.ACCEPTED),
        ((), REJECT, OnwardState.REJECTED),
        ((), FINISH, OnwardState.DONE),
        ((), REVOKE, OnwardState.REVOKED),
        ((), CARRY, OnwardState.SENT),
        ((CARRY,), ACCEPT, OnwardState.ACCEPTED),
        ((ACCEPT,), FINISH, OnwardState.DONE),
    ],
)
def test_what_may_follow(before: tuple[OnwardStep, ...], step: OnwardStep, after: OnwardState) -> None:
    assert require_step(steps(*before), Taken(step, 8, "because")) is after


@pytest.mark.parametrize(
    ("before", "step", "words"),
    [
        ((ACCEPT,), ACCEPT, "accepted already"),
        ((ACCEPT,), REJECT, "accepted already"),
        ((ACCEPT,), REVOKE, "accepted already"),
        ((ACCEPT,), CARRY, "accepted already"),
        ((REJECT,), ACCEPT, "was rejected"),
        ((REJECT,), REVOKE, "was rejected"),
        ((FINISH,), FINISH, "is done"),
        ((REVOKE,), ACCEPT, "taken back by those who sent it"),
        ((REVOKE,), REVOKE, "taken back by those who sent it"),
        ((), SEND, "has been sent already"),
        ((CARRY,), CARRY, "carried the referral over already"),
    ],
)
def test_what_may_not_follow(before: tuple[OnwardStep, ...], step: OnwardStep, words: str) -> None:
    with pytest.raises(Refused, match=words):
        require_step(steps(*before), Taken(step, 7, "because"))


@pytest.mark.parametrize("step", [REJECT, REVOKE, CARRY])
def test_a_refusal_needs_its_reason(step: OnwardStep) -> None:
    with pytest.raises(Refused, match="Say why"):
        require_step([SENT], Taken(step, 7, "  "))
    for quiet in (ACCEPT, FINISH):
        require_step([SENT], Taken(quiet))


def test_another_meeting_may_carry_it_over_again() -> None:
    carried = steps(CARRY)
    assert require_step(carried, Taken(CARRY, 8, "still no report")) is OnwardState.SENT
    assert (carried_at(carried, 7), carried_at(carried, 8), carried_at(carried, None)) == ("because", "", "")


def test_the_last_step_can_be_taken_back_and_the_sending_cannot() -> None:
    assert require_take_back(steps(ACCEPT)) is OnwardState.SENT
    assert require_take_back(steps(ACCEPT, FINISH)) is OnwardState.ACCEPTED
    with pytest.raises(Refused, match="revoke"):
        require_take_back([SENT])


@given(st.lists(st.sampled_from(list(OnwardStep)), max_size=12))
def test_a_referral_is_answered_at_most_once(wanted: list[OnwardStep]) -> None:
    taken = [SENT]
    for number, step in enumerate(wanted):
        try:
            state = require_step(taken, Taken(step, number, "because"))
        except Refused:
            continue
        taken.append(Taken(step, number, "because"))
        assert state is state_after(taken)
    kinds = [one.step for one in taken]
    assert sum(kinds.count(one) for one in (ACCEPT, REJECT, REVOKE)) <= 1 and kinds.count(FINISH) <= 1
    while len(taken) > 1:  # each step leads back to where it came from
        before = require_take_back(taken)
        taken.pop()
        assert before is state_after(taken)


@pytest.mark.parametrize(
    ("sender", "receiver", "asked", "reason", "open_at", "words"),
    [
        (CME, MASE, "Look", "Red", ["KR-MASE"], "open referral of this child already"),
        (CME, MASE, " ", "Red", [], "Say what MASE is asked"),
        (CME, MASE, "Look", " ", [], "Say why the child is referred"),
        (MASE, replace(MASE, code="SUT-MASE-OP", short="Sutton MASE"), "Look", "x", [], "same list"),
        (MASE, MASE, "Look", "x", [], "same list"),
        (CME, SUBGROUP, "Look", "x", [], "keep a list"),
        (SUBGROUP, CME, "Look", "x", [], "keep a list"),
    ],
)
def test_what_cannot_be_sent(sender, receiver, asked, reason, open_at, words) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused, match=words):
        require_new(sender, receiver, asked, reason, open_at)


def test_a_child_may_be_passed_to_each_of_the_other_lists() -> None:
    assert receivers(CME, AREA.bodies) == (MISPER, MASE)
    require_new(CME, MASE, "Look", "Red", ["KR-MISPER"])


@pytest.mark.parametrize(
    ("receiver", "on_list", "words"),
    [
        (MASE, False, "Consider for MASE"),
        (MASE, True, "Tell MASE"),
        (CME, False, "Tell CME"),
        (replace(MASE, short="MACE"), False, "Consider for MACE"),  # A20
    ],
)
def test_the_act_goes_by_the_bodys_own_name(receiver, on_list, words) -> None:  # type: ignore[no-untyped-def]
    assert ask_words(receiver, on_list) == words


def test_accepted_at_mase_asks_for_the_pathway_and_makes_no_case() -> None:
    assert starts_pathway(OnwardState.ACCEPTED, MASE)
    assert not starts_pathway(OnwardState.ACCEPTED, CME) and not starts_pathway(OnwardState.SENT, MASE)


@pytest.mark.parametrize(
    ("meetings", "carried", "due"),
    [
        ([date(2026, 11, 10), date(2026, 11, 27), date(2026, 12, 18)], [], date(2026, 11, 27)),
        ([date(2026, 11, 15)], [], date(2026, 11, 15)),  # sent on the day of the meeting
        ([date(2026, 11, 27), date(2026, 12, 18)], [date(2026, 11, 27)], date(2026, 12, 18)),
        ([date(2026, 11, 27)], [date(2026, 11, 27)], date(2026, 11, 27)),  # nothing planned after it
        ([], [], date(2026, 11, 15)),
    ],
)
def test_the_next_meeting_of_the_receiver_must_answer(
    meetings: list[date], carried: list[date], due: date
) -> None:
    assert answer_due(date(2026, 11, 15), meetings, carried) == due


def test_a_meeting_does_not_close_silently_over_them() -> None:
    assert waiting_findings(0, MASE) == ()
    one, many = waiting_findings(1, MASE)[0], waiting_findings(3, MASE)[0]
    assert one.severity is Severity.STOP and one.sentence.startswith("1 onward referral waits for MASE's")
    assert many.sentence.startswith("3 onward referrals wait")


def test_a_step_in_words() -> None:
    assert step_words(REJECT, "nothing new", "Dana Marsh", date(2026, 11, 17)) == (
        "Rejected on Tue 17 Nov 2026 by Dana Marsh: nothing new"
    )
