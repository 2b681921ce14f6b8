"""A migration that this program never had: it rebuilds two tables that others refer to, with their rows."""

import shutil
from pathlib import Path

from app.resources import migrations
from app.store import migrate

REVISION = "9999"
_SCRIPT = '''"""Two tables built anew: meetings with their children, entries with theirs."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("meetings", "monthly_entries"):
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("added", sa.String(), nullable=False, server_default="as before"))
    op.execute("UPDATE monthly_entries SET added = group_title || position")
    op.create_index("ix_monthly_entries_added", "monthly_entries", ["added"])
'''


def scripts(folder: Path) -> Path:
    """The program's own scripts and one more, in a folder of their own."""
    copy = folder / "migrations"
    shutil.copytree(migrations(), copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "versions" / "9999_two_tables_anew.py").write_text(
        _SCRIPT.format(revision=REVISION, before=migrate.head()), encoding="utf-8"
    )
    return copy
