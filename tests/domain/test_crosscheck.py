from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.domain.crosscheck import Badge, ChildOnLists, badges, crosscheck, why_it_matters
from app.domain.findings import Severity
from app.domain.lists import CaseFacts, EpisodeFacts, ListName, RegisterFacts
from tests.domain.kingston import AREA, body

TODAY = date(2026, 11, 21)
BODIES = AREA.bodies
CASE = CaseFacts(borough="Richmond", category=2, listed_on=date(2026, 11, 5))
RED = RegisterFacts(hours=0, rag="red", provision="None", assured_by="PEH lead", off_roll_on=date(2026, 9, 7))
AMBER = replace(RED, rag="amber", hours=10, provision="Tuition")


def gone(*days_ago: int, done: bool = True) -> tuple[EpisodeFacts, ...]:
    starts = [datetime(2026, 11, 21, 8) - timedelta(days=days) for days in days_ago]
    return tuple(
        EpisodeFacts(
            start,
            start + timedelta(hours=6),
            classed="missing",
            responsible_authority="LB Richmond",
            interview_done_on=(start + timedelta(days=1)).date() if done else None,
        )
        for start in starts
    )


ZOFIA = ChildOnLists("Zofia Kowalska", date(2012, 4, 3), gone(3, 9, 20, 40, 70), (RED,), (CASE,))


@pytest.mark.parametrize(
    ("child", "expected"),
    [
        (ZOFIA, [("MASE 2", "accent"), ("MisPer 5×", "red"), ("CME red, 0 h", "red")]),
        (
            ChildOnLists("A", episodes=gone(3, 9), register=(AMBER,)),
            [("MisPer 2×", "grey"), ("CME amber, 10 h", "amber")],
        ),
        (ChildOnLists("A", cases=(replace(CASE, category=None),)), [("MASE", "accent")]),
        (ChildOnLists("A", cases=(replace(CASE, category=0),)), [("MASE not evidenced", "accent")]),
        (ChildOnLists("A", episodes=gone(300)), [("MisPer", "grey")]),
        (ChildOnLists("A", register=(RegisterFacts(),)), [("CME", "grey")]),
        (ChildOnLists("A", register=(replace(AMBER, hours=12.5), RED)), [("CME red, 0 h", "red")]),
        (ChildOnLists("A", cases=(replace(CASE, closed_on=date(2026, 9, 1)),)), []),
    ],
)
def test_badges(child: ChildOnLists, expected: list[tuple[str, str]]) -> None:
    assert [(badge.text, badge.tone) for badge in badges(child, TODAY, BODIES)] == expected


def test_a_renamed_body_renames_its_badge() -> None:  # A20
    renamed = [replace(body("MASE"), short="MACE"), body("MisPer"), body("CME")]
    assert badges(ZOFIA, TODAY, renamed)[0] == Badge(ListName.MASE, "MACE 2", "accent")


@pytest.mark.parametrize(
    ("child", "why"),
    [
        (ZOFIA, "Five episodes in three months, off roll since September with no education."),
        (
            replace(ZOFIA, episodes=gone(9, 20, 40, 70, done=False)),
            "Four episodes in three months, four interviews overdue.",
        ),
        (
            ChildOnLists("A", episodes=gone(3, 9, 20, 40), register=()),
            "Four episodes in three months, not on MASE.",
        ),
        (
            ChildOnLists("A", register=(AMBER,), cases=(CASE,)),
            "Off roll since September with 10 hours a week.",
        ),
        (
            ChildOnLists("A", register=(replace(AMBER, off_roll_on=date(2025, 6, 1)),)),
            "Off roll since June 2025 with 10 hours a week.",
        ),
        (
            ChildOnLists("A", episodes=gone(9), cases=(replace(CASE, out_of_borough=True),)),
            "Placed out of borough, last missing Thu 12 Nov 2026.",
        ),
        (
            ChildOnLists(
                "A", episodes=(EpisodeFacts(datetime(2026, 11, 20), still_missing=True),), register=(RED,)
            ),
            "Missing now, off roll since September with no education.",
        ),
        (ChildOnLists("A", cases=(CASE,)), ""),
    ],
)
def test_why_it_matters(child: ChildOnLists, why: str) -> None:
    assert why_it_matters(child, TODAY, BODIES) == why


def test_findings_are_ordered_and_said_once() -> None:
    absent = replace(gone(5)[0], classed="absent")
    child = replace(ZOFIA, episodes=(*ZOFIA.episodes, absent, absent))
    result = crosscheck(child, TODAY, BODIES)
    rules = [item.rule for item in result.findings]
    assert rules[0] == "P1" and rules.count("P1") == 1
    assert {"P36", "P3", "P24", "P25"} <= set(rules)
    gravity = [list(Severity).index(item.severity) for item in result.findings]
    assert gravity == sorted(gravity, reverse=True)
    assert result.lists == (ListName.MASE, ListName.MISPER, ListName.CME)


def test_a_closed_case_is_mentioned_and_does_not_make_three_lists() -> None:
    child = replace(ZOFIA, cases=(replace(CASE, closed_on=date(2026, 10, 30)),))
    rules = [item.rule for item in crosscheck(child, TODAY, BODIES).findings]
    assert "previously-known" in rules and "P36" not in rules
    assert child.lists == (ListName.MISPER, ListName.CME)


def test_old_interviews_are_left_alone() -> None:
    child = ChildOnLists("A", episodes=gone(200, done=False))
    assert not [item for item in crosscheck(child, TODAY, BODIES).findings if item.rule == "P4"]


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (date(2009, 5, 22), ""),
        (date(2009, 5, 21), "Turns 18 on Fri 21 May 2027"),
        (date(2008, 2, 29), "Turned 18 on Sun 1 Mar 2026"),
        (None, ""),
    ],
)
def test_near_eighteen(born: date | None, words: str) -> None:
    child = ChildOnLists("A", born, cases=(CASE,))
    found = [item.sentence for item in crosscheck(child, TODAY, BODIES).findings if item.rule == "P32"]
    assert bool(found) == bool(words)
    assert all(sentence.startswith(words) for sentence in found)


def test_an_escalated_red_is_quiet() -> None:
    rules = [item.rule for item in crosscheck(ZOFIA, TODAY, BODIES, escalated=True).findings]
    assert "P25" not in rules and "P24" in rules
