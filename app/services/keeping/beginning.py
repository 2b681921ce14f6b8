"""Before a store is open: which stores this computer has, what a new one needs, and making it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_dir

from app.errors import Refused
from app.services.areas import Areas
from app.services.clock import Clock
from app.services.demonstration.demo import DEMO_NAME, DEMO_OPERATOR, DEMO_PASSPHRASE, is_demo, make_demo
from app.services.desk import CHAIR, Desk, create_desk, open_desk
from app.store.atomic import write_atomic
from app.store.backup_names import SUFFIX, backup_name
from app.store.keys import Cost
from app.store.passphrase import accept, normal

_LAST = "last-store"  # the path of the store that was opened last, and nothing else
_SET_ASIDE = "_set-aside_"
_LOOKS_LIKE = str.maketrans("OIL", "011")  # the code has none of these letters; a hand may write them


@dataclass(frozen=True)
class NewStore:
    """What the first-run page asks for; `area` is the code of a shipped profile."""

    path: Path
    area: str
    operator: str
    passphrase: str


@dataclass(frozen=True)
class Advice:
    """What to say about a passphrase while it is being typed."""

    ok: bool
    words: str


def data_folder() -> Path:
    """Where stores lie unless the user chose another place: on this computer, never in a roaming profile."""
    return Path(user_data_dir("Chairside", appauthor=False, roaming=False))


def stores(folder: Path | None = None) -> tuple[Path, ...]:
    """The stores of this computer, the last used first; the demo, backups and stores set aside are none."""
    here = folder or data_folder()
    with suppress(OSError):
        found = [path for path in sorted(here.glob(f"*{SUFFIX}")) if _is_live(path)]
        last = _last_used(here)
        rest = [path for path in found if path != last]
        return (last, *rest) if last is not None else tuple(rest)
    return ()


def remember(store: Path, folder: Path | None = None) -> None:
    """Offer this store first next time, unless it is the demo; an unwritable folder is no hindrance."""
    here = folder or data_folder()
    if is_demo(store):
        return
    with suppress(OSError):
        here.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomic(here / _LAST, str(store.absolute()).encode("utf-8"))


def suggested_place(area: str, folder: Path | None = None) -> Path:
    """A free name for a new store of an area."""
    here = folder or data_folder()
    names = (f"{area}{'' if number == 1 else f'-{number}'}{SUFFIX}" for number in range(1, 10_000))
    return next(here / name for name in names if not (here / name).exists())


def areas() -> Sequence[tuple[str, str]]:
    """The areas that ship with the program, as code and name."""
    return Areas.available()


def advice(passphrase: str, again: str = "") -> Advice:
    """What is right or still missing; ok only when both fields hold the same good passphrase."""
    if not passphrase:
        return Advice(False, "At least four different words, or 14 characters. Unrelated words are best.")
    try:
        accept(passphrase)
    except Refused as problem:
        return Advice(False, problem.sentence)
    if not again:
        return Advice(False, "Long enough. Type it once more below.")
    if normal(again) != normal(passphrase):
        return Advice(False, "The two are not the same yet.")
    return Advice(True, "Long enough, and both are the same.")


def make(new: NewStore, cost: Cost | None = None, clock: Clock | None = None) -> tuple[Desk, str]:
    """Make the store; answers its desk and the recovery code, which is shown once.

    Takes one to three seconds, for it measures how long a guess takes here. Raises `Refused`.
    """
    if not new.operator.strip():
        raise Refused("Type your name first: it stands beside everything you change.")
    if new.path.suffix != SUFFIX:
        raise Refused(f"The name of a store ends in {SUFFIX}: choose another name.")
    if new.path.parent == data_folder():
        with suppress(OSError):  # making the store says why, if the folder could not be made
            new.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return create_desk(new.path, new.area, new.operator, new.passphrase, CHAIR, cost, clock)


def open_demo(folder: Path | None = None, clock: Clock | None = None) -> Desk:
    """The demo in the data folder, made first if it is not there; takes a few seconds then."""
    here = folder or data_folder()
    path = here / DEMO_NAME
    if not path.exists():
        with suppress(OSError):  # making the demo says why, if the folder could not be made
            here.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_demo(path, clock)
    elif not is_demo(path):
        raise Refused(f"There is a {DEMO_NAME} that is not the demo: move that file to another place first.")
    return open_desk(path, DEMO_OPERATOR, DEMO_PASSPHRASE, clock)


def demo_note(store: Path) -> str:
    """What the lock page says beside the demo; "" for every other store."""
    return f"This is the demo; its passphrase is: {DEMO_PASSPHRASE}" if is_demo(store) else ""


def groups(code: str) -> tuple[str, ...]:
    """The recovery code in its groups of four."""
    return tuple(code.split("-"))


def is_last_group(typed: str, code: str) -> bool:
    """Whether somebody who holds the code typed its last group; a zero may be written as the letter O."""
    return typed.strip().upper().translate(_LOOKS_LIKE) == groups(code)[-1]


def _is_live(path: Path) -> bool:
    return (
        path.is_file()
        and path.name != DEMO_NAME
        and backup_name(path) is None
        and _SET_ASIDE not in path.name
    )


def _last_used(here: Path) -> Path | None:
    try:
        path = Path((here / _LAST).read_text("utf-8").strip())
    except (OSError, UnicodeDecodeError):
        return None
    return path if path.suffix == SUFFIX and path.is_file() else None
