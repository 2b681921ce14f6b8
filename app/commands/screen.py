"""Whether a window can be opened here: Qt itself would abort where it cannot."""

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache

from app.errors import Refused

_PROBE = (
    "import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
    "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
)
_OFF_SCREEN = {"offscreen", "minimal"}
_INSTEAD = "`chairside --help` names what can be done without one."
# What Qt prints as it aborts -> what it means for the reader.
_TROUBLE: Mapping[str, str] = {
    "could not connect to display": "no screen answers where DISPLAY points",
    "xcb-cursor0": "the system library libxcb-cursor0 is missing",
}


def needs_a_screen() -> None:
    """Raises `Refused` where no window can be opened: no screen, none that answers, or Qt lacks a library."""
    reason = _why_no_window() if sys.platform.startswith("linux") else ""
    if reason:
        raise Refused(f"The window cannot be opened: {reason}; {_INSTEAD}")


@cache
def _why_no_window() -> str:
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform in _OFF_SCREEN:
        return ""
    if not (platform or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "this machine has no screen (neither DISPLAY nor WAYLAND_DISPLAY is set)"
    # Qt gives no answer, it ends the process: let it do so out of the way.
    done = subprocess.run([sys.executable, "-c", _PROBE], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    means = (words for sign, words in _TROUBLE.items() if sign in done.stderr)
    return next(means, "Qt does not start here")
