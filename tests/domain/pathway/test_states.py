from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar import AS_SHIPPED
from app.domain.pathway import (
    PathwayState,
    PathwayStep,
    ReferralFacts,
    SafetyStep,
    Taken,
    next_steps,
    pathway_findings,
    require_pre_mase,
    require_step,
    state_after,
    strategy_due,
)
from app.errors import Refused
from tests.domain.kingston import body

MASE = body("MASE")
TODAY = date(2026, 11, 20)  # a Friday
RAISED = Taken(PathwayStep.RAISE, date(2026, 11, 9))
LIKELY = Taken(PathwayStep.LIKELY, date(2026, 11, 10))
FORM = Taken(PathwayStep.FORM, date(2026, 11, 16))
LIST = Taken(PathwayStep.LIST, date(2026, 11, 17))


def held(category: int | None) -> Taken:
    return Taken(PathwayStep.STRATEGY, date(2026, 11, 12), "", category)


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ([], PathwayState.CONCERN),
        ([RAISED], PathwayState.CONCERN),
        ([RAISED, LIKELY], PathwayState.STRATEGY),
        ([RAISED, LIKELY, held(1)], PathwayState.FORM),
        ([RAISED, LIKELY, held(3)], PathwayState.FORM),
        ([RAISED, LIKELY, held(0)], PathwayState.EMERGING),  # below category 1: emerging themes
        ([RAISED, LIKELY, held(2), FORM], PathwayState.READY),
        ([RAISED, LIKELY, held(2), FORM, LIST], PathwayState.LISTED),
        ([RAISED, Taken(PathwayStep.CLOSE, TODAY, "Known to be safe")], PathwayState.CLOSED),
    ],
)
def test_where_the_steps_lead(steps: list[Taken], state: PathwayState) -> None:
    assert state_after(steps, MASE) is state


@pytest.mark.parametrize(
    ("steps", "wanted", "says"),
    [
        ([RAISED], LIST, "what can follow"),  # A16: no first mention at the meeting
        ([RAISED], held(2), "what can follow"),
        ([RAISED, LIKELY, held(2)], LIST, "the form has come"),
        ([RAISED, LIKELY], held(None), "category"),
        ([RAISED, LIKELY], held(7), "no category 7"),
        ([RAISED], Taken(PathwayStep.EMERGING, TODAY), "why a category is not likely"),
        ([RAISED], Taken(PathwayStep.CLOSE, TODAY, "  "), "nothing more is done"),
        ([RAISED], Taken(PathwayStep.LIKELY, TODAY + timedelta(days=1)), "still to come"),
        ([RAISED], Taken(PathwayStep.LIKELY, date(2026, 11, 1)), "cannot lie before"),
        ([RAISED, LIKELY, held(2), FORM, LIST], Taken(PathwayStep.CLOSE, TODAY, "x"), "nothing more"),
    ],
)
def test_a_step_that_may_not_follow_is_refused(steps: list[Taken], wanted: Taken, says: str) -> None:
    with pytest.raises(Refused, match=says):
        require_step(steps, wanted, MASE, TODAY)


@given(st.lists(st.sampled_from(PathwayStep), max_size=8), st.integers(0, 3))
def test_nobody_comes_on_the_list_without_a_strategy_meeting_and_a_form(
    wanted: list[PathwayStep], category: int
) -> None:
    steps = [Taken(PathwayStep.RAISE, date(2026, 11, 9))]
    for step in wanted:
        given_category = category if step is PathwayStep.STRATEGY else None
        try:
            require_step(steps, Taken(step, TODAY, "a reason", given_category), MASE, TODAY)
        except Refused:
            continue
        steps.append(Taken(step, TODAY, "a reason", given_category))
    state = state_after(steps, MASE)
    if state is PathwayState.LISTED:
        taken = [one.step for one in steps]
        assert taken[-1] is PathwayStep.LIST and taken[-2] is PathwayStep.FORM
        assert taken[-3] is PathwayStep.STRATEGY and category >= MASE.lowest_case_category
    watched = state in (PathwayState.EMERGING, PathwayState.CLOSED)
    assert state.pending is bool(next_steps(state) and not watched)


def test_the_strategy_meeting_is_due_three_days_after_a_category_is_likely() -> None:
    facts = ReferralFacts((RAISED, LIKELY))
    assert strategy_due(facts, MASE, AS_SHIPPED) == date(2026, 11, 13)
    assert strategy_due(ReferralFacts((RAISED,)), MASE, AS_SHIPPED) is None


def rules(facts: ReferralFacts) -> list[str]:
    return [one.rule for one in pathway_findings(facts, MASE, TODAY, AS_SHIPPED)]


DONE = SafetyStep("Visit tonight", "Police", date(2026, 11, 9), date(2026, 11, 9))


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (ReferralFacts((RAISED,)), ["safety"]),
        (ReferralFacts((RAISED,), (DONE,)), []),
        (ReferralFacts((RAISED,), (SafetyStep("Visit", "Police", date(2026, 11, 19)),)), ["safety"]),
        (ReferralFacts((RAISED,), (SafetyStep("Visit", "Police", TODAY),)), []),
        (ReferralFacts((RAISED, LIKELY), (DONE,)), ["strategy"]),
        (ReferralFacts((RAISED, LIKELY, held(2)), (DONE,)), ["form"]),
        (ReferralFacts((RAISED,), (DONE,), pre_mase=("gang",)), ["pre-mase"]),
        (ReferralFacts((RAISED,), (DONE,), trafficking="Moved twice"), ["P30"]),
        (ReferralFacts((RAISED,), (DONE,), radicalisation="Videos"), ["P31"]),
        (ReferralFacts((RAISED, LIKELY, held(2), FORM, LIST), trafficking="Moved"), []),
    ],
)
def test_what_the_rules_say_of_a_pending_referral(facts: ReferralFacts, found: list[str]) -> None:
    assert rules(facts) == found


@pytest.mark.parametrize(("reasons", "fine"), [(("gang",), True), ((), False), (("busy",), False)])
def test_a_meeting_before_the_meeting_is_an_exception(reasons: tuple[str, ...], fine: bool) -> None:
    if fine:
        require_pre_mase(reasons)
        return
    with pytest.raises(Refused, match="exception"):
        require_pre_mase(reasons)
