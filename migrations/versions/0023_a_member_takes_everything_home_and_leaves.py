"""a member takes everything home, and leaves."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = community.db.UtcDateTime(timezone=True)
    op.add_column("member", sa.Column("leaves_at", moment, nullable=True))
    op.add_column(
        "member", sa.Column("leaves_words", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("member", sa.Column("left_at", moment, nullable=True))

    op.create_table(
        "takeout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("asked_at", moment, nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("ready_at", moment, nullable=True),
        sa.Column("ends_at", moment, nullable=True),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_takeout_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_takeout")),
        sa.UniqueConstraint("word", name=op.f("uq_takeout_word")),
    )
    op.create_index(op.f("ix_takeout_member_id"), "takeout", ["member_id"])
    op.create_index(op.f("ix_takeout_ends_at"), "takeout", ["ends_at"])

    op.create_table(
        "erasure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("keeps_words", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_erasure_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_erasure")),
        sa.UniqueConstraint("member_id", name=op.f("uq_erasure_member_id")),
    )


def downgrade() -> None:
    op.drop_table("erasure")
    op.drop_table("takeout")
    for name in ("left_at", "leaves_words", "leaves_at"):
        op.drop_column("member", name)
