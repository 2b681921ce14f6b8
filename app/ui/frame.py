"""What the window asks of the services, what a screen may ask of the window, and what a screen is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.changes import Changes
from app.domain.list_labels import ListLabels
from app.ui.theme import Tone


class HitLike(Protocol):
    """One thing a search found: `kind` is the key of a screen or in its `opens`; `id` goes to its `open`."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def note(self) -> str: ...


class DeskLike(Protocol):
    """The services, as far as the frame of the window needs them."""

    @property
    def area_name(self) -> str: ...
    @property
    def marking(self) -> str: ...
    @property
    def list_labels(self) -> ListLabels: ...
    def search(self, text: str) -> Sequence[HitLike]:
        """The best matches first; a few."""

    def on_change(self, callback: Callable[[Changes], None]) -> object:
        """Call back after each commit."""

    def counts(self) -> Mapping[str, int]:
        """Figures for the rail, by a screen's `badge`."""

    def close(self) -> None:
        """Let go of the store."""


class Navigator(Protocol):
    """What a screen may ask of the window; no screen knows another."""

    def go(self, screen_key: str, argument: object = None) -> None:
        """Show a screen; the argument goes to its `open`."""

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """A sentence in the notice bar."""

    def refused(self, problem: BaseException) -> None:
        """Show a refusal, or log and calm anything else."""

    def enter_room(self) -> None:
        """Give the whole window to the screen in sight."""

    def leave_room(self) -> None:
        """Bring back rail and top bar."""


class Screen(QWidget):
    """What the window calls on a screen. Deriving from this is a convenience: it looks for the names."""

    def refresh(self) -> None:
        """Read again and show."""

    def open(self, argument: object) -> None:
        """Show one thing; called after the screen came to the front."""

    def changed(self, changes: Changes) -> None:
        """A transaction was committed while this screen is in sight."""
        self.refresh()

    def save_now(self) -> None:
        """Store what is typed: before locking, leaving, closing."""


@dataclass(frozen=True)
class ScreenSpec:
    """One line of `SCREENS`: `path` is "module:Class", imported when first shown.

    `shortcut` such as "Ctrl+1"; `rail` puts it on the rail (`foot` at its bottom); `badge` names a count;
    `opens` lists the kinds of search result it shows ("child").
    """

    key: str
    title: str
    path: str
    shortcut: str = ""
    rail: bool = True
    badge: str = ""
    foot: bool = False
    opens: tuple[str, ...] = ()

    def answers(self, key: str) -> bool:
        """Whether this is the screen of that key, or of that kind of search result."""
        return key == self.key or key in self.opens

    def make(self, desk: object, navigator: Navigator) -> QWidget:
        """Import and build the screen."""
        module, name = self.path.split(":")
        build = cast(Callable[[Any, Navigator], QWidget], getattr(import_module(module), name))
        return build(desk, navigator)


class ChangeBus(QObject):
    """Hands each committed `Changes` to whoever shows it."""

    changed = Signal(object)

    def announce(self, changes: Changes) -> None:
        """Tell all; called after the commit."""
        self.changed.emit(changes)


def call(widget: QWidget | None, name: str, *arguments: object) -> bool:
    """Call an optional method of a screen; False if it has none."""
    method = getattr(widget, name, None)
    if not callable(method):
        return False
    method(*arguments)
    return True
