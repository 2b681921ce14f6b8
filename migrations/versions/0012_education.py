"""Our own record of each register entry, and the history of its rating."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _key(table: str, column: str, to: str, *, needed: bool = True) -> list[sa.schema.SchemaItem]:
    """A foreign key whose row goes when the one it points at goes."""
    name = op.f(f"fk_{table}_{column}_{to}")
    return [
        sa.Column(column, sa.Integer(), nullable=not needed),
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete="CASCADE"),
    ]


def _text(*names: str, length: int | None = None) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(length=length), nullable=False) for name in names]


def _edited(table: str) -> list[sa.schema.SchemaItem]:
    """What every record that people edit carries."""
    return [
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=80), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def upgrade() -> None:
    """Add the tables; the rating that an entry has begins its history."""
    days = ("identified_on", "provision_asked_on", "provision_began_on", "home_inspected_on")
    op.create_table(
        "entry_details",
        *_key("entry_details", "entry_id", "register_entries"),
        *_text("population", length=20),
        *_text("escalated_to", length=120),
        *_text("reason", "last_school", "special_needs", "no_escalation", "outcome", "notes"),
        *(sa.Column(name, sa.Date(), nullable=True) for name in (*days, "escalated_on", "review_on")),
        *(
            sa.Column(name, sa.Boolean(), nullable=True)
            for name in ("home_educated", "home_suitable", "screened", "assessed")
        ),
        *_edited("entry_details"),
        sa.UniqueConstraint("entry_id", name=op.f("uq_entry_details_entry_id")),
    )
    op.create_index(op.f("ix_entry_details_review_on"), "entry_details", ["review_on"])
    op.create_table(
        "rag_ratings",
        *_key("rag_ratings", "entry_id", "register_entries"),
        *_key("rag_ratings", "source_id", "source_records", needed=False),
        *_text("value", length=10),
        *_text("why"),
        *_text("rated_by", "assured_by", length=120),
        sa.Column("rated_on", sa.Date(), nullable=False),
        sa.Column("assured_on", sa.Date(), nullable=True),
        *_edited("rag_ratings"),
    )
    for column in ("entry_id", "source_id", "rated_on"):
        op.create_index(op.f(f"ix_rag_ratings_{column}"), "rag_ratings", [column])
    op.execute(
        "INSERT INTO rag_ratings"
        " (entry_id, source_id, value, why, rated_by, assured_by, rated_on, version, edited_by)"
        " SELECT e.id, e.source_id, e.rag, '', '', e.assured_by, date(f.imported_at), 1, ''"
        " FROM register_entries e JOIN source_records s ON s.id = e.source_id"
        " JOIN imported_files f ON f.id = s.file_id WHERE e.rag <> ''"
    )


def downgrade() -> None:
    """Take the tables away; what the list says of the rating stays."""
    op.drop_table("rag_ratings")
    op.drop_table("entry_details")
