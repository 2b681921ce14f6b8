"""Cards, page headers, empty states, notices in the page, and rows that open what they count."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.style import dress
from app.ui.theme import Tone
from app.ui.widgets.badges import Badge, BadgeRow, Mark
from app.ui.widgets.buttons import Button
from app.ui.widgets.layout import column, label, row


class Card(QFrame):
    """A white sheet with a heading; fill `body`. `aside` (right of the heading) takes badges, buttons."""

    def __init__(self, title: str = "", note: str = "", *parts: QWidget, tight: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._title = label(title, "heading")
        self._note = label(note, "note")
        self.aside = row()
        self.body = column(*parts)
        head = row(self._title, self._note, None, self.aside, gap=6)
        edge = theme.GAP if tight else theme.WIDE
        self._column = column(gap=theme.GAP, margins=(edge, edge - 2, edge, edge - 2))
        if title or note:
            self._column.addLayout(head)
        self._column.addLayout(self.body, 1)
        self.setLayout(self._column)
        self.set_title(title, note)

    def set_title(self, title: str, note: str = "") -> None:
        """Change the heading; the note follows it in grey."""
        self._title.setText(title)
        self._note.setText(f"· {note}" if note and title else note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(f"{title}, {note}" if note else title)

    def add(self, *parts: QWidget) -> "Card":
        """Put parts under one another; gives the card back."""
        for part in parts:
            self.body.addWidget(part)
        return self


class PageHeader(QWidget):
    """The page's title, a note in grey beside it, and its buttons at the right."""

    def __init__(self, title: str, note: str = "", actions: Iterable[QWidget] = ()) -> None:
        super().__init__()
        self._title = label(title, "title")
        self._note = label(note, "note", wrap=True)
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.buttons = row(*actions, gap=12)
        words = QHBoxLayout()
        words.setSpacing(12)
        words.addWidget(self._title, 0, Qt.AlignmentFlag.AlignBottom)
        # The note's small letters stand on the title's line, which lies lower in its taller box.
        self._note.setContentsMargins(0, 0, 0, 4)
        words.addWidget(self._note, 1, Qt.AlignmentFlag.AlignBottom)
        line = row(gap=theme.WIDE)
        line.addLayout(words, 1)
        line.addLayout(self.buttons)
        # As tall without buttons, so that a title stands at the same height on every page.
        self.setMinimumHeight(theme.CONTROL)
        self.setLayout(line)
        self.set_title(title, note)

    def set_title(self, title: str, note: str = "") -> None:
        """Change the words."""
        self._title.setText(title)
        self._note.setText(note)
        self.setAccessibleName(title)


class EmptyState(QWidget):
    """What to do first, where there is nothing yet; `activated` when its button is pressed."""

    activated = Signal()

    def __init__(self, title: str, sentence: str = "", action: str = "") -> None:
        super().__init__()
        self._title = label(title, "heading")
        self._sentence = label(sentence, "note", wrap=True)
        self._sentence.setMaximumWidth(theme.READING_WIDTH)
        self._button = Button(action, "primary", on=self.activated.emit)
        edge = theme.MARGIN
        box = column(self._title, self._sentence, row(self._button, None), margins=(edge, edge, edge, edge))
        box.addStretch(1)
        self.setLayout(box)
        # Only now: a part that is shown before it has a parent flashes as a window of its own.
        self._button.setVisible(bool(action))

    def say(self, title: str, sentence: str = "", action: str = "") -> None:
        """Change the words; an empty action hides the button."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._button.set_text(action)
        self._button.setVisible(bool(action))


class NoticeBar(QFrame):
    """A sentence in the page, never a dialog: accent for news, green for done, amber, red.

    `activated` when its action is pressed, `closed` when it is put away.
    """

    activated = Signal()
    closed = Signal()

    def __init__(
        self, sentence: str = "", tone: Tone = "accent", action: str = "", *, closable: bool = True
    ) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        self._words = label("", wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._badge = Badge("")
        self._button = Button("", "quiet", on=self.activated.emit)
        self._close = Button("Close", "quiet", on=self.put_away)
        line = row(gap=12, margins=(8, 4, 4, 4) if closable else (8, 8, 8, 8))
        line.addWidget(self._badge)
        line.addWidget(self._words, 1)
        line.addWidget(self._button)
        line.addWidget(self._close)
        self.setLayout(line)
        self._close.setVisible(closable)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if sentence:
            self.say(sentence, tone, action)
        else:
            self.hide()

    @property
    def sentence(self) -> str:
        """What it says, also while put away."""
        return self._words.text()

    def say(self, sentence: str, tone: Tone = "accent", action: str = "") -> None:
        """Show a sentence, in place of the one before."""
        word = {"accent": "Note", "grey": "Note", "green": "Done", "amber": "Check", "red": "Not done"}[tone]
        dress(self, tone="accent" if tone == "grey" else tone)
        self._badge.show_mark(Mark(word, tone))
        self._words.setText(sentence)
        self.setAccessibleName(f"{word}: {sentence}")
        self._button.set_text(action)
        self._button.setVisible(bool(action))
        self.show()

    def take_keyboard(self) -> None:
        """Put the keyboard on its action."""
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Hide, and forget the words."""
        self._words.clear()
        self.setAccessibleName("")
        self.hide()
        self.closed.emit()


