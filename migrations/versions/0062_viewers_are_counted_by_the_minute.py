"""viewers are counted by the minute."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stream_minute",
        sa.Column("stream_id", sa.Integer(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("viewers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["stream_id"], ["stream.id"], name=op.f("fk_stream_minute_stream_id")),
        sa.PrimaryKeyConstraint("stream_id", "minute", name=op.f("pk_stream_minute")),
    )


def downgrade() -> None:
    op.drop_table("stream_minute")
