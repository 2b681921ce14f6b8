"""A desk with small lists made by hand, and a window with one screen in it. All people are invented."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.lists import ListName
from app.services.clock import fixed_clock
from app.services.desk import Desk, create_desk
from app.store.keys import Cost
from app.ui.frame import Navigator, call
from app.ui.theme import Tone
from tests.services.small_lists import CME, MASE, MISPER, case, entry, episode, write

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PASSPHRASE = "four words are enough"
ZOFIA, TYRESE, IFRAH, GRACE = date(2012, 4, 3), date(2011, 2, 14), date(2013, 9, 30), date(2012, 1, 9)
Made = TypeVar("Made", bound=QWidget)
_MADE: list[QWidget] = []


class Guide:
    """A navigator that keeps what it is asked."""

    def __init__(self) -> None:
        self.went: list[tuple[str, object]] = []
        self.said: list[str] = []

    def go(self, screen_key: str, argument: object = None) -> None:
        self.went.append((screen_key, argument))

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        self.said.append(sentence)

    def refused(self, problem: BaseException) -> None:
        self.said.append(str(problem))

    def enter_room(self) -> None: ...

    def leave_room(self) -> None: ...


def a_desk(folder: Path, now: datetime = NOW) -> Desk:
    """An empty store of Kingston & Richmond."""
    desk, _code = create_desk(
        folder / "month.chairside",
        "kingston-richmond",
        "Dana Marsh",
        PASSPHRASE,
        cost=Cost.floor(),
        clock=fixed_clock(now),
    )
    return desk


def the_files(folder: Path) -> dict[ListName, Path]:
    """Zofia and Tyrese are on all three lists, Ifrah on the CME register, Grace and one Tyrese elsewhere."""
    back = datetime(2026, 10, 7, 8, 30)
    misper = [
        episode("26MIS1", "KOWALSKA, Zosia", ZOFIA, back),
        episode("26MIS2", "KOWALSKA, Zosia", ZOFIA, datetime(2026, 11, 2, 7, 0)),
        episode("26MIS3", "CAMPBELL, Tyrese", TYRESE, datetime(2026, 9, 12, 6, 0)),
        episode("26MIS4", "HOLLOWAY, Grace", GRACE, None),
    ]
    cme = [
        entry("X30812256190", "Zofia", "Kowalska", ZOFIA, date(2026, 9, 1)),
        entry("T40812256191", "Tyrese", "Campbell", TYRESE, date(2026, 6, 25)),
        entry("I50812256192", "Ifrah", "Warsame", IFRAH, date(2026, 9, 4)),
    ]
    mase = [
        case("MASE-1", "KOWALSKA, Zofia", ZOFIA, date(2026, 10, 5)),
        case("MASE-2", "CAMPBELL, Tyrese", TYRESE, date(2026, 7, 1)),
    ]
    return {
        ListName.MISPER: write(folder / "return.xlsx", {"Missing Nov 26": (MISPER, misper)}),
        ListName.CME: write(folder / "register.xlsx", {"Kingston": (CME, cme)}),
        ListName.MASE: write(folder / "tracker.xlsx", {"Current list": (MASE, mase)}),
    }


def take_in_all(desk: Desk, files: dict[ListName, Path]) -> None:
    """Take the files in, without a window."""
    for name, path in files.items():
        desk.intake.take_in(desk.intake.preview(name, path))


def join_certain(desk: Desk) -> int:
    """Say "same" of every pair that is certain or likely; answers how many."""
    pairs = [pair for pair in desk.who.queue() if pair.band in ("certain", "likely")]
    for pair in pairs:
        desk.who.decide(pair.a.subject_id, pair.b.subject_id, "same")
    return len(pairs)


def on_screen(qtbot: QtBot, desk: Desk, make: Callable[[Desk, Navigator], Made]) -> tuple[Made, Guide]:
    """Show one screen, read, in an active window of the size it has on a small laptop."""
    guide = Guide()
    screen = make(desk, guide)
    screen.resize(1198, 712)
    _MADE.append(screen)
    qtbot.addWidget(screen, before_close_func=_MADE.remove)
    call(screen, "refresh")
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return screen, guide
