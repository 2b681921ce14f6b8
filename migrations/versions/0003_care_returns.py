"""Records of the two care returns, and what each import changed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _key(table: str, column: str, to: str, *, needed: bool = True) -> list[sa.schema.SchemaItem]:
    """A foreign key whose row goes when the one it points at goes."""
    return [
        sa.Column(column, sa.Integer(), nullable=not needed),
        sa.ForeignKeyConstraint(
            [column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete="CASCADE"
        ),
    ]


def upgrade() -> None:
    """Add the tables; what is there stays as it is. Files of before have no steps and cannot be undone."""
    op.create_table(
        "care_records",
        *_key("care_records", "source_id", "source_records"),
        *_key("care_records", "subject_id", "subjects"),
        sa.Column("record", sa.String(length=10), nullable=False),
        sa.Column("child_id", sa.String(length=60), nullable=False),
        sa.Column("upn", sa.String(length=20), nullable=False),
        sa.Column("ethnicity", sa.String(length=60), nullable=False),
        sa.Column("legal_status", sa.String(length=80), nullable=False),
        sa.Column("care_began_on", sa.Date(), nullable=True),
        sa.Column("episode_began_on", sa.Date(), nullable=True),
        sa.Column("episode_ended_on", sa.Date(), nullable=True),
        sa.Column("missing_episodes", sa.Integer(), nullable=True),
        sa.Column("away_episodes", sa.Integer(), nullable=True),
        sa.Column("interview_offered", sa.Boolean(), nullable=True),
        sa.Column("interview_accepted", sa.Boolean(), nullable=True),
        sa.Column("asylum_seeking", sa.Boolean(), nullable=True),
        sa.Column("disabled", sa.Boolean(), nullable=True),
        sa.Column("placement", sa.String(), nullable=False),
        sa.Column("responsible_authority", sa.String(length=120), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_care_records")),
        sa.UniqueConstraint("source_id", name=op.f("uq_care_records_source_id")),
    )
    for column in ("subject_id", "child_id", "upn"):
        op.create_index(op.f(f"ix_care_records_{column}"), "care_records", [column])
    op.create_table(
        "import_steps",
        *_key("import_steps", "file_id", "imported_files"),
        *_key("import_steps", "subject_id", "subjects", needed=False),
        sa.Column("record_kind", sa.String(length=20), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=10), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_steps")),
    )
    for column in ("file_id", "subject_id"):
        op.create_index(op.f(f"ix_import_steps_{column}"), "import_steps", [column])
    op.create_index("ix_import_steps_record", "import_steps", ["record_kind", "record_id"])


def downgrade() -> None:
    """Back to the three lists; what the care returns said goes, and imports cannot be taken back."""
    for table in ("import_steps", "care_records"):
        op.drop_table(table)
