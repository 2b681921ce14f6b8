"""Backups as their owner sees them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import Refused
from app.models import Setting
from app.services.clock import Clock
from app.services.keeping.safekeeping import BY_HAND, DAILY, LATE, QUIT, Safekeeping, stop_after
from app.store import backup
from app.store.keys import key_path
from app.store.opening import open_store
from tests.builders import OPERATOR, PASSPHRASE, a_store, put

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)  # a Monday


class Watch:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def clock(self) -> Clock:
        return Clock(lambda: self.now.date(), lambda: self.now)

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def keeping(tmp_path: Path, watch: Watch) -> Safekeeping:
    return Safekeeping(a_store(tmp_path), watch.clock())


def change(keeping: Safekeeping, key: str = "test") -> None:
    """Something that a backup has to hold."""
    put(keeping._store, Setting(key=key, value="x"))


def test_the_list_is_newest_first_with_state_size_and_why(keeping: Safekeeping, watch: Watch) -> None:
    for label in (QUIT, DAILY, LATE, BY_HAND):
        watch.move(hours=1)
        keeping.back_up(label)
    rows = keeping.backups()
    assert [row.why for row in rows] == ["asked for", "for the time before", "while at work", "on closing"]
    assert [row.at for row in rows] == [NOON + timedelta(hours=hours) for hours in (4, 3, 2, 1)]
    assert all(row.sound and row.has_keys and row.size == row.path.stat().st_size > 0 for row in rows)


def test_a_backup_without_its_key_file_shows(keeping: Safekeeping) -> None:
    made = keeping.back_up()
    key_path(made.path).unlink()
    assert [(row.sound, row.has_keys) for row in keeping.backups()] == [(True, False)]
    assert keeping.due()


def test_due_once_something_was_changed_and_not_for_looking_in(tmp_path: Path, watch: Watch) -> None:
    store = a_store(tmp_path)
    keeping = Safekeeping(store, watch.clock())
    assert keeping.due()
    keeping.back_up()
    assert not keeping.due()
    store.close()
    keeping = Safekeeping(open_store(store.path, OPERATOR, PASSPHRASE), watch.clock())
    assert not keeping.due()
    change(keeping)
    assert keeping.due()


def test_due_when_the_newest_backup_is_of_another_past(tmp_path: Path, watch: Watch) -> None:
    store = a_store(tmp_path)
    keeping = Safekeeping(store, watch.clock())
    early = keeping.back_up()
    watch.move(hours=1)
    for key in ("one", "two", "three"):
        change(keeping, key)
    keeping.back_up()
    store.close()
    backup.restore(early.path, store.path)
    keeping = Safekeeping(open_store(store.path, OPERATOR, PASSPHRASE), watch.clock())
    assert keeping.due()


def test_of_two_in_one_second_the_later_is_the_newest(keeping: Safekeeping) -> None:
    keeping.back_up(LATE)
    change(keeping)
    keeping.back_up(QUIT)
    assert [row.why for row in keeping.backups()] == ["on closing", "for the time before"]
    assert not keeping.due()


def test_the_daily_one_waits_for_a_day_and_for_a_change(keeping: Safekeeping, watch: Watch) -> None:
    keeping.back_up()
    watch.move(hours=25)
    assert not keeping.due_today()
    change(keeping)
    assert keeping.due_today()
    keeping.back_up(DAILY)
    change(keeping, "more")
    watch.move(hours=23)
    assert not keeping.due_today()
    watch.move(hours=1)
    assert keeping.due_today()


def test_ten_stay_and_one_of_each_week(keeping: Safekeeping, watch: Watch) -> None:
    first = keeping.back_up().at
    watch.move(minutes=1)
    last_of_the_week = keeping.back_up().at
    watch.move(days=7)
    for _ in range(11):
        watch.move(minutes=1)
        keeping.back_up()
    kept = [row.at for row in keeping.backups()]
    assert len(kept) == 11
    assert last_of_the_week in kept and first not in kept


def test_another_folder_gets_a_copy_and_loses_nothing(
    keeping: Safekeeping, tmp_path: Path, watch: Watch
) -> None:
    other = tmp_path / "stick"
    for _ in range(12):
        watch.move(minutes=1)
        made = keeping.back_up(folder=other)
    assert made.path.parent == other and key_path(made.path).is_file()
    assert len(list(other.glob("*.chairside"))) == 12
    assert keeping.backups() == ()


def test_a_failure_is_remembered_until_one_is_made(keeping: Safekeeping) -> None:
    folder = keeping.places().backups
    folder.write_text("in the way")
    with pytest.raises(Refused, match="could not be written"):
        keeping.back_up(QUIT)
    assert keeping.failed_last_time()
    folder.unlink()
    keeping.back_up(LATE)
    assert not keeping.failed_last_time()


def test_one_that_takes_too_long_leaves_nothing(keeping: Safekeeping) -> None:
    seconds = iter(range(0, 1000, 10))
    with pytest.raises(Refused, match="took too long"):
        keeping.back_up(QUIT, progress=stop_after(5, lambda: next(seconds)))
    assert list(keeping.places().backups.iterdir()) == []
    assert keeping.failed_last_time() and keeping.due()


def test_typing_meanwhile_makes_no_backup_unsound(keeping: Safekeeping) -> None:
    other = keeping._store.second()
    typed: list[str] = []

    def type_on(_done: int, _total: int) -> None:
        if len(typed) < 1:
            typed.append("word")
            put(other, Setting(key="typed", value="word"))

    made = keeping.back_up(progress=type_on)
    other.close()
    assert typed and made.sound
    assert [row.path for row in keeping.backups()] == [made.path]


def test_progress_runs_up_to_the_whole(keeping: Safekeeping) -> None:
    seen: list[tuple[int, int]] = []
    keeping.back_up(progress=lambda done, total: seen.append((done, total)))
    assert seen and seen[-1][0] == seen[-1][1] > 0


def flip(file: Path) -> None:
    """Damage a page in the middle."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize(
    ("harm", "name", "vital"),
    [
        (lambda keeping: flip(keeping.backups()[0].path), "Backup ", False),
        (lambda keeping: keeping.places().second_key_file.unlink(missing_ok=True), "Second key file", False),
        (lambda keeping: flip(keeping.places().store), "Pages", True),
    ],
)
def test_the_check_names_what_is_not_ok(
    keeping: Safekeeping, watch: Watch, harm: Callable[[Safekeeping], None], name: str, vital: bool
) -> None:
    for _ in range(3):
        watch.move(minutes=1)
        keeping.back_up()
    keys = keeping.places()
    keys.second_key_file.write_bytes(keys.key_file.read_bytes())
    assert all(row.ok for row in keeping.check())
    own = keeping.second()
    harm(keeping)
    wrong = [row for row in own.check() if not row.ok]
    own.close()
    assert any(row.name.startswith(name) for row in wrong)
    assert any(row.vital for row in wrong) is vital


def test_sound_backups_share_a_row(keeping: Safekeeping, watch: Watch) -> None:
    for _ in range(3):
        watch.move(minutes=1)
        keeping.back_up()
    rows = {row.name: row.detail for row in keeping.check()}
    assert rows["Backups"] == "3 of 3 opened and checked"
    assert not any(name.startswith("Backup ") for name in rows)


def test_a_cancel_reaches_the_check(keeping: Safekeeping) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyError("stopped")

    with pytest.raises(KeyError):
        keeping.check(stop)


def test_who_is_in_and_who_could_be(keeping: Safekeeping) -> None:
    who = keeping.who_is_in()
    assert (who.name, who.role) == (OPERATOR, "chair")
    assert who.since is not None and abs(datetime.now(UTC) - who.since) < timedelta(hours=1)
    assert [one.name for one in keeping.operators()] == [OPERATOR]


def test_where_everything_lies(keeping: Safekeeping, tmp_path: Path) -> None:
    places = keeping.places()
    assert places.store == tmp_path / "test.chairside"
    assert places.key_file.is_file()
    assert places.backups == tmp_path / "backups"
