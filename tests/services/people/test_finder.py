"""One box that finds a child by name, alias or number, however it is typed, and meetings and actions."""

from datetime import date, datetime

import pytest

from app.domain.lists import ListName
from tests.builders import a_meeting
from tests.services.lists_rig import Lists, lists
from tests.services.small_lists import case, entry, episode


@pytest.fixture(scope="module")
def rig(tmp_path_factory: pytest.TempPathFactory) -> Lists:
    made = lists(tmp_path_factory.mktemp("finder"))
    born, back, listed = date(2011, 3, 4), datetime(2026, 11, 14, 9), date(2026, 9, 1)
    made.take(
        ListName.MISPER,
        episode("26MIS000123", "O\u2019BRIEN, Zoë (aka Zee)", born, back),
        episode("26MIS000124", "Łukasz Wiśniewski", born, back),
    )
    made.take(ListName.CME, entry("A123456789012", "Seo-yeon", "Park", born, listed))
    made.take(ListName.MASE, case("MASE-0042", "Noor Haddad", born, listed))
    a_meeting(made.store)
    return made


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("obrien", ["Zoë O\u2019Brien"]),
        ("O'Brien zoe", ["Zoë O\u2019Brien"]),
        ("  ZOË  ", ["Zoë O\u2019Brien"]),
        ("zee", ["Zoë O\u2019Brien"]),
        ("lukasz", ["Łukasz Wiśniewski"]),
        ("wisniewski lukasz", ["Łukasz Wiśniewski"]),
        ("26mis000123", ["Zoë O\u2019Brien"]),
        ("MASE-0042", ["Noor Haddad"]),
        ("a123456789012", ["Seo-yeon Park"]),
        ("seo yeon", ["Seo-yeon Park"]),
        ("Park, Seo-yeon", ["Seo-yeon Park"]),
        ("noor park", []),
    ],
)
def test_children_by_name_alias_and_number(rig: Lists, text: str, titles: list[str]) -> None:
    assert [hit.title for hit in rig.finder.search(text) if hit.kind == "child"] == titles


def test_a_meeting_by_its_body_and_month(rig: Lists) -> None:
    assert [hit.kind for hit in rig.finder.search("mase november")] == ["meeting"]


@pytest.mark.parametrize(
    "text", ["", " ", "z", "'", "--", "%", "_%", "\\", "\0", "'; DROP TABLE subjects; --", "x" * 9000]
)
def test_odd_text_finds_nothing_and_breaks_nothing(rig: Lists, text: str) -> None:
    assert rig.finder.search(text) == ()
