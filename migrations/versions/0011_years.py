"""Indexes for what is asked each time home opens, so that years of lists do not slow it down."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_INDEXES = (
    ("ix_spells_list_ended", "spells", ["list_name", "ended_on"]),
    ("ix_source_records_last_seen_file_id", "source_records", ["last_seen_file_id"]),
)


def upgrade() -> None:
    """Add the indexes."""
    for name, table, columns in _INDEXES:
        op.create_index(op.f(name), table, columns)


def downgrade() -> None:
    """Take them away again."""
    for name, table, _columns in reversed(_INDEXES):
        op.drop_index(op.f(name), table)
