"""The demo command: a store of invented people to look around in."""

from argparse import Namespace
from pathlib import Path

from app.commands.saying import answer
from app.commands.screen import needs_a_screen
from app.errors import Refused
from app.services.demonstration.demo import DEMO_NAME, DEMO_OPERATOR, DEMO_PASSPHRASE, is_demo, make_demo
from app.services.keeping.beginning import data_folder

_NOT_OURS = (
    f"There is a {DEMO_NAME} in that folder that is not the demo as it is made: "
    "name another folder, or move that file away."
)


def demo(args: Namespace) -> Path:
    """Make the demo store if it is not there, say who may open it, and answer its path.

    Raises `Refused` where a file of its name opens with another passphrase or is no store, and where a
    window is wanted that cannot be opened: then nothing is made.
    """
    if not args.no_window:
        needs_a_screen()
    folder = Path(args.folder) if args.folder else data_folder()
    _make_folder(folder)
    path = folder / DEMO_NAME
    made = not path.exists()
    if made:
        make_demo(path)
    elif not is_demo(path):
        raise Refused(_NOT_OURS)
    answer(
        args,
        {"store": str(path), "operator": DEMO_OPERATOR, "passphrase": DEMO_PASSPHRASE},
        [
            f"{'Made' if made else 'The demo store is'} {path}. Everybody in it is invented.",
            f"Operator: {DEMO_OPERATOR}",
            f"Passphrase: {DEMO_PASSPHRASE}",
        ],
    )
    return path


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused("The folder for the demo cannot be made: name another, where you may write.") from error
