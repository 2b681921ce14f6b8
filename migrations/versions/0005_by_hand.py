"""Records made by hand, what a decision on a pair saw, and which children each document contained."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _added() -> list[tuple[str, sa.Column[object]]]:
    return [
        ("imported_files", sa.Column("by_hand", sa.Boolean(), nullable=False, server_default=sa.false())),
        ("spells", sa.Column("ended_by", sa.String(length=80), nullable=False, server_default="")),
        ("match_decisions", sa.Column("undone_reason", sa.String(), nullable=False, server_default="")),
        ("match_decisions", sa.Column("seen", sa.JSON(), nullable=False, server_default="{}")),
    ]


def upgrade() -> None:
    """Add columns and tables; decisions of before have not kept what the rows said."""
    for table, column in _added():
        op.add_column(table, column)
    op.create_table(
        "papers_out",
        sa.Column("document", sa.String(length=60), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("audit", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_papers_out_meeting_id_meetings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_papers_out")),
        sa.UniqueConstraint("audit", name=op.f("uq_papers_out_audit")),
    )
    op.create_index(op.f("ix_papers_out_meeting_id"), "papers_out", ["meeting_id"])
    op.create_table(
        "children_in_papers",
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["papers_out.id"],
            name=op.f("fk_children_in_papers_paper_id_papers_out"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"],
            ["subjects.id"],
            name=op.f("fk_children_in_papers_subject_id_subjects"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_children_in_papers")),
    )
    for name in ("paper_id", "subject_id"):
        op.create_index(op.f(f"ix_children_in_papers_{name}"), "children_in_papers", [name])


def downgrade() -> None:
    """Without the documents' children; records made by hand then look like files of one row."""
    op.drop_table("children_in_papers")
    op.drop_table("papers_out")
    for table, column in reversed(_added()):
        op.drop_column(table, column.name)
