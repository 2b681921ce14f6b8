"""Home and the cross-check on two months of lists, against one bare count of the same rows."""

from datetime import UTC, datetime
from pathlib import Path

from app.domain.lists import ListName
from app.services.clock import fixed_clock
from app.services.desk import create_desk
from app.store.keys import Cost
from benchmarks.timing import in_turn, line
from tests.shared import shared_folder

LISTS = {"misper": "misper_return", "cme": "cme_register", "mase": "mase_tracker"}
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def report(folder: Path) -> list[str]:
    """The lines of this benchmark; none where the shared lists are not beside the project."""
    months = [shared_folder() / "data" / "lists" / name for name in ("2026-10", "2026-11")]
    if not all(month.is_dir() for month in months):
        return ["Home: the shared lists are not beside the project, so this was not measured."]
    desk, _ = create_desk(
        folder / "month.chairside",
        "kingston-richmond",
        "Bench",
        "four words are enough",
        cost=Cost.floor(),
        clock=fixed_clock(NOW),
    )
    for month in months:
        for name, file in LISTS.items():
            desk.intake.take_in(desk.intake.preview(ListName(name), month / f"{file}.xlsx"))

    def count(_number: int) -> None:
        with desk.store.reading() as session:
            session.connection().exec_driver_sql("SELECT * FROM source_records").fetchall()

    home = in_turn(lambda _n: desk.home.month(2026, 11), count, 15)
    check = in_turn(lambda _n: desk.crosscheck.children(), count, 15)
    queue = in_turn(lambda _n: desk.who.queue(), count, 15)
    desk.close()
    named = (("Home", home), ("Cross-check of everybody", check), ("Who is who, the queue", queue))
    return [line(what, *turns, "reading every row bare") for what, turns in named]
