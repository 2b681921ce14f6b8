"""The command line: the window's services, for IT support, scheduled backups and checks from outside.

0 done · 1 refused (the sentence says what to do) · 2 wrong usage · 3 the store is damaged.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from app import __version__
from app.commands.saying import warn
from app.domain.lists import EVERY_LIST
from app.errors import Damaged, Refused

DONE, REFUSED, USAGE, BROKEN = 0, 1, 2, 3


def _command(place: str) -> Callable[[argparse.Namespace], int]:
    """A command that is imported only when it is called, so that `--help` is quick."""

    def call(args: argparse.Namespace) -> int:
        module, name = place.split(":")
        status: int = getattr(import_module(module), name)(args)
        return status

    return call


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="one JSON document on standard output")
    common.add_argument(
        "--operator", metavar="NAME", help="who is asking (default: the store's only operator)"
    )
    common.add_argument(
        "--passphrase-file", metavar="FILE", help="read the passphrase from the first line of a file"
    )
    return common


def parser() -> argparse.ArgumentParser:
    """The whole command line; `chairside COMMAND --help` explains each command."""
    top = argparse.ArgumentParser(
        prog="chairside",
        allow_abbrev=False,
        description="The desk of a chair: CME, MisPer and MASE, one month at a time. "
        "`chairside [STORE]` opens the window.",
        epilog="The passphrase is asked for, or read from --passphrase-file or CHAIRSIDE_PASSPHRASE; "
        "never from an argument.",
    )
    top.add_argument("--version", action="version", version=f"chairside {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, place: str, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=words,
            description=words[:1].upper() + words[1:] + ".",
            parents=[_common()],
            allow_abbrev=False,
        )
        made.set_defaults(run=_command(place), parser=made)
        return made

    _add_stores(add)
    _add_lists(add)
    _add_months(add)
    return top


Adder = Callable[[str, str, str], argparse.ArgumentParser]


def _add_stores(add: Adder) -> None:
    window = add("open", "app.main:open_window", "open the window (the same as `chairside [STORE]`)")
    window.add_argument("store", nargs="?", metavar="STORE")
    demo = add("demo", "app.cli:demo", "make the demo store if it is not there, and open it")
    demo.add_argument(
        "folder", nargs="?", metavar="DIR", help="where demo.chairside goes (default: your data folder)"
    )
    demo.add_argument("--no-window", action="store_true", help="only make the store")
    new = add("new", "app.commands.stores:new", "create a store for an area; prints the recovery code once")
    new.add_argument("store", metavar="STORE")
    new.add_argument(
        "--profile", required=True, metavar="NAME", help="the area, for instance kingston-richmond"
    )
    verify = add(
        "verify",
        "app.commands.stores:verify",
        "check the store, its key file, its audit chain and its backups",
    )
    verify.add_argument("store", metavar="STORE")
    backup = add("backup", "app.commands.stores:backup", "make a checked copy with its key file")
    backup.add_argument("store", metavar="STORE")
    backup.add_argument("folder", metavar="DIR")
    restore = add(
        "restore",
        "app.commands.stores:put_back",
        "put a backup in a store's place; the old file is set aside",
    )
    restore.add_argument("backup", metavar="BACKUP")
    restore.add_argument("store", metavar="STORE")
    screens = add("screens", "app.main:screens", "render every screen of the demo store to PNG")
    screens.add_argument("folder", metavar="DIR")


def _add_lists(add: Adder) -> None:
    take_in = add("import", "app.commands.lists:take_in", "read one or more files of a list")
    lists = [one.value for one in EVERY_LIST]
    take_in.add_argument("store", metavar="STORE")
    take_in.add_argument("list", metavar="LIST", choices=lists, help="misper, cme, mase, ssda903 or annex-a")
    take_in.add_argument("files", nargs="+", metavar="FILE")
    candidates = add(
        "candidates", "app.commands.lists:candidates", "pairs of rows that may be one person, not yet decided"
    )
    candidates.add_argument("store", metavar="STORE")
    decide = add(
        "decide", "app.commands.lists:decide", "record a decision on two rows, named as list:reference"
    )
    decide.add_argument("store", metavar="STORE")
    decide.add_argument("ref_a", metavar="REF_A")
    decide.add_argument("ref_b", metavar="REF_B")
    decide.add_argument("verdict", choices=("same", "different", "ask"))
    decide.add_argument("--reason", required=True, metavar="TEXT")
    crosscheck = add("crosscheck", "app.commands.lists:crosscheck", "everybody who is on more than one list")
    crosscheck.add_argument("store", metavar="STORE")
    crosscheck.add_argument(
        "--accept",
        choices=("certain", "likely", "possible"),
        help="count undecided pairs of this band and above, in the answer only",
    )
    match = add(
        "match", "app.commands.lists:match", "the matcher alone: records in, scored pairs out; needs no store"
    )
    match.add_argument("records", metavar="RECORDS.csv")
    match.add_argument("--out", required=True, metavar="PAIRS.csv")
    match.add_argument("--mode", choices=("link", "dedupe"), default="link")


def _add_months(add: Adder) -> None:
    plan = add("plan", "app.commands.months:plan", "plan the month's meetings by the profile")
    plan.add_argument("store", metavar="STORE")
    plan.add_argument("month", metavar="YYYY-MM", help="a month; a whole year as YYYY")
    meetings = add("meetings", "app.commands.months:meetings", "the meetings: id, body, date, state, quorate")
    meetings.add_argument("store", metavar="STORE")
    due = add("due", "app.commands.months:due", "what is due or overdue")
    due.add_argument("store", metavar="STORE")
    due.add_argument("--on", metavar="DATE", help="as seen on that day (default: today)")
    export = add("export", "app.commands.months:export", "write a document; --list names them")
    export.add_argument("store", nargs="?", metavar="STORE")
    export.add_argument("document", nargs="?", metavar="DOCUMENT")
    export.add_argument("--list", dest="list_documents", action="store_true", help="name the documents")
    export.add_argument("--meeting", type=int, metavar="ID")
    export.add_argument("--period", metavar="YYYY-MM", help="calendar only: a month, or a year as YYYY")
    export.add_argument("--out", metavar="FILE")
    export.add_argument("--case", metavar="REF", help="one case only, by its reference (case sheets)")
    export.add_argument(
        "--password-file", metavar="FILE", help="protect the document with the password in this file"
    )


def _with_open(words: Sequence[str]) -> list[str]:
    """`chairside` and `chairside STORE` open the window: they are `open` without the word."""
    is_store = bool(words) and words[0].endswith(".chairside")
    return ["open", *words] if not words or is_store else list(words)


def demo(args: argparse.Namespace) -> int:
    """Make the demo store, say who may open it, and open the window on it unless told not to."""
    made = import_module("app.commands.demonstration").demo(args)
    if args.no_window:
        return DONE
    args.store = str(made)
    return _command("app.main:open_window")(args)


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; answers the exit status."""
    args = parser().parse_args(_with_open(sys.argv[1:] if words is None else words))
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except Damaged as error:
        warn(error.sentence)
        return BROKEN
    except Refused as error:
        warn(error.sentence)
        return REFUSED
    except KeyboardInterrupt:
        warn("Stopped; nothing was kept half done.")
        return REFUSED
    except BrokenPipeError:
        # Whoever read has seen enough; Python would say so on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return status


if __name__ == "__main__":
    sys.exit(main())
