"""The other numbers a list gives for a child: NHS, social care, police, UPN."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; the numbers of rows already taken in come with the next file."""
    op.add_column("subjects", sa.Column("numbers", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    """Back to the list's own number alone."""
    op.drop_column("subjects", "numbers")
