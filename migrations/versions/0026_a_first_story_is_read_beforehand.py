"""a first story is read beforehand."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = community.db.UtcDateTime(timezone=True)
    op.create_table(
        "editorial_review",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("disclosure", sa.String(length=40), nullable=True),
        sa.Column("sponsor", sa.String(), nullable=False),
        sa.Column("publishes", sa.Boolean(), nullable=False),
        sa.Column("sent_at", moment, nullable=False),
        sa.Column("moved_at", moment, nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", moment, nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", moment, nullable=True),
        sa.Column("late_told_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_editorial_review_story_id")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["member.id"], name=op.f("fk_editorial_review_taken_by_id")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["member.id"], name=op.f("fk_editorial_review_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("story_id", name=op.f("pk_editorial_review")),
    )
    op.create_index("ix_editorial_review_stage", "editorial_review", ["stage", "sent_at"])

    op.create_table(
        "editorial_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("settled_at", moment, nullable=True),
        sa.ForeignKeyConstraint(
            ["story_id"], ["editorial_review.story_id"], name=op.f("fk_editorial_comment_story_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_editorial_comment_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_editorial_comment")),
    )
    op.create_index(op.f("ix_editorial_comment_story_id"), "editorial_comment", ["story_id"])
    op.create_index(op.f("ix_editorial_comment_member_id"), "editorial_comment", ["member_id"])


def downgrade() -> None:
    op.drop_table("editorial_comment")
    op.drop_table("editorial_review")
