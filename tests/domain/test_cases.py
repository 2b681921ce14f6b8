from datetime import date

import pytest

from app.domain.cases import (
    CaseEntry,
    CaseKind,
    Decision,
    case_kind,
    check_decision,
    check_first_mention,
    closing_findings,
    is_first_listed_here,
    undecided,
    unexplained,
)
from app.domain.findings import Severity
from app.domain.lists import CaseFacts

STOP, WARN = Severity.STOP, Severity.WARN


@pytest.mark.parametrize(
    ("category", "decision", "rationale", "other_lists", "expected"),
    [
        (2, Decision.DISCHARGE, "", (), [("P22", STOP)]),  # A14
        (2, Decision.DISCHARGE, "  \n", ("MisPer",), [("P22", STOP)]),
        (0, Decision.DISCHARGE, "", (), [("P22", STOP)]),
        (2, Decision.DISCHARGE, "Moved abroad.", (), [("P22", WARN)]),
        (1, Decision.DISCHARGE, "Moved abroad.", ("MisPer", "CME"), [("P22", WARN), ("P22", WARN)]),
        (0, Decision.DISCHARGE, "No evidence.", (), []),
        (0, Decision.DISCHARGE, "No evidence.", ("MisPer",), [("P22", WARN)]),
        (2, Decision.CONTINUE, "", (), [("rationale", STOP)]),
        (2, Decision.CONTINUE, "Named adult.", ("CME",), []),
        (None, Decision.CONTINUE, "Named adult.", (), [("category", WARN)]),
        (None, Decision.DISCHARGE, "", (), [("P22", STOP), ("category", WARN)]),
        (3, None, "", ("MisPer",), []),
    ],
)
def test_check_decision(
    category: int | None,
    decision: Decision | None,
    rationale: str,
    other_lists: tuple[str, ...],
    expected: list[tuple[str, Severity]],
) -> None:
    found = check_decision(category, decision, rationale, other_lists)
    assert [(item.rule, item.severity) for item in found] == expected


def test_the_profile_says_which_category_is_the_lowest() -> None:
    assert not check_decision(1, Decision.DISCHARGE, "Below.", lowest_case_category=2)


@pytest.mark.parametrize(
    ("referred", "strategy", "new", "words"),
    [
        (date(2026, 11, 2), date(2026, 11, 5), True, ""),
        (date(2026, 11, 2), None, True, "no strategy meeting"),  # A16
        (None, None, True, "no referral and no strategy meeting"),
        (None, None, False, ""),
    ],
)
def test_first_mention(referred: date | None, strategy: date | None, new: bool, words: str) -> None:
    facts = CaseFacts(referred_on=referred, strategy_meeting_on=strategy)
    found = check_first_mention(facts, new)
    assert [(item.rule, item.severity) for item in found] == ([("P17", STOP)] if words else [])
    assert all(words in item.sentence for item in found)


@pytest.mark.parametrize(
    ("new", "oob", "kind"),
    [
        (True, False, CaseKind.NEW),
        (True, True, CaseKind.NEW),
        (False, True, CaseKind.OUT_OF_BOROUGH),
        (False, False, CaseKind.EXISTING),
    ],
)
def test_case_kind(new: bool, oob: bool, kind: CaseKind) -> None:
    assert case_kind(new, oob) is kind


@pytest.mark.parametrize(
    ("listed", "discussed", "first"),
    [
        (date(2026, 11, 5), [], True),
        (date(2026, 9, 5), [date(2026, 9, 25), date(2026, 10, 30)], False),
        (date(2026, 11, 5), [date(2025, 9, 26)], True),  # an earlier spell does not count
        (date(2026, 11, 5), [date(2026, 11, 27)], True),  # this very meeting
        (None, [date(2026, 10, 30)], False),
    ],
)
def test_first_listed_here(listed: date | None, discussed: list[date], first: bool) -> None:
    assert is_first_listed_here(listed, discussed, date(2026, 11, 27)) is first


def test_undecided_cases_are_named_until_explained() -> None:
    entries = [
        CaseEntry(1, "One", Decision.CONTINUE, "Named adult."),
        CaseEntry(2, "Two"),
        CaseEntry(3, "Three", Decision.DISCHARGE, " "),
        CaseEntry(4, "Four", undecided_reason="Social worker absent"),
    ]
    assert [entry.case_id for entry in undecided(entries)] == [2, 3, 4]
    assert [entry.case_id for entry in unexplained(entries)] == [2, 3]
    (finding,) = closing_findings(entries)
    assert finding.severity is STOP and finding.sentence.startswith("2 cases are undecided")
    assert "Two" not in finding.sentence
    assert not closing_findings([entries[0], entries[3]])
