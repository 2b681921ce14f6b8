"""Onward referrals over a real store: sent, answered, carried over, taken back, and never lost or doubled."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.domain.referrals import OnwardState, OnwardStep
from app.errors import Refused
from app.models import Case, MatchDecision, OnwardReferral, ReferralStep, Subject
from app.services.keeping.history import History
from app.services.keeping.retention import CHILD, RecordKey, Retention
from app.services.people.who import Who
from app.services.referrals.onward import Onward, OnwardRow
from app.store.store import Store
from tests.builders import (
    MEETING_DAY,
    OPERATOR,
    a_case,
    a_clock,
    a_meeting,
    a_register_entry,
    a_store,
    every,
    person_of,
    put,
)
from tests.services.room_rig import services

SENT_ON = date(2026, 11, 15)
ASKED, REASON = "Consider whether a case should be opened", "Seen twice at the known address"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return a_store(tmp_path)


@pytest.fixture
def child(store: Store) -> int:
    return person_of(store, a_case(store))


def on(store: Store, day: date = SENT_ON) -> Onward:
    return Onward(store, a_clock(day))


def send(store: Store, child: int, to: str = "KR-MISPER", **more: object) -> OnwardRow:
    return on(store).send(child, "KR-CME" if to != "KR-CME" else "KR-MASE", to, ASKED, REASON, **more)  # type: ignore[arg-type]


def an_open_meeting(store: Store, body: str = "KR-MISPER", day: date = MEETING_DAY) -> int:
    meeting = a_meeting(store, day, body)
    services(store, a_clock(day)).room.enter(meeting)
    return meeting


def test_a_referral_says_who_asks_whom_about_whom_and_waits(store: Store, child: int) -> None:
    a_meeting(store, MEETING_DAY, "KR-MISPER")
    row = send(store, child, sent_by="A Clark")
    assert (row.line, row.name, row.sent_by, row.state) == (
        "CME asks MisPer: Zofia K.", "Zofia Kowalska", "A Clark", OnwardState.SENT,
    )  # fmt: skip
    assert (row.due, row.overdue, row.days) == (MEETING_DAY, False, 0)
    assert [(one.step, one.by) for one in row.steps] == [(OnwardStep.SEND, OPERATOR)]
    later = on(store, date(2026, 11, 28)).waiting("KR-MISPER")
    assert [(one.id, one.overdue, one.days) for one in later] == [(row.id, True, 13)]
    assert on(store).waiting("KR-MASE") == ()
    assert {one.short: one.waiting for one in on(store).bodies()} == {"CME": 0, "MisPer": 1, "MASE": 0}


@pytest.mark.parametrize(
    ("answer", "state", "can"),
    [
        (lambda one, key: one.accept(key), OnwardState.ACCEPTED, (OnwardStep.FINISH,)),
        (lambda one, key: one.reject(key, "nothing new"), OnwardState.REJECTED, ()),
        (lambda one, key: one.finish(key), OnwardState.DONE, ()),
        (lambda one, key: one.revoke(key, "sent by mistake"), OnwardState.REVOKED, ()),
    ],
)
def test_each_answer_and_the_way_back(
    store: Store,
    child: int,
    answer: Callable[[Onward, int], OnwardRow],
    state: OnwardState,
    can: tuple[OnwardStep, ...],
) -> None:
    sent = send(store, child)
    row = answer(on(store), sent.id)
    assert (row.state, row.can, row.can_take_back) == (state, can, True)
    assert on(store).waiting() == () and [one.id for one in on(store).answered()] == [sent.id]
    with pytest.raises(Refused):
        on(store).accept(sent.id)
    with pytest.raises(Refused):
        on(store).revoke(sent.id, "late")
    back = on(store).take_back(sent.id)
    assert back.state is OnwardState.SENT and [one.undone for one in back.steps] == [False, True]
    assert [one.id for one in on(store).waiting()] == [sent.id]
    with pytest.raises(Refused, match="revoke"):
        on(store).take_back(sent.id)


def test_only_the_last_step_is_taken_back(store: Store, child: int) -> None:
    sent = send(store, child)
    on(store).accept(sent.id)
    on(store).finish(sent.id, "strategy discussion held")
    assert on(store).take_back(sent.id).state is OnwardState.ACCEPTED
    assert [one.state for one in on(store).sent()] == [OnwardState.ACCEPTED]


def test_one_open_referral_of_a_child_to_each_body(store: Store, child: int) -> None:
    sent = send(store, child)
    send(store, child, "KR-CME")
    with pytest.raises(Refused, match="open referral of this child already"):
        send(store, child)
    on(store).accept(sent.id)
    with pytest.raises(Refused, match="open referral of this child already"):
        send(store, child)
    on(store).finish(sent.id)
    assert send(store, child).id != sent.id


def test_a_second_is_refused_whichever_list_knows_the_child(store: Store, child: int) -> None:
    a_register_entry(store)
    subjects = every(store, Subject)
    on(store).send(subjects[1].person_id, "KR-CME", "KR-MISPER", ASKED, REASON)
    Who(store, a_clock()).decide(subjects[0].id, subjects[1].id, "same", "seen together")
    with pytest.raises(Refused, match="already"):
        on(store).send(child, "KR-MASE", "KR-MISPER", ASKED, REASON)
    assert every(store, OnwardReferral)[0].subject_id == subjects[1].id
    decision = every(store, MatchDecision)[0]
    Who(store, a_clock()).undo(decision.id)
    assert {one.person_id for one in on(store).waiting()} == {subjects[1].home_person_id}


@pytest.mark.parametrize(
    ("sender", "receiver", "asked", "words"),
    [
        ("KR-CME", "KR-SUBGROUP", ASKED, "keep a list"),
        ("KR-CME", "KR-CME", ASKED, "same list"),
        ("KR-CME", "NOBODY", ASKED, "not among those"),
        ("KR-CME", "KR-MASE", "\ufeff\n ", "is asked to do"),
    ],
)
def test_what_is_refused_leaves_nothing(
    store: Store, child: int, sender: str, receiver: str, asked: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        on(store).send(child, sender, receiver, asked, REASON)
    assert every(store, OnwardReferral) == []
    with pytest.raises(Refused, match="not in the store"):
        on(store).send(999, "KR-CME", "KR-MASE", ASKED, REASON)
    with pytest.raises(Refused, match="not in the store"):
        on(store).accept(77)
    with pytest.raises(Refused, match="not in the store"):
        on(store).take_back(77)


def test_it_is_answered_by_the_meeting_it_was_sent_to(store: Store, child: int) -> None:
    sent = send(store, child)
    other, planned = an_open_meeting(store, "KR-MASE"), a_meeting(store, MEETING_DAY, "KR-MISPER")
    with pytest.raises(Refused, match="another meeting"):
        on(store).accept(sent.id, meeting_id=other)
    with pytest.raises(Refused, match="has not begun"):
        on(store).accept(sent.id, meeting_id=planned)
    services(store, a_clock()).room.enter(planned)
    row = on(store, MEETING_DAY).accept(sent.id, "police to lead", planned)
    assert row.answer is not None
    assert (row.answer.meeting, row.answer.reason) == ("MisPer, Fri 27 Nov 2026", "police to lead")


def test_a_meeting_sends_only_for_its_own_body(store: Store, child: int) -> None:
    meeting = an_open_meeting(store, "KR-MASE")
    with pytest.raises(Refused, match="no meeting of CME"):
        send(store, child, meeting_id=meeting)
    row = send(store, child, "KR-CME", meeting_id=meeting, item_key="cases")
    assert (row.meeting, row.meeting_id) == ("MASE, Fri 27 Nov 2026", meeting)
    assert on(store).meetings_of("KR-MASE") == ((meeting, "Fri 27 Nov"),)


def test_carried_over_it_is_due_at_the_next_meeting(store: Store, child: int) -> None:
    meeting, after = an_open_meeting(store), a_meeting(store, date(2026, 12, 15), "KR-MISPER")
    sent = send(store, child)
    with pytest.raises(Refused, match="Say why"):
        on(store, MEETING_DAY).carry_over(sent.id, meeting, " ")
    row = on(store, MEETING_DAY).carry_over(sent.id, meeting, "the social worker is away")
    assert (row.state, row.due) == (OnwardState.SENT, date(2026, 12, 15))
    assert row.carried_by(meeting) == "the social worker is away" and row.carried_by(after) == ""
    assert on(store, MEETING_DAY).take_back(sent.id).due == MEETING_DAY


def test_a_meeting_that_had_closed_before_cannot_have_answered(store: Store, child: int) -> None:
    rig = services(store, a_clock(SENT_ON))
    rig.hold(a_meeting(store, SENT_ON, "KR-MISPER"))
    a_meeting(store, date(2026, 12, 15), "KR-MISPER")
    later = replace(a_clock(SENT_ON), now=lambda: a_clock(MEETING_DAY).now())
    row = Onward(store, later).send(child, "KR-CME", "KR-MISPER", ASKED, REASON)
    assert row.due == date(2026, 12, 15)


def test_accepted_at_mase_it_makes_no_case(store: Store, child: int) -> None:
    sent = on(store).send(child, "KR-CME", "KR-MASE", ASKED, REASON)
    assert not sent.to_start
    assert on(store).accept(sent.id).to_start
    assert len(every(store, Case)) == 1  # the one that was there


def test_it_stands_in_the_childs_history_and_goes_with_the_child(store: Store, child: int) -> None:
    sent = send(store, child)
    on(store).reject(sent.id, "nothing new")
    fields = [(one.record, one.field, one.after) for one in History(store).of_child(child)]
    assert ("Onward referral", "State", "Rejected") in fields
    assert ("Onward referral", "", ASKED) in fields
    certificate = Retention(store, a_clock(date(2100, 1, 1))).destroy(RecordKey(CHILD, child), "its time")
    assert certificate.counts["onward referrals"] == 1
    assert certificate.counts["steps of onward referrals"] == 2
    assert every(store, OnwardReferral) == [] and every(store, ReferralStep) == []
    assert History(store).of("onward referral", sent.id) == ()


def test_where_no_body_is_known_any_more_its_code_stands(store: Store, child: int) -> None:
    subject = every(store, Subject)[0].id
    put(
        store,
        OnwardReferral(
            subject_id=subject, from_body="OLD", to_body="GONE", asked="x", reason="y", sent_by="z",
            sent_on=SENT_ON,
        ),
    )  # fmt: skip
    row = on(store).waiting()[0]
    assert (row.from_short, row.to_short, row.due) == ("OLD", "GONE", SENT_ON)
    assert ListName.MASE.value == every(store, Subject)[0].list_name
