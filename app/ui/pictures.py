"""Pictures of every screen, light and dark, for looking at them and for the user guide."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from app.services.desk import Desk
from app.ui import theme
from app.ui.main_window import MainWindow
from app.ui.theme import Choice

SIZES = ((1366, 768), (1920, 1080))
LOOKS: tuple[Choice, ...] = ("light", "dark")


@dataclass(frozen=True)
class View:
    """One picture: its file's stem, and how the window gets there from anywhere."""

    name: str
    show: Callable[[MainWindow], None]


def desk_views(desk: Desk) -> Iterator[View]:
    """Every screen outside the meeting room, and those inside them that are worth a picture."""
    for key in ("this_month", "meetings", "actions", "import", "crosscheck", "children", "settings"):
        yield View(key.replace("_", "-"), _goer(key))
    yield View("several-lists", _goer("crosscheck", "several"))
    child = next((row.person_id for row in desk.crosscheck.children()), None)
    if child is not None:
        yield View("child", _goer("children", child))


def room_views(desk: Desk, meeting_id: int) -> Iterator[View]:
    """The meeting room at the items that look different from each other."""
    for name in ("welcome", "statement", "previous_minutes", "actions"):
        yield View(f"room-{name.replace('_', '-')}", _in_room(desk, meeting_id, name))
    entry = next(
        (line.entry_id for group in desk.room.view(meeting_id).groups for line in group.entries), None
    )
    if entry is not None:
        yield View("room-case", _in_room(desk, meeting_id, f"entry:{entry}"))
    yield View("room-closing", _in_room(desk, meeting_id, "closing"))


def _goer(key: str, argument: object = None) -> Callable[[MainWindow], None]:
    return lambda window: window.work.go(key, argument)


def _in_room(desk: Desk, meeting_id: int, item: str) -> Callable[[MainWindow], None]:
    def show(window: MainWindow) -> None:
        desk.room.set_current(meeting_id, item)
        window.work.go("room", meeting_id)

    return show


def take(app: QApplication, desk: Desk, views: Sequence[View], folder: Path) -> list[Path]:
    """Write `<name>-<look>-<width>.png` for each view, and the lock page last; answers the files in order."""
    files = []
    window = MainWindow()
    window.set_desk(desk)
    window.show()
    for look in LOOKS:
        theme.apply(app, look)
        for width, height in SIZES:
            window.resize(width, height)
            for view in views:
                view.show(window)
                files.append(_picture(window, folder / f"{view.name}-{look}-{width}.png"))
    files.append(_lock_page(window, desk.operator, folder))
    window.close()
    return files


def _lock_page(window: MainWindow, operator: str, folder: Path) -> Path:
    window.unlock_page.show_store("demo", [operator])
    window.lock()
    window.resize(*SIZES[0])
    return _picture(window, folder / f"unlock-{LOOKS[-1]}-{SIZES[0][0]}.png")


def _picture(window: MainWindow, file: Path) -> Path:
    for _ in range(3):  # a layout settles in a few rounds: heights follow widths
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    window.grab().save(str(file))
    return file
