"""One record due for review, and the answers to it; destroying asks for a word to be typed."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.keeping.retention import EVERYTHING, DueRecord, HoldRow, RecordKey
from app.ui import theme
from app.ui.settings.facts import Facts
from app.ui.widgets import Button, Card, DateField, LineField, Segmented, column, field, label, row
from app.ui.widgets.privacy import masked

KEEP, HOLD, RELEASE, DESTROY = "keep", "hold", "release", "destroy"
WORD = "destroy"
WHAT = {
    KEEP: "It stays, and comes up again on the day you give.",
    HOLD: "It cannot be destroyed before the hold is released, whatever its review date says: for an "
    "inquiry, a court, a request of the person.",
    RELEASE: "The hold ends; the record then goes by its review date again.",
    DESTROY: "Everything the store holds about it goes for good: no undo, and the history goes with it. "
    "What stays is a certificate without a name. Backups made before still hold it.",
}


class ReviewForm(Card):
    """The signals carry the record and the reason; `keep_wanted` also the next date."""

    keep_wanted = Signal(object, str, object)
    hold_wanted = Signal(object, str)
    release_wanted = Signal(object, str)
    destroy_wanted = Signal(object, str)
    left = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("Review", " ")
        self._today = today
        self._record = EVERYTHING
        self._facts = Facts()
        self.answer = Segmented("Decision")
        self._what = label("", "note", wrap=True)
        self.reason = LineField("Reason", "stays with the record; name nobody in it", most=300)
        self.until = DateField("Next review")
        self.typed = LineField("Type the word", WORD, most=20)
        self._until, self._typed = field("Next review", self.until), QWidget()
        self._typed.setLayout(column(field(f"Type “{WORD}” to go on", self.typed)))
        for part in (self._until, self._typed):
            part.setMaximumWidth(theme.FIELD_WIDTH // 2)
        self.go = Button("", on=self._go)
        self.danger = Button("Destroy it now", "danger", on=self._go)
        self.back = Button("Back", "quiet", on=self.left.emit)
        self.add(self._facts, self.answer, self._what, field("Reason", self.reason), self._until, self._typed)
        self.body.addLayout(row(self.go, self.danger, self.back, None))
        self.body.setSpacing(12)
        self.answer.chosen.connect(lambda _value: self._turn())
        self.reason.textChanged.connect(lambda _text: self._weigh())
        self.typed.textChanged.connect(lambda _text: self._weigh())
        self.until.changed.connect(lambda _day: self._weigh())

    def show_record(self, one: DueRecord) -> None:
        """One that is due, or is under a hold of its own."""
        due = one.review_on <= self._today
        self._begin(one.record, one.title, one.classes)
        self._facts.show_facts(
            (
                ("Record", masked(one.title)),
                ("Class", one.classes),
                ("Review date", f"{one.review_on:%d/%m/%Y}, {one.why}"),
                ("Kept last time", one.kept),
                ("Legal hold", one.hold),
            )
        )
        options = [(KEEP, "Keep")] if due else []
        options.append((RELEASE, "Release the hold") if one.hold else (HOLD, "Hold"))
        if due and not one.hold:
            options.append((DESTROY, "Destroy"))
        self._offer(options)

    def show_hold(self, one: HoldRow) -> None:
        """A hold over everything, or over what is not due."""
        self._begin(one.record, one.title, "legal hold")
        self._facts.show_facts((("Record", one.title), ("Legal hold", one.reason), ("Set by", one.by)))
        self._offer([(RELEASE, "Release the hold")])

    def show_everything(self) -> None:
        """A hold over the whole store."""
        self._begin(EVERYTHING, "Everything in this store", "legal hold")
        self._facts.show_facts((("Record", "Everything in this store"),))
        self._offer([(HOLD, "Hold")])

    def focus(self) -> None:
        """The keyboard on the answers."""
        self.reason.setFocus()

    def _begin(self, record: RecordKey, title: str, note: str) -> None:
        self._record = record
        self.set_title("Everything in this store" if record == EVERYTHING else masked(title), note)
        self.reason.set_value("")
        self.typed.set_value("")
        self.until.set_day(None)

    def _offer(self, options: list[tuple[str, str]]) -> None:
        self.answer.set_options(options)
        self.answer.setVisible(len(options) > 1)
        self.answer.set_value(options[0][0])
        self._turn()

    def _turn(self) -> None:
        choice = str(self.answer.value())
        self._what.setText(WHAT[choice])
        self._until.setVisible(choice == KEEP)
        self._typed.setVisible(choice == DESTROY)
        self.go.setVisible(choice != DESTROY)
        self.danger.setVisible(choice == DESTROY)
        words = {KEEP: "Keep it", HOLD: "Put it under a hold", RELEASE: "Release the hold"}
        self.go.set_text(words.get(choice, ""))
        self._weigh()

    def _weigh(self) -> None:
        choice, said = str(self.answer.value()), bool(self.reason.value())
        self.go.setEnabled(said and (choice != KEEP or self.until.day() is not None))
        self.danger.setEnabled(said and self.typed.value().casefold() == WORD)

    def _go(self) -> None:
        choice, reason = str(self.answer.value()), self.reason.value()
        if choice == KEEP:
            self.keep_wanted.emit(self._record, reason, self.until.day())
        else:
            signals = {HOLD: self.hold_wanted, RELEASE: self.release_wanted, DESTROY: self.destroy_wanted}
            signals[choice].emit(self._record, reason)
