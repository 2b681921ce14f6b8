"""Our own record of an episode and its interview: saved field by field, beside what the list says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain.lists import EpisodeFacts, ListName
from app.domain.missing import InterviewStanding, Outcome
from app.domain.people import Identity
from app.errors import Refused, TextClash
from app.models import Case, Episode, EpisodeDetail, InterviewAnswer, ReturnInterview
from app.services.clock import fixed_clock
from app.services.desk import Desk
from app.services.lists.by_hand import HandRow
from app.services.missing.episodes import Period
from tests.builders import a_case, a_store, an_episode, every, get, person_of
from tests.services.small_lists import MISPER, episode, write

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
GONE, BACK = datetime(2026, 11, 17, 20, 0), datetime(2026, 11, 18, 1, 30)
BORN = date(2011, 5, 5)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(a_store(tmp_path), fixed_clock(NOW))


def an(desk: Desk, **fields: object) -> int:
    known = {"reported_at": GONE, "returned_at": BACK, "born": BORN, **fields}
    return an_episode(desk.store, **known)  # type: ignore[arg-type]


def test_what_we_record_stands_beside_what_the_list_says(desk: Desk) -> None:
    number = an(desk, returned_at=None, risk="low", found_where="")
    desk.missing_records.save(number, "risk", "high")
    desk.missing_records.save(number, "returned_at", BACK)
    desk.missing_records.save(number, "found_where", " Bus  station ")
    desk.missing_records.save(number, "exploitation_considered", True)
    view = desk.missing.view(number)
    assert (view.episode.risk, view.listed.risk) == ("high", "low")
    assert (view.episode.returned_at, view.listed.returned_at) == (BACK, None)
    assert (view.episode.still_missing, view.listed.still_missing) == (False, True)
    assert view.episode.ours == {"risk", "returned_at", "found_where"}
    assert view.source == "made.xlsx, Sheet1, row " + view.source.rpartition(" ")[2]
    assert view.row.standing is InterviewStanding.DUE
    assert get(desk.store, Episode, number).risk == "low"
    desk.missing_records.save(number, "risk", "")
    assert desk.missing.view(number).episode.risk == "low"


def test_a_return_we_record_starts_the_clock_of_the_interview(desk: Desk) -> None:
    number = an(desk, returned_at=None)
    desk.missing_records.save(number, "returned_at", datetime(2026, 11, 17, 23, 0))
    row = desk.missing.view(number).row
    assert row.due == datetime(2026, 11, 20, 23, 0)
    assert row.left is not None and row.left.total_seconds() == 14 * 3600
    (owed,) = [one for one in desk.planner.due(desk.clock.today()) if one.kind == "interview"]
    assert owed.standing == "due today, by 23:00"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("returned_at", datetime(2026, 11, 21), "future"),
        ("returned_at", datetime(2026, 11, 17, 19), "before the child went missing"),
    ],
)
def test_a_return_that_cannot_be_is_refused(desk: Desk, field: str, value: datetime, sentence: str) -> None:
    number = an(desk)
    with pytest.raises(Refused, match=sentence):
        desk.missing_records.save(number, field, value)
    assert every(desk.store, EpisodeDetail) == []


def test_r2_a_child_of_twelve_is_never_recorded_absent(desk: Desk) -> None:
    """A3"""
    number = an(desk, born=date(2014, 3, 1))
    with pytest.raises(Refused, match="under 13"):
        desk.missing_records.save(number, "classed", "absent")
    desk.missing_records.save(number, "classed", "away")
    assert desk.missing.view(number).episode.classed == "away"


def test_r1_nor_is_a_child_at_risk_of_exploitation(desk: Desk) -> None:
    person = person_of(desk.store, a_case(desk.store, born=BORN))
    number = an(desk, person_id=person)
    with pytest.raises(Refused, match="at risk of exploitation"):
        desk.missing_records.save(number, "classed", "absent")
    other = an(desk, name="Tom Hale")
    desk.missing_records.save(other, "classed", "absent")
    desk.missing_records.save(other, "classed", "")
    desk.missing_records.save(other, "exploitation_concern", True)
    with pytest.raises(Refused, match="at risk of exploitation"):
        desk.missing_records.save(other, "classed", "absent")


@pytest.mark.parametrize(("born", "same"), [(date(2014, 3, 1), False), (BORN, True)])
def test_nor_by_hand(desk: Desk, born: date, same: bool) -> None:
    case = a_case(desk.store, "Zofia Kowalska", born=BORN)
    who = Identity("Zofia", "Kowalska", born=born)
    row = HandRow(ListName.MISPER, who, EpisodeFacts(GONE, BACK, classed="absent"))
    subject = desk.children.page(person_of(desk.store, case))
    assert subject is not None
    with pytest.raises(Refused, match='"missing"'):
        if same:
            desk.by_hand.add(row, same_as=_subject_of(desk, case), reason="Same child.")
        else:
            desk.by_hand.add(row)
    assert every(desk.store, Episode) == []
    made = desk.by_hand.add(replace(row, facts=EpisodeFacts(GONE, BACK, classed="missing")))
    assert desk.missing.view(made.record_id).source == "added by hand by Priya Nair"


def _subject_of(desk: Desk, case_id: int) -> int:
    return get(desk.store, Case, case_id).subject_id


def test_words_that_somebody_else_changed_meanwhile_are_shown_and_not_overwritten(desk: Desk) -> None:
    number = an(desk)
    version = desk.missing_records.save(number, "circumstances", "First words.", expected=0)
    desk.missing_records.save(number, "circumstances", "Second words.", expected=version)
    with pytest.raises(TextClash):
        desk.missing_records.save(number, "circumstances", "Third words.", expected=version)
    desk.missing_records.save(number, "harm", "None seen.", expected=version)
    history = desk.history.of("episode detail", desk.missing.view(number).detail_id or 0)
    assert {row.field for row in history} == {"Circumstances", "Harm, before or during"}


@pytest.mark.parametrize(
    ("outcome", "at", "standing"),
    [
        (Outcome.OFFERED, None, InterviewStanding.OFFERED),
        (Outcome.ACCEPTED, None, InterviewStanding.ACCEPTED),
        (Outcome.COMPLETED, None, InterviewStanding.IN_TIME),
        (Outcome.REFUSED, None, InterviewStanding.REFUSED),
        (Outcome.PARENT, None, InterviewStanding.PARENT),
        (Outcome.NOT_POSSIBLE, None, InterviewStanding.NOT_POSSIBLE),
        (Outcome.NOT_REQUIRED, None, InterviewStanding.NOT_REQUIRED),
    ],
)
def test_each_standing_of_13_9_is_recorded_in_one_step(
    desk: Desk, outcome: Outcome, at: datetime | None, standing: InterviewStanding
) -> None:
    number = an(desk)
    desk.missing_records.settle(number, outcome, at=at, reason="Moved abroad.", by="J Bale")
    view = desk.missing.view(number)
    assert view.row.standing is standing
    expected = None if outcome in (Outcome.NOT_POSSIBLE, Outcome.NOT_REQUIRED) else date(2026, 11, 20)
    assert view.episode.interview.offered_on == expected


def test_an_interview_is_late_to_the_minute(desk: Desk) -> None:
    number = an(desk, returned_at=datetime(2026, 11, 17, 8, 30))
    assert desk.missing.view(number).row.standing is InterviewStanding.OVERDUE
    desk.missing_records.settle(number, Outcome.COMPLETED, at=datetime(2026, 11, 20, 8, 30))
    assert desk.missing.view(number).row.standing is InterviewStanding.IN_TIME
    desk.missing_records.save_interview(number, "done_at", datetime(2026, 11, 20, 8, 31))
    assert desk.missing.view(number).row.standing is InterviewStanding.LATE


@pytest.mark.parametrize(
    ("outcome", "at", "reason", "by", "sentence"),
    [
        (Outcome.NOT_POSSIBLE, None, " ", "J Bale", "Say why"),
        (Outcome.NOT_REQUIRED, None, "Adult now.", "", "who decided"),
        (Outcome.COMPLETED, datetime(2026, 11, 18, 1, 0), "", "", "before the child came back"),
        (Outcome.COMPLETED, datetime(2026, 11, 20, 9, 1), "", "", "future"),
    ],
)
def test_what_cannot_stand_is_refused(
    desk: Desk, outcome: Outcome, at: datetime | None, reason: str, by: str, sentence: str
) -> None:
    number = an(desk)
    with pytest.raises(Refused, match=sentence):
        desk.missing_records.settle(number, outcome, at=at, reason=reason, by=by)
    assert every(desk.store, ReturnInterview) == []


def test_the_lists_word_holds_where_nobody_recorded_more(desk: Desk) -> None:
    number = an(desk, returned_at=datetime(2026, 11, 9), interview_done_on=date(2026, 11, 11))
    assert desk.missing.view(number).row.standing is InterviewStanding.IN_TIME
    desk.missing_records.save_interview(number, "interviewer", "J Bale")
    assert desk.missing.view(number).row.standing is InterviewStanding.IN_TIME
    assert not desk.missing.view(number).row.to_pass_on
    desk.missing_records.settle(number, Outcome.REFUSED)
    assert desk.missing.view(number).row.standing is InterviewStanding.REFUSED
    assert desk.missing.view(number).episode.interview_done_on is None


def test_p5_an_interview_is_passed_to_the_police(desk: Desk) -> None:
    number = an(desk)
    with pytest.raises(Refused, match="no interview to pass on"):
        desk.missing_records.pass_on(number, "J Bale")
    desk.missing_records.settle(number, Outcome.COMPLETED)
    assert "P5" in {one.rule for one in desk.missing.view(number).findings}
    assert [row.episode_id for row in desk.missing.waiting()] == [number]
    with pytest.raises(Refused, match="who passed"):
        desk.missing_records.pass_on(number, " ")
    desk.missing_records.pass_on(number, "J Bale")
    assert "P5" not in {one.rule for one in desk.missing.view(number).findings}
    assert desk.missing.waiting() == ()


def test_answers_keep_the_question_as_it_was_asked(desk: Desk) -> None:
    number = an(desk)
    first, second = desk.missing.view(number).questions[:2]
    assert desk.missing_records.save_answer(number, first.key, "") == 0
    assert every(desk.store, InterviewAnswer) == []
    version = desk.missing_records.save_answer(number, second.key, "To see my nan.", expected=0)
    desk.missing_records.save_answer(number, second.key, "To see my nan in hospital.", expected=version)
    assert desk.missing.view(number).answers[second.key][0] == "To see my nan in hospital."
    (kept,) = every(desk.store, InterviewAnswer)
    assert (kept.key, kept.question) == (second.key, second.text)
    with pytest.raises(Refused, match="not asked any more"):
        desk.missing_records.save_answer(number, "no-such", "x")


def test_the_queue_begins_with_the_least_time_left(desk: Desk) -> None:
    for name, back in (
        ("One A", BACK),
        ("Two B", datetime(2026, 11, 10)),
        ("Three C", datetime(2026, 11, 19)),
    ):
        an(desk, name=name, reported_at=datetime(2026, 11, 9), returned_at=back)
    an(desk, name="Still Gone", returned_at=None)
    assert [row.name for row in desk.missing.waiting()] == ["Two B", "One A", "Three C"]


def test_a_row_says_what_the_filters_ask(desk: Desk) -> None:
    person: int | None = None
    for day in (1, 4, 8):
        at = datetime(2026, 11, day, 20)
        number = an(
            desk,
            name="Often Gone",
            reported_at=at,
            returned_at=at.replace(hour=23),
            in_care=True,
            person_id=person,
        )
        person = desk.missing.view(number).row.person_id
    long = an(desk, name="Long Gone", reported_at=datetime(2026, 11, 15), responsible_authority="Surrey CC")
    rows = desk.missing.rows(Period(date(2026, 11, 1), date(2026, 11, 30)))
    assert [row.name for row in rows] == ["Long Gone", "Often Gone", "Often Gone", "Often Gone"]
    by_id = {row.episode_id: row for row in rows}
    assert by_id[long].long and by_id[long].others == "Surrey CC" and not by_id[long].repeat
    often = rows[1]
    assert (often.place, often.others, often.times, often.long) == ("care", "", 3, False)
    assert desk.missing.rows(Period(date(2026, 10, 1), date(2026, 10, 31))) == ()


def test_a_file_whose_episode_has_our_words_is_not_undone(desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "r.xlsx", {"Nov": (MISPER, [episode("26MIS1", "HALE, Tom", BORN, BACK)])})
    desk.intake.take_in(desk.intake.preview(ListName.MISPER, path))
    (kept,) = every(desk.store, Episode)
    desk.missing_records.save(kept.id, "circumstances", "Left by the window.")
    with pytest.raises(Refused, match="return interview or a safety plan"):
        desk.intake.undo(desk.intake.imported_files()[0].id)


def test_a_viewer_records_nothing(desk: Desk) -> None:
    number = an(desk)
    desk.store.keys.role = "viewer"
    with pytest.raises(Refused, match="viewer"):
        desk.missing_records.save(number, "harm", "x")
