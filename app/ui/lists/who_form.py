"""Who a new child is: the fields of an identity, and a word when it may be somebody known after all."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.people import Identity
from app.domain.typed_child import TypedChild
from app.errors import Refused
from app.ui import theme
from app.ui.widgets import DateField, LineField, Segmented, field

_TEXTS = (
    ("forename", "Forename"),
    ("surname", "Surname"),
    ("aliases", "Also known as"),
    ("number", "Number on the list"),
    ("address", "Address"),
    ("postcode", "Postcode"),
)
_PAUSE = 400  # milliseconds


class WhoForm(QWidget):
    """`said` after a pause in the typing."""

    said = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.texts = {key: LineField(label, most=200) for key, label in _TEXTS}
        self.born = DateField("Date of birth")
        self.sex = Segmented("Sex", (("F", "F"), ("M", "M")), may_clear=True)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self.said)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.WIDE)
        grid.setVerticalSpacing(theme.GAP)
        blocks = {key: field(label, self.texts[key]) for key, label in _TEXTS}
        grid.addWidget(blocks["forename"], 0, 0)
        grid.addWidget(blocks["surname"], 0, 1)
        grid.addWidget(field("Date of birth", self.born), 1, 0)
        grid.addWidget(field("Sex", self.sex), 1, 1)
        grid.addWidget(blocks["aliases"], 2, 0)
        grid.addWidget(blocks["number"], 2, 1)
        grid.addWidget(blocks["address"], 3, 0)
        grid.addWidget(blocks["postcode"], 3, 1)
        for made in self.texts.values():
            made.textEdited.connect(lambda _text: self._soon.start())
        self.born.changed.connect(lambda _day: self._soon.start())

    def show_typed(self, typed: TypedChild) -> None:
        """Begin with what was typed into the search."""
        who = typed.identity
        self.show_identity(who, typed.numbers[0] if typed.numbers else "")

    def show_identity(self, who: Identity, number: str = "") -> None:
        """Begin with what a row says."""
        values = {
            "forename": who.forename.capitalize() if who.forename.islower() else who.forename,
            "surname": who.surname.capitalize() if who.surname.islower() else who.surname,
            "aliases": ", ".join(who.aliases),
            "number": number or who.number,
            "address": who.address,
            "postcode": who.postcode,
        }
        for key, value in values.items():
            self.texts[key].set_value(value)
        self.born.set_day(who.born)
        self.sex.set_value(who.sex or None)

    def identity(self) -> Identity:
        """Who it is; raises `Refused` where the date of birth cannot be read."""
        if self.born.problem():
            raise Refused(f"The date of birth cannot be read: {self.born.problem()}")
        said = {key: made.value() for key, made in self.texts.items()}
        return Identity(
            forename=said["forename"],
            surname=said["surname"],
            aliases=tuple(name for part in said["aliases"].split(",") if (name := part.strip())),
            born=self.born.day(),
            sex=str(self.sex.value() or ""),
            address=said["address"],
            postcode=said["postcode"],
        )

    def number(self) -> str:
        """The list's own number, which becomes the reference of the row."""
        return self.texts["number"].value()
