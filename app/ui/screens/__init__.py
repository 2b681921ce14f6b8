"""The screens of the window, in the order of the rail: one file, one line here."""

from app.ui.frame import ScreenSpec

SCREENS: tuple[ScreenSpec, ...] = (
    ScreenSpec("this_month", "This month", "app.ui.screens.this_month:ThisMonth", "Ctrl+1"),
    ScreenSpec("meetings", "Meetings", "app.ui.screens.meetings:Meetings", "Ctrl+2", opens=("meeting",)),
    ScreenSpec("children", "Children", "app.ui.screens.children:ChildrenScreen", "Ctrl+3", opens=("child",)),
    ScreenSpec("missing", "Missing", "app.ui.screens.missing:Missing", "Ctrl+7"),
    ScreenSpec("education", "Education", "app.ui.screens.education:Education", "Ctrl+8"),
    ScreenSpec("referrals", "Referrals", "app.ui.screens.referrals:Referrals", "Ctrl+9"),
    ScreenSpec(
        "actions", "Actions", "app.ui.screens.actions:Actions", "Ctrl+4", badge="actions", opens=("action",)
    ),
    ScreenSpec(
        "crosscheck",
        "Cross-check",
        "app.ui.screens.crosscheck:CrossCheckScreen",
        "Ctrl+5",
        badge="crosscheck",
    ),
    ScreenSpec("import", "Import", "app.ui.screens.import_lists:ImportLists", "Ctrl+6", opens=("lists",)),
    ScreenSpec("room", "Meeting room", "app.ui.screens.room:RoomScreen", rail=False),
    ScreenSpec("settings", "Settings", "app.ui.screens.settings:Settings", foot=True),
)
