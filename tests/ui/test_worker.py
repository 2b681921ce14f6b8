"""Long work: never in the window's thread, stoppable, safe when the window goes first."""

import threading

import pytest
import shiboken6
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.ui.theme import Tone
from app.ui.widgets import ProgressStrip
from app.ui.worker import Job, Progress, run_job, running, stop_all


class Window(QWidget):
    """Shows sentences, like the main window."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """Keep it."""
        self.said.append(sentence)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    return made


def finished(qtbot: QtBot, job: Job) -> None:
    """Wait until a job that may have ended already has ended."""
    qtbot.waitUntil(lambda: job.over, timeout=5000)


def test_it_works_elsewhere_and_answers_here(window: Window, qtbot: QtBot) -> None:
    answers: list[tuple[int, bool]] = []
    here = threading.get_ident()

    def work(progress: Progress) -> int:
        progress(1, 2)
        assert threading.get_ident() != here
        return 42

    job = run_job(window, work, done=lambda n: answers.append((n, threading.get_ident() == here)))
    finished(qtbot, job)
    assert answers == [(42, True)]
    assert running() == 0


def test_progress_shows_and_the_strip_goes(window: Window, qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    seen: list[tuple[int, int]] = []
    go = threading.Event()

    def work(progress: Progress) -> None:
        progress(1, 3)
        go.wait(5)

    job = run_job(window, work, done=lambda _: None, strip=strip, words="Reading the lists")
    job.progress.connect(lambda done, total: seen.append((done, total)))
    assert not strip.isHidden()
    qtbot.waitUntil(lambda: seen == [(1, 3)], timeout=5000)
    go.set()
    finished(qtbot, job)
    assert strip.isHidden()


def test_cancel_stops_at_the_next_step(window: Window, qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    answers: list[object] = []
    ready = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            progress(0, 0)
            ready.set()

    job = run_job(window, work, done=answers.append, strip=strip, words="Reading")
    ready.wait(5)
    with qtbot.waitSignal(job.cancelled, timeout=5000):
        strip.cancelled.emit()
    finished(qtbot, job)
    assert answers == [] and window.said == []


def test_a_refusal_reaches_the_window(window: Window, qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        raise Refused("This is not an Excel file; choose another.")

    job = run_job(window, work, done=lambda _: None)
    finished(qtbot, job)
    assert window.said == ["This is not an Excel file; choose another."]


def test_a_screen_may_take_the_failure_itself(window: Window, qtbot: QtBot) -> None:
    problems: list[Exception] = []

    def work(progress: Progress) -> None:
        raise Refused("No.")

    finished(qtbot, run_job(window, work, done=lambda _: None, failed=problems.append))
    assert [str(problem) for problem in problems] == ["No."]
    assert window.said == []


def test_an_answer_for_a_screen_that_went_is_dropped(qtbot: QtBot) -> None:
    window = Window()
    answers: list[object] = []
    go = threading.Event()
    job = run_job(window, lambda _progress: go.wait(5), done=answers.append)
    shiboken6.delete(window)
    go.set()
    finished(qtbot, job)
    assert answers == []


def test_closing_stops_everything(window: Window, qtbot: QtBot) -> None:
    started = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            started.set()
            progress(0, 0)

    job = run_job(window, work, done=lambda _: None)
    started.wait(5)
    assert stop_all()
    finished(qtbot, job)
    assert running() == 0
