"""clips are cut from a stream."""

import sqlalchemy as sa
from alembic import op

import community.db

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None
MOMENT = community.db.UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "stream_clip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stream_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("second", sa.Double(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["stream_id"], ["stream.id"], name=op.f("fk_stream_clip_stream_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stream_clip")),
    )
    op.create_index(op.f("ix_stream_clip_stream_id"), "stream_clip", ["stream_id"])


def downgrade() -> None:
    op.drop_table("stream_clip")
