"""History of each field, who looked at a child, reviews, legal holds, and certificates that cannot change."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FORBID = """
CREATE TRIGGER certificates_no_{verb} BEFORE {verb} ON certificates
BEGIN SELECT RAISE(ABORT, 'a certificate does not change'); END
"""


def _about() -> list[sa.Column[object]]:
    return [
        sa.Column("record_kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
    ]


def _signed() -> list[sa.Column[object]]:
    return [
        sa.Column("by", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
    ]


def _id(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def upgrade() -> None:
    """Add the tables; what is there stays as it is."""
    op.create_table(
        "revisions",
        *_about(),
        sa.Column("verb", sa.String(length=10), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_signed(),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.Column("audit", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        *_id("revisions"),
    )
    op.create_index("ix_revisions_record", "revisions", ["record_kind", "record_id", "field"])
    op.create_index(op.f("ix_revisions_meeting_id"), "revisions", ["meeting_id"])
    op.create_table("looks", sa.Column("person_id", sa.Integer(), nullable=False), *_signed(), *_id("looks"))
    op.create_index(op.f("ix_looks_person_id"), "looks", ["person_id"])
    op.create_table(
        "retention_reviews",
        *_about(),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("next_review", sa.Date(), nullable=False),
        *_signed(),
        *_id("retention_reviews"),
    )
    op.create_index("ix_retention_reviews_record", "retention_reviews", ["record_kind", "record_id"])
    op.create_table(
        "legal_holds",
        *_about(),
        sa.Column("reason", sa.String(), nullable=False),
        *_signed(),
        sa.Column("released_by", sa.String(length=80), nullable=False),
        sa.Column("released_at", sa.DateTime(), nullable=True),
        sa.Column("release_reason", sa.String(), nullable=False),
        *_id("legal_holds"),
    )
    op.create_index("ix_legal_holds_record", "legal_holds", ["record_kind", "record_id"])
    op.create_table(
        "certificates",
        *_about(),
        sa.Column("record_class", sa.String(length=120), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("backups", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        *_signed(),
        *_id("certificates"),
    )
    op.create_index(op.f("ix_certificates_record_id"), "certificates", ["record_id"])
    for verb in ("UPDATE", "DELETE"):
        op.execute(FORBID.format(verb=verb))


def downgrade() -> None:
    """Back to the first month; history, looks and certificates go."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(f"DROP TRIGGER certificates_no_{verb}")
    for table in ("certificates", "legal_holds", "retention_reviews", "looks", "revisions"):
        op.drop_table(table)
