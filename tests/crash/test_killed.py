"""Killed at any moment, the store has every acknowledged word; `make crash` runs the same at full length."""

from pathlib import Path

import pytest

from app.store import keyfile, keys
from app.store.opening import open_store
from benchmarks.crash import kills, migrating, tools
from benchmarks.crash.victim import OPERATOR, PASSPHRASES

needs_tools = pytest.mark.skipif(
    tools.folder() is None,
    reason="the crash tools are not here: put them in ../shared/tools/crash or set CHAIRSIDE_SHARED",
)
needs_strace = pytest.mark.skipif(
    not tools.power_can_be_cut(), reason="the power-cut model needs Linux and strace (apt install strace)"
)


def test_words_that_were_acknowledged_are_there_after_a_kill(tmp_path: Path) -> None:
    """Through the passphrase, the key file and the lock; one row of the audit an edit, no plain text."""
    found = kills.while_words_are_typed(tmp_path, 2)
    assert found.faults == []
    assert found.acknowledged > 0


@needs_tools
def test_the_crash_test_finds_nothing(tmp_path: Path) -> None:
    verdict = tools.kill(tmp_path, 5, milliseconds=300)
    assert verdict.passed, verdict.figures
    assert verdict.figures["rounds"] == 5
    assert verdict.figures["acknowledged"] > 0


@needs_tools
def test_the_crash_test_can_fail(tmp_path: Path) -> None:
    verdict = tools.kill(tmp_path, 3, milliseconds=200, adapter="adapter_jsonfile")
    assert verdict.caught, verdict.figures


@needs_tools
@needs_strace
def test_a_power_cut_loses_nothing(tmp_path: Path) -> None:
    verdict = tools.cut_power(tmp_path, 60)
    assert verdict.passed, verdict.figures
    assert verdict.figures["images"] >= 60


@needs_tools
@needs_strace
def test_the_power_cut_model_can_fail(tmp_path: Path) -> None:
    verdict = tools.cut_power(tmp_path, 20, adapter="adapter_sqlcipher", CT_SYNC="normal")
    assert verdict.caught, verdict.figures
    assert verdict.figures["images_with_loss"] > 0


def test_a_kill_while_a_passphrase_changes(tmp_path: Path) -> None:
    found = kills.while_a_passphrase_changes(tmp_path, 3)
    assert found.faults == []


def test_a_kill_while_the_master_key_changes(tmp_path: Path) -> None:
    found = kills.while_the_master_key_changes(tmp_path, 3)
    assert found.faults == []


def test_a_kill_in_the_middle_of_a_migration(tmp_path: Path) -> None:
    found = migrating.while_the_schema_changes(tmp_path, 3)
    assert found.faults == []
    assert found.amid > 0


def test_the_checks_of_these_tests_see_a_loss(tmp_path: Path) -> None:
    """An edit that was acknowledged and is not there, and a key that no longer opens anything."""
    found = kills.Kills(rounds=1)
    found.expect(False, "an edit is missing")
    assert found.faults == ["round 1: an edit is missing"]
    path = tmp_path / "desk.chairside"
    kills.a_store(path)
    keys.begin_rotation(path, keys.unlock(path, OPERATOR, PASSPHRASES[0]))
    assert keyfile.read(path)[0].pending is not None
    open_store(path, OPERATOR, PASSPHRASES[0]).close()
    assert keyfile.read(path)[0].pending is None
