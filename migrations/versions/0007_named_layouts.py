"""Layouts with a name, in the place of columns remembered by the look of the headings alone."""

import json
from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was remembered becomes a layout each, with a name that can be changed."""
    op.create_table(
        "layouts",
        sa.Column("list_name", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sheets", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("saved_by", sa.String(length=80), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layouts")),
        sa.UniqueConstraint("list_name", "name", name=op.f("uq_layouts_list_name_name")),
    )
    _name_what_was_remembered()
    op.drop_table("remembered_layouts")
    op.add_column("imported_files", sa.Column("reading", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column(
        "imported_files", sa.Column("layout", sa.String(length=120), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Back to the columns by their look; names, sheets and heading rows go."""
    for column in ("layout", "reading"):
        op.drop_column("imported_files", column)
    op.create_table(
        "remembered_layouts",
        sa.Column("list_name", sa.String(length=10), nullable=False),
        sa.Column("look", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remembered_layouts")),
        sa.UniqueConstraint("list_name", "look", name=op.f("uq_remembered_layouts_list_name_look")),
    )
    found = {
        (row.list_name, part["look"]): part["columns"]
        for row in op.get_bind().execute(sa.text("SELECT list_name, sheets FROM layouts ORDER BY id"))
        for part in json.loads(row.sheets)
        if part["look"] and part["columns"]
    }
    query = sa.text(
        "INSERT INTO remembered_layouts (list_name, look, columns) VALUES (:list, :look, :columns)"
    )
    for (name, look), columns in found.items():
        op.get_bind().execute(query, {"list": name, "look": look, "columns": json.dumps(columns)})
    op.drop_table("layouts")


def _name_what_was_remembered() -> None:
    remembered = op.get_bind().execute(
        sa.text("SELECT id, list_name, look, columns FROM remembered_layouts ORDER BY id")
    )
    query = sa.text(
        "INSERT INTO layouts (id, list_name, name, sheets, saved_at, saved_by) "
        "VALUES (:id, :list, :name, :sheets, :at, '')"
    )
    for row in list(remembered):
        part = {
            "sheet": "", "read": True, "look": row.look, "heading_row": 0, "first_heading_row": 0,
            "headings": [], "columns": json.loads(row.columns),
        }  # fmt: skip
        op.get_bind().execute(
            query,
            {
                "id": row.id,
                "list": row.list_name,
                "name": f"Layout {row.id}",
                "sheets": json.dumps([part]),
                "at": datetime(2026, 11, 28).isoformat(" ", "microseconds"),
            },
        )
