"""Commands on a store as a whole: new, verify, backup, restore."""

from argparse import Namespace
from pathlib import Path

from app.commands.asking import logged_in, passphrase, unlocked
from app.commands.saying import answer
from app.errors import Damaged
from app.services.desk import create_desk
from app.services.keeping.copies import back_up, restore

DAMAGED = 3


def new(args: Namespace) -> int:
    """Create a store for an area; the recovery code is printed once and kept nowhere."""
    operator = args.operator or logged_in()
    desk, code = create_desk(Path(args.store), args.profile, operator, passphrase(args, "New passphrase: "))
    desk.close()
    answer(
        args,
        {"store": args.store, "operator": operator, "recovery_code": code},
        [
            f"Made {args.store} for {operator}.",
            "Recovery code, shown only now. Print it, seal it, and keep it away from the laptop:",
            f"    {code}",
        ],
    )
    return 0


def verify(args: Namespace) -> int:
    """Every check of the store, its key file, its audit chain and its backups."""
    try:
        desk = unlocked(args, quietly=True)
        try:
            checks = desk.checking.verify()
        finally:
            desk.close()
    except Damaged as error:
        answer(
            args,
            {"ok": False, "checks": [{"name": "Open the store", "ok": False, "detail": error.sentence}]},
            [error.sentence],
        )
        return DAMAGED
    ok = all(check.ok for check in checks)
    lines = [f"{'ok     ' if check.ok else 'DAMAGED'}  {check.name}: {check.detail}" for check in checks]
    answer(
        args,
        {
            "ok": ok,
            "checks": [{"name": check.name, "ok": check.ok, "detail": check.detail} for check in checks],
        },
        [*lines, "The store is sound." if ok else "Something is damaged: restore the newest sound backup."],
    )
    return 0 if ok else DAMAGED


def backup(args: Namespace) -> int:
    """A checked copy with its key file."""
    desk = unlocked(args)
    try:
        made = back_up(desk, Path(args.folder))
    finally:
        desk.close()
    answer(
        args,
        {"backup": str(made.path), "ok": made.ok},
        [f"{'Backed up to' if made.ok else 'NOT SOUND:'} {made.path}"],
    )
    return 0 if made.ok else DAMAGED


def put_back(args: Namespace) -> int:
    """A backup into a store's place; the old file is set aside, never overwritten."""
    restored = restore(Path(args.backup), Path(args.store))
    aside = f"; the old one is kept as {restored.set_aside.name}" if restored.set_aside else ""
    answer(args, {"backup": args.backup, "ok": True}, [f"Restored {args.store}{aside}."])
    return 0
