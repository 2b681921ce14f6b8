import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.agenda import OTHER, CaseStanding, group_cases, group_of
from app.domain.profiles import CaseGroup
from tests.domain.kingston import body

GROUPS = body("MASE").case_groups


def case(
    number: int, borough: str = "Richmond", oob: bool = False, new: bool = False, **more: object
) -> CaseStanding:
    return CaseStanding(
        number, borough, oob, new, bool(more.get("three")), str(more.get("name", f"Child {number}"))
    )


@pytest.mark.parametrize(
    ("standing", "title"),
    [
        (case(1, new=True), "New, Richmond"),
        (case(1), "Existing, Richmond"),
        (case(1, oob=True), "Out of borough, Richmond"),
        (case(1, oob=True, new=True), "New, Richmond"),  # the new sheet first (domain §22.8)
        (case(1, "kingston ", new=True), "New, Kingston"),
        (case(1, "Kingston", oob=True), "Out of borough, Kingston"),
        (case(1, "Surrey"), "Other"),
        (case(1, ""), "Other"),
    ],
)
def test_group_of(standing: CaseStanding, title: str) -> None:
    assert group_of(GROUPS, standing).title == title


def test_order_within_and_between_groups() -> None:
    cases = [
        case(1, "Kingston", name="Ann"),
        case(2, name="zoe"),
        case(3, name="Bea"),
        case(4, name="Yan", three=True),
        case(5, "Elsewhere", name="Cy"),
        case(6, new=True, name="Di"),
    ]
    found = [(group.title, [item.case_id for item in items]) for group, items in group_cases(GROUPS, cases)]
    assert found == [
        ("New, Richmond", [6]),
        ("Existing, Richmond", [4, 3, 2]),
        ("Existing, Kingston", [1]),
        ("Other", [5]),
    ]


def test_empty_groups_on_request() -> None:
    found = group_cases(GROUPS, [], keep_empty=True)
    assert [group for group, _ in found] == list(GROUPS)


def test_groups_that_take_every_standing_or_borough() -> None:
    assert group_of(body("CME").case_groups, case(1, "Kingston", new=True)).title == "Kingston"
    everyone = (CaseGroup("New", "", "new"), CaseGroup("All others", "", "all"))
    assert group_of(everyone, case(1, "Sutton", new=True)).title == "New"
    assert group_of(everyone, case(1, "Sutton")).title == "All others"


STANDINGS = st.builds(
    CaseStanding,
    st.integers(1, 10_000),
    st.sampled_from(["Richmond", "Kingston", "Surrey", ""]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["A", "B", "C"]),
)


@given(st.lists(STANDINGS, unique_by=lambda item: item.case_id, max_size=40))
def test_nobody_is_dropped_and_nobody_twice(cases: list[CaseStanding]) -> None:
    grouped = group_cases(GROUPS, cases)
    ids = [item.case_id for _, items in grouped for item in items]
    assert sorted(ids) == sorted(item.case_id for item in cases)
    assert all(items for _, items in grouped)
    assert OTHER not in [group for group, _ in grouped[:-1]]
