"""An index for what is asked each time home opens, so that years of lists do not slow it down."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_INDEXES = (("ix_spells_list_ended", "spells", ["list_name", "ended_on"]),)


def upgrade() -> None:
    """Add the index."""
    for name, table, columns in _INDEXES:
        op.create_index(op.f(name), table, columns)


def downgrade() -> None:
    """Take it away again."""
    for name, table, _columns in reversed(_INDEXES):
        op.drop_index(op.f(name), table)
