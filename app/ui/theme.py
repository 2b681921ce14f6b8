"""Every colour, size and space of the window, and nothing else of it: no other module holds one."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

Tone = Literal["accent", "red", "amber", "green", "grey"]
Choice = Literal["system", "light", "dark", "contrast"]
TONES: tuple[Tone, ...] = ("accent", "red", "amber", "green", "grey")

# Pixels before the system's scaling. Spaces sit on an 8-pixel grid (4 is its half).
TIGHT, GAP, WIDE, MARGIN = 4, 8, 16, 24
SMALL, TEXT, LEAD, TITLE = 12, 13, 16, 22
NORMAL, MEDIUM, BOLD = 400, 500, 600
RADIUS, CARD_RADIUS, CHIP_RADIUS = 6, 8, 4
TARGET, CONTROL, ROW = 24, 32, 32
RAIL_WIDTH, BAR_HEIGHT = 168, 56
FIELD_WIDTH, READING_WIDTH = 400, 640


@dataclass(frozen=True)
class Theme:
    """One full set of colours as #rrggbb; `strong` asks for outlines where a tint would do."""

    name: str
    dark: bool
    strong: bool
    ink: str
    soft: str
    line: str
    edge: str
    ground: str
    card: str
    field: str
    hover: str
    rail: str
    rail_ink: str
    rail_hover: str
    rail_on: str
    rail_on_ink: str
    rail_line: str
    rail_block: str
    rail_good: str
    rail_warn: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_tint: str
    red: str
    red_tint: str
    on_red: str
    amber: str
    amber_tint: str
    green: str
    green_tint: str
    grey: str
    grey_tint: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Ink and ground of a badge or notice."""
        table: dict[Tone, tuple[str, str]] = {
            "accent": (self.accent, self.accent_tint),
            "red": (self.red, self.red_tint),
            "amber": (self.amber, self.amber_tint),
            "green": (self.green, self.green_tint),
            "grey": (self.grey, self.grey_tint),
        }
        return table[tone]


LIGHT = Theme(
    name="light",
    dark=False,
    strong=False,
    ink="#1b2430",
    soft="#5b6776",
    line="#dfe4ea",
    edge="#c3ccd6",
    ground="#f6f7f9",
    card="#ffffff",
    field="#ffffff",
    hover="#eef2f5",
    rail="#16202c",
    rail_ink="#c5d0dc",
    rail_hover="#1e2b3a",
    rail_on="#293a4d",
    rail_on_ink="#ffffff",
    rail_line="#51637a",
    rail_block="#3a4b60",
    rail_good="#63c483",
    rail_warn="#f0c261",
    accent="#0b6e8a",
    accent_hover="#095b72",
    on_accent="#ffffff",
    accent_tint="#e3f1f5",
    red="#b3261e",
    red_tint="#fbe9e7",
    on_red="#ffffff",
    amber="#8a5a00",
    amber_tint="#fff2d6",
    green="#1d6b3a",
    green_tint="#e4f3e8",
    grey="#4a5666",
    grey_tint="#edf0f3",
)

DARK = Theme(
    name="dark",
    dark=True,
    strong=False,
    ink="#e6ebf1",
    soft="#a3b0bf",
    line="#2b3744",
    edge="#43525f",
    ground="#11181f",
    card="#182129",
    field="#131b23",
    hover="#202c37",
    rail="#0b1117",
    rail_ink="#bccad8",
    rail_hover="#15202b",
    rail_on="#22313f",
    rail_on_ink="#ffffff",
    rail_line="#4b5d70",
    rail_block="#33424f",
    rail_good="#63c483",
    rail_warn="#f0c261",
    accent="#5cbbd6",
    accent_hover="#7acbe2",
    on_accent="#06212a",
    accent_tint="#143644",
    red="#ff9c92",
    red_tint="#43211f",
    on_red="#2d0704",
    amber="#efc06a",
    amber_tint="#3a2d12",
    green="#84d39d",
    green_tint="#17361f",
    grey="#b7c3d0",
    grey_tint="#28333e",
)

CONTRAST = Theme(
    name="contrast",
    dark=True,
    strong=True,
    ink="#ffffff",
    soft="#ffffff",
    line="#8d9aa6",
    edge="#ffffff",
    ground="#000000",
    card="#000000",
    field="#000000",
    hover="#26323c",
    rail="#000000",
    rail_ink="#ffffff",
    rail_hover="#26323c",
    rail_on="#ffe45c",
    rail_on_ink="#000000",
    rail_line="#ffffff",
    rail_block="#5a6772",
    rail_good="#7dff9f",
    rail_warn="#ffe45c",
    accent="#ffe45c",
    accent_hover="#fff0a0",
    on_accent="#000000",
    accent_tint="#2a2600",
    red="#ffa39b",
    red_tint="#2b0000",
    on_red="#000000",
    amber="#ffc95c",
    amber_tint="#2b1d00",
    green="#7dff9f",
    green_tint="#002b0d",
    grey="#ffffff",
    grey_tint="#1c242b",
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}


def text_pairs(theme: Theme) -> tuple[tuple[str, str, str], ...]:
    """(what, ink, ground) for every text the window draws; the contrast test walks these."""
    grounds = {"ground": theme.ground, "card": theme.card, "field": theme.field, "hover": theme.hover}
    plain = [
        (f"{name} on {where}", ink, ground)
        for where, ground in grounds.items()
        for name, ink in (("ink", theme.ink), ("soft", theme.soft), ("accent", theme.accent))
    ]
    tones = [(f"{tone} badge", *theme.tone(tone)) for tone in TONES]
    tinted = [(f"ink on {tone}", theme.ink, theme.tone(tone)[1]) for tone in TONES]
    tinted += [(f"soft on {tone}", theme.soft, theme.tone(tone)[1]) for tone in ("accent", "grey")]
    rest = [
        ("rail", theme.rail_ink, theme.rail),
        ("rail hover", theme.rail_ink, theme.rail_hover),
        ("rail chosen", theme.rail_on_ink, theme.rail_on),
        ("rail quorate", theme.rail_good, theme.rail),
        ("rail warning", theme.rail_warn, theme.rail),
        ("primary", theme.on_accent, theme.accent),
        ("primary hover", theme.on_accent, theme.accent_hover),
        ("danger", theme.on_red, theme.red),
        ("red on card", theme.red, theme.card),
        ("selected row", theme.ink, theme.accent_tint),
    ]
    return tuple(plain + tones + tinted + rest)


def palette(theme: Theme) -> QPalette:
    """For the parts Qt paints itself: menus, calendars, check boxes, tool tips."""
    roles = {
        QPalette.ColorRole.Window: theme.ground,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.field,
        QPalette.ColorRole.AlternateBase: theme.ground,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.Button: theme.card,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.BrightText: theme.on_accent,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.rail,
        QPalette.ColorRole.ToolTipText: theme.rail_ink,
        QPalette.ColorRole.PlaceholderText: theme.soft,
        QPalette.ColorRole.Mid: theme.edge,
    }
    made = QPalette()
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    off = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)
    for role in off:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.soft))
    return made


def font(size: int = TEXT, weight: int = NORMAL) -> QFont:
    """The system's family, or Inter on a Linux that has it (its figures align in tables)."""
    made = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    if made.family() != "Segoe UI" and _has_inter():
        made.setFamily("Inter")
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(QFont.Tag.fromString("tnum"), 1)
    return made


