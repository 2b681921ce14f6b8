"""What is at stake in a pair of rows that may be one child: the order in which pairs are looked at.

It judges nobody: a pair at the end of the queue is decided like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.crosscheck import ChildOnLists, body_for
from app.domain.lists import ListName
from app.domain.matching import Band
from app.domain.missing import episodes_in_window
from app.domain.people import age_on
from app.domain.profiles import Body

# The more a missed match would hide, the sooner somebody looks. A category counts twice its own number.
_BY_CATEGORY, _MISSING_NOW, _REPEAT, _RED, _YOUNG = 2, 5, 4, 3, 2
_BANDS = {Band.CERTAIN: 0, Band.LIKELY: 1, Band.POSSIBLE: 2, Band.WEAK: 3}


@dataclass(frozen=True)
class RiskFact:
    """One thing the lists say, short enough for a chip; `tone` is "red" or "amber"."""

    words: str
    tone: str


@dataclass(frozen=True)
class PairRisk:
    """How much is at stake, and why, the weightiest first; no facts where the lists say nothing grave."""

    points: int = 0
    facts: tuple[RiskFact, ...] = ()

    @property
    def words(self) -> str:
        """ "MASE 2, missing now", or ""."""
        text = ", ".join(fact.words for fact in self.facts)
        return text[:1].upper() + text[1:]


def pair_risk(child: ChildOnLists, today: date, bodies: Sequence[Body]) -> PairRisk:
    """The risk of both rows taken together, as if they were one child."""
    found = [
        *_category(child, body_for(ListName.MASE, bodies)),
        *_missing(child, today, body_for(ListName.MISPER, bodies)),
        *_red(child),
        *_young(child, today, body_for(ListName.MISPER, bodies)),
    ]
    found.sort(key=lambda one: -one[0])
    return PairRisk(sum(points for points, _ in found), tuple(fact for _, fact in found))


def worst_first(risk: PairRisk, band: Band, score: float) -> tuple[int, int, float]:
    """Sorts pairs: what is at stake, then how likely it is one child, then the evidence itself."""
    return (-risk.points, _BANDS[band], -score)


def surest_first(risk: PairRisk, band: Band, score: float) -> tuple[int, float, int]:
    """Sorts pairs: the strongest evidence, whatever is at stake."""
    return (_BANDS[band], -score, -risk.points)


def _category(child: ChildOnLists, body: Body) -> list[tuple[int, RiskFact]]:
    category = max((case.category or 0 for case in child.open_cases), default=0)
    if not category:
        return []
    short = {item.code: item.short for item in body.categories}
    words = f"{body.short} {short.get(category, str(category)).lower()}"
    return [(_BY_CATEGORY * category, RiskFact(words, _tone(category, body)))]


def _tone(category: int, body: Body) -> str:
    return "red" if category > body.lowest_case_category else "amber"


def _missing(child: ChildOnLists, today: date, body: Body) -> list[tuple[int, RiskFact]]:
    found = []
    if any(episode.still_missing for episode in child.episodes):
        found.append((_MISSING_NOW, RiskFact("missing now", "red")))
    rule = body.repeat_missing
    count = len(episodes_in_window(child.episodes, today, rule.window))
    if count >= rule.count:
        found.append((_REPEAT, RiskFact(f"missing {count}×", "red")))
    return found


def _red(child: ChildOnLists) -> list[tuple[int, RiskFact]]:
    red = any(entry.rag == "red" for entry in child.register)
    return [(_RED, RiskFact("education red", "red"))] if red else []


def _young(child: ChildOnLists, today: date, body: Body) -> list[tuple[int, RiskFact]]:
    age = age_on(child.born, today)
    if age is None or age >= body.missing_below_age:
        return []
    return [(_YOUNG, RiskFact(f"under {body.missing_below_age}", "amber"))]
