"""The switch that lets a screen be shared on purpose; and what this system cannot do."""

from PySide6.QtWidgets import QCheckBox

from app.ui.capture import Capture
from app.ui.widgets import Card, label

KEPT_OUT = (
    "Windows of Chairside stay out of screen sharing, recordings and screen shots. Switch this on when "
    "everybody in the call may see them; it ends by itself at the next lock."
)
CANNOT = (
    "On this system a window cannot be kept out of screen sharing: blank the screen with F12, or lock, "
    "before you share it. Nor can Chairside hear the system lock here, as that would need a connection it "
    "never opens: it locks after its own minutes and when the computer wakes."
)
FAILED = "This system did not take it: other programs may see the windows."


class Sharing(Card):
    """Follows the window's own guard, which also switches it off."""

    def __init__(self) -> None:
        super().__init__("Screen sharing", " ")
        self._capture: Capture | None = None
        self.switch = QCheckBox("Show Chairside in screen sharing")
        self.switch.setAccessibleName(self.switch.text())
        self._words = label("", "note", wrap=True)
        self._wrong = label(FAILED, "wrong", wrap=True)
        self.add(self.switch, self._words, self._wrong)
        self.switch.clicked.connect(self._turn)

    def refresh(self) -> None:
        """How it stands; without a guard it says that it cannot be done."""
        capture = getattr(self.window(), "capture", None)
        if isinstance(capture, Capture) and capture is not self._capture:
            self._capture = capture
            capture.changed.connect(self.switch.setChecked)
        can = self._capture is not None and self._capture.possible
        self.switch.setEnabled(can)
        self.switch.setChecked(self._capture is not None and self._capture.sharing)
        self._words.setText(KEPT_OUT if can else CANNOT)
        self._wrong.setVisible(can and self._capture is not None and self._capture.failed)
        self.set_title("Screen sharing", "kept out" if can else "")

    def _turn(self, on: bool) -> None:
        if self._capture is not None:
            self._capture.set_sharing(on)
            self.refresh()
