from dataclasses import replace

import pytest

from app.domain.education import has_provision, register_findings
from app.domain.lists import RegisterFacts
from tests.domain.kingston import body

CME = body("CME")
GOOD = RegisterFacts(hours=25, provision="Tuition", rag="green", assured_by="PEH lead", case_worker="M Cho")


@pytest.mark.parametrize(
    ("facts", "rules"),
    [
        (GOOD, []),
        (replace(GOOD, hours=24.5), ["P24"]),
        (replace(GOOD, hours=0, provision="None"), ["P24"]),
        (replace(GOOD, hours=None), ["P24"]),
        (replace(GOOD, rag="red"), ["P25"]),  # A17
        (replace(GOOD, assured_by=" "), ["C2"]),
        (replace(GOOD, assured_by="m cho"), ["P26"]),
        (replace(GOOD, rag=""), ["C1"]),
        (replace(GOOD, rag="red", assured_by="", hours=0), ["P25", "C2", "P24"]),
    ],
)
def test_register_findings(facts: RegisterFacts, rules: list[str]) -> None:
    assert [item.rule for item in register_findings(facts, CME)] == rules


def test_an_escalated_red_is_not_asked_for_again() -> None:
    assert not register_findings(replace(GOOD, rag="red"), CME, escalated=True)


def test_who_rated_comes_before_the_case_worker() -> None:
    facts = replace(GOOD, assured_by="M Cho")
    assert not register_findings(facts, CME, rated_by="J Bell")
    assert [item.rule for item in register_findings(facts, CME, rated_by="M Cho")] == ["P26"]


def test_sentences() -> None:
    (some,) = register_findings(replace(GOOD, hours=12.5), CME)
    assert some.sentence == "12.5 hours of education a week; the minimum is 25."
    (none,) = register_findings(replace(GOOD, hours=0, provision=""), CME)
    assert none.sentence == "0 hours of education a week; the minimum is 25, and no provision has started."


def test_the_minimum_comes_from_the_profile() -> None:
    assert not register_findings(replace(GOOD, hours=20), replace(CME, education_hours=20))


@pytest.mark.parametrize(
    ("provision", "some"), [("None", False), ("", False), ("EHE", True), ("AP - part time", True)]
)
def test_has_provision(provision: str, some: bool) -> None:
    assert has_provision(RegisterFacts(provision=provision)) is some
