"""Each paper of a meeting in a row of its own, duties that come round, and an office calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# The two papers that a meeting itself knew of: when it was due, and when it went out.
_KNOWN = ("agenda", "minutes")


def _edited() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=80), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
    ]


def upgrade() -> None:
    """What a meeting said about its agenda and its minutes goes into their rows, with its history."""
    op.create_table(
        "meeting_papers",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_to", sa.String(), nullable=False),
        sa.Column("again_since", sa.Date(), nullable=True),
        sa.Column("again_why", sa.String(), nullable=False),
        sa.Column("again_on", sa.Date(), nullable=True),
        *_edited(),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meetings.id"],
            name=op.f("fk_meeting_papers_meeting_id_meetings"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_papers")),
        sa.UniqueConstraint("meeting_id", "key", name=op.f("uq_meeting_papers_meeting_id_key")),
    )
    for column in ("meeting_id", "due"):
        op.create_index(op.f(f"ix_meeting_papers_{column}"), "meeting_papers", [column])
    op.create_table(
        "duties_done",
        sa.Column("body_code", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("period_on", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("sent_to", sa.String(), nullable=False),
        *_edited(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties_done")),
        sa.UniqueConstraint(
            "body_code", "key", "period_on", name=op.f("uq_duties_done_body_code_key_period_on")
        ),
    )
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        *_edited(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_days")),
        sa.UniqueConstraint("day", name=op.f("uq_calendar_days_day")),
    )
    op.add_column("meetings", sa.Column("planned_for", sa.Date(), nullable=True))
    op.add_column("meetings", sa.Column("notice_by", sa.String(120), nullable=False, server_default=""))
    op.add_column("meetings", sa.Column("notice_reason", sa.String(), nullable=False, server_default=""))
    op.add_column("meetings", sa.Column("notice_on", sa.Date(), nullable=True))
    for paper in _KNOWN:
        _into_rows(paper)


def _into_rows(paper: str) -> None:
    op.execute(
        "INSERT INTO meeting_papers (meeting_id, key, due, sent_on, sent_to, again_why, version, edited_by)"
        f" SELECT id, '{paper}', {paper}_due, {paper}_sent_on, '', '', 1, '' FROM meetings"
    )
    op.execute(
        "UPDATE revisions SET record_kind = 'paper', field = 'sent_on', record_id ="
        f" (SELECT id FROM meeting_papers WHERE meeting_id = revisions.record_id AND key = '{paper}')"
        f" WHERE record_kind = 'meeting' AND field = '{paper}_sent_on'"
    )
    for column in (f"{paper}_due", f"{paper}_sent_on"):
        op.drop_column("meetings", column)


def downgrade() -> None:
    """Back to the two papers a meeting knew of; what was recorded about the others goes."""
    for paper in _KNOWN:
        _out_of_rows(paper)
    op.execute("DELETE FROM revisions WHERE record_kind = 'paper'")
    op.execute(
        "DELETE FROM revisions WHERE record_kind = 'meeting' AND field IN ('notice_by', 'notice_reason')"
    )
    for column in ("notice_on", "notice_reason", "notice_by", "planned_for"):
        op.drop_column("meetings", column)
    for table in ("calendar_days", "duties_done", "meeting_papers"):
        op.drop_table(table)


def _out_of_rows(paper: str) -> None:
    due, sent = f"{paper}_due", f"{paper}_sent_on"
    op.add_column("meetings", sa.Column(due, sa.Date(), nullable=False, server_default="2000-01-01"))
    op.add_column("meetings", sa.Column(sent, sa.Date(), nullable=True))
    row = f"FROM meeting_papers WHERE meeting_id = meetings.id AND key = '{paper}'"
    op.execute(
        f"UPDATE meetings SET {due} = coalesce((SELECT due {row}), held_on), {sent} = (SELECT sent_on {row})"
    )
    op.execute(
        f"UPDATE revisions SET record_kind = 'meeting', field = '{sent}', record_id = meeting_id"
        " WHERE record_kind = 'paper' AND field = 'sent_on' AND record_id IN"
        f" (SELECT id FROM meeting_papers WHERE key = '{paper}')"
    )
