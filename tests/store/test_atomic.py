"""Files that are written together: all of them, or none where one finds no room."""

from pathlib import Path

import pytest

from app.store import atomic


def test_all_of_them_are_written(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("one", "two")]
    paths[0].write_bytes(b"old")
    atomic.write_together(b"new", *paths)
    assert [path.read_bytes() for path in paths] == [b"new", b"new"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_none_is_touched_where_one_cannot_be_written(tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "gone" / "two"
    first.write_bytes(b"old")
    with pytest.raises(OSError, match="gone"):
        atomic.write_together(b"new", first, second)
    assert first.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["one"]
