"""Papers of a meeting: sent, corrected, sent again, agreed at short notice; and the share in time."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from app.domain.deadlines import Timeliness
from app.errors import Refused
from app.models import BodyProfile, QuorumChoice
from app.services.keeping.history import History
from app.services.months.compliance import Compliance, InTime
from app.services.months.papers import PaperRow, Papers
from app.services.months.planner import Planner
from app.store.store import Store
from tests.builders import a_meeting, a_store, put
from tests.services.room_rig import a_room
from tests.services.small_lists import TODAY, at

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = a_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def papers(store: Store) -> Papers:
    return Papers(store, at(TODAY))


def by_key(rows: tuple[PaperRow, ...]) -> dict[str, PaperRow]:
    return {row.key: row for row in rows}


def test_each_paper_has_its_own_day(store: Store, papers: Papers) -> None:
    cme = a_meeting(store, date(2026, 12, 8), "KR-CME")
    assert [row.key for row in papers.of(cme)] == [
        "agenda",
        "list",
        "register",
        "assurance",
        "minutes",
        "actions",
    ]
    papers.sent(cme, "register", date(2026, 11, 20), "Performance team")
    rows = by_key(papers.of(cme))
    assert (rows["register"].sent_on, rows["register"].sent_to) == (date(2026, 11, 20), "Performance team")
    assert rows["register"].words == "sent Fri 20 Nov 2026"
    assert rows["agenda"].sent_on is None and rows["agenda"].open
    assert Planner(store, at(TODAY)).meeting(cme).state == "planned", "only the agenda sends the papers out"
    papers.sent(cme, "agenda", date(2026, 11, 21))
    assert Planner(store, at(TODAY)).meeting(cme).state == "papers out"


def test_a_day_and_its_reader_can_be_put_right_and_the_history_keeps_both(
    store: Store, papers: Papers
) -> None:
    mase = a_meeting(store)
    papers.sent(mase, "agenda", date(2026, 11, 18), "All members")
    papers.sent(mase, "agenda", date(2026, 11, 17))
    assert by_key(papers.of(mase))["agenda"].sent_to == "All members"
    changes = [(row.record, row.field, row.before, row.after) for row in History(store).of_meeting(mase)]
    assert changes[0] == (
        "Agenda of the meeting of Fri 27 Nov 2026",
        "Sent",
        "Wed 18 Nov 2026",
        "Tue 17 Nov 2026",
    )


def test_one_paper_sends_those_that_are_due_with_it(store: Store, papers: Papers) -> None:
    with store.transaction("later assurance") as session:
        profile = next(one for one in session.query(BodyProfile) if one.code == "KR-CME")
        profile.text = profile.text.replace("rag_assurance = { n = 7", "rag_assurance = { n = 1")
    cme = a_meeting(store, date(2026, 12, 8), "KR-CME")
    rows = by_key(papers.sent_together(cme, "agenda"))
    sent = {key for key, row in rows.items() if row.sent_on is not None}
    assert sent == {"agenda", "list", "register"}, "not what falls due later, or after the meeting"


def test_a_paper_that_did_not_go_out_is_taken_back(store: Store, papers: Papers) -> None:
    mase = a_meeting(store)
    papers.sent(mase, "agenda", to="All members")
    agenda = by_key(papers.not_sent(mase, "agenda"))["agenda"]
    assert (agenda.sent_on, agenda.sent_to, agenda.open) == (None, "", True)
    assert Planner(store, at(TODAY)).meeting(mase).state == "planned"
    with pytest.raises(Refused, match="not recorded as sent"):
        papers.not_sent(mase, "agenda")


def test_minutes_of_an_adjourned_meeting_can_be_taken_back_too(store: Store) -> None:
    today = at(date(2026, 12, 1))
    mase = a_meeting(store, state="adjourned", opened_at=today.now())
    other = a_meeting(store, date(2026, 12, 11))
    put(
        store,
        QuorumChoice(meeting_id=mase, choice="next", by="DI Marsh", at=today.now(), to_meeting_id=other),
    )
    papers = Papers(store, today)
    papers.sent(mase, "minutes")
    assert Planner(store, today).meeting(mase).state == "draft circulated"
    papers.not_sent(mase, "minutes")
    assert Planner(store, today).meeting(mase).state == "adjourned"


def test_what_cannot_be_is_refused(store: Store, papers: Papers) -> None:
    mase = a_meeting(store)
    with pytest.raises(Refused, match="still to come"):
        papers.sent(mase, "agenda", date(2026, 11, 22))
    with pytest.raises(Refused, match="owes no such paper"):
        papers.sent(mase, "register")
    with pytest.raises(Refused, match="cannot become"):
        papers.sent(mase, "minutes")


def test_a_day_forgotten_before_the_meeting_is_recorded_after_it(store: Store) -> None:
    mase = a_meeting(store)
    room = a_room(store)
    room.enter(mase)
    later = Papers(store, at(date(2026, 12, 1)))
    assert by_key(later.of(mase))["agenda"].timeliness is Timeliness.MISSING
    agenda = by_key(later.sent(mase, "agenda", date(2026, 11, 18)))["agenda"]
    assert agenda.timeliness is Timeliness.IN_TIME
    assert Planner(store, at(TODAY)).meeting(mase).state == "open"


def test_a_moved_meeting_keeps_its_clocks_right_and_its_papers_go_again(store: Store) -> None:
    planner, papers = Planner(store, at(TODAY)), Papers(store, at(TODAY))
    mase = a_meeting(store)
    planner.agenda_sent(mase, date(2026, 11, 18))
    assert [one.rule for one in planner.check_date(mase, "KR-MASE", date(2026, 12, 4))] == ["papers-out"]
    with pytest.raises(Refused, match="must go again"):
        planner.move(mase, date(2026, 12, 4))
    row = planner.move(mase, date(2026, 12, 4), "The chair is at court.")
    # Seven working days before Fri 4 Dec, two weeks after it.
    assert (row.agenda_due, row.minutes_due) == (date(2026, 11, 25), date(2026, 12, 18))
    agenda = row.papers_by_key["agenda"]
    assert agenda.again and agenda.open and agenda.timeliness is Timeliness.IN_TIME
    assert agenda.again_why == (
        "The date was moved from Fri 27 Nov 2026 to Fri 4 Dec 2026. The chair is at court."
    )
    assert "MASE agenda" in [due.what for due in planner.due()]
    again = by_key(papers.sent(mase, "agenda"))["agenda"]
    assert (again.again, again.sent_on, again.again_on) == (False, date(2026, 11, 18), TODAY)
    assert again.words == "sent Wed 18 Nov 2026, again Sat 21 Nov 2026"


def test_hours_and_place_can_be_changed_with_a_reason_once_the_agenda_is_out(store: Store) -> None:
    planner = Planner(store, at(TODAY))
    mase = a_meeting(store)
    row = planner.arrange(mase, time(9, 30), time(12, 0), "York House, Room 3")
    assert (row.starts, row.ends, row.venue) == (time(9, 30), time(12, 0), "York House, Room 3")
    with pytest.raises(Refused, match="ends after it starts"):
        planner.arrange(mase, time(12), time(12), "York House")
    planner.agenda_sent(mase, date(2026, 11, 18))
    with pytest.raises(Refused, match="give the reason"):
        planner.arrange(mase, time(9, 30), time(12, 0), "Guildhall")
    row = planner.arrange(mase, time(9, 30), time(12, 0), "Guildhall", "York House is flooded.")
    papers = row.papers_by_key
    assert papers["agenda"].again_why == "The place is now Guildhall. York House is flooded."
    assert not papers["list"].again, "the list of children says nothing of the place"
    a_room(store).enter(mase)
    with pytest.raises(Refused, match="has begun"):
        planner.arrange(mase, time(9), time(12), "Guildhall")


def test_short_notice_needs_a_name_and_a_reason_and_is_then_not_late(store: Store, papers: Papers) -> None:
    mase = a_meeting(store)
    papers.sent(mase, "agenda", date(2026, 11, 20))
    assert by_key(papers.of(mase))["agenda"].timeliness is Timeliness.LATE
    for by, reason in (("", "Urgent"), ("DI Marsh", " ")):
        with pytest.raises(Refused, match="needs the name of the chair and the reason"):
            papers.agree_short_notice(mase, by, reason)
    rows = by_key(papers.agree_short_notice(mase, "DI Marsh", "Two children are at immediate risk."))
    assert rows["agenda"].timeliness is Timeliness.AGREED
    assert rows["minutes"].timeliness is Timeliness.WAITING, "notice is only of what comes before a meeting"
    row = Planner(store, at(TODAY)).meeting(mase)
    assert row.short_notice == (
        "Short notice of this meeting was agreed by DI Marsh on Sat 21 Nov 2026: "
        "Two children are at immediate risk."
    )
    assert by_key(papers.withdraw_short_notice(mase))["agenda"].timeliness is Timeliness.LATE


def test_a_body_may_know_no_exception(store: Store, papers: Papers) -> None:
    with store.transaction("strict") as session:
        profile = next(one for one in session.query(BodyProfile) if one.code == "KR-MASE")
        profile.text = profile.text.replace("emergency = { allowed = true", "emergency = { allowed = false")
    with pytest.raises(Refused, match="allow no shorter notice"):
        papers.agree_short_notice(a_meeting(store), "DI Marsh", "Urgent")


def figures(found: tuple[InTime, ...]) -> dict[tuple[str, str], tuple[int, int]]:
    return {(one.body_short, one.key): (one.good, one.counted) for one in found if one.key in KEYS}


KEYS = ("agenda", "list", "minutes")


def test_the_share_in_time_is_counted_by_body_and_kind(store: Store) -> None:
    today = at(date(2026, 12, 20))
    papers, compliance = Papers(store, today), Compliance(store, today)
    late, agreed, waits = (a_meeting(store, date(2026, 11, day)) for day in (13, 20, 27))
    papers.sent(late, "agenda", date(2026, 11, 10))
    papers.sent(late, "list", date(2026, 11, 4))
    papers.sent(agreed, "agenda", date(2026, 11, 18))
    papers.agree_short_notice(agreed, "DI Marsh", "Urgent")
    papers.sent(waits, "agenda", date(2026, 11, 18))
    found = compliance.between(*NOVEMBER)
    assert figures(found) == {
        ("MASE", "agenda"): (2, 3),
        ("MASE", "list"): (2, 3),  # one in time, one at the short notice that was agreed, one never sent
        ("MASE", "minutes"): (0, 3),
    }
    agenda = found[0]
    assert [(row.meeting_id, row.timeliness) for row in agenda.papers] == [
        (late, Timeliness.LATE),
        (agreed, Timeliness.AGREED),
        (waits, Timeliness.IN_TIME),
    ]
    assert agenda.count(Timeliness.LATE) == 1
    assert compliance.between(date(2027, 1, 1), date(2027, 1, 31)) == ()


def test_what_is_not_due_yet_does_not_count(store: Store) -> None:
    a_meeting(store, date(2026, 12, 18))
    compliance = Compliance(store, at(TODAY))
    assert figures(compliance.between(date(2026, 12, 1), date(2026, 12, 31))) == {}
