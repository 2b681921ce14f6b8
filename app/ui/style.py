"""The application's style sheet, built from the tokens of `theme`; widgets choose by `kind` and `tone`."""

from string import Template

from PySide6.QtWidgets import QWidget

from app.resources import resource
from app.ui import theme as t

_SHEET = Template("""
QMainWindow, QDialog, QWidget[kind="page"] { background: $ground; }
QScrollArea[kind="page"], QScrollArea[kind="page"] > QWidget > QWidget[kind="page"] { background: $ground; }
QScrollArea { border: 0; background: transparent; }
QScrollArea[kind="plain"] > QWidget > QWidget { background: transparent; }
QLabel { background: transparent; }
QToolTip { background: $rail; color: $rail_ink; border: 1px solid $rail_line; padding: 4px 8px; }

QLabel[kind="title"] { font-size: ${TITLE}px; font-weight: $BOLD; }
QLabel[kind="lead"] { font-size: ${LEAD}px; font-weight: $BOLD; }
QLabel[kind="heading"] { font-weight: $BOLD; }
QLabel[kind="strong"] { font-weight: $BOLD; }
QLabel[kind="note"] { color: $soft; }
QLabel[kind="label"] { color: $soft; font-size: ${SMALL}px; font-weight: $MEDIUM; }
QLabel[kind="small"] { color: $soft; font-size: ${SMALL}px; }
QLabel[kind="marking"] { color: $grey; font-size: ${SMALL}px; font-weight: $BOLD; letter-spacing: 0.5px; }
QLabel[kind="wrong"] { color: $red; font-size: ${SMALL}px; }
QLabel[kind="key"] { color: $soft; font-size: ${SMALL}px; background: $card; border: 1px solid $edge;
    border-radius: ${CHIP_RADIUS}px; padding: 0 5px; min-height: 16px; max-height: 16px; }
QLabel[kind="clock"] { font-size: ${TITLE}px; font-weight: $BOLD; color: $rail_ink; }

QFrame[kind="card"] { background: $card; border: ${stroke}px solid $line; border-radius: ${CARD_RADIUS}px; }
QFrame[kind="tinted"] { background: $accent_tint; border: ${stroke}px solid $accent_tint;
    border-radius: ${CARD_RADIUS}px; }
QFrame[kind="rule"] { background: $line; border: 0; min-height: 1px; max-height: 1px; }
QFrame[kind="side"] { background: $card; border: 0; }
QFrame[kind="side"][edge="left"] { border-right: 1px solid $line; }
QFrame[kind="side"][edge="right"] { border-left: 1px solid $line; }
QFrame[kind="notice"] { border-radius: ${RADIUS}px; border: ${outline}px solid $line; }
QFrame[kind="notice"][tone="accent"] { background: $accent_tint; border-color: $accent; }
QFrame[kind="notice"][tone="green"] { background: $green_tint; border-color: $green; }
QFrame[kind="notice"][tone="amber"] { background: $amber_tint; border-color: $amber; }
QFrame[kind="notice"][tone="red"] { background: $red_tint; border-color: $red; }

QPushButton { min-height: 30px; padding: 0 12px; border-radius: ${RADIUS}px; font-weight: $MEDIUM;
    background: $card; color: $ink; border: 1px solid $edge; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border: 2px solid $accent; padding: 0 11px; min-height: 28px; }
QPushButton:disabled { color: $soft; background: $ground; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; }
QPushButton[kind="primary"]:focus { border: 2px solid $ink; }
QPushButton[kind="primary"]:disabled { color: $soft; background: $ground; border-color: $line; }
QPushButton[kind="danger"] { color: $red; border-color: $red; }
QPushButton[kind="danger"]:hover { background: $red; color: $on_red; }
QPushButton[kind="danger"]:focus { border: 2px solid $red; }
QPushButton[kind="danger"]:disabled { color: $soft; border-color: $line; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $accent;
    padding: 0 8px; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border: 2px solid $accent; padding: 0 7px; }
QPushButton[kind="quiet"]:disabled { color: $soft; }
QPushButton[kind="choice"] { padding: 0 11px; }
QPushButton[kind="choice"]:checked { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[kind="choice"]:focus { border: 2px solid $accent; padding: 0 10px; }
QPushButton[kind="choice"]:checked:focus { border: 2px solid $ink; }
QPushButton[keyed="true"] { text-align: left; }
QPushButton[kind="primary"] QLabel[kind="key"] { color: $on_accent; background: transparent;
    border-color: $on_accent; }
QPushButton[kind="primary"] QLabel[kind="key"][off="true"] { color: $soft; border-color: $edge; }
QToolButton { border: 1px solid transparent; border-radius: ${CHIP_RADIUS}px; background: transparent;
    min-width: 24px; min-height: 24px; color: $soft; }
QToolButton:hover { background: $hover; color: $ink; }
QToolButton:focus { border: 2px solid $accent; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QTimeEdit { background: $field; color: $ink;
    border: 1px solid $edge; border-radius: ${RADIUS}px; padding: 0 9px; min-height: 30px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $soft; }
QPlainTextEdit, QTextEdit { padding: 5px 6px; min-height: 24px; }
QLineEdit:focus, QSpinBox:focus, QComboBox:focus, QTimeEdit:focus { border: 2px solid $accent;
    padding: 0 8px; min-height: 28px; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; padding: 4px 5px; }
QLineEdit[tone="red"], QPlainTextEdit[tone="red"] { border-color: $red; }
QLineEdit:read-only, QPlainTextEdit:read-only, QLineEdit:disabled, QComboBox:disabled {
    background: $ground; border-color: $line; color: $soft; }
QPlainTextEdit:read-only { color: $ink; }
QLineEdit[kind="search"] { background: $ground; border-color: $line; padding-left: 9px; }
QLineEdit[kind="search"]:focus { background: $field; border: 2px solid $accent; padding-left: 8px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow { image: url("$chevron"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $card; color: $ink; border: 1px solid $edge; outline: 0;
    selection-background-color: $accent_tint; selection-color: $ink; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; }
QCheckBox, QRadioButton { spacing: 8px; min-height: 24px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; background: $field;
    border: 1px solid $soft; border-radius: ${CHIP_RADIUS}px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; background: $field; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; width: 14px;
    height: 14px; }
QCheckBox::indicator:checked:focus { border: 2px solid $ink; }
QRadioButton::indicator:checked:focus { width: 8px; height: 8px; border: 5px solid $accent;
    background: $accent_tint; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $ground; }

QTableView, QListView, QTreeView { background: transparent; border: 0; outline: 0; gridline-color: $line;
    selection-background-color: $accent_tint; selection-color: $ink; }
QTableView:focus, QListView:focus { border: 0; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: $card; color: $soft; border: 0; border-bottom: 1px solid $line;
    padding: 6px 8px; font-size: ${SMALL}px; font-weight: $MEDIUM; }
QHeaderView::section:hover { color: $ink; }
QTableCornerButton::section { background: transparent; border: 0; }
QListView[kind="results"] { background: $card; border: 1px solid $edge; border-radius: ${CARD_RADIUS}px;
    padding: 4px; }

QProgressBar { background: $grey_tint; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px;
    color: transparent; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: $soft; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QTabBar::tab { background: transparent; color: $soft; padding: 7px 12px; border: 0;
    border-bottom: 2px solid transparent; font-weight: $MEDIUM; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: 0; border-top: 1px solid $line; }
QMenu { background: $card; color: $ink; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: ${CHIP_RADIUS}px; }
QMenu::item:selected { background: $accent_tint; color: $ink; }
QMenu::separator { height: 1px; background: $line; margin: 4px 0; }

QFrame[kind="topbar"] { background: $card; border: 0; border-bottom: 1px solid $line; }
QFrame[kind="rail"], QWidget[kind="curtain"], QFrame[kind="strip"] { background: $rail; border: 0; }
QFrame[kind="rail"] { border-right: ${rail_stroke}px solid $rail_line; }
QFrame[kind="rail"] QLabel, QFrame[kind="strip"] QLabel, QWidget[kind="curtain"] QLabel { color: $rail_ink; }
QFrame[kind="rail"] QLabel[kind="word"], QFrame[kind="strip"] QLabel[kind="strong"] {
    color: $rail_title; font-weight: $BOLD; }
QFrame[kind="rail"] QLabel[kind="word"] { font-size: ${LEAD}px; }
QFrame[kind="strip"] QLabel[tone="green"] { color: $rail_good; }
QFrame[kind="strip"] QLabel[tone="amber"] { color: $rail_warn; }
QFrame[kind="rail"] QLabel[kind="key"], QFrame[kind="strip"] QLabel[kind="key"],
QWidget[kind="curtain"] QLabel[kind="key"] { color: $rail_ink; background: transparent;
    border-color: $rail_line; }
QFrame[kind="rail"] QLabel[kind="count"] { color: $rail_on_ink; background: $rail_on; font-size: ${SMALL}px;
    font-weight: $MEDIUM; border-radius: ${RADIUS}px; padding: 0 7px; min-height: 18px; }
QPushButton[kind="rail"] { text-align: left; background: transparent; color: $rail_ink; border: 0;
    border-radius: ${RADIUS}px; padding: 0 12px; min-height: 34px; font-weight: $NORMAL; }
QPushButton[kind="rail"]:hover { background: $rail_hover; }
QPushButton[kind="rail"]:checked { background: $rail_on; color: $rail_on_ink; font-weight: $MEDIUM; }
QPushButton[kind="rail"]:focus { border: 2px solid $rail_focus; padding: 0 10px; min-height: 30px; }
QFrame[kind="strip"] QPushButton { background: transparent; color: $rail_ink; border-color: $rail_line;
    min-height: 24px; }
QFrame[kind="strip"] QPushButton:hover { background: $rail_on; color: $rail_on_ink; }
QFrame[kind="strip"] QPushButton:focus { border: 2px solid $rail_focus; min-height: 22px; }
QWidget[kind="curtain"] QLabel[kind="note"] { color: $rail_ink; }
QListView[kind="results"]::item { min-height: 32px; padding: 0 8px; border-radius: ${CHIP_RADIUS}px; }
QListView[kind="results"]::item:selected { background: $accent_tint; color: $ink; }
QPushButton[kind="step"] { text-align: left; background: transparent; border: 0; font-weight: $NORMAL;
    padding: 0; min-height: 28px; }
QPushButton[kind="step"]:hover { background: $hover; }
QPushButton[kind="step"]:checked { background: $accent_tint; font-weight: $BOLD; }
QPushButton[kind="step"]:focus { border: 2px solid $accent; min-height: 24px; }
QPushButton[kind="line"] { text-align: left; background: transparent; border: 0; border-radius: 0;
    border-bottom: 1px solid $line; font-weight: $NORMAL; padding: 0; min-height: 31px; }
QPushButton[kind="line"][last="true"] { border-bottom: 0; }
QPushButton[kind="line"]:hover { background: $hover; }
QPushButton[kind="line"]:focus { border: 2px solid $accent; border-radius: ${CHIP_RADIUS}px; }
QPushButton[kind="line"]:disabled { color: $ink; background: transparent; }
""")


def sheet(theme: t.Theme) -> str:
    """The whole sheet for one theme; sizes come from `theme` too."""
    tokens: dict[str, str] = {name: str(getattr(theme, name)) for name in theme.__dataclass_fields__}
    sizes = ("SMALL", "LEAD", "TITLE", "NORMAL", "MEDIUM", "BOLD", "RADIUS", "CARD_RADIUS", "CHIP_RADIUS")
    tokens.update({name: str(getattr(t, name)) for name in sizes})
    tokens["chevron"] = resource("icons", "chevron.svg").as_posix()
    tick = "tick-on-light.svg" if theme.dark else "tick-on-dark.svg"
    tokens["tick"] = resource("icons", tick).as_posix()
    tokens["outline"] = "1" if theme.strong else "0"
    tokens["stroke"] = "2" if theme.strong else "1"
    tokens["rail_stroke"] = "1" if theme.dark else "0"
    tokens["rail_focus"] = theme.accent if theme.strong else theme.rail_on_ink
    tokens["rail_title"] = theme.ink if theme.strong else theme.rail_on_ink
    return _SHEET.substitute(tokens)


def dress(widget: QWidget, **properties: str | bool) -> None:
    """Set dynamic properties the sheet selects by, and have it read again."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed:
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.update()
