"""Bookmarks drafts and feed keys."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "feed_key",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("made_at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_feed_key_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_feed_key")),
        sa.UniqueConstraint("word", name=op.f("uq_feed_key_word")),
    )
    op.create_table(
        "bookmark",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("remind_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", community.db.UtcDateTime(timezone=True), nullable=True),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_bookmark_contribution_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_bookmark_member_id")),
        sa.PrimaryKeyConstraint("member_id", "contribution_id", name=op.f("pk_bookmark")),
    )
    with op.batch_alter_table("bookmark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bookmark_contribution_id"), ["contribution_id"], unique=False)
        batch_op.create_index("ix_bookmark_member_at", ["member_id", "at"], unique=False)

    op.create_table(
        "draft",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("tags", sa.String(), nullable=False),
        sa.Column("board", sa.String(), nullable=False),
        sa.Column("about_id", sa.Integer(), nullable=True),
        sa.Column("at", community.db.UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["about_id"], ["contribution.id"], name=op.f("fk_draft_about_id")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_draft_member_id")),
        sa.PrimaryKeyConstraint("member_id", "place", name=op.f("pk_draft")),
    )


def downgrade() -> None:
    op.drop_table("draft")
    with op.batch_alter_table("bookmark", schema=None) as batch_op:
        batch_op.drop_index("ix_bookmark_member_at")
        batch_op.drop_index(batch_op.f("ix_bookmark_contribution_id"))

    op.drop_table("bookmark")
    op.drop_table("feed_key")
