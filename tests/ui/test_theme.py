"""Contrast, following the system, and one place for colours and sizes."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.ui import style, theme

UI = Path(theme.__file__).parent


def luminance(value: str) -> float:
    """WCAG 2.2 relative luminance of #rrggbb."""
    channels = [int(value[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    high, low = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", theme.THEMES)
def test_every_text_can_be_read(name: str) -> None:
    weak = [
        (what, round(contrast(ink, ground), 2))
        for what, ink, ground in theme.text_pairs(theme.THEMES[name])
        if contrast(ink, ground) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("name", theme.THEMES)
def test_focus_can_be_seen(name: str) -> None:
    look = theme.THEMES[name]
    for ground in (look.ground, look.card, look.field):
        assert contrast(look.accent, ground) >= 3
    assert contrast(look.rail_on_ink if not look.strong else look.accent, look.rail) >= 3


@pytest.mark.parametrize(
    ("choice", "scheme", "strong", "name"),
    [
        ("system", Qt.ColorScheme.Light, False, "light"),
        ("system", Qt.ColorScheme.Dark, False, "dark"),
        ("system", Qt.ColorScheme.Unknown, False, "light"),
        ("system", Qt.ColorScheme.Light, True, "contrast"),
        ("light", Qt.ColorScheme.Dark, True, "light"),
        ("dark", Qt.ColorScheme.Light, False, "dark"),
        ("contrast", Qt.ColorScheme.Light, False, "contrast"),
    ],
)
def test_choice_and_system(choice: theme.Choice, scheme: Qt.ColorScheme, strong: bool, name: str) -> None:
    assert theme.theme_for(choice, scheme, high_contrast=strong).name == name


@pytest.mark.parametrize("name", theme.THEMES)
def test_sheet_holds_no_hole_and_applies(name: str, qapp: QApplication) -> None:
    sheet = style.sheet(theme.THEMES[name])
    assert "$" not in sheet
    for path in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(path).is_file()


def test_apply_changes_the_application(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, "dark")
    assert theme.current() is theme.DARK
    assert qapp.palette().color(QPalette.ColorRole.WindowText) == QColor(theme.DARK.ink)
    theme.apply(qapp, "light")
    assert theme.current() is theme.LIGHT
    assert qapp.font().pixelSize() == theme.TEXT
    title = QLabel("Title")
    qtbot.addWidget(title)
    style.dress(title, kind="title")
    title.show()
    assert title.font().pixelSize() == theme.TITLE


def test_colours_stand_in_theme_alone() -> None:
    hits = [
        f"{path.name}: {found}"
        for path in UI.rglob("*.py")
        if path.name != "theme.py"
        for found in re.findall(r"#[0-9a-fA-F]{6}\b|QColor\(\s*\d", path.read_text(encoding="utf-8"))
    ]
    assert hits == []


def test_only_four_sizes_of_type() -> None:
    sizes = set(re.findall(r"font-size: (\d+)px", style.sheet(theme.LIGHT))) | {str(theme.TEXT)}
    assert sizes == {str(size) for size in (theme.SMALL, theme.TEXT, theme.LEAD, theme.TITLE)}
