"""a reader goes on where she stopped."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = community.db.UtcDateTime(timezone=True)
    op.create_table(
        "story_reading",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", moment, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("farthest", sa.Integer(), nullable=False),
        sa.Column("finished_at", moment, nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_story_reading_story_id"),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name="fk_story_reading_member_id"),
        sa.PrimaryKeyConstraint("story_id", "member_id", name="pk_story_reading"),
    )
    op.create_index("ix_story_reading_member_id", "story_reading", ["member_id"])


def downgrade() -> None:
    op.drop_table("story_reading")
