"""Pictures of every screen, light and dark, for looking at them and for the user guide."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import Refused
from app.services.desk import Desk
from app.ui import theme
from app.ui.first_start import FirstStart
from app.ui.main_window import MainWindow
from app.ui.month.words import Month, Year
from app.ui.screens.settings import SECTIONS
from app.ui.theme import Choice
from app.ui.worker import WAIT_MS, running

SIZES = ((1366, 768), (1920, 1080))
LOOKS: tuple[Choice, ...] = ("light", "dark")
# Each picture, its screen, and what the screen is told to open: a screen stays where it was left.
SCREENS = (
    ("this-month", "this_month", None),
    ("actions", "actions", None),
    ("import", "import", "list"),
    ("who-is-who", "crosscheck", "who"),
    ("several-lists", "crosscheck", "several"),
    ("decided", "crosscheck", "decided"),
    ("onward", "crosscheck", "onward"),
    ("children", "children", "list"),
    ("education", "education", None),
    ("referrals", "referrals", None),
    ("add-a-child", "children", "add"),
)
# A code of the right shape that opens nothing.
NO_CODE = "-".join(("0000",) * 13)


@dataclass(frozen=True)
class View:
    """One picture: its file's stem, and how the window gets there from anywhere."""

    name: str
    show: Callable[[MainWindow], None]


def desk_views(desk: Desk) -> Iterator[View]:
    """Every screen outside the meeting room, and those inside them that are worth a picture."""
    for name, key, argument in SCREENS:
        yield View(name, _goer(key, argument))
    for section in SECTIONS:
        yield View(f"settings-{section.key}", _goer("settings", section.key))
    month = Month.of(desk.clock.today())
    latest = desk.planner.month(month.year, month.number)[-1]
    yield View("meetings", _goer("meetings", latest.id))
    yield View("plan", _goer("meetings", month.step(2)))
    yield View("plan-year", _goer("meetings", Year(month.year + 1)))
    yield View("papers", _goer("meetings", "papers"))
    for file in desk.intake.imported_files()[:1]:
        yield View("import-file", _goer("import", file.id))
        yield View("import-layouts", _goer("import", "layouts"))
    child = next((row.person_id for row in desk.crosscheck.children()), None)
    if child is not None:
        yield View("child", _goer("children", child))


def room_views(desk: Desk, meeting_id: int) -> Iterator[View]:
    """The meeting room at each item of its agenda, at the first case and at its close."""
    room = desk.room.view(meeting_id)
    for item in room.items:
        if item.content != "cases":
            yield View(f"room-{item.key}", _in_room(desk, meeting_id, item.key))
    entry = next((line.entry_id for group in room.groups for line in group.entries), None)
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
    """Write `<name>-<look>-<width>.png` for each view; answers the files in order."""
    window = MainWindow()
    window.set_desk(desk)
    return _in_every_look(app, window, {view.name: partial(view.show, window) for view in views}, folder)


def take_doors(app: QApplication, store: str, operator: str, folder: Path) -> list[Path]:
    """The pages before a desk is open: the lock page, the first start and its recovery code."""
    window = MainWindow()
    window.unlock_page.show_store(store, [operator])
    door = FirstStart(window)

    def start() -> None:
        door.end()
        door.begin(can_go_back=False)
        assert door.page is not None
        door.page.form.set_place(Path(f"{store}.chairside"))

    def code() -> None:
        assert door.page is not None
        door.page.show_code(store, NO_CODE)

    pages = {"unlock": door.end, "first-start": start, "recovery-code": code}
    return _in_every_look(app, window, pages, folder)


def _in_every_look(
    app: QApplication, window: QWidget, views: Mapping[str, Callable[[], None]], folder: Path
) -> list[Path]:
    files = []
    window.show()
    for look in LOOKS:
        theme.apply(app, look)
        for width, height in SIZES:
            window.resize(width, height)
            for name, show in views.items():
                if (held := window.focusWidget()) is not None:
                    held.clearFocus()  # a screen that wants the keyboard takes it as it comes
                show()
                files.append(_picture(window, folder / f"{name}-{look}-{width}.png"))
    window.close()
    window.deleteLater()
    return files


def _settle() -> None:
    for _ in range(3):  # a layout settles in a few rounds: heights follow widths
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _picture(window: QWidget, file: Path) -> Path:
    _settle()
    while running():  # what is read beside the window belongs in the picture
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, WAIT_MS)
    _settle()
    if not window.grab().save(str(file)):
        raise Refused("The pictures cannot be written there: name another folder, or make room.")
    return file
