"""Members by date, comings and goings, quorum with its changes, and what was ratified."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_EDITABLE = (
    ("version", sa.Integer(), False),
    ("edited_by", sa.String(80), False),
    ("edited_at", sa.DateTime(), True),
)
_TABLES = (
    "ratifications",
    "quorum_choices",
    "quorum_changes",
    "item_turns",
    "stays",
    "seats_at_meetings",
    "memberships",
)


def _added() -> tuple[tuple[str, "sa.Column[object]"], ...]:
    """Table and column; made anew each time, for a column belongs to one statement."""
    no = sa.text("0")
    return (
        ("attendance", sa.Column("rank", sa.String(length=120), nullable=False, server_default="")),
        ("attendance", sa.Column("virtual", sa.Boolean(), nullable=False, server_default=no)),
        ("attendance", sa.Column("waits_to_sign", sa.Boolean(), nullable=False, server_default=no)),
        ("monthly_entries", sa.Column("decided_at", sa.DateTime(), nullable=True)),
        ("monthly_entries", sa.Column("quorate", sa.Boolean(), nullable=True)),
        ("item_notes", sa.Column("done_at", sa.DateTime(), nullable=True)),
        ("item_notes", sa.Column("quorate", sa.Boolean(), nullable=True)),
        ("item_notes", sa.Column("provisional", sa.Boolean(), nullable=False, server_default=no)),
    )


def _key(
    table: str, column: str, to: str, rule: str = "CASCADE", *, needed: bool = True
) -> list[sa.schema.SchemaItem]:
    """A foreign key; `rule` is what becomes of the row when the one it points at goes."""
    return [
        sa.Column(column, sa.Integer(), nullable=not needed),
        sa.ForeignKeyConstraint(
            [column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"), ondelete=rule
        ),
    ]


def _table(
    name: str, *columns: sa.schema.SchemaItem, editable: bool = False, indexed: tuple[str, ...] = ()
) -> None:
    shared = [sa.Column(column, kind, nullable=null) for column, kind, null in _EDITABLE] if editable else []
    number = sa.Column("id", sa.Integer(), nullable=False)
    op.create_table(name, *columns, number, *shared, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")))
    for column in indexed:
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def upgrade() -> None:
    """Add the tables and columns. Of meetings of before nobody knows when who came or what was decided."""
    _table(
        "memberships",
        sa.Column("body_code", sa.String(length=40), nullable=False),
        sa.Column("seat_key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("rank", sa.String(length=120), nullable=False),
        sa.Column("agency", sa.String(length=200), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("deputies", sa.JSON(), nullable=False),
        editable=True,
    )
    op.create_index("ix_memberships_seat", "memberships", ["body_code", "seat_key"])
    _table(
        "seats_at_meetings",
        *_key("seats_at_meetings", "meeting_id", "meetings"),
        sa.Column("seat_key", sa.String(length=60), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("written_on", sa.Date(), nullable=True),
        sa.Column("written_note", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=True),
        sa.UniqueConstraint("meeting_id", "seat_key", name=op.f("uq_seats_at_meetings_meeting_id_seat_key")),
        editable=True,
        indexed=("meeting_id",),
    )
    _table(
        "stays",
        *_key("stays", "attendance_id", "attendance"),
        sa.Column("arrived_at", sa.DateTime(), nullable=True),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        indexed=("attendance_id",),
    )
    _table(
        "item_turns",
        *_key("item_turns", "meeting_id", "meetings"),
        sa.Column("item_key", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        indexed=("meeting_id",),
    )
    _quorum_tables()
    for table, column in _added():
        op.add_column(table, column)


def _quorum_tables() -> None:
    _table(
        "quorum_changes",
        *_key("quorum_changes", "meeting_id", "meetings"),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("met", sa.Boolean(), nullable=False),
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("item_key", sa.String(length=60), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        indexed=("meeting_id",),
    )
    _table(
        "quorum_choices",
        *_key("quorum_choices", "meeting_id", "meetings"),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("choice", sa.String(length=20), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("item_key", sa.String(length=60), nullable=False),
        *_key("quorum_choices", "to_meeting_id", "meetings", "SET NULL", needed=False),
        indexed=("meeting_id", "to_meeting_id"),
    )
    _table(
        "ratifications",
        *_key("ratifications", "meeting_id", "meetings"),
        *_key("ratifications", "entry_id", "monthly_entries", needed=False),
        *_key("ratifications", "item_id", "item_notes", needed=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("entry_id", name=op.f("uq_ratifications_entry_id")),
        sa.UniqueConstraint("item_id", name=op.f("uq_ratifications_item_id")),
        editable=True,
        indexed=("meeting_id",),
    )


def downgrade() -> None:
    """Who came when, and what was ratified, goes; the registers and the decisions stay."""
    for table, column in reversed(_added()):
        op.drop_column(table, column.name)
    for table in _TABLES:
        op.drop_table(table)
