"""Referrals with their steps, forms and safety actions; whose child a case is, and how it ended."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_NEW = ("case_details", "safety_actions", "form_answers", "pathway_steps", "referrals")
_ON_ENTRIES = ("first_mention_by", "first_mention_reason")


def _key(table: str, column: str, to: str, rule: str = "CASCADE") -> list[sa.schema.SchemaItem]:
    """A foreign key; its row goes with the one it points at, or only the pointer does."""
    name = op.f(f"fk_{table}_{column}_{to}")
    return [
        sa.Column(column, sa.Integer(), nullable=rule != "CASCADE"),
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
        *_numbered(table),
    ]


def _numbered(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def _indexes(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    """Add the tables, and to each entry who let a first mention go on, and why."""
    _referrals()
    _steps()
    _cases()
    for name in _ON_ENTRIES:
        op.add_column("monthly_entries", sa.Column(name, sa.String(), nullable=False, server_default=""))


def _referrals() -> None:
    op.create_table(
        "referrals",
        *_key("referrals", "subject_id", "subjects"),
        *_text("body_code", length=40),
        *_text("state", length=30),
        *_text("borough", length=60),
        *_text("referrer", "referrer_role", "theme", length=120),
        *_text("agency", "lead_professional", length=200),
        *_text("concern", "referrer_contact", "strategy_summary", "consultation", "pre_mase"),
        *_text("pre_mase_summary", "views", "strengths"),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("harmful_behaviour", sa.Boolean(), nullable=False),
        *_may_be(sa.Date, "referrer_told_on", "assessed_on", "referred_on", "police_form_on", "consulted_on"),
        *_key("referrals", "onward_id", "onward_referrals", "SET NULL"),
        *_key("referrals", "case_id", "cases", "SET NULL"),
        *_edited("referrals"),
    )
    _indexes("referrals", "subject_id", "state", "case_id")


def _steps() -> None:
    op.create_table(
        "pathway_steps",
        *_key("pathway_steps", "referral_id", "referrals"),
        *_text("step", length=30),
        sa.Column("happened_on", sa.Date(), nullable=False),
        *_may_be(sa.Integer, "category"),
        *_text("decided_by", length=120),
        *_text("reason"),
        *_text("by", "undone_by", length=80),
        sa.Column("at", sa.DateTime(), nullable=False),
        *_may_be(sa.DateTime, "undone_at"),
        *_numbered("pathway_steps"),
    )
    op.create_table(
        "form_answers",
        *_key("form_answers", "referral_id", "referrals"),
        *_text("form", length=20),
        *_text("key", length=40),
        *_text("answer"),
        *_edited("form_answers"),
        sa.UniqueConstraint("referral_id", "form", "key", name=op.f("uq_form_answers_referral_id_form_key")),
    )
    op.create_table(
        "safety_actions",
        *_key("safety_actions", "referral_id", "referrals"),
        *_text("text", "outcome"),
        *_text("agency", "owner", length=200),
        sa.Column("due", sa.Date(), nullable=False),
        *_may_be(sa.Date, "done_on"),
        *_edited("safety_actions"),
    )
    for table in ("pathway_steps", "form_answers", "safety_actions"):
        _indexes(table, "referral_id")


def _cases() -> None:
    op.create_table(
        "case_details",
        *_key("case_details", "case_id", "cases"),
        *_text("responsible_authority", "living_in", "monitored_by", length=120),
        *_text("learning_disability", length=20),
        *_text("discharge_reason", length=40),
        *_text("exploitation_types", "onward_support", "follow_up"),
        *_may_be(sa.Date, "moved_in_on", "home_told_on", "step_down_on", "follow_up_on", "followed_up_on"),
        *_edited("case_details"),
        sa.UniqueConstraint("case_id", name=op.f("uq_case_details_case_id")),
    )
    _indexes("case_details", "follow_up_on")


def downgrade() -> None:
    """Take them away again; the cases stay."""
    for name in reversed(_ON_ENTRIES):
        op.drop_column("monthly_entries", name)
    for table in _NEW:
        op.drop_table(table)
