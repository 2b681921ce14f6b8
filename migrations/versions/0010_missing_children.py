"""Our own record of each episode, return interviews, safety plans, concerns, and notes about a child."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NEW = (
    "interview_answers",
    "return_interviews",
    "episode_details",
    "safety_plans",
    "concerns",
    "readiness",
    "child_notes",
)


def _key(table: str, column: str, to: str, *, goes_along: bool = True) -> list[sa.schema.SchemaItem]:
    """A foreign key whose row goes when the one it points at goes."""
    name = op.f(f"fk_{table}_{column}_{to}")
    rule = "CASCADE" if goes_along else None
    return [
        sa.Column(column, sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=rule),
    ]


def _text(*names: str, length: int | None = None) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(length=length), nullable=False) for name in names]


def _may_be(kind: Callable[[], sa.types.TypeEngine[Any]], *names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, kind(), nullable=True) for name in names]


def _edited(table: str) -> list[sa.schema.SchemaItem]:
    """What every record that people edit carries."""
    return [
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=80), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _details() -> None:
    op.create_table(
        "episode_details",
        *_key("episode_details", "episode_id", "episodes"),
        *_text("classed", "risk", "missing_from", length=20),
        *_text("merlin", length=60),
        *_text("reported_by", "last_seen_where", "circumstances", "found_where", "found_with"),
        *_text("safe_well_by", "harm", "exploitation_note", "home_told_by", "people", "places"),
        *_text("means_to_travel", "travel_reason"),
        *_may_be(sa.DateTime, "began_at", "last_seen_at", "returned_at"),
        *_may_be(sa.Date, "safe_well_on", "plan_reviewed_on", "home_told_on"),
        *_may_be(sa.Boolean, "exploitation_considered", "exploitation_concern", "left_borough"),
        *_edited("episode_details"),
        sa.UniqueConstraint("episode_id", name=op.f("uq_episode_details_episode_id")),
    )


def _interviews() -> None:
    op.create_table(
        "return_interviews",
        *_key("return_interviews", "episode_id", "episodes"),
        *_text("outcome", length=20),
        *_text("decided_by", "interviewer", "passed_by", length=120),
        *_text("reason", "carer_said", "themes", "soft_intelligence"),
        *_may_be(sa.Date, "offered_on", "passed_on"),
        *_may_be(sa.DateTime, "done_at"),
        *_may_be(sa.Boolean, "independent", "carer_offered"),
        *_edited("return_interviews"),
        sa.UniqueConstraint("episode_id", name=op.f("uq_return_interviews_episode_id")),
    )
    op.create_table(
        "interview_answers",
        *_key("interview_answers", "interview_id", "return_interviews"),
        *_text("key", length=40),
        *_text("question", "answer"),
        *_edited("interview_answers"),
        sa.UniqueConstraint("interview_id", "key", name=op.f("uq_interview_answers_interview_id_key")),
    )
    op.create_index(op.f("ix_interview_answers_interview_id"), "interview_answers", ["interview_id"])


def _children() -> None:
    op.create_table(
        "safety_plans",
        *_key("safety_plans", "subject_id", "subjects"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        *_text("made_by", "reviewed_by", length=120),
        *_text("summary", "end_reason"),
        *_may_be(sa.Date, "review_on", "reviewed_on", "ended_on"),
        *_edited("safety_plans"),
    )
    for column in ("subject_id", "review_on"):
        op.create_index(op.f(f"ix_safety_plans_{column}"), "safety_plans", [column])
    op.create_table(
        "concerns",
        *_key("concerns", "subject_id", "subjects"),
        *_text("raised_by", length=120),
        *_text("reason", "end_reason"),
        sa.Column("raised_on", sa.Date(), nullable=False),
        *_may_be(sa.Date, "ended_on"),
        *_edited("concerns"),
    )
    op.create_index(op.f("ix_concerns_subject_id"), "concerns", ["subject_id"])
    op.create_table(
        "readiness",
        *_key("readiness", "subject_id", "subjects"),
        *_text("assessed_risk", length=20),
        *_may_be(sa.Boolean, "grab_pack"),
        *_may_be(sa.Date, "grab_pack_on", "placed_on", "assessed_on"),
        *_edited("readiness"),
        sa.UniqueConstraint("subject_id", name=op.f("uq_readiness_subject_id")),
    )


def _notes() -> None:
    op.create_table(
        "child_notes",
        *_key("child_notes", "meeting_id", "meetings", goes_along=False),
        *_key("child_notes", "subject_id", "subjects"),
        *_text("item_key", length=60),
        sa.Column("position", sa.Integer(), nullable=False),
        *_text("notes"),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        *_edited("child_notes"),
        sa.UniqueConstraint("meeting_id", "subject_id", name=op.f("uq_child_notes_meeting_id_subject_id")),
    )
    for column in ("meeting_id", "subject_id"):
        op.create_index(op.f(f"ix_child_notes_{column}"), "child_notes", [column])
    note = sa.ForeignKey("child_notes.id", name=op.f("fk_actions_child_note_id_child_notes"))
    op.add_column(
        "actions", sa.Column("child_note_id", sa.Integer(), note, nullable=True), inline_references=True
    )
    op.create_index(op.f("ix_actions_child_note_id"), "actions", ["child_note_id"])


def upgrade() -> None:
    """Add the tables; what is there stays as it is."""
    for column in ("reported_at", "returned_at"):
        op.create_index(op.f(f"ix_episodes_{column}"), "episodes", [column])
    _details()
    _interviews()
    _children()
    _notes()


def downgrade() -> None:
    """Back to what the lists say; what was recorded beside them goes, an action about a child stays."""
    op.drop_index(op.f("ix_actions_child_note_id"), "actions")
    with op.batch_alter_table("actions") as actions:
        actions.drop_column("child_note_id")
    for table in _NEW:
        op.drop_table(table)
    for column in ("reported_at", "returned_at"):
        op.drop_index(op.f(f"ix_episodes_{column}"), "episodes")
