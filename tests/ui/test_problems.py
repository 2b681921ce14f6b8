"""What the user reads, what the log holds, and what neither may hold."""

import logging
import sys

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.errors import Clash, Refused
from app.ui.problems import CALM, Sayer, attempt, guarded, install, sayer_of, tell, trail
from app.ui.theme import Tone

MARKER = "Zofia-Marker-Kowalska"


class Window(QWidget):
    """Shows sentences, like the main window."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str]] = []

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """Keep it."""
        self.said.append((sentence, tone))


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    return made


def explode() -> None:
    """Fails as a careless library would: with a value in its message, from another failure."""
    name = MARKER
    ages: dict[str, int] = {}
    try:
        ages[name]
    except KeyError as first:
        raise ValueError(f"bad value {name}") from first


@pytest.mark.parametrize("kind", [Refused, Clash])
def test_a_refusal_is_shown_in_its_own_words(window: Window, kind: type[Refused]) -> None:
    inner = QWidget(QWidget(window))
    with guarded(inner) as act:
        raise kind("Give a rationale first.")
    assert not act.ok
    assert window.said == [("Give a rationale first.", "amber")]


def test_a_bug_is_calm_and_its_log_holds_no_value(window: Window, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), guarded(window) as act:
        explode()
    assert not act.ok
    assert window.said == [(CALM, "red")]
    assert MARKER not in caplog.text
    assert all(record.exc_info is None for record in caplog.records)
    assert "ValueError at" in caplog.text
    assert "from KeyError at test_problems.py:" in caplog.text


def test_what_went_well_says_nothing(window: Window) -> None:
    with guarded(window) as act:
        pass
    assert act.ok and window.said == []


def test_stopping_the_program_is_not_caught(window: Window) -> None:
    with pytest.raises(SystemExit), guarded(window):
        raise SystemExit


def test_the_hook_takes_what_no_one_caught(
    window: Window, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    install(window)
    problem = Refused("That is a bank holiday; choose another day.")
    sys.excepthook(Refused, problem, None)
    assert window.said == [("That is a bank holiday; choose another day.", "amber")]
    with caplog.at_level(logging.DEBUG):
        bug = attempt(explode).problem
        assert bug is not None
        sys.excepthook(type(bug), bug, bug.__traceback__)
    assert window.said[-1] == (CALM, "red")
    assert MARKER not in caplog.text


def test_without_a_window_it_is_still_logged(caplog: pytest.LogCaptureFixture) -> None:
    problem = attempt(explode).problem
    assert problem is not None
    with caplog.at_level(logging.ERROR):
        tell(problem, None)
    assert trail(problem) in caplog.text


def test_attempt_gives_what_came(window: Window) -> None:
    assert attempt(lambda: 3).result == 3
    assert isinstance(attempt(explode).problem, ValueError)
    assert isinstance(window, Sayer)
    assert sayer_of(None) is None
