"""Before Qt is loaded: no screen, no core files, and nobody's own data folder."""

import os
import sys
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from app.store import passphrase, slots

if sys.platform != "win32":
    import resource

    # A core file of a test that crashes would hold keys and names in plain text.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

if sys.platform.startswith("linux"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Where platformdirs and Qt look for the user's folders, on Linux and (the last two) on Windows.
USER_FOLDERS = (
    "XDG_DATA_HOME",
    "XDG_CONFIG_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "XDG_RUNTIME_DIR",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA",
    "WIN_PD_OVERRIDE_APPDATA",
)
_HOME = tempfile.TemporaryDirectory(prefix="chairside-tests-")


def _user_folders(below: Path) -> dict[str, str]:
    folders = {name: below / name.lower() for name in USER_FOLDERS}
    for folder in folders.values():
        folder.mkdir(mode=0o700, parents=True)
    return {name: str(folder) for name, folder in folders.items()}


# For what is made once for many tests; each test then gets folders of its own.
os.environ.update(_user_folders(Path(_HOME.name)))
for _name in [name for name in os.environ if name.startswith("CHAIRSIDE_") and name != "CHAIRSIDE_SHARED"]:
    del os.environ[_name]


@pytest.fixture(autouse=True)
def user_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The empty folders that this test takes for the user's own."""
    below = tmp_path_factory.mktemp("user")
    for name, folder in _user_folders(below).items():
        monkeypatch.setenv(name, folder)
    yield below


@pytest.fixture(scope="session", autouse=True)
def stretched_once() -> Iterator[None]:
    """The same words over the same salt give the same key, so the copies of one store stretch them once.

    A guess costs a tenth of a second on purpose, and most tests open a store.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slots, "stretch", lru_cache(maxsize=256)(passphrase.stretch))
        yield
