"""Reports for a period, the yearly review of the terms, meetings with providers."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import Refused
from app.services.months.compliance import Compliance
from app.services.months.duties import Duties
from app.services.months.planner import Planner
from tests.builders import a_meeting, a_store
from tests.services.small_lists import at


def test_a_report_is_owed_until_it_is_recorded(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    a_meeting(store, date(2026, 9, 25))
    today = at(date(2026, 10, 8))
    duties = Duties(store, today)
    report = next(row for row in duties.rows() if row.key == "report:meeting-report")
    assert (report.what, report.period, report.due) == (
        "Meeting report",
        "July to September 2026",
        date(2026, 10, 14),
    )
    assert "MASE meeting report, July to September 2026" in [row.what for row in Planner(store, today).due()]
    duties.done("KR-MASE", report.key, report.period_on, date(2026, 10, 7), "Subgroup")
    done = next(row for row in duties.rows() if row.key == report.key)
    assert (done.done_on, done.sent_to, done.words) == (date(2026, 10, 7), "Subgroup", "done Wed 7 Oct 2026")
    assert not [row for row in Planner(store, today).due() if row.kind == report.key]
    figure = next(
        one
        for one in Compliance(store, today).between(date(2026, 7, 1), date(2026, 9, 30))
        if one.key == report.key
    )
    assert (figure.good, figure.counted) == (1, 1)
    duties.not_done("KR-MASE", report.key, report.period_on)
    assert next(row for row in duties.rows() if row.key == report.key).done_on is None
    store.close()


def test_a_review_comes_round_a_year_after_the_last(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    a_meeting(store, date(2026, 1, 30))
    duties = Duties(store, at(date(2027, 1, 20)))
    review = next(row for row in duties.rows() if row.key == "terms-review")
    assert (review.due, review.words) == (date(2027, 1, 30), "due Sat 30 Jan")
    duties.done("KR-MASE", review.key, review.period_on, date(2027, 1, 15))
    owed = next(row for row in duties.rows() if row.key == "terms-review" and row.done_on is None)
    assert owed.due == date(2028, 1, 15)
    store.close()


def test_what_nobody_asks_for_is_refused(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    duties = Duties(store, at(date(2026, 11, 21)))
    with pytest.raises(Refused, match="do not ask for that"):
        duties.done("KR-MASE", "report:weather", date(2026, 10, 1))
    with pytest.raises(Refused, match="still to come"):
        duties.done("KR-MASE", "report:meeting-report", date(2026, 10, 1), date(2026, 11, 22))
    with pytest.raises(Refused, match="not recorded as done"):
        duties.not_done("KR-MASE", "report:meeting-report", date(2026, 10, 1))
    assert duties.rows() == ()
    store.close()
