"""The screens of the window, in the order of the rail: one file, one line here."""

from app.ui.frame import ScreenSpec

SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec("room", "Meeting room", "app.ui.screens.room:RoomScreen", rail=False),
)
