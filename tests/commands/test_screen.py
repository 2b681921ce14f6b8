"""Where no window can be opened, one sentence says so before Qt could end the process."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main
from app.commands import screen
from app.services.demonstration.demo import DEMO_NAME

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may lack a screen")
NOWHERE = ":4711"


@pytest.fixture(autouse=True)
def no_screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    screen._why_no_window.cache_clear()
    yield
    screen._why_no_window.cache_clear()


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1 and said.err.startswith("The window cannot be opened")
    return said.err


def test_the_demo_is_not_made_for_a_window_that_cannot_come(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "no screen" in refused(["demo", str(tmp_path)], capsys)
    assert not (tmp_path / DEMO_NAME).exists()


def test_a_store_is_not_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "mine.chairside"
    store.write_bytes(b"whatever it is")
    refused([str(store)], capsys)
    assert store.read_bytes() == b"whatever it is"


def test_a_screen_that_does_not_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", NOWHERE)
    refused([], capsys)


def test_without_a_screen_but_wanted_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    screen.needs_a_screen()
