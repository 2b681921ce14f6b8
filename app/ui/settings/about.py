"""What this is, and where everything lies."""

from PySide6.QtWidgets import QWidget

from app import __version__
from app.services.keeping.safekeeping import Safekeeping
from app.services.marks import Marks
from app.ui import theme
from app.ui.settings.facts import Facts
from app.ui.widgets import Card, column, label

LICENCE = "Apache License 2.0. Made without any warranty; it may be used, changed and passed on."
KEYS = (
    "The store opens only with its key file, which lies beside it, and a passphrase; or with the printed "
    "recovery code alone. If you copy the store by hand, take the key file along. Keep the recovery code in "
    "a sealed envelope, away from this laptop: without a passphrase and without the code nobody can open the "
    "store, and nobody can help."
)


class About(QWidget):
    """Version, licence, files, and a reminder of the keys."""

    def __init__(self, keeping: Safekeeping, marks: Marks) -> None:
        super().__init__()
        self._keeping, self._marks = keeping, marks
        self._files = Facts()
        facts = (
            ("Version", __version__),
            ("Licence", LICENCE),
            ("Network", "None. Chairside never opens a connection; nothing leaves this computer by itself."),
        )
        self.setLayout(
            column(
                Card("Chairside", "the desk of a chair", Facts(facts)),
                Card("Where it lies", "", self._files),
                Card("Keys", "", label(KEYS, wrap=True)),
                gap=theme.WIDE,
            )
        )

    def refresh(self) -> None:
        """Say where this store lies."""
        places = self._keeping.places()
        self._files.show_facts(
            (
                ("Store", str(places.store)),
                ("Key file", str(places.key_file)),
                ("Its twin", str(places.second_key_file)),
                ("Backups", str(places.backups)),
                ("Newest entry", self._marks.newest()),
            )
        )
