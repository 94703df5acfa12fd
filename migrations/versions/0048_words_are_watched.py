"""words are watched."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None
MOMENT = community.db.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "watched_word",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("instead", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["member.id"], name=op.f("fk_watched_word_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_word")),
        sa.UniqueConstraint("key", name=op.f("uq_watched_word_key")),
    )
    op.create_table(
        "watched_find",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_watched_find_contribution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_watched_find")),
    )
    op.create_index(op.f("ix_watched_find_contribution_id"), "watched_find", ["contribution_id"])


def downgrade() -> None:
    for table in ("watched_find", "watched_word"):
        op.drop_table(table)
