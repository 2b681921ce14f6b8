"""The order of the queue, as a table: what the lists say decides who is looked at first."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.crosscheck import ChildOnLists
from app.domain.lists import CaseFacts, EpisodeFacts, RegisterFacts
from app.domain.matching import Band
from app.domain.pair_risk import PairRisk, pair_risk, surest_first, worst_first
from tests.domain.kingston import AREA

TODAY = date(2026, 11, 21)
OLD, YOUNG = date(2010, 1, 5), date(2014, 1, 5)
NOW = EpisodeFacts(datetime(2026, 11, 20, 18), still_missing=True)
BACK = [EpisodeFacts(datetime(2026, 10, day, 18), datetime(2026, 10, day, 23)) for day in (1, 8, 15, 22)]
LONG_AGO = [EpisodeFacts(datetime(2025, 10, day, 18), datetime(2025, 10, day, 23)) for day in (1, 8, 15, 22)]
RED, GREEN = RegisterFacts(rag="red"), RegisterFacts(rag="green")


def child(**said: object) -> ChildOnLists:
    return replace(ChildOnLists("Ana Quill", OLD), **said)  # type: ignore[arg-type]


CASES = [
    (child(), ""),
    (child(register=(GREEN,), cases=(CaseFacts(category=0),), episodes=(BACK[0],)), ""),
    (child(cases=(CaseFacts(category=2),)), "MASE 2"),
    (child(cases=(CaseFacts(category=3, closed_on=TODAY), CaseFacts(category=1))), "MASE 1"),
    (child(cases=(CaseFacts(category=None),)), ""),
    (child(episodes=(NOW,)), "Missing now"),
    (child(episodes=tuple(BACK)), "Missing 4×"),
    (child(episodes=tuple(LONG_AGO)), ""),
    (child(register=(GREEN, RED)), "Education red"),
    (child(born=YOUNG), "Under 13"),
    (child(born=None), ""),
    (child(born=date(2013, 11, 21)), ""),  # thirteen today
    (child(born=date(2013, 11, 22)), "Under 13"),
    (
        child(episodes=(NOW,), cases=(CaseFacts(category=2),), register=(RED,)),
        "Missing now, MASE 2, education red",
    ),
]


@pytest.mark.parametrize(("facts", "words"), CASES)
def test_the_chip_says_what_is_at_stake(facts: ChildOnLists, words: str) -> None:
    assert pair_risk(facts, TODAY, AREA.bodies).words == words


def test_the_grave_come_first_then_the_likely_then_the_score() -> None:
    grave, calm = PairRisk(6), PairRisk(0)
    pairs = [
        (calm, Band.CERTAIN, 30.0),
        (grave, Band.POSSIBLE, 6.0),
        (calm, Band.POSSIBLE, 7.0),
        (grave, Band.LIKELY, 13.0),
        (grave, Band.LIKELY, 14.0),
    ]
    assert sorted(pairs, key=lambda pair: worst_first(*pair)) == [
        (grave, Band.LIKELY, 14.0),
        (grave, Band.LIKELY, 13.0),
        (grave, Band.POSSIBLE, 6.0),
        (calm, Band.CERTAIN, 30.0),
        (calm, Band.POSSIBLE, 7.0),
    ]
    assert [band for _, band, _ in sorted(pairs, key=lambda pair: surest_first(*pair))] == [
        Band.CERTAIN, Band.LIKELY, Band.LIKELY, Band.POSSIBLE, Band.POSSIBLE,
    ]  # fmt: skip


def test_more_facts_never_move_a_pair_down() -> None:
    """Each further fact adds to what is at stake."""
    facts: dict[str, object] = {}
    before = -1
    for name, value in (
        ("born", YOUNG),
        ("register", (RED,)),
        ("episodes", tuple(BACK)),
        ("cases", (CaseFacts(category=1),)),
        ("cases", (CaseFacts(category=3),)),
        ("episodes", (*BACK, NOW)),
    ):
        facts[name] = value
        points = pair_risk(child(**facts), TODAY, AREA.bodies).points
        assert points > before
        before = points
