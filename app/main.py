"""The door of the window."""

import os
import sys
import tempfile
from argparse import Namespace
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.commands.asking import unlocked
from app.commands.saying import answer
from app.commands.screen import needs_a_screen
from app.errors import Refused
from app.services.clock import fixed_clock
from app.services.demonstration.demo import DEMO_OPERATOR, DEMO_PASSPHRASE, is_demo, make_demo, open_the_room
from app.services.desk import Desk, open_desk
from app.services.keeping.beginning import demo_note
from app.store.keys import Cost
from app.ui import pictures, problems, theme
from app.ui.main_window import MainWindow
from app.ui.session import Session

# The day the pictures are taken on, so that they are the same wherever they are made.
PICTURE_DAY = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ROOM_DAY = datetime(2026, 11, 27, 10, 42, tzinfo=UTC)


def application() -> QApplication:
    """The one Qt application, dressed."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Chairside")
    app.setDesktopFileName("chairside")
    theme.apply(app)
    return app


def open_window(args: Namespace) -> int:
    """Open the window on a store; without one, on those of this computer or on the first-run page."""
    store = Path(args.store) if args.store else None
    if store is not None and not os.path.isfile(store):
        raise Refused("There is no store at that place; check the name, or make one with `chairside new`.")
    needs_a_screen()
    app = application()
    window = MainWindow()
    session = Session(window, store, demo_note(store) if store else "")
    problems.install(session)
    session.begin(_given(args, store) if store else None)
    window.show()
    return app.exec()


def _given(args: Namespace, store: Path) -> Desk | None:
    """A desk for the demo, or when the passphrase came with the command; else the lock page asks for it."""
    if is_demo(store):
        return open_desk(store, DEMO_OPERATOR, DEMO_PASSPHRASE)
    known = bool(args.passphrase_file) or "CHAIRSIDE_PASSPHRASE" in os.environ
    return unlocked(args) if known else None


def screens(args: Namespace) -> int:
    """Render every screen of a demo store to PNG; no window is shown."""
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = Path(args.folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused("The folder cannot be made: name another, where you may write.") from error
    with tempfile.TemporaryDirectory() as scratch:
        files = _take_pictures(Path(scratch), folder)
    answer(args, [str(file) for file in files], [str(file) for file in files])
    return 0


def _take_pictures(scratch: Path, folder: Path) -> list[Path]:
    """The doors, the desk a week before MASE, the room on its day: two sittings, each with its own clock."""
    app = application()
    made = make_demo(scratch / "demo.chairside", fixed_clock(PICTURE_DAY), Cost.floor())

    def sitting(day: datetime) -> closing[Desk]:
        return closing(open_desk(made.path, made.operator, made.passphrase, fixed_clock(day)))

    files = pictures.take_doors(app, made.path.stem, made.operator, folder)
    with sitting(PICTURE_DAY) as desk:
        files += pictures.take(app, desk, list(pictures.desk_views(desk)), folder)
    with sitting(ROOM_DAY) as desk:
        room = open_the_room(desk)
        return files + pictures.take(app, desk, list(pictures.room_views(desk, room)), folder)
