"""Files that lie beside the repository and are not copied into it."""

import os
from pathlib import Path

import pytest


def shared_folder() -> Path:
    """`../shared` beside the checkout, or where CHAIRSIDE_SHARED says; it may be absent."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    return Path(os.environ.get("CHAIRSIDE_SHARED") or beside)


def shared_lists(month: str = "2026-11") -> Path:
    """The folder with a month's three lists and `truth.csv`; skips the test where it is absent."""
    folder = shared_folder() / "data" / "lists" / month
    if not folder.is_dir():
        pytest.skip(
            f"the lists of {month} are not here: put them in ../shared/data/lists or set CHAIRSIDE_SHARED",
            allow_module_level=True,
        )
    return folder
