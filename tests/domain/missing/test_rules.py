"""Rules R1 to R14 of domain §12 and the vectors of §31, each named by its case."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from app.domain.findings import Finding, Severity
from app.domain.lists import EpisodeFacts
from app.domain.missing import (
    ChildEpisode,
    KnownEpisode,
    MissingFigures,
    Ranked,
    Ready,
    age_band,
    audit_classes,
    class_findings,
    concern_list,
    duration,
    episode_findings,
    flagged_at_risk,
    interview_due,
    is_long,
    is_repeat_missing,
    missing_figures,
    missing_from,
    plan_findings,
    rank_for,
    readiness_findings,
    record_findings,
    repeat_findings,
    repeat_list,
    top_list,
    window,
)
from app.domain.profiles import REPEAT_PRESETS, Body
from tests.domain.kingston import body

MISPER = body("MisPer")
OCC = replace(MISPER, repeat_missing=REPEAT_PRESETS["3 in 90 days"])
LISTED = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9)
TWELVE, FIFTEEN = date(2014, 3, 1), date(2011, 3, 1)


@dataclass(frozen=True)
class Case:
    """One row of the table: the rule, what is asked, and the answer."""

    name: str
    ask: Callable[[], object]
    answer: object


def days_before(*days: int, on: date = LISTED) -> list[EpisodeFacts]:
    return [EpisodeFacts(datetime.combine(on - timedelta(days=day), datetime.min.time())) for day in days]


def rules(findings: Iterable[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def away(hours: float, **fields: object) -> KnownEpisode:
    start = datetime(2026, 11, 3, 12)
    return KnownEpisode(start, start + timedelta(hours=hours), **fields)  # type: ignore[arg-type]


def figures(*episodes: tuple[int, KnownEpisode], body: Body = MISPER) -> MissingFigures:
    return missing_figures([ChildEpisode(child, FIFTEEN, one) for child, one in episodes], NOW, body)


def told(**fields: object) -> KnownEpisode:
    return KnownEpisode(datetime(2026, 11, 10, 20), responsible_authority="Surrey CC", **fields)  # type: ignore[arg-type]


HOME, CARE, LONG = away(5, in_care=False), away(5, in_care=True), away(30, in_care=True)
CASES = (
    Case("R1 absent and on the MASE list", lambda: rules(class_findings("absent", 15, True, MISPER)), ["P1"]),
    Case("R1 missing and on the MASE list", lambda: rules(class_findings("missing", 15, True, MISPER)), []),
    Case(
        "R1 absent and flagged at an earlier episode",
        lambda: flagged_at_risk([KnownEpisode(), KnownEpisode(exploitation_concern=True)]),
        True,
    ),
    Case(
        "R1 a concern that was ruled out is no flag",
        lambda: flagged_at_risk([KnownEpisode(exploitation_concern=False)]),
        False,
    ),
    Case("R2, A3 absent at twelve", lambda: rules(class_findings("absent", 12, False, MISPER)), ["P2"]),
    Case("R2 absent at thirteen", lambda: rules(class_findings("absent", 13, False, MISPER)), []),
    Case(
        "R2 the age is the profile's",
        lambda: rules(class_findings("absent", 13, False, replace(MISPER, missing_below_age=14))),
        ["P2"],
    ),
    Case(
        "R1 and R2 stop",
        lambda: {one.severity for one in class_findings("absent", 12, True, MISPER)},
        {Severity.STOP},
    ),
    Case(
        "R3, A1 five in the window",
        lambda: is_repeat_missing(days_before(90, 60, 45, 20, 3), LISTED, MISPER),
        True,
    ),
    Case(
        "R3, A2 three in the window",
        lambda: is_repeat_missing(days_before(60, 45, 20), LISTED, MISPER),
        False,
    ),
    Case(
        "R3, P3 says it", lambda: rules(repeat_findings(days_before(90, 60, 45, 20), LISTED, MISPER)), ["P3"]
    ),
    Case(
        "R3 in February the window is short",
        lambda: window(date(2026, 5, 31), MISPER.repeat_missing.window)[0],
        date(2026, 2, 28),
    ),
    Case(
        "R3 at a month's end",
        lambda: window(date(2026, 11, 30), MISPER.repeat_missing.window)[0],
        date(2026, 8, 30),
    ),
    Case(
        "R4 rank is by the body's window",
        lambda: rank_for(1, days_before(200, 60, 45), LISTED, MISPER),
        Ranked(1, 2, "", LISTED - timedelta(days=45)),
    ),
    Case(
        "R4 the first list takes only who is repeat missing",
        lambda: [
            one.key
            for one in repeat_list([Ranked(1, 4, "low", LISTED), Ranked(2, 3, "high", LISTED)], MISPER)
        ],
        [1],
    ),
    Case(
        "R4 of equals the riskier comes first, then the more recent",
        lambda: [
            one.key
            for one in top_list(
                [
                    Ranked(1, 4, "low", LISTED),
                    Ranked(2, 4, "high", LISTED - timedelta(days=9)),
                    Ranked(3, 4, "low", LISTED - timedelta(days=1)),
                ]
            )
        ],
        [2, 1, 3],
    ),
    Case(
        "R4 nobody level with the last is cut",
        lambda: len(top_list([Ranked(one, 4, "low", LISTED) for one in range(14)])),
        14,
    ),
    Case(
        "R4 the second list goes by risk first",
        lambda: [
            one.key for one in concern_list([Ranked(1, 6, "low", LISTED), Ranked(2, 1, "high", LISTED)])
        ],
        [2, 1],
    ),
    Case(
        "R4 the second list shows its ties",
        lambda: len(
            concern_list(
                [*(Ranked(one, 2, "low", LISTED) for one in range(12)), Ranked(99, 1, "low", LISTED)]
            )
        ),
        12,
    ),
    Case("R5 durations are derived", lambda: duration(away(30)), timedelta(hours=30)),
    Case(
        "R5 our own start stands before the report",
        lambda: duration(away(5, began_at=datetime(2026, 11, 3, 10))),
        timedelta(hours=7),
    ),
    Case("R5 over a day", lambda: (is_long(away(24)), is_long(away(24.1))), (False, True)),
    Case(
        "R5 both counts, from care and from home",
        lambda: [
            (place.words, place.episodes, place.long.count)
            for place in figures((1, HOME), (2, CARE), (3, LONG)).places
        ],
        [("From care", 2, 1), ("From home", 1, 0), ("From school", 0, 0)],
    ),
    Case(
        "R5 where from is ours before the list's",
        lambda: missing_from(replace(CARE, missing_from="school")),
        "school",
    ),
    Case(
        "R6 more than once, with what it is of",
        lambda: figures((1, HOME), (1, HOME), (2, HOME), (3, HOME)).repeat.words,
        "1 of 3 (33%)",
    ),
    Case(
        "R6 11 of 36",
        lambda: figures(*((n, HOME) for n in range(36)), *((n, HOME) for n in range(11))).repeat.words,
        "11 of 36 (31%)",
    ),
    Case(
        "R6 from care alone",
        lambda: figures((1, CARE), (1, CARE), (2, HOME)).places[0].repeat.words,
        "1 of 1 (100%)",
    ),
    Case("R7 three in ninety days", lambda: is_repeat_missing(days_before(80, 45, 20), LISTED, OCC), True),
    Case(
        "R7 three in ninety-five days", lambda: is_repeat_missing(days_before(95, 45, 20), LISTED, OCC), False
    ),
    Case(
        "R7 bands of how often",
        lambda: dict(figures(*((1, HOME),) * 12, (2, HOME)).often),
        {"Once": 1, "2 to 3 times": 0, "4 to 9 times": 0, "10 times or more": 1},
    ),
    Case(
        "R8 thirteen is not lost",
        lambda: [age_band(age, MISPER) for age in (0, 12, 13, 14, 15, 16, 17, 18)],
        ["Under 13", "Under 13", "13", "14–15", "14–15", "16 and over", "16 and over", "16 and over"],
    ),
    Case("R8 nobody knows", lambda: age_band(None, MISPER), "Not known"),
    Case(
        "R9 the check on return is asked for",
        lambda: "safe-and-well" in rules(record_findings(away(5))),
        True,
    ),
    Case(
        "R9 and not once it is recorded",
        lambda: "safe-and-well" in rules(record_findings(away(5, safe_well_on=LISTED))),
        False,
    ),
    Case(
        "R10, P35 moved without an assessment",
        lambda: rules(readiness_findings(Ready(placed_on=LISTED))),
        ["P35"],
    ),
    Case(
        "R10, P35 assessed after the move",
        lambda: rules(readiness_findings(Ready(placed_on=LISTED, assessed_on=LISTED + timedelta(days=1)))),
        ["P35"],
    ),
    Case(
        "R10 assessed before the move",
        lambda: rules(readiness_findings(Ready(placed_on=LISTED, assessed_on=LISTED))),
        [],
    ),
    Case(
        "R10, P35 high and no grab pack",
        lambda: rules(readiness_findings(Ready(assessed_risk="high"))),
        ["P35"],
    ),
    Case(
        "R10 high with a grab pack",
        lambda: rules(readiness_findings(Ready(grab_pack=True, assessed_risk="high"))),
        [],
    ),
    Case(
        "R11 the question is open",
        lambda: "exploitation-considered" in rules(record_findings(KnownEpisode())),
        True,
    ),
    Case(
        "R11 it was not considered",
        lambda: (
            "exploitation-considered" in rules(record_findings(KnownEpisode(exploitation_considered=False)))
        ),
        True,
    ),
    Case(
        "R11 it was considered",
        lambda: (
            "exploitation-considered" in rules(record_findings(KnownEpisode(exploitation_considered=True)))
        ),
        False,
    ),
    Case(
        "R11 counted",
        lambda: figures((1, HOME), (2, replace(HOME, exploitation_considered=True))).considered.words,
        "1 of 2 (50%)",
    ),
    Case("R12, P23 nobody was told", lambda: rules(episode_findings(told(), FIFTEEN, NOW, MISPER)), ["P23"]),
    Case(
        "R12 told, the plan is still open",
        lambda: [one.sentence for one in episode_findings(told(home_told_on=LISTED), FIFTEEN, NOW, MISPER)],
        ["Surrey CC is responsible: is a safety plan in place?"],
    ),
    Case(
        "R12 told and reviewed",
        lambda: rules(
            episode_findings(told(home_told_on=LISTED, plan_reviewed_on=LISTED), FIFTEEN, NOW, MISPER)
        ),
        [],
    ),
    Case(
        "R14 breaches of the recording rules",
        lambda: [
            breach.key
            for breach in audit_classes(
                [
                    (1, EpisodeFacts(NOW, classed="absent"), TWELVE, False),
                    (2, EpisodeFacts(NOW, classed="absent"), FIFTEEN, True),
                    (3, EpisodeFacts(NOW, classed="absent"), FIFTEEN, False),
                    (4, EpisodeFacts(NOW, classed="missing"), TWELVE, True),
                ],
                MISPER,
            ).breaches
        ],
        [1, 2],
    ),
    Case(
        "A4 Friday evening to Monday evening",
        lambda: interview_due(datetime(2026, 11, 13, 18)),
        datetime(2026, 11, 16, 18),
    ),
    Case(
        "A5 the clocks change", lambda: interview_due(datetime(2026, 10, 23, 18)), datetime(2026, 10, 26, 17)
    ),
    Case(
        "P6 left the borough, no reason and no means",
        lambda: rules(episode_findings(KnownEpisode(left_borough=True), FIFTEEN, NOW, MISPER)),
        ["P6", "P7"],
    ),
    Case(
        "P6 with a reason",
        lambda: rules(
            episode_findings(KnownEpisode(left_borough=True, travel_reason="Aunt"), FIFTEEN, NOW, MISPER)
        ),
        ["P7"],
    ),
    Case(
        "P7 stayed in the borough",
        lambda: rules(episode_findings(KnownEpisode(left_borough=False), FIFTEEN, NOW, MISPER)),
        [],
    ),
    Case("the review of a plan is due", lambda: rules(plan_findings(LISTED, None, LISTED)), ["plan-review"]),
    Case("the review of a plan was held", lambda: rules(plan_findings(LISTED, LISTED, LISTED)), []),
    Case(
        "the next review is to come",
        lambda: rules(plan_findings(LISTED + timedelta(days=9), LISTED, LISTED)),
        [],
    ),
    Case(
        "a plan without a day for its review",
        lambda: rules(plan_findings(None, None, LISTED)),
        ["plan-review"],
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rule(case: Case) -> None:
    assert case.ask() == case.answer


def test_every_rule_has_a_case() -> None:
    named = {word.rstrip(",") for case in CASES for word in case.name.split()}
    assert {f"R{number}" for number in range(1, 13)} | {"R14", "A1", "A2", "A3", "A4", "A5"} <= named
