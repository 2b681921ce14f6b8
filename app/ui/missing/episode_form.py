"""Our own record of one episode, section by section, with what the list says under what we may put right."""

from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.lists import EpisodeFacts
from app.domain.missing import FieldKind, RecordField, episode_fields
from app.domain.profiles import Body
from app.services.desk import Desk
from app.services.missing.episodes import EpisodeView
from app.services.missing.known import CORRECTED
from app.services.missing.records import Value
from app.ui.missing.auto_fields import AutoField
from app.ui.saver import Saver
from app.ui.widgets import column, subheading


def listed_words(field: RecordField, listed: EpisodeFacts) -> str:
    """What the list says of a field that we may put right; "" where it says nothing."""
    value = getattr(listed, field.name)
    if not value:
        return ""
    words = f"{value:%d/%m/%Y %H:%M}" if field.kind is FieldKind.MOMENT else str(value)
    return f"The list says: {dict(field.choices).get(words, words).lower()}"


class EpisodeForm(QWidget):
    """Everything saves itself; `stored` after a change that the list beside shows too."""

    stored = Signal()

    def __init__(self, desk: Desk, saver: Saver, token: str, body: Body | None) -> None:
        super().__init__()
        self._desk, self._token = desk, token
        self.fields: dict[str, AutoField] = {}
        box = column(gap=10)
        for section, fields in groupby(episode_fields(body), key=lambda one: one.section):
            box.addWidget(subheading(section))
            for one in fields:
                self.fields[one.name] = AutoField(saver, one)
                self.fields[one.name].stored.connect(self.stored)
                box.addWidget(self.fields[one.name])
        self.setLayout(box)

    def show_episode(self, view: EpisodeView, *, editable: bool) -> None:
        """Fill the form; words that are being typed stay. Our field is empty where only the list says it."""
        number = view.row.episode_id
        for name, made in self.fields.items():
            ours = name not in CORRECTED or name in view.episode.ours
            made.fill(
                f"episode:{number}:{name}",
                getattr(view.episode, name) if ours else None,
                view.detail_version,
                partial(self._write, number, name),
                editable=editable,
            )
            if name in CORRECTED:
                made.say(listed_words(made.field, view.listed))

    def _write(self, episode_id: int, name: str, value: Value, expected: int | None) -> object:
        return self._desk.missing_records.save(episode_id, name, value, self._token, expected)

    def flush(self) -> None:
        """Store what is typed, now."""
        for made in self.fields.values():
            made.flush()
