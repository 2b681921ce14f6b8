"""Onward referrals between the bodies, and what minutes print of the lists."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _key(table: str, column: str, to: str, rule: str) -> list[sa.schema.SchemaItem]:
    """A foreign key; `rule` is what becomes of the row when the one it points at goes."""
    return [
        sa.Column(column, sa.Integer(), nullable=rule == "SET NULL"),
        sa.ForeignKeyConstraint(
            [column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=rule
        ),
    ]


def upgrade() -> None:
    """Add the tables; minutes of before have nothing kept and print what the lists say."""
    op.create_table(
        "onward_referrals",
        *_key("onward_referrals", "subject_id", "subjects", "CASCADE"),
        sa.Column("from_body", sa.String(length=40), nullable=False),
        sa.Column("to_body", sa.String(length=40), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("sent_by", sa.String(length=120), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        *_key("onward_referrals", "meeting_id", "meetings", "SET NULL"),
        sa.Column("item_key", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=80), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_onward_referrals")),
    )
    for column in ("subject_id", "meeting_id"):
        op.create_index(op.f(f"ix_onward_referrals_{column}"), "onward_referrals", [column])
    op.create_index("ix_onward_referrals_waiting", "onward_referrals", ["to_body", "state"])
    op.create_table(
        "referral_steps",
        *_key("referral_steps", "referral_id", "onward_referrals", "CASCADE"),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *_key("referral_steps", "meeting_id", "meetings", "SET NULL"),
        sa.Column("undone_by", sa.String(length=80), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_steps")),
    )
    for column in ("referral_id", "meeting_id"):
        op.create_index(op.f(f"ix_referral_steps_{column}"), "referral_steps", [column])
    op.add_column("monthly_entries", sa.Column("printed", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    """Onward referrals go; minutes print what the lists say at the time."""
    op.drop_column("monthly_entries", "printed")
    for table in ("referral_steps", "onward_referrals"):
        op.drop_table(table)
