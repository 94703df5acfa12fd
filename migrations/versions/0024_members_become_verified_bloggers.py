"""members become verified bloggers."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = community.db.UtcDateTime(timezone=True)
    op.create_table(
        "blogger_application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("open_id", sa.Integer(), nullable=True),
        sa.Column("topics", sa.String(), nullable=False),
        sa.Column("links", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("sent_at", moment, nullable=False),
        sa.Column("moved_at", moment, nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", moment, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("again_at", moment, nullable=True),
        sa.Column("appealed_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["member.id"], name=op.f("fk_blogger_application_decided_by_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_blogger_application_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blogger_application")),
        sa.UniqueConstraint("open_id", name=op.f("uq_blogger_application_open_id")),
    )
    op.create_index(op.f("ix_blogger_application_member_id"), "blogger_application", ["member_id"])
    op.create_index("ix_blogger_application_state", "blogger_application", ["state", "moved_at"])

    op.create_table(
        "blogger_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["blogger_application.id"], name=op.f("fk_blogger_note_application_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_blogger_note_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blogger_note")),
    )
    op.create_index(op.f("ix_blogger_note_application_id"), "blogger_note", ["application_id"])
    op.create_index(op.f("ix_blogger_note_member_id"), "blogger_note", ["member_id"])

    op.create_table(
        "blogger_badge",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("topics", sa.String(), nullable=False),
        sa.Column("since", moment, nullable=False),
        sa.Column("ends_at", moment, nullable=False),
        sa.Column("told_at", moment, nullable=True),
        sa.Column("ended_at", moment, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_blogger_badge_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_blogger_badge")),
    )
    op.create_index(op.f("ix_blogger_badge_ends_at"), "blogger_badge", ["ends_at"])


def downgrade() -> None:
    op.drop_table("blogger_badge")
    op.drop_table("blogger_note")
    op.drop_table("blogger_application")
