"""Trouble on its way to the window: the only place that catches every exception."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Generic, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import Damaged, DiskTrouble, Refused
from app.ui.theme import Tone

LOG = logging.getLogger("chairside.problems")
CALM = "Something went wrong in Chairside and this was not done. What was saved before is safe; try again."
Result = TypeVar("Result")


class _Met(QObject):
    """Tells what the window shows for as long as it lasts: a failing disk, a damaged store."""

    trouble = Signal(object)

    def look(self, problem: BaseException) -> None:
        """May be called in any thread; who listens hears it in the window's."""
        if isinstance(problem, DiskTrouble | Damaged):
            self.trouble.emit(problem)


met = _Met()


@runtime_checkable
class Sayer(Protocol):
    """Whoever shows a sentence in the window."""

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """Show it."""


@dataclass
class Act:
    """How a guarded act went; `problem` is None when it went well."""

    problem: BaseException | None = None

    @property
    def ok(self) -> bool:
        """Whether it went well."""
        return self.problem is None


@dataclass(frozen=True)
class Outcome(Generic[Result]):
    """What a call gave, or the exception it ended with."""

    result: Result | None = None
    problem: Exception | None = None


def trail(problem: BaseException) -> str:
    """Types and file:line pairs, outermost first; never a message, an argument or a value."""
    parts = []
    seen: BaseException | None = problem
    while seen is not None:
        places = (
            f"{Path(frame.f_code.co_filename).name}:{line}" for frame, line in walk_tb(seen.__traceback__)
        )
        parts.append(f"{type(seen).__name__} at {' > '.join(places) or 'no line'}")
        seen = seen.__cause__ or seen.__context__
    return " from ".join(parts)


def sentence_of(problem: BaseException) -> tuple[str, Tone]:
    """What the user reads: a refusal in its own words, anything else in ours."""
    if isinstance(problem, Refused):
        return problem.sentence, "amber"
    return CALM, "red"


def tell(problem: BaseException, sayer: Sayer | None) -> None:
    """Log what must be mended, show what must be known."""
    if not isinstance(problem, Refused):
        LOG.error("%s", trail(problem))
    if sayer is not None:
        sayer.say(*sentence_of(problem))


def sayer_of(widget: QWidget | None) -> Sayer | None:
    """The nearest of the widget and its parents that shows sentences."""
    while widget is not None:
        if isinstance(widget, Sayer):
            return widget
        widget = widget.parentWidget()
    return None


@contextmanager
def guarded(parent: QWidget) -> Iterator[Act]:
    """Show what goes wrong inside as a sentence in the window, then go on; ask `act.ok` after it."""
    act = Act()
    try:
        yield act
    except Exception as problem:
        act.problem = problem
        met.look(problem)
        tell(problem, sayer_of(parent))


def attempt(work: Callable[[], Result]) -> Outcome[Result]:
    """Call it and keep whatever it ends with, to be told elsewhere (another thread)."""
    try:
        return Outcome(result=work())
    except Exception as problem:
        met.look(problem)
        return Outcome(problem=problem)


def install(sayer: Sayer) -> None:
    """Route what no one caught (a slot, a timer) to the window instead of the console."""

    def hook(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, problem, trace)
        else:
            met.look(problem)
            tell(problem, sayer)

    sys.excepthook = hook
