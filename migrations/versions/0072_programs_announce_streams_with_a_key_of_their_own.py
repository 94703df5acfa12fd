"""programs announce streams, each with a key of its own."""

import sqlalchemy as sa
from alembic import op

from community.db import UtcDateTime

revision = "0072"
down_revision = "0068"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "one_stream_key",
        sa.Column("stream_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_at", UtcDateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["stream_id"], ["stream.id"], name=op.f("fk_one_stream_key_stream_id_stream")
        ),
        sa.PrimaryKeyConstraint("stream_id", name=op.f("pk_one_stream_key")),
        sa.UniqueConstraint("digest", name=op.f("uq_one_stream_key_digest")),
    )


def downgrade() -> None:
    op.drop_table("one_stream_key")
