"""members repost what others made."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = community.db.UtcDateTime(timezone=True)
    op.add_column("sharing_terms", sa.Column("reposts", sa.String(length=40), nullable=True))
    op.create_table(
        "sharing_habit",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("reposts", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_sharing_habit_member_id")),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_sharing_habit")),
    )
    op.create_table(
        "repost",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("of_id", sa.Integer(), nullable=False),
        sa.Column("stands", sa.String(), nullable=True),
        sa.Column("declined_at", moment, nullable=True),
        sa.Column("activity_key", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["contribution.id"], name=op.f("fk_repost_id")),
        sa.ForeignKeyConstraint(["of_id"], ["contribution.id"], name=op.f("fk_repost_of_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repost")),
        sa.UniqueConstraint("stands", name=op.f("uq_repost_stands")),
    )
    op.create_index(op.f("ix_repost_of_id"), "repost", ["of_id"])


def downgrade() -> None:
    op.drop_table("repost")
    op.drop_table("sharing_habit")
    op.drop_column("sharing_terms", "reposts")
