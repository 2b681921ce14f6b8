"""Who is at the command line, and the secrets they give: never from an argument."""

import getpass
import os
import sys
from argparse import Namespace
from pathlib import Path

from app.errors import Refused
from app.services.desk import Desk, open_desk, operators

PASSPHRASE = "CHAIRSIDE_PASSPHRASE"
_LONGEST_LINE = 10_000


def passphrase(args: Namespace, prompt: str = "Passphrase: ") -> str:
    """From the named file, else the environment, else the terminal."""
    if args.passphrase_file:
        return _first_line(Path(args.passphrase_file))
    if PASSPHRASE in os.environ:
        return os.environ[PASSPHRASE]
    if not sys.stdin.isatty():
        raise Refused(f"A passphrase is needed: give --passphrase-file FILE, or set {PASSPHRASE}.")
    return getpass.getpass(prompt)


def _first_line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8-sig") as text:  # Notepad may put a mark in front
            return text.readline(_LONGEST_LINE).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            "The passphrase file cannot be read; check its name, and that it is plain text."
        ) from error


def secret_in(file: str) -> str:
    """A document's password from its own file."""
    return _first_line(Path(file))


def operator_of(args: Namespace, store: Path) -> str:
    """The operator who was named, else the store's only one, else whoever is logged in to the laptop."""
    if args.operator:
        return str(args.operator)
    known = operators(store)
    return known[0].name if len(known) == 1 else logged_in()


def logged_in() -> str:
    """The name by which the laptop knows who is at it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise Refused("The laptop does not say who you are; give your name with --operator NAME.") from error


def unlocked(args: Namespace, *, quietly: bool = False) -> Desk:
    """The store of this command, open."""
    store = Path(args.store)
    _must_be_there(store)
    return open_desk(store, operator_of(args, store), passphrase(args), quietly=quietly)


def _must_be_there(store: Path) -> None:
    if not os.path.isfile(store):  # `Path.is_file` raises for a name that no disk could hold
        raise Refused("There is no store at that place; check the name, or make one with `chairside new`.")
