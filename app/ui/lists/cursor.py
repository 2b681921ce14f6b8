"""The cursor of a table: there from the start, so that Enter and the side panel have a row."""

from typing import Any

from app.ui.tables import Table


def keep_cursor(table: Table[Any]) -> None:
    """Mark the row under the cursor, or the first one."""
    if table.rows():
        # A view that gets the keyboard before its rows has a current row that it does not mark.
        table.select_at(max(table.view.currentIndex().row(), 0))
