"""What each list says about a child, in the line that goes into agendas, minutes and the cross-check."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from app.domain.crosscheck import ChildOnLists
from app.domain.list_says import also_on, says
from app.domain.lists import CaseFacts, EpisodeFacts, ListName, RegisterFacts
from tests.domain.kingston import AREA, body
from tests.domain.test_crosscheck import CASE, RED, TODAY, ZOFIA, gone

BODIES = AREA.bodies
AWAY = EpisodeFacts(datetime(2026, 11, 20, 21), still_missing=True)


@pytest.mark.parametrize(
    ("child", "lines"),
    [
        (
            ZOFIA,
            [
                "MASE category 2, since Thu 5 Nov 2026",
                "MisPer 5 episodes in 3 months, last Wed 18 Nov 2026; interviews: 5 in time",
                "CME red, 0 h of 25 a week, no provision, off roll since Mon 7 Sep 2026",
            ],
        ),
        (
            ChildOnLists("A", episodes=(*gone(9, done=False), AWAY)),
            ["MisPer 2 episodes in 3 months, missing now; interviews: 1 overdue"],
        ),
        (
            ChildOnLists("A", episodes=(*gone(300), *gone(200))),
            ["MisPer no episode in 3 months, last Tue 5 May 2026"],
        ),
        (
            ChildOnLists("A", episodes=gone(3)),
            ["MisPer 1 episode in 3 months, last Wed 18 Nov 2026; interviews: 1 in time"],
        ),
        (ChildOnLists("A", episodes=(EpisodeFacts(),)), ["MisPer no episode in 3 months"]),
        (
            ChildOnLists("A", cases=(replace(CASE, category=0, out_of_borough=True, listed_on=None),)),
            ["MASE not evidenced, out of borough"],
        ),
        (
            ChildOnLists("A", cases=(CaseFacts(), replace(CASE, category=3))),
            ["MASE category 3, since Thu 5 Nov 2026"],
        ),
        (ChildOnLists("A", cases=(CaseFacts(),)), ["MASE no category yet"]),
        (ChildOnLists("A", register=(RegisterFacts(),)), ["CME not rated, hours not known"]),
        (
            ChildOnLists(
                "A", register=(replace(RED, rag="amber", hours=12.5, off_roll_on=date(2027, 1, 4)),)
            ),
            ["CME amber, 12.5 h of 25 a week"],
        ),
    ],
)
def test_each_list_in_a_line(child: ChildOnLists, lines: list[str]) -> None:
    assert [one.line for one in says(child, TODAY, BODIES)] == lines


def test_the_line_of_a_page_leaves_its_own_list_out() -> None:
    lines = says(ZOFIA, TODAY, BODIES)
    assert also_on(lines, ListName.MASE) == (
        "Also on: MisPer 5 episodes in 3 months, last Wed 18 Nov 2026; interviews: 5 in time. "
        "CME red, 0 h of 25 a week, no provision, off roll since Mon 7 Sep 2026."
    )
    assert also_on(lines[:1], ListName.MASE) == ""


def test_another_bodys_numbers_and_names_are_its_own() -> None:
    bodies = [replace(body("CME"), short="EMC", education_hours=20.0), body("MisPer"), body("MASE")]
    assert says(ChildOnLists("A", register=(RED,)), TODAY, bodies)[0].line.startswith(
        "EMC red, 0 h of 20 a week"
    )
