"""Each shipped area says what its source says, and holds together."""

import re

import pytest

from app.domain.profiles import (
    ABSENT_RISK,
    ABSENT_STATUS,
    DAYS,
    MONTHS,
    WEEKS,
    WORKING_DAYS,
    Body,
    Clock,
    RepeatMissing,
    body_from_toml,
)
from app.resources import resource
from tests.domain.profiles.shipped import CODES, area, bodies, text_of

BODIES = [pytest.param(code, body, id=body.code) for code, body in bodies()]


def test_every_folder_is_an_area_and_every_file_in_it_one_of_its_bodies() -> None:
    folders = {path.parent for path in resource("profiles").glob("*/*.toml")}
    assert {folder.name for folder in folders} == set(CODES)
    for folder in folders:
        files = {path.stem for path in folder.glob("*.toml")} - {"area"}
        assert files == {body.code.lower() for body in area(folder.name).bodies}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (
            "kingston-richmond",
            [("CME", "cme"), ("MisPer", "misper"), ("MASE", "mase"), ("Subgroup", "strategic")],
        ),
        ("sutton", [("MASE", "mase"), ("MASE strategic", "strategic")]),
        ("croydon", [("MASE", "mase")]),
        ("current", [("CME", "cme"), ("Missing", "misper"), ("MACE", "mase")]),
    ],
)
def test_the_bodies_of_each_area(code: str, expected: list[tuple[str, str]]) -> None:
    assert [(body.short, body.kind) for body in area(code).bodies] == expected


@pytest.mark.parametrize(("code", "body"), BODIES)
def test_a_body_holds_together(code: str, body: Body) -> None:
    codes = {one.code for one in area(code).bodies}
    assert set(body.order_after) <= codes
    assert all(parent in codes or " " in parent for parent in body.parent_bodies)
    assert {duty.to for duty in body.report_duties} <= {*codes, *body.parent_bodies, body.partnership}
    assert all(seat.condition for seat in body.seats if seat.invited)
    assert not any(seat.holder for seat in body.seats)
    assert {seat.borough for seat in body.seats} | {group.borough for group in body.case_groups} <= {
        "",
        *body.areas,
    }
    assert all(re.fullmatch("[a-z_]+", item.content) for item in (*body.agenda, *body.minutes_items))
    assert (body.agenda and body.pattern is not None) or body.kind == "strategic"
    assert body.marking == "OFFICIAL-SENSITIVE" and body.partnership and body.source
    assert body.retention and body.terms_review.years == 1


@pytest.mark.parametrize(("code", "body"), BODIES)
def test_what_its_minutes_add_is_under_a_key_of_its_own(code: str, body: Body) -> None:
    agenda = {item.key: item for item in body.agenda}
    for item in body.minutes_items:
        if item.key in agenda:
            assert (item.content, item.title) == (agenda[item.key].content, agenda[item.key].title)


@pytest.mark.parametrize(
    ("code", "agenda", "minutes", "quorum", "a_year"),
    [
        ("KR-MASE", Clock(7, WORKING_DAYS), Clock(2, WEEKS), ("percent_members", 50), 12),
        ("KR-MISPER", Clock(7, WORKING_DAYS), Clock(2, WEEKS), ("percent_members", 50), 12),
        ("KR-CME", Clock(7, WORKING_DAYS), Clock(2, WEEKS), ("none", 0), 12),
        ("KR-SUBGROUP", Clock(5, WORKING_DAYS), Clock(3, WEEKS), ("percent_agencies", 50), 4),
        ("SUT-MASE-STRAT", Clock(5, WORKING_DAYS), Clock(5, WORKING_DAYS), ("min_organisations", 3), 6),
        ("CRO-MASE", Clock(7, WORKING_DAYS), Clock(2, WEEKS), ("none", 0), 12),
        ("CUR-MACE", Clock(7, WORKING_DAYS), Clock(2, WEEKS), ("percent_agencies", 50), 12),
        ("CUR-MISSING", Clock(7, WORKING_DAYS), Clock(2, WEEKS), ("percent_agencies", 50), 12),
        ("CUR-EDUCATION", Clock(7, WORKING_DAYS), Clock(2, WEEKS), ("percent_agencies", 50), 12),
    ],
)
def test_the_numbers_of_a_month(
    code: str, agenda: Clock, minutes: Clock, quorum: tuple[str, int], a_year: int
) -> None:
    body = _body(code)
    assert (body.agenda_notice, body.minutes_circulation) == (agenda, minutes)
    assert (body.quorum.kind, body.quorum.value) == quorum
    assert body.meetings_a_year == a_year


def test_sutton_operational() -> None:
    body = _body("SUT-MASE-OP")
    assert (body.agenda_notice, body.minutes_circulation) == (Clock(5, WORKING_DAYS), Clock(5, WORKING_DAYS))
    assert "Head of Service" in body.chair_role and "Inspector" in body.cochair_role
    titles = [item.title for item in body.agenda]
    assert [title.split(":")[0] for title in titles[4:]] == ["A", "B, C and D", "E", "F", "G"]
    assert [group.standing for group in body.case_groups] == ["new", "existing", "out of borough"]
    assert {
        "Police",
        "Children's Social Care",
        "Health",
        "Education",
        "Jigsaw4U",
        "Youth Offending Service",
    } == {seat.agency for seat in body.seats if seat.statutory}


def test_sutton_strategic_meets_every_second_month() -> None:
    body = _body("SUT-MASE-STRAT")
    assert body.meeting_months == (1, 3, 5, 7, 9, 11) and body.order_after == ("SUT-MASE-OP",)


def test_croydon_is_kingstons_mase_without_a_quorum_and_says_that_it_has_no_terms() -> None:
    croydon, kingston = _body("CRO-MASE"), _body("KR-MASE")
    assert croydon.without_terms and not kingston.without_terms
    for field in (
        "agenda_notice",
        "minutes_circulation",
        "kind",
        "categories",
        "repeat_missing",
        "frequency",
    ):
        assert getattr(croydon, field) == getattr(kingston, field), field
    assert [item.key for item in croydon.agenda] == [item.key for item in kingston.agenda]
    assert (
        croydon.deadlines.provider_meetings == Clock(6, MONTHS)
        and kingston.deadlines.provider_meetings is None
    )


def test_today_has_more_kinds_of_exploitation_and_absent_is_a_level_of_risk() -> None:
    mace, missing, kingston = _body("CUR-MACE"), _body("CUR-MISSING"), _body("KR-MISPER")
    assert {"sexual", "criminal", "county-lines", "online"} <= {one.key for one in mace.exploitation_types}
    assert (missing.absent_is, kingston.absent_is) == (ABSENT_RISK, ABSENT_STATUS)
    assert "none" in [risk.key for risk in missing.missing_risks]
    assert "none" not in [risk.key for risk in kingston.missing_risks]
    assert missing.repeat_missing == RepeatMissing(3, Clock(90, DAYS)) and missing.away_from_placement


def _body(code: str) -> Body:
    return next(body for _, body in bodies() if body.code == code)


@pytest.mark.parametrize(("code", "body"), BODIES)
def test_the_file_reads_as_the_area_does(code: str, body: Body) -> None:
    assert body_from_toml(text_of(code, body.code)) == body
