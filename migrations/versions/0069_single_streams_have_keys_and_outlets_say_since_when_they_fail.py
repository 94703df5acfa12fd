"""a stream may have a key of its own, its recordings come from engines, and an outlet says since when it fails."""

import sqlalchemy as sa
from alembic import op

from community.db import UtcDateTime

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None
MOMENT = UtcDateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "one_stream_key",
        sa.Column("stream_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["stream_id"], ["stream.id"], name=op.f("fk_one_stream_key_stream_id_stream")
        ),
        sa.PrimaryKeyConstraint("stream_id", name=op.f("pk_one_stream_key")),
        sa.UniqueConstraint("digest", name=op.f("uq_one_stream_key_digest")),
    )
    op.create_table(
        "engine_recording",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stream_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["stream_id"], ["stream.id"], name=op.f("fk_engine_recording_stream_id_stream")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_engine_recording")),
        sa.UniqueConstraint("file", name=op.f("uq_engine_recording_file")),
    )
    op.create_index(op.f("ix_engine_recording_stream_id"), "engine_recording", ["stream_id"])
    op.add_column("outlet_line", sa.Column("failed_since", MOMENT, nullable=True))
    op.add_column("outlet_line", sa.Column("told_at", MOMENT, nullable=True))


def downgrade() -> None:
    op.drop_column("outlet_line", "told_at")
    op.drop_column("outlet_line", "failed_since")
    op.drop_table("engine_recording")
    op.drop_table("one_stream_key")
