"""The first month: lists, people, meetings, cases, actions, and the audit chain."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# The chain can only grow: SQLite itself refuses a changed or deleted row (INSERT OR REPLACE too,
# because the connection has recursive_triggers on).
FORBID = """
CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit
BEGIN SELECT RAISE(ABORT, 'the audit chain only grows'); END
"""


def upgrade() -> None:
    """Make every table."""

    op.create_table(
        "audit",
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("act", sa.String(length=80), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("mac", sa.LargeBinary(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_table(
        "body_profiles",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_profiles")),
        sa.UniqueConstraint("code", "effective_from", name=op.f("uq_body_profiles_code_effective_from")),
    )
    op.create_index(op.f("ix_body_profiles_code"), "body_profiles", ["code"], unique=False)
    op.create_table(
        "imported_files",
        sa.Column("list_name", sa.String(length=10), nullable=False),
        sa.Column("file_name", sa.String(length=260), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("imported_by", sa.String(length=80), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_files")),
    )
    op.create_index(op.f("ix_imported_files_list_name"), "imported_files", ["list_name"], unique=False)
    op.create_table(
        "people",
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "remembered_layouts",
        sa.Column("list_name", sa.String(length=10), nullable=False),
        sa.Column("look", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remembered_layouts")),
        sa.UniqueConstraint("list_name", "look", name=op.f("uq_remembered_layouts_list_name_look")),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=80), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings")),
        sa.UniqueConstraint("key", name=op.f("uq_settings_key")),
    )
    op.create_table(
        "meetings",
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("body_code", sa.String(length=40), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("venue", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("agenda_due", sa.Date(), nullable=False),
        sa.Column("minutes_due", sa.Date(), nullable=False),
        sa.Column("date_reason", sa.String(), nullable=False),
        sa.Column("agenda_sent_on", sa.Date(), nullable=True),
        sa.Column("minutes_sent_on", sa.Date(), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("statement_version", sa.String(length=20), nullable=False),
        sa.Column("statement_text", sa.String(), nullable=False),
        sa.Column("statement_read_by", sa.String(length=120), nullable=False),
        sa.Column("statement_read_at", sa.DateTime(), nullable=True),
        sa.Column("quorate", sa.Boolean(), nullable=True),
        sa.Column("quorum_sentence", sa.String(), nullable=False),
        sa.Column("current_item", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=80), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["body_profiles.id"], name=op.f("fk_meetings_profile_id_body_profiles")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
    )
    op.create_index(op.f("ix_meetings_body_code"), "meetings", ["body_code"], unique=False)
    op.create_index(op.f("ix_meetings_held_on"), "meetings", ["held_on"], unique=False)
    op.create_table(
        "subjects",
        sa.Column("list_name", sa.String(length=10), nullable=False),
        sa.Column("identity_key", sa.String(length=300), nullable=False),
        sa.Column("forename", sa.String(length=200), nullable=False),
        sa.Column("surname", sa.String(length=200), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("sex", sa.String(length=1), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("postcode", sa.String(length=12), nullable=False),
        sa.Column("town", sa.String(length=120), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("home_person_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["home_person_id"], ["people.id"], name=op.f("fk_subjects_home_person_id_people")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_subjects_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subjects")),
    )
    op.create_index("ix_subjects_list_identity", "subjects", ["list_name", "identity_key"], unique=False)
    op.create_index(op.f("ix_subjects_number"), "subjects", ["number"], unique=False)
    op.create_index(op.f("ix_subjects_person_id"), "subjects", ["person_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("seat_key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("agency", sa.String(length=200), nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("deputy_for", sa.String(length=200), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(), nullable=True),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=80), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_attendance_meeting_id_meetings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    op.create_index(op.f("ix_attendance_meeting_id"), "attendance", ["meeting_id"], unique=False)
    op.create_table(
        "item_notes",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_key", sa.String(length=60), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=80), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_item_notes_meeting_id_meetings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item_notes")),
        sa.UniqueConstraint("meeting_id", "item_key", name=op.f("uq_item_notes_meeting_id_item_key")),
    )
    op.create_index(op.f("ix_item_notes_meeting_id"), "item_notes", ["meeting_id"], unique=False)
    op.create_table(
        "match_decisions",
        sa.Column("subject_a_id", sa.Integer(), nullable=False),
        sa.Column("subject_b_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("band", sa.String(length=10), nullable=False),
        sa.Column("looks", sa.String(length=64), nullable=False),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=False),
        sa.Column("undone_by", sa.String(length=80), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject_a_id"], ["subjects.id"], name=op.f("fk_match_decisions_subject_a_id_subjects")
        ),
        sa.ForeignKeyConstraint(
            ["subject_b_id"], ["subjects.id"], name=op.f("fk_match_decisions_subject_b_id_subjects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_decisions")),
    )
    op.create_index(
        op.f("ix_match_decisions_subject_a_id"), "match_decisions", ["subject_a_id"], unique=False
    )
    op.create_index(
        op.f("ix_match_decisions_subject_b_id"), "match_decisions", ["subject_b_id"], unique=False
    )
    op.create_table(
        "question_answers",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=80), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_question_answers_meeting_id_meetings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_answers")),
        sa.UniqueConstraint("meeting_id", "question", name=op.f("uq_question_answers_meeting_id_question")),
    )
    op.create_index(op.f("ix_question_answers_meeting_id"), "question_answers", ["meeting_id"], unique=False)
    op.create_table(
        "source_records",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("list_name", sa.String(length=10), nullable=False),
        sa.Column("sheet", sa.String(length=120), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("has_own_reference", sa.Boolean(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.Column("last_seen_file_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["imported_files.id"], name=op.f("fk_source_records_file_id_imported_files")
        ),
        sa.ForeignKeyConstraint(
            ["last_seen_file_id"],
            ["imported_files.id"],
            name=op.f("fk_source_records_last_seen_file_id_imported_files"),
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"],
            ["source_records.id"],
            name=op.f("fk_source_records_replaced_by_id_source_records"),
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_source_records_subject_id_subjects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_records")),
    )
    op.create_index(op.f("ix_source_records_file_id"), "source_records", ["file_id"], unique=False)
    op.create_index(
        "ix_source_records_list_reference", "source_records", ["list_name", "reference"], unique=False
    )
    op.create_index(
        op.f("ix_source_records_replaced_by_id"), "source_records", ["replaced_by_id"], unique=False
    )
    op.create_index(op.f("ix_source_records_subject_id"), "source_records", ["subject_id"], unique=False)
    op.create_table(
        "spells",
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("list_name", sa.String(length=10), nullable=False),
        sa.Column("began_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subjects.id"], name=op.f("fk_spells_subject_id_subjects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spells")),
    )
    op.create_index(op.f("ix_spells_subject_id"), "spells", ["subject_id"], unique=False)
    op.create_table(
        "cases",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("borough", sa.String(length=60), nullable=False),
        sa.Column("out_of_borough", sa.Boolean(), nullable=False),
        sa.Column("category", sa.Integer(), nullable=True),
        sa.Column("category_at_entry", sa.Integer(), nullable=True),
        sa.Column("referred_on", sa.Date(), nullable=True),
        sa.Column("referring_agency", sa.String(length=200), nullable=False),
        sa.Column("strategy_meeting_on", sa.Date(), nullable=True),
        sa.Column("lead_professional", sa.String(length=200), nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=80), nullable=False),
        sa.Column("ethnicity", sa.String(length=60), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("themes", sa.String(), nullable=False),
        sa.Column("placement", sa.String(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closed_reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=80), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source_records.id"], name=op.f("fk_cases_source_id_source_records")
        ),
        sa.ForeignKeyConstraint(["subject_id"], ["subjects.id"], name=op.f("fk_cases_subject_id_subjects")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("source_id", name=op.f("uq_cases_source_id")),
    )
    op.create_index(op.f("ix_cases_reference"), "cases", ["reference"], unique=False)
    op.create_index(op.f("ix_cases_subject_id"), "cases", ["subject_id"], unique=False)
    op.create_table(
        "episodes",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=False),
        sa.Column("reported_at", sa.DateTime(), nullable=True),
        sa.Column("returned_at", sa.DateTime(), nullable=True),
        sa.Column("still_missing", sa.Boolean(), nullable=False),
        sa.Column("classed", sa.String(length=20), nullable=False),
        sa.Column("risk", sa.String(length=20), nullable=False),
        sa.Column("responsible_authority", sa.String(length=120), nullable=False),
        sa.Column("in_care", sa.Boolean(), nullable=True),
        sa.Column("interview_offered", sa.Boolean(), nullable=True),
        sa.Column("interview_done_on", sa.Date(), nullable=True),
        sa.Column("found_where", sa.String(), nullable=False),
        sa.Column("ethnicity", sa.String(length=60), nullable=False),
        sa.Column("age_as_written", sa.String(length=20), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source_records.id"], name=op.f("fk_episodes_source_id_source_records")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_episodes_subject_id_subjects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episodes")),
        sa.UniqueConstraint("source_id", name=op.f("uq_episodes_source_id")),
    )
    op.create_index(op.f("ix_episodes_reference"), "episodes", ["reference"], unique=False)
    op.create_index(op.f("ix_episodes_subject_id"), "episodes", ["subject_id"], unique=False)
    op.create_table(
        "register_entries",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("year_group", sa.String(length=30), nullable=False),
        sa.Column("off_roll_on", sa.Date(), nullable=True),
        sa.Column("hours", sa.Double(), nullable=True),
        sa.Column("provision", sa.String(), nullable=False),
        sa.Column("rag", sa.String(length=10), nullable=False),
        sa.Column("assured_by", sa.String(length=120), nullable=False),
        sa.Column("case_worker", sa.String(length=120), nullable=False),
        sa.Column("comments", sa.String(), nullable=False),
        sa.Column("borough", sa.String(length=60), nullable=False),
        sa.Column("ethnicity", sa.String(length=60), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source_records.id"], name=op.f("fk_register_entries_source_id_source_records")
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subjects.id"], name=op.f("fk_register_entries_subject_id_subjects")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entries")),
        sa.UniqueConstraint("source_id", name=op.f("uq_register_entries_source_id")),
    )
    op.create_index(op.f("ix_register_entries_subject_id"), "register_entries", ["subject_id"], unique=False)
    op.create_table(
        "monthly_entries",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("group_title", sa.String(length=120), nullable=False),
        sa.Column("standing", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("victim", sa.String(), nullable=False),
        sa.Column("offender", sa.String(), nullable=False),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("themes", sa.String(), nullable=False),
        sa.Column("overview", sa.String(), nullable=False),
        sa.Column("impact", sa.String(), nullable=False),
        sa.Column("other_agencies", sa.String(), nullable=False),
        sa.Column("category_before", sa.Integer(), nullable=True),
        sa.Column("category", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(length=20), nullable=False),
        sa.Column("rationale", sa.String(), nullable=False),
        sa.Column("undecided_reason", sa.String(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("seen", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=80), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_monthly_entries_case_id_cases")),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_monthly_entries_meeting_id_meetings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_entries")),
        sa.UniqueConstraint("meeting_id", "case_id", name=op.f("uq_monthly_entries_meeting_id_case_id")),
    )
    op.create_index(op.f("ix_monthly_entries_case_id"), "monthly_entries", ["case_id"], unique=False)
    op.create_index(op.f("ix_monthly_entries_meeting_id"), "monthly_entries", ["meeting_id"], unique=False)
    op.create_table(
        "actions",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("item_key", sa.String(length=60), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("agency", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.String(length=200), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(length=80), nullable=False),
        sa.Column("edited_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["monthly_entries.id"], name=op.f("fk_actions_entry_id_monthly_entries")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_actions_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
    )
    op.create_index(op.f("ix_actions_entry_id"), "actions", ["entry_id"], unique=False)
    op.create_index(op.f("ix_actions_meeting_id"), "actions", ["meeting_id"], unique=False)
    op.create_table(
        "action_updates",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("noted_by", sa.String(length=80), nullable=False),
        sa.Column("noted_at", sa.DateTime(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_action_updates_action_id_actions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_updates")),
    )
    op.create_index(op.f("ix_action_updates_action_id"), "action_updates", ["action_id"], unique=False)

    for verb in ("UPDATE", "DELETE"):
        op.execute(FORBID.format(verb=verb))


def downgrade() -> None:
    """An empty store."""
    for verb in ("UPDATE", "DELETE"):
        op.execute(f"DROP TRIGGER audit_no_{verb}")

    op.drop_index(op.f("ix_action_updates_action_id"), table_name="action_updates")
    op.drop_table("action_updates")
    op.drop_index(op.f("ix_actions_meeting_id"), table_name="actions")
    op.drop_index(op.f("ix_actions_entry_id"), table_name="actions")
    op.drop_table("actions")
    op.drop_index(op.f("ix_monthly_entries_meeting_id"), table_name="monthly_entries")
    op.drop_index(op.f("ix_monthly_entries_case_id"), table_name="monthly_entries")
    op.drop_table("monthly_entries")
    op.drop_index(op.f("ix_register_entries_subject_id"), table_name="register_entries")
    op.drop_table("register_entries")
    op.drop_index(op.f("ix_episodes_subject_id"), table_name="episodes")
    op.drop_index(op.f("ix_episodes_reference"), table_name="episodes")
    op.drop_table("episodes")
    op.drop_index(op.f("ix_cases_subject_id"), table_name="cases")
    op.drop_index(op.f("ix_cases_reference"), table_name="cases")
    op.drop_table("cases")
    op.drop_index(op.f("ix_spells_subject_id"), table_name="spells")
    op.drop_table("spells")
    op.drop_index(op.f("ix_source_records_subject_id"), table_name="source_records")
    op.drop_index(op.f("ix_source_records_replaced_by_id"), table_name="source_records")
    op.drop_index("ix_source_records_list_reference", table_name="source_records")
    op.drop_index(op.f("ix_source_records_file_id"), table_name="source_records")
    op.drop_table("source_records")
    op.drop_index(op.f("ix_question_answers_meeting_id"), table_name="question_answers")
    op.drop_table("question_answers")
    op.drop_index(op.f("ix_match_decisions_subject_b_id"), table_name="match_decisions")
    op.drop_index(op.f("ix_match_decisions_subject_a_id"), table_name="match_decisions")
    op.drop_table("match_decisions")
    op.drop_index(op.f("ix_item_notes_meeting_id"), table_name="item_notes")
    op.drop_table("item_notes")
    op.drop_index(op.f("ix_attendance_meeting_id"), table_name="attendance")
    op.drop_table("attendance")
    op.drop_index(op.f("ix_subjects_person_id"), table_name="subjects")
    op.drop_index(op.f("ix_subjects_number"), table_name="subjects")
    op.drop_index("ix_subjects_list_identity", table_name="subjects")
    op.drop_table("subjects")
    op.drop_index(op.f("ix_meetings_held_on"), table_name="meetings")
    op.drop_index(op.f("ix_meetings_body_code"), table_name="meetings")
    op.drop_table("meetings")
    op.drop_table("settings")
    op.drop_table("remembered_layouts")
    op.drop_table("people")
    op.drop_index(op.f("ix_imported_files_list_name"), table_name="imported_files")
    op.drop_table("imported_files")
    op.drop_index(op.f("ix_body_profiles_code"), table_name="body_profiles")
    op.drop_table("body_profiles")
    op.drop_table("audit")
