from itertools import pairwise, product

import pytest

from app.domain.meetings import MeetingState, allowed, next_states, require
from app.errors import Refused

IN_ORDER = [state for state in MeetingState if state is not MeetingState.ADJOURNED]


def test_the_usual_way() -> None:
    assert [state.value for state in IN_ORDER] == [
        "planned",
        "papers out",
        "open",
        "closed",
        "draft circulated",
        "agreed",
    ]
    for current, following in pairwise(IN_ORDER):
        assert next_states(current)[0] is following
        require(current, following)


EXCEPTIONS = {
    (MeetingState.PLANNED, MeetingState.OPEN),
    (MeetingState.CLOSED, MeetingState.OPEN),
    (MeetingState.OPEN, MeetingState.ADJOURNED),
    (MeetingState.ADJOURNED, MeetingState.DRAFT_CIRCULATED),
}


@pytest.mark.parametrize(("current", "wanted"), list(product(MeetingState, MeetingState)))
def test_only_the_next_step_and_the_exceptions(current: MeetingState, wanted: MeetingState) -> None:
    usual = (current, wanted) in set(pairwise(IN_ORDER))
    assert allowed(current, wanted) == (usual or (current, wanted) in EXCEPTIONS)


def test_agreed_minutes_are_locked() -> None:
    assert [state for state in MeetingState if state.locked] == [MeetingState.AGREED]
    with pytest.raises(Refused, match="addendum"):
        require(MeetingState.AGREED, MeetingState.OPEN)


def test_a_refusal_names_what_can_come_next() -> None:
    with pytest.raises(Refused, match='can become "closed"'):
        require(MeetingState.OPEN, MeetingState.AGREED)


def test_held() -> None:
    assert [state.value for state in MeetingState if state.held] == [
        "closed",
        "adjourned",
        "draft circulated",
        "agreed",
    ]
