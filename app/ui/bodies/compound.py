"""Editors of values with parts that hang together: the quorum, the repeat rule, a statement of its own."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.profiles import REPEAT_PRESETS, Clock, QuorumRule, RepeatMissing
from app.domain.wordings import StatementText
from app.ui import theme
from app.ui.bodies.editors import ClockEditor, Editor, LinesEditor, Number, Pick
from app.ui.bodies.rows_editor import Part, Rows, RowsEditor
from app.ui.widgets import LineField, column, field, label, row

ONE = "one"
KINDS: Mapping[str, str] = {
    "none": "No quorum",
    "percent_members": "Percent of the members",
    "percent_agencies": "Percent of the agencies",
    "min_organisations": "Number of organisations",
    "required_roles": "Certain roles",
    "rank": "A rank of an agency",
}
_JOINED = ((ONE, "One rule"), ("all_of", "All of these rules"), ("any_of", "Any of these rules"))
_SWITCHES: Mapping[str, str] = {
    "deputies_count": "A deputy counts",
    "written_counts": "A return in writing counts as being there",
    "virtual_counts": "Somebody on a screen counts as being there",
}
_RULES = Rows(
    "rule",
    (
        Part("kind", "What it counts", "pick", 2, options=tuple(KINDS.items())),
        Part("value", "% or count", "number", 0),
        Part("roles", "Roles, with a semicolon between", "several", 3, line=1),
        Part("agency", "Agency of the rank", "line", 2, line=1),
        Part("rank", "Least rank", "line", 2, line=1),
    ),
    lambda _held: QuorumRule("percent_members", 50),
)


class QuorumEditor(Editor):
    """How rules are joined, the rules, and who counts as being there."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._held = QuorumRule()
        self.joined = Pick(f"{name}: how rules are joined", _JOINED)
        self.rules = RowsEditor(name, _RULES)
        self.switches = {key: QCheckBox(words) for key, words in _SWITCHES.items()}
        self._deep = label("Its rules join other rules; change those in the file.", "note", wrap=True)
        for key, box in self.switches.items():
            box.setAccessibleName(f"{name}: {_SWITCHES[key]}")
            box.toggled.connect(partial(self._switch, key))
        self.joined.activated.connect(lambda _at: self._tell())
        self.rules.changed.connect(lambda _rules: self._tell())
        self.setLayout(column(row(self.joined, None), self._deep, self.rules, *self.switches.values()))
        self.setFocusProxy(self.joined)

    def set_value(self, value: QuorumRule) -> None:
        self._held = value
        joins = value.kind in ("all_of", "any_of")
        deep = any(one.rules for one in value.rules)
        self.joined.hold(value.kind if joins else ONE)
        self.rules.set_value(value.rules if joins else (value,))
        self._deep.setVisible(deep)
        for part in (self.joined, self.rules):
            part.setEnabled(not deep)
        self._show_adding()
        for key, box in self.switches.items():
            box.blockSignals(True)
            box.setChecked(getattr(value, key))
            box.blockSignals(False)

    def _switch(self, key: str, on: bool) -> None:
        if self.rules.isEnabled():
            self._tell()
        else:
            self._held = _with(self._held, {key: on})
            self.changed.emit(self._held)

    def _tell(self) -> None:
        rules = tuple(line.value for line in self.rules.lines)
        counts = {key: box.isChecked() for key, box in self.switches.items()}
        kind = self.joined.currentData()
        if kind == ONE:
            first = rules[0] if rules else QuorumRule()
            self._held = _with(replace(first, rules=()), counts)
        else:
            self._held = _with(QuorumRule(kind, rules=tuple(_with(one, counts) for one in rules)), counts)
        self._show_adding()
        self.changed.emit(self._held)

    def _show_adding(self) -> None:
        """One rule alone has nothing to add to, to move or to remove."""
        one = self.joined.currentData() == ONE
        self.rules.add.setVisible(not one)
        for at, line in enumerate(self.rules.lines):
            line.setVisible(not one or at == 0)
            for button in (line.up, line.down, line.off):
                button.setVisible(not one)


def _with(rule: QuorumRule, counts: Mapping[str, Any]) -> QuorumRule:
    return replace(rule, **counts)


class RepeatEditor(Editor):
    """So many episodes in a window; or one of the standards in use, by its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        options = (*((key, key) for key in REPEAT_PRESETS), ("", "Another rule"))
        self.preset = Pick(f"{name}: standard", options)
        self.count = Number(f"{name}: episodes")
        self.length = ClockEditor(f"{name}: window")
        self.preset.activated.connect(lambda _at: self._chosen())
        self.count.numbered.connect(lambda _n: self._typed())
        self.length.changed.connect(lambda _clock: self._typed())
        self._clock = Clock(0, "days")
        words = label("episodes or more in", "note")
        self.setLayout(row(self.preset, self.count, words, self.length, None))
        self.setFocusProxy(self.preset)

    def set_value(self, value: RepeatMissing) -> None:
        self._clock = value.window
        self.count.set_number(value.count)
        self.length.set_value(value.window)
        self.preset.hold(next((key for key, rule in REPEAT_PRESETS.items() if rule == value), ""))

    def _chosen(self) -> None:
        rule = REPEAT_PRESETS.get(str(self.preset.currentData()))
        if rule is not None:
            self.set_value(rule)
            self.changed.emit(rule)

    def _typed(self) -> None:
        unit = self.length.unit.currentData()
        rule = RepeatMissing(self.count.number(), Clock(self.length.number.number(), str(unit)))
        self.set_value(rule)
        self.changed.emit(rule)


class StatementEditor(Editor):
    """The body's own confidentiality statement, or the store's."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._held: StatementText | None = None
        self.own = QCheckBox("This body reads a statement of its own")
        self.own.setAccessibleName(f"{name}: this body reads one of its own")
        self.version, self.title = LineField("Version of the statement"), LineField("Title of the statement")
        self.version.setMaximumWidth(12 * theme.GAP)
        self.paragraphs = LinesEditor("Statement, one paragraph on each line")
        self.questions = LinesEditor("Focus questions, one on each line")
        self._parts = QWidget()
        head = row(field("Version", self.version), gap=theme.GAP)
        head.addWidget(field("Title", self.title), 1)
        self._parts.setLayout(
            column(
                head,
                field("Statement", self.paragraphs, "one paragraph on each line"),
                field("Focus questions", self.questions, "one on each line"),
            )
        )
        self.setLayout(column(row(self.own, None), self._parts))
        self.setFocusProxy(self.own)
        self.own.toggled.connect(self._switch)
        self.version.textEdited.connect(lambda _t: self._put("version", self.version.value()))
        self.title.textEdited.connect(lambda _t: self._put("title", self.title.value()))
        self.paragraphs.changed.connect(partial(self._put, "paragraphs"))
        self.questions.changed.connect(partial(self._put, "questions"))

    def set_value(self, value: StatementText | None) -> None:
        self._held = value
        self.own.blockSignals(True)
        self.own.setChecked(value is not None)
        self.own.blockSignals(False)
        self._parts.setVisible(value is not None)
        if value is not None:
            self.version.set_value(value.version)
            self.title.set_value(value.title)
            self.paragraphs.set_value(value.paragraphs)
            self.questions.set_value(value.questions)

    def _switch(self, on: bool) -> None:
        self.set_value(StatementText("1", "Confidentiality statement", (), ()) if on else None)
        self.changed.emit(self._held)

    def _put(self, part: str, value: Any) -> None:
        assert self._held is not None
        self._held = replace(self._held, **{part: value})
        self.changed.emit(self._held)