def subheading(text: str) -> QLabel:
    """A second heading inside a card, with room above it."""
    made = label(text, "heading")
    made.setContentsMargins(0, 12, 0, 4)
    return made


class LineRow(QPushButton):
    """A row in a card: words, a note, badges or a figure (with a grey `tail`) at the right.

    With `on`, which opens the list behind it, it is a button (Enter, Space, click); without, it only tells.
    """

    def __init__(
        self,
        text: str,
        note: str = "",
        value: str = "",
        marks: Iterable[Mark] = (),
        *,
        tail: str = "",
        on: Callable[[], object] | None = None,
        strong: bool = False,
        last: bool = False,
    ) -> None:
        super().__init__()
        marks = tuple(marks)
        dress(self, kind="line", last=last)
        self._line = row(gap=12, margins=(8, 5, 8, 5))
        words = label(text, "strong" if strong else "", wrap=True)
        self._line.addWidget(words, 1)
        if note:
            self._line.addWidget(label(note, "note"))
        if marks:
            badges = row(*(Badge.of(mark) for mark in marks), gap=theme.TIGHT)
            self._line.addLayout(badges)
        self.figure = label(value, "strong")
        self.figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.tail = label(tail, "note")
        self._line.addLayout(row(self.figure, self.tail, gap=theme.TIGHT))
        self.setLayout(self._line)
        self.figure.setVisible(bool(value))
        self.tail.setVisible(bool(tail))
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        parts = (text, note, f"{value} {tail}".strip(), *(mark.words for mark in marks))
        said = ", ".join(part for part in parts if part)
        self.setAccessibleName(said)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if on is None:
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(lambda: on())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(theme.ROW, self._line.totalHeightForWidth(width))

    def sizeHint(self) -> QSize:
        hint = self._line.totalSizeHint()
        return QSize(hint.width(), max(theme.ROW, hint.height()))

    def minimumSizeHint(self) -> QSize:
        least = self._line.totalMinimumSize()
        return QSize(least.width(), theme.ROW)


class FindingRow(QWidget):
    """A piece of advice: a badge, the sentence, and where the rule stands in grey."""

    def __init__(self, mark: Mark, sentence: str, source: str = "") -> None:
        super().__init__()
        said = label(sentence, wrap=True)
        parts: list[QWidget] = [BadgeRow((mark,)), said]
        if source:
            parts.append(label(source, "small", wrap=True))
        box: QVBoxLayout = column(*parts, gap=2)
        self.setLayout(box)
        self.setAccessibleName(f"{mark.words}: {sentence} {source}".strip())


class FieldLabel(QWidget):
    """The name above a field, with a hint in grey at the right; `buddy` takes the accelerator."""

    def __init__(self, text: str, hint: str = "", buddy: QWidget | None = None) -> None:
        super().__init__()
        self._text = label(text, "label")
        self._hint = label(hint, "small")
        self.setLayout(row(self._text, None, self._hint))
        if buddy is not None:
            self._text.setBuddy(buddy)
            if not buddy.accessibleName():
                buddy.setAccessibleName(text)

    def set_text(self, text: str) -> None:
        """Change the name."""
        self._text.setText(text)

    def set_hint(self, hint: str) -> None:
        """Change the words at the right ("saved", "Health · Police have spoken")."""
        self._hint.setText(hint)


def field(text: str, widget: QWidget, hint: str = "") -> QWidget:
    """A label over its field, as one block."""
    block = QWidget()
    block.setLayout(column(FieldLabel(text, hint, widget), widget, gap=theme.TIGHT))
    return block
