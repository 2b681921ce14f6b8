"""Who may do what: the acts that exist, and none that somebody forgot to think about."""

import ast
from pathlib import Path

import pytest

from app.domain.roles import CHAIR, ROLES, SUPPORT, VIEWER, allowed, require_allowed
from app.errors import Refused
from app.store import keys

APP = Path(__file__).resolve().parents[2] / "app"
RESERVED = [
    "agree minutes",
    "add operator",
    "remove operator",
    "set passphrase",
    "destroy record",
    "hold record",
]
OWN = ["look at child", "change preferences", "change passphrase", "change the master key"]


@pytest.mark.parametrize("act", ["save notes", "import list", "close meeting", "an act not yet written"])
def test_a_viewer_changes_nothing(act: str) -> None:
    assert [allowed(role, act) for role in ROLES] == [True, True, False]


@pytest.mark.parametrize("act", RESERVED)
def test_what_binds_is_the_chairs(act: str) -> None:
    assert [allowed(role, act) for role in ROLES] == [True, False, False]


@pytest.mark.parametrize("act", OWN)
def test_what_is_ones_own_is_everybodys(act: str) -> None:
    assert [allowed(role, act) for role in ROLES] == [True, True, True]


def test_a_role_nobody_knows_may_do_nothing() -> None:
    assert not any(allowed("auditor", act) for act in [*RESERVED, *OWN, "save notes"])


@pytest.mark.parametrize(("role", "words"), [(VIEWER, "as a viewer"), (SUPPORT, "Only a chair")])
def test_the_reason_is_plain(role: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        require_allowed(role, "agree minutes")
    require_allowed(CHAIR, "agree minutes")


def test_the_roles_are_those_of_the_key_file() -> None:
    assert ROLES == keys.ROLES


def test_every_reserved_act_is_one_that_the_program_does() -> None:
    """A typing mistake in the table would open the act to everybody."""
    words = {
        node.value
        for path in APP.rglob("*.py")
        if path.name != "roles.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {*RESERVED, *OWN, "change recovery code", "keep record", "release record"} <= words
