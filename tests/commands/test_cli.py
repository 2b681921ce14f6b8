"""The command line as a whole: help, wrong usage, secrets; how soon it answers is for `make bench`."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import parser
from app.store.opening import open_store
from tests.builders import OPERATOR, PASSPHRASE
from tests.commands.outside import REPOSITORY, a_store_file, chairside, copied, outside

COMMANDS = (
    "demo new import match candidates decide crosscheck plan meetings export due verify backup restore "
    "screens open"
).split()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_store_file(tmp_path_factory.mktemp("cli"))


def test_help_names_every_command() -> None:
    said = outside("--help")
    assert said.status == 0 and said.err == ""
    assert [name for name in COMMANDS if not re.search(rf"^ +{name}\s", said.out, re.M)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        parser().parse_args([name, "--help"])
    out = capsys.readouterr().out
    assert done.value.code == 0 and f"chairside {name}" in out and "--json" in out


def test_help_loads_neither_the_window_nor_the_store() -> None:
    heavy = ("PySide6", "sqlalchemy", "docx", "openpyxl", "rapidfuzz", "holidays")
    script = f"import sys, app.cli; app.cli.parser(); print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("import", "a.chairside", "nolist", "x.xlsx"),
        ("import", "a.chairside", "cme"),
        ("decide", "a.chairside", "cme:1", "mase:1", "perhaps", "--reason", "x"),
        ("decide", "a.chairside", "cme:1", "mase:1", "same"),
        ("crosscheck", "a.chairside", "--accept", "surely"),
        ("new", "a.chairside"),
        ("match", "a.csv"),
        ("export", "a.chairside", "minutes"),
        ("export", "a.chairside", "minutes", "--meeting", "one", "--out", "x.docx"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(words: tuple[str, ...]) -> None:
    said = chairside(*words)
    assert (said.status, said.out) == (2, "") and "usage: chairside" in said.err


def test_a_store_that_is_not_there(tmp_path: Path) -> None:
    for words in (("meetings",), ("verify",), ("plan", "2026-12")):
        assert "no store" in chairside(words[0], tmp_path / "no.chairside", *words[1:]).refused()
    assert list(tmp_path.iterdir()) == []


def test_the_passphrase_comes_from_a_file_the_environment_or_the_terminal(
    store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "secret.txt"
    file.write_bytes(PASSPHRASE.encode() + b"\r\nsecond line\n")
    assert chairside("meetings", store, "--passphrase-file", file, "--json", passphrase=None).json == []
    assert chairside("meetings", store, "--passphrase-file", file, passphrase="not this one").status == 0
    assert "passphrase" in chairside("meetings", store, passphrase="not the right words").refused()
    assert "--passphrase-file" in chairside("meetings", store, passphrase=None).refused()
    assert "is needed" in outside("meetings", store, passphrase=None, given=PASSPHRASE).refused()
    assert "cannot be read" in chairside("meetings", store, "--passphrase-file", tmp_path / "no").refused()
    assert chairside("meetings", store, "--passphrase", PASSPHRASE).status == 2


def test_the_operator_is_named_or_the_only_one(store: Path) -> None:
    assert chairside("meetings", store, "--operator", OPERATOR).status == 0
    assert chairside("meetings", store, "--operator", "Nobody Such").refused()


def test_a_reader_that_stops_early_is_no_trouble(store: Path) -> None:
    line = f'"{sys.executable}" -m app.cli --help | head -n 1'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"], cwd=REPOSITORY, capture_output=True, text=True
    )
    assert done.stderr == ""


def test_one_program_a_store(store: Path, tmp_path: Path) -> None:
    mine = open_store(copied(store, tmp_path), OPERATOR, PASSPHRASE)
    assert outside("meetings", mine.path).refused()
    mine.close()
    assert chairside("meetings", mine.path).status == 0


def test_wrong_usage_and_a_refusal_end_a_process_with_their_status(store: Path, tmp_path: Path) -> None:
    assert outside("import", store, "nolist", "x.xlsx").status == 2
    assert "no store" in outside("verify", tmp_path / "no.chairside").refused()
