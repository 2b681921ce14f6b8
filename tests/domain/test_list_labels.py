"""A list goes by the name of the meeting that owns it."""

from dataclasses import replace

import pytest

from app.domain.list_labels import USUAL, list_labels
from app.domain.lists import EVERY_LIST, ListName
from tests.domain.kingston import AREA
from tests.domain.profiles.shipped import area

LINKED = (ListName.MISPER, ListName.CME, ListName.MASE)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("kingston-richmond", ("MisPer", "CME", "MASE")),
        ("current", ("Missing", "CME", "MACE")),
        ("sutton", ("MisPer", "CME", "MASE")),  # only one of the three has a meeting: the others as usual
    ],
)
def test_labels_of_each_area(code: str, expected: tuple[str, ...]) -> None:
    labels = list_labels(area(code).bodies)
    assert tuple(labels[name] for name in LINKED) == expected
    assert labels[ListName.SSDA903] == "SSDA903" and set(labels) == set(EVERY_LIST)


def test_a_rename_reaches_the_list_and_no_body_means_the_usual_names() -> None:
    renamed = [replace(body, short="MARVE") if body.kind == "mase" else body for body in AREA.bodies]
    assert list_labels(renamed)[ListName.MASE] == "MARVE"
    assert list_labels(()) == USUAL
