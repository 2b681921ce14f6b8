"""What only the system can tell or do: that it locks or sleeps, and that a capture leaves a window out.

Windows only. On Linux both would need a connection to the desktop's message bus, which is a socket, and
Chairside opens none.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Protocol

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QObject, Signal
from PySide6.QtWidgets import QApplication

WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK = 0x02B1, 0x0007
LEAVING = frozenset({(WM_POWERBROADCAST, PBT_APMSUSPEND), (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK)})
WDA_NONE, WDA_EXCLUDEFROMCAPTURE = 0x00, 0x11
NOTIFY_FOR_THIS_SESSION = 0


class SystemCalls(Protocol):
    """The three calls of Windows; a test gives its own."""

    def hear_of_locks(self, window: int) -> bool:
        """Have WM_WTSSESSION_CHANGE sent to this window."""

    def set_affinity(self, window: int, affinity: int) -> bool:
        """Whether the system took it."""


class WindowsCalls:
    """The calls themselves; one that is missing or refused answers False and is no reason to stop."""

    def hear_of_locks(self, window: int) -> bool:
        """WTSRegisterSessionNotification."""
        if sys.platform != "win32":
            return False
        return _called(
            lambda: ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window, NOTIFY_FOR_THIS_SESSION)
        )

    def set_affinity(self, window: int, affinity: int) -> bool:
        """SetWindowDisplayAffinity; kept out of captures since Windows 10 2004."""
        if sys.platform != "win32":
            return False
        return _called(lambda: ctypes.windll.user32.SetWindowDisplayAffinity(window, affinity))


def _called(call: Callable[[], int]) -> bool:
    try:
        return bool(call())
    except (OSError, AttributeError):
        return False


def system_calls() -> SystemCalls | None:
    """The calls of this system; None where there are none."""
    return WindowsCalls() if sys.platform == "win32" else None


def is_leaving(message: int, what: int) -> bool:
    """Whether this message says that the session locks or the computer goes to sleep."""
    return (message, what) in LEAVING


class LeaveWatch(QObject):
    """`left` when the system locks or goes to sleep; the window then locks before anybody else sees it."""

    left = Signal()

    def __init__(self, app: QApplication, calls: SystemCalls | None = None) -> None:
        super().__init__()
        self._calls = calls if calls is not None else system_calls()
        self._filter = _Filter(self._hear)
        if self._calls is not None:
            app.installNativeEventFilter(self._filter)

    @property
    def hears(self) -> bool:
        """Whether this system tells at all."""
        return self._calls is not None

    def begin(self, window: int) -> bool:
        """Ask the system to tell this window; False where it does not."""
        return self._calls is not None and self._calls.hear_of_locks(window)

    def _hear(self, message: int, what: int) -> None:
        if is_leaving(message, what):
            self.left.emit()


class _Filter(QAbstractNativeEventFilter):
    """Reads the number and the first word of each message, and lets every one of them through."""

    def __init__(self, hear: Callable[[int, int], None]) -> None:
        super().__init__()
        self._hear = hear

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        name = kind.data() if isinstance(kind, QByteArray) else kind
        if bytes(name).startswith(b"windows_"):
            read = wintypes.MSG.from_address(int(message))
            self._hear(read.message, read.wParam)
        return False, 0
