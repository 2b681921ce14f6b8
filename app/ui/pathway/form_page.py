"""One of the two forms of a referral, heading by heading; what the lists know is offered beside it."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.missing.fields import FieldKind, RecordField
from app.domain.pathway import FORMS, Question
from app.services.desk import Desk
from app.services.missing.records import Value
from app.ui.missing.auto_fields import AutoField
from app.ui.saver import Saver
from app.ui.widgets import Button, column, label, row


class FormPage(QWidget):
    """Everything saves itself; an offer is taken with one press and can be changed like any other words."""

    def __init__(self, desk: Desk, saver: Saver, token: str, form: str) -> None:
        super().__init__()
        self._desk, self._token, self._form = desk, token, form
        self._number: int | None = None
        self._editable = True
        self.fields: dict[str, AutoField] = {}
        self._offers: dict[str, tuple[QWidget, Button, str]] = {}
        box = column(gap=10)
        for one in FORMS[form]:
            self.fields[one.key] = AutoField(saver, _field(one))
            box.addWidget(self.fields[one.key])
            if one.fills:
                offer = Button("Take what the lists say", "quiet", on=partial(self._take, one.key))
                holder = QWidget()
                words = label("", "small", wrap=True)
                holder.setLayout(column(words, row(offer, None), gap=2))
                holder.hide()
                box.addWidget(holder)
                self._offers[one.key] = (holder, offer, "")
        self.setLayout(box)

    def show_form(self, referral_id: int, *, editable: bool) -> None:
        """Fill the form; words that are being typed stay."""
        self._number, self._editable = referral_id, editable
        answers = self._desk.pathway.answers(referral_id)
        offered = self._desk.prefill.of(referral_id)
        for key, made in self.fields.items():
            words, version = answers.get((self._form, key), ("", 0))
            made.fill(
                f"referral:{referral_id}:{self._form}:{key}",
                words,
                version,
                partial(self._write, referral_id, key),
                editable=editable,
            )
            self._offer(key, "" if words.strip() else offered.get((self._form, key), ""))

    def _offer(self, key: str, words: str) -> None:
        if key not in self._offers:
            return
        holder, button, _ = self._offers[key]
        self._offers[key] = (holder, button, words)
        said = holder.findChild(type(label("")))
        assert said is not None
        said.setText(words)
        holder.setVisible(bool(words) and self._editable)

    def _take(self, key: str) -> None:
        _, _, words = self._offers[key]
        if self._number is not None and words:
            self._desk.pathway.answer(self._number, self._form, key, words, initiator=self._token)
            self.show_form(self._number, editable=self._editable)

    def _write(self, referral_id: int, key: str, value: Value, expected: int | None) -> object:
        return self._desk.pathway.answer(
            referral_id, self._form, key, str(value or ""), expected, self._token
        )

    def flush(self) -> None:
        """Store what is typed, now."""
        for made in self.fields.values():
            made.flush()


def _field(one: Question) -> RecordField:
    return RecordField(one.key, one.title, FieldKind.TEXT, hint=one.prompt)


def filled(answers: Mapping[tuple[str, str], tuple[str, int]], form: str) -> int:
    """How many headings of a form say something."""
    return sum(bool(words.strip()) for (of, _), (words, _) in answers.items() if of == form)
