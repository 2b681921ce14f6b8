"""How the window looks and when it locks: each operator's own choice."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from app.services.keeping.preferences import LONGEST, SHORTEST, Preferences
from app.ui import theme
from app.ui.settings.sharing import Sharing
from app.ui.widgets import Card, Key, Segmented, column, label, row

LOOKS = (
    ("system", "As the computer"),
    ("light", "Light"),
    ("dark", "Dark"),
    ("contrast", "High contrast"),
)
KEYS = (
    ("Ctrl+L", "Lock now"),
    ("F12", "Blank the screen, without locking"),
    ("Ctrl+H", "Hide names, when somebody walks past"),
)


class Appearance(QWidget):
    """A choice is kept at once, and the window follows it."""

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self.look = Segmented("How the window looks", LOOKS)
        self.minutes = QComboBox()
        for count in range(SHORTEST, LONGEST + 1):
            self.minutes.addItem("1 minute" if count == 1 else f"{count} minutes", count)
        self.minutes.setAccessibleName("Lock after so many minutes")
        self.minutes.setMinimumWidth(128)
        self.sharing = Sharing()
        self.setLayout(column(self._look_card(), self._lock_card(), self.sharing, gap=theme.WIDE))
        self.look.chosen.connect(lambda value: preferences.choose(look=str(value)))
        self.minutes.activated.connect(
            lambda place: preferences.choose(lock_minutes=int(self.minutes.itemData(place)))
        )

    def _look_card(self) -> Card:
        note = "Yours alone: whoever else opens this store sees it in their own way."
        return Card("Appearance", "", self.look, label(note, "note", wrap=True))

    def _lock_card(self) -> Card:
        card = Card("Lock")
        words = label("Lock when nobody has touched Chairside for")
        card.body.addLayout(row(words, self.minutes, None, gap=12))
        card.add(
            label(
                "Locking saves what is typed, hides every window and forgets the key. It also happens when "
                "the computer sleeps or wakes, and where the system says so, when it locks.",
                "note",
                wrap=True,
            )
        )
        card.body.addSpacing(theme.GAP)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.WIDE)
        grid.setVerticalSpacing(theme.GAP)
        grid.setColumnStretch(1, 1)
        for line, (key, does) in enumerate(KEYS):
            grid.addWidget(Key(key), line, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(does), line, 1)
        card.body.addLayout(grid)
        return card

    def refresh(self) -> None:
        """Show the choices of whoever is in."""
        self.sharing.refresh()
        mine = self._preferences.mine()
        self.look.set_value(mine.look)
        self.minutes.setCurrentIndex(self.minutes.findData(mine.lock_minutes))