@cache
def _has_inter() -> bool:
    """Asked for every cell that is painted, and listing the families takes longer than painting it."""
    return "Inter" in QFontDatabase.families()


class _Look:
    """The one set of colours in force; painted widgets ask for it each time they paint."""

    theme: Theme = LIGHT
    choice: Choice = "system"
    follows: QObject | None = None


def current() -> Theme:
    """The set of colours in force."""
    return _Look.theme


def colour(value: str, alpha: float = 1.0) -> QColor:
    """A token as a QColor, `alpha` 0 to 1."""
    made = QColor(value)
    made.setAlphaF(alpha)
    return made


def theme_for(choice: Choice, scheme: Qt.ColorScheme, *, high_contrast: bool = False) -> Theme:
    """The user's choice, or what the system says when the choice is "system"."""
    if choice in THEMES:
        return THEMES[choice]
    if high_contrast:
        return CONTRAST
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def style_sheet(theme: Theme) -> str:
    """The one style sheet of the application."""
    from app.ui.style import sheet  # the sheet reads the sizes above

    return sheet(theme)


def apply(app: QApplication, choice: Choice = "system") -> Theme:
    """Dress the whole application; with "system" it goes on following the system's setting."""
    hints = app.styleHints()
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "contrast": Qt.ColorScheme.Dark}
    if _Look.follows is not app:
        _Look.follows = app
        app.setStyle("Fusion")
        app.setFont(font())
        hints.colorSchemeChanged.connect(lambda _scheme: _redress(app))
    _Look.choice = choice
    hints.setColorScheme(wanted.get(choice, Qt.ColorScheme.Unknown))
    return _redress(app)


def _redress(app: QApplication) -> Theme:
    hints = app.styleHints()
    strong = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    theme = theme_for(_Look.choice, hints.colorScheme(), high_contrast=strong)
    if theme is not _Look.theme or not app.styleSheet():
        _Look.theme = theme
        app.setPalette(palette(theme))
        app.setStyleSheet(style_sheet(theme))
    return theme
